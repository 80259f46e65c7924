//! The runs of flows: one after another for one contact, side by side for different ones.

pub(crate) mod counters;
pub(crate) mod dispatch;
pub(crate) mod flow_log;
pub(crate) mod loop_guard;
pub(crate) mod overrides;
pub(crate) mod payload_builder;
pub(crate) mod properties;
pub(crate) mod property_store;
pub(crate) mod queued;
pub(crate) mod ran;
pub(crate) mod trace;

use std::sync::Arc;

use flow::{
    BlockTrace, Context, Failure, FailureKind, Limits, Millis, Outcome, Reply, Run, Settings, Step,
    TelephonyEffect, Text, Trigger, TriggerEvent, Value,
};
use panel_protocol::{BlockFailure, RunView};

use crate::command::PortEffect;
use crate::contact::ContactSnapshot;
use crate::desk::Desk;
use crate::effect_id::EffectId;
use crate::frame::panel_view::{last_block, run_outcome};
use crate::frame::view::Notice;
use crate::routes::{Interest, Owner, Routed};
use crate::runs::dispatch::Flow;
use crate::runs::flow_log::{log_end, log_start};
use crate::runs::loop_guard::LoopGuard;
use crate::runs::queued::{Queued, RunId};
use crate::runs::trace::Trace;

/// How many finished runs are kept.
const KEPT: usize = 200;
/// How large all of them may be, roughly in bytes: as large as the largest.
const KEPT_BYTES: usize = 16_000_000;
/// How many of them the page lists.
const LISTED: usize = 20;

#[derive(Debug)]
struct Active {
    id: RunId,
    /// Its own to the end, whatever becomes of the flow meanwhile.
    flow: Arc<Flow>,
    trigger: &'static Trigger,
    contact: Option<String>,
    run: Run,
    /// The effect whose answer the run waits for.
    pending: Option<EffectId>,
    yielded: bool,
    started: Millis,
}

/// A run that is over, with what every block did: the trace.
#[derive(Debug)]
pub struct FinishedRun {
    /// Counts from one for each desk.
    pub id: u64,
    /// Name of the flow.
    pub flow: Text,
    /// What started it.
    pub trigger: &'static Trigger,
    /// Contact it was bound to.
    pub contact: Option<String>,
    /// When it started.
    pub started: Millis,
    /// How it ended.
    pub outcome: Outcome,
    /// Block by block.
    pub entries: Vec<BlockTrace>,
    /// Roughly, in bytes.
    size: usize,
}

#[derive(Debug, Default)]
pub(crate) struct Runs {
    last: u64,
    active: Vec<Active>,
    finished: Vec<FinishedRun>,
    /// Flows that wait for another of their contact, first come first; the empty contact is the agent, whose refreshes wait for
    /// each other.
    waiting: Vec<(String, RunId, Queued)>,
    guard: LoopGuard,
}

impl Runs {
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
}

impl Active {
    fn view(&self) -> RunView {
        let Active { id, trigger, started, .. } = *self;
        view(id.0, &self.flow.name, trigger.word(), started, self.run.entries(), None)
    }
}

impl FinishedRun {
    pub(crate) fn view(&self) -> RunView {
        let FinishedRun { id, trigger, started, .. } = *self;
        view(id, &self.flow, trigger.word(), started, &self.entries, Some(&self.outcome))
    }
}

fn view(
    id: u64,
    flow: &str,
    event: &str,
    started: Millis,
    entries: &[BlockTrace],
    outcome: Option<&Outcome>,
) -> RunView {
    RunView {
        id,
        flow: flow.to_owned(),
        event: event.to_owned(),
        started,
        blocks: entries.len(),
        outcome: outcome.map(run_outcome),
        block: outcome.and_then(last_block).map(str::to_owned),
        failed: last_failed(entries),
    }
}

/// The last block that failed, and what it said.
pub(crate) fn last_failed(entries: &[BlockTrace]) -> Option<BlockFailure> {
    let entry = entries.iter().rfind(|entry| entry.exception.is_some())?;
    Some(BlockFailure { title: entry.title.to_string(), reason: entry.exception.as_ref()?.to_string() })
}

impl Desk {
    /// Starts a flow now, or after what is already being done for its contact: another flow, or taking its number apart,
    /// which flows read (`$.contact.parsedNumber`).
    pub(crate) fn enqueue(&mut self, queued: Queued, now: Millis) {
        if self.runs.guard.has_stopped(queued.trigger, &queued.flow.name) {
            return;
        }
        self.runs.last += 1;
        let id = RunId(self.runs.last);
        if queued.contact.is_none()
            && queued.is_refresh()
            && self.runs.active.iter().any(|run| run.trigger == queued.trigger)
        {
            self.runs.wait(String::new(), id, queued);
            return;
        }
        if let Some(contact) = &queued.contact
            && (self.runs.is_busy(&contact.id) || self.turn.routes().is_parsing(&contact.id))
        {
            let contact = contact.id.clone();
            self.runs.wait(contact, id, queued);
            return;
        }
        self.start(id, queued, now);
    }

    /// What a flow can read about the desk.
    pub(crate) fn context(
        &self,
        contact: Option<&ContactSnapshot>,
        country: Option<&str>,
        payload: Value,
    ) -> Context {
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
        self.overrides.apply(&mut context);
        context
    }

    fn start(&mut self, id: RunId, queued: Queued, now: Millis) {
        // An action is about the contact that was in view when it was pressed, or about none.
        let contact = match &queued.contact {
            None if queued.trigger.event.is_some() => self.current_contact(),
            contact => contact.as_deref(),
        };
        // The numbers of a record belong to its country.
        let country = queued.click.as_ref().and_then(|click| click.country.as_deref());
        let context = self.context(contact, country, queued.payload);
        let program = Arc::clone(&queued.flow.program);
        if let Some(click) = queued.click {
            self.clicks.dialling_by_run(id, click);
        }
        let memory =
            queued.contact.as_ref().and_then(|contact| self.memory.contacts.get_mut(contact.id.as_str()));
        if let (Some(memory), Some((event, since))) = (memory, queued.mark) {
            memory.ran.insert(event, since);
        }
        log_start(&queued.flow, &mut self.turn);
        let may = &self.turn.config().runs;
        let run_ms = Millis::from(may.max_seconds) * 1_000;
        let limits = Limits { run_ms, steps: may.max_steps, ..Limits::default() };
        let limits = self.overrides.limits.unwrap_or(limits);
        let (run, step) = Run::start(&program, context, limits, now);
        self.runs.active.push(Active {
            id,
            flow: queued.flow,
            trigger: queued.trigger,
            contact: queued.contact.map(|contact| contact.id),
            run,
            pending: None,
            yielded: false,
            started: now,
        });
        self.advance(id, step, now);
    }

    /// The reply to an effect of a run.
    pub(crate) fn run_replied(&mut self, id: RunId, effect_id: EffectId, reply: Reply, now: Millis) {
        let Some(at) = self.runs.position(id) else { return };
        let active = &mut self.runs.active[at];
        if active.pending.take_if(|pending| *pending == effect_id).is_none() {
            return;
        }
        let step = self.resume(at, reply, now);
        self.advance(id, step, now);
    }

    /// Sends an effect of a run to its port; the run waits for the reply.
    pub(crate) fn perform_for_run(&mut self, id: RunId, effect: PortEffect, interest: Interest) {
        if let PortEffect::Telephony(TelephonyEffect::Dial(dial)) = &effect {
            self.clicks.dial_sent(Some(id), &dial.number);
        }
        if let Some(at) = self.runs.position(id) {
            self.runs.active[at].pending = Some(self.perform(Owner::Run(id, interest), effect));
        }
    }

    fn resume(&mut self, at: usize, reply: Reply, now: Millis) -> Step {
        let active = &mut self.runs.active[at];
        active.run.resume(&active.flow.program, reply, now)
    }

    /// Looks at every run whose time has come. One that yielded goes on in a turn of its own: the page was free between.
    pub(crate) fn wake_runs(&mut self, woken: bool, now: Millis) {
        let mut due = Vec::new();
        for run in &self.runs.active {
            if woken && run.yielded || run.run.deadline() <= now {
                due.push(run.id);
            }
        }
        for id in due {
            let Some(at) = self.runs.position(id) else { continue };
            let active = &mut self.runs.active[at];
            active.yielded = false;
            if let Some(step) = active.run.wake(&active.flow.program, now) {
                self.advance(id, step, now);
            }
        }
    }

    /// Takes a run to its next wait. Effects that are answered here do not end the turn.
    fn advance(&mut self, id: RunId, mut step: Step, now: Millis) {
        while let Some(at) = self.runs.position(id) {
            match step {
                Step::Perform(effect) => {
                    let active = &self.runs.active[at];
                    if !self.runs.guard.admits(active.trigger, &active.flow.name, &effect, now) {
                        let failure = Failure::new(FailureKind::Refused, "this flow causes its own event");
                        step = self.resume(at, Err(failure), now);
                        continue;
                    }
                    let contact = active.contact.clone();
                    match self.route_effect(contact.as_deref(), &effect) {
                        Routed::Perform(effect, interest) => {
                            return self.perform_for_run(id, effect, interest);
                        }
                        Routed::Park(contact) => {
                            self.runs.active[at].pending = Some(self.turn.routes_mut().park(contact, id));
                            return;
                        }
                        Routed::Answer(reply) => step = self.resume(at, reply, now),
                    }
                }
                Step::Yield => {
                    self.runs.active[at].yielded = true;
                    return;
                }
                Step::Finished(outcome) => return self.finish(at, outcome, now),
            }
        }
    }

    fn finish(&mut self, at: usize, outcome: Outcome, now: Millis) {
        let active = self.runs.active.remove(at);
        if let Some(effect_id) = active.pending {
            self.effect_abandoned(effect_id);
        }
        if let Some(click) = self.clicks.run_finished(active.id) {
            let reason = last_failed(active.run.entries()).map(|block| block.reason);
            self.announce(Notice::NotDialled { number: click.number, reason });
        }
        self.action_over(active.id, &outcome, &active.run);
        log_end(&active.flow, &active.run, &outcome, &mut self.turn);
        self.runs.finished.push(FinishedRun {
            id: active.id.0,
            flow: active.flow.name.clone(),
            trigger: active.trigger,
            contact: active.contact.clone(),
            started: active.started,
            outcome,
            size: active.run.data_size(),
            entries: active.run.into_entries(),
        });
        self.runs.forget_oldest();
        let Some(contact) = active.contact else {
            if active.trigger.event == Some(TriggerEvent::Refresh) {
                self.start_next("", now);
            }
            return;
        };
        if !self.start_next(&contact, now) {
            self.finish_contact_if_idle(&contact);
        }
    }

    /// Starts the flow that has waited longest for its contact, when there is one.
    pub(crate) fn start_next(&mut self, contact: &str, now: Millis) -> bool {
        let Some(first) = self.runs.waiting.iter().position(|(id, ..)| id == contact) else { return false };
        let (_, id, mut next) = self.runs.waiting.remove(first);
        // The event came before the number could be read.
        if let (Some(bound), Some(known)) = (&mut next.contact, self.contacts.get(contact))
            && bound.phone.is_none()
        {
            bound.phone.clone_from(&known.snapshot.phone);
        }
        self.start(id, next, now);
        true
    }
}
