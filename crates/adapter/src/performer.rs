//! Carries out effects: the only place that knows the words of both platforms.

use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use desk::{EffectId, Event, PortEffect};
use flow::{
    Answer, Failure, FailureKind, HostEffect, PageEffect, Reply, StartConnect, TelephonyEffect, Value,
};
use gloo_timers::callback::Timeout;
use opencti::OpenCti;
use streams::{Endpoint, Session};
use wasm_bindgen_futures::JsFuture;

use crate::connect::Asked;
use crate::connect_api::{ConnectApi, Request};
use crate::core::{dispatch, now};
use crate::{connect, connect_api, page, phone, records, salesforce};

/// The platforms, as far as they have been found.
#[derive(Debug)]
pub(crate) struct Platforms {
    /// How Salesforce is looked for.
    pub(crate) locate_options: Rc<opencti::Options>,
    pub(crate) opencti: Option<OpenCti>,
    pub(crate) session: Option<Rc<Session>>,
    /// Client for the Amazon Connect APIs that Streams does not expose: recording and contact attributes.
    pub(crate) connect_api: Rc<ConnectApi>,
}

impl Platforms {
    /// Takes the Contact Control Panel off the page, so that it can be loaded afresh: a panel that did not come up
    /// the first time never does by itself.
    pub(crate) fn leave_connect(&mut self) {
        if let Some(session) = self.session.take().and_then(|session| Rc::try_unwrap(session).ok()) {
            session.terminate();
        }
    }
}

/// Begins an effect, between two turns of the desk. Its reply arrives as an event, exactly once.
pub(crate) fn perform(platforms: &Platforms, id: EffectId, effect: PortEffect, deadline_ms: Option<u32>) {
    if let PortEffect::Page(PageEffect::Sleep { ms }) = effect {
        let wake = move || dispatch(Event::Reply { id, reply: Ok(Answer::Done) });
        Timeout::new(ms.min(i32::MAX as u64) as u32, wake).forget();
        return;
    }
    let (opencti, session) = (platforms.opencti.clone(), platforms.session.clone());
    let connect_api = platforms.connect_api.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let reply = match &effect {
            PortEffect::Page(effect) => perform_here(effect),
            PortEffect::Host(effect) => match opencti {
                Some(opencti) => ask_salesforce(&salesforce::within(&opencti, deadline_ms), effect),
                None => failed(FailureKind::Unavailable, "Salesforce is not connected"),
            },
            PortEffect::Telephony(effect) => ask_connect(opencti, session, &connect_api, effect, deadline_ms),
        };
        dispatch(Event::Reply { id, reply: reply.await });
    });
}

/// Says in the utility bar and over the panel how the phone is. Nothing depends on it, so nobody is told the answers.
pub(crate) fn show_label(platforms: &Platforms, label: String, icon: &'static str) {
    let Some(opencti) = platforms.opencti.as_ref() else { return };
    let sent = [
        opencti.set_softphone_item_label(&label),
        opencti.set_softphone_item_icon(icon),
        opencti.set_softphone_panel_label(&label),
        opencti.set_softphone_panel_icon(icon),
    ];
    wasm_bindgen_futures::spawn_local(async move {
        for answer in sent {
            let _ = answer.await;
        }
    });
}

/// A reply that is on its way.
pub(crate) type ReplyFuture = Pin<Box<dyn Future<Output = Reply>>>;

/// The answer of a platform and how it becomes a reply.
struct MapReply<A: Future> {
    answer: A,
    convert: fn(A::Output) -> Reply,
}

impl<A: Future + Unpin> Future for MapReply<A> {
    type Output = Reply;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Reply> {
        let convert = self.convert;
        Pin::new(&mut self.answer).poll(context).map(convert)
    }
}

/// The reply that `convert` makes of an answer.
pub(crate) fn map_reply<A: Future + Unpin + 'static>(
    answer: A,
    convert: fn(A::Output) -> Reply,
) -> ReplyFuture {
    Box::pin(MapReply { answer, convert })
}

fn ready(reply: Reply) -> ReplyFuture {
    Box::pin(std::future::ready(reply))
}

fn failed(kind: FailureKind, message: &str) -> ReplyFuture {
    ready(Err(Failure::new(kind, message)))
}

/// What the page does itself.
fn perform_here(effect: &PageEffect) -> ReplyFuture {
    match effect {
        PageEffect::ParsePhone { number, country } => {
            map_reply(phone::parse(number, country.as_deref()), phone::read)
        }
        PageEffect::Log { level, message } => {
            page::line(*level, message);
            ready(Ok(Answer::Done))
        }
        PageEffect::CountOpenTabs => map_reply(JsFuture::from(page::pages()), |pages| {
            // A page that may not know knows of itself.
            let value = Value::Number(pages.ok().and_then(|pages| pages.as_f64()).unwrap_or(1.0));
            Ok(Answer::Value { value })
        }),
        PageEffect::Sleep { ms } => {
            let ms = (*ms).min(i32::MAX as u64) as u32;
            map_reply(gloo_timers::future::TimeoutFuture::new(ms), |()| Ok(Answer::Done))
        }
    }
}

fn ask_connect(
    opencti: Option<OpenCti>,
    session: Option<Rc<Session>>,
    connect_api: &ConnectApi,
    effect: &TelephonyEffect,
    deadline_ms: Option<u32>,
) -> ReplyFuture {
    let session = session.as_deref();
    let ask = |ask: &dyn Fn(&Session) -> Asked| match session {
        Some(session) => map_reply(ask(session), connect::done),
        None => failed(FailureKind::Unavailable, "Amazon Connect is not connected"),
    };
    match effect {
        TelephonyEffect::StartConnect(start) => Box::pin(start_connect(start.clone())),
        TelephonyEffect::Dial(dial) => ask(&|session| session.dial(&dial.number, dial.queue_arn.as_deref())),
        TelephonyEffect::AddParty { contact, number } => {
            ask(&|session| session.add_connection(contact, &Endpoint::by_phone_number(number)))
        }
        TelephonyEffect::SendDigits { contact, digits } => {
            let known = session.and_then(|session| session.contact(contact));
            match known.as_ref().and_then(|contact| contact.customer_connection()) {
                Some(leg) => ask(&|session| session.send_digits(contact, &leg.connection_id(), digits)),
                None => failed(FailureKind::Refused, "the call has no leg to send tones to"),
            }
        }
        TelephonyEffect::HangUp { contact } => ask(&|session| session.hang_up(contact)),
        TelephonyEffect::Clear { contact } => ask(&|session| session.clear(contact)),
        TelephonyEffect::SetAgentState { name } => ask(&|session| session.set_agent_state(name)),
        TelephonyEffect::Record { contact, change } => {
            let request = Request::change_recording(contact, *change);
            ask_connect_api(opencti, session, connect_api, &request, deadline_ms)
        }
        TelephonyEffect::UpdateAttributes { contact, attributes } => {
            let request = Request::write_attributes(contact, attributes);
            ask_connect_api(opencti, session, connect_api, &request, deadline_ms)
        }
    }
}

fn ask_connect_api(
    opencti: Option<OpenCti>,
    session: Option<&Session>,
    connect_api: &ConnectApi,
    request: &Request<'_>,
    deadline_ms: Option<u32>,
) -> ReplyFuture {
    let Some(contact) = session.and_then(|session| session.contact(request.contact)) else {
        return failed(FailureKind::Unavailable, "Amazon Connect is not connected");
    };
    let call = connect_api.call(&contact, request);
    match (&connect_api.endpoint, opencti) {
        (Some(address), _) => {
            let answer = connect_api::post(address, call.params, deadline_ms.unwrap_or_default());
            map_reply(answer, connect_api::posted)
        }
        (None, Some(opencti)) => {
            let opencti = salesforce::within(&opencti, deadline_ms);
            map_reply(opencti.run_apex_text(&call), |answer| {
                connect_api::reply(answer.map_err(salesforce::apex_failure)?)
            })
        }
        (None, None) => failed(FailureKind::Unavailable, "Salesforce is not connected"),
    }
}

fn ask_salesforce(opencti: &OpenCti, effect: &HostEffect) -> ReplyFuture {
    use salesforce::{done, failure};
    let answer = match effect {
        HostEffect::EnableClickToDial => opencti.enable_click_to_dial(),
        HostEffect::DisableClickToDial => opencti.disable_click_to_dial(),
        HostEffect::NotifyReady => opencti.notify_initialization_complete(),
        HostEffect::SetPanelHeight { px } => opencti.set_softphone_panel_height(*px),
        HostEffect::SetPanelVisibility { visible } => opencti.set_softphone_panel_visibility(*visible),
        HostEffect::RefreshView => opencti.refresh_view(),
        HostEffect::ScreenPop(pop) => match salesforce::screen_pop(pop) {
            Some(pop) => opencti.screen_pop(&pop),
            None => return failed(FailureKind::Refused, "the deferred pop is not an object"),
        },
        HostEffect::CompleteWork { work_id, task_id, disposition, was_connected } => opencti
            .hvs_complete_work(&opencti::CompleteWork {
                work_id: work_id.clone(),
                task_id: task_id.clone(),
                disposition: disposition.clone(),
                was_connected: Some(*was_connected),
            }),
        HostEffect::ListenForClicks => {
            let listening = opencti
                .on_click_to_dial(|click| dispatch(Event::ClickToDial { click: salesforce::click(click) }));
            if listening.is_ok() {
                page::mark("switchboard:click-to-dial");
            }
            return ready(done(listening.map(opencti::Listening::forget)));
        }
        HostEffect::ListenForNavigation => {
            let listening = opencti.on_navigation_change(|view| {
                dispatch(Event::Navigation { view: salesforce::app_view(view) })
            });
            return ready(done(listening.map(opencti::Listening::forget)));
        }
        HostEffect::ListenForWork => {
            let listening = opencti
                .hvs_on_work_start(|work| dispatch(Event::WorkStart { payload: salesforce::work(work) }));
            return ready(done(listening.map(opencti::Listening::forget)));
        }
        HostEffect::ReadSettings => {
            return map_reply(opencti.get_call_center_settings(), |answer| {
                let settings = answer.map_err(failure)?;
                let settings =
                    settings.iter().map(|(key, value)| (flow::Text::new(key), value.to_owned())).collect();
                Ok(Answer::Settings { settings })
            });
        }
        HostEffect::ReadLayout => {
            return map_reply(opencti.get_softphone_layout(), |answer| {
                Ok(Answer::Layout(salesforce::layout(answer.map_err(failure)?)))
            });
        }
        HostEffect::ReadAppView => {
            return map_reply(opencti.get_app_view_info(), |answer| {
                Ok(Answer::AppView(salesforce::app_view(answer.map_err(failure)?)))
            });
        }
        HostEffect::Search(search) => {
            let answer = opencti.search_and_screen_pop(&salesforce::search(search));
            return map_reply(answer, salesforce::found);
        }
        HostEffect::FindByPhone { entity, number, country } => {
            let (opencti, entity) = (opencti.clone(), entity.clone());
            return Box::pin(records::find_by_phone(opencti, entity, number.clone(), country.clone()));
        }
        HostEffect::SaveRecord(save) => {
            return map_reply(opencti.save_log(&salesforce::save(save)), |answer| {
                Ok(Answer::Saved { record_id: answer.map_err(failure)? })
            });
        }
        HostEffect::ReadRecord { entity, id, fields } => {
            return map_reply(records::read(opencti, entity, id, fields), |said| {
                records::entry(said, "record")
            });
        }
        HostEffect::ReadUserProfile => {
            return map_reply(records::user_profile(opencti), |said| records::entry(said, "profile"));
        }
    };
    map_reply(answer, done)
}

/// Loads the library and the Contact Control Panel. A failure to load is the answer; everything after is events.
async fn start_connect(start: StartConnect) -> Reply {
    let unavailable = |message: String| Failure::new(FailureKind::Unavailable, message);
    streams::load(streams::Script::Streams).await.map_err(|error| unavailable(error.to_string()))?;
    let container = page::element("ccp").map_err(|error| unavailable(error.to_string()))?;
    let mut options = streams::Options::new(start.ccp_url);
    options.region = start.region;
    options.login_url = start.login_url;
    options.softphone.framed = start.framed_audio;
    options.softphone.silent = !start.framed_audio;
    options.iframe_title = Some("Contact Control Panel".to_owned());
    let session = streams::connect(&container, &options, |event| {
        if let Some(event) = connect::event(event, now()) {
            dispatch(event);
        }
    });
    match session {
        Ok(session) => {
            let mut session = Some(Rc::new(session));
            crate::core::with_platforms(&mut |platforms| platforms.session = session.take());
            phone::preload();
            Ok(Answer::Done)
        }
        Err(error) => Err(unavailable(connect::reason(&error))),
    }
}
