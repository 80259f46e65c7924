//! What got no answer is sent again by itself: ever more slowly, and at once when a connection is back.
//!
//! Only what may be repeated ([`flow::HostEffect::repeat`]) or was never sent: whether a Task whose creation was not answered is
//! there, nobody but the agent can tell. What was tried a hundred times in vain is kept for the agent.

use flow::Millis;

use crate::spread::Spread;

/// The first pause, in milliseconds; each is twice as long as the one before.
const FIRST_PAUSE_MS: Millis = 5_000;
/// The longest pause, in milliseconds.
const LONGEST_PAUSE_MS: Millis = 300_000;
/// So often something is sent again; with those pauses that is a day of work.
const MOST_TIMES: u32 = 100;

/// What is written, and in the order in which it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Record {
    /// The log of this contact.
    Log(String),
    /// The attributes of this contact.
    Attributes(String),
    /// The to-do that was dialed from for this contact.
    Todo(String),
}

/// How it stands with sending something again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Resend {
    /// It is done later, for the first time.
    First,
    /// It is done later, as it was before.
    Again,
    /// It was done often enough.
    GivenUp,
}

/// What waits to be sent again, at most once each.
#[derive(Debug)]
pub(super) struct Resends {
    spread: Spread,
    waiting: Vec<Waiting>,
}

#[derive(Debug)]
struct Waiting {
    record: Record,
    /// How often it was sent again so far.
    times: u32,
    /// When it is sent; none while it is under way.
    at: Option<Millis>,
    /// A connection came back while it was under way: when that try fails the next one is soon.
    is_hurried: bool,
}

impl Resends {
    pub(super) fn new(spread: Spread) -> Resends {
        Resends { spread, waiting: Vec::new() }
    }

    /// Another tab sends them.
    pub(super) fn abandon(&mut self) {
        self.waiting.clear();
    }

    pub(super) fn next_wake(&self) -> Option<Millis> {
        self.waiting.iter().filter_map(|waiting| waiting.at).min()
    }

    /// It is sent again later, unless that was done too often.
    pub(super) fn later(&mut self, record: Record, now: Millis) -> Resend {
        let spread = self.spread;
        let waiting = self.waiting(record.clone());
        if waiting.times == MOST_TIMES {
            self.done(&record);
            return Resend::GivenUp;
        }
        let doublings = if std::mem::take(&mut waiting.is_hurried) { 0 } else { waiting.times.min(10) };
        let pause = (FIRST_PAUSE_MS << doublings).min(LONGEST_PAUSE_MS);
        waiting.at = Some(now + spread.of(pause));
        waiting.times += 1;
        if waiting.times == 1 { Resend::First } else { Resend::Again }
    }

    /// It is sent again as soon as there is room.
    pub(super) fn at_once(&mut self, record: Record) {
        self.waiting(record).at = Some(0);
    }

    fn waiting(&mut self, record: Record) -> &mut Waiting {
        let at = self.waiting.iter().position(|waiting| waiting.record == record).unwrap_or_else(|| {
            self.waiting.push(Waiting { record, times: 0, at: None, is_hurried: false });
            self.waiting.len() - 1
        });
        &mut self.waiting[at]
    }

    /// Whether it is sent again by itself, or was and is not answered.
    pub(super) fn holds(&self, record: &Record) -> bool {
        self.waiting.iter().any(|waiting| waiting.record == *record)
    }

    /// It was answered, one way or the other.
    pub(super) fn done(&mut self, record: &Record) {
        self.waiting.retain(|waiting| waiting.record != *record);
    }

    /// Everything that waits is due.
    pub(super) fn hurry(&mut self, now: Millis) {
        for waiting in &mut self.waiting {
            waiting.is_hurried = waiting.at.is_none();
            waiting.at = waiting.at.map(|_| now);
        }
    }

    /// Takes one that is due.
    pub(super) fn take_due(&mut self, now: Millis) -> Option<Record> {
        let due = self.waiting.iter_mut().find(|waiting| waiting.at.is_some_and(|at| at <= now))?;
        due.at = None;
        Some(due.record.clone())
    }
}
