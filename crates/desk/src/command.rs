//! What the desk asks of the page around it.

use std::sync::Arc;

use flow::{HostEffect, LogLevel, Map, Millis, PageEffect, TelephonyEffect};
use serde::Serialize;

use crate::effect_id::EffectId;
use crate::frame::view::{Notice, Relayed, View};

/// One request of the desk. They are carried out in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Keep this text, before anything that follows: it is what survives a reload, to be read with
    /// [`Memory::from_text`](crate::Memory::from_text).
    Remember(String),
    /// Keep the call center settings, for the day they cannot be read.
    CacheSettings(Map<String>),
    /// Keep what flows remember for each other where every page of the agent's browser reads it, and hand what others keep
    /// there to the desk ([`Event::Properties`](crate::Event::Properties)).
    Share(String),
    /// Hand the desk the copy of an adapter record of this org that was kept last
    /// ([`Event::FlowsRecalled`](crate::Event::FlowsRecalled)).
    RecallFlows {
        /// Internal name of the call center.
        adapter: String,
    },
    /// Keep a copy of an adapter record of this org, or forget the one there is.
    KeepFlows {
        /// Internal name of the call center.
        adapter: String,
        /// What is kept; none: nothing.
        copy: Option<String>,
    },
    /// Open the journal as soon as no other page has it ([`Event::JournalOpened`](crate::Event::JournalOpened)).
    OpenJournal {
        /// Whose it is: the agent's name in Amazon Connect.
        agent: String,
        /// Whether it is taken away from the page that has it.
        seize: bool,
    },
    /// Write what is to be written into the journal, close it and let others open it.
    CloseJournal,
    /// Keep this beside the journal as what this tab has handed on and nobody has seen to, in place of what was kept of it; empty: nothing.
    KeepDeeds(String),
    /// Forget what tabs have kept so, where it still says this: it was seen to.
    ForgetDeeds(Vec<String>),
    /// Hand this message to the other tabs of the agent ([`Event::Tabs`](crate::Event::Tabs)).
    PostToTabs(String),
    /// Perform an effect and answer with [`Event::Reply`](crate::Event::Reply).
    Perform {
        /// Which effect the reply belongs to.
        id: EffectId,
        /// The run of a flow that asks; none when the desk asks for itself.
        run: Option<u64>,
        /// What to do.
        effect: PortEffect,
        /// Milliseconds after which the effect counts as unanswered; none for delays.
        deadline_ms: Option<u32>,
    },
    /// Paint this.
    Show(Arc<View>),
    /// The panel is to show this from now on: a message, whenever there is a panel to take it.
    ShowPanel(String),
    /// Hand the panel this message: an answer to what it asked for, not a state.
    Tell(String),
    /// Say this once, aloud for screen readers.
    Announce(Notice),
    /// Say once what the tab that leads has said about what was done here or there.
    Relay(Relayed),
    /// Write a line into the console, for administrators (`reference/cti-flows.md` §4.17).
    Log {
        /// How loud.
        level: LogLevel,
        /// What it says.
        text: String,
        /// JSON text that belongs to it, or nothing. What is called like a secret in there is not to be shown.
        data: String,
    },
    /// Wake the desk at this time. A later request replaces an earlier one.
    Wake(Millis),
    /// Open the sign-in window at this address, now, while the gesture counts.
    OpenSignIn(String),
    /// Begin again from finding Open CTI; what is left of Amazon Connect's panel goes first.
    Restart,
}

/// An effect that leaves the desk, by who performs it. Written as its group writes it, like a [`flow::Effect`].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum PortEffect {
    /// Salesforce.
    Host(HostEffect),
    /// Amazon Connect.
    Telephony(TelephonyEffect),
    /// The page itself.
    Page(PageEffect),
}

impl From<HostEffect> for PortEffect {
    fn from(effect: HostEffect) -> PortEffect {
        PortEffect::Host(effect)
    }
}

impl From<TelephonyEffect> for PortEffect {
    fn from(effect: TelephonyEffect) -> PortEffect {
        PortEffect::Telephony(effect)
    }
}

impl From<PageEffect> for PortEffect {
    fn from(effect: PageEffect) -> PortEffect {
        PortEffect::Page(effect)
    }
}

/// How many milliseconds an effect may stay unanswered. The engine owns the limit of a run, this is the port's; a delay
/// and the start of Amazon Connect's panel have none.
pub fn deadline_ms(effect: &PortEffect) -> Option<u32> {
    Some(match effect {
        PortEffect::Host(effect) => match effect {
            HostEffect::ReadSettings => 3_000,
            HostEffect::EnableClickToDial
            | HostEffect::NotifyReady
            | HostEffect::RefreshView
            | HostEffect::SetPanelHeight { .. }
            | HostEffect::SetPanelWidth { .. }
            | HostEffect::SetPanelVisibility { .. } => 5_000,
            HostEffect::SaveRecord(_) | HostEffect::WriteLog(_) => 15_000,
            // A million characters may come.
            HostEffect::ReadFlows { .. } => 20_000,
            HostEffect::DisableClickToDial
            | HostEffect::ListenForClicks
            | HostEffect::ListenForNavigation
            | HostEffect::ListenForWork
            | HostEffect::ListenForDialRequests
            | HostEffect::ReadLayout
            | HostEffect::ReadSoftphoneLayout
            | HostEffect::ReadAppView
            | HostEffect::ScreenPop(_)
            | HostEffect::Search(_)
            | HostEffect::ReadRecord { .. }
            | HostEffect::ReadUserProfile
            | HostEffect::FindByPhone { .. }
            | HostEffect::Query { .. }
            | HostEffect::RunApex { .. }
            | HostEffect::Console(_)
            | HostEffect::Presence(_)
            | HostEffect::CompleteWork { .. } => 10_000,
        },
        // Its parts are watched one by one, and what comes of it is told by events.
        PortEffect::Telephony(TelephonyEffect::StartConnect(_)) => return None,
        PortEffect::Telephony(
            TelephonyEffect::Dial(_)
            | TelephonyEffect::AddParty { .. }
            | TelephonyEffect::SendDigits { .. }
            | TelephonyEffect::HangUp { .. }
            | TelephonyEffect::Clear { .. }
            | TelephonyEffect::SetAgentState { .. }
            | TelephonyEffect::UpdateAttributes { .. }
            | TelephonyEffect::Record { .. }
            | TelephonyEffect::SignInAgain
            | TelephonyEffect::ReportState,
        ) => 10_000,
        PortEffect::Page(PageEffect::Sleep { .. }) => return None,
        PortEffect::Page(PageEffect::ParsePhone { .. }) => 5_000,
        PortEffect::Page(PageEffect::Log { .. } | PageEffect::CountOpenTabs) => 10_000,
    })
}
