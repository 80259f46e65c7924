//! The tabs of one agent: which of them leads, what the others show, and what is done in them.
//!
//! The tab that has the journal open leads: it alone runs flows, writes logs and opens records. The others follow. What the agent
//! does there they hand to the leader, numbered, until it is acknowledged; what Amazon Connect reports they keep, to go on from
//! there when they lead. The leader hands over to a tab that the agent uses, as soon as nothing is under way.

mod follow;
mod kept;
pub(crate) mod lead;
pub(crate) mod message;
mod owner;

use std::collections::VecDeque;

use flow::{AppView, Millis, Value};

use crate::command::Command;
use crate::event::AgentEventKind;
use kept::KeptContacts;
use message::{Deed, Message, Word};

/// How long a deed waits for its acknowledgment before it is posted again, in milliseconds.
const PATIENCE_MS: Millis = 2_000;
/// How long a leader that has been asked may stay silent before its lock is taken away, in milliseconds: it is frozen.
const FROZEN_MS: Millis = 6_000;
/// How long the lock is kept free for the tab that it was handed to, in milliseconds.
const YIELD_MS: Millis = 1_000;
/// So many deeds wait; the oldest goes.
const MOST_DEEDS: usize = 200;
/// So many events of the agent wait until it is known whether another tab has seen them.
const MOST_AGENT_EVENTS: usize = 20;

/// What a tab is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// The journal is not open.
    Follows,
    /// It is.
    Leads {
        /// Since when nobody but this tab may write it: counts up from leader to leader.
        epoch: u64,
    },
}

/// The tab that leads, as it was heard last.
#[derive(Debug, Default)]
struct Leader {
    tab: String,
    epoch: u64,
    /// When the agent was last seen to use it; 0 while it is hidden.
    used_at: Millis,
    /// What its panel shows.
    panel: String,
    /// Name of the record in front of it.
    place: Option<String>,
    /// It has handed over, and the next one has not spoken yet.
    is_leaving: bool,
    /// What was claimed when it was asked last to hand over to this tab.
    wanted_at: Millis,
}

/// What the agent did in a tab that does not lead.
#[derive(Debug)]
struct Done {
    deed: Deed,
    /// The page of Salesforce on which she did it.
    page: Option<AppView>,
    at: Millis,
}

/// This tab among those of the agent.
#[derive(Debug)]
pub(crate) struct Tabs {
    /// Names this tab; another one after each load.
    name: String,
    /// Whose tabs they are.
    agent: String,
    role: Role,
    is_visible: bool,
    /// When the agent came to this tab or did something in it.
    used_at: Millis,
    /// The page of Salesforce around this tab.
    page: Option<AppView>,
    /// Another tab that leads.
    leader: Option<Leader>,
    /// Since when a question to the leader has had no answer.
    asked_at: Option<Millis>,
    /// What was done here and is not acknowledged. The first has the number after `acknowledged`.
    deeds: VecDeque<Done>,
    /// The same as it is kept for whoever leads when this tab is gone.
    kept_deeds: String,
    acknowledged: u64,
    resend_at: Option<Millis>,
    /// The tab that wants to lead, and when it was used; the latest of all.
    wants: Option<(String, Millis)>,
    /// Until when the lock belongs to another tab.
    yields_until: Option<Millis>,
    /// What Amazon Connect has reported while another tab leads.
    contacts: KeptContacts,
    /// Events of the agent that perhaps no tab has seen to.
    agent_events: Vec<(AgentEventKind, Value)>,
    /// What was posted last of this tab as the leader: what its panel shows, and the record in front of it.
    posted: Option<(String, Option<String>)>,
    /// Whether there is another tab.
    is_heard: bool,
}

impl Tabs {
    /// A tab that follows; one without a name leads and has no others beside it.
    pub(crate) fn new(name: String, is_visible: bool) -> Tabs {
        Tabs {
            role: if name.is_empty() { Role::Leads { epoch: 0 } } else { Role::Follows },
            name,
            agent: String::new(),
            is_visible,
            used_at: 0,
            page: None,
            leader: None,
            asked_at: None,
            deeds: VecDeque::new(),
            kept_deeds: String::new(),
            acknowledged: 0,
            resend_at: None,
            wants: None,
            yields_until: None,
            contacts: KeptContacts::default(),
            agent_events: Vec::new(),
            posted: None,
            is_heard: false,
        }
    }

    /// Whether this tab leads.
    pub(crate) fn leads(&self) -> bool {
        matches!(self.role, Role::Leads { .. })
    }

    /// The name of the record in front of the tab that leads, when that is another one; empty where it has none.
    pub(crate) fn elsewhere(&self) -> Option<&str> {
        let leader = self.leader.as_ref().filter(|_| !self.leads())?;
        Some(leader.place.as_deref().unwrap_or_default())
    }

    /// What the panel of the leader shows.
    pub(crate) fn panel_of_leader(&self) -> Option<&str> {
        let leader = self.leader.as_ref().filter(|_| !self.leads())?;
        Some(&leader.panel)
    }

    pub(crate) fn next_wake(&self) -> Option<Millis> {
        let frozen = self.asked_at.filter(|_| !self.leads()).map(|at| at + FROZEN_MS);
        [frozen, self.resend_at, self.yields_until].into_iter().flatten().min()
    }

    /// The agent uses this tab.
    pub(crate) fn used(&mut self, now: Millis) {
        self.used_at = now;
    }

    /// A tab that is opened in front is used.
    fn begin(&mut self, now: Millis) {
        if self.is_visible && self.used_at == 0 {
            self.used(now);
        }
    }

    pub(crate) fn set_visible(&mut self, is_visible: bool, now: Millis) {
        self.is_visible = is_visible;
        if is_visible {
            self.used(now);
        }
    }

    /// When the agent was seen to use this tab, for other tabs to compare with.
    fn open_journal(&self, seize: bool) -> Command {
        Command::OpenJournal { agent: self.agent.clone(), seize }
    }

    fn claim(&self) -> Millis {
        if self.is_visible { self.used_at } else { 0 }
    }

    fn say(&self, word: Word) -> Message {
        Message { word, from: self.name.clone(), ..Message::default() }
    }
}

fn post(message: Message) -> Command {
    Command::PostToTabs(message.to_text())
}
