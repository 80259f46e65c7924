//! The contacts on the desk: what Amazon Connect reports of each, and what is kept of it.

pub(crate) mod caller;
pub(crate) mod caller_id;
pub(crate) mod current;
pub(crate) mod flow_output;
pub(crate) mod pops;
pub(crate) mod reconcile;
pub(crate) mod record;
pub(crate) mod recording;
pub(crate) mod related;
pub(crate) mod searches;

use flow::{Answer, Map, Millis, PageEffect, Reply, TelephonyEffect, Text, TriggerEvent};

use crate::contact::{CallOutcome, Channel, ContactSnapshot, ContactState, Direction, Known};
use crate::contacts::record::{Contact, Phase};
use crate::contacts::related::Related;
use crate::contacts::searches::Searches;
use crate::dirty::Dirty;
use crate::event::ContactEventKind;
use crate::memory::{CallFacts, ContactMemory, Memory};
use crate::routes::Owner;
use crate::runs::dispatch;
use crate::signal::Signal;
use crate::turn::Turn;

/// The contacts that Amazon Connect reports, and the memory of these and of earlier ones.
#[derive(Debug)]
pub(crate) struct Contacts {
    present: Map<Contact>,
    /// The contact that the agent looks at in the Contact Control Panel.
    viewed: Option<String>,
    memory: Dirty<Memory>,
    /// The memory as the page keeps it.
    written: String,
    /// When what is remembered is compared with what is there.
    reconcile_at: Option<Millis>,
    searching: Searches,
    /// The record the agent looks at.
    in_view: Option<Related>,
    /// The Task the agent looks at: its id and its subject.
    task_in_view: Option<(String, String)>,
}

/// What a report was, beside what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reported {
    /// The contact was not on the desk before.
    pub(crate) first_seen: bool,
    /// The number that this outbound call goes to, which was not known before: a click may have led to it.
    pub(crate) dialed: Option<String>,
}

impl Contacts {
    /// No contacts, and what an earlier page remembers.
    pub(crate) fn new(memory: Memory) -> Contacts {
        Contacts {
            present: Map::new(),
            viewed: None,
            written: memory.to_text(),
            memory: Dirty::new(memory),
            reconcile_at: None,
            searching: Searches::default(),
            in_view: None,
            task_in_view: None,
        }
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Contact> {
        self.present.get(id)
    }

    /// Whether Amazon Connect has reported it, and it is not done with.
    pub(crate) fn is_present(&self, id: &str) -> bool {
        self.present.contains_key(id)
    }

    pub(crate) fn snapshot(&self, id: &str) -> Option<Box<ContactSnapshot>> {
        Some(Box::new(self.present.get(id)?.snapshot.clone()))
    }

    /// What is kept of a contact, when anything is.
    pub(crate) fn memory(&self, id: &str) -> Option<&ContactMemory> {
        self.memory.contacts.get(id)
    }

    /// What is kept of a contact, to be changed; from now on something is.
    pub(crate) fn memory_mut(&mut self, id: &str) -> &mut ContactMemory {
        self.memory.contacts.entry(Text::new(id)).or_default()
    }

    /// What is kept of a contact, to be changed, when anything is.
    pub(crate) fn known_memory_mut(&mut self, id: &str) -> Option<&mut ContactMemory> {
        self.memory.contacts.get_mut(id)
    }

    /// What is kept, oldest first.
    pub(crate) fn memories(&self) -> impl DoubleEndedIterator<Item = (&Text, &ContactMemory)> {
        self.memory.contacts.iter()
    }

    /// Ids of all contacts of which anything is kept, oldest first.
    pub(crate) fn remembered(&self) -> Vec<Text> {
        self.memory.contacts.keys().cloned().collect()
    }

    /// Everything that is kept.
    pub(crate) fn whole_memory(&self) -> &Memory {
        &self.memory
    }

    /// The same, to be changed by the machines whose parts are in it: deeds of tabs, the click that is being dialed.
    pub(crate) fn whole_memory_mut(&mut self) -> &mut Memory {
        &mut self.memory
    }

    /// The memory of another page, in place of this one's.
    pub(crate) fn replace_memory(&mut self, memory: Memory) {
        self.written = memory.to_text();
        self.memory = Dirty::new(memory);
    }

    /// If so, other things of it are kept from now on.
    pub(crate) fn touch_memory(&mut self, is_due: bool) {
        self.memory.touch(is_due);
    }

    /// What the page has to keep, when that is something else than before; in few words where room is short.
    pub(crate) fn write_memory(&mut self, is_cramped: bool) -> Option<&str> {
        let memory = self.memory.take_changed()?;
        let text = if is_cramped { memory.to_short_text() } else { memory.to_text() };
        if text == self.written {
            return None;
        }
        self.written = text;
        Some(&self.written)
    }

    /// Takes a report of Amazon Connect.
    pub(crate) fn report(
        &mut self,
        kind: ContactEventKind,
        snapshot: ContactSnapshot,
        turn: &Turn,
    ) -> Reported {
        let id = snapshot.id.clone();
        let known = self.present.get(id.as_str());
        let first_seen = known.is_none_or(|contact| contact.gone);
        let had_number = !first_seen && known.is_some_and(|contact| contact.snapshot.number.is_some());
        self.update(kind, snapshot, turn);
        if first_seen {
            self.reset_for_reoffer(&id);
        }
        // Not a queued callback: that one nobody clicked.
        let snapshot = &self.present[id.as_str()].snapshot;
        let is_dialed = snapshot.direction == Direction::Outbound && snapshot.channel == Channel::Voice;
        let dialed = snapshot.number.clone().filter(|_| is_dialed && !had_number);
        Reported { first_seen, dialed }
    }

    /// Notes what a report says, and nothing of what follows: for a tab that follows, too.
    pub(crate) fn update(&mut self, kind: ContactEventKind, mut snapshot: ContactSnapshot, turn: &Turn) {
        let id = Text::new(&snapshot.id);
        snapshot.state_since = snapshot.state_since.or(Some(turn.connect_now()));
        match self.present.get_mut(id.as_str()) {
            Some(known) => known.update(kind, snapshot, turn.now()),
            None => {
                self.present.insert(id, Contact::new(snapshot, turn.flows().clone(), turn.now()));
            }
        }
    }

    /// A click has led to this contact: it is about that record, and an extension follows.
    pub(crate) fn relate_to_click(&mut self, id: &str, about: Option<Related>, extension: Option<String>) {
        let memory = self.memory_mut(id);
        (memory.related, memory.extension) = (about, extension);
    }

    /// What a report means beside flows: the number is parsed, the panel opens, progress is noted. `slept`: it may have happened
    /// while the page did not run.
    pub(crate) fn take_in(
        &mut self,
        id: &str,
        kind: ContactEventKind,
        first_seen: bool,
        slept: bool,
        turn: &mut Turn,
    ) {
        if first_seen {
            self.relate_to_attribute(id, turn);
            self.parse_number(id, turn);
            self.open_on_ring(id, turn);
        }
        self.note_call(id);
        self.note_progress(id, kind, first_seen, slept, turn);
    }

    /// The events whose flows are to run for a report. A contact that was there before us, or went on while the page was frozen,
    /// has passed states nobody reported: its flows run once, in order.
    pub(crate) fn events(&self, id: &str, kind: ContactEventKind, first_seen: bool) -> Vec<TriggerEvent> {
        let event = dispatch::contact_event(kind);
        let mut events = Vec::new();
        if (first_seen || kind == ContactEventKind::Init) && kind != ContactEventKind::Destroyed {
            let passed = dispatch::passed(&self.present[id].snapshot.state);
            events.extend(passed.filter(|earlier| Some(*earlier) != event));
        }
        events.extend(event);
        events
    }

    /// The flows of a report have begun: what waited for the call to be taken opens, and a contact that Amazon Connect has dropped
    /// may go.
    pub(crate) fn flows_begun(&mut self, id: &str, kind: ContactEventKind, turn: &mut Turn) {
        let Some(contact) = self.present.get_mut(id) else { return };
        contact.gone |= kind == ContactEventKind::Destroyed;
        if contact.phase() == Phase::Talking {
            self.pop_held(id, turn);
        }
    }

    /// Whether the flows of an event have run already for this contact, in the state that it is in since then.
    pub(crate) fn has_run(&self, id: &str, event: TriggerEvent, since: Option<Millis>) -> bool {
        self.memory(id).is_some_and(|memory| memory.ran.contains_since(event, since))
    }

    /// The flows of an event run.
    pub(crate) fn note_ran(&mut self, id: &str, event: TriggerEvent, since: Option<Millis>) {
        self.memory_mut(id).ran.insert(event, since);
    }

    /// Clears what is kept of the end of a contact that Amazon Connect offers again (`reference/connect-streams.md` §3.2). Its
    /// flows run again; its log stays the same record, because it is the same contact.
    fn reset_for_reoffer(&mut self, id: &str) {
        let snapshot = &self.present[id].snapshot;
        let (state, since) = (&snapshot.state, snapshot.state_since);
        let (active, rings) = (state.is_active(), snapshot.phase().is_before_talk());
        // Not a report from before the end, which another tab has heard of first.
        if let Some(memory) = self
            .known_memory_mut(id)
            .filter(|memory| active && memory.outcome.is_some() && since >= memory.ended_at)
        {
            (memory.outcome, memory.ended_at) = (None, None);
            if rings {
                (memory.connected_at, memory.held_pop) = (None, None);
                memory.third_party = false;
                memory.ran.clear();
                memory.log_by_flow.clear();
            }
        }
    }

    /// Amazon Connect is left and entered again. Contacts that are not reported again after that are dropped
    /// ([`Self::drop_unconfirmed`]).
    pub(crate) fn mark_unconfirmed(&mut self) {
        for contact in self.present.values_mut() {
            contact.unconfirmed = true;
        }
    }

    /// Whether a contact is with the agent, as far as Amazon Connect has said lately.
    pub(crate) fn is_confirmed(&self, id: &str) -> bool {
        self.present.get(id).is_some_and(|contact| !contact.unconfirmed)
    }

    /// Drops the contacts that were not reported again since [`Self::mark_unconfirmed`]. Returned are their ids.
    pub(crate) fn drop_unconfirmed(&mut self) -> Vec<Text> {
        let mut lost = Vec::new();
        for (id, contact) in self.present.iter_mut() {
            if contact.unconfirmed {
                contact.gone = true;
                lost.push(Text::new(id));
            }
        }
        lost
    }

    /// Another agent is signed in: what was reported since somebody signed out is hers.
    pub(crate) fn keep_for_next_agent(&mut self, has_signed_out: bool) {
        self.present.retain(|_, contact| has_signed_out && !contact.unconfirmed);
        self.viewed = None;
    }

    /// The first flows of the org are in force: what came before waited for them.
    pub(crate) fn use_flows(&mut self, turn: &Turn) {
        for contact in self.present.values_mut() {
            contact.flows = turn.flows().clone();
        }
    }

    /// Another tab goes on with the contacts. Returned are those that are there.
    pub(crate) fn abandon(&mut self) -> impl Iterator<Item = &ContactSnapshot> {
        self.replace_memory(Memory::default());
        self.searching = Searches::default();
        self.reconcile_at = None;
        self.present.retain(|_, contact| !contact.gone);
        self.present.values_mut().map(|contact| {
            contact.recording = None;
            &contact.snapshot
        })
    }

    /// This tab leads: what is there will be reported again.
    pub(crate) fn clear(&mut self) {
        self.present.clear();
    }

    /// Amazon Connect has dropped a contact that another tab works for.
    pub(crate) fn remove(&mut self, id: &str) {
        self.present.shift_remove(id);
    }

    /// A ringing contact is of no use in a minimised panel.
    fn open_on_ring(&self, id: &str, turn: &mut Turn) {
        let contact = &self.present[id];
        let inbound = contact.snapshot.direction == Direction::Inbound;
        if contact.phase() == Phase::Ringing && inbound && turn.config().phone.open_on_ring {
            turn.signal(Signal::OpenPanel);
        }
    }

    /// The number as people write it, and taken apart for flows.
    fn parse_number(&self, id: &str, turn: &mut Turn) {
        let snapshot = &self.present[id].snapshot;
        if let (Some(number), None) = (&snapshot.number, &snapshot.phone) {
            let effect = PageEffect::ParsePhone {
                number: Text::new(number),
                country: Some(Text::new(&turn.config().phone.country)),
            };
            turn.perform(Owner::NumberParsed(id.to_owned()), effect);
        }
    }

    /// The number is parsed, or cannot be.
    pub(crate) fn number_parsed(&mut self, id: &str, reply: Reply) {
        if let (Some(contact), Ok(Answer::Phone { phone })) = (self.present.get_mut(id), reply) {
            contact.snapshot.phone = phone;
            self.note_call(id);
        }
    }

    /// A contact flow of Amazon Connect may have found out what the call is about.
    fn relate_to_attribute(&mut self, id: &str, turn: &Turn) {
        let named = self.present[id].snapshot.attributes.as_ref();
        let named = named.and_then(|named| named.get(turn.config().call_log.record_attribute.as_str()));
        if let Some(record) = named.and_then(|named| Related::from_id(named.trim())) {
            self.memory_mut(id).begin_with(record);
        }
    }

    /// The other side has answered: an extension follows, when whoever answers is ready for it.
    fn announce_extension(&self, id: &str, turn: &mut Turn) {
        const PAUSE_MS: u64 = 2_000;
        if self.memory(id).is_some_and(|memory| memory.extension.is_some()) {
            turn.perform(Owner::ExtensionDelay(id.to_owned()), PageEffect::Sleep { ms: PAUSE_MS });
        }
    }

    pub(crate) fn send_extension(&mut self, id: &str, turn: &mut Turn) {
        if let Some(digits) = self.memory_mut(id).extension.take() {
            let contact = id.to_owned();
            turn.perform(
                Owner::ExtensionSent(digits.clone()),
                TelephonyEffect::SendDigits { contact, digits },
            );
        }
    }

    /// Keeps what a log needs, for the case that the call ends while the page is away.
    fn note_call(&mut self, id: &str) {
        let snapshot = &self.present[id].snapshot;
        if !snapshot.channel.is_voice() || snapshot.monitoring {
            return;
        }
        let number = snapshot.phone.as_ref().map(|phone| phone.national.as_str().to_owned());
        let call =
            CallFacts { direction: snapshot.direction, number: number.or_else(|| snapshot.number.clone()) };
        self.memory_mut(id).call = Some(call);
    }

    /// When the talk began and ended, and how it went.
    fn note_progress(
        &mut self,
        id: &str,
        kind: ContactEventKind,
        first_seen: bool,
        slept: bool,
        turn: &mut Turn,
    ) {
        let snapshot = &self.present[id].snapshot;
        let state = snapshot.state.clone();
        let direction = snapshot.direction;
        let there = turn.connect_now();
        let since = snapshot.state_since.unwrap_or(there);
        let third_party = snapshot.third_party;
        let memory = self.memory_mut(id);
        let answered = state == ContactState::Connected && memory.connected_at.is_none();
        if answered {
            memory.connected_at = Some(since);
        }
        if state == ContactState::Connected {
            memory.third_party = third_party;
        }
        if !state.is_active() {
            memory.held_pop = None;
        }
        let over = matches!(
            state,
            ContactState::Ended | ContactState::Missed | ContactState::Rejected | ContactState::Error
        ) || matches!(kind, ContactEventKind::Ended | ContactEventKind::Destroyed);
        if over && memory.ended_at.is_none() {
            // Nobody has seen the end of one that is gone; in a sleep that may be long ago, and the log says nothing of its length.
            memory.ended_at = if state.is_active() { (!slept).then_some(there) } else { Some(since) };
        }
        if over && memory.outcome.is_none() {
            // After-call work follows a call that was taken; one that was not ends as an error or a miss. Only an
            // outbound call that was watched from its ring on is known not to have been answered.
            let taken = state == ContactState::Ended && (direction == Direction::Inbound || first_seen);
            memory.outcome = Some(match (memory.connected_at, &state, direction) {
                // The agent left a call that goes on without her.
                (Some(_), _, _) if memory.third_party => CallOutcome::Transferred,
                _ if taken => CallOutcome::Answered,
                (Some(_), _, _) => CallOutcome::Answered,
                (None, ContactState::Rejected, Direction::Inbound) => CallOutcome::Rejected,
                (None, _, Direction::Inbound) => CallOutcome::Missed,
                (None, _, Direction::Outbound) => CallOutcome::Unanswered,
            });
        }
        if answered {
            self.announce_extension(id, turn);
        }
    }

    /// The agent looks at a contact. Returned is the chat whose flow for that is to run. Amazon Connect may say so twice for one
    /// click, and when nothing is looked at any more.
    pub(crate) fn view(&mut self, contact: Option<String>) -> Option<Box<ContactSnapshot>> {
        let before = std::mem::replace(&mut self.viewed, contact);
        let id = self.viewed.as_ref().filter(|id| before.as_ref() != Some(id))?;
        let snapshot = self.snapshot(id)?;
        (snapshot.channel == Channel::Chat && snapshot.phase() == Phase::Talking).then_some(snapshot)
    }

    /// Whether the log of a contact is due, when no flow runs for it. The end is reported after the error and the miss, and its
    /// flow may write the log: not before that.
    pub(crate) fn is_log_due(&self, id: &str) -> bool {
        self.memory(id).is_some_and(|memory| {
            let ended = [TriggerEvent::Ended, TriggerEvent::Destroy];
            memory.outcome.is_none() || ended.into_iter().any(|event| memory.ran.contains(event))
        })
    }

    /// Forgets a contact once Amazon Connect has dropped it. Called when no flow runs for it any more.
    pub(crate) fn forget_if_gone(&mut self, id: &str) {
        if self.present.get(id).is_some_and(|contact| contact.gone) {
            self.present.shift_remove(id);
            // Nobody will look at it again, and it may be large.
            if let Some(memory) = self.known_memory_mut(id) {
                memory.data = None;
            }
            self.forget_settled();
        }
    }

    /// Drops the memory of contacts that are gone and whose log needs nobody and waits for nothing, but for the last few.
    fn forget_settled(&mut self) {
        const KEPT: usize = 20;
        let mut kept = 0;
        for id in self.remembered().iter().rev() {
            let wanted = self.memory(id).is_some_and(ContactMemory::is_unsaved);
            if self.is_present(id) || wanted {
                continue;
            }
            kept += 1;
            if kept > KEPT {
                self.memory.contacts.shift_remove(id);
            }
        }
    }

    /// What the desk knows of a contact beyond its snapshot.
    pub(crate) fn known(&self, id: &str) -> Known<'_> {
        let Some(memory) = self.memory(id) else { return Known::default() };
        let related = memory.related.as_ref();
        Known {
            connected_at: memory.connected_at,
            ended_at: memory.ended_at,
            outcome: memory.outcome,
            who_id: memory.who_id(),
            what_id: memory.what_id(),
            related_name: related.and_then(|related| related.name.as_deref()),
        }
    }
}
