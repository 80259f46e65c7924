//! Carries out effects: the only place that knows the words of both platforms.

use std::rc::Rc;

use desk::{Config, EffectId, Event};
use flow::{Answer, Effect, Failure, FailureKind, Reply, StartConnect};
use gloo_timers::future::TimeoutFuture;
use opencti::OpenCti;
use streams::Session;

use crate::core::{dispatch, now};
use crate::store::log;
use crate::{connect, dom, phone, salesforce};

/// The platforms, as far as they have been found.
#[derive(Debug)]
pub(crate) struct Platforms {
    pub(crate) config: Config,
    pub(crate) opencti: Option<OpenCti>,
    pub(crate) session: Option<Rc<Session>>,
}

impl Platforms {
    pub(crate) fn new(config: Config) -> Platforms {
        Platforms { config, opencti: None, session: None }
    }
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

/// Begins an effect. Its reply arrives as an event, exactly once.
pub(crate) fn perform(platforms: &mut Platforms, id: EffectId, effect: Effect, deadline_ms: Option<u32>) {
    let (opencti, session) = (platforms.opencti.clone(), platforms.session.clone());
    let opencti = opencti.map(|opencti| salesforce::within(&opencti, deadline_ms));
    wasm_bindgen_futures::spawn_local(async move {
        let reply = answer(opencti, session, effect).await;
        dispatch(Event::Reply { id, reply });
    });
}

async fn answer(opencti: Option<OpenCti>, session: Option<Rc<Session>>, effect: Effect) -> Reply {
    match effect {
        Effect::ParsePhone { number, country } => phone::parse(&number, country.as_deref()).await,
        Effect::Log { level, message } => {
            log::line(level, &message);
            Ok(Answer::Done)
        }
        Effect::Sleep { ms } => {
            TimeoutFuture::new(ms.min(i32::MAX as u64) as u32).await;
            Ok(Answer::Done)
        }
        Effect::StartConnect(start) => start_connect(start).await,
        Effect::Dial(_)
        | Effect::AddParty { .. }
        | Effect::SendDigits { .. }
        | Effect::Accept { .. }
        | Effect::Reject { .. }
        | Effect::HangUp { .. }
        | Effect::Clear { .. }
        | Effect::SetAgentState { .. } => match session {
            Some(session) => connect::perform(&session, effect).await,
            None => Err(Failure::new(FailureKind::Unavailable, "Amazon Connect is not connected")),
        },
        effect => match opencti {
            Some(opencti) => salesforce_answer(&opencti, effect).await,
            None => Err(Failure::new(FailureKind::Unavailable, "Salesforce is not connected")),
        },
    }
}

async fn salesforce_answer(opencti: &OpenCti, effect: Effect) -> Reply {
    use salesforce::{done, failure};
    match effect {
        Effect::EnableClickToDial => done(opencti.enable_click_to_dial().await),
        Effect::DisableClickToDial => done(opencti.disable_click_to_dial().await),
        Effect::ListenForClicks => {
            let listening = opencti
                .on_click_to_dial(|click| dispatch(Event::ClickToDial { click: salesforce::click(click) }));
            done(listening.map(|listening| {
                listening.forget();
                dom::mark("switchboard:click-to-dial");
            }))
        }
        Effect::ListenForNavigation => {
            let listening = opencti.on_navigation_change(|view| {
                dispatch(Event::Navigation { view: salesforce::app_view(view) })
            });
            done(listening.map(opencti::Listening::forget))
        }
        Effect::NotifyReady => done(opencti.notify_initialization_complete().await),
        Effect::ReadSettings => {
            let settings = opencti.call_center_settings().await.map_err(failure)?;
            let settings = settings.iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
            Ok(Answer::Settings { settings })
        }
        Effect::ReadLayout => {
            let layout = opencti.softphone_layout().await.map_err(failure)?;
            Ok(Answer::Layout(salesforce::layout(layout)))
        }
        Effect::ReadAppView => {
            let view = opencti.app_view().await.map_err(failure)?;
            Ok(Answer::AppView(salesforce::app_view(view)))
        }
        Effect::ReadPanelVisibility => {
            let visible = opencti.is_panel_visible().await.map_err(failure)?;
            Ok(Answer::Visible { visible })
        }
        Effect::SetPanelHeight { px } => done(opencti.set_panel_height(px).await),
        Effect::SetPanelVisibility { visible } => done(opencti.set_panel_visibility(visible).await),
        Effect::RefreshView => done(opencti.refresh_view().await),
        Effect::ScreenPop(pop) => match salesforce::screen_pop(pop) {
            Some(pop) => done(opencti.screen_pop(&pop).await),
            None => Err(Failure::new(FailureKind::Refused, "the deferred pop is not an object")),
        },
        Effect::Search(search) => {
            let matches =
                opencti.search_and_screen_pop(&salesforce::search(search)).await.map_err(failure)?;
            Ok(Answer::Matches(salesforce::matches(matches)))
        }
        Effect::FindByPhone { entity, number } => find_by_phone(opencti, entity, number).await,
        Effect::CompleteWork { work_id, task_id, disposition, was_connected } => {
            let was_connected = Some(was_connected);
            let work = opencti::CompleteWork { work_id, task_id, disposition, was_connected };
            done(opencti.complete_work(&work).await)
        }
        Effect::SaveRecord(save) => {
            let record_id = opencti.save_log(&salesforce::save(save)).await.map_err(failure)?;
            Ok(Answer::Saved { record_id })
        }
        // Everything else is answered by the desk or by Amazon Connect.
        _ => Err(Failure::new(FailureKind::Unavailable, "this softphone cannot do that")),
    }
}

/// Finds records of one object by number. Open CTI has no query, so this is a search of the softphone layout that pops
/// nothing; the object must be on the layout's inbound section.
async fn find_by_phone(opencti: &OpenCti, entity: String, number: String) -> Reply {
    let search = opencti::Search::deferred(number, opencti::CallType::Inbound);
    let found = opencti.search_and_screen_pop(&search).await.map_err(salesforce::failure)?;
    let mut matches = salesforce::matches(found);
    matches.records.retain(|record| record.object == entity);
    Ok(Answer::Matches(matches))
}

/// Loads the library and the Contact Control Panel. A failure to load is the answer; everything after is events.
async fn start_connect(start: StartConnect) -> Reply {
    let unavailable = |message: String| Failure::new(FailureKind::Unavailable, message);
    streams::load(streams::Script::Streams).await.map_err(|error| unavailable(error.to_string()))?;
    let container = dom::element("ccp").map_err(|error| unavailable(error.to_string()))?;
    let mut options = streams::Options::new(start.ccp_url);
    options.region = start.region;
    options.login_url = start.login_url;
    options.iframe_title = Some("Contact Control Panel".to_owned());
    let session = streams::connect(&container, &options, |event| {
        if let Some(event) = connect::event(event, now()) {
            dispatch(event);
        }
    });
    match session {
        Ok(session) => {
            crate::core::with_platforms(|platforms| platforms.session = Some(Rc::new(session)));
            phone::preload();
            Ok(Answer::Done)
        }
        Err(error) => Err(unavailable(error.to_string())),
    }
}
