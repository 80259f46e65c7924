//! The runs of flows: one after another for one contact, side by side for different ones.

pub(crate) mod active;
pub(crate) mod counters;
pub(crate) mod dispatch;
pub(crate) mod finished;
pub(crate) mod flow_log;
pub(crate) mod interrupted;
pub(crate) mod loop_guard;
pub(crate) mod overrides;
pub(crate) mod payload_builder;
pub(crate) mod properties;
pub(crate) mod property_store;
pub(crate) mod queued;
pub(crate) mod ran;
pub(crate) mod trace;

use flow::{
    Context, Failure, FailureKind, Limits, Millis, Outcome, Phone, Reply, Run, Step, Text, TriggerEvent,
};
use panel_protocol::RunView;

use crate::effect_id::EffectId;
use crate::routes::{Interest, Owner, Routed};
use crate::runs::active::{Active, RunOver};
use crate::runs::finished::FinishedRun;
use crate::runs::flow_log::{log_end, log_start};
use crate::runs::interrupted::RunUnderWay;
use crate::runs::loop_guard::LoopGuard;
use crate::runs::overrides::Overrides;
use crate::runs::queued::{Queued, RunId};
use crate::runs::trace::Trace;
use crate::signal::Signal;
use crate::turn::Turn;

/// How many finished runs are kept.
const KEPT: usize = 200;
/// How large all of them may be, roughly in bytes: as large as the largest.
const KEPT_BYTES: usize = 16_000_000;
/// How many of them the page lists.
const LISTED: usize = 20;

/// What becomes of a flow that is to run.
#[derive(Debug)]
pub(crate) enum Admission {
    /// It starts.
    Start(RunId, Box<Queued>),
    /// It waits for another one.
    Waits,
    /// It does not run: it causes its own event.
    Refused,
}

/// The runs of this desk: those that go on, those that wait, and those that are over.
#[derive(Debug, Default)]
pub(crate) struct Runs {
    last: u64,
    active: Vec<Active>,
    finished: Vec<FinishedRun>,
    /// Flows that wait for another of their contact, first come first; the empty contact is the agent, whose refreshes wait for
    /// each other.
    waiting: Vec<(String, RunId, Queued)>,
    guard: LoopGuard,
    overrides: Overrides,
}

impl Runs {
    pub(crate) fn new(overrides: Overrides) -> Runs {
        Runs { overrides, ..Runs::default() }
    }

    /// What a scenario says in place of what the desk knows.
    pub(crate) fn overrides(&self) -> &Overrides {
        &self.overrides
    }

    /// Whether a contact has work in progress or waiting.
    pub(crate) fn is_busy(&self, contact: &str) -> bool {
        let running = self.active.iter().any(|run| run.contact.as_deref() == Some(contact));
        running || self.waiting.iter().any(|(id, ..)| id == contact)
    }

    /// Whether a flow for this event of a contact waits to be started.
    pub(crate) fn is_waiting(&self, contact: &str, event: TriggerEvent, since: Option<Millis>) -> bool {
        self.waiting.iter().any(|(id, _, queued)| id == contact && queued.mark == Some((event, since)))
    }

    /// Names of the flows that are stopped because they cause their own event.
    pub(crate) fn stopped_flows(&self) -> impl Iterator<Item = &Text> {
        self.guard.names()
    }

    /// Lets a flow wait. Of refreshes only the newest is of use; the end of a contact waits for none of them.
    fn wait(&mut self, contact: String, id: RunId, queued: Queued) {
        if queued.is_refresh() {
            let same = |other: &Queued| other.trigger == queued.trigger;
            self.waiting.retain(|(waiting, _, other)| *waiting != contact || !same(other));
        }
        let overtaken =
            |(waiting, _, other): &(String, RunId, Queued)| *waiting == contact && other.is_refresh();
        let at = self.waiting.iter().position(overtaken).filter(|_| queued.is_end());
        self.waiting.insert(at.unwrap_or(self.waiting.len()), (contact, id, queued));
    }

    /// Whether no flow runs or waits.
    pub(crate) fn is_idle(&self) -> bool {
        self.active.is_empty() && self.waiting.is_empty()
    }

    /// Another tab goes on with them.
    pub(crate) fn abandon(&mut self) {
        self.active.clear();
        self.waiting.clear();
    }

    /// The runs that go on, for the journal.
    pub(crate) fn under_way(&self) -> impl Iterator<Item = RunUnderWay> {
        self.active.iter().map(RunUnderWay::of)
    }

    /// A run of a page that is gone is listed with the others, as interrupted.
    pub(crate) fn keep_interrupted(&mut self, run: RunUnderWay) {
        let Some(trigger) = run.trigger() else { return };
        self.last += 1;
        self.finished.push(FinishedRun {
            id: self.last,
            flow: run.flow.into(),
            trigger,
            contact: run.contact,
            started: run.started,
            outcome: Outcome::Interrupted,
            entries: Vec::new(),
            size: 0,
        });
        self.forget_oldest();
    }

    /// What the runs so far have read and written is nobody's any more.
    pub(crate) fn forget_finished(&mut self) {
        self.finished.clear();
    }

    /// The number of the run that is asked for next.
    pub(crate) fn upcoming(&self) -> u64 {
        self.last + 1
    }

    pub(crate) fn finished(&self) -> impl Iterator<Item = &FinishedRun> {
        self.finished.iter()
    }

    /// When the next run must be looked at again.
    pub(crate) fn next_wake(&self, now: Millis) -> Option<Millis> {
        let at = |run: &Active| if run.yielded { now } else { run.run.deadline() };
        self.active.iter().map(at).min()
    }

    /// Every run that is kept, oldest first.
    pub(crate) fn traces(&self) -> impl Iterator<Item = Trace<'_>> {
        let finished = self.finished.iter().map(|run| Trace {
            id: run.id,
            flow: &run.flow,
            event: run.trigger.word(),
            contact: run.contact.as_deref(),
            started: run.started,
            entries: &run.entries,
            outcome: Some(&run.outcome),
        });
        let active = self.active.iter().map(|run| Trace {
            id: run.id.0,
            flow: &run.flow.name,
            event: run.trigger.word(),
            contact: run.contact.as_deref(),
            started: run.started,
            entries: run.run.entries(),
            outcome: None,
        });
        finished.chain(active)
    }

    /// What the page lists, newest first.
    pub(crate) fn views(&self) -> Vec<RunView> {
        let mut views = Vec::with_capacity(LISTED);
        for run in self.active.iter().rev().take(LISTED) {
            views.push(run.view());
        }
        for run in self.finished.iter().rev().take(LISTED - views.len()) {
            views.push(run.view());
        }
        views
    }

    /// Keeps the last runs: so many, and no more than there is room for.
    fn forget_oldest(&mut self) {
        let (mut kept, mut room) = (0, KEPT_BYTES);
        for run in self.finished.iter().rev().take(KEPT) {
            match room.checked_sub(run.size) {
                Some(rest) => room = rest,
                None if kept == 0 => room = 0,
                None => break,
            }
            kept += 1;
        }
        self.finished.drain(..self.finished.len() - kept);
    }

    fn position(&self, id: RunId) -> Option<usize> {
        self.active.iter().position(|run| run.id == id)
    }

    /// Takes a flow: it starts now, or after what is already being done for its contact: another flow, or taking its number
    /// apart, which flows read (`$.contact.parsedNumber`).
    pub(crate) fn enqueue(&mut self, queued: Queued, turn: &Turn) -> Admission {
        if self.guard.has_stopped(queued.trigger, &queued.flow.name) {
            return Admission::Refused;
        }
        self.last += 1;
        let id = RunId(self.last);
        let waits_for = match &queued.contact {
            None if queued.is_refresh() => {
                self.active.iter().any(|run| run.trigger == queued.trigger).then(String::new)
            }
            None => None,
            Some(contact) => {
                let busy = self.is_busy(&contact.id) || turn.routes().is_parsing(&contact.id);
                busy.then(|| contact.id.clone())
            }
        };
        match waits_for {
            Some(contact) => {
                self.wait(contact, id, queued);
                Admission::Waits
            }
            None => Admission::Start(id, Box::new(queued)),
        }
    }

    /// Takes the flow that has waited longest for its contact, when there is one. `phone`: the contact's number, which may not
    /// have been taken apart when its event came.
    pub(crate) fn take_next(&mut self, contact: &str, phone: Option<&Phone>) -> Option<(RunId, Queued)> {
        let first = self.waiting.iter().position(|(id, ..)| id == contact)?;
        let (_, id, mut next) = self.waiting.remove(first);
        if let Some(bound) = &mut next.contact
            && bound.phone.is_none()
        {
            bound.phone = phone.cloned();
        }
        Some((id, next))
    }

    /// Starts a flow, with what it can read.
    pub(crate) fn start(&mut self, id: RunId, queued: Queued, context: Context, turn: &mut Turn) {
        log_start(&queued.flow, turn);
        let may = &turn.config().runs;
        let run_ms = Millis::from(may.max_seconds) * 1_000;
        let limits = Limits { run_ms, steps: may.max_steps, ..Limits::default() };
        let limits = self.overrides.limits.unwrap_or(limits);
        let (run, step) = Run::start(&queued.flow.program, context, limits, turn.now());
        self.active.push(Active {
            id,
            flow: queued.flow,
            trigger: queued.trigger,
            contact: queued.contact.map(|contact| contact.id),
            run,
            pending: None,
            yielded: false,
            started: turn.now(),
        });
        self.advance(id, step, turn);
    }

    /// What becomes of the effect that a run has asked for ([`Signal::Asked`]).
    pub(crate) fn settle(&mut self, id: RunId, routed: Routed, turn: &mut Turn) {
        let Some(at) = self.position(id) else { return };
        match routed {
            Routed::Perform(effect, interest) => {
                self.active[at].pending = Some(turn.perform(Owner::Run(id, interest), effect));
            }
            Routed::Park(record) => self.active[at].pending = Some(turn.routes_mut().park(record, id)),
            Routed::Answer(reply) => {
                let step = self.resume(at, reply, turn.now());
                self.advance(id, step, turn);
            }
        }
    }

    /// The reply to an effect of a run.
    pub(crate) fn replied(&mut self, id: RunId, effect: EffectId, reply: Reply, turn: &mut Turn) {
        let Some(at) = self.position(id) else { return };
        if self.active[at].pending.take_if(|pending| *pending == effect).is_some() {
            let step = self.resume(at, reply, turn.now());
            self.advance(id, step, turn);
        }
    }

    /// Another effect is sent in place of the one that was answered: the run waits on.
    pub(crate) fn ask_again(
        &mut self,
        id: RunId,
        effect: flow::HostEffect,
        interest: Interest,
        turn: &mut Turn,
    ) {
        self.settle(id, Routed::Perform(effect.into(), interest), turn);
    }

    fn resume(&mut self, at: usize, reply: Reply, now: Millis) -> Step {
        let active = &mut self.active[at];
        active.run.resume(&active.flow.program, reply, now)
    }

    /// Every run whose time has come. One that yielded goes on in a turn of its own: the page was free between.
    pub(crate) fn due(&self, woken: bool, now: Millis) -> Vec<RunId> {
        let is_due = |run: &&Active| woken && run.yielded || run.run.deadline() <= now;
        self.active.iter().filter(is_due).map(|run| run.id).collect()
    }

    /// The time of a run has come.
    pub(crate) fn wake(&mut self, id: RunId, turn: &mut Turn) {
        let Some(at) = self.position(id) else { return };
        let active = &mut self.active[at];
        active.yielded = false;
        if let Some(step) = active.run.wake(&active.flow.program, turn.now()) {
            self.advance(id, step, turn);
        }
    }

    /// Takes a run to its next wait.
    fn advance(&mut self, id: RunId, mut step: Step, turn: &mut Turn) {
        while let Some(at) = self.position(id) {
            let active = &mut self.active[at];
            match step {
                Step::Perform(effect) => {
                    if self.guard.admits(active.trigger, &active.flow.name, &effect, turn.now()) {
                        let contact = active.contact.clone();
                        return turn.signal(Signal::Asked { run: id, contact, effect });
                    }
                    let failure = Failure::new(FailureKind::Refused, "this flow causes its own event");
                    step = self.resume(at, Err(failure), turn.now());
                }
                Step::Yield => {
                    active.yielded = true;
                    return;
                }
                Step::Finished(outcome) => {
                    let over = RunOver::new(self.active.remove(at), outcome);
                    return turn.signal(Signal::RunOver(Box::new(over)));
                }
            }
        }
    }

    /// Keeps what a run has done. Returned is the contact whose next flow can start; the empty one is the agent.
    pub(crate) fn keep(&mut self, over: RunOver, turn: &mut Turn) -> Option<String> {
        let run = over.run();
        log_end(&run.flow, &run.run, over.outcome(), turn);
        let is_refresh = run.trigger.event == Some(TriggerEvent::Refresh);
        let contact = run.contact.clone().or_else(|| is_refresh.then(String::new));
        self.finished.push(over.into_finished());
        self.forget_oldest();
        contact
    }
}
