//! Carries out effects: the only place that knows the words of both platforms.

use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll};

use desk::{EffectId, Event};
use flow::{Answer, Effect, Failure, FailureKind, Reply, StartConnect, Value};
use gloo_timers::callback::Timeout;
use opencti::OpenCti;
use streams::Session;
use wasm_bindgen_futures::JsFuture;

use crate::connect_api::{Request, Way};
use crate::core::{dispatch, now};
use crate::{connect, connect_api, page, phone, records, salesforce};

/// The platforms, as far as they have been found.
#[derive(Debug)]
pub(crate) struct Platforms {
    /// How Salesforce is looked for.
    pub(crate) look: Rc<opencti::Options>,
    pub(crate) opencti: Option<OpenCti>,
    pub(crate) session: Option<Rc<Session>>,
    /// Whom to ask for what Streams cannot do.
    pub(crate) way: Rc<Way>,
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
pub(crate) fn perform(platforms: &Platforms, id: EffectId, effect: Arc<Effect>, deadline_ms: Option<u32>) {
    if let Effect::Sleep { ms } = &*effect {
        let wake = move || dispatch(Event::Reply { id, reply: Ok(Answer::Done) });
        Timeout::new((*ms).min(i32::MAX as u64) as u32, wake).forget();
        return;
    }
    let (opencti, session) = (platforms.opencti.clone(), platforms.session.clone());
    let way = platforms.way.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let reply = match Request::of(&effect) {
            Some(request) => ask_connect(opencti, session, &way, &request, deadline_ms).await,
            None => begin(opencti, session, &effect, deadline_ms).await,
        };
        dispatch(Event::Reply { id, reply });
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
pub(crate) type Coming = Pin<Box<dyn Future<Output = Reply>>>;

/// The answer of a platform and what it means.
struct Told<A: Future> {
    answer: A,
    means: fn(A::Output) -> Reply,
}

impl<A: Future + Unpin> Future for Told<A> {
    type Output = Reply;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Reply> {
        let means = self.means;
        Pin::new(&mut self.answer).poll(context).map(means)
    }
}

pub(crate) fn told<A: Future + Unpin + 'static>(answer: A, means: fn(A::Output) -> Reply) -> Coming {
    Box::pin(Told { answer, means })
}

fn known(reply: Reply) -> Coming {
    Box::pin(std::future::ready(reply))
}

fn failed(kind: FailureKind, message: &str) -> Coming {
    known(Err(Failure::new(kind, message)))
}

fn ask_connect(
    opencti: Option<OpenCti>,
    session: Option<Rc<Session>>,
    way: &Way,
    request: &Request<'_>,
    deadline_ms: Option<u32>,
) -> Coming {
    let Some(contact) = session.and_then(|session| session.contact(request.contact)) else {
        return failed(FailureKind::Unavailable, "Amazon Connect is not connected");
    };
    let call = way.call(&contact, request);
    match (&way.endpoint, opencti) {
        (Some(address), _) => {
            let answer = connect_api::post(address, call.params, deadline_ms.unwrap_or_default());
            told(answer, connect_api::posted)
        }
        (None, Some(opencti)) => {
            let opencti = salesforce::within(&opencti, deadline_ms);
            told(opencti.run_apex_text(&call), |answer| {
                connect_api::told(answer.map_err(salesforce::apex_failure)?)
            })
        }
        (None, None) => failed(FailureKind::Unavailable, "Salesforce is not connected"),
    }
}

fn begin(
    opencti: Option<OpenCti>,
    session: Option<Rc<Session>>,
    effect: &Effect,
    deadline_ms: Option<u32>,
) -> Coming {
    match effect {
        Effect::ParsePhone { number, country } => told(phone::parse(number, country.as_deref()), phone::read),
        Effect::Log { level, message } => {
            page::line(*level, message);
            known(Ok(Answer::Done))
        }
        Effect::ReadCounter { .. } => told(JsFuture::from(page::pages()), |pages| {
            // A page that may not know knows of itself.
            let value = Value::Number(pages.ok().and_then(|pages| pages.as_f64()).unwrap_or(1.0));
            Ok(Answer::Value { value })
        }),
        Effect::StartConnect(start) => Box::pin(start_connect(start.clone())),
        effect => {
            match connect::begin(session.as_deref(), effect) {
                Some(Ok(answer)) => return told(answer, connect::done),
                Some(Err(failure)) => return known(Err(failure)),
                None => {}
            }
            match opencti {
                Some(opencti) => ask_salesforce(&salesforce::within(&opencti, deadline_ms), effect),
                None => failed(FailureKind::Unavailable, "Salesforce is not connected"),
            }
        }
    }
}

fn ask_salesforce(opencti: &OpenCti, effect: &Effect) -> Coming {
    use salesforce::{done, failure};
    let answer = match effect {
        Effect::EnableClickToDial => opencti.enable_click_to_dial(),
        Effect::DisableClickToDial => opencti.disable_click_to_dial(),
        Effect::NotifyReady => opencti.notify_initialization_complete(),
        Effect::SetPanelHeight { px } => opencti.set_softphone_panel_height(*px),
        Effect::SetPanelVisibility { visible } => opencti.set_softphone_panel_visibility(*visible),
        Effect::RefreshView => opencti.refresh_view(),
        Effect::ScreenPop(pop) => match salesforce::screen_pop(pop) {
            Some(pop) => opencti.screen_pop(&pop),
            None => return failed(FailureKind::Refused, "the deferred pop is not an object"),
        },
        Effect::CompleteWork { work_id, task_id, disposition, was_connected } => {
            opencti.hvs_complete_work(&opencti::CompleteWork {
                work_id: work_id.clone(),
                task_id: task_id.clone(),
                disposition: disposition.clone(),
                was_connected: Some(*was_connected),
            })
        }
        Effect::ListenForClicks => {
            let listening = opencti
                .on_click_to_dial(|click| dispatch(Event::ClickToDial { click: salesforce::click(click) }));
            if listening.is_ok() {
                page::mark("switchboard:click-to-dial");
            }
            return known(done(listening.map(opencti::Listening::forget)));
        }
        Effect::ListenForNavigation => {
            let listening = opencti.on_navigation_change(|view| {
                dispatch(Event::Navigation { view: salesforce::app_view(view) })
            });
            return known(done(listening.map(opencti::Listening::forget)));
        }
        Effect::ListenForWork => {
            let listening = opencti
                .hvs_on_work_start(|work| dispatch(Event::WorkStart { payload: salesforce::work(work) }));
            return known(done(listening.map(opencti::Listening::forget)));
        }
        Effect::ReadSettings => {
            return told(opencti.get_call_center_settings(), |answer| {
                let settings = answer.map_err(failure)?;
                let settings =
                    settings.iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
                Ok(Answer::Settings { settings })
            });
        }
        Effect::ReadLayout => {
            return told(opencti.get_softphone_layout(), |answer| {
                Ok(Answer::Layout(salesforce::layout(answer.map_err(failure)?)))
            });
        }
        Effect::ReadAppView => {
            return told(opencti.get_app_view_info(), |answer| {
                Ok(Answer::AppView(salesforce::app_view(answer.map_err(failure)?)))
            });
        }
        Effect::ReadPanelVisibility => {
            return told(opencti.is_softphone_panel_visible(), |answer| {
                Ok(Answer::Visible { visible: answer.map_err(failure)? })
            });
        }
        Effect::Search(search) => {
            let answer = opencti.search_and_screen_pop(&salesforce::search(search));
            return told(answer, salesforce::found);
        }
        Effect::FindByPhone { entity, number, country } => {
            let (opencti, entity) = (opencti.clone(), entity.clone());
            return Box::pin(records::find_by_phone(opencti, entity, number.clone(), country.clone()));
        }
        Effect::SaveRecord(save) => {
            return told(opencti.save_log(&salesforce::save(save)), |answer| {
                Ok(Answer::Saved { record_id: answer.map_err(failure)? })
            });
        }
        Effect::ReadRecord { entity, id, fields } => {
            return told(records::read(opencti, entity, id, fields), |said| records::entry(said, "record"));
        }
        Effect::ReadUserProfile => {
            return told(records::user_profile(opencti), |said| records::entry(said, "profile"));
        }
        // Everything else is answered by the desk or by Amazon Connect.
        _ => return failed(FailureKind::Unavailable, "this softphone cannot do that"),
    };
    told(answer, done)
}

/// Loads the library and the Contact Control Panel. A failure to load is the answer; everything after is events.
async fn start_connect(start: StartConnect) -> Reply {
    let unavailable = |message: String| Failure::new(FailureKind::Unavailable, message);
    streams::load(streams::Script::Streams).await.map_err(|error| unavailable(error.text()))?;
    let container = page::element("ccp").map_err(|error| unavailable(error.text()))?;
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
