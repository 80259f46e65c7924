//! What the tab does that leads: it takes over, sees to what is done in other tabs, and hands over.

use flow::{AppView, Millis, Value};

use super::message::write_notice;
use super::{Deed, Done, Leader, Message, Role, Tabs, Word, post};
use crate::command::Command;
use crate::contact::ContactSnapshot;
use crate::event::{AgentEventKind, ContactEventKind};
use crate::frame::view::Notice;
use crate::signal::Signal;
use crate::turn::Turn;

impl Tabs {
    /// How things are, when that is something else than was posted last.
    pub(crate) fn state(&mut self, panel: &str, place: Option<&str>) -> Option<Command> {
        let Role::Leads { epoch } = self.role else { return None };
        let is_posted = self.posted.as_ref().is_some_and(|(old, at)| old == panel && at.as_deref() == place);
        // Nobody listens: it is not even put together.
        if is_posted || self.posted.is_some() && !self.is_heard {
            return None;
        }
        self.posted = Some((panel.to_owned(), place.map(str::to_owned)));
        Some(post(Message {
            number: epoch,
            at: self.claim(),
            text: panel.to_owned(),
            place: place.map(str::to_owned),
            ..self.say(Word::Leads)
        }))
    }

    /// What is said here of calls, clicks and logs is said in every tab: the agent looks at one of them. The rest each tab says by itself.
    pub(crate) fn relay(&self, notice: &Notice) -> Option<Command> {
        match notice {
            Notice::Ready | Notice::TabsApart | Notice::SessionExpired | Notice::Trouble { .. } => None,
            _ if !self.leads() || !self.is_heard => None,
            notice => Some(post(Message { text: write_notice(notice), ..self.say(Word::Say) })),
        }
    }

    /// The tab that is to lead instead of this one.
    fn successor(&mut self) -> Option<String> {
        let claim = self.claim();
        self.wants.take_if(|(_, used_at)| *used_at <= claim);
        self.wants.as_ref().map(|(tab, _)| tab.clone())
    }

    /// The agent is known, and so is whose tabs they are.
    pub(crate) fn meet(&mut self, turn: &mut Turn) {
        turn.emit(self.open_journal(false));
        turn.emit(post(self.say(Word::Hello)));
        self.asked_at = Some(turn.now());
    }

    /// The journal is open: this tab leads, unless it was handed to another one. Returned is then the panel of the tab that led.
    pub(crate) fn begin_to_lead(&mut self, epoch: u64, turn: &mut Turn) -> Option<String> {
        if self.yields_until.take().is_some_and(|until| until > turn.now()) {
            turn.emit(Command::CloseJournal);
            turn.emit(self.open_journal(false));
            return None;
        }
        self.role = Role::Leads { epoch };
        turn.set_leads(true);
        (self.asked_at, self.resend_at, self.wants, self.posted) = (None, None, None, None);
        Some(self.leader.take().map(|leader| leader.panel).unwrap_or_default())
    }

    /// Takes the events of the agent that perhaps no tab has seen to.
    pub(crate) fn take_agent_events(&mut self) -> Vec<(AgentEventKind, Value)> {
        std::mem::take(&mut self.agent_events)
    }

    /// Takes what Amazon Connect has reported while another tab led, in its order.
    pub(crate) fn take_contacts(&mut self) -> Vec<(ContactEventKind, ContactSnapshot)> {
        self.contacts.take()
    }

    /// Takes what was done here and nobody has seen to: this tab does.
    pub(crate) fn take_deeds(&mut self) -> Vec<HandedOn> {
        let first = self.acknowledged + 1;
        let done = std::mem::take(&mut self.deeds);
        self.acknowledged += done.len() as u64;
        let handed_on = |(number, Done { deed, page, .. }): (u64, Done)| HandedOn {
            tab: self.name.clone(),
            number,
            acknowledged: number - 1,
            deed,
            page,
        };
        (first..).zip(done).map(handed_on).collect()
    }

    /// This tab's name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Another tab has posted a message, and this one leads. Returned is what was done there.
    pub(crate) fn hear_as_leader(&mut self, text: &str, turn: &mut Turn) -> Option<HandedOn> {
        let message = Message::from_text(text)?;
        let Role::Leads { epoch } = self.role else { return None };
        self.is_heard = true;
        match message.word {
            Word::Hello => self.posted = None,
            Word::Leads if message.number > epoch => {
                turn.signal(Signal::JournalLost);
                turn.signal(Signal::LeaderHeard(Box::new(message)));
            }
            Word::Wants => {
                // An answer in any case: this tab is not frozen.
                self.posted = None;
                if self.wants.as_ref().is_none_or(|(_, used_at)| *used_at < message.at) {
                    self.wants = Some((message.from, message.at));
                }
            }
            Word::Do => return HandedOn::from_message(message),
            Word::Leads | Word::Yours | Word::Done | Word::Tell | Word::Say => {}
        }
        None
    }

    /// What was done in another tab, up to this number, is seen to.
    pub(crate) fn acknowledge_to(&self, tab: String, number: u64, turn: &mut Turn) {
        turn.emit(post(Message { to: tab, number, ..self.say(Word::Done) }));
    }

    /// Hands the panel of another tab what it has asked for.
    pub(crate) fn tell(&self, tab: String, text: String, turn: &mut Turn) {
        turn.emit(post(Message { to: tab, text, ..self.say(Word::Tell) }));
    }

    /// Hands over to the tab that the agent uses, if that is another one. `panel` is what this one shows.
    pub(crate) fn hand_over(&mut self, panel: &str, turn: &mut Turn) -> bool {
        let Some(tab) = self.successor() else { return false };
        turn.emit(post(Message { to: tab.clone(), ..self.say(Word::Yours) }));
        turn.emit(Command::CloseJournal);
        turn.emit(self.open_journal(false));
        self.step_down(turn);
        self.leader = Some(Leader { tab, panel: panel.to_owned(), is_leaving: true, ..Leader::default() });
        true
    }

    /// This tab follows from now on.
    pub(crate) fn step_down(&mut self, turn: &mut Turn) {
        self.role = Role::Follows;
        turn.set_leads(false);
        self.leader = None;
        self.wants = None;
        self.contacts.clear();
    }
}

/// Something that was done in a tab, on its way to the tab that leads.
#[derive(Debug)]
pub(crate) struct HandedOn {
    pub(crate) tab: String,
    /// Counts up in each tab.
    pub(crate) number: u64,
    /// Up to which number the tab knows that its deeds are seen to.
    pub(crate) acknowledged: u64,
    pub(crate) deed: Deed,
    /// The page of Salesforce on which it was done.
    pub(crate) page: Option<AppView>,
}

impl HandedOn {
    fn from_message(message: Message) -> Option<HandedOn> {
        let Message { from, number, at, deed, view, .. } = message;
        Some(HandedOn { tab: from, number, acknowledged: at, deed: deed?, page: view })
    }

    /// Reads what is kept of a tab: when each thing was done, and what. Nothing where this release does not understand it.
    pub(crate) fn read_kept(row: &str) -> Option<Vec<(Millis, HandedOn)>> {
        let line = |line: &str| {
            let (at, text) = line.split_once(' ')?;
            Some((at.parse().ok()?, HandedOn::from_message(Message::from_text(text)?)?))
        };
        row.lines().map(line).collect()
    }
}
