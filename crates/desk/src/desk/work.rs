//! The work on calls: flows run, their effects go out and come back.

use flow::{
    Answer, Context, DeskEffect, Effect, HostEffect, Millis, Reply, Settings, Source, TelephonyEffect,
    TriggerEvent, Value,
};
use panel_protocol::NotificationKind;

use crate::actions::ActionStart;
use crate::command::PortEffect;
use crate::contact::{Channel, ContactSnapshot};
use crate::contacts::Reported;
use crate::contacts::flow_output::rows_of;
use crate::desk::Desk;
use crate::dialing::do_not_call::extension;
use crate::effect_id::EffectId;
use crate::effects::{Out, abandoned, out};
use crate::event::ContactEventKind;
use crate::frame::view::Notice;
use crate::log::log_context::{LogContext, Salesforce};
use crate::log::outbox::Outbox;
use crate::log::resend::Record;
use crate::memory::TodoMemory;
use crate::routes::{Interest, Routed};
use crate::runs::Admission;
use crate::runs::active::RunOver;
use crate::runs::dispatch;
use crate::runs::payload_builder::PayloadBuilder;
use crate::runs::queued::{Queued, RunId};

impl Desk {
    /// A flow is to run: now, or after what is already being done for its contact.
    pub(super) fn enqueue(&mut self, queued: Queued) {
        let is_click = queued.click.is_some();
        match self.runs.enqueue(queued, &self.turn) {
            Admission::Start(id, queued) => {
                self.start(id, *queued);
                self.route();
            }
            Admission::Refused if is_click => self.clicks.give_up(),
            Admission::Waits | Admission::Refused => {}
        }
    }

    fn start(&mut self, id: RunId, mut queued: Queued) {
        // An action is about the contact that was in view when it was pressed, or about none.
        let contact = match &queued.contact {
            None if queued.trigger.event.is_some() => self.contacts.current_contact(),
            contact => contact.as_deref(),
        };
        // The numbers of a record belong to its country.
        let country = queued.click.as_ref().and_then(|click| click.country.as_deref());
        let payload = std::mem::take(&mut queued.payload);
        let context = self.context(contact, country, payload);
        if let Some(click) = queued.click.take() {
            self.clicks.dialling_by_run(id, click);
        }
        if let (Some(contact), Some((event, since))) = (&queued.contact, queued.mark)
            && self.contacts.memory(&contact.id).is_some()
        {
            self.contacts.note_ran(&contact.id, event, since);
        }
        self.runs.start(id, queued, context, &mut self.turn);
    }

    /// What a flow can read about the desk.
    fn context(&self, contact: Option<&ContactSnapshot>, country: Option<&str>, payload: Value) -> Context {
        let country = country.unwrap_or(&self.turn.config().phone.country);
        let mut context = Context {
            payload,
            contact: contact.map_or(Value::Undefined, |contact| {
                contact.to_value(&self.contacts.known(&contact.id), self.turn.connect_now())
            }),
            agent: self.agent.snapshot().map_or(Value::Undefined, |agent| agent.to_value(country)),
            user_profile: self.agent.user_profile().clone(),
            settings: Settings { empty_search_succeeds: self.turn.config().runs.empty_search_succeeds },
        };
        self.runs.overrides().apply(&mut context);
        context
    }

    pub(super) fn action_start<'g>(
        &self,
        contact: Option<&str>,
        flow: Option<&'g str>,
        payload: Value,
        references: Vec<String>,
    ) -> ActionStart<'g> {
        let contact = contact.and_then(|id| self.contacts.snapshot(id));
        let context = self.context(contact.as_deref(), None, Value::Undefined);
        ActionStart { flow, contact, payload, references, context }
    }

    pub(super) fn run_replied(&mut self, run: RunId, id: EffectId, interest: Interest, reply: Reply) {
        match &interest {
            Interest::Search(contact) => match self.contacts.next_spelling(contact, &reply) {
                Some(search) => {
                    return self.runs.ask_again(run, HostEffect::Search(search), interest, &mut self.turn);
                }
                None => self.contacts.search_replied(contact, &reply, self.boot.layout(), &mut self.turn),
            },
            Interest::Recording(contact) => self.contacts.recording_replied(contact, &reply),
            Interest::Attributes(contact) => self.attributes_replied(contact, &reply),
            Interest::Dial if self.clicks.is_dialling_run(run) => {
                self.clicks.dial_answered(&reply, &mut self.turn);
            }
            Interest::AddParty if self.clicks.is_dialling_run(run) => {
                self.clicks.party_added(&reply, &mut self.turn);
            }
            // Of a flow's own, not of a click.
            Interest::RunOnly | Interest::Dial | Interest::AddParty => {}
        }
        self.runs.replied(run, id, reply, &mut self.turn);
    }

    /// A write of attributes was answered.
    pub(super) fn attributes_replied(&mut self, contact: &str, reply: &Reply) {
        self.outbox.attributes_replied(self.contacts.whole_memory_mut(), contact, reply, &mut self.turn);
    }

    /// Lets the machine of the logs do something.
    pub(super) fn logs<T>(&mut self, work: impl FnOnce(&mut Outbox, &mut LogContext<'_>) -> T) -> T {
        let salesforce =
            Salesforce { is_up: self.boot.salesforce_is_up(), writes_logs: self.org.writes_logs() };
        let is_agent_known = self.agent.is_known();
        let (contacts, turn) = (&mut self.contacts, &mut self.turn);
        work(&mut self.outbox, &mut LogContext { contacts, salesforce, is_agent_known, turn })
    }

    /// What was written is answered: so are the runs that wait for it.
    pub(super) fn written(&mut self, record: &Record, reply: &Reply) {
        while let Some((id, run)) = self.turn.routes_mut().take_parked(record) {
            self.runs.replied(run, id, reply.clone(), &mut self.turn);
        }
    }

    /// A run is over: so is what was under way for it.
    pub(super) fn run_over(&mut self, over: RunOver) {
        if let Some(id) = over.run().pending {
            self.turn.routes_mut().unpark(id);
            let owner = self.turn.routes_mut().take_owner(id);
            if let Some(signal) = owner.and_then(abandoned) {
                self.hear(signal);
            }
        }
        if let Some(click) = self.clicks.run_finished(over.id()) {
            let reason = over.last_failed().map(|block| block.reason);
            self.turn.announce(Notice::NotDialled { number: click.number, reason });
        }
        self.actions.run_over(&over);
        if let Some(contact) = self.runs.keep(over, &mut self.turn)
            && !self.start_next(&contact)
            && !contact.is_empty()
        {
            self.finish_contact(&contact);
        }
    }

    /// Starts the flow that has waited longest for its contact, when there is one.
    pub(super) fn start_next(&mut self, contact: &str) -> bool {
        let phone = self.contacts.get(contact).and_then(|contact| contact.snapshot.phone.as_ref());
        let next = self.runs.take_next(contact, phone);
        let is_next = next.is_some();
        if let Some((id, queued)) = next {
            self.start(id, queued);
        }
        is_next
    }

    /// What becomes of an effect that a run asks for, for this contact.
    pub(super) fn route_effect(&mut self, run: RunId, contact: Option<&str>, effect: &Effect) -> Routed {
        match out(effect) {
            Out::Log(save) => self.logs(|logs, on| logs.route_save(contact, save, on)),
            Out::Pop(pop) => self.contacts.route_pop(contact, pop),
            Out::Search(search) => {
                let interest =
                    contact.map_or(Interest::RunOnly, |contact| Interest::Search(contact.to_owned()));
                Routed::Perform(
                    HostEffect::Search(self.contacts.route_search(contact, search)).into(),
                    interest,
                )
            }
            Out::Attributes(contact, attributes) => {
                self.outbox.route_attributes(self.contacts.whole_memory_mut(), contact, attributes)
            }
            Out::Recording(contact, change) => match self.contacts.begin_recording_change(contact, change) {
                Ok(()) => {
                    let effect = TelephonyEffect::Record { contact: contact.to_owned(), change };
                    Routed::Perform(effect.into(), Interest::Recording(contact.to_owned()))
                }
                Err(failure) => Routed::Answer(Err(failure)),
            },
            Out::Desk(effect) => Routed::Answer(self.answer_here(effect)),
            Out::Port(effect, interest) => {
                if let PortEffect::Telephony(TelephonyEffect::Dial(dial)) = &effect {
                    self.clicks.dial_sent(Some(run), &dial.number);
                }
                Routed::Perform(effect, interest)
            }
        }
    }

    fn answer_here(&mut self, effect: &DeskEffect) -> Reply {
        let call_is_up = self.contacts.has_active_call();
        match effect {
            DeskEffect::ShowData { contact: Some(contact), data } => {
                self.contacts.show_data(contact, rows_of(data));
            }
            DeskEffect::ShowData { contact: None, data } => {
                self.properties.get_mut().set_data(rows_of(data));
            }
            DeskEffect::ShowAttributes { contact } => self.contacts.show_attributes(contact),
            DeskEffect::ShowToast { text } => {
                self.frame.notify(NotificationKind::Toast, None, text, call_is_up, &mut self.turn);
            }
            DeskEffect::ShowDialog { title, text } => {
                self.frame.notify(NotificationKind::Dialog, Some(title), text, call_is_up, &mut self.turn);
            }
            effect => return self.properties.answer(effect),
        }
        Ok(Answer::Done)
    }

    /// Something happened on the agent's screen in Salesforce.
    pub(super) fn screen_event(&mut self, event: TriggerEvent, payload: Value) {
        self.run_for(Source::SalesforceUi, event, payload, None);
    }

    /// The phone has become ready: what waited is dialled, the rest is told why not.
    pub(super) fn dial_waiting(&mut self) {
        while let Some(click) = self.clicks.next_waiting() {
            self.clicks.dial(click, &self.contacts.line(), &mut self.turn);
            self.route();
        }
    }

    /// Starts the flow of an event, where there is one: for a contact the one that was in force when it came.
    pub(super) fn run_for(
        &mut self,
        source: Source,
        event: TriggerEvent,
        payload: Value,
        contact: Option<Box<ContactSnapshot>>,
    ) {
        self.run_marked(source, event, payload, contact, None);
    }

    /// The same; once it starts, the memory of its contact notes that this event has run.
    pub(super) fn run_marked(
        &mut self,
        source: Source,
        event: TriggerEvent,
        payload: Value,
        contact: Option<Box<ContactSnapshot>>,
        mark: Option<(TriggerEvent, Option<Millis>)>,
    ) {
        let of_contact = contact.as_ref().and_then(|contact| self.contacts.get(&contact.id));
        let flows = of_contact.map_or(self.turn.flows(), |contact| &contact.flows);
        if let Some((flow, trigger)) = flows.find(source, event) {
            self.enqueue(Queued { flow, trigger, payload, contact, click: None, mark });
        }
    }

    /// Amazon Connect reports a contact, and this tab works for it.
    pub(super) fn contact_reported(&mut self, kind: ContactEventKind, snapshot: ContactSnapshot) {
        let id = snapshot.id.clone();
        let Reported { first_seen, dialed } = self.contacts.report(kind, snapshot, &self.turn);
        if let Some((click, about)) = dialed.and_then(|number| self.clicks.take_for_outbound(&number)) {
            self.contacts.relate_to_click(&id, about, extension(&click.number));
            self.contacts.memory_mut(&id).todo = TodoMemory::from_click(&click);
        }
        let slept = self.boot.just_woke_up(self.turn.now());
        self.contacts.take_in(&id, kind, first_seen, slept, &mut self.turn);
        self.route();
        for event in self.contacts.events(&id, kind, first_seen) {
            self.start_flows(&id, event);
        }
        self.contacts.flows_begun(&id, kind, &mut self.turn);
        if !self.runs.is_busy(&id) {
            self.finish_contact(&id);
        }
    }

    /// Starts the flows of an event, unless they ran already for this contact in this state.
    fn start_flows(&mut self, id: &str, event: TriggerEvent) {
        let Some(snapshot) = self.contacts.snapshot(id) else { return };
        // Tasks are paused and go on: each time is one of its own.
        let again = event == TriggerEvent::Connected && snapshot.channel == Channel::Task;
        let since = snapshot.state_since.filter(|_| again);
        let once = event != TriggerEvent::Refresh;
        if once && (self.contacts.has_run(id, event, since) || self.runs.is_waiting(id, event, since)) {
            return;
        }
        for source in dispatch::contact_sources(&snapshot.channel, event) {
            let mark = once.then_some((event, since));
            self.run_marked(*source, event, Value::Undefined, Some(snapshot.clone()), mark);
        }
        // A flow that waits notes it when it starts.
        if once && !self.runs.is_waiting(id, event, since) {
            self.contacts.note_ran(id, event, since);
        }
    }

    /// The agent looks at a contact in the Contact Control Panel, or at none.
    pub(super) fn contact_viewed(&mut self, contact: Option<String>) {
        if let Some(chat) = self.contacts.view(contact) {
            let mut payload = PayloadBuilder::new();
            payload.text("contactId", &chat.id);
            let event = TriggerEvent::ViewContact;
            self.run_for(Source::ConnectChatContact, event, payload.done(), Some(chat));
        }
    }

    /// No flow runs for this contact any more: its log is written, if no flow did, and it is forgotten if it is gone.
    pub(super) fn finish_contact(&mut self, id: &str) {
        if self.contacts.is_log_due(id) {
            self.logs(|logs, on| logs.ensure_log(id, on));
        }
        self.contacts.forget_if_gone(id);
    }

    /// Calls that ended while the page was away are logged.
    pub(super) fn reconcile(&mut self) {
        if !self.contacts.takes_reconciliation(&self.turn) {
            return;
        }
        for id in self.contacts.lost_calls() {
            self.logs(|logs, on| logs.ensure_log(&id, on));
        }
        for id in self.contacts.drop_unconfirmed() {
            if !self.runs.is_busy(&id) {
                self.finish_contact(&id);
            }
        }
    }

    /// A click that is being dialed is not lost with the page.
    pub(super) fn keep_click(&mut self) {
        let before = self.contacts.whole_memory().dialing.as_ref();
        let click = self.clicks.kept(before, self.turn.now());
        if self.turn.leads() && before != click.as_ref() {
            self.contacts.whole_memory_mut().dialing = click;
        }
    }

    /// Who is signed in and which contacts there are, Amazon Connect will say again.
    pub(super) fn leave_connect(&mut self) {
        self.agent.forget();
        self.turn.set_skew(0);
        self.contacts.mark_unconfirmed();
    }
}
