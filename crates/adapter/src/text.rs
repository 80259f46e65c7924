//! Sentences for people. Everything below is data; words are made here, so that they can be translated in one place.

use desk::{
    Absence, CallOutcome, ContactState, ContactView, Direction, InstanceUrlError, Notice, Problem, SaveState,
    Status,
};
use flow::{Failure, FailureKind, Outcome};

/// A finding of the self-check, in words.
pub(crate) struct Finding {
    /// What is wrong.
    pub(crate) title: String,
    /// Where to set it right and what to do.
    pub(crate) remedy: String,
    /// Names the finding in the administrator's guide.
    pub(crate) code: &'static str,
    /// Whether the phone cannot work until it is set right.
    pub(crate) stops: bool,
}

pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::FindingSalesforce => "Connecting to Salesforce…",
        Status::ReadingSettings => "Reading the call center's settings…",
        Status::StartingConnect => "Starting Amazon Connect…",
        Status::SigningIn => "Sign in to Amazon Connect to take calls.",
        Status::Ready => "Ready",
        Status::Stopped => "The phone is not working.",
    }
}

pub(crate) fn problem(problem: &Problem) -> Finding {
    let finding = |code, title: &str, remedy: &str| Finding {
        title: title.to_owned(),
        remedy: remedy.to_owned(),
        code,
        stops: true,
    };
    let hint = |code, title: &str, remedy: &str| Finding { stops: false, ..finding(code, title, remedy) };
    match problem {
        Problem::Salesforce(absence) => absent(absence),
        Problem::ClickToDial(failure) => hint(
            "click-to-dial-off",
            "Phone numbers in Salesforce cannot be clicked yet",
            &["Salesforce refused to enable click-to-dial (", &failure.message, "). It is tried again by itself."].concat(),
        ),
        Problem::Settings { failure, cached } => hint(
            "settings-unread",
            "The call center's settings could not be read",
            &[
                "Salesforce said: ",
                &failure.message,
                if *cached { ". The settings of last time are used." } else { ". Only the settings of this page are used." },
            ]
            .concat(),
        ),
        Problem::InstanceUrl(InstanceUrlError::Missing) => finding(
            "instance-url-missing",
            "The Amazon Connect instance is not set",
            "In Salesforce Setup open Call Centers, your call center, and fill in Amazon Connect: Instance URL, for instance https://acme.my.connect.aws. Then reload.",
        ),
        Problem::InstanceUrl(InstanceUrlError::NotHttps(url)) => finding(
            "instance-url-invalid",
            "The Amazon Connect instance URL is not usable",
            &["In Salesforce Setup, Call Centers, Instance URL says “", url, "”. It must be an https address such as https://acme.my.connect.aws."].concat(),
        ),
        Problem::CtiVersion { found } => hint(
            "cti-version",
            "The call center was made for another version",
            &["CTIVersion says “", found, "”; this phone expects 4.0. Import callcenter.xml again under a new internal name."].concat(),
        ),
        Problem::RequiresCallCenter { found } => hint(
            "requires-call-center",
            "Agents may be missing from the call center",
            &["RequiresCallCenter says “", found, "”; it should be true, and each agent assigned in Setup, Call Centers, Manage Call Center Users."].concat(),
        ),
        Problem::ConnectLibrary { message } => finding(
            "connect-library",
            "Amazon Connect's library did not start",
            &["It said: ", message, ". Reload the page. If the browser keeps site data from this page, allow it: Amazon Connect cannot start without."].concat(),
        ),
        Problem::ConnectSilent => finding(
            "connect-silent",
            "Amazon Connect does not answer",
            "Check the network, then sign in again. Administrators: the origins of this page and of Salesforce must be among the approved origins of the instance, the instance must be one this page was built for (its Content-Security-Policy), and site data allowed for it.",
        ),
        Problem::ConnectDenied => finding(
            "connect-denied",
            "Amazon Connect refuses this agent or this page",
            "Either your user may not use the Contact Control Panel, or this page's origin is not among the approved origins of the instance. Your Amazon Connect administrator can see which.",
        ),
        Problem::Storage => finding(
            "storage-denied",
            "The browser keeps site data from this page",
            "Amazon Connect cannot start without it. In the browser's settings allow site data (cookies) for this page inside Salesforce, then reload.",
        ),
        Problem::LayoutObjects { missing } => hint(
            "layout-objects",
            "Some callers will not be found",
            &["The softphone layout does not search ", &missing.join(", "), ". In Salesforce Setup, Softphone Layouts, add them to inbound calls with at least one field each, and save."].concat(),
        ),
        Problem::Flow { name, errors, first } => hint(
            "flow-broken",
            &["The flow “", name, "” cannot run as written"].concat(),
            &[first.as_str(), if *errors > 1 { " (and more)" } else { "" }].concat(),
        ),
    }
}

fn absent(absence: &Absence) -> Finding {
    let (code, title, remedy) = match absence {
        Absence::NotInSalesforce => (
            "not-in-salesforce",
            "This page is not inside Salesforce",
            "Open the Lightning app whose utility bar has the phone. If it is open there, a redirect has dropped the parameters Salesforce adds to the address.".to_owned(),
        ),
        Absence::Classic => (
            "classic",
            "This page is inside Salesforce Classic",
            "Switch to Lightning Experience: the phone works there only.".to_owned(),
        ),
        Absence::HostRefused { origin } => (
            "host-refused",
            "This page is framed by a host it does not trust",
            ["“", origin, "” is not a Salesforce host this deployment allows. Administrators: salesforce.origins in adapter.json."].concat(),
        ),
        Absence::LibraryBlocked { url } => (
            "library-blocked",
            "Salesforce's phone library could not be loaded",
            [url, " was blocked or is unreachable. Check the network and this page's Content-Security-Policy."].concat(),
        ),
        Absence::LibraryBroken { message } => (
            "library-broken",
            "Salesforce's phone library did not start",
            ["It said: ", message, " Reload the Salesforce page."].concat(),
        ),
        Absence::NoAnswer => (
            "salesforce-silent",
            "Salesforce does not answer the phone",
            "Reload the Salesforce page. If it stays so, check that you are assigned to this call center.".to_owned(),
        ),
        Absence::LoadingDisabled => (
            "loading-disabled",
            "Salesforce's phone library is not in this page",
            "Loading it is switched off. Administrators: salesforce.loadLibrary in adapter.json.".to_owned(),
        ),
    };
    Finding { title: title.to_owned(), remedy, code, stops: true }
}

pub(crate) fn contact_state(contact: &ContactView) -> &'static str {
    match (&contact.state, contact.direction, contact.outcome) {
        (ContactState::Connecting, Direction::Inbound, _) => "Ringing",
        (ContactState::Connecting, Direction::Outbound, _) => "Calling",
        (ContactState::Incoming, ..) => "Callback offered",
        (ContactState::Pending, ..) => "Waiting",
        (ContactState::Connected, ..) => "Talking",
        (ContactState::Paused, ..) => "Paused",
        (_, _, Some(CallOutcome::Missed)) => "Missed",
        (_, _, Some(CallOutcome::Rejected)) => "Rejected",
        (_, _, Some(CallOutcome::Unanswered)) => "Not answered",
        (_, _, Some(CallOutcome::Transferred)) => "Transferred",
        (ContactState::Ended, ..) => "After-call work",
        _ => "",
    }
}

/// Class and sentence of a save.
pub(crate) fn save(state: &SaveState) -> (&'static str, String) {
    match state {
        SaveState::Saving => ("save saving", "Saving the call log…".to_owned()),
        SaveState::Saved { .. } => ("save saved", "Call log saved.".to_owned()),
        SaveState::Failed(failure) => ("save failed", ["The call log was not saved. ", &reason(failure)].concat()),
        SaveState::Uncertain(_) => (
            "save uncertain",
            "Salesforce did not answer, so the call log may or may not be there. Look at the record's timeline first.".to_owned(),
        ),
    }
}

/// What a host said, in one paragraph.
fn reason(failure: &Failure) -> String {
    match failure.kind {
        FailureKind::TimedOut => "There was no answer in time.".to_owned(),
        // "saveLog() failed, see details" says nothing beside the details.
        _ if !failure.details.is_empty() => failure.details.join(" "),
        _ => failure.message.clone(),
    }
}

/// Class and word of a run's outcome.
pub(crate) fn outcome(outcome: Option<&Outcome>) -> (&'static str, String) {
    match outcome {
        None => ("outcome", "running".to_owned()),
        Some(Outcome::Completed { .. }) => ("outcome good", "completed".to_owned()),
        Some(other) => ("outcome bad", other.to_string()),
    }
}

pub(crate) fn blocks(number: usize) -> String {
    match number {
        1 => "1 block".to_owned(),
        number => [number.to_string().as_str(), " blocks"].concat(),
    }
}

pub(crate) fn event(event: &str) -> &str {
    match event {
        "onConnecting" => "ringing",
        "onConnected" => "connected",
        "onAccepted" => "accepted",
        "onEnded" => "ended",
        "onMissed" => "missed",
        "onDestroy" => "closed",
        "onClickToDial" => "number clicked",
        other => other,
    }
}

pub(crate) fn notice(notice: &Notice) -> String {
    match notice {
        Notice::Ready => "The phone is ready.".to_owned(),
        Notice::ClickQueued { number } => {
            [number, " will be dialled as soon as the phone is ready."].concat()
        }
        Notice::Dialling { number } => ["Dialling ", number, "…"].concat(),
        Notice::ClickDuringCall { number } => [number, " was not dialled: you are on a call."].concat(),
        Notice::ClickWhileDialling { number } => {
            [number, " was not dialled: another number is being dialled."].concat()
        }
        Notice::ClickDropped { number } => {
            [number, " was not dialled: the phone was not ready in time. Click it again."].concat()
        }
        Notice::NotDialled { number, reason } => match reason {
            Some(reason) => [number, " was not dialled. ", reason].concat(),
            None => [number, " was not dialled: the flow for clicks decided so."].concat(),
        },
        Notice::DialFailed { number, failure } => {
            [number, " could not be dialled. ", &reason(failure)].concat()
        }
        Notice::DoNotCall { number, name } => [
            number,
            " was not dialled: ",
            name.as_deref().unwrap_or("the record"),
            " does not want to be called.",
        ]
        .concat(),
        Notice::DoNotCallUnknown { number, dialled } => {
            let so = if *dialled { " is dialled all the same." } else { " was not dialled." };
            ["Whether ", number, " may be called is not known; it", so].concat()
        }
        Notice::Extension { digits, sent } => {
            let so = if *sent { " was sent." } else { ": press these keys when you are asked." };
            ["Extension ", digits, so].concat()
        }
        Notice::LogSaved { subject } => ["Saved: ", subject].concat(),
        Notice::LogFailed { subject } => ["Not saved: ", subject].concat(),
        Notice::LogUncertain { subject } => ["Perhaps not saved: ", subject].concat(),
    }
}

/// Notices that answer a click belong where the agent looks; the others are seen elsewhere on the page already.
pub(crate) fn is_to_be_seen(notice: &Notice) -> bool {
    !matches!(
        notice,
        Notice::Ready | Notice::LogSaved { .. } | Notice::LogFailed { .. } | Notice::LogUncertain { .. }
    )
}
