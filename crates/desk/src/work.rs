//! The work on calls: flows run, their effects go out and come back.

use flow::{
    Context, DeskEffect, Effect, HostEffect, Millis, Reply, Settings, Source, TelephonyEffect, TriggerEvent,
    Value,
};
use panel_protocol::NotificationKind;

use crate::actions::ActionStart;
use crate::command::PortEffect;
use crate::contact::ContactSnapshot;
use crate::desk::Desk;
use crate::effect_id::EffectId;
use crate::effects::{Out, abandoned, out};
use crate::frame::view::Notice;
use crate::log::resend::Record;
use crate::routes::{Interest, Routed};
use crate::runs::Admission;
use crate::runs::active::RunOver;
use crate::runs::queued::{Queued, RunId};

impl Desk {
    /// A flow is to run: now, or after what is already being done for its contact.
    pub(crate) fn enqueue(&mut self, queued: Queued) {
        match self.runs.enqueue(queued, &self.turn) {
            Admission::Start(id, queued) => {
                self.start(id, *queued);
                self.route();
            }
            Admission::Waits | Admission::Refused => {}
        }
    }

    fn start(&mut self, id: RunId, mut queued: Queued) {
        // An action is about the contact that was in view when it was pressed, or about none.
        let contact = match &queued.contact {
            None if queued.trigger.event.is_some() => self.current_contact(),
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
            && let Some(memory) = self.memory.contacts.get_mut(contact.id.as_str())
        {
            memory.ran.insert(event, since);
        }
        self.runs.start(id, queued, context, &mut self.turn);
    }

    /// What a flow can read about the desk.
    fn context(&self, contact: Option<&ContactSnapshot>, country: Option<&str>, payload: Value) -> Context {
        let country = country.unwrap_or(&self.turn.config().phone.country);
        let mut context = Context {
            payload,
            contact: contact.map_or(Value::Undefined, |contact| {
                contact.to_value(&self.known(&contact.id), self.turn.connect_now())
            }),
            agent: self.agent.snapshot().map_or(Value::Undefined, |agent| agent.to_value(country)),
            user_profile: self.agent.user_profile().clone(),
            settings: Settings { empty_search_succeeds: self.turn.config().runs.empty_search_succeeds },
        };
        self.runs.overrides().apply(&mut context);
        context
    }

    pub(crate) fn action_start<'g>(
        &self,
        contact: Option<&str>,
        flow: Option<&'g str>,
        payload: Value,
        references: Vec<String>,
    ) -> ActionStart<'g> {
        let contact = contact.and_then(|id| self.contacts.get(id));
        let contact = contact.map(|contact| Box::new(contact.snapshot.clone()));
        let context = self.context(contact.as_deref(), None, Value::Undefined);
        ActionStart { flow, contact, payload, references, context }
    }

    pub(crate) fn run_replied(&mut self, run: RunId, id: EffectId, interest: Interest, reply: Reply) {
        let now = self.turn.now();
        match &interest {
            Interest::Search(contact) => match self.next_spelling(contact, &reply) {
                Some(search) => {
                    return self.runs.ask_again(run, HostEffect::Search(search), interest, &mut self.turn);
                }
                None => self.search_replied(contact, &reply),
            },
            Interest::Recording(contact) => self.recording_replied(contact, &reply),
            Interest::Attributes(contact) => self.attributes_replied(contact, &reply),
            Interest::Dial if self.is_dialling_run(run) => self.dial_answered(&reply, now),
            Interest::AddParty if self.is_dialling_run(run) => self.party_added(&reply, now),
            // Of a flow's own, not of a click.
            Interest::RunOnly | Interest::Dial | Interest::AddParty => {}
        }
        self.runs.replied(run, id, reply, &mut self.turn);
    }

    /// A write of attributes was answered.
    pub(crate) fn attributes_replied(&mut self, contact: &str, reply: &Reply) {
        self.outbox.attributes_replied(&mut self.memory, contact, reply, &mut self.turn);
    }

    /// What was written is answered: so are the runs that wait for it.
    pub(crate) fn written(&mut self, record: &Record, reply: &Reply) {
        while let Some((id, run)) = self.turn.routes_mut().take_parked(record) {
            self.runs.replied(run, id, reply.clone(), &mut self.turn);
        }
    }

    /// A run is over: so is what was under way for it.
    pub(crate) fn run_over(&mut self, over: RunOver) {
        if let Some(id) = over.run().pending {
            self.turn.routes_mut().unpark(id);
            let owner = self.turn.routes_mut().take_owner(id);
            if let Some(signal) = owner.and_then(abandoned) {
                self.hear(signal);
            }
        }
        if let Some(click) = self.clicks.run_finished(over.id()) {
            let reason = over.last_failed().map(|block| block.reason);
            self.announce(Notice::NotDialled { number: click.number, reason });
        }
        self.actions.run_over(&over);
        if let Some(contact) = self.runs.keep(over, &mut self.turn)
            && !self.start_next(&contact)
            && !contact.is_empty()
        {
            self.finish_contact_if_idle(&contact);
        }
    }

    /// Starts the flow that has waited longest for its contact, when there is one.
    pub(crate) fn start_next(&mut self, contact: &str) -> bool {
        let phone = self.contacts.get(contact).and_then(|contact| contact.snapshot.phone.as_ref());
        let next = self.runs.take_next(contact, phone);
        let is_next = next.is_some();
        if let Some((id, queued)) = next {
            self.start(id, queued);
        }
        is_next
    }

    /// What becomes of an effect that a run asks for, for this contact.
    pub(crate) fn route_effect(&mut self, run: RunId, contact: Option<&str>, effect: &Effect) -> Routed {
        match out(effect) {
            Out::Log(save) => self.route_save(contact, save),
            Out::Pop(pop) => self.route_pop(contact, pop),
            Out::Search(search) => {
                let interest =
                    contact.map_or(Interest::RunOnly, |contact| Interest::Search(contact.to_owned()));
                Routed::Perform(HostEffect::Search(self.route_search(contact, search)).into(), interest)
            }
            Out::Attributes(contact, attributes) => {
                self.outbox.route_attributes(&mut self.memory, contact, attributes)
            }
            Out::Recording(contact, change) => match self.begin_recording_change(contact, change) {
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
        match effect {
            DeskEffect::ShowData { contact, data } => self.show_data(contact.as_deref(), data),
            DeskEffect::ShowAttributes { contact } => self.show_attributes(contact),
            DeskEffect::ShowToast { text } => self.notify(NotificationKind::Toast, None, text),
            DeskEffect::ShowDialog { title, text } => {
                self.notify(NotificationKind::Dialog, Some(title), text)
            }
            effect => self.properties.answer(effect),
        }
    }

    /// Starts the flow of an event, where there is one: for a contact the one that was in force when it came.
    pub(crate) fn run_for(
        &mut self,
        source: Source,
        event: TriggerEvent,
        payload: Value,
        contact: Option<Box<ContactSnapshot>>,
    ) {
        self.run_marked(source, event, payload, contact, None);
    }

    /// The same; once it starts, the memory of its contact notes that this event has run.
    pub(crate) fn run_marked(
        &mut self,
        source: Source,
        event: TriggerEvent,
        payload: Value,
        contact: Option<Box<ContactSnapshot>>,
        mark: Option<(TriggerEvent, Option<Millis>)>,
    ) {
        let of_contact = contact.as_ref().and_then(|contact| self.contacts.get(contact.id.as_str()));
        let flows = of_contact.map_or(self.turn.flows(), |contact| &contact.flows);
        if let Some((flow, trigger)) = flows.find(source, event) {
            self.enqueue(Queued { flow, trigger, payload, contact, click: None, mark });
        }
    }
}
