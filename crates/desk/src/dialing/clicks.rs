//! Clicks on phone numbers: none is lost, none is dialled twice.

use std::collections::VecDeque;

use flow::{
    Answer, Dial, Failure, FailureKind, HostEffect, Millis, PageEffect, Reply, ScreenPop, Source,
    TelephonyEffect, Text, TriggerEvent, Value,
};

use crate::contacts::caller_id::digits_of;
use crate::contacts::related::{Related, same_id};
use crate::dialing::do_not_call::{MayCall, Question, Verdict, extension, judge, question};
use crate::dialing::line::Line;
use crate::event::ClickToDial;
use crate::frame::view::Notice;
use crate::routes::Owner;
use crate::runs::payload_builder::PayloadBuilder;
use crate::runs::queued::{Queued, RunId};
use crate::signal::Signal;
use crate::turn::Turn;

/// How many clicks wait for the phone to be ready.
const LIMIT: usize = 50;
/// How long an accepted call may take to appear as a contact before the next click is taken, in milliseconds.
const PATIENCE_MS: u64 = 30_000;
/// How long a click waits for the phone, in milliseconds: a customer must not be called by a click from before lunch.
const WAITING_MS: u64 = 60_000;

/// The click that is being dialled, and those that wait.
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
    /// A flow that has not started yet.
    FlowToCome,
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

impl Clicks {
    /// The agent clicked a number. `ready`: it can be dialled now.
    pub(crate) fn clicked(&mut self, click: ClickToDial, ready: bool, line: &Line, turn: &mut Turn) {
        // The click itself does not open the panel. Open CTI guide: onClickToDial().
        turn.signal(Signal::OpenPanel);
        if ready {
            self.dial(click, line, turn);
            return;
        }
        if self.waiting.iter().any(|(waiting, _)| waiting.number == click.number) {
            turn.announce(Notice::ClickQueued { number: click.number });
            return;
        }
        if self.waiting.len() == LIMIT
            && let Some((dropped, _)) = self.waiting.pop_front()
        {
            turn.announce(Notice::ClickDropped { number: dropped.number });
        }
        turn.announce(Notice::ClickQueued { number: click.number.clone() });
        self.waiting.push_back((click, turn.now()));
    }

    /// The click that is being dialed as the journal keeps it, so that it is not lost with the page; `before` is what it has kept of
    /// it so far.
    pub(crate) fn kept(&self, before: Option<&Value>, now: Millis) -> Option<Value> {
        let at = before.and_then(|kept| kept.get("at").as_number());
        let Dialling { click, by, dialed, .. } = self.dialling.as_ref()?;
        let mut kept = PayloadBuilder::new();
        kept.value("click", click.to_value());
        kept.flag("byFlow", matches!(by, By::Flow(_)));
        kept.optional("dialed", dialed.as_deref());
        kept.number("at", Some(at.map_or(now, |at| at as Millis)));
        Some(kept.done())
    }

    /// Goes on with the click that an earlier page was dialing. What was sent to Amazon Connect may ring yet, and is about its record then;
    /// what a flow has begun is the flow's.
    pub(crate) fn restore(&mut self, kept: &Value, turn: &mut Turn) {
        let Some(click) = ClickToDial::from_value(kept.get("click")) else { return };
        let at = kept.get("at").to_number() as Millis;
        let dialed = kept.get("dialed").as_text().map(str::to_owned);
        if dialed.is_some() {
            self.dialling =
                Some(Dialling { click, by: By::Desk, dialed, accepted_at: Some(turn.now()), is_told: false });
        } else if kept.get("byFlow").to_flag() || at + WAITING_MS <= turn.now() {
            turn.announce(Notice::ClickDropped { number: click.number });
        } else {
            self.waiting.push_back((click, at));
        }
    }

    /// The agent is gone: what she clicked is not for whoever comes next.
    pub(crate) fn drop_waiting(&mut self, turn: &mut Turn) {
        for click in self.take_waiting() {
            turn.announce(Notice::ClickDropped { number: click.number });
        }
    }

    /// Takes the click that has waited longest: the phone is ready.
    pub(crate) fn next_waiting(&mut self) -> Option<ClickToDial> {
        Some(self.waiting.pop_front()?.0)
    }

    /// Dials a clicked number, unless something speaks against it.
    pub(crate) fn dial(&mut self, click: ClickToDial, line: &Line, turn: &mut Turn) {
        if self.dialling.is_some() {
            turn.announce(Notice::ClickWhileDialling { number: click.number });
            return;
        }
        if line.blocks_dialing(turn.config()) {
            turn.announce(Notice::ClickDuringCall { number: click.number });
            return;
        }
        turn.announce(Notice::Dialling { number: click.number.clone() });
        self.person = None;
        let question = question(&click, turn.config().phone.do_not_call);
        self.dialling =
            Some(Dialling { click, by: By::Check, dialed: None, accepted_at: None, is_told: false });
        match question {
            Question::Ask(search) => {
                turn.perform(Owner::DoNotCall, HostEffect::Search(search));
            }
            Question::Nobody => self.do_not_call_replied(&Ok(Answer::Done), line, turn),
            Question::NotNeeded => self.checked(line, turn),
        }
    }

    /// The record was asked whether it may be called.
    pub(crate) fn do_not_call_replied(&mut self, reply: &Reply, line: &Line, turn: &mut Turn) {
        let Some(dialling) = self.dialling.take_if(|dialling| dialling.by == By::Check) else { return };
        let number = dialling.click.number.clone();
        if line.blocks_dialing(turn.config()) {
            // One that was made by other means meanwhile.
            turn.announce(Notice::ClickDuringCall { number });
            return;
        }
        let Verdict { person, country, may_call } =
            judge(reply, &dialling.click, turn.config().phone.do_not_call);
        match may_call {
            MayCall::Yes => {}
            MayCall::No { name } => return turn.announce(Notice::DoNotCall { number, name }),
            MayCall::Unknown { dialled } => {
                turn.announce(Notice::DoNotCallUnknown { number, dialled });
                if !dialled {
                    return;
                }
            }
        }
        self.person = person;
        let click = ClickToDial { country, ..dialling.click };
        self.dialling = Some(Dialling { click, ..dialling });
        self.checked(line, turn);
    }

    /// The number may be called: by the flow for clicks, or by the desk.
    fn checked(&mut self, line: &Line, turn: &mut Turn) {
        let Some(dialling) = &mut self.dialling else { return };
        let click = &dialling.click;
        if turn.config().screen_pop.clicked
            && let Some(Related { id: record_id, .. }) = Related::clicked(click)
            && !line.in_view.as_ref().is_some_and(|view| same_id(view, &record_id))
        {
            turn.pop(ScreenPop::Record { record_id });
        }
        match turn.flows().find(Source::SalesforceUi, TriggerEvent::ClickToDial) {
            Some((flow, trigger)) => {
                dialling.by = By::FlowToCome;
                let (payload, click) = (click.to_value(), Some(click.clone()));
                let queued = Queued { flow, trigger, payload, contact: None, click, mark: None };
                turn.signal(Signal::Run(Box::new(queued)));
            }
            None => {
                let number = Text::new(&click.number);
                let country = Text::new(click.country.as_ref().unwrap_or(&turn.config().phone.country));
                dialling.by = By::Desk;
                turn.perform(Owner::Click, PageEffect::ParsePhone { number, country: Some(country) });
            }
        }
    }

    /// The desk dials by itself when no flow is bound to clicks.
    pub(crate) fn replied(&mut self, reply: &Reply, line: &Line, turn: &mut Turn) {
        match reply {
            Ok(Answer::Phone { .. }) if line.blocks_dialing(turn.config()) => {
                // One that came while the number was read.
                if let Some(dialling) = self.dialling.take() {
                    turn.announce(Notice::ClickDuringCall { number: dialling.click.number });
                }
            }
            Ok(Answer::Phone { phone: Some(phone) }) => {
                let number = String::from(phone.e164.clone());
                match line.call.clone() {
                    Some(contact) => {
                        turn.perform(Owner::ClickAddParty, TelephonyEffect::AddParty { contact, number });
                    }
                    None => {
                        self.dial_sent(None, &number);
                        let dial = Dial { number, queue_arn: None };
                        turn.perform(Owner::Click, TelephonyEffect::Dial(dial));
                    }
                }
            }
            Ok(Answer::Phone { phone: None }) => {
                let failure = Failure::new(FailureKind::Refused, "this is not a phone number");
                self.dial_answered(&Err(failure), turn);
            }
            reply => self.dial_answered(reply, turn),
        }
    }

    /// Amazon Connect accepted or refused the call.
    pub(crate) fn dial_answered(&mut self, reply: &Reply, turn: &mut Turn) {
        let Some(dialling) = &mut self.dialling else { return };
        match reply {
            Ok(_) => dialling.accepted_at = Some(turn.now()),
            Err(failure) => {
                let number = dialling.click.number.clone();
                let failure = failure.clone();
                if failure.is_uncertain() {
                    // It may ring yet, and is about the clicked record then.
                    (dialling.accepted_at, dialling.is_told) = (Some(turn.now()), true);
                } else {
                    self.dialling = None;
                }
                turn.announce(Notice::DialFailed { number, failure });
            }
        }
    }

    /// The number joined the call: no new contact will appear.
    pub(crate) fn party_added(&mut self, reply: &Reply, turn: &mut Turn) {
        self.dial_answered(reply, turn);
        let joined = self.dialling.take();
        // Tones go to the customer, so whoever has joined gets none from us.
        if let Some(digits) = joined.and_then(|dialling| extension(&dialling.click.number)) {
            turn.announce(Notice::Extension { digits, sent: false });
        }
    }

    pub(crate) fn is_dialling_run(&self, run: RunId) -> bool {
        self.dialling.as_ref().is_some_and(|dialling| dialling.by == By::Flow(run))
    }

    /// The click that has led to an outbound contact with this number. Amazon Connect answers a dial without a contact id
    /// (Streams issue 32), so the next contact with the dialed number is it; a call to anybody else leaves the click waiting.
    pub(crate) fn take_for_outbound(&mut self, number: &str) -> Option<(ClickToDial, Option<Related>)> {
        let number = digits_of(number);
        let leads_there = |dialling: &mut Dialling| {
            dialling.dialed.as_ref().is_some_and(|dialed| digits_of(dialed) == number)
        };
        let dialling = self.dialling.take_if(leads_there)?;
        let person = self.person.take();
        let about = Related::from_click(&dialling.click).or(person);
        Some((dialling.click, about))
    }

    pub(crate) fn wake(&mut self, turn: &mut Turn) {
        let now = turn.now();
        let appeared_not =
            |dialling: &mut Dialling| dialling.accepted_at.is_some_and(|at| at + PATIENCE_MS <= now);
        if let Some(Dialling { click, is_told: false, .. }) = self.dialling.take_if(appeared_not) {
            turn.announce(Notice::NoCallCameUp { number: click.number });
        }
        while let Some((click, _)) = self.waiting.pop_front_if(|(_, at)| *at + WAITING_MS <= now) {
            turn.announce(Notice::ClickDropped { number: click.number });
        }
    }
}
