//! A page that is frozen, sleeps, or whose computer's clock is set: in the simulator, through the whole session.

use desk::Start;
use flow::Phone;
use serde_json::{Value as Json, json};
use session::sim::{Options, Simulation};
use sim::Direction;

const MINUTE_MS: u64 = 60_000;
const HOUR_MS: i64 = 3_600_000;

/// Every number is one: the tests are about time.
fn any_phone(number: &str, _: Option<&str>) -> Option<Phone> {
    let number = flow::Text::new(number);
    Some(Phone {
        e164: number.clone(),
        national: number.clone(),
        international: number.clone(),
        country: None,
        national_number: number,
        extension: None,
        valid: true,
    })
}

struct Page(Simulation);

impl Page {
    /// A page with an agent who talks with a customer.
    fn in_a_call() -> Page {
        let options = Options { parse_phone: any_phone, start: 1_772_442_000_000 };
        let mut page = Page(Simulation::new(Start::default(), options));
        page.0.begin();
        page.pass(MINUTE_MS);
        page.direct(json!({ "do": "knownCall" }));
        page.pass(5_000);
        page.direct(json!({ "do": "agentAccepts" }));
        page.pass(5_000);
        page
    }

    fn direct(&mut self, direction: Json) {
        self.0.direct(read(direction));
    }

    fn pass(&mut self, ms: u64) {
        self.0.advance(self.0.now() + ms);
    }

    /// Frozen for so long, in which this happens.
    fn freeze(&mut self, ms: u64, lost: bool, directions: &[&str]) {
        let directions = directions.iter().map(|what| read(json!({ "do": what }))).collect();
        self.0.freeze(directions, self.0.now() + ms, lost);
    }

    /// The one log of the call: how it stands, and its length in seconds.
    #[track_caller]
    fn log(&self) -> (String, Option<u64>) {
        let facts = json!(self.0.platforms().world.facts());
        let tasks = facts["tasks"].as_array().expect("a list");
        let logs: Vec<&Json> = tasks.iter().filter(|task| task["fields"]["CallObject"].is_string()).collect();
        let [log] = logs[..] else { panic!("one log: {logs:?}") };
        let fields = &log["fields"];
        let status = fields["Status"].as_str().expect("a status").to_owned();
        (status, fields["CallDurationInSeconds"].as_u64())
    }
}

fn read(direction: Json) -> Direction {
    serde_json::from_value(direction).expect("a direction")
}

// Shows: F9
#[test]
fn a_call_that_ends_while_the_page_is_frozen_is_logged_once_and_as_long_as_it_was() {
    // Of one that has gone altogether nobody can tell how long it was.
    for (lost, cleared, seconds) in [(false, false, Some(5)), (false, true, None), (true, false, Some(5))] {
        let mut page = Page::in_a_call();
        let directions: &[&str] =
            if cleared { &["customerHangsUp", "agentClears"] } else { &["customerHangsUp"] };
        page.freeze(10 * MINUTE_MS, lost, directions);
        page.pass(MINUTE_MS);
        assert_eq!(page.log(), ("Completed".to_owned(), seconds), "lost: {lost}, cleared: {cleared}");
        // What is said again changes nothing.
        page.freeze(MINUTE_MS, false, &[]);
        page.freeze(MINUTE_MS, false, if cleared { &[] } else { &["agentClears"] });
        page.pass(MINUTE_MS);
        assert_eq!(page.log(), ("Completed".to_owned(), seconds), "lost: {lost}, cleared: {cleared}");
    }
}

// Shows: F9
#[test]
fn a_call_that_came_while_the_page_was_frozen_rings_when_it_goes_on() {
    for lost in [false, true] {
        let mut page = Page::in_a_call();
        page.direct(json!({ "do": "customerHangsUp" }));
        page.direct(json!({ "do": "agentClears" }));
        page.pass(MINUTE_MS);
        page.direct(json!({ "do": "setAgentState", "name": "Available" }));
        page.freeze(5_000, lost, &["knownCall"]);
        let shown = page.0.desk().view(page.0.now()).phone;
        assert_eq!(shown, desk::PhoneState::Ringing, "lost: {lost}");
    }
}

// Shows: F13
#[test]
fn a_clock_that_is_set_in_a_call_changes_neither_its_length_nor_when_it_is_logged() {
    for jumps in [[HOUR_MS, 0], [-HOUR_MS, 0], [HOUR_MS, -HOUR_MS], [-HOUR_MS, 24 * HOUR_MS]] {
        let mut page = Page::in_a_call();
        for ahead_ms in jumps {
            page.0.set_clock(ahead_ms);
            page.pass(10_000);
            // Anything that is reported brings the computer's clock along.
            page.direct(json!({ "do": "setAgentState", "name": "Lunch" }));
            page.pass(10_000);
        }
        page.direct(json!({ "do": "customerHangsUp" }));
        page.direct(json!({ "do": "agentClears" }));
        page.pass(5_000);
        assert_eq!(page.log(), ("Completed".to_owned(), Some(45)), "{jumps:?}");
    }
}

// Shows: F13
#[test]
fn a_click_that_waits_while_the_clock_is_set_is_dialed_as_ever() {
    for ahead_ms in [HOUR_MS, -HOUR_MS] {
        let options = Options { parse_phone: any_phone, start: 1_772_442_000_000 };
        let mut page = Page(Simulation::new(Start::default(), options));
        page.0.begin();
        page.pass(MINUTE_MS);
        page.0.handle(desk::Event::Connect { connect: desk::ConnectEvent::SignInNeeded });
        page.direct(json!({ "do": "console", "act": { "do": "clickNumber", "number": "+14155550142" } }));
        page.0.set_clock(ahead_ms);
        page.pass(20_000);
        page.direct(json!({ "do": "setAgentState", "name": "Lunch" }));
        page.pass(5_000);
        let facts = json!(page.0.platforms().world.facts());
        assert_eq!(facts["dials"].as_array().map(Vec::len), Some(1), "{ahead_ms}: {}", facts["clicks"]);
    }
}
