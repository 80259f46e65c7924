//! Message keys and placeholder values for the language files (`www/adapter/lang`).

use std::borrow::Cow;

use flow::{Failure, FailureKind};

use crate::config::InstanceUrlError;
use crate::event::{Absence, Silence, Trouble};
use crate::frame::view::{Notice, Problem, Status};

/// A finding of the self-check. The language files have `problem.<code>.title` and `problem.<code>.remedy`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding<'a> {
    /// Names the finding in the files and in the administrator's guide (`docs/self-check.md`).
    pub code: &'static str,
    /// Whether the phone cannot work until it is set right.
    pub stops: bool,
    /// What `{name}` stands for: the flow, or the item.
    pub name: &'a str,
    /// What `{detail}` stands for: what a host said, or the offending value.
    pub detail: Cow<'a, str>,
    /// What `{allowed}` stands for: what may stand where `detail` does.
    pub allowed: &'static str,
    /// Whether the remedy has `.also` appended: the last known settings are in use, the flow has more errors.
    pub also: bool,
}

impl Problem {
    /// The finding, without the words.
    pub fn finding(&self) -> Finding<'_> {
        fn stops<'a>(code: &'static str, detail: &'a str) -> Finding<'a> {
            Finding { code, stops: true, name: "", detail: Cow::Borrowed(detail), allowed: "", also: false }
        }
        fn hint<'a>(code: &'static str, detail: &'a str) -> Finding<'a> {
            Finding { stops: false, ..stops(code, detail) }
        }
        match self {
            Problem::Salesforce(absence) => match absence {
                Absence::NotInSalesforce => stops("not-in-salesforce", ""),
                Absence::Classic => stops("classic", ""),
                Absence::HostRefused { origin } => stops("host-refused", origin),
                Absence::LibraryBlocked { url } => stops("library-blocked", url),
                Absence::LibraryBroken { message } => stops("library-broken", message),
                Absence::NoAnswer => stops("salesforce-silent", ""),
                Absence::LoadingDisabled => stops("loading-disabled", ""),
            },
            Problem::ClickToDial(failure) => hint("click-to-dial-off", &failure.message),
            Problem::Settings { failure, cached } => {
                Finding { also: *cached, ..hint("settings-unread", &failure.message) }
            }
            Problem::InstanceUrl(InstanceUrlError::Missing) => stops("instance-url-missing", ""),
            Problem::InstanceUrl(InstanceUrlError::NotHttps(url)) => stops("instance-url-invalid", url),
            Problem::CtiVersion { found } => hint("cti-version", found),
            Problem::RequiresCallCenter { found } => hint("requires-call-center", found),
            Problem::CustomItem(wrong) => Finding {
                name: wrong.name,
                allowed: wrong.allowed,
                ..hint("custom-item-invalid", &wrong.value)
            },
            Problem::ConnectLibrary { message } => stops("connect-library", message),
            Problem::ConnectSilent { why, address } => match why {
                None => stops("connect-silent", address),
                Some(Silence::NotAllowed) => stops("connect-not-allowed", address),
                Some(Silence::Unreachable) => stops("connect-unreachable", address),
                // The agent can sign in, and has a button of her own.
                Some(Silence::Cookies) => hint("connect-cookies", address),
            },
            Problem::ConnectDenied => stops("connect-denied", ""),
            Problem::Storage => stops("storage-denied", ""),
            Problem::StorageFull => hint("storage-full", ""),
            Problem::FlowLoop { name } => Finding { name, ..hint("flow-loop", "") },
            Problem::LaterRelease => hint("later-release", ""),
            Problem::LayoutUnread(failure) => hint("layout-unread", &failure.message),
            Problem::LayoutObjects { missing } => {
                Finding { detail: Cow::Owned(missing.join(", ")), ..hint("layout-objects", "") }
            }
            Problem::OrgFlowsUnread { detail } => hint("org-flows-unread", detail),
            Problem::OrgFlowsIncomplete { detail } => hint("org-flows-incomplete", detail),
            Problem::OrgFlowsDenied => hint("org-flows-denied", ""),
            Problem::OrgFlowsNoneActive => hint("org-flows-none", ""),
            Problem::OrgDocument { name, detail, kept } => {
                Finding { name, also: *kept, ..hint("org-flow-refused", detail) }
            }
            Problem::OrgSettings { name, detail } => Finding { name, ..hint("org-settings-invalid", detail) },
            Problem::Flow { name, errors, first } => {
                Finding { name, also: *errors > 1, ..hint("flow-broken", first) }
            }
        }
    }
}

impl Status {
    /// The key of its sentence below `status.`.
    pub fn key(self) -> &'static str {
        match self {
            Status::FindingSalesforce => "finding-salesforce",
            Status::ReadingSettings => "reading-settings",
            Status::StartingConnect => "starting-connect",
            Status::SigningIn => "signing-in",
            Status::Ready => "ready",
            Status::Stopped => "stopped",
        }
    }
}

/// A sentence to be said once. The language files have `notice.<key>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message<'a> {
    /// Key of the sentence below `notice.`.
    pub key: &'static str,
    /// What `{about}` stands for: a number or a subject.
    pub about: &'a str,
    /// Why, when the sentence says so; `{reason}`.
    pub reason: Option<Reason<'a>>,
    /// Whether it belongs where the agent looks. The others are seen elsewhere on the page already.
    pub seen: bool,
    /// Key of the sentence that this one makes untrue: it goes if it is still there.
    pub replaces: Option<&'static str>,
}

/// Why something did not work, without the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason<'a> {
    /// What somebody said.
    Words(&'a str),
    /// What a host answered, or that it did not.
    Failure(&'a Failure),
}

impl Reason<'_> {
    /// The text, in one paragraph; nothing when there was no answer, for which the language files have `failure.timed-out`.
    pub fn text(self) -> Option<String> {
        match self {
            Reason::Words(words) => Some(words.to_owned()),
            Reason::Failure(failure) if failure.kind == FailureKind::TimedOut => None,
            // "saveLog() failed, see details" says nothing beside the details.
            Reason::Failure(failure) if !failure.details.is_empty() => Some(failure.details.join(" ")),
            Reason::Failure(failure) => Some(failure.message.clone()),
        }
    }
}

impl Notice {
    /// The notice, without the words.
    pub fn message(&self) -> Message<'_> {
        let answer = |key, about| Message { key, about, reason: None, seen: true, replaces: None };
        let aloud = |key, about| Message { key, about, reason: None, seen: false, replaces: None };
        match self {
            Notice::Ready => Message { replaces: Some("session-expired"), ..aloud("ready", "") },
            Notice::ClickQueued { number } => answer("click-queued", number),
            Notice::Dialling { number } => answer("dialling", number),
            Notice::ClickDuringCall { number } => answer("click-during-call", number),
            Notice::ClickWhileDialling { number } => answer("click-while-dialling", number),
            Notice::ClickDropped { number } => answer("click-dropped", number),
            Notice::NotDialled { number, reason: None } => answer("flow-dialled-not", number),
            Notice::NotDialled { number, reason: Some(reason) } => {
                Message { reason: Some(Reason::Words(reason)), ..answer("not-dialled", number) }
            }
            Notice::DialFailed { number, failure } => {
                Message { reason: Some(Reason::Failure(failure)), ..answer("dial-failed", number) }
            }
            Notice::ActionDropped { action } => answer("action-dropped", action),
            Notice::FlowInterrupted { flow, about: None } => answer("flow-interrupted", flow),
            Notice::FlowInterrupted { flow, about: Some(about) } => {
                Message { reason: Some(Reason::Words(about)), ..answer("flow-interrupted-about", flow) }
            }
            Notice::NoCallCameUp { number } => answer("no-call-came-up", number),
            Notice::DoNotCall { number, name: None } => answer("do-not-call", number),
            Notice::DoNotCall { number, name: Some(name) } => {
                Message { reason: Some(Reason::Words(name)), ..answer("do-not-call-by-name", number) }
            }
            Notice::DoNotCallUnknown { number, dialled: true } => {
                answer("do-not-call-unknown-dialled", number)
            }
            Notice::DoNotCallUnknown { number, dialled: false } => answer("do-not-call-unknown", number),
            Notice::Extension { digits, sent: true } => answer("extension-sent", digits),
            Notice::Extension { digits, sent: false } => answer("extension-to-press", digits),
            Notice::Trouble { trouble: Trouble::ConnectionBack, about } => {
                Message { replaces: Some("connection-lost"), ..answer("connection-back", about) }
            }
            Notice::Trouble { trouble, about } => answer(
                match trouble {
                    Trouble::Audio => "audio-failed",
                    Trouble::ConnectionLost => "connection-lost",
                    Trouble::ConnectionBack => "connection-back",
                    Trouble::Unreadable => "event-unreadable",
                    Trouble::PartMissing => "part-missing",
                },
                about,
            ),
            Notice::TabsApart => answer("tabs-apart", ""),
            Notice::SessionExpired => answer("session-expired", ""),
            Notice::LogSaved { subject } => aloud("log-saved", subject),
            Notice::LogWithout { subject, fields } => {
                Message { reason: Some(Reason::Words(fields)), ..answer("log-without", subject) }
            }
            Notice::LogFailed { subject } => aloud("log-failed", subject),
            Notice::AttributesFailed { names, failure } => {
                Message { reason: Some(Reason::Failure(failure)), ..answer("attributes-failed", names) }
            }
            Notice::LogUncertain { subject } => aloud("log-uncertain", subject),
        }
    }
}
