//! What a tab does that does not lead: it keeps what is reported, and hands on what the agent does.

use flow::{Millis, Source, TriggerEvent};
use panel_protocol::Gesture;

use super::message::read_notice;
use super::{
    Deed, Done, FROZEN_MS, Leader, MOST_AGENT_EVENTS, MOST_DEEDS, Message, PATIENCE_MS, Tabs, Word, YIELD_MS,
    post,
};
use crate::command::Command;
use crate::contact::ContactSnapshot;
use crate::desk::Desk;
use crate::event::{AgentEventKind, ClickToDial, ContactEventKind, Event};
use crate::signal::Signal;

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
    fn has_leader(&self) -> bool {
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
    fn post_deeds(&mut self, now: Millis, out: &mut Vec<Command>) {
        self.resend_at = (!self.deeds.is_empty()).then_some(now + PATIENCE_MS);
        for at in 0..self.deeds.len() {
            self.asked_at.get_or_insert(now);
            out.push(post(self.deed_message(at)));
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

    /// A click in the tab that leads is kept in the same way until it stands in the journal, which takes the browser a moment. Returned
    /// is its number.
    pub(super) fn keep_own_click(&mut self, click: &ClickToDial, now: Millis) -> (u64, Option<Command>) {
        let (deed, page) = (Deed::Click(click.clone()), self.page.clone());
        self.deeds.push_back(Done { deed, page, at: now });
        let kept = self.keep_deeds();
        self.deeds.clear();
        self.acknowledged += 1;
        (self.acknowledged, kept)
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
}

impl Desk {
    /// What the agent does tells which tab she uses.
    pub(crate) fn note_use(&mut self, event: &Event, now: Millis) {
        self.tabs.begin(now);
        match event {
            Event::Visible => self.tabs.set_visible(true, now),
            Event::Hidden => self.tabs.set_visible(false, now),
            Event::Pressed { .. }
            | Event::Gesture { .. }
            | Event::ClickToDial { .. }
            | Event::Navigation { .. } => {
                self.tabs.used(now);
            }
            _ => return,
        }
        self.want_to_lead(now);
    }

    /// What a tab that does not lead makes of an event. Returned is what every tab sees to by itself.
    pub(crate) fn follow(&mut self, event: Event, now: Millis) -> Option<Event> {
        match event {
            Event::Contact { kind, contact } => {
                self.keep_contact(kind, *contact);
                None
            }
            Event::Viewed { contact } => {
                self.contacts.view(contact);
                None
            }
            // As long as nobody is known to lead it waits for the phone, as it would with a phone that is not ready.
            Event::ClickToDial { click } if self.tabs.has_leader() => {
                self.turn.signal(Signal::OpenPanel);
                self.hand_on(Deed::Click(click), now);
                None
            }
            Event::Navigation { view } => {
                self.contacts.look_at(&view);
                if self.turn.flows().find(Source::SalesforceUi, TriggerEvent::NavigationChange).is_some() {
                    self.hand_on(Deed::Page(view), now);
                }
                None
            }
            Event::WorkStart { payload } => {
                self.hand_on(Deed::Work(payload), now);
                None
            }
            Event::Pressed { message } => self.hand_on_press(message, now),
            // Nothing of the org's was asked here.
            Event::FlowsMentioned { .. } => None,
            Event::Tabs { message } => {
                if let Some(message) = Message::from_text(&message) {
                    self.hear_as_follower(message, now);
                }
                None
            }
            event => Some(event),
        }
    }

    /// Whether a press is about the tab it is made in, and not about the calls.
    fn is_of_this_tab(&self, gesture: &Gesture) -> bool {
        match gesture {
            Gesture::SignIn
            | Gesture::AllowCookies
            | Gesture::TryAgain
            | Gesture::UseThisTab
            | Gesture::OpenRecord { .. } => true,
            Gesture::TellRuns | Gesture::TellUnsaved => !self.tabs.has_leader(),
            _ => false,
        }
    }

    fn hand_on_press(&mut self, message: String, now: Millis) -> Option<Event> {
        match Gesture::from_message(&message) {
            Ok(gesture) if !self.is_of_this_tab(&gesture) => {
                self.hand_on(Deed::Press(message), now);
                None
            }
            // Named on the console where it cannot be read.
            _ => Some(Event::Pressed { message }),
        }
    }

    /// What is reported is not lost to a tab that leads later; and it shows here how the phone is.
    fn keep_contact(&mut self, kind: ContactEventKind, snapshot: ContactSnapshot) {
        self.tabs.contacts.keep(kind, snapshot.clone());
        if kind == ContactEventKind::Destroyed {
            self.contacts.remove(&snapshot.id);
        } else {
            self.contacts.update(kind, snapshot, &self.turn);
        }
    }

    fn hand_on(&mut self, deed: Deed, now: Millis) {
        let posted = self.tabs.add_deed(deed, now);
        self.turn.extend(posted);
    }

    fn hear_as_follower(&mut self, message: Message, now: Millis) {
        if !message.to.is_empty() && message.word != Word::Yours && message.to != self.tabs.name {
            return;
        }
        match message.word {
            Word::Leads => self.hear_leader(message, now),
            Word::Yours => {
                self.tabs.asked_at = None;
                self.tabs.yields_until = (message.to != self.tabs.name).then_some(now + YIELD_MS);
                if let Some(leader) = &mut self.tabs.leader {
                    leader.is_leaving = true;
                }
            }
            Word::Done => {
                self.tabs.asked_at = None;
                self.tabs.acknowledge(message.number);
            }
            Word::Tell => self.turn.emit(Command::Tell(message.text)),
            Word::Say => self.turn.extend(read_notice(&message.text).map(Command::Relay)),
            Word::Hello | Word::Wants | Word::Do => {}
        }
    }

    pub(super) fn hear_leader(&mut self, message: Message, now: Millis) {
        if self.tabs.hear_leader(message) {
            // So that it knows that somebody listens.
            self.turn.emit(post(self.tabs.say(Word::Hello)));
            for click in self.clicks.take_waiting() {
                self.hand_on(Deed::Click(click), now);
            }
            let mut posted = Vec::new();
            self.tabs.post_deeds(now, &mut posted);
            self.turn.extend(posted);
        }
        self.want_to_lead(now);
    }

    /// Asks the leader to hand over, when the agent uses this tab.
    pub(crate) fn want_to_lead(&mut self, now: Millis) {
        let posted = self.tabs.want(now);
        self.turn.extend(posted);
    }

    /// Looks at what waits for another tab.
    pub(crate) fn wake_tabs(&mut self, now: Millis) {
        let is_due = |at: &mut Millis| *at <= now;
        self.tabs.yields_until.take_if(is_due);
        if self.tabs.leads() {
            return;
        }
        if self.tabs.resend_at.take_if(is_due).is_some() {
            let mut posted = Vec::new();
            self.tabs.post_deeds(now, &mut posted);
            self.turn.extend(posted);
        }
        if self.tabs.asked_at.take_if(|at| *at + FROZEN_MS <= now).is_some() {
            self.tabs.asked_at = Some(now);
            self.turn.emit(self.tabs.open_journal(true));
        }
    }
}
