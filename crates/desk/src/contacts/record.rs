//! One contact on the desk, and how far it has come.

use flow::{Failure, Millis, RecordingChange};

use crate::contact::{ContactSnapshot, ContactState, Direction};
use crate::contacts::caller_id::is_withheld;
use crate::event::ContactEventKind;
use crate::runs::dispatch::FlowTable;

/// How far a contact has come, for whoever asks whether it rings. Which events it has passed is another question
/// (`runs/dispatch.rs`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// It waits before it rings.
    Waiting,
    /// It rings: the agent can take it.
    Ringing,
    /// The agent calls, and nobody has answered yet.
    Calling,
    /// People talk or write.
    Talking,
    /// It is put aside for a while (tasks).
    Paused,
    /// The customer is gone; the agent does after-call work.
    AfterCallWork,
    /// It is over, or not yet begun.
    Away,
}

impl Phase {
    /// Whether nobody talks yet and somebody may: nothing must come between the agent and the phone.
    pub(crate) fn is_before_talk(self) -> bool {
        match self {
            Phase::Waiting | Phase::Ringing | Phase::Calling => true,
            Phase::Talking | Phase::Paused | Phase::AfterCallWork | Phase::Away => false,
        }
    }
}

impl ContactSnapshot {
    /// How far the contact has come.
    pub(crate) fn phase(&self) -> Phase {
        match (&self.state, self.direction) {
            (ContactState::Pending, _) => Phase::Waiting,
            (ContactState::Incoming, _) | (ContactState::Connecting, Direction::Inbound) => Phase::Ringing,
            (ContactState::Connecting, Direction::Outbound) => Phase::Calling,
            (ContactState::Connected, _) => Phase::Talking,
            (ContactState::Paused, _) => Phase::Paused,
            (ContactState::Ended, _) => Phase::AfterCallWork,
            (
                ContactState::Init
                | ContactState::Missed
                | ContactState::Rejected
                | ContactState::Error
                | ContactState::Other(_),
                _,
            ) => Phase::Away,
        }
    }
}

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

impl Contact {
    /// A contact that is seen for the first time.
    pub(crate) fn new(mut snapshot: ContactSnapshot, flows: FlowTable, now: Millis) -> Contact {
        // Talk that was there before this page: the other clock, as long as it makes sense.
        const LONGEST_MS: u64 = 12 * 3_600_000;
        snapshot.number = snapshot.number.filter(|number| !is_withheld(number));
        let since = snapshot.state_since.filter(|since| *since <= now && now - since < LONGEST_MS);
        let talking = snapshot.phase() == Phase::Talking;
        let talking_since = talking.then_some(since.unwrap_or(now));
        Contact { snapshot, flows, talking_since, recording: None, gone: false, unconfirmed: false }
    }

    /// How far it has come.
    pub(crate) fn phase(&self) -> Phase {
        self.snapshot.phase()
    }

    /// Takes a later report. Keeps what an earlier one knew and this one leaves out: a contact that is going away has no number
    /// and no connections any more (`reference/connect-streams.md` §5.1).
    pub(crate) fn update(&mut self, kind: ContactEventKind, mut new: ContactSnapshot, now: Millis) {
        new.number = new.number.filter(|number| !is_withheld(number));
        let talking = new.phase() == Phase::Talking;
        self.talking_since = self.talking_since.or(Some(now)).filter(|_| talking);
        self.gone = false;
        self.unconfirmed = false;
        let old = std::mem::replace(&mut self.snapshot, new);
        let new = &mut self.snapshot;
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
}

/// What an earlier report knew, where a later one knows nothing.
fn keep<T>(new: &mut Option<T>, old: Option<T>) {
    if new.is_none() {
        *new = old;
    }
}
