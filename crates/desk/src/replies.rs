//! What is asked of the world, by whom, and who is told the answer.

use std::sync::Arc;

use flow::{Effect, Failure, FailureKind, Millis, OPEN_TABS, Reply};

use crate::command::EffectId;
use crate::desk::{Desk, Owner};
use crate::runs::{Asked, RunId, Verdict};
use crate::view::Notice;

impl Desk {
    /// A reply finds its owner once; what comes later, or twice, is nobody's.
    pub(crate) fn replied(&mut self, id: EffectId, reply: Reply, now: Millis) {
        match self.disown(id) {
            None | Some(Owner::Nobody) => {}
            Some(Owner::Boot(step)) => self.boot_replied(step, reply, now),
            Some(Owner::Run(run)) => self.run_replied(run, id, reply, now),
            Some(Owner::DoNotCall) => self.do_not_call_replied(&reply, now),
            Some(Owner::Pause(contact)) => self.send_extension(&contact),
            Some(Owner::Digits(digits)) => {
                self.announce(Notice::Extension { digits, sent: reply.is_ok() });
            }
            Some(Owner::Click) => self.click_replied(reply, now),
            Some(Owner::PartyOfClick) => self.party_added(&reply, now),
            Some(Owner::Log(contact)) => self.log_replied(&contact, reply, now),
            Some(Owner::Recording(contact)) => self.recording_replied(&contact, &reply),
            Some(Owner::Phone(contact)) => self.number_parsed(&contact, reply, now),
        }
    }

    /// What the desk makes of an effect that a run asks for.
    pub(crate) fn judge(&mut self, contact: Option<&str>, effect: Arc<Effect>) -> Verdict {
        let answer = match &*effect {
            Effect::SaveRecord(save) => return self.judge_save(contact, save, &effect),
            Effect::ScreenPop(pop) => return self.judge_pop(contact, pop, &effect),
            Effect::Search(search) => return Verdict::Perform(self.judge_search(contact, search, &effect)),
            Effect::Record { contact, change } => match self.begin_recording_change(contact, *change) {
                Ok(()) => return Verdict::Perform(effect),
                Err(failure) => Err(failure),
            },
            Effect::ReadProperty { key } => self.properties.read(key),
            Effect::WriteProperty { key, value } => self.properties.write(key.clone(), value.clone()),
            // How many pages there are the page knows.
            Effect::ReadCounter { name } if name != OPEN_TABS => self.properties.counter(name),
            Effect::Count { name, by, anew } => self.properties.count(name, *by, *anew),
            Effect::ShowData { contact, data } => self.show_data(contact.as_deref(), data),
            Effect::ShowAttributes { contact } => self.show_attributes(contact),
            Effect::Say(say) => self.say(say.clone()),
            _ => return Verdict::Perform(effect),
        };
        Verdict::Answer(answer)
    }

    /// What the desk learns from the reply to a run's effect.
    pub(crate) fn note_reply(
        &mut self,
        run: RunId,
        contact: Option<&str>,
        asked: Asked,
        reply: &Reply,
        now: Millis,
    ) {
        match asked {
            Asked::Dial if self.is_dialling_run(run) => self.dial_answered(reply, now),
            Asked::AddParty if self.is_dialling_run(run) => self.party_added(reply, now),
            Asked::Search => {
                if let Some(contact) = contact {
                    self.search_replied(contact, reply);
                }
            }
            Asked::Record(contact) => self.recording_replied(&contact, reply),
            _ => {}
        }
    }

    /// A run ended while an effect was under way: its answer means nothing any more. The log goes on without the run.
    pub(crate) fn abandoned(&mut self, contact: Option<&str>, id: EffectId, asked: Asked) {
        match (contact, asked) {
            (Some(contact), Asked::Search) => {
                self.pops_no_more(contact);
            }
            (_, Asked::Record(contact)) => {
                self.recording_replied(&contact, &Err(Failure::new(FailureKind::TimedOut, "")));
            }
            _ => {}
        }
        if let Some(at) = self.parked.iter().position(|(_, parked, _)| *parked == id) {
            self.parked.remove(at);
        }
        self.disown(id);
    }

    /// A run waits for the log of a contact.
    pub(crate) fn park(&mut self, contact: String, run: RunId) -> EffectId {
        self.last_effect += 1;
        let id = EffectId(self.last_effect);
        self.parked.push((contact, id, run));
        id
    }

    /// The log is answered: so are the runs that wait for it.
    pub(crate) fn answer_parked(&mut self, contact: &str, reply: &Reply, now: Millis) {
        while let Some(at) = self.parked.iter().position(|(parked, ..)| parked == contact) {
            let (_, id, run) = self.parked.remove(at);
            self.run_replied(run, id, reply.clone(), now);
        }
    }

    /// Whose reply this is; it is nobody's from now on.
    pub(crate) fn disown(&mut self, id: EffectId) -> Option<Owner> {
        let at = self.owners.iter().position(|(known, _)| *known == id)?;
        Some(self.owners.swap_remove(at).1)
    }

    /// Whether a contact's number is being taken apart.
    pub(crate) fn is_parsing(&self, contact: &str) -> bool {
        self.owners.iter().any(|(_, owner)| matches!(owner, Owner::Phone(id) if id == contact))
    }
}
