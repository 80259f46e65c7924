//! What the tab does that leads: it takes over, sees to what is done in other tabs, and hands over.

use flow::{LogLevel, Millis, Source, TriggerEvent, Value};
use panel_protocol::Gesture;

use super::message::write_notice;
use super::{Deed, Leader, Message, Role, Tabs, Word, post};
use crate::actions::Actions;
use crate::command::Command;
use crate::contacts::related::Related;
use crate::desk::Desk;
use crate::event::{ContactEventKind, Event};
use crate::frame::view::Notice;
use crate::log::outbox::Outbox;
use crate::memory::Memory;
use crate::runs::dispatch;
use crate::runs::trace::recording;
use crate::stored::{Restored, StoredDocument};

/// How old a click or a press may be that the next tab finds, in milliseconds.
const TIMELY_MS: Millis = 60_000;
/// Of so many tabs it is known which of their deeds are seen to.
const MOST_TABS: usize = 20;

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
}

impl Desk {
    /// The agent is known, and so is whose tabs they are.
    pub(crate) fn meet_tabs(&mut self, now: Millis) {
        self.turn.emit(self.tabs.open_journal(false));
        self.turn.emit(post(self.tabs.say(Word::Hello)));
        self.tabs.asked_at = Some(now);
    }

    /// The journal is open: this tab leads, and goes on from what stands there.
    pub(crate) fn journal_opened(&mut self, memory: &str, epoch: u64, kept: Vec<String>, now: Millis) {
        if self.tabs.yields_until.take().is_some_and(|until| until > now) {
            self.turn.emit(Command::CloseJournal);
            self.turn.emit(self.tabs.open_journal(false));
            return;
        }
        self.tabs.role = Role::Leads { epoch };
        self.turn.set_leads(true);
        (self.tabs.asked_at, self.tabs.resend_at, self.tabs.wants) = (None, None, None);
        self.tabs.posted = None;
        self.frame.forget_panel();
        if let Some(leader) = self.tabs.leader.take() {
            self.take_over_panel(&leader);
        }
        self.read_memory(memory);
        self.contacts.clear();
        if let Some(kept) = self.contacts.whole_memory_mut().dialing.take() {
            self.clicks.restore(&kept, &mut self.turn);
        }
        if self.boot.salesforce_is_up() {
            self.recover();
        }
        if self.agent.is_known() {
            self.contacts.reconcile_soon(&self.turn);
        }
        for (kind, payload) in std::mem::take(&mut self.tabs.agent_events) {
            self.run_for(Source::ConnectAgent, dispatch::agent_event(kind), payload, None);
        }
        for (kind, snapshot) in self.tabs.contacts.take() {
            self.contact_reported(kind, snapshot);
        }
        if self.telephony_ready() {
            self.begin_work();
        }
        let name = self.tabs.name.clone();
        let first = self.tabs.acknowledged + 1;
        for (number, done) in (first..).zip(std::mem::take(&mut self.tabs.deeds)) {
            self.tabs.acknowledged = number;
            let view = done.page.as_ref().and_then(Related::from_view);
            self.see_to(&name, number, number - 1, done.deed, view, now);
        }
        let seen_to: Vec<String> = kept.into_iter().filter(|row| self.see_to_kept(row, now)).collect();
        if !seen_to.is_empty() {
            self.turn.emit(Command::ForgetDeeds(seen_to));
        }
    }

    /// A page that goes before its journal is written leaves a click all the same.
    pub(crate) fn keep_own_click(&mut self, event: Event, now: Millis) -> Event {
        if let Event::ClickToDial { click } = &event {
            let (number, kept) = self.tabs.keep_own_click(click, now);
            if kept.is_some() {
                self.turn.extend(kept);
                let name = self.tabs.name.clone();
                self.note_deed(&name, number);
            }
        }
        event
    }

    /// Sees to what a tab has handed on that may be gone. Whether this release understands it.
    fn see_to_kept(&mut self, row: &str, now: Millis) -> bool {
        for line in row.lines() {
            let parts = line
                .split_once(' ')
                .and_then(|(at, text)| Some((at.parse::<Millis>().ok()?, Message::from_text(text)?)));
            let Some((at, Message { from, number, at: acknowledged, deed: Some(deed), view, .. })) = parts
            else {
                return false;
            };
            let view = view.as_ref().and_then(Related::from_view);
            if at + TIMELY_MS >= now || deed.is_of_a_log() {
                self.see_to(&from, number, acknowledged, deed, view, now);
            } else if self.is_new(&from, number) {
                self.announce_too_late(deed);
            }
        }
        true
    }

    /// Nobody has seen to this deed yet.
    fn is_new(&self, tab: &str, number: u64) -> bool {
        number > self.contacts.whole_memory().deeds.get(tab).and_then(|last| last.as_u64()).unwrap_or(0)
    }

    /// What is done too late is done at the wrong moment: a customer is not called by a click from before lunch.
    fn announce_too_late(&mut self, deed: Deed) {
        match deed {
            Deed::Click(click) => self.announce(Notice::ClickDropped { number: click.number }),
            Deed::Press(message) => {
                if let Ok(Gesture::RunAction { action, .. }) = Gesture::from_message(&message) {
                    self.announce(Notice::ActionDropped { action });
                }
            }
            Deed::Page(_) | Deed::Work(_) => {}
        }
    }

    /// The phone is ready, and this is the tab that works for the calls.
    pub(crate) fn begin_work(&mut self) {
        if self.boot.initializes() {
            self.run_for(Source::Initialization, TriggerEvent::Init, Value::Undefined, None);
        }
        self.org.look_for_flows(&mut self.turn);
        self.dial_waiting();
    }

    /// Takes over what stands in the journal. What cannot be read is named on the console; what a later release wrote is left there.
    fn read_memory(&mut self, text: &str) {
        let empty = Memory::default().to_text();
        let Restored { value, problems } = Memory::from_text(if text.is_empty() { &empty } else { text });
        for problem in problems {
            if problem.is_from_later_release() {
                self.turn.set_later_release(StoredDocument::Memory, true);
            }
            self.turn.log(LogLevel::Warn, problem.to_string(), String::new());
        }
        self.contacts.replace_memory(value);
    }

    /// What an earlier page has left undone is done.
    pub(crate) fn recover(&mut self) {
        self.logs(|logs, on| logs.recover(on));
    }

    /// The journal belongs to another tab: what was under way here is that one's now.
    pub(crate) fn journal_lost(&mut self, now: Millis) {
        if self.tabs.leads() {
            self.turn.log(LogLevel::Info, "another tab has taken over".to_owned(), String::new());
            self.step_down(None);
            self.turn.emit(Command::CloseJournal);
            self.meet_tabs(now);
        }
    }

    /// What a leader hears from the other tabs.
    pub(crate) fn hear_as_leader(&mut self, text: &str, now: Millis) {
        let Some(message) = Message::from_text(text) else { return };
        let Role::Leads { epoch } = self.tabs.role else { return };
        self.tabs.is_heard = true;
        match message.word {
            Word::Hello => self.tabs.posted = None,
            Word::Leads if message.number > epoch => {
                self.journal_lost(now);
                self.hear_leader(message, now);
            }
            Word::Wants => {
                // An answer in any case: this tab is not frozen.
                self.tabs.posted = None;
                if self.tabs.wants.as_ref().is_none_or(|(_, used_at)| *used_at < message.at) {
                    self.tabs.wants = Some((message.from, message.at));
                }
            }
            Word::Do => {
                let Some(deed) = message.deed else { return };
                let view = message.view.as_ref().and_then(Related::from_view);
                let (from, number) = (message.from, message.number);
                if let Some(number) = self.see_to(&from, number, message.at, deed, view, now) {
                    self.turn.emit(post(Message { to: from, number, ..self.tabs.say(Word::Done) }));
                }
            }
            Word::Leads | Word::Yours | Word::Done | Word::Tell | Word::Say => {}
        }
    }

    /// Sees to what was done in a tab, once and in its order. Returned is the number of the last deed that was seen to; nothing when
    /// one before it is missing.
    fn see_to(
        &mut self,
        tab: &str,
        number: u64,
        acknowledged: u64,
        deed: Deed,
        in_view: Option<Related>,
        now: Millis,
    ) -> Option<u64> {
        let last = self.contacts.whole_memory().deeds.get(tab).and_then(|last| last.as_u64()).unwrap_or(0);
        if number <= last {
            return Some(last);
        }
        if number - 1 > last.max(acknowledged) {
            return None;
        }
        self.note_deed(tab, number);
        if let Deed::Press(message) = &deed
            && let Some(text) = self.answer_to(message)
        {
            self.turn.emit(post(Message { to: tab.to_owned(), text, ..self.tabs.say(Word::Tell) }));
            return Some(number);
        }
        // What is in front of the agent is in front of that tab.
        let own = self.contacts.replace_view((in_view, None));
        self.take(deed.into_event(), now);
        self.contacts.replace_view(own);
        Some(number)
    }

    /// What the panel of another tab is to be handed, when it asks for something.
    fn answer_to(&self, message: &str) -> Option<String> {
        match Gesture::from_message(message) {
            Ok(Gesture::TellRuns) => Some(recording(self.runs.traces()).to_message()),
            Ok(Gesture::TellUnsaved) => Some(Outbox::unsaved(self.contacts.whole_memory()).to_message()),
            _ => None,
        }
    }

    /// The deeds of a tab up to this one are seen to.
    fn note_deed(&mut self, tab: &str, number: u64) {
        let deeds = &mut self.contacts.whole_memory_mut().deeds;
        deeds.shift_remove(tab);
        if deeds.len() == MOST_TABS
            && let Some(oldest) = deeds.keys().next().cloned()
        {
            deeds.shift_remove(&oldest);
        }
        deeds.insert(tab.to_owned(), number.into());
    }

    /// Hands over to the tab that the agent uses, when nothing is under way.
    pub(crate) fn hand_over(&mut self) {
        if !self.tabs.leads() || !self.is_at_rest() {
            return;
        }
        let Some(tab) = self.tabs.successor() else { return };
        self.turn.emit(post(Message { to: tab.clone(), ..self.tabs.say(Word::Yours) }));
        self.turn.emit(Command::CloseJournal);
        self.turn.emit(self.tabs.open_journal(false));
        self.step_down(Some(Leader {
            tab,
            panel: self.frame.panel_message().to_owned(),
            is_leaving: true,
            ..Leader::default()
        }));
    }

    /// Whether a turn of the desk can end here for good: no run, and no effect without an answer.
    fn is_at_rest(&self) -> bool {
        self.runs.is_idle() && self.turn.routes().is_idle() && self.clicks.is_idle()
    }

    /// This tab follows from now on. Contacts go on as they are; everything else is in the journal.
    pub(super) fn step_down(&mut self, leader: Option<Leader>) {
        self.tabs.role = Role::Follows;
        self.turn.set_leads(false);
        self.tabs.leader = leader;
        self.tabs.wants = None;
        self.forget_work();
        self.tabs.contacts.clear();
        self.keep_present();
    }

    /// Everything that is under way here is another tab's now.
    fn forget_work(&mut self) {
        self.runs.abandon();
        self.turn.routes_mut().abandon();
        self.clicks.abandon();
        self.outbox.abandon();
        self.org.stop_asking();
        self.actions = Actions::default();
        self.frame.notifications.clear();
    }

    /// What is there is kept for the next time that this tab leads.
    fn keep_present(&mut self) {
        for snapshot in self.contacts.abandon() {
            self.tabs.contacts.keep(ContactEventKind::Init, snapshot.clone());
        }
    }

    /// What the agent has not put away is not lost when another tab leads.
    fn take_over_panel(&mut self, leader: &Leader) {
        self.frame.notifications.take_over(&Value::from_json_text(&leader.panel).unwrap_or_default());
    }
}
