//! What a tab does that does not lead: it keeps what is reported, and hands on what the agent does.

use flow::Millis;
use panel_protocol::Gesture;

use super::message::read_notice;
use super::{
    Deed, Done, FROZEN_MS, Leader, MOST_AGENT_EVENTS, MOST_DEEDS, Message, PATIENCE_MS, Tabs, Word, YIELD_MS,
    post,
};
use crate::command::Command;
use crate::contact::ContactSnapshot;
use crate::event::{AgentEventKind, ClickToDial, ContactEventKind, Event};
use crate::signal::Signal;
use crate::turn::Turn;

impl Tabs {
    /// Keeps an event of the agent, unless another tab sees to it.
    pub(crate) fn keep_agent_event(&mut self, kind: AgentEventKind, payload: flow::Value) {
        if self.leader.as_ref().is_some_and(|leader| !leader.is_leaving) {
            return;
        }
        // Of refreshes the last is of use.
        let refresh = |kind: AgentEventKind| kind == AgentEventKind::Refresh;
        self.agent_events.retain(|(other, _)| !(refresh(kind) && refresh(*other)));
        if self.agent_events.len() < MOST_AGENT_EVENTS {
            self.agent_events.push((kind, payload));
        }
    }

    /// Another tab is known to lead.
    pub(crate) fn has_leader(&self) -> bool {
        self.leader.is_some()
    }

    /// The agent has done something here. Posted at once where somebody leads, in any case again and again until it is acknowledged.
    fn add_deed(&mut self, deed: Deed, now: Millis) -> Option<Command> {
        if self.deeds.len() == MOST_DEEDS {
            self.deeds.pop_front();
            self.acknowledged += 1;
        }
        self.deeds.push_back(Done { deed, page: self.page.clone(), at: now });
        self.resend_at.get_or_insert(now + PATIENCE_MS);
        if !self.has_leader() {
            return None;
        }
        self.asked_at.get_or_insert(now);
        Some(post(self.deed_message(self.deeds.len() - 1)))
    }

    fn deed_message(&self, at: usize) -> Message {
        let Done { deed, page, .. } = &self.deeds[at];
        Message {
            number: self.acknowledged + 1 + at as u64,
            at: self.acknowledged,
            deed: Some(deed.clone()),
            view: page.clone(),
            ..self.say(Word::Do)
        }
    }

    /// Everything that is not acknowledged, once more.
    fn post_deeds(&mut self, turn: &mut Turn) {
        let now = turn.now();
        self.resend_at = (!self.deeds.is_empty()).then_some(now + PATIENCE_MS);
        for at in 0..self.deeds.len() {
            self.asked_at.get_or_insert(now);
            turn.emit(post(self.deed_message(at)));
        }
    }

    /// What is to be kept of what nobody has acknowledged: a line for each deed, when it was done and its message.
    pub(crate) fn keep_deeds(&mut self) -> Option<Command> {
        let line = |(at, done): (usize, &Done)| format!("{} {}\n", done.at, self.deed_message(at).to_text());
        self.keep(self.deeds.iter().enumerate().map(line).collect())
    }

    fn keep(&mut self, text: String) -> Option<Command> {
        if self.agent.is_empty() {
            return None;
        }
        if text == self.kept_deeds {
            return None;
        }
        self.kept_deeds.clone_from(&text);
        Some(Command::KeepDeeds(text))
    }

    /// A click in the tab that leads is kept in the same way until it stands in the journal, which takes the browser a moment: a page
    /// that goes before leaves it all the same. Returned is its number, if it is kept.
    pub(crate) fn keep_own_click(&mut self, click: &ClickToDial, turn: &mut Turn) -> Option<u64> {
        let (deed, page) = (Deed::Click(click.clone()), self.page.clone());
        self.deeds.push_back(Done { deed, page, at: turn.now() });
        let kept = self.keep_deeds();
        self.deeds.clear();
        self.acknowledged += 1;
        turn.emit(kept?);
        Some(self.acknowledged)
    }

    /// The deeds up to this one are seen to.
    pub(super) fn acknowledge(&mut self, number: u64) {
        while self.acknowledged < number && self.deeds.pop_front().is_some() {
            self.acknowledged += 1;
        }
        if self.deeds.is_empty() {
            self.resend_at = None;
        }
    }

    /// Asks the leader to hand over, when the agent uses this tab and that one no longer, or less lately.
    fn want(&mut self, now: Millis) -> Option<Command> {
        let (claim, leader) = (self.claim(), self.leader.as_mut()?);
        let wanted_at = &mut leader.wanted_at;
        if leader.is_leaving || claim <= leader.used_at || *wanted_at == claim {
            return None;
        }
        *wanted_at = claim;
        self.asked_at.get_or_insert(now);
        Some(post(Message { at: claim, ..self.say(Word::Wants) }))
    }

    /// A tab says that it leads. Returns whether that is news.
    fn hear_leader(&mut self, said: Message) -> bool {
        let epoch = said.number;
        if self.leader.as_ref().is_some_and(|leader| epoch < leader.epoch) {
            return false;
        }
        self.asked_at = None;
        self.yields_until = None;
        self.agent_events.clear();
        let known = self.leader.take().filter(|leader| leader.epoch == epoch && leader.tab == said.from);
        let is_news = known.as_ref().is_none_or(|leader| leader.is_leaving);
        self.leader = Some(Leader {
            wanted_at: known.map_or(0, |leader| leader.wanted_at),
            tab: said.from,
            epoch,
            used_at: said.at,
            panel: said.text,
            place: said.place,
            is_leaving: false,
        });
        is_news
    }

    /// What the agent does tells which tab she uses.
    pub(crate) fn note_use(&mut self, event: &Event, turn: &mut Turn) {
        let now = turn.now();
        self.begin(now);
        match event {
            Event::Visible => self.set_visible(true, now),
            Event::Hidden => self.set_visible(false, now),
            Event::Pressed { .. }
            | Event::Gesture { .. }
            | Event::ClickToDial { .. }
            | Event::Navigation { .. } => {
                self.used(now);
            }
            _ => return,
        }
        self.want_to_lead(turn);
    }

    /// Whether a press is about the tab it is made in, and not about the calls.
    fn is_of_this_tab(&self, gesture: &Gesture) -> bool {
        match gesture {
            Gesture::SignIn
            | Gesture::AllowCookies
            | Gesture::TryAgain
            | Gesture::UseThisTab
            | Gesture::OpenRecord { .. } => true,
            Gesture::TellRuns | Gesture::TellUnsaved => !self.has_leader(),
            _ => false,
        }
    }

    /// Hands on a press of the panel. Returned is one that is about this tab, or that cannot be read and is named on the console.
    pub(crate) fn hand_on_press(&mut self, message: String, turn: &mut Turn) -> Option<Event> {
        match Gesture::from_message(&message) {
            Ok(gesture) if !self.is_of_this_tab(&gesture) => {
                self.hand_on(Deed::Press(message), turn);
                None
            }
            _ => Some(Event::Pressed { message }),
        }
    }

    /// What is reported is not lost to a tab that leads later.
    pub(crate) fn keep_contact(&mut self, kind: ContactEventKind, snapshot: ContactSnapshot) {
        self.contacts.keep(kind, snapshot);
    }

    /// The agent has done something here that the leader sees to.
    pub(crate) fn hand_on(&mut self, deed: Deed, turn: &mut Turn) {
        let posted = self.add_deed(deed, turn.now());
        turn.extend(posted);
    }

    /// Another tab has posted a message, and this one does not lead.
    pub(crate) fn hear_as_follower(&mut self, text: &str, turn: &mut Turn) {
        let Some(message) = Message::from_text(text) else { return };
        if !message.to.is_empty() && message.word != Word::Yours && message.to != self.name {
            return;
        }
        match message.word {
            Word::Leads => self.leader_heard(message, turn),
            Word::Yours => {
                self.asked_at = None;
                self.yields_until = (message.to != self.name).then_some(turn.now() + YIELD_MS);
                if let Some(leader) = &mut self.leader {
                    leader.is_leaving = true;
                }
            }
            Word::Done => {
                self.asked_at = None;
                self.acknowledge(message.number);
            }
            Word::Tell => turn.emit(Command::Tell(message.text)),
            Word::Say => turn.extend(read_notice(&message.text).map(Command::Relay)),
            Word::Hello | Word::Wants | Word::Do => {}
        }
    }

    /// A tab says that it leads.
    pub(crate) fn leader_heard(&mut self, message: Message, turn: &mut Turn) {
        if self.hear_leader(message) {
            // So that it knows that somebody listens.
            turn.emit(post(self.say(Word::Hello)));
            turn.signal(Signal::NewLeader);
        } else {
            self.want_to_lead(turn);
        }
    }

    /// Hands everything on to a new leader that waits for one.
    pub(crate) fn meet_leader(&mut self, turn: &mut Turn) {
        self.post_deeds(turn);
        self.want_to_lead(turn);
    }

    /// Asks the leader to hand over, when the agent uses this tab.
    fn want_to_lead(&mut self, turn: &mut Turn) {
        let posted = self.want(turn.now());
        turn.extend(posted);
    }

    /// Looks at what waits for another tab.
    pub(crate) fn wake(&mut self, turn: &mut Turn) {
        let now = turn.now();
        let is_due = |at: &mut Millis| *at <= now;
        self.yields_until.take_if(is_due);
        if self.leads() {
            return;
        }
        if self.resend_at.take_if(is_due).is_some() {
            self.post_deeds(turn);
        }
        if self.asked_at.take_if(|at| *at + FROZEN_MS <= now).is_some() {
            self.asked_at = Some(now);
            turn.emit(self.open_journal(true));
        }
    }
}
