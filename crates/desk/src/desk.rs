//! The desk itself: every event goes in here, every command comes out.

use std::sync::Arc;

use flow::{
    HostEffect, Layout, LogLevel, Map, Millis, ScreenPop, Source, TelephonyEffect, TriggerEvent, Value,
};
use panel_protocol::{Gesture, Notification, PanelView, PressState, PressView};

use crate::actions::Actions;
use crate::agent::{AgentSnapshot, state_change};
use crate::boot::Boot;
use crate::command::{Command, EffectId, PortEffect};
use crate::config::Config;
use crate::contact::ContactSnapshot;
use crate::contacts::Contact;
use crate::contacts::pops::Searching;
use crate::contacts::recording::flow_change;
use crate::contacts::related::Related;
use crate::dialing::clicks::Clicks;
use crate::dirty::Dirty;
use crate::event::{AgentEventKind, Event};
use crate::frame::panel::Panel;
use crate::frame::view::{AgentView, Notice, Problem, Status, View};
use crate::log::resend::Resends;
use crate::memory::Memory;
use crate::org_flows::{BaseConfig, OrgFlows};
use crate::routes::Owner;
use crate::runs::dispatch::{self, FlowTable};
use crate::runs::flow_log::log_flows_that_never_run;
use crate::runs::overrides::Overrides;
use crate::runs::properties::Properties;
use crate::runs::queued::Queued;
use crate::runs::{FinishedRun, Runs};
use crate::signal::Signal;
use crate::spread::Spread;
use crate::start::Start;
use crate::stored::{Storage, StoredDocument};
use crate::tabs::Tabs;
use crate::turn::Turn;

/// One agent's desk.
#[derive(Debug)]
pub struct Desk {
    pub(crate) turn: Turn,
    pub(crate) flows_of_page: FlowTable,
    /// What the page was deployed with.
    pub(crate) base: BaseConfig,
    /// The call center's items, as far as they are known.
    pub(crate) items: Map<String>,
    pub(crate) org: OrgFlows,
    pub(crate) boot: Boot,
    pub(crate) cached_settings: Option<Map<String>>,
    pub(crate) agent: Option<AgentSnapshot>,
    /// Name of the state that the agent was in before the present one.
    agent_state_before: Option<String>,
    /// The Salesforce profile id of the user, once it is known.
    pub(crate) user_profile: Value,
    pub(crate) contacts: Map<Contact>,
    /// The contact that the agent looks at in the Contact Control Panel.
    pub(crate) viewed: Option<String>,
    pub(crate) runs: Runs,
    pub(crate) clicks: Clicks,
    pub(crate) actions: Actions,
    /// When what is remembered is compared with what is there.
    pub(crate) reconcile_at: Option<Millis>,
    /// Searches that are under way, at most one a contact.
    pub(crate) searching: Vec<Searching>,
    pub(crate) panel: Panel,
    /// The record the agent looks at.
    pub(crate) in_view: Option<Related>,
    /// What flows have said and nobody has put away, oldest first.
    pub(crate) notifications: Vec<Notification>,
    pub(crate) last_notification: u64,
    pub(crate) memory: Dirty<Memory>,
    pub(crate) properties: Dirty<Properties>,
    /// The Task the agent looks at: its id and its subject.
    pub(crate) task_in_view: Option<(String, String)>,
    storage: Storage,
    pub(crate) utc_offset: i32,
    pub(crate) overrides: Overrides,
    recovered: bool,
    pub(crate) tabs: Tabs,
    pub(crate) resends: Resends,
    /// The memory as the page keeps it.
    pub(crate) remembered: String,
    shown: Option<Arc<View>>,
    /// What the panel was told to show.
    pub(crate) shown_in_panel: Option<PanelView>,
    /// The same as a message.
    pub(crate) panel_message: String,
    waking: Option<Millis>,
}

impl Desk {
    /// A desk as it is before anything has happened.
    pub fn new(start: Start<'_>) -> Desk {
        let flows = FlowTable::load(start.flows, &start.config.blocks.aliases);
        let base = BaseConfig { config: start.config, document: start.config_document };
        let mut desk = Desk {
            turn: Turn::new(base.config.clone(), flows.clone(), start.later_release),
            flows_of_page: flows,
            base,
            items: Map::new(),
            org: OrgFlows::new(Spread::new(start.spread)),
            boot: Boot::default(),
            cached_settings: start.cached_settings,
            agent: None,
            agent_state_before: None,
            user_profile: Value::Undefined,
            contacts: Map::new(),
            viewed: None,
            runs: Runs::default(),
            clicks: Clicks::default(),
            actions: Actions::default(),
            reconcile_at: None,
            searching: Vec::new(),
            panel: Panel::default(),
            in_view: None,
            notifications: Vec::new(),
            last_notification: 0,
            remembered: start.memory.to_text(),
            memory: Dirty::new(start.memory),
            properties: Dirty::new(start.properties),
            storage: start.storage,
            utc_offset: start.utc_offset,
            overrides: start.overrides,
            task_in_view: None,
            recovered: false,
            tabs: Tabs::new(start.tab, start.visible),
            resends: Resends::new(Spread::new(start.spread)),
            shown: None,
            shown_in_panel: None,
            panel_message: String::new(),
            waking: None,
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
        self.boot.awake.note_activity(now);
        self.note_use(&event, now);
        let event = if self.tabs.leads() { Some(event) } else { self.follow(event, now) };
        if let Some(event) = event {
            self.take(event, now);
        }
        self.wake_boot(now);
        self.wake_sign_in(now);
        self.wake_runs(woken, now);
        self.wake_clicks(now);
        self.wake_reconciliation(now);
        self.wake_org_flows(now);
        self.wake_resends(now);
        self.route();
        self.wake_tabs(now);
        self.finish_turn(now)
    }

    /// Hands on what the machines tell each other: what follows from one signal comes before the next.
    pub(crate) fn route(&mut self) {
        let mut waiting = Vec::new();
        loop {
            waiting.extend(self.turn.take_signals().into_iter().rev());
            let Some(signal) = waiting.pop() else { return };
            self.hear(signal);
        }
    }

    /// What one machine tells the others.
    fn hear(&mut self, signal: Signal) {
        match signal {
            Signal::OpenPanel => self.open_panel(),
            Signal::Run(queued) => self.enqueue(*queued, self.turn.now()),
            Signal::LogAnswered { contact, reply } => self.answer_parked(&contact, &reply, self.turn.now()),
        }
    }

    /// What an event does, with all that follows from it.
    pub(crate) fn take(&mut self, event: Event, now: Millis) {
        self.take_event(event, now);
        self.route();
    }

    fn take_event(&mut self, event: Event, now: Millis) {
        match event {
            Event::SalesforceReady => {
                self.salesforce_ready(now);
                // Once: what is under way later is under way here, and will be answered here.
                if !std::mem::replace(&mut self.recovered, true) {
                    self.recover(now);
                }
                self.resend_now(now);
                self.write_waiting_logs();
            }
            Event::SalesforceAbsent { absence } => self.salesforce_absent(absence, now),
            Event::Connect { connect } => self.connect_reported(connect, now),
            Event::Agent { kind, agent } => self.agent_reported(kind, agent, now),
            Event::Contact { kind, contact } => self.contact_reported(kind, *contact, now),
            Event::Viewed { contact } => self.contact_viewed(contact, now),
            Event::ClickToDial { click } => self.clicked(click, now),
            Event::Navigation { view } => self.navigated(view, now),
            Event::WorkStart { payload } => self.screen_event(TriggerEvent::HvsWorkStart, payload, now),
            Event::Pressed { message } => match Gesture::from_message(&message) {
                Ok(gesture) => self.pressed(gesture, now),
                Err(error) => {
                    let text = format!("a message of the panel is ignored: {error}");
                    self.log(LogLevel::Warn, text, String::new());
                }
            },
            Event::Gesture { gesture } => self.pressed(gesture, now),
            Event::Content { px } => self.content_needs(px),
            Event::Properties { text } => self.shared_elsewhere(&text),
            Event::FlowsRecalled { adapter, copy } => self.flows_recalled(&adapter, copy.as_deref()),
            Event::FlowsMentioned { state, revision } => {
                self.flows_mentioned(&state, revision.as_deref(), now)
            }
            Event::Visible => self.page_back(false, now),
            Event::Resumed => self.page_back(true, now),
            Event::Online => {
                self.resend_now(now);
                self.reconnect();
            }
            Event::Hidden => {}
            Event::JournalOpened { memory, epoch } => self.journal_opened(&memory, epoch, now),
            Event::TabsApart => self.announce(Notice::TabsApart),
            Event::JournalLost => self.journal_lost(now),
            Event::Tabs { message } => self.hear_as_leader(&message, now),
            Event::Reply { id, reply } => self.replied(id, reply, now),
            Event::Storage { storage } => self.storage = storage,
            Event::Wake => self.waking = None,
        }
    }

    pub(crate) fn extend(&mut self, commands: impl IntoIterator<Item = Command>) {
        self.turn.extend(commands);
    }

    /// Whether this is the tab that works for the calls.
    pub fn leads(&self) -> bool {
        self.tabs.leads()
    }

    /// The runs that are over, oldest first, with what every block did.
    pub fn finished_runs(&self) -> impl Iterator<Item = &FinishedRun> {
        self.runs.finished()
    }

    /// The configuration in force: the document with the call center's items laid over it.
    pub fn config(&self) -> &Config {
        self.turn.config()
    }

    fn agent_reported(&mut self, kind: AgentEventKind, agent: AgentSnapshot, now: Millis) {
        let state = agent.state.clone();
        // Who clicked before that has not waited for a minute but for hours.
        if self.clicks.has_slept(agent.skew_ms) {
            self.drop_waiting_clicks();
            self.boot.awake.woke_up(now);
        }
        let before = self.agent.replace(agent);
        self.agent_known(before.is_none(), now);
        match before {
            // Amazon Connect reports a new state as a refresh first, then as a change of state.
            Some(old) if old.state != state => self.agent_state_before = Some(old.state),
            Some(_) | None => {}
        }
        self.connect_answers(now);
        let payload = match kind {
            AgentEventKind::StateChange => state_change(self.agent_state_before.as_deref(), &state),
            AgentEventKind::Init
            | AgentEventKind::Refresh
            | AgentEventKind::Routable
            | AgentEventKind::NotRoutable
            | AgentEventKind::Offline
            | AgentEventKind::Error
            | AgentEventKind::AfterCallWork => Value::Undefined,
        };
        if self.tabs.leads() {
            self.run_for(Source::ConnectAgent, dispatch::agent_event(kind), payload, None, now);
        } else {
            self.tabs.keep_agent_event(kind, payload);
        }
    }

    /// Starts the flow of an event, where there is one: for a contact the one that was in force when it came.
    pub(crate) fn run_for(
        &mut self,
        source: Source,
        event: TriggerEvent,
        payload: Value,
        contact: Option<Box<ContactSnapshot>>,
        now: Millis,
    ) {
        self.run_marked(source, event, payload, contact, None, now);
    }

    /// The same; once it starts, the memory of its contact notes that this event has run.
    pub(crate) fn run_marked(
        &mut self,
        source: Source,
        event: TriggerEvent,
        payload: Value,
        contact: Option<Box<ContactSnapshot>>,
        mark: Option<(TriggerEvent, Option<Millis>)>,
        now: Millis,
    ) {
        let of_contact = contact.as_ref().and_then(|contact| self.contacts.get(contact.id.as_str()));
        let flows = of_contact.map_or(self.turn.flows(), |contact| &contact.flows);
        if let Some((flow, trigger)) = flows.find(source, event) {
            self.enqueue(Queued { flow, trigger, payload, contact, click: None, mark }, now);
        }
    }

    fn pressed(&mut self, gesture: Gesture, now: Millis) {
        match gesture {
            Gesture::SaveLogAgain { contact } => self.save_log_again(&contact),
            Gesture::LogIsThere { contact } => self.log_is_there(&contact),
            Gesture::ChooseRecord { contact, record_id } => self.choose_record(&contact, &record_id),
            Gesture::Relate { contact, record_id } => self.relate(&contact, record_id.as_deref()),
            Gesture::NewRecord { contact, entity } => self.open_new_record(&contact, &entity),
            Gesture::ShowAll { contact } => self.show_all(&contact),
            Gesture::RunAction { action, flow, contact, payload, references } => {
                let press =
                    PressView { action, contact, run: self.runs.upcoming(), state: PressState::Running };
                let payload = Value::from_json(&payload.into());
                self.run_action(press, &flow, payload, &references, now);
            }
            Gesture::OpenForm { action, flow, contact, references } => {
                self.open_form(action, contact, flow.as_deref(), references, now);
            }
            Gesture::CloseForm => self.close_form(),
            Gesture::Note { contact, text } => self.store_notes(&contact, Some(text), None),
            Gesture::Disposition { contact, value } => self.store_notes(&contact, None, value),
            Gesture::WriteLog { contact } => self.save_notes(&contact),
            Gesture::TellRuns => {
                let runs = self.runs_recording();
                self.emit(Command::Tell(runs.to_message()));
            }
            Gesture::OpenRecord { record_id } => {
                self.perform(Owner::Nobody, HostEffect::ScreenPop(ScreenPop::Record { record_id }));
            }
            Gesture::Dismiss { id } => self.dismiss(id),
            Gesture::Record { contact, change } => self.change_recording(contact, flow_change(change)),
            Gesture::LookForFlows => self.look_for_flows(),
            Gesture::SignIn => self.sign_in_pressed(),
            Gesture::UseThisTab => {}
            Gesture::AllowCookies => self.ask_for_cookies(),
            Gesture::TryAgain => self.try_again(),
        }
    }

    /// The agent is back at the page. Flows, saves and state may be old; after a freeze events may be lost, too.
    fn page_back(&mut self, was_frozen: bool, now: Millis) {
        self.page_visible(now);
        self.resend_now(now);
        if self.boot.status == Status::Ready && self.boot.awake.takes_reread(was_frozen, now) {
            self.perform(Owner::Nobody, TelephonyEffect::ReportState);
        }
    }

    pub(crate) fn announce(&mut self, notice: Notice) {
        self.turn.announce(notice);
    }

    pub(crate) fn log(&mut self, level: LogLevel, text: String, data: String) {
        self.turn.log(level, text, data);
    }

    pub(crate) fn perform(&mut self, owner: Owner, effect: impl Into<PortEffect>) -> EffectId {
        self.turn.perform(owner, effect)
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

    pub(crate) fn emit(&mut self, command: Command) {
        self.turn.emit(command);
    }

    /// Memory goes out first: what is about to be done must be known to whoever comes after a crash.
    fn finish_turn(&mut self, now: Millis) -> Vec<Command> {
        let mut commands = Vec::new();
        self.keep_click(now);
        if let Some(memory) = self.memory.take_changed() {
            let text = memory.to_text();
            if text != self.remembered {
                self.remembered.clone_from(&text);
                if self.turn.may_replace(StoredDocument::Memory) {
                    commands.push(Command::Remember(text));
                }
            }
        }
        commands.extend(self.share_properties());
        self.take_commands(&mut commands);
        self.hand_over();
        self.take_commands(&mut commands);
        self.show_panel(&mut commands);
        let view = self.view(now);
        if self.shown.as_deref() != Some(&view) {
            let view = Arc::new(view);
            self.shown = Some(Arc::clone(&view));
            commands.push(Command::Show(view));
        }
        let next = [
            self.boot.next_wake(),
            self.runs.next_wake(now),
            self.clicks.next_wake(),
            self.reconcile_at,
            self.org.next_wake(),
            self.next_resend(),
            self.tabs.next_wake(),
            self.next_minute(now),
        ];
        if let Some(at) = next.into_iter().flatten().min()
            && self.waking != Some(at)
        {
            self.waking = Some(at);
            commands.push(Command::Wake(at));
        }
        commands
    }

    /// What must survive a reload; the page has it from [`Command::Remember`].
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    /// What the page paints; it has it from [`Command::Show`].
    pub fn view(&self, now: Millis) -> View {
        let mut problems = self.boot.problems();
        self.org.problems(self.turn.flows(), &mut problems);
        self.turn.flows().problems(&mut problems);
        for name in self.runs.stopped_flows() {
            problems.push(Problem::FlowLoop { name: name.to_string() });
        }
        if self.storage == Storage::Denied {
            // Amazon Connect's library does not start without; what it says about it would only confuse.
            let of_library = |problem: &Problem| matches!(problem, Problem::ConnectLibrary { .. });
            if let Some(at) = problems.iter().position(of_library) {
                problems.remove(at);
            }
            problems.push(Problem::Storage);
        }
        if self.storage == Storage::Full {
            problems.push(Problem::StorageFull);
        }
        if self.turn.has_later_release() {
            problems.push(Problem::LaterRelease);
        }
        View {
            status: self.boot.status,
            mode: self.turn.config().page.mode,
            message: self.turn.config().page.message.clone(),
            sign_in: self.wants_sign_in() && self.sign_in_url().is_some(),
            problems,
            agent: self
                .agent
                .as_ref()
                .map(|agent| AgentView { name: agent.name.clone(), state: agent.state.clone() }),
            phone: self.phone_state(now),
            language: self.org.settings.language().to_owned(),
            elsewhere: self.tabs.elsewhere().map(str::to_owned),
        }
    }

    /// What the softphone layout says, once it was read.
    pub fn layout(&self) -> Option<&Layout> {
        self.boot.layout.as_ref()
    }
}
