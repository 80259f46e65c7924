//! `docs/scale.md` says what a simulated agent's day asks of Salesforce: the page's tables are those that are counted here.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use desk::{Event, Gesture, Start};
use flow::{Phone, Value};
use serde_json::{Value as Json, json};
use session::sim::{Options, Simulation};
use sim::Direction;

const PAGE: &str = include_str!("../../../docs/scale.md");

/// The call center of the simulated org.
const ADAPTER: &str = "AcmeConnect";

/// The flows that ship, by file name.
const FLOWS: [(&str, &str); 4] = [
    ("call-log", include_str!("../../../flows/call-log.json")),
    ("callback-customer", include_str!("../../../flows/callback-customer.json")),
    ("click-to-dial", include_str!("../../../flows/click-to-dial.json")),
    ("voice-screen-pop", include_str!("../../../flows/voice-screen-pop.json")),
];

const SECOND_MS: u64 = 1_000;
const MINUTE_MS: u64 = 60 * SECOND_MS;
const CALLS: u64 = 60;
const SHIFT_MS: u64 = 8 * 60 * MINUTE_MS;
const SHIFT_SECONDS: usize = 8 * 60 * 60;
/// The first question, then one each 15 minutes.
const POLLS: usize = 1 + 8 * 60 / 15;

/// Of twelve calls two are dialed by a click, two come from a number that nobody has, eight from a known one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Call {
    Known,
    Unknown,
    Clicked,
}

impl Call {
    fn of(number: u64) -> Call {
        match number % 12 {
            0 | 6 => Call::Clicked,
            1 | 4 => Call::Unknown,
            _ => Call::Known,
        }
    }

    fn first(self) -> Json {
        match self {
            Call::Known => json!({ "do": "knownCall" }),
            Call::Unknown => json!({ "do": "unknownCall" }),
            Call::Clicked => {
                json!({ "do": "console", "act": { "do": "clickNumber", "number": "(415) 555-0142" } })
            }
        }
    }

    fn talk(self) -> Json {
        match self {
            Call::Known | Call::Unknown => json!({ "do": "agentAccepts" }),
            Call::Clicked => json!({ "do": "customerAnswers" }),
        }
    }
}

/// Where the agent's flows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Beside the page; the org has no package.
    Page,
    /// In the org.
    Org,
}

/// Numbers of ten digits, with or without `+1`, are those of the United States; others are none.
fn parse_phone(number: &str, _: Option<&str>) -> Option<Phone> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let home = digits.strip_prefix('1').filter(|rest| rest.len() == 10).unwrap_or(&digits);
    if home.len() != 10 {
        return None;
    }
    let national = format!("({}) {}-{}", &home[..3], &home[3..6], &home[6..]);
    Some(Phone {
        e164: format!("+1{home}").into(),
        international: format!("+1 {national}").into(),
        national: national.into(),
        country: Some("US".into()),
        national_number: home.to_owned().into(),
        extension: None,
        valid: true,
    })
}

struct Day(Simulation);

impl Day {
    fn begin(place: Place) -> Day {
        let flows = FLOWS.map(|(name, text)| (name, Value::from_json_text(text).expect("our own flow")));
        let start = Start {
            flows: if place == Place::Page { flows.to_vec() } else { Vec::new() },
            spread: 500,
            ..Start::default()
        };
        let mut day = Day(Simulation::new(start, Options { parse_phone, start: 1_772_442_000_000 }));
        match place {
            Place::Page => day.direct(json!({ "do": "removePackage" })),
            Place::Org => {
                day.direct(json!({ "do": "saveAdapter", "key": ADAPTER, "enabled": true, "settings": null }));
                for (key, text) in FLOWS {
                    let flow: Json = serde_json::from_str(text).expect("JSON");
                    let document = json!({
                        "kind": "flow", "key": key, "name": flow["name"], "source": flow["source"],
                        "event": flow["event"].as_str().unwrap_or_default(), "active": true, "definition": text,
                    });
                    day.direct(json!({ "do": "writeDocument", "adapter": ADAPTER, "document": document }));
                }
            }
        }
        day.0.begin();
        day.pass(30 * SECOND_MS);
        day.direct(json!({ "do": "setAgentState", "name": "Available" }));
        day
    }

    fn direct(&mut self, direction: Json) {
        self.0.direct(serde_json::from_value::<Direction>(direction).expect("a direction"));
    }

    fn pass(&mut self, ms: u64) {
        self.0.advance(self.0.now() + ms);
    }

    /// Five minutes with a customer: it rings, they talk, the agent writes a note in after-call work.
    fn work(&mut self, call: Call) {
        self.direct(call.first());
        self.pass(10 * SECOND_MS);
        self.direct(call.talk());
        self.pass(4 * MINUTE_MS);
        self.direct(json!({ "do": "customerHangsUp" }));
        self.pass(10 * SECOND_MS);
        let contact = self.0.platforms().world.connect().present().next().expect("a contact").id.clone();
        let text = "Asked about the invoice.".to_owned();
        self.0.handle(Event::Gesture { gesture: Gesture::Note { contact, text } });
        self.pass(MINUTE_MS);
        self.direct(json!({ "do": "agentClears" }));
    }

    /// Everything that was asked of Open CTI so far, by method, of Apex by class.
    fn counts(&self) -> BTreeMap<String, usize> {
        let facts = json!(self.0.platforms().world.facts());
        let mut counts = BTreeMap::new();
        for call in facts["calls"].as_array().expect("a list") {
            let method = call["method"].as_str().expect("a method");
            let name = match &call["args"]["apexClass"] {
                Json::String(class) => format!("`{method}` {class}"),
                _ => format!("`{method}`"),
            };
            *counts.entry(name).or_default() += 1;
        }
        counts
    }
}

/// The day of one agent. Returns what was asked when the phone was ready, and at the end.
fn day(place: Place) -> [BTreeMap<String, usize>; 2] {
    let mut day = Day::begin(place);
    let at_start = day.counts();
    let began = day.0.now();
    for number in 0..CALLS {
        day.0.advance(began + number * SHIFT_MS / CALLS);
        day.work(Call::of(number));
    }
    day.0.advance(began + SHIFT_MS);
    let facts = json!(day.0.platforms().world.facts());
    let contacts = facts["contacts"].as_array().expect("a list");
    assert_eq!(contacts.len() as u64, CALLS, "every call came about");
    assert!(contacts.iter().all(|contact| contact["talkSeconds"] == 240), "people talked: {contacts:?}");
    let logged = facts["tasks"].as_array().expect("a list").iter();
    let logged = logged.filter(|task| {
        let is_done = task["fields"]["Status"] == "Completed";
        is_done && task.to_string().contains("invoice")
    });
    assert_eq!(logged.count() as u64, CALLS, "every call is logged, with its note: {}", facts["tasks"][0]);
    [at_start, day.counts()]
}

/// Whether a method may ask Salesforce's servers. The others have nothing for a server to do.
fn may_reach_server(name: &str) -> bool {
    let local = [
        "enableClickToDial",
        "notifyInitializationComplete",
        "onClickToDial",
        "onNavigationChange",
        "setSoftphonePanelHeight",
        "setSoftphonePanelVisibility",
        "hvs.onWorkStart",
        "getAppViewInfo",
    ];
    !local.iter().any(|method| name == format!("`{method}`"))
}

/// 1234567 as 1,234,567.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[test]
fn the_tables_of_the_page_are_what_a_simulated_day_counts() {
    let [page_start, page] = day(Place::Page);
    let [org_start, org] = day(Place::Org);
    let count = |counts: &BTreeMap<String, usize>, name: &str| counts.get(name).copied().unwrap_or_default();
    let names: BTreeSet<&String> = page.keys().chain(org.keys()).collect();

    let total = |counts: &BTreeMap<String, usize>| -> usize {
        counts.iter().filter(|(name, _)| may_reach_server(name)).map(|(_, count)| count).sum()
    };
    let apex = |counts: &BTreeMap<String, usize>| -> usize {
        counts.iter().filter(|(name, _)| name.starts_with("`runApex`")).map(|(_, count)| count).sum()
    };
    let polls = |counts: &BTreeMap<String, usize>| count(counts, "`runApex` SwitchboardFlows");
    assert_eq!(polls(&page), 1);
    assert!(polls(&org) <= POLLS, "at most what the page's formula has");

    let mut by_kind = String::from(
        "| asked of Open CTI | counted as a request | flows beside the page | flows in the org |\n|---|---|--:|--:|\n",
    );
    for name in names {
        let where_to = if may_reach_server(name) { "yes" } else { "no" };
        writeln!(by_kind, "| {name} | {where_to} | {} | {} |", count(&page, name), count(&org, name))
            .expect("a text");
    }
    writeln!(by_kind, "| **requests a day** | | **{}** | **{}** |", total(&page), total(&org))
        .expect("a text");
    writeln!(
        by_kind,
        "| of these in the first 30 seconds | | {} | {} |",
        total(&page_start),
        total(&org_start)
    )
    .expect("a text");
    writeln!(by_kind, "| of these `runApex` | | {} | {} |", apex(&page), apex(&org)).expect("a text");

    let mut by_agents = String::from(
        "| agents | flows beside the page | flows in the org | of these `runApex` | requests a second | of Enterprise's limit | of Unlimited's limit |\n|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for agents in [100, 1_000, 5_000] {
        let of = |limit: usize| {
            let percent = (agents * total(&org) * 100).div_ceil(limit);
            format!("{percent} % of {}", grouped(limit))
        };
        writeln!(
            by_agents,
            "| {} | {} | {} | {} | {} | {} | {} |",
            grouped(agents),
            grouped(agents * total(&page)),
            grouped(agents * total(&org)),
            grouped(agents * apex(&org)),
            (agents * total(&org)).div_ceil(SHIFT_SECONDS),
            of(100_000 + 1_000 * agents),
            of(100_000 + 5_000 * agents),
        )
        .expect("a text");
    }
    for table in [by_kind, by_agents] {
        assert!(PAGE.contains(&table), "docs/scale.md should say:\n\n{table}");
    }
}
