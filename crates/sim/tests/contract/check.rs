//! What a case is, and how its assertions are counted.

use std::fmt::Debug;
use std::ops::AddAssign;

use serde_json::{Value, json};
use sim::{CallAnswer, CcpId, ConsoleAct, ConsoleId, Direction, Strictness, World, WorldOptions};

/// Asserts that two things are the same. A macro, because both may need the world to be told.
macro_rules! same {
    ($check:ident, $what:expr, $actual:expr, $expected:expr $(,)?) => {{
        let (actual, expected) = ($actual, $expected);
        $check.same($what, actual, expected)
    }};
}

/// Asserts that something holds.
macro_rules! that {
    ($check:ident, $what:expr, $held:expr $(,)?) => {{
        let held = $held;
        $check.that($what, held)
    }};
}

pub(crate) use {same, that};

/// One named case.
pub(crate) struct Case {
    /// What it shows, unique.
    pub(crate) name: &'static str,
    /// The section of the contract reference it comes from.
    pub(crate) section: &'static str,
    /// What is asserted.
    pub(crate) run: fn(&mut Check),
}

/// How many assertions held.
#[derive(Clone, Copy, Default)]
pub(crate) struct Tally {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Runs one case and prints its line.
pub(crate) fn run(case: &Case, strict: &Strictness) -> Tally {
    let mut check = Check::new(WorldOptions { strict: strict.clone(), ..WorldOptions::default() });
    (case.run)(&mut check);
    let Check { tally, failures, .. } = check;
    let verdict = if tally.failed == 0 { "ok" } else { "FAILED" };
    println!(
        "case {} [{}] ... {verdict} ({} assertions)",
        case.name,
        case.section,
        tally.passed + tally.failed
    );
    failures.iter().for_each(|failure| println!("    {failure}"));
    tally
}

/// A world with one console and one Contact Control Panel, and assertions about it.
pub(crate) struct Check {
    pub(crate) world: World,
    pub(crate) console: ConsoleId,
    pub(crate) ccp: CcpId,
    options: WorldOptions,
    tally: Tally,
    failures: Vec<String>,
}

impl Check {
    fn new(options: WorldOptions) -> Self {
        let (world, console, ccp) = open(&options);
        Check { world, console, ccp, options, tally: Tally::default(), failures: Vec::new() }
    }

    /// Begins again, with other options. Strictnesses stay.
    pub(crate) fn remake(&mut self, change: impl FnOnce(&mut WorldOptions)) {
        let mut options = self.options.clone();
        change(&mut options);
        (self.world, self.console, self.ccp) = open(&options);
    }

    /// Asserts that two things are the same.
    pub(crate) fn same<T: Debug + PartialEq>(&mut self, what: &str, actual: T, expected: T) {
        let held = actual == expected;
        self.count(held, || format!("{what}: expected {expected:?}, found {actual:?}"));
    }

    /// Asserts that something holds.
    pub(crate) fn that(&mut self, what: &str, held: bool) {
        self.count(held, || what.to_owned());
    }

    fn count(&mut self, held: bool, failure: impl FnOnce() -> String) {
        if held {
            self.tally.passed += 1;
        } else {
            self.tally.failed += 1;
            self.failures.push(failure());
        }
    }

    /// Calls a method of Open CTI.
    pub(crate) fn call(&mut self, method: &str, args: Value) -> CallAnswer {
        self.world.call(self.console, method, &args)
    }

    /// Asserts that a method of Open CTI succeeds.
    pub(crate) fn succeeds(&mut self, method: &str, args: Value) {
        let what = format!("{method} {args}");
        let code = self.call(method, args).error_code().map(str::to_owned);
        self.same(&what, code, None);
    }

    /// Asserts that a method of Open CTI fails with a code.
    pub(crate) fn fails(&mut self, method: &str, args: Value, code: &str) {
        let what = format!("{method} {args}");
        let found = self.call(method, args).error_code().map(str::to_owned);
        self.same(&what, found, Some(code.to_owned()));
    }

    /// The return value of a method of Open CTI; null when it failed.
    pub(crate) fn value(&mut self, method: &str, args: Value) -> Value {
        self.call(method, args).value().cloned().unwrap_or(Value::Null)
    }

    /// Does something in the console.
    pub(crate) fn act(&mut self, act: ConsoleAct) {
        self.world.act(self.console, act);
    }

    /// Makes things happen.
    pub(crate) fn direct(&mut self, direction: Direction) {
        self.world.direct(direction);
    }

    /// Lets time pass.
    pub(crate) fn wait(&mut self, ms: u64) {
        let until = self.world.now() + ms;
        self.world.advance(until);
    }

    /// What waits for the softphone page, of one method.
    pub(crate) fn events(&mut self, method: &str) -> Vec<Value> {
        let messages = self.world.to_softphone(self.console);
        messages
            .into_iter()
            .filter(|message| message["methodName"] == method)
            .map(|mut m| m["response"].take())
            .collect()
    }

    /// What waits for the page of the panel.
    pub(crate) fn posted(&mut self) -> Vec<Value> {
        self.world.to_page(self.ccp)
    }

    /// Sends a request through the panel and takes its answer.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Option<Value> {
        self.world.to_page(self.ccp);
        let data = json!({ "event": "api_request", "requestId": "r1", "method": method, "params": params });
        self.world.from_page(self.ccp, &json!({ "event": "api_request", "data": data }));
        self.posted()
            .into_iter()
            .find(|message| message["event"] == "api_response")
            .map(|mut m| m["data"].take())
    }

    /// The agent's data now.
    pub(crate) fn snapshot(&self) -> Value {
        self.world.connect().agent_data(self.world.now())["snapshot"].clone()
    }

    /// The id of the record of a name.
    pub(crate) fn id_of(&self, object: &str, name: &str) -> String {
        let mut records = self.world.org().records();
        let record = records.find(|record| record.object == object && record.name() == name);
        record.map(|record| record.id.clone()).unwrap_or_default()
    }
}

fn open(options: &WorldOptions) -> (World, ConsoleId, CcpId) {
    let mut world = World::new(options.clone());
    let (console, ccp) = (world.open_console(), world.open_ccp());
    (world, console, ccp)
}
