//! The desk itself: every event goes in here, every command comes out.

mod leading;
mod work;

use flow::{HostEffect, Layout, LogLevel, Millis, ScreenPop, Source, TriggerEvent, Value};
use panel_protocol::{Gesture, PanelView, PressState, PressView};

use crate::actions::Actions;
use crate::agent::AgentSnapshot;
use crate::agent::reports::AgentReports;
use crate::boot::Boot;
use crate::command::Command;
use crate::config::Config;
use crate::contacts::Contacts;
use crate::contacts::recording::flow_change;
use crate::dialing::clicks::Clicks;
use crate::effects::back;
use crate::event::{AgentEventKind, Event, view_value};
use crate::frame::Frame;
use crate::frame::panel::open_panel;
use crate::frame::panel_view::layout_view;
use crate::frame::phone_state::{next_minute, phone_state};
use crate::frame::view::{Notice, View};
use crate::log::outbox::Outbox;
use crate::memory::Memory;
use crate::org_flows::{BaseConfig, OrgFlows};
use crate::routes::Owner;
use crate::runs::Runs;
use crate::runs::dispatch::{self, FlowTable};
use crate::runs::finished::FinishedRun;
use crate::runs::flow_log::log_flows_that_never_run;
use crate::runs::properties::Properties;
use crate::runs::property_store::PropertyStore;
use crate::runs::trace::{Trace, recording};
use crate::self_check::problems;
use crate::signal::Signal;
use crate::spread::Spread;
use crate::start::Start;
use crate::stored::StoredDocument;
use crate::tabs::Tabs;
use crate::turn::Turn;

/// One agent's desk.
#[derive(Debug)]
pub struct Desk {
    turn: Turn,
    org: OrgFlows,
    boot: Boot,
    agent: AgentReports,
    frame: Frame,
    contacts: Contacts,
    runs: Runs,
    clicks: Clicks,
    actions: Actions,
    properties: PropertyStore,
    tabs: Tabs,
    outbox: Outbox,
}

impl Desk {
    /// A desk as it is before anything has happened.
    pub fn new(start: Start<'_>) -> Desk {
        let flows = FlowTable::load(start.flows, &start.config.blocks.aliases);
        let base = BaseConfig { config: start.config, document: start.config_document };
        let spread = Spread::new(start.spread);
        let mut desk = Desk {
            turn: Turn::new(base.config.clone(), flows.clone(), start.utc_offset, start.later_release),
            org: OrgFlows::new(base, flows, spread),
            boot: Boot::new(start.cached_settings),
            agent: AgentReports::new(),
            frame: Frame::new(start.storage),
            contacts: Contacts::new(start.memory),
            runs: Runs::new(start.overrides),
            clicks: Clicks::default(),
            actions: Actions::default(),
            properties: PropertyStore::new(start.properties),
            tabs: Tabs::new(start.tab, start.visible),
            outbox: Outbox::new(spread),
        };
        desk.turn.set_leads(desk.tabs.leads());
        log_flows_that_never_run(&mut desk.turn);
        desk
    }

    /// Takes one event and says what to do about it.
    ///
    /// `now` is the page's clock, milliseconds since the Unix epoch. The commands are to be carried out in order.
    pub fn handle(&mut self, event: Event, now: Millis) -> Vec<Command> {
        let woken = matches!(event, Event::Wake);
        self.turn.begin(now);
        self.boot.note_activity(now);
        self.tabs.note_use(&event, &mut self.turn);
        let event = if self.tabs.leads() { Some(self.keep_own_click(event)) } else { self.follow(event) };
        self.route();
        if let Some(event) = event {
            self.take(event, now);
        }
        self.boot.wake(self.contacts.has_active_call(), &mut self.turn);
        self.route();
        for run in self.runs.due(woken, now) {
            self.runs.wake(run, &mut self.turn);
            self.route();
        }
        self.clicks.wake(&mut self.turn);
        self.reconcile();
        self.route();
        self.org.wake(&mut self.turn);
        self.logs(|logs, on| logs.wake(on));
        self.route();
        self.tabs.wake(&mut self.turn);
        self.finish_turn(now)
    }

    /// Hands on what the machines tell each other: what follows from one signal comes before the next.
    fn route(&mut self) {
        let mut waiting = Vec::new();
        loop {
            waiting.extend(self.turn.take_signals().into_iter().rev());
            let Some(signal) = waiting.pop() else { return };
            self.hear(signal);
        }
    }

    /// What one machine tells the others.
    fn hear(&mut self, signal: Signal) {
        let now = self.turn.now();
        match signal {
            Signal::OpenPanel => open_panel(&mut self.turn),
            Signal::CallCenterBefore(settings) => self.org.use_adapter(&settings, &mut self.turn),
            Signal::Settings(settings) => {
                self.org.set_items(&settings, &mut self.turn);
                self.org.use_adapter(&settings, &mut self.turn);
                self.frame.set_items(&settings, &mut self.turn);
            }
            Signal::StartConnect => self.boot.start_connect(&mut self.turn),
            Signal::UserProfile(profile) => self.agent.set_user_profile(profile),
            Signal::BeginsAnew => self.org.forget_wrong_items(),
            Signal::PhoneReady if self.turn.leads() => self.begin_work(),
            Signal::PhoneReady => {}
            Signal::ConnectionBack => self.outbox.hurry(now),
            Signal::ConnectLeft => self.leave_connect(),
            Signal::SignedOut => {
                self.leave_connect();
                self.agent.signed_out();
                self.properties.get_mut().clear();
                self.clicks.drop_waiting(&mut self.turn);
            }
            Signal::FlowsCame => self.contacts.use_flows(&self.turn),
            Signal::RelationChanged { contact } => self.logs(|logs, on| logs.relation_changed(&contact, on)),
            Signal::TodoReplied { contact, reply } => {
                self.logs(|logs, on| logs.todo_replied(&contact, &reply, on))
            }
            Signal::LogsClassMissing => self.org.logs_class_missing(),
            Signal::NewLeader => self.meet_leader(),
            Signal::JournalLost => self.journal_lost(),
            Signal::LeaderHeard(message) => self.tabs.leader_heard(*message, &mut self.turn),
            Signal::Run(queued) => self.enqueue(*queued),
            Signal::Asked { run, contact, effect } => {
                let routed = self.route_effect(run, contact.as_deref(), &effect);
                self.runs.settle(run, routed, &mut self.turn);
            }
            Signal::RunOver(over) => self.run_over(*over),
            Signal::BootReplied { step, reply } => self.boot.replied(step, reply, &mut self.turn),
            Signal::RunReplied { run, id, interest, reply } => self.run_replied(run, id, interest, reply),
            Signal::FlowsReplied { id, reply } => self.org.flows_replied(id, reply, &mut self.turn),
            Signal::DoNotCallReplied(reply) => {
                self.clicks.do_not_call_replied(&reply, &self.contacts.line(), &mut self.turn);
            }
            Signal::ClickReplied(reply) => {
                self.clicks.replied(&reply, &self.contacts.line(), &mut self.turn);
            }
            Signal::PartyAdded(reply) => self.clicks.party_added(&reply, &mut self.turn),
            Signal::ExtensionDue { contact } => self.contacts.send_extension(&contact, &mut self.turn),
            Signal::ExtensionSent { digits, sent } => self.turn.announce(Notice::Extension { digits, sent }),
            Signal::LogReplied { contact, reply } => self.logs(|logs, on| logs.replied(&contact, reply, on)),
            Signal::RecordingReplied { contact, reply } => self.contacts.recording_replied(&contact, &reply),
            Signal::NumberParsed { contact, reply } => {
                // Flows that waited for the number go on, with it or, when it cannot be had, without.
                self.contacts.number_parsed(&contact, reply);
                self.start_next(&contact);
            }
            Signal::SearchGivenUp { contact } => {
                self.contacts.end_search(&contact);
            }
            Signal::AttributesReplied { contact, reply } => self.attributes_replied(&contact, &reply),
            Signal::AttributesGivenUp { contact } => {
                self.outbox.attributes_abandoned(self.contacts.whole_memory_mut(), &contact);
            }
            Signal::Written { record, reply } => self.written(&record, &reply),
        }
    }

    /// What an event does, with all that follows from it.
    fn take(&mut self, event: Event, now: Millis) {
        self.take_event(event, now);
        self.route();
    }

    fn take_event(&mut self, event: Event, now: Millis) {
        match event {
            Event::SalesforceReady => {
                self.boot.salesforce_ready(&mut self.turn);
                self.route();
                // Once: what is under way later is under way here, and will be answered here.
                if self.boot.recovers() {
                    self.recover();
                }
                self.outbox.hurry(now);
                self.logs(|logs, on| logs.write_waiting_logs(on));
            }
            Event::SalesforceAbsent { absence } => self.boot.salesforce_absent(absence, &self.turn),
            Event::Connect { connect } => {
                self.boot.connect_reported(connect, self.agent.is_known(), &mut self.turn);
            }
            Event::Agent { kind, agent } => self.agent_reported(kind, agent, now),
            Event::Contact { kind, contact } => self.contact_reported(kind, *contact),
            Event::Viewed { contact } => self.contact_viewed(contact),
            Event::ClickToDial { click } => {
                let ready = self.telephony_ready();
                self.clicks.clicked(click, ready, &self.contacts.line(), &mut self.turn);
            }
            Event::Navigation { view } => {
                self.contacts.look_at(&view);
                self.screen_event(TriggerEvent::NavigationChange, view_value(&view));
            }
            Event::WorkStart { payload } => self.screen_event(TriggerEvent::HvsWorkStart, payload),
            Event::Pressed { message } => match Gesture::from_message(&message) {
                Ok(gesture) => self.pressed(gesture),
                Err(error) => {
                    let text = format!("a message of the panel is ignored: {error}");
                    self.turn.log(LogLevel::Warn, text, String::new());
                }
            },
            Event::Gesture { gesture } => self.pressed(gesture),
            Event::Content { px } => self.frame.content_needs(px, &mut self.turn),
            Event::Properties { text } => self.properties.shared_elsewhere(&text, &mut self.turn),
            Event::FlowsRecalled { adapter, copy } => {
                self.org.flows_recalled(&adapter, copy.as_deref(), &mut self.turn)
            }
            Event::FlowsMentioned { state, revision } => {
                self.org.flows_mentioned(&state, revision.as_deref(), &mut self.turn)
            }
            Event::Visible => self.page_back(false, now),
            Event::Resumed => self.page_back(true, now),
            Event::Online => {
                self.outbox.hurry(now);
                self.boot.reconnect(&mut self.turn);
            }
            Event::Hidden => {}
            Event::JournalOpened { memory, epoch, deeds } => self.journal_opened(&memory, epoch, deeds),
            Event::TabsApart => self.turn.announce(Notice::TabsApart),
            Event::JournalLost => self.journal_lost(),
            Event::Tabs { message } => self.hear_as_leader(&message),
            Event::Reply { id, reply } => {
                let owner = self.turn.routes_mut().take_owner(id);
                if let Some(signal) = owner.and_then(|owner| back(id, owner, reply)) {
                    self.turn.signal(signal);
                }
            }
            Event::Storage { storage } => self.contacts.touch_memory(self.frame.set_storage(storage)),
            Event::Wake => self.frame.woken(),
        }
    }

    /// Whether this is the tab that works for the calls.
    pub fn leads(&self) -> bool {
        self.tabs.leads()
    }

    /// The runs that are over, oldest first, with what every block did.
    pub fn finished_runs(&self) -> impl Iterator<Item = &FinishedRun> {
        self.runs.finished()
    }

    /// Every run that is kept: the finished ones, then those that run.
    pub fn traces(&self) -> impl Iterator<Item = Trace<'_>> {
        self.runs.traces()
    }

    /// The configuration in force: the document with the call center's items laid over it.
    pub fn config(&self) -> &Config {
        self.turn.config()
    }

    fn agent_reported(&mut self, kind: AgentEventKind, agent: AgentSnapshot, now: Millis) {
        // Who clicked before that has not waited for a minute but for hours.
        if self.clicks.has_slept(agent.skew_ms) {
            self.clicks.drop_waiting(&mut self.turn);
            self.boot.woke_up(now);
        }
        self.turn.set_skew(agent.skew_ms);
        let is_first = self.agent.reported(agent);
        self.agent_known(is_first);
        self.boot.connect_answers(self.agent.is_known(), &mut self.turn);
        self.route();
        let payload = self.agent.payload(kind);
        if self.tabs.leads() {
            self.run_for(Source::ConnectAgent, dispatch::agent_event(kind), payload, None);
        } else {
            self.tabs.keep_agent_event(kind, payload);
        }
    }

    fn pressed(&mut self, gesture: Gesture) {
        match gesture {
            Gesture::SaveLogAgain { contact } => self.logs(|logs, on| logs.save_again(&contact, on)),
            Gesture::LogIsThere { contact } => self.logs(|logs, on| logs.is_there(&contact, on)),
            Gesture::CompleteTodo { contact } => self.logs(|logs, on| logs.complete_todo(&contact, on)),
            Gesture::SaveAllAgain => self.outbox.save_all_again(self.contacts.whole_memory_mut()),
            Gesture::TellUnsaved => {
                self.turn.emit(Command::Tell(Outbox::unsaved(self.contacts.whole_memory()).to_message()))
            }
            Gesture::DropAttributes => Outbox::drop_stuck_attributes(self.contacts.whole_memory_mut()),
            Gesture::ChooseRecord { contact, record_id } => {
                self.contacts.choose_record(&contact, &record_id, &mut self.turn)
            }
            Gesture::Relate { contact, record_id } => {
                self.contacts.relate(&contact, record_id.as_deref(), &mut self.turn)
            }
            Gesture::NewRecord { contact, entity } => {
                self.contacts.open_new_record(&contact, &entity, &mut self.turn)
            }
            Gesture::ShowAll { contact } => self.contacts.show_all(&contact, &mut self.turn),
            Gesture::RunAction { action, flow, contact, payload, references } => {
                let run = self.runs.upcoming();
                let payload = Value::from_json(&payload.into());
                let start = self.action_start(contact.as_deref(), Some(&flow), payload, references);
                let press = PressView { action, contact, run, state: PressState::Running };
                self.actions.run_action(press, start, &mut self.turn);
            }
            Gesture::OpenForm { action, flow, contact, references } => {
                let run = self.runs.upcoming();
                let start =
                    self.action_start(contact.as_deref(), flow.as_deref(), Value::Undefined, references);
                self.actions.open_form(action, contact, run, start, &mut self.turn);
            }
            Gesture::CloseForm => self.actions.close_form(),
            Gesture::Note { contact, text } => Outbox::note(&mut self.contacts, &contact, text),
            Gesture::Disposition { contact, value } => Outbox::file(&mut self.contacts, &contact, value),
            // It follows when the flows are done.
            Gesture::WriteLog { contact } if self.runs.is_busy(&contact) => {}
            Gesture::WriteLog { contact } => self.logs(|logs, on| logs.save_notes(&contact, on)),
            Gesture::TellRuns => self.turn.emit(Command::Tell(recording(self.runs.traces()).to_message())),
            Gesture::OpenRecord { record_id } => {
                self.turn.perform(Owner::Nobody, HostEffect::ScreenPop(ScreenPop::Record { record_id }));
            }
            Gesture::Dismiss { id } => self.frame.notifications.dismiss(id),
            Gesture::Record { contact, change } => {
                self.contacts.change_recording(contact, flow_change(change), &mut self.turn)
            }
            Gesture::LookForFlows => self.org.look_for_flows(&mut self.turn),
            Gesture::SignIn => self.boot.sign_in_pressed(&mut self.turn),
            Gesture::UseThisTab => {}
            Gesture::AllowCookies => self.boot.ask_for_cookies(&mut self.turn),
            Gesture::TryAgain => self.boot.try_again(&mut self.turn),
        }
    }

    /// The agent is back at the page. Flows, saves and state may be old; after a freeze events may be lost, too.
    fn page_back(&mut self, was_frozen: bool, now: Millis) {
        self.org.page_visible(&mut self.turn);
        self.outbox.hurry(now);
        self.boot.page_back(was_frozen, &mut self.turn);
    }

    /// Whether a number can be dialled now.
    fn telephony_ready(&self) -> bool {
        self.boot.is_ready() && self.turn.leads()
    }

    /// What is announced is announced in the other tabs, too, where it concerns them.
    fn take_commands(&mut self, commands: &mut Vec<Command>) {
        for command in self.turn.take_commands() {
            if let Command::Announce(notice) = &command {
                commands.extend(self.tabs.relay(notice));
            }
            commands.push(command);
        }
    }

    /// Memory goes out first: what is about to be done must be known to whoever comes after a crash.
    fn finish_turn(&mut self, now: Millis) -> Vec<Command> {
        let mut commands = Vec::new();
        self.keep_click();
        self.keep_running();
        if let Some(memory) = self.contacts.write_memory(self.frame.is_cramped())
            && self.turn.may_replace(StoredDocument::Memory)
        {
            commands.push(Command::Remember(memory.to_owned()));
        }
        commands.extend(self.properties.share(&self.turn));
        self.take_commands(&mut commands);
        self.hand_over();
        self.take_commands(&mut commands);
        commands.extend(self.tabs.keep_deeds());
        self.show_panel(&mut commands);
        let view = self.view(now);
        commands.extend(self.frame.show(view));
        let next = [
            self.boot.next_wake(),
            self.runs.next_wake(now),
            self.clicks.next_wake(),
            self.contacts.next_wake(),
            self.org.next_wake(),
            self.outbox.next_wake(self.contacts.whole_memory()).filter(|_| self.boot.salesforce_is_up()),
            self.tabs.next_wake(),
            next_minute(&self.contacts, now),
        ];
        let next = next.into_iter().flatten().min();
        commands.extend(next.and_then(|at| self.frame.wake_at(at)));
        commands
    }

    /// The panel shows the calls as the tab that leads knows them.
    fn show_panel(&mut self, commands: &mut Vec<Command>) {
        commands.extend(match self.tabs.panel_of_leader() {
            Some(message) => self.frame.show_panel_message(message),
            None => {
                let panel = self.panel_view();
                self.frame.show_panel(panel)
            }
        });
        let place = self.contacts.place();
        commands.extend(self.tabs.state(self.frame.panel_message(), place));
    }

    /// What the panel shows; it has it from [`Command::ShowPanel`](crate::Command::ShowPanel).
    pub fn panel_view(&self) -> PanelView {
        let view = PanelView {
            owner: self.panel_owner(),
            ringing: self.contacts.any_ringing(),
            layout: self.boot.layout().map(layout_view),
            flows: self.org.view(self.turn.flows()),
            actions: self.org.actions().cloned(),
            settings: self.org.settings_text(),
            ..PanelView::default()
        };
        if self.is_signed_out() {
            return view;
        }
        PanelView {
            contact: self.contacts.contact_view(),
            callers: self.contacts.caller_views(&self.turn.config().screen_pop),
            todos: Outbox::todo_views(&self.contacts),
            saves: self.outbox.save_views(self.contacts.whole_memory()),
            outbox: self.outbox.view(self.contacts.whole_memory()),
            // What was written earlier is not known before the journal is open: nobody is to write into an empty field meanwhile.
            logs: if self.tabs.leads() { Outbox::log_views(&self.contacts) } else { Vec::new() },
            data: self.contacts.data_view(self.properties.get().data()).filter(|_| self.agent.is_known()),
            notifications: self.frame.notifications.views(),
            show_attributes: self.contacts.attributes_shown(),
            recording: self.contacts.recording_view(),
            runs: self.runs.views(),
            presses: self.actions.press_views(),
            form: self.actions.form_view(),
            ..view
        }
    }

    /// What flows remember for each other; the page has it from [`Command::Share`].
    pub fn properties(&self) -> &Properties {
        self.properties.get()
    }

    /// What must survive a reload; the page has it from [`Command::Remember`].
    pub fn memory(&self) -> &Memory {
        self.contacts.whole_memory()
    }

    /// What the page paints; it has it from [`Command::Show`].
    pub fn view(&self, now: Millis) -> View {
        View {
            status: self.boot.status(),
            mode: self.turn.config().page.mode,
            message: self.turn.config().page.message.clone(),
            sign_in: self.boot.offers_sign_in(self.turn.config()),
            problems: problems(&self.turn, &self.boot, &self.org, &self.runs, &self.frame),
            agent: self.agent.view(),
            phone: phone_state(
                &self.contacts,
                self.boot.status(),
                self.outbox.stuck_count(self.contacts.whole_memory()),
                now,
            ),
            language: self.org.language().to_owned(),
            elsewhere: self.tabs.elsewhere().map(str::to_owned),
        }
    }

    /// What the softphone layout says, once it was read.
    pub fn layout(&self) -> Option<&Layout> {
        self.boot.layout()
    }
}
