//! The routing table of effects: how one leaves the desk, how its reply comes back, and what is left of it when whoever
//! asked is gone.

use flow::{
    DeskEffect, Effect, Failure, FailureKind, HostEffect, Millis, OPEN_TABS, PageEffect, Reply,
    TelephonyEffect,
};

use panel_protocol::NotificationKind;

use crate::boot::BootStep;
use crate::command::{Command, EffectId, PortEffect, deadline_ms};
use crate::desk::Desk;
use crate::frame::view::Notice;
use crate::runs::RunId;

/// Who wants to know the reply to an effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// Nobody: it was asked for its effect alone.
    Nobody,
    /// The start of the phone.
    Boot(BootStep),
    /// A run of a flow, and what the desk itself learns from the reply.
    Run(RunId, Interest),
    /// What the org keeps for this page.
    OrgFlows,
    /// The search whether somebody wants to be called.
    DoNotCall,
    /// The number that was clicked: parsing it, or dialing it.
    Click,
    /// The number that was clicked is added to the call in progress.
    ClickAddParty,
    /// The pause before the extension of this contact's number is sent.
    ExtensionDelay(String),
    /// These digits of an extension are sent.
    ExtensionSent(String),
    /// The log of this contact.
    Log(String),
    /// The recording of this contact, changed by the agent.
    Recording(String),
    /// The number of this contact is parsed.
    NumberParsed(String),
}

/// What the desk itself learns from the reply to a run's effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Interest {
    /// Nothing: the reply is the run's alone.
    RunOnly,
    /// A call is placed.
    Dial,
    /// A number is added to the call in progress.
    AddParty,
    /// A search for this contact: it tells who calls, and what opens.
    Search(String),
    /// The recording of this contact changes.
    Recording(String),
}

/// Where an effect of a run goes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Routed {
    /// To a port, perhaps changed.
    Perform(PortEffect, Interest),
    /// Nowhere: the desk answers it.
    Answer(Reply),
    /// To the log of this contact, whose answer is the run's.
    Park(String),
}

impl Routed {
    /// To a port, and the reply is the run's alone.
    pub(crate) fn port(effect: impl Into<PortEffect>) -> Routed {
        Routed::Perform(effect.into(), Interest::RunOnly)
    }
}

impl Desk {
    /// Out: what becomes of an effect that a run asks for, for this contact.
    pub(crate) fn route_effect(&mut self, contact: Option<&str>, effect: &Effect) -> Routed {
        match effect {
            Effect::Host(effect) => self.route_host(contact, effect),
            Effect::Telephony(effect) => self.route_telephony(effect),
            Effect::Page(effect) => Routed::port(effect.clone()),
            Effect::Desk(effect) => self.answer_here(effect),
        }
    }

    fn route_host(&mut self, contact: Option<&str>, effect: &HostEffect) -> Routed {
        match effect {
            HostEffect::SaveRecord(save) => self.route_save(contact, save),
            HostEffect::ScreenPop(pop) => self.route_pop(contact, pop),
            HostEffect::Search(search) => {
                let interest =
                    contact.map_or(Interest::RunOnly, |contact| Interest::Search(contact.to_owned()));
                Routed::Perform(HostEffect::Search(self.route_search(contact, search)).into(), interest)
            }
            HostEffect::EnableClickToDial
            | HostEffect::DisableClickToDial
            | HostEffect::ListenForClicks
            | HostEffect::ListenForNavigation
            | HostEffect::ListenForWork
            | HostEffect::ListenForDialRequests
            | HostEffect::NotifyReady
            | HostEffect::ReadSettings
            | HostEffect::ReadLayout
            | HostEffect::ReadAppView
            | HostEffect::SetPanelHeight { .. }
            | HostEffect::SetPanelVisibility { .. }
            | HostEffect::RefreshView
            | HostEffect::WriteLog(_)
            | HostEffect::ReadRecord { .. }
            | HostEffect::ReadFlows { .. }
            | HostEffect::ReadUserProfile
            | HostEffect::FindByPhone { .. }
            | HostEffect::CompleteWork { .. } => Routed::port(effect.clone()),
        }
    }

    fn route_telephony(&mut self, effect: &TelephonyEffect) -> Routed {
        let interest = match effect {
            TelephonyEffect::Record { contact, change } => {
                match self.begin_recording_change(contact, *change) {
                    Ok(()) => Interest::Recording(contact.clone()),
                    Err(failure) => return Routed::Answer(Err(failure)),
                }
            }
            TelephonyEffect::Dial(_) => Interest::Dial,
            TelephonyEffect::AddParty { .. } => Interest::AddParty,
            TelephonyEffect::StartConnect(_)
            | TelephonyEffect::SignInAgain
            | TelephonyEffect::ReportState
            | TelephonyEffect::SendDigits { .. }
            | TelephonyEffect::HangUp { .. }
            | TelephonyEffect::Clear { .. }
            | TelephonyEffect::SetAgentState { .. }
            | TelephonyEffect::UpdateAttributes { .. } => Interest::RunOnly,
        };
        Routed::Perform(effect.clone().into(), interest)
    }

    fn answer_here(&mut self, effect: &DeskEffect) -> Routed {
        Routed::Answer(match effect {
            DeskEffect::ReadProperty { key } => self.properties.read(key),
            DeskEffect::WriteProperty { key, value } => self.properties.write(key.clone(), value.clone()),
            // How many pages there are the page knows.
            DeskEffect::ReadCounter { name } if name == OPEN_TABS => {
                return Routed::port(PageEffect::CountOpenTabs);
            }
            DeskEffect::ReadCounter { name } => self.properties.counter(name),
            DeskEffect::Count { name, by, anew } => self.properties.count(name, *by, *anew),
            DeskEffect::ShowData { contact, data } => self.show_data(contact.as_deref(), data),
            DeskEffect::ShowAttributes { contact } => self.show_attributes(contact),
            DeskEffect::ShowToast { text } => self.notify(NotificationKind::Toast, None, text),
            DeskEffect::ShowDialog { title, text } => {
                self.notify(NotificationKind::Dialog, Some(title), text)
            }
        })
    }

    /// Sends an effect to its port.
    pub(crate) fn perform(&mut self, owner: Owner, effect: impl Into<PortEffect>) -> EffectId {
        let effect = effect.into();
        let id = self.next_effect_id();
        let run = match &owner {
            Owner::Run(RunId(run), _) => Some(*run),
            _ => None,
        };
        self.owners.push((id, owner));
        let deadline_ms = deadline_ms(&effect);
        self.emit(Command::Perform { id, run, effect, deadline_ms });
        id
    }

    /// Lets a run wait for the log of a contact.
    pub(crate) fn park(&mut self, contact: String, run: RunId) -> EffectId {
        let id = self.next_effect_id();
        self.parked.push((contact, id, run));
        id
    }

    fn next_effect_id(&mut self) -> EffectId {
        self.last_effect += 1;
        EffectId(self.last_effect)
    }

    /// Back: a reply finds its owner once; what comes later, or twice, is nobody's.
    pub(crate) fn replied(&mut self, id: EffectId, reply: Reply, now: Millis) {
        match self.take_owner(id) {
            None | Some(Owner::Nobody) => {}
            Some(Owner::Boot(step)) => self.boot_replied(step, reply, now),
            Some(Owner::Run(run, interest)) => {
                if let Interest::Search(contact) = &interest
                    && let Some(search) = self.next_spelling(contact, &reply)
                {
                    return self.perform_for_run(run, HostEffect::Search(search).into(), interest);
                }
                self.note_reply(run, interest, &reply, now);
                self.run_replied(run, id, reply, now);
            }
            Some(Owner::OrgFlows) => self.flows_replied(id, reply, now),
            Some(Owner::DoNotCall) => self.do_not_call_replied(&reply, now),
            Some(Owner::ExtensionDelay(contact)) => self.send_extension(&contact),
            Some(Owner::ExtensionSent(digits)) => {
                self.announce(Notice::Extension { digits, sent: reply.is_ok() });
            }
            Some(Owner::Click) => self.click_replied(reply, now),
            Some(Owner::ClickAddParty) => self.party_added(&reply, now),
            Some(Owner::Log(contact)) => self.log_replied(&contact, reply, now),
            Some(Owner::Recording(contact)) => self.recording_replied(&contact, &reply),
            Some(Owner::NumberParsed(contact)) => self.number_parsed(&contact, reply, now),
        }
    }

    /// What the desk learns from the reply to a run's effect.
    fn note_reply(&mut self, run: RunId, interest: Interest, reply: &Reply, now: Millis) {
        match interest {
            Interest::RunOnly => {}
            Interest::Dial if self.is_dialling_run(run) => self.dial_answered(reply, now),
            Interest::AddParty if self.is_dialling_run(run) => self.party_added(reply, now),
            // Of a flow's own, not of a click.
            Interest::Dial | Interest::AddParty => {}
            Interest::Search(contact) => self.search_replied(&contact, reply),
            Interest::Recording(contact) => self.recording_replied(&contact, reply),
        }
    }

    /// The log of a contact is answered: so are the runs that wait for it.
    pub(crate) fn answer_parked(&mut self, contact: &str, reply: &Reply, now: Millis) {
        while let Some(at) = self.parked.iter().position(|(parked, ..)| parked == contact) {
            let (_, id, run) = self.parked.remove(at);
            self.run_replied(run, id, reply.clone(), now);
        }
    }

    /// Abandoned: a run ended while its effect was under way. The reply means nothing to it any more; the log goes on.
    pub(crate) fn effect_abandoned(&mut self, id: EffectId) {
        if let Some(at) = self.parked.iter().position(|(_, parked, _)| *parked == id) {
            self.parked.remove(at);
        }
        let Some(Owner::Run(_, interest)) = self.take_owner(id) else { return };
        match interest {
            Interest::Search(contact) => {
                self.end_search(&contact);
            }
            Interest::Recording(contact) => {
                self.recording_replied(&contact, &Err(Failure::new(FailureKind::TimedOut, "")));
            }
            Interest::RunOnly | Interest::Dial | Interest::AddParty => {}
        }
    }

    /// Whose reply this is; it is nobody's from now on.
    fn take_owner(&mut self, id: EffectId) -> Option<Owner> {
        let at = self.owners.iter().position(|(known, _)| *known == id)?;
        Some(self.owners.swap_remove(at).1)
    }

    /// Whether the number of a contact is being parsed.
    pub(crate) fn is_parsing(&self, contact: &str) -> bool {
        self.owners.iter().any(|(_, owner)| matches!(owner, Owner::NumberParsed(id) if id == contact))
    }
}
