//! Effects on Amazon Connect, by Streams and, where Streams has no method, by the APIs of Amazon Connect.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use desk::{ConnectEvent, Event, Silence};
use flow::{Answer, Failure, FailureKind, Reply, StartConnect, TelephonyEffect};
use gloo_timers::callback::Timeout;
use opencti::OpenCti;
use streams::{Endpoint, Session, StorageAccess};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::apex::Apex;
use crate::connect::{self, done};
use crate::connect_api::{self, ConnectApi};
use crate::reporter::Reporter;
use crate::{page, reply, salesforce, store};

/// Whoever takes requests about contacts.
pub(crate) struct Telephony {
    pub(crate) connect: Rc<Session>,
    pub(crate) connect_api: Rc<ConnectApi>,
    pub(crate) opencti: Option<OpenCti>,
    pub(crate) apex: Apex,
    pub(crate) deadline_ms: Option<u32>,
}

/// Performs an effect. The panel, once started, reports events.
pub(crate) async fn perform(telephony: &Telephony, effect: &TelephonyEffect) -> Reply {
    let connect = &telephony.connect;
    match effect {
        // It is loaded once: whoever asks again has left it before.
        TelephonyEffect::StartConnect(_) => Ok(Answer::Done),
        TelephonyEffect::SignInAgain => done(connect.reauthenticate()),
        TelephonyEffect::ReportState => done(connect.refresh()),
        TelephonyEffect::Dial(dial) => done(connect.dial(&dial.number, dial.queue_arn.as_deref()).await),
        TelephonyEffect::AddParty { contact, number } => {
            done(connect.add_connection(contact, &Endpoint::by_phone_number(number)).await)
        }
        TelephonyEffect::SendDigits { contact, digits } => {
            let known = connect.contact(contact);
            match known.as_ref().and_then(|contact| contact.customer_connection()) {
                Some(leg) => done(connect.send_digits(contact, &leg.connection_id(), digits).await),
                None => Err(Failure::new(FailureKind::Refused, "the call has no leg to send tones to")),
            }
        }
        TelephonyEffect::HangUp { contact } => done(connect.hang_up(contact).await),
        TelephonyEffect::Clear { contact } => done(connect.clear(contact).await),
        TelephonyEffect::SetAgentState { name } => done(connect.set_agent_state(name).await),
        TelephonyEffect::Record { contact, change } => {
            ask_api(telephony, connect_api::Request::change_recording(contact, *change)).await
        }
        TelephonyEffect::UpdateAttributes { contact, attributes } => {
            ask_api(telephony, connect_api::Request::write_attributes(contact, attributes)).await
        }
    }
}

/// Asks the deployment's own service, or else the org's Apex classes.
async fn ask_api(telephony: &Telephony, request: connect_api::Request<'_>) -> Reply {
    let Some(contact) = telephony.connect.contact(request.contact) else {
        return reply::not_connected("Amazon Connect");
    };
    let (class, method) = (request.class, request.method);
    let params = telephony.connect_api.params(&contact, request);
    match (&telephony.connect_api.endpoint, &telephony.opencti) {
        (Some(address), _) => {
            let ms = telephony.deadline_ms.unwrap_or_default();
            connect_api::posted(connect_api::post(address, params, ms).await)
        }
        (None, Some(opencti)) => {
            let opencti = salesforce::within(opencti, telephony.deadline_ms);
            connect_api::reply(telephony.apex.ask(&opencti, class, method, params).await?)
        }
        (None, None) => reply::not_connected("Salesforce"),
    }
}

/// How long Amazon Connect's page about cookies may take to say that it is there, in milliseconds.
const STORAGE_ACCESS_MS: u32 = 15_000;

/// Looks why the Contact Control Panel may be silent.
async fn report_obstacle(address: String, reporter: Reporter) {
    let found = JsFuture::from(page::obstacle(&address)).await.ok().and_then(|found| found.as_string());
    let why = match found.as_deref() {
        Some("policy") => Silence::NotAllowed,
        Some("network") => Silence::Unreachable,
        Some("cookies") => Silence::Cookies,
        _ => return,
    };
    reporter.report(Event::Connect { connect: ConnectEvent::Silent { why: Some(why) } });
}

/// Loads the library and the Contact Control Panel. A failure to load is the answer; everything after is events.
pub(crate) async fn start_connect(
    start: StartConnect,
    connect: &RefCell<Option<Rc<Session>>>,
    reporter: Reporter,
) -> Reply {
    let unavailable = |message: String| Failure::new(FailureKind::Unavailable, message);
    streams::load(streams::Script::Streams).await.map_err(|error| unavailable(error.to_string()))?;
    let container = page::element("ccp").map_err(|error| unavailable(error.to_string()))?;
    let address = start.ccp_url.clone();
    let mut options = streams::Options::new(start.ccp_url);
    options.region = start.region;
    options.login_url = start.login_url;
    // The desk says when: not for a flap, and not in a call.
    options.popup_after_logout = false;
    options.softphone.framed = start.framed_audio;
    options.softphone.silent = !start.framed_audio;
    options.iframe_title = Some("Contact Control Panel".to_owned());
    // Cookies that were granted are so for the frame that has asked, not for the next page's.
    options.storage_access = start.storage_access || store::take_storage_access();
    let waits = Rc::new(Cell::new(options.storage_access));
    if options.storage_access {
        // Amazon Connect may have no such page any more.
        let (waits, reporter) = (Rc::clone(&waits), reporter.clone());
        Timeout::new(STORAGE_ACCESS_MS, move || {
            if waits.get() {
                reporter.report(Event::Connect { connect: ConnectEvent::Silent { why: None } });
            }
        })
        .forget();
    }
    let session = streams::connect(&container, &options, move |event| {
        waits.set(false);
        match event {
            streams::Event::AckTimeout => spawn_local(report_obstacle(address.clone(), reporter.clone())),
            streams::Event::StorageAccess(StorageAccess::Granted) => store::keep_storage_access(),
            _ => {}
        }
        if let Some(event) = connect::event(event, page::now()) {
            reporter.report(event);
        }
    });
    match session {
        Ok(session) => {
            connect.replace(Some(Rc::new(session)));
            Ok(Answer::Done)
        }
        Err(error) => Err(unavailable(connect::reason(&error))),
    }
}
