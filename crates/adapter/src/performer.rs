//! Carries out effects: the only place that knows the words of both platforms.

use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll};

use desk::{EffectId, Event};
use flow::{Answer, Effect, Failure, FailureKind, RecordingChange, Reply, StartConnect};
use gloo_timers::callback::Timeout;
use opencti::OpenCti;
use streams::Session;

use crate::core::{dispatch, now};
use crate::{connect, page, phone, recording, salesforce};

/// The platforms, as far as they have been found.
#[derive(Debug)]
pub(crate) struct Platforms {
    /// How Salesforce is looked for.
    pub(crate) look: Rc<opencti::Options>,
    pub(crate) opencti: Option<OpenCti>,
    pub(crate) session: Option<Rc<Session>>,
    /// Whom to ask about recordings.
    pub(crate) recording: Rc<recording::Way>,
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
    let way = platforms.recording.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let reply = match &*effect {
            Effect::Record { contact, change } => {
                record(opencti, session, &way, contact, *change, deadline_ms).await
            }
            effect => begin(opencti, session, effect, deadline_ms).await,
        };
        dispatch(Event::Reply { id, reply });
    });
}

/// Says in the utility bar and over the panel how the phone is. Nothing depends on it, so nobody is told the answers.
pub(crate) fn show_label(platforms: &Platforms, label: String, icon: &'static str) {
    let Some(opencti) = platforms.opencti.as_ref() else { return };
    let sent = [
        opencti.set_item_label(&label),
        opencti.set_item_icon(icon),
        opencti.set_panel_label(&label),
        opencti.set_panel_icon(icon),
    ];
    wasm_bindgen_futures::spawn_local(async move {
        for answer in sent {
            let _ = answer.await;
        }
    });
}

/// A reply that is on its way.
type Coming = Pin<Box<dyn Future<Output = Reply>>>;

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

fn told<A: Future + Unpin + 'static>(answer: A, means: fn(A::Output) -> Reply) -> Coming {
    Box::pin(Told { answer, means })
}

fn known(reply: Reply) -> Coming {
    Box::pin(std::future::ready(reply))
}

fn failed(kind: FailureKind, message: &str) -> Coming {
    known(Err(Failure::new(kind, message)))
}

fn record(
    opencti: Option<OpenCti>,
    session: Option<Rc<Session>>,
    way: &recording::Way,
    contact: &str,
    change: RecordingChange,
    deadline_ms: Option<u32>,
) -> Coming {
    let Some(contact) = session.and_then(|session| session.contact(contact)) else {
        return failed(FailureKind::Unavailable, "Amazon Connect is not connected");
    };
    let params = way.params(&contact, change);
    match (&way.endpoint, opencti) {
        (Some(address), _) => {
            told(recording::post(address, params, deadline_ms.unwrap_or_default()), recording::posted)
        }
        (None, Some(opencti)) => {
            let opencti = salesforce::within(&opencti, deadline_ms);
            told(opencti.run_apex_text(&recording::apex(params)), |answer| {
                recording::told(answer.map_err(salesforce::failure)?)
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
        Effect::SetPanelHeight { px } => opencti.set_panel_height(*px),
        Effect::SetPanelVisibility { visible } => opencti.set_panel_visibility(*visible),
        Effect::RefreshView => opencti.refresh_view(),
        Effect::ScreenPop(pop) => match salesforce::screen_pop(pop) {
            Some(pop) => opencti.screen_pop(&pop),
            None => return failed(FailureKind::Refused, "the deferred pop is not an object"),
        },
        Effect::CompleteWork { work_id, task_id, disposition, was_connected } => {
            opencti.complete_work(&opencti::CompleteWork {
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
            let listening =
                opencti.on_work_start(|work| dispatch(Event::WorkStart { payload: salesforce::work(work) }));
            return known(done(listening.map(opencti::Listening::forget)));
        }
        Effect::ReadSettings => {
            return told(opencti.call_center_settings(), |answer| {
                let settings = answer.map_err(failure)?;
                let settings =
                    settings.iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
                Ok(Answer::Settings { settings })
            });
        }
        Effect::ReadLayout => {
            return told(opencti.softphone_layout(), |answer| {
                Ok(Answer::Layout(salesforce::layout(answer.map_err(failure)?)))
            });
        }
        Effect::ReadAppView => {
            return told(opencti.app_view(), |answer| {
                Ok(Answer::AppView(salesforce::app_view(answer.map_err(failure)?)))
            });
        }
        Effect::ReadPanelVisibility => {
            return told(opencti.is_panel_visible(), |answer| {
                Ok(Answer::Visible { visible: answer.map_err(failure)? })
            });
        }
        Effect::Search(search) => {
            let answer = opencti.search_and_screen_pop(&salesforce::search(search));
            return told(answer, salesforce::found);
        }
        Effect::FindByPhone { entity, number, country } => {
            let found = find_by_phone(opencti.clone(), entity.clone(), number.clone(), country.clone());
            return Box::pin(found);
        }
        Effect::SaveRecord(save) => {
            return told(opencti.save_log(&salesforce::save(save)), |answer| {
                Ok(Answer::Saved { record_id: answer.map_err(failure)? })
            });
        }
        // `runApex` could, with a class of our own in the org; there is none.
        Effect::ReadRecord { .. } => {
            return failed(FailureKind::Unavailable, "Open CTI has no call that reads a record");
        }
        Effect::UpdateAttributes { .. } => {
            return failed(
                FailureKind::Unavailable,
                "Amazon Connect Streams has no call that writes attributes",
            );
        }
        // Everything else is answered by the desk or by Amazon Connect.
        _ => return failed(FailureKind::Unavailable, "this softphone cannot do that"),
    };
    told(answer, done)
}

/// Open CTI has no query, so this is a search of the softphone layout that pops nothing; the object must be on the layout's
/// inbound section. Salesforce compares the digits as they were typed (`reference/open-cti.md` §6.3), so a number is looked for
/// in one spelling after the other until somebody has it.
async fn find_by_phone(
    opencti: OpenCti,
    entity: String,
    number: String,
    country: Option<flow::Text>,
) -> Reply {
    let spellings = phone::spellings(&number, country.as_deref()).await;
    // The answer is always a list.
    let spellings = js_sys::Array::from(&spellings.unwrap_or_default());
    loop {
        let spelling = spellings.shift().as_string().unwrap_or_default();
        let search = opencti::Search::deferred(spelling, opencti::CallType::Inbound);
        let mut reply = salesforce::found(opencti.search_and_screen_pop(&search).await);
        if let Ok(Answer::Matches(matches)) = &mut reply {
            matches.records.retain(|record| record.object == entity);
            if matches.records.is_empty() && spellings.length() > 0 {
                continue;
            }
        }
        return reply;
    }
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
        Err(error) => Err(unavailable(error.text())),
    }
}
