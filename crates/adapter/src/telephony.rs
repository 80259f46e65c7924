//! Effects on Amazon Connect, by Streams and, where Streams has no method, by the APIs of Amazon Connect.

use std::cell::RefCell;
use std::rc::Rc;

use desk::Event;
use flow::{Answer, Failure, FailureKind, Reply, StartConnect, TelephonyEffect};
use opencti::OpenCti;
use streams::{Endpoint, Session};

use crate::apex::Apex;
use crate::connect::{self, done};
use crate::connect_api::{self, ConnectApi};
use crate::reporter::Reporter;
use crate::{page, reply, salesforce};

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

/// Loads the library and the Contact Control Panel. A failure to load is the answer; everything after is events.
pub(crate) async fn start_connect(
    start: StartConnect,
    connect: &RefCell<Option<Rc<Session>>>,
    reporter: Reporter,
) -> Reply {
    let unavailable = |message: String| Failure::new(FailureKind::Unavailable, message);
    streams::load(streams::Script::Streams).await.map_err(|error| unavailable(error.to_string()))?;
    let container = page::element("ccp").map_err(|error| unavailable(error.to_string()))?;
    let mut options = streams::Options::new(start.ccp_url);
    options.region = start.region;
    options.login_url = start.login_url;
    // The desk says when: not for a flap, and not in a call.
    options.popup_after_logout = false;
    options.softphone.framed = start.framed_audio;
    options.softphone.silent = !start.framed_audio;
    options.iframe_title = Some("Contact Control Panel".to_owned());
    let session = streams::connect(&container, &options, move |event| {
        if let Some(mut event) = connect::event(event, page::now()) {
            // The library compares Amazon Connect's clock with the computer's, the desk with the page's.
            if let Event::Agent { agent, .. } = &mut event {
                agent.skew_ms = agent.skew_ms.saturating_add(page::wall_ahead() as i64);
            }
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
