//! The routing table of effects: how one leaves the desk, how its reply comes back, and what is left of it when whoever
//! asked is gone.

use flow::{
    DeskEffect, Effect, Failure, FailureKind, HostEffect, Millis, OPEN_TABS, PageEffect, Reply,
    TelephonyEffect,
};

use panel_protocol::NotificationKind;

use crate::desk::Desk;
use crate::effect_id::EffectId;
use crate::frame::view::Notice;
use crate::routes::{Interest, Owner, Routed};
use crate::runs::queued::RunId;

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
            DeskEffect::ReadProperty { key } => self.properties.get().read(key),
            DeskEffect::WriteProperty { key, value } => {
                self.properties.get_mut().write(key.clone(), value.clone())
            }
            DeskEffect::ReadProperties => self.properties.get().read_all(),
            DeskEffect::RemoveProperty { key } => self.properties.get_mut().remove(key),
            DeskEffect::ClearProperties => self.properties.get_mut().clear_written(),
            // How many pages there are the page knows.
            DeskEffect::ReadCounter { name } if name == OPEN_TABS => {
                return Routed::port(PageEffect::CountOpenTabs);
            }
            DeskEffect::ReadCounter { name } => self.properties.get().counter(name),
            DeskEffect::Count { name, by, anew } => self.properties.get_mut().count(name, *by, *anew),
            DeskEffect::ShowData { contact, data } => self.show_data(contact.as_deref(), data),
            DeskEffect::ShowAttributes { contact } => self.show_attributes(contact),
            DeskEffect::ShowToast { text } => self.notify(NotificationKind::Toast, None, text),
            DeskEffect::ShowDialog { title, text } => {
                self.notify(NotificationKind::Dialog, Some(title), text)
            }
        })
    }

    /// Back: a reply finds its owner once; what comes later, or twice, is nobody's.
    pub(crate) fn replied(&mut self, id: EffectId, reply: Reply, now: Millis) {
        match self.turn.routes_mut().take_owner(id) {
            None | Some(Owner::Nobody) => {}
            Some(Owner::Boot(step)) => self.boot.replied(step, reply, &mut self.turn),
            Some(Owner::Run(run, interest)) => {
                if let Interest::Search(contact) = &interest
                    && let Some(search) = self.next_spelling(contact, &reply)
                {
                    return self.perform_for_run(run, HostEffect::Search(search).into(), interest);
                }
                self.note_reply(run, interest, &reply, now);
                self.run_replied(run, id, reply, now);
            }
            Some(Owner::OrgFlows) => self.org.flows_replied(id, reply, &mut self.turn),
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
        while let Some((id, run)) = self.turn.routes_mut().take_parked(contact) {
            self.run_replied(run, id, reply.clone(), now);
        }
    }

    /// Abandoned: a run ended while its effect was under way. The reply means nothing to it any more; the log goes on.
    pub(crate) fn effect_abandoned(&mut self, id: EffectId) {
        self.turn.routes_mut().unpark(id);
        let Some(Owner::Run(_, interest)) = self.turn.routes_mut().take_owner(id) else { return };
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
}
