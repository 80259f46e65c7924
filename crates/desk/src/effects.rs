//! The routing table of effects: how one leaves the desk, how its reply comes back, and what is left of it when whoever
//! asked is gone.

use flow::{
    DeskEffect, Effect, Failure, FailureKind, HostEffect, Map, OPEN_TABS, PageEffect, RecordingChange, Reply,
    SaveRecord, ScreenPop, Search, TelephonyEffect,
};

use crate::command::PortEffect;
use crate::effect_id::EffectId;
use crate::routes::{Interest, Owner};
use crate::signal::Signal;

/// Who sees to an effect of a run before anything leaves the desk.
#[derive(Debug)]
pub(crate) enum Out<'e> {
    /// The log of the contact: the save may be about it.
    Log(&'e SaveRecord),
    /// The pops: nothing covers a ringing call.
    Pop(&'e ScreenPop),
    /// The searches: what opens is decided when it is known what was found.
    Search(&'e Search),
    /// The recording of this contact: the change may not fit.
    Recording(&'e str, RecordingChange),
    /// The outbox: attributes of this contact are kept until they are written.
    Attributes(&'e str, &'e Map<String>),
    /// The desk answers by itself.
    Desk(&'e DeskEffect),
    /// Nobody: it goes to its port as it is.
    Port(PortEffect, Interest),
}

/// Out: who sees to an effect that a run asks for.
pub(crate) fn out(effect: &Effect) -> Out<'_> {
    match effect {
        Effect::Host(effect) => match effect {
            HostEffect::SaveRecord(save) => Out::Log(save),
            HostEffect::ScreenPop(pop) => Out::Pop(pop),
            HostEffect::Search(search) => Out::Search(search),
            HostEffect::EnableClickToDial
            | HostEffect::DisableClickToDial
            | HostEffect::ListenForClicks
            | HostEffect::ListenForNavigation
            | HostEffect::ListenForWork
            | HostEffect::ListenForDialRequests
            | HostEffect::NotifyReady
            | HostEffect::ReadSettings
            | HostEffect::ReadLayout
            | HostEffect::ReadSoftphoneLayout
            | HostEffect::ReadAppView
            | HostEffect::SetPanelHeight { .. }
            | HostEffect::SetPanelWidth { .. }
            | HostEffect::SetPanelVisibility { .. }
            | HostEffect::RefreshView
            | HostEffect::WriteLog(_)
            | HostEffect::ReadRecord { .. }
            | HostEffect::ReadFlows { .. }
            | HostEffect::ReadUserProfile
            | HostEffect::FindByPhone { .. }
            | HostEffect::Query { .. }
            | HostEffect::RunApex { .. }
            | HostEffect::Console(_)
            | HostEffect::Presence(_)
            | HostEffect::CompleteWork { .. } => Out::Port(effect.clone().into(), Interest::RunOnly),
        },
        Effect::Telephony(effect) => match effect {
            TelephonyEffect::UpdateAttributes { contact, attributes } => Out::Attributes(contact, attributes),
            TelephonyEffect::Record { contact, change } => Out::Recording(contact, *change),
            TelephonyEffect::Dial(_) => Out::Port(effect.clone().into(), Interest::Dial),
            TelephonyEffect::AddParty { .. } => Out::Port(effect.clone().into(), Interest::AddParty),
            TelephonyEffect::StartConnect(_)
            | TelephonyEffect::SignInAgain
            | TelephonyEffect::ReportState
            | TelephonyEffect::SendDigits { .. }
            | TelephonyEffect::HangUp { .. }
            | TelephonyEffect::Clear { .. }
            | TelephonyEffect::SetAgentState { .. } => Out::Port(effect.clone().into(), Interest::RunOnly),
        },
        Effect::Page(effect) => Out::Port(effect.clone().into(), Interest::RunOnly),
        Effect::Desk(DeskEffect::ReadCounter { name }) if name == OPEN_TABS => {
            // How many pages there are the page knows.
            Out::Port(PageEffect::CountOpenTabs.into(), Interest::RunOnly)
        }
        Effect::Desk(effect) => Out::Desk(effect),
    }
}

/// Back: whom a reply is for. It finds its owner once; what comes later, or twice, is nobody's.
pub(crate) fn back(id: EffectId, owner: Owner, reply: Reply) -> Option<Signal> {
    Some(match owner {
        Owner::Nobody => return None,
        Owner::Boot(step) => Signal::BootReplied { step, reply },
        Owner::Run(run, interest) => Signal::RunReplied { run, id, interest, reply },
        Owner::OrgFlows => Signal::FlowsReplied { id, reply },
        Owner::DoNotCall => Signal::DoNotCallReplied(reply),
        Owner::ExtensionDelay(contact) => Signal::ExtensionDue { contact },
        Owner::ExtensionSent(digits) => Signal::ExtensionSent { digits, sent: reply.is_ok() },
        Owner::Click => Signal::ClickReplied(reply),
        Owner::ClickAddParty => Signal::PartyAdded(reply),
        Owner::Log(contact) => Signal::LogReplied { contact, reply },
        Owner::Todo(contact) => Signal::TodoReplied { contact, reply },
        Owner::Attributes(contact) => Signal::AttributesReplied { contact, reply },
        Owner::Recording(contact) => Signal::RecordingReplied { contact, reply },
        Owner::NumberParsed(contact) => Signal::NumberParsed { contact, reply },
    })
}

/// Abandoned: a run ended while its effect was under way. The reply means nothing to it any more; the log goes on.
pub(crate) fn abandoned(owner: Owner) -> Option<Signal> {
    match owner {
        Owner::Run(_, Interest::Search(contact)) => Some(Signal::SearchGivenUp { contact }),
        Owner::Run(_, Interest::Recording(contact)) => {
            let reply = Err(Failure::new(FailureKind::TimedOut, ""));
            Some(Signal::RecordingReplied { contact, reply })
        }
        Owner::Run(_, Interest::Attributes(contact)) => Some(Signal::AttributesGivenUp { contact }),
        Owner::Run(_, Interest::RunOnly | Interest::Dial | Interest::AddParty)
        | Owner::Nobody
        | Owner::Boot(_)
        | Owner::OrgFlows
        | Owner::DoNotCall
        | Owner::ExtensionDelay(_)
        | Owner::ExtensionSent(_)
        | Owner::Click
        | Owner::ClickAddParty
        | Owner::Log(_)
        | Owner::Todo(_)
        | Owner::Attributes(_)
        | Owner::Recording(_)
        | Owner::NumberParsed(_) => None,
    }
}
