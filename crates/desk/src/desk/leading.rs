//! The tab begins to work for the calls, and ceases to: what the machines of the desk do about it.

use flow::{LogLevel, Millis, Source, TriggerEvent, Value};
use panel_protocol::{Gesture, PanelOwner};

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
use crate::signal::Signal;
use crate::stored::{Restored, StoredDocument};
use crate::tabs::lead::HandedOn;
use crate::tabs::message::Deed;

/// How old a click or a press may be that the next tab finds, in milliseconds.
const TIMELY_MS: Millis = 60_000;
/// Of so many tabs it is known which of their deeds are seen to.
const MOST_TABS: usize = 20;

impl Desk {
    /// What a tab that does not lead makes of an event. Returned is what every tab sees to by itself.
    pub(super) fn follow(&mut self, event: Event) -> Option<Event> {
        match event {
            // It shows here how the phone is.
            Event::Contact { kind, contact } => {
                self.tabs.keep_contact(kind, (*contact).clone());
                if kind == ContactEventKind::Destroyed {
                    self.contacts.remove(&contact.id);
                } else {
                    self.contacts.update(kind, *contact, &self.turn);
                }
                None
            }
            Event::Viewed { contact } => {
                self.contacts.view(contact);
                None
            }
            // As long as nobody is known to lead it waits for the phone, as it would with a phone that is not ready.
            Event::ClickToDial { click } if self.tabs.has_leader() => {
                self.turn.signal(Signal::OpenPanel);
                self.tabs.hand_on(Deed::Click(click), &mut self.turn);
                None
            }
            Event::Navigation { view } => {
                self.contacts.look_at(&view);
                if self.turn.flows().find(Source::SalesforceUi, TriggerEvent::NavigationChange).is_some() {
                    self.tabs.hand_on(Deed::Page(view), &mut self.turn);
                }
                None
            }
            Event::WorkStart { payload } => {
                self.tabs.hand_on(Deed::Work(payload), &mut self.turn);
                None
            }
            Event::Pressed { message } => self.tabs.hand_on_press(message, &mut self.turn),
            // Nothing of the org's was asked here.
            Event::FlowsMentioned { .. } => None,
            Event::Tabs { message } => {
                self.tabs.hear_as_follower(&message, &mut self.turn);
                None
            }
            event => Some(event),
        }
    }

    /// A page that goes before its journal is written leaves a click all the same.
    pub(super) fn keep_own_click(&mut self, event: Event) -> Event {
        if let Event::ClickToDial { click } = &event
            && let Some(number) = self.tabs.keep_own_click(click, &mut self.turn)
        {
            let name = self.tabs.name().to_owned();
            self.note_deed(&name, number);
        }
        event
    }

    /// Another tab leads, and is new: it gets what waits for one.
    pub(super) fn meet_leader(&mut self) {
        for click in self.clicks.take_waiting() {
            self.tabs.hand_on(Deed::Click(click), &mut self.turn);
        }
        self.tabs.meet_leader(&mut self.turn);
    }

    /// Which flows are under way is kept, to be said by whoever leads after a page that is gone.
    pub(super) fn keep_running(&mut self) {
        let is_kept = self.contacts.whole_memory().running.iter().cloned().eq(self.runs.under_way());
        if self.turn.leads() && !is_kept {
            self.contacts.whole_memory_mut().running = self.runs.under_way().collect();
        }
    }

    /// What an earlier page was running nobody finishes: what a flow has done may not be done twice, so the agent is told.
    fn announce_interrupted(&mut self) {
        if self.contacts.whole_memory().running.is_empty() {
            return;
        }
        for run in std::mem::take(&mut self.contacts.whole_memory_mut().running) {
            let contact = run.contact.as_deref().and_then(|id| self.contacts.memory(id));
            let about = contact.and_then(|memory| {
                let name = memory.related.as_ref().and_then(|related| related.name.clone());
                name.or_else(|| memory.call.as_ref()?.number.clone())
            });
            // What becomes of a click is said of the click.
            if run.event.as_deref() != Some(TriggerEvent::ClickToDial.word()) {
                self.turn.announce(Notice::FlowInterrupted { flow: run.flow.clone(), about });
            }
            self.runs.keep_interrupted(run);
        }
    }

    /// The journal is open: this tab leads, and goes on from what stands there.
    pub(super) fn journal_opened(&mut self, memory: &str, epoch: u64, kept: Vec<String>) {
        let Some(panel) = self.tabs.begin_to_lead(epoch, &mut self.turn) else { return };
        self.frame.forget_panel();
        // What the agent has not put away in the tab that led is not lost.
        self.frame.notifications.take_over(&Value::from_json_text(&panel).unwrap_or_default());
        self.read_memory(memory);
        self.contacts.clear();
        self.announce_interrupted();
        if let Some(kept) = self.contacts.whole_memory_mut().dialing.take() {
            self.clicks.restore(&kept, &mut self.turn);
        }
        if self.boot.salesforce_is_up() {
            self.recover();
        }
        if self.agent.is_known() {
            self.contacts.reconcile_soon(&self.turn);
        }
        for (kind, payload) in self.tabs.take_agent_events() {
            self.run_for(Source::ConnectAgent, dispatch::agent_event(kind), payload, None);
        }
        for (kind, snapshot) in self.tabs.take_contacts() {
            self.contact_reported(kind, snapshot);
        }
        if self.telephony_ready() {
            self.begin_work();
        }
        for handed_on in self.tabs.take_deeds() {
            self.see_to(handed_on);
        }
        let seen_to: Vec<String> = kept.into_iter().filter(|row| self.see_to_kept(row)).collect();
        if !seen_to.is_empty() {
            self.turn.emit(Command::ForgetDeeds(seen_to));
        }
    }

    /// Sees to what a tab has handed on that may be gone. Whether this release understands it.
    fn see_to_kept(&mut self, row: &str) -> bool {
        let Some(kept) = HandedOn::read_kept(row) else { return false };
        for (at, handed_on) in kept {
            if at + TIMELY_MS >= self.turn.now() || handed_on.deed.is_of_a_log() {
                self.see_to(handed_on);
            } else if self.is_new(&handed_on.tab, handed_on.number) {
                self.announce_too_late(handed_on.deed);
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
            Deed::Click(click) => self.turn.announce(Notice::ClickDropped { number: click.number }),
            Deed::Press(message) => {
                if let Ok(Gesture::RunAction { action, .. }) = Gesture::from_message(&message) {
                    self.turn.announce(Notice::ActionDropped { action });
                }
            }
            Deed::Page(_) | Deed::Work(_) => {}
        }
    }

    /// The phone is ready, and this is the tab that works for the calls.
    pub(super) fn begin_work(&mut self) {
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
    pub(super) fn recover(&mut self) {
        self.logs(|logs, on| logs.recover(on));
    }

    /// The journal belongs to another tab: what was under way here is that one's now.
    pub(super) fn journal_lost(&mut self) {
        if self.tabs.leads() {
            self.turn.log(LogLevel::Info, "another tab has taken over".to_owned(), String::new());
            self.step_down();
            self.turn.emit(Command::CloseJournal);
            self.tabs.meet(&mut self.turn);
        }
    }

    /// What a leader hears from the other tabs.
    pub(super) fn hear_as_leader(&mut self, text: &str) {
        if let Some(handed_on) = self.tabs.hear_as_leader(text, &mut self.turn) {
            let tab = handed_on.tab.clone();
            if let Some(number) = self.see_to(handed_on) {
                self.tabs.acknowledge_to(tab, number, &mut self.turn);
            }
        }
    }

    /// Sees to what was done in a tab, once and in its order. Returned is the number of the last deed that was seen to; nothing when
    /// one before it is missing.
    fn see_to(&mut self, handed_on: HandedOn) -> Option<u64> {
        let HandedOn { tab, number, acknowledged, deed, page } = handed_on;
        let last = self.contacts.whole_memory().deeds.get(&tab).and_then(|last| last.as_u64()).unwrap_or(0);
        if number <= last {
            return Some(last);
        }
        if number - 1 > last.max(acknowledged) {
            return None;
        }
        self.note_deed(&tab, number);
        if let Deed::Press(message) = &deed
            && let Some(text) = self.answer_to(message)
        {
            self.tabs.tell(tab, text, &mut self.turn);
            return Some(number);
        }
        // What is in front of the agent is in front of that tab.
        let in_view = page.as_ref().and_then(Related::from_view);
        let own = self.contacts.replace_view((in_view, None));
        self.take(deed.into_event(), self.turn.now());
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
    pub(super) fn hand_over(&mut self) {
        if self.tabs.leads()
            && self.is_at_rest()
            && self.tabs.hand_over(self.frame.panel_message(), &mut self.turn)
        {
            self.forget_work();
        }
    }

    /// Whether a turn of the desk can end here for good: no run, and no effect without an answer.
    fn is_at_rest(&self) -> bool {
        self.runs.is_idle() && self.turn.routes().is_idle() && self.clicks.is_idle()
    }

    /// This tab follows from now on. Contacts go on as they are; everything else is in the journal.
    fn step_down(&mut self) {
        self.tabs.step_down(&mut self.turn);
        self.forget_work();
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
        // What is there is kept for the next time that this tab leads.
        for snapshot in self.contacts.abandon() {
            self.tabs.keep_contact(ContactEventKind::Init, snapshot.clone());
        }
    }

    /// An agent is reported. `is_first`: none was known, at the start of the page or since one has signed out.
    pub(super) fn agent_known(&mut self, is_first: bool) {
        let name = self.agent.key().to_owned();
        if !name.is_empty() {
            self.properties.claim(&name);
        }
        let is_another = self.tabs.is_another(&name);
        if is_another {
            self.leave_agent(is_first);
        }
        if self.tabs.leads() {
            if is_first {
                self.contacts.reconcile_soon(&self.turn);
            }
        } else if is_first || is_another {
            self.tabs.set_agent(name);
            self.tabs.meet(&mut self.turn);
        }
    }

    /// The agent is another one than before: this tab gives up the journal of the former and all that it knows from there.
    fn leave_agent(&mut self, has_signed_out: bool) {
        // What was reported since somebody signed out is the next agent's.
        self.contacts.keep_for_next_agent(has_signed_out);
        self.runs.forget_finished();
        self.step_down();
        self.tabs.forget_agent();
        self.turn.emit(Command::CloseJournal);
    }

    /// Whose panel it is.
    pub(super) fn panel_owner(&self) -> PanelOwner {
        if !self.is_signed_out() {
            let name = [self.tabs.agent(), self.agent.key()].into_iter().find(|name| !name.is_empty());
            return name.map_or(PanelOwner::Unknown, |name| PanelOwner::Agent(name.to_owned()));
        }
        if self.agent.has_signed_out() { PanelOwner::Nobody } else { PanelOwner::Unknown }
    }

    /// Whether nobody is signed in where somebody was, and no call is up: nothing of a customer is shown then.
    pub(super) fn is_signed_out(&self) -> bool {
        !self.agent.is_known() && self.tabs.has_agent() && !self.contacts.has_active_call()
    }
}
