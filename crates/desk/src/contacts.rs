//! The contacts on the desk: what each event means for its flows, its record and its log.

pub(crate) mod caller;
pub(crate) mod caller_id;
pub(crate) mod current;
pub(crate) mod flow_output;
pub(crate) mod pops;
pub(crate) mod reconcile;
pub(crate) mod recording;
pub(crate) mod related;

use flow::{
    Answer, Failure, Millis, PageEffect, RecordingChange, Reply, Source, TelephonyEffect, Text, TriggerEvent,
    Value,
};

use crate::contact::{CallOutcome, Channel, ContactSnapshot, ContactState, Direction, Known};
use crate::contacts::caller_id::is_withheld;
use crate::contacts::related::Related;
use crate::desk::Desk;
use crate::dialing::do_not_call::extension;
use crate::event::ContactEventKind;
use crate::memory::{CallFacts, ContactMemory};
use crate::routes::Owner;
use crate::runs::dispatch::{self, FlowTable};
use crate::runs::payload_builder::PayloadBuilder;
use crate::signal::Signal;

/// A contact on the desk.
#[derive(Debug)]
pub(crate) struct Contact {
    pub(crate) snapshot: ContactSnapshot,
    /// The flows that were in force when it came: it ends as it began, whatever the org changes meanwhile.
    pub(crate) flows: FlowTable,
    /// Since when people talk, on this page's clock: the other may go wrong by minutes.
    pub(crate) talking_since: Option<Millis>,
    /// A change of its recording that is under way, or why the last one came to nothing.
    pub(crate) recording: Option<Result<RecordingChange, Failure>>,
    /// Amazon Connect has dropped it; it stays until its flows and its log are done.
    pub(crate) gone: bool,
    /// It was here before Amazon Connect was left and entered again, and has not been reported since.
    pub(crate) unconfirmed: bool,
}

impl Desk {
    pub(crate) fn contact_reported(
        &mut self,
        kind: ContactEventKind,
        snapshot: ContactSnapshot,
        now: Millis,
    ) {
        let id = snapshot.id.clone();
        let known = self.contacts.get(id.as_str());
        let first_seen = known.is_none_or(|contact| contact.gone);
        let had_number = !first_seen && known.is_some_and(|contact| contact.snapshot.number.is_some());
        self.update_contact(kind, snapshot, now);
        if first_seen {
            self.reset_for_reoffer(&id);
        }
        if !had_number {
            self.relate_to_click(&id);
        }
        if first_seen {
            self.relate_to_attribute(&id);
            self.parse_number(&id);
            self.open_on_ring(&id);
        }
        self.note_call(&id);
        self.note_progress(&id, kind, first_seen, now);
        let state = self.contacts[id.as_str()].snapshot.state.clone();
        // A contact that was there before us, or went on while the page was frozen, has passed states nobody reported: its flows
        // run once, in order.
        let event = dispatch::contact_event(kind);
        if (first_seen || kind == ContactEventKind::Init) && kind != ContactEventKind::Destroyed {
            for earlier in dispatch::passed(&state).filter(|earlier| Some(*earlier) != event) {
                self.start_flows(&id, earlier);
            }
        }
        if let Some(event) = event {
            self.start_flows(&id, event);
        }
        if state == ContactState::Connected {
            self.pop_held(&id);
        }
        if kind == ContactEventKind::Destroyed
            && let Some(contact) = self.contacts.get_mut(id.as_str())
        {
            contact.gone = true;
        }
        if !self.runs.is_busy(&id) {
            self.finish_contact_if_idle(&id);
        }
    }

    /// Keeps what an earlier report knew and a later one leaves out: a contact that is going away has no number
    /// and no connections any more (`reference/connect-streams.md` §5.1).
    pub(crate) fn update_contact(
        &mut self,
        kind: ContactEventKind,
        mut snapshot: ContactSnapshot,
        now: Millis,
    ) {
        let id = snapshot.id.clone();
        snapshot.state_since = snapshot.state_since.or(Some(self.turn.connect_now()));
        snapshot.number = snapshot.number.filter(|number| !is_withheld(number));
        match self.contacts.get_mut(id.as_str()) {
            Some(known) => {
                let talking = snapshot.state == ContactState::Connected;
                known.talking_since = known.talking_since.or(Some(now)).filter(|_| talking);
                known.gone = false;
                known.unconfirmed = false;
                let old = std::mem::replace(&mut known.snapshot, snapshot);
                let new = &mut known.snapshot;
                keep(&mut new.number, old.number);
                keep(&mut new.phone, old.phone);
                keep(&mut new.queue, old.queue);
                keep(&mut new.queue_arn, old.queue_arn);
                keep(&mut new.queued_at, old.queued_at);
                keep(&mut new.attributes, old.attributes);
                if kind == ContactEventKind::Destroyed {
                    new.direction = old.direction;
                    new.softphone = old.softphone;
                }
            }
            None => {
                // Talk that was there before this page: the other clock, as long as it makes sense.
                const LONGEST_MS: u64 = 12 * 3_600_000;
                let talking = snapshot.state == ContactState::Connected;
                let since = snapshot.state_since.filter(|since| *since <= now && now - since < LONGEST_MS);
                let talking_since = talking.then_some(since.unwrap_or(now));
                let (gone, unconfirmed) = (false, false);
                self.contacts.insert(
                    id.into(),
                    Contact {
                        snapshot,
                        flows: self.turn.flows().clone(),
                        talking_since,
                        recording: None,
                        gone,
                        unconfirmed,
                    },
                );
            }
        }
    }

    /// Clears what is kept of the end of a contact that Amazon Connect offers again (`reference/connect-streams.md` §3.2). Its
    /// flows run again; its log stays the same record, because it is the same contact.
    fn reset_for_reoffer(&mut self, id: &str) {
        use ContactState::{Connecting, Incoming, Pending};
        let snapshot = &self.contacts[id].snapshot;
        let (state, since) = (&snapshot.state, snapshot.state_since);
        let (active, rings) = (state.is_active(), matches!(state, Incoming | Pending | Connecting));
        if let Some(memory) =
            // Not a report from before the end, which another tab has heard of first.
            self
                .memory
                .contacts
                .get_mut(id)
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

    /// Called when the agent signs out of Amazon Connect or the panel restarts. Contacts that are not reported again after the
    /// next sign-in are removed ([`Self::remove_unconfirmed`]).
    pub(crate) fn mark_unconfirmed(&mut self) {
        self.agent.forget();
        self.turn.set_skew(0);
        for contact in self.contacts.values_mut() {
            contact.unconfirmed = true;
        }
    }

    /// Whether a contact is with the agent, as far as Amazon Connect has said lately.
    pub(crate) fn is_confirmed(&self, id: &str) -> bool {
        self.contacts.get(id).is_some_and(|contact| !contact.unconfirmed)
    }

    /// Removes the contacts that were not reported again since [`Self::mark_unconfirmed`].
    pub(crate) fn remove_unconfirmed(&mut self) {
        let mut lost = Vec::new();
        for (id, contact) in self.contacts.iter_mut() {
            if contact.unconfirmed {
                contact.gone = true;
                lost.push(Text::new(id));
            }
        }
        for id in lost {
            if !self.runs.is_busy(&id) {
                self.finish_contact_if_idle(&id);
            }
        }
    }

    /// A ringing contact is of no use in a minimised panel.
    fn open_on_ring(&mut self, id: &str) {
        let snapshot = &self.contacts[id].snapshot;
        let rings = matches!(snapshot.state, ContactState::Connecting | ContactState::Incoming);
        if rings && snapshot.direction == Direction::Inbound && self.turn.config().phone.open_on_ring {
            self.turn.signal(Signal::OpenPanel);
        }
    }

    /// The number as people write it, and taken apart for flows.
    fn parse_number(&mut self, id: &str) {
        let snapshot = &self.contacts[id].snapshot;
        if let (Some(number), None) = (&snapshot.number, &snapshot.phone) {
            let effect = PageEffect::ParsePhone {
                number: Text::new(number),
                country: Some(Text::new(&self.turn.config().phone.country)),
            };
            self.perform(Owner::NumberParsed(id.to_owned()), effect);
        }
    }

    /// Flows that waited for the number go on, with it or, when it cannot be had, without.
    pub(crate) fn number_parsed(&mut self, id: &str, reply: Reply) {
        if let (Some(contact), Ok(Answer::Phone { phone })) = (self.contacts.get_mut(id), reply) {
            contact.snapshot.phone = phone;
            self.note_call(id);
        }
        self.start_next(id);
    }

    fn relate_to_click(&mut self, id: &str) {
        // Not a queued callback: that one nobody clicked.
        let snapshot = &self.contacts[id].snapshot;
        if snapshot.direction != Direction::Outbound || snapshot.channel != Channel::Voice {
            return;
        }
        let Some(number) = snapshot.number.clone() else { return };
        if let Some((click, about)) = self.take_click_for_outbound(&number) {
            let memory = self.contact_memory(id);
            memory.related = about;
            memory.extension = extension(&click.number);
        }
    }

    /// A contact flow of Amazon Connect may have found out what the call is about.
    fn relate_to_attribute(&mut self, id: &str) {
        let named = self.contacts[id].snapshot.attributes.as_ref();
        let named = named.and_then(|named| named.get(self.turn.config().call_log.record_attribute.as_str()));
        if let Some(record) = named.and_then(|named| Related::from_id(named.trim())) {
            self.contact_memory(id).begin_with(record);
        }
    }

    /// The other side has answered: an extension follows, when whoever answers is ready for it.
    fn announce_extension(&mut self, id: &str) {
        const PAUSE_MS: u64 = 2_000;
        if self.memory.contacts.get(id).is_some_and(|memory| memory.extension.is_some()) {
            self.perform(Owner::ExtensionDelay(id.to_owned()), PageEffect::Sleep { ms: PAUSE_MS });
        }
    }

    pub(crate) fn send_extension(&mut self, id: &str) {
        if let Some(digits) = self.contact_memory(id).extension.take() {
            let contact = id.to_owned();
            self.perform(
                Owner::ExtensionSent(digits.clone()),
                TelephonyEffect::SendDigits { contact, digits },
            );
        }
    }

    /// Keeps what a log needs, for the case that the call ends while the page is away.
    fn note_call(&mut self, id: &str) {
        let snapshot = &self.contacts[id].snapshot;
        if !snapshot.channel.is_voice() || snapshot.monitoring {
            return;
        }
        let number = snapshot.phone.as_ref().map(|phone| phone.national.as_str().to_owned());
        let call =
            CallFacts { direction: snapshot.direction, number: number.or_else(|| snapshot.number.clone()) };
        self.contact_memory(id).call = Some(call);
    }

    /// When the talk began and ended, and how it went.
    fn note_progress(&mut self, id: &str, kind: ContactEventKind, first_seen: bool, now: Millis) {
        let snapshot = &self.contacts[id].snapshot;
        let state = snapshot.state.clone();
        let direction = snapshot.direction;
        let there = self.turn.connect_now();
        let since = snapshot.state_since.unwrap_or(there);
        let third_party = snapshot.third_party;
        let slept = self.boot.just_woke_up(now);
        let memory = self.contact_memory(id);
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
            self.announce_extension(id);
        }
    }

    /// Starts the flows of an event, unless they ran already for this contact in this state.
    fn start_flows(&mut self, id: &str, event: TriggerEvent) {
        let snapshot = self.contacts[id].snapshot.clone();
        // Tasks are paused and go on: each time is one of its own.
        let again = event == TriggerEvent::Connected && snapshot.channel == Channel::Task;
        let since = snapshot.state_since.filter(|_| again);
        let once = event != TriggerEvent::Refresh;
        if once
            && (self.contact_memory(id).ran.contains_since(event, since)
                || self.runs.is_waiting(id, event, since))
        {
            return;
        }
        for source in dispatch::contact_sources(&snapshot.channel, event) {
            let contact = Some(Box::new(snapshot.clone()));
            let mark = once.then_some((event, since));
            self.run_marked(*source, event, Value::Undefined, contact, mark);
        }
        // A flow that waits notes it when it starts.
        if once && !self.runs.is_waiting(id, event, since) {
            self.contact_memory(id).ran.insert(event, since);
        }
    }

    /// The agent looks at a contact. Amazon Connect may say so twice for one click, and when nothing is looked at any more.
    pub(crate) fn contact_viewed(&mut self, contact: Option<String>) {
        let before = std::mem::replace(&mut self.viewed, contact);
        let Some(id) = self.viewed.clone().filter(|id| before.as_ref() != Some(id)) else { return };
        let Some(snapshot) = self.contacts.get(id.as_str()).map(|contact| contact.snapshot.clone()) else {
            return;
        };
        if snapshot.channel == Channel::Chat && snapshot.state == ContactState::Connected {
            let mut payload = PayloadBuilder::new();
            payload.text("contactId", &id);
            let contact = Some(Box::new(snapshot));
            self.run_for(Source::ConnectChatContact, TriggerEvent::ViewContact, payload.done(), contact);
        }
    }

    /// Called when no flow runs for this contact any more: writes its log if no flow did, and forgets the contact once Amazon
    /// Connect has removed it.
    pub(crate) fn finish_contact_if_idle(&mut self, id: &str) {
        // The end is reported after the error and the miss, and its flow may write the log: not before that.
        let ended = |memory: &ContactMemory| {
            [TriggerEvent::Ended, TriggerEvent::Destroy].into_iter().any(|event| memory.ran.contains(event))
        };
        let due = |memory: &ContactMemory| ended(memory) || memory.outcome.is_none();
        if self.memory.contacts.get(id).is_some_and(due) {
            self.ensure_log(id);
        }
        if self.contacts.get(id).is_some_and(|contact| contact.gone) {
            self.contacts.shift_remove(id);
            // Nobody will look at it again, and it may be large.
            if let Some(memory) = self.memory.contacts.get_mut(id) {
                memory.data = None;
            }
            self.forget_settled();
        }
    }

    /// Drops the memory of contacts that are gone and whose log needs nobody and waits for nothing, but for the last few.
    fn forget_settled(&mut self) {
        const KEPT: usize = 20;
        let mut kept = 0;
        for id in self.remembered_contacts().iter().rev() {
            let wanted = self.memory.contacts.get(id).is_some_and(ContactMemory::is_unsaved);
            if self.contacts.contains_key(id) || wanted {
                continue;
            }
            kept += 1;
            if kept > KEPT {
                self.memory.contacts.shift_remove(id);
            }
        }
    }

    pub(crate) fn contact_memory(&mut self, id: &str) -> &mut ContactMemory {
        self.memory.contacts.entry(Text::new(id)).or_default()
    }

    /// What the desk knows of a contact beyond its snapshot.
    pub(crate) fn known(&self, id: &str) -> Known<'_> {
        let Some(memory) = self.memory.contacts.get(id) else { return Known::default() };
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

/// What an earlier report knew, where a later one knows nothing.
fn keep<T>(new: &mut Option<T>, old: Option<T>) {
    if new.is_none() {
        *new = old;
    }
}
