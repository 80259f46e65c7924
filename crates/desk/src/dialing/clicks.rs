//! Clicks on phone numbers: none is lost, none is dialled twice.

use std::collections::VecDeque;

use flow::{
    Answer, AppView, Dial, Failure, FailureKind, Millis, PageEffect, Reply, ScreenPop, Source,
    TelephonyEffect, Text, TriggerEvent, Value,
};

use crate::config::DuringCall;
use crate::contacts::caller_id::digits_of;
use crate::contacts::related::Related;
use crate::desk::Desk;
use crate::dialing::do_not_call::extension;
use crate::event::ClickToDial;
use crate::frame::view::Notice;
use crate::routes::Owner;
use crate::runs::payload_builder::PayloadBuilder;
use crate::runs::queued::{Queued, RunId};
use crate::signal::Signal;

/// How many clicks wait for the phone to be ready.
const LIMIT: usize = 50;
/// How long an accepted call may take to appear as a contact before the next click is taken, in milliseconds.
const PATIENCE_MS: u64 = 30_000;
/// How long a click waits for the phone, in milliseconds: a customer must not be called by a click from before lunch.
const WAITING_MS: u64 = 60_000;

#[derive(Debug, Default)]
pub(crate) struct Clicks {
    /// Clicks, and when each was made.
    waiting: VecDeque<(ClickToDial, Millis)>,
    dialling: Option<Dialling>,
    /// The one person who has the number that is being dialled, where it stands on a record that a log cannot be about: a to-do, a
    /// campaign member.
    person: Option<Related>,
    /// By how much Amazon Connect's clock was ahead of the page's when it was heard last, in milliseconds.
    skew_ms: Option<i64>,
}

#[derive(Debug)]
struct Dialling {
    click: ClickToDial,
    by: By,
    /// The number Amazon Connect was asked to dial.
    dialed: Option<String>,
    /// When Amazon Connect accepted the call; the contact appears a little later and names no click.
    accepted_at: Option<Millis>,
    /// The agent knows already that it may not ring.
    is_told: bool,
}

#[derive(Debug, PartialEq, Eq)]
enum By {
    /// Nobody yet: the record is asked whether it may be called.
    Check,
    Flow(RunId),
    Desk,
}

/// By how much the page's clock may fall behind Amazon Connect's between two reports, in milliseconds. It stands still while the
/// computer sleeps.
const SLEEP_MS: i64 = 30_000;

impl Clicks {
    /// Amazon Connect's clock is so much ahead of the page's now. Whether the computer has slept since it was heard last.
    pub(crate) fn has_slept(&mut self, skew_ms: i64) -> bool {
        let before = self.skew_ms.replace(skew_ms);
        before.is_some_and(|before| skew_ms.saturating_sub(before) > SLEEP_MS)
    }

    pub(crate) fn dialling_by_run(&mut self, run: RunId, click: ClickToDial) {
        self.dialling =
            Some(Dialling { click, by: By::Flow(run), dialed: None, accepted_at: None, is_told: false });
    }

    /// A flow is over that may have decided not to dial: then the next click is free, and this one is returned.
    pub(crate) fn run_finished(&mut self, run: RunId) -> Option<ClickToDial> {
        let undone = |dialling: &mut Dialling| dialling.by == By::Flow(run) && dialling.accepted_at.is_none();
        self.dialling.take_if(undone).map(|dialling| dialling.click)
    }

    /// The click whose record is asked.
    pub(crate) fn checking(&self) -> Option<&ClickToDial> {
        self.dialling.as_ref().filter(|dialling| dialling.by == By::Check).map(|dialling| &dialling.click)
    }

    /// Who has the number, where the clicked record does not say.
    pub(crate) fn set_person(&mut self, person: Option<Related>) {
        self.person = person;
    }

    /// The record says where its numbers belong.
    pub(crate) fn belongs_to(&mut self, country: Option<String>) {
        if let Some(dialling) = &mut self.dialling {
            dialling.click.country = country;
        }
    }

    /// Amazon Connect is asked to dial this number: for the click, unless another run asks.
    pub(crate) fn dial_sent(&mut self, run: Option<RunId>, number: &str) {
        let asks = |dialling: &&mut Dialling| match run {
            Some(run) => dialling.by == By::Flow(run),
            None => dialling.by == By::Desk,
        };
        if let Some(dialling) = self.dialling.as_mut().filter(asks) {
            dialling.dialed = Some(number.to_owned());
        }
    }

    /// Whether no click waits or is being dialed.
    pub(crate) fn is_idle(&self) -> bool {
        self.waiting.is_empty() && self.dialling.is_none()
    }

    /// Another tab dials.
    pub(crate) fn abandon(&mut self) {
        *self = Clicks { skew_ms: self.skew_ms, ..Clicks::default() };
    }

    /// The click that is being dialed as the journal keeps it; nothing when there is none.
    fn to_value(&self, at: Millis) -> Option<Value> {
        let Dialling { click, by, dialed, .. } = self.dialling.as_ref()?;
        let mut kept = PayloadBuilder::new();
        kept.value("click", click.to_value());
        kept.flag("byFlow", matches!(by, By::Flow(_)));
        kept.optional("dialed", dialed.as_deref());
        kept.number("at", Some(at));
        Some(kept.done())
    }

    /// Takes the clicks that wait for the phone.
    pub(crate) fn take_waiting(&mut self) -> impl Iterator<Item = ClickToDial> + use<> {
        std::mem::take(&mut self.waiting).into_iter().map(|(click, _)| click)
    }

    /// The number is not dialled after all.
    pub(crate) fn give_up(&mut self) {
        self.dialling = None;
    }

    pub(crate) fn next_wake(&self) -> Option<Millis> {
        let appears = self.dialling.as_ref().and_then(|dialling| Some(dialling.accepted_at? + PATIENCE_MS));
        let expires = self.waiting.front().map(|(_, at)| at + WAITING_MS);
        [appears, expires].into_iter().flatten().min()
    }
}

impl Desk {
    pub(crate) fn clicked(&mut self, click: ClickToDial, now: Millis) {
        // The click itself does not open the panel. Open CTI guide: onClickToDial().
        self.turn.signal(Signal::OpenPanel);
        if self.telephony_ready() {
            self.dial_click(click);
            return;
        }
        if self.clicks.waiting.iter().any(|(waiting, _)| waiting.number == click.number) {
            self.announce(Notice::ClickQueued { number: click.number });
            return;
        }
        if self.clicks.waiting.len() == LIMIT
            && let Some((dropped, _)) = self.clicks.waiting.pop_front()
        {
            self.announce(Notice::ClickDropped { number: dropped.number });
        }
        self.announce(Notice::ClickQueued { number: click.number.clone() });
        self.clicks.waiting.push_back((click, now));
    }

    /// A click that is being dialed is not lost with the page.
    pub(crate) fn keep_click(&mut self, now: Millis) {
        let kept_at =
            self.contacts.whole_memory().dialing.as_ref().and_then(|kept| kept.get("at").as_number());
        let click = self.clicks.to_value(kept_at.map_or(now, |at| at as Millis));
        if self.contacts.whole_memory().dialing != click && self.tabs.leads() {
            self.contacts.whole_memory_mut().dialing = click;
        }
    }

    /// Goes on with the click that an earlier page was dialing. What was sent to Amazon Connect may ring yet, and is about its record then;
    /// what a flow has begun is the flow's.
    pub(crate) fn restore_click(&mut self, now: Millis) {
        let Some(kept) = self.contacts.whole_memory_mut().dialing.take() else { return };
        let Some(click) = ClickToDial::from_value(kept.get("click")) else { return };
        let at = kept.get("at").to_number() as Millis;
        let dialed = kept.get("dialed").as_text().map(str::to_owned);
        if dialed.is_some() {
            self.clicks.dialling =
                Some(Dialling { click, by: By::Desk, dialed, accepted_at: Some(now), is_told: false });
        } else if kept.get("byFlow").to_flag() || at + WAITING_MS <= now {
            self.announce(Notice::ClickDropped { number: click.number });
        } else {
            self.clicks.waiting.push_back((click, at));
        }
    }

    /// The agent is gone: what she clicked is not for whoever comes next.
    pub(crate) fn drop_waiting_clicks(&mut self) {
        while let Some((click, _)) = self.clicks.waiting.pop_front() {
            self.announce(Notice::ClickDropped { number: click.number });
        }
    }

    /// The phone has become ready: what waited is dialled, the rest is told why not.
    pub(crate) fn dial_waiting(&mut self) {
        while let Some((click, _)) = self.clicks.waiting.pop_front() {
            self.dial_click(click);
        }
    }

    fn dial_click(&mut self, click: ClickToDial) {
        if self.clicks.dialling.is_some() {
            self.announce(Notice::ClickWhileDialling { number: click.number });
            return;
        }
        if self.blocks_dialing() {
            self.announce(Notice::ClickDuringCall { number: click.number });
            return;
        }
        self.announce(Notice::Dialling { number: click.number.clone() });
        self.clicks.person = None;
        self.clicks.dialling =
            Some(Dialling { click, by: By::Check, dialed: None, accepted_at: None, is_told: false });
        self.ask_do_not_call();
    }

    /// Whether the current call keeps a clicked number from being dialed: the agent is not talking yet, so nobody can be added,
    /// or the setting `phone.duringCall` does not want a third party.
    pub(crate) fn blocks_dialing(&self) -> bool {
        let joins =
            self.turn.config().phone.during_call == DuringCall::AddParty && self.contacts.is_talking();
        self.contacts.has_active_call() && !joins
    }

    /// The number may be called: by the flow for clicks, or by the desk.
    pub(crate) fn dial_checked(&mut self) {
        let Some(Dialling { click, .. }) = self.clicks.dialling.take() else { return };
        if self.turn.config().screen_pop.clicked
            && let Some(Related { id: record_id, .. }) = Related::clicked(&click)
            && !self.contacts.is_in_view(&record_id)
        {
            self.turn.pop(ScreenPop::Record { record_id });
        }
        match self.turn.flows().find(Source::SalesforceUi, TriggerEvent::ClickToDial) {
            Some((flow, trigger)) => {
                let payload = click.to_value();
                let queued = Queued { flow, trigger, payload, contact: None, click: Some(click), mark: None };
                self.enqueue(queued);
            }
            None => {
                let number = Text::new(&click.number);
                let country =
                    Some(Text::new(click.country.as_ref().unwrap_or(&self.turn.config().phone.country)));
                self.clicks.dialling =
                    Some(Dialling { click, by: By::Desk, dialed: None, accepted_at: None, is_told: false });
                self.perform(Owner::Click, PageEffect::ParsePhone { number, country });
            }
        }
    }

    /// The desk dials by itself when no flow is bound to clicks.
    pub(crate) fn click_replied(&mut self, reply: Reply, now: Millis) {
        match reply {
            Ok(Answer::Phone { .. }) if self.blocks_dialing() => {
                // One that came while the number was read.
                if let Some(dialling) = self.clicks.dialling.take() {
                    self.announce(Notice::ClickDuringCall { number: dialling.click.number });
                }
            }
            Ok(Answer::Phone { phone: Some(phone) }) => {
                let number = String::from(phone.e164);
                match self.contacts.current_voice_contact() {
                    Some(contact) => {
                        self.perform(Owner::ClickAddParty, TelephonyEffect::AddParty { contact, number })
                    }
                    None => {
                        self.clicks.dial_sent(None, &number);
                        self.perform(Owner::Click, TelephonyEffect::Dial(Dial { number, queue_arn: None }))
                    }
                };
            }
            Ok(Answer::Phone { phone: None }) => {
                let failure = Failure::new(FailureKind::Refused, "this is not a phone number");
                self.dial_answered(&Err(failure), now);
            }
            reply => self.dial_answered(&reply, now),
        }
    }

    /// Amazon Connect accepted or refused the call.
    pub(crate) fn dial_answered(&mut self, reply: &Reply, now: Millis) {
        let Some(dialling) = &mut self.clicks.dialling else { return };
        match reply {
            Ok(_) => dialling.accepted_at = Some(now),
            Err(failure) => {
                let number = dialling.click.number.clone();
                let failure = failure.clone();
                if failure.is_uncertain() {
                    // It may ring yet, and is about the clicked record then.
                    (dialling.accepted_at, dialling.is_told) = (Some(now), true);
                } else {
                    self.clicks.dialling = None;
                }
                self.announce(Notice::DialFailed { number, failure });
            }
        }
    }

    /// The number joined the call: no new contact will appear.
    pub(crate) fn party_added(&mut self, reply: &Reply, now: Millis) {
        self.dial_answered(reply, now);
        let joined = self.clicks.dialling.take();
        // Tones go to the customer, so whoever has joined gets none from us.
        if let Some(digits) = joined.and_then(|dialling| extension(&dialling.click.number)) {
            self.announce(Notice::Extension { digits, sent: false });
        }
    }

    pub(crate) fn is_dialling_run(&self, run: RunId) -> bool {
        self.clicks.dialling.as_ref().is_some_and(|dialling| dialling.by == By::Flow(run))
    }

    /// The click that has led to an outbound contact with this number. Amazon Connect answers a dial without a contact id
    /// (Streams issue 32), so the next contact with the dialed number is it; a call to anybody else leaves the click waiting.
    pub(crate) fn take_click_for_outbound(&mut self, number: &str) -> Option<(ClickToDial, Option<Related>)> {
        let number = digits_of(number);
        let leads_there = |dialling: &mut Dialling| {
            dialling.dialed.as_ref().is_some_and(|dialed| digits_of(dialed) == number)
        };
        let dialling = self.clicks.dialling.take_if(leads_there)?;
        let person = self.clicks.person.take();
        let about = Related::from_click(&dialling.click).or(person);
        Some((dialling.click, about))
    }

    pub(crate) fn wake_clicks(&mut self, now: Millis) {
        let appeared_not =
            |dialling: &mut Dialling| dialling.accepted_at.is_some_and(|at| at + PATIENCE_MS <= now);
        if let Some(Dialling { click, is_told: false, .. }) = self.clicks.dialling.take_if(appeared_not) {
            self.announce(Notice::NoCallCameUp { number: click.number });
        }
        while let Some((click, _)) = self.clicks.waiting.pop_front_if(|(_, at)| *at + WAITING_MS <= now) {
            self.announce(Notice::ClickDropped { number: click.number });
        }
    }

    /// The agent went to another page of Salesforce.
    pub(crate) fn navigated(&mut self, view: AppView) {
        self.look_at(&view);
        self.screen_event(TriggerEvent::NavigationChange, view_value(&view));
    }

    /// The record in front of the agent.
    pub(crate) fn look_at(&mut self, view: &AppView) {
        self.contacts.look_at(view);
    }

    /// Something happened on the agent's screen in Salesforce.
    pub(crate) fn screen_event(&mut self, event: TriggerEvent, payload: Value) {
        self.run_for(Source::SalesforceUi, event, payload, None);
    }
}

/// The map a flow sees as `$.payload` of a navigation. Open CTI guide: onNavigationChange().
pub(crate) fn view_value(view: &AppView) -> Value {
    let mut facts = PayloadBuilder::new();
    facts.optional("url", view.url.as_deref());
    facts.optional("recordId", view.record_id.as_deref());
    facts.optional("recordName", view.record_name.as_deref());
    facts.optional("objectType", view.object_type.as_deref());
    facts.optional("accountId", view.account_id.as_deref());
    facts.optional("contactId", view.contact_id.as_deref());
    facts.value("personAccount", view.person_account.map_or(Value::Undefined, Value::Bool));
    facts.done()
}
