//! The run machine: one flow, one context, fed with replies and the time.

mod block_trace;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::catalogue::cast_all;
use crate::program::ProgramBlock;
use crate::reference::Root;
use crate::{
    BlockContext, BlockStep, BlockedReason, Exception, Map, Outcome, Path, Port, Ports, Program, Reply, Value,
};

pub use block_trace::{BlockName, BlockTrace, Call};

/// Milliseconds since the Unix epoch, or a span of them.
pub type Millis = u64;

/// What a flow can read besides the results of its blocks (`reference/cti-flows.md` §1.3).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Context {
    /// `$.payload`: what the event handed over.
    pub payload: Value,
    /// `$.contact`: snapshot of the contact the run is bound to.
    pub contact: Value,
    /// `$.agent`: snapshot of the agent.
    pub agent: Value,
    /// `$.userProfile`: Salesforce profile id of the running user.
    pub user_profile: Value,
    /// How blocks behave where administrators may choose. Flows cannot read these.
    pub settings: Settings,
}

impl Context {
    /// What lies at a path, as a flow reads it; under `$.actions` there is nothing yet.
    pub fn read(&self, path: &Path) -> Value {
        let root = match path.root() {
            Root::Payload => &self.payload,
            Root::Contact => &self.contact,
            Root::Agent => &self.agent,
            Root::UserProfile => &self.user_profile,
            Root::Results | Root::Actions | Root::Unknown => Value::UNDEFINED,
        };
        path.rest_of(root, 1)
    }
}

/// Choices an administrator may make for all flows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// Whether Search And Screenpop leaves through `success` when there is nothing to search for.
    pub empty_search_succeeds: bool,
}

/// How far a run may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Limits {
    /// Milliseconds from start to the last block.
    pub run_ms: Millis,
    /// Blocks in all.
    pub steps: u32,
    /// Blocks before the run yields, so that a long loop never blocks the page; an answer that takes time lets it begin
    /// anew.
    pub fuel: u32,
    /// Size of all that the blocks of a run take in and leave behind, roughly in bytes: a loop that doubles a text must
    /// not fill the page.
    pub data: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { run_ms: 60_000, steps: 500, fuel: 50, data: 16_000_000 }
    }
}

/// What a run wants next.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Perform this and [`resume`](Run::resume) with the answer.
    Perform(Arc<crate::Effect>),
    /// Let others work, then [`wake`](Run::wake).
    Yield,
    /// It is over.
    Finished(Outcome),
}

/// One run of a flow. It can be stored between two steps and go on in another page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    context: Context,
    entries: Vec<BlockTrace>,
    limits: Limits,
    started: Millis,
    steps: u32,
    /// Blocks it may still begin before it yields. An answer that comes at once brings nothing new: only time does.
    #[serde(default)]
    fuel: u32,
    /// What is left of the limit on data.
    room: usize,
    state: State,
}

/// Where a run stands. Blocks are meant by their place in the program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "camelCase")]
enum State {
    /// About to begin a block.
    Ready { at: usize },
    /// A block waits for an answer, and has kept something for it.
    Waiting { at: usize, kept: Value },
    /// Over.
    Finished { outcome: Outcome },
}

impl Run {
    /// Starts a run and takes it to its first step.
    pub fn start(program: &Program, mut context: Context, limits: Limits, now: Millis) -> (Run, Step) {
        context.settings.empty_search_succeeds |= program.empty_search_succeeds;
        let state = match program.start {
            Ok(at) => State::Ready { at },
            Err(count) => State::Finished {
                outcome: Outcome::Blocked { block: None, reason: BlockedReason::NoSingleStart { count } },
            },
        };
        let room = limits.data as usize;
        let entries = Vec::with_capacity(program.blocks.len());
        let mut run = Run { context, entries, limits, started: now, steps: 0, fuel: 0, room, state };
        run.refuel();
        let step = run.advance(program, now);
        (run, step)
    }

    /// Goes on with the answer to the effect last asked for. An answer nobody waits for is ignored.
    pub fn resume(&mut self, program: &Program, reply: Reply, now: Millis) -> Step {
        let State::Waiting { at, kept } = &mut self.state else { return self.advance(program, now) };
        let (at, kept) = (*at, std::mem::take(kept));
        let Some(ProgramBlock { block: Some(block), .. }) = program.blocks.get(at) else {
            return self.changed();
        };
        if let Some(step) = self.time_out(program, at, now) {
            return step;
        }
        let Some(entry) = self.entries.last_mut() else { return self.changed() };
        let Some(call) = entry.calls.last_mut() else { return self.changed() };
        call.answered = Some(now);
        if call.asked != now {
            self.fuel = self.limits.fuel.max(1);
        }
        let reply = call.reply.insert(reply);
        let mut scene = BlockContext {
            inputs: &entry.inputs,
            context: &mut self.context,
            notes: &mut entry.notes,
            room: self.room,
            limit: self.limits.data,
        };
        let next = match block.resume {
            Some(resume) => resume(&mut scene, kept, reply),
            // It never asks, so this is a saved run of another catalogue.
            None => BlockStep::Fail(Exception::UnexpectedAnswer),
        };
        match self.apply(program, at, next, now) {
            Some(step) => step,
            None => self.advance(program, now),
        }
    }

    /// To be called when the deadline has passed, and after [`Step::Yield`]. Nothing happens while an answer is due in time.
    pub fn wake(&mut self, program: &Program, now: Millis) -> Option<Step> {
        match &self.state {
            State::Ready { .. } => {
                self.refuel();
                Some(self.advance(program, now))
            }
            State::Waiting { at, .. } => self.time_out(program, *at, now),
            State::Finished { .. } => None,
        }
    }

    /// Stops the run. One that is over stays as it ended.
    pub fn cancel(&mut self, now: Millis) -> Outcome {
        self.finish(Outcome::Cancelled, now)
    }

    /// Ends a run that a vanished page left behind and that must not go on. One that is over stays as it ended.
    pub fn interrupt(&mut self, now: Millis) -> Outcome {
        self.finish(Outcome::Interrupted, now)
    }

    /// The blocks that ran, in order.
    pub fn entries(&self) -> &[BlockTrace] {
        &self.entries
    }

    /// The same, when the run is no longer wanted.
    pub fn into_entries(self) -> Vec<BlockTrace> {
        self.entries
    }

    /// How large all is that its blocks have taken in and left behind, roughly in bytes.
    pub fn data_size(&self) -> usize {
        (self.limits.data as usize).saturating_sub(self.room)
    }

    /// What the flow reads under `$.actions`: a map of `{success, results, exception}` by block id. A block that ran
    /// twice has its last entry there.
    pub fn actions(&self) -> Value {
        let done = self.entries.iter().filter(|entry| entry.is_done());
        Value::map(done.map(|entry| (entry.block.clone(), entry.to_value())))
    }

    /// What the flow reads besides.
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// When the run was started.
    pub fn started(&self) -> Millis {
        self.started
    }

    /// When the run is stopped at the latest.
    pub fn deadline(&self) -> Millis {
        self.started.saturating_add(self.limits.run_ms)
    }

    /// How it ended, when it has.
    pub fn outcome(&self) -> Option<&Outcome> {
        match &self.state {
            State::Finished { outcome } => Some(outcome),
            _ => None,
        }
    }

    /// The effect that waits for an answer.
    pub fn pending(&self) -> Option<&crate::Effect> {
        match &self.state {
            State::Waiting { .. } => Some(&*self.entries.last()?.calls.last()?.effect),
            _ => None,
        }
    }

    fn advance(&mut self, program: &Program, now: Millis) -> Step {
        loop {
            let at = match &self.state {
                State::Ready { at } => *at,
                State::Waiting { .. } => return self.changed(),
                State::Finished { outcome } => return Step::Finished(outcome.clone()),
            };
            let Some(fuel) = self.fuel.checked_sub(1) else { return Step::Yield };
            self.fuel = fuel;
            if let Some(step) = self.time_out(program, at, now).or_else(|| self.execute(program, at, now)) {
                return step;
            }
        }
    }

    /// Others have worked: it may go on for a while. However little is allowed, it comes a block further.
    fn refuel(&mut self) {
        self.fuel = self.limits.fuel.max(1);
    }

    /// Begins one block. Gives a step when the run must stop or wait there.
    fn execute(&mut self, program: &Program, at: usize, now: Millis) -> Option<Step> {
        let Some(current) = program.blocks.get(at) else { return Some(self.changed()) };
        if self.steps >= self.limits.steps {
            let outcome = Outcome::LoopGuard { block: current.named.block.clone(), limit: self.limits.steps };
            return Some(Step::Finished(self.finish(outcome, now)));
        }
        self.steps += 1;
        let Some(block) = current.block else {
            let reason = BlockedReason::UnknownType { type_id: current.named.type_id.clone() };
            let outcome = Outcome::Blocked { block: Some(current.named.block.clone()), reason };
            return Some(Step::Finished(self.finish(outcome, now)));
        };
        let mut exception = None;
        let mut inputs = cast_all(block.arguments, &current.sources, &|path| self.read(path), &mut exception);
        let room = inputs.values().try_fold(self.room, |room, value| value.take_from(room));
        match room {
            Some(room) => self.room = room,
            None => {
                inputs = Map::new();
                exception.get_or_insert(Exception::TooLarge { limit: self.limits.data });
            }
        }
        // Made where it stays: it is too large to be moved about.
        self.entries.push(BlockTrace::begin(current, inputs, now));
        let entry = self.entries.last_mut()?;
        let next = match exception {
            Some(exception) => BlockStep::Fail(exception),
            None => {
                let mut scene = BlockContext {
                    inputs: &entry.inputs,
                    context: &mut self.context,
                    notes: &mut entry.notes,
                    room: self.room,
                    limit: self.limits.data,
                };
                (block.begin)(&mut scene)
            }
        };
        self.apply(program, at, next, now)
    }

    /// Does what a block wants. Gives a step when the run must stop or wait there.
    fn apply(&mut self, program: &Program, at: usize, next: BlockStep, now: Millis) -> Option<Step> {
        let current = &program.blocks[at];
        let next = match next {
            BlockStep::FoundNobody(exception, results) => match current.target(Port::Failure) {
                Some(_) => BlockStep::Fail(exception),
                None => BlockStep::Leave(Port::Success, results),
            },
            next => next,
        };
        let entry = self.entries.last_mut()?;
        let exception = match next {
            BlockStep::Call(effect, kept) => {
                let call = Call { effect: Arc::clone(&effect), reply: None, asked: now, answered: None };
                // Most blocks ask once.
                match entry.calls.is_empty() {
                    true => entry.calls = vec![call],
                    false => entry.calls.push(call),
                }
                self.state = State::Waiting { at, kept };
                return Some(Step::Perform(effect));
            }
            BlockStep::Leave(port, results) => match results.take_from(self.room) {
                Some(room) => {
                    self.room = room;
                    entry.end(Some(port), results, now);
                    return self.go_on(current, Some(port), now);
                }
                None => Exception::TooLarge { limit: self.limits.data },
            },
            BlockStep::End => {
                entry.end(None, Value::Null, now);
                return self.go_on(current, None, now);
            }
            BlockStep::Fail(exception) | BlockStep::FoundNobody(exception, _) => exception,
        };
        if current.block.is_some_and(|block| block.ports == Ports::Call) {
            entry.exception = Some(exception);
            entry.end(Some(Port::Failure), Value::Null, now);
            return self.go_on(current, Some(Port::Failure), now);
        }
        entry.exception = Some(exception.clone());
        entry.end(None, Value::Null, now);
        let outcome = Outcome::Failed { block: current.named.block.clone(), exception };
        Some(Step::Finished(self.finish(outcome, now)))
    }

    /// Leaves a block. Gives a step when nothing follows.
    fn go_on(&mut self, left: &ProgramBlock, port: Option<Port>, now: Millis) -> Option<Step> {
        if let Some(next) = port.and_then(|port| left.target(port)) {
            self.state = State::Ready { at: next };
            return None;
        }
        let outcome = Outcome::Completed { block: left.named.block.clone(), port };
        Some(Step::Finished(self.finish(outcome, now)))
    }

    /// What lies at a path, as the next block would read it.
    pub fn read(&self, path: &Path) -> Value {
        match path.root() {
            Root::Results | Root::Actions => self.look_up_action(path),
            _ => self.context.read(path),
        }
    }

    /// What lies at a path below `$.actions`, read from the entries where they are.
    fn look_up_action(&self, path: &Path) -> Value {
        let [_, id, ..] = path.keys() else { return self.actions() };
        for entry in self.entries.iter().rev() {
            if entry.block == id.as_str() && entry.is_done() {
                return match path.root() {
                    Root::Results => path.rest_of(&entry.results, 3),
                    _ => path.rest_of(&entry.to_value(), 2),
                };
            }
        }
        Value::Undefined
    }

    /// Ends a run that is late. The limit holds before each block and while an answer is due.
    fn time_out(&mut self, program: &Program, at: usize, now: Millis) -> Option<Step> {
        if now < self.deadline() {
            return None;
        }
        let outcome = Outcome::TimedOut {
            flow: program.name.clone(),
            block: program.blocks.get(at).map(|block| block.named.block.clone()).unwrap_or_default(),
            limit: self.limits.run_ms,
            in_flight: matches!(self.state, State::Waiting { .. }),
        };
        Some(Step::Finished(self.finish(outcome, now)))
    }

    /// A stored run that does not fit the program it is resumed with.
    fn changed(&mut self) -> Step {
        let outcome = Outcome::Blocked { block: None, reason: BlockedReason::FlowChanged };
        Step::Finished(self.finish(outcome, self.started))
    }

    fn finish(&mut self, outcome: Outcome, now: Millis) -> Outcome {
        if let State::Finished { outcome } = &self.state {
            return outcome.clone();
        }
        if let Some(entry) = self.entries.last_mut() {
            entry.ended.get_or_insert(now);
        }
        self.state = State::Finished { outcome: outcome.clone() };
        outcome
    }
}
