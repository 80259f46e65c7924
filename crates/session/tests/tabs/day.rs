//! A browser with tabs of one agent, and what came of her day.

use desk::{AgentEventKind, AgentSnapshot, ConnectEvent, Event, Gesture, Notice, Start};
use flow::{Phone, Value};
use panel_protocol::PanelView;
use serde_json::{Value as Json, json};
use session::Output;
use session::sim::{Browser, Options, TabId};
use sim::Direction;
use sim::console::ConsoleAct;

const START: u64 = 1_772_442_000_000;

/// The flows that ship, by file name.
const FLOWS: [(&str, &str); 4] = [
    ("call-log", include_str!("../../../../flows/call-log.json")),
    ("callback-customer", include_str!("../../../../flows/callback-customer.json")),
    ("click-to-dial", include_str!("../../../../flows/click-to-dial.json")),
    ("voice-screen-pop", include_str!("../../../../flows/voice-screen-pop.json")),
];

/// Numbers of ten digits, with or without `+1`, are those of the United States; others are none.
fn parse_phone(number: &str, _: Option<&str>) -> Option<Phone> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let home = digits.strip_prefix('1').filter(|rest| rest.len() == 10).unwrap_or(&digits);
    (home.len() == 10).then(|| Phone {
        e164: format!("+1{home}").into(),
        international: format!("+1 {home}").into(),
        national: format!("({}) {}-{}", &home[..3], &home[3..6], &home[6..]).into(),
        country: Some("US".into()),
        national_number: home.to_owned().into(),
        extension: None,
        valid: true,
    })
}

/// A browser in which the agent is available.
pub(crate) struct Day {
    pub(crate) browser: Browser,
    pub(crate) flows: Vec<(&'static str, Value)>,
    /// What tabs have said that are closed.
    said: Vec<Output>,
}

impl Day {
    /// With so many tabs, the last one in front.
    pub(crate) fn begin(tabs: usize) -> Day {
        Day::in_org(tabs, false)
    }

    /// The same in an org that has the org package, or has not.
    pub(crate) fn in_org(tabs: usize, package: bool) -> Day {
        let flows = FLOWS.map(|(name, text)| (name, Value::from_json_text(text).expect("our own flow")));
        Day::start(tabs, flows.to_vec(), package)
    }

    /// With other flows, in an org without the org package.
    pub(crate) fn with_flows(tabs: usize, flows: Vec<(&'static str, Value)>) -> Day {
        Day::start(tabs, flows, false)
    }

    fn start(tabs: usize, flows: Vec<(&'static str, Value)>, package: bool) -> Day {
        let browser = Browser::new(Options { parse_phone, start: START });
        let mut day = Day { browser, flows, said: Vec::new() };
        if !package {
            day.direct(json!({ "do": "removePackage" }));
        }
        for _ in 0..tabs {
            day.open();
            day.pass(1_000);
        }
        day.direct(json!({ "do": "setAgentState", "name": "Available" }));
        day.pass(10_000);
        day
    }

    pub(crate) fn open(&mut self) -> TabId {
        self.browser.open(Start { flows: self.flows.clone(), spread: 500, ..Start::default() })
    }

    pub(crate) fn close(&mut self, tab: TabId) {
        self.said.extend(self.browser.platforms(tab).said.iter().cloned());
        self.browser.close(tab);
    }

    pub(crate) fn direct(&mut self, direction: Json) {
        self.browser.direct(serde_json::from_value::<Direction>(direction).expect("a direction"));
    }

    pub(crate) fn pass(&mut self, ms: u64) {
        self.browser.advance(self.browser.now() + ms);
    }

    pub(crate) fn press(&mut self, tab: TabId, gesture: Gesture) {
        self.browser.handle(tab, Event::Pressed { message: gesture.to_message() });
    }

    pub(crate) fn click(&mut self, tab: TabId, number: &str) {
        let act = ConsoleAct::ClickNumber { number: number.to_owned(), record_id: None, params: None };
        self.browser.act(tab, act);
    }

    /// The agent signs out of Amazon Connect, in every tab.
    pub(crate) fn sign_out(&mut self) {
        for tab in self.browser.tabs() {
            self.browser.handle(tab, Event::Connect { connect: ConnectEvent::SignedOut });
        }
        self.pass(1_000);
    }

    /// An agent signs in, in every tab; the one of the simulated instance is `ana.ng`.
    pub(crate) fn sign_in(&mut self, username: &str) {
        let agent = AgentSnapshot {
            name: username.to_owned(),
            username: Some(username.to_owned()),
            state: "Available".to_owned(),
            ..AgentSnapshot::default()
        };
        for tab in self.browser.tabs() {
            self.browser.handle(tab, Event::Agent { kind: AgentEventKind::Init, agent: agent.clone() });
        }
        self.pass(60_000);
    }

    /// The tab that leads; a frozen one does not.
    pub(crate) fn leader(&self) -> Option<TabId> {
        self.awake().into_iter().find(|tab| self.browser.desk(*tab).leads())
    }

    /// Some tab that follows.
    pub(crate) fn follower(&self) -> TabId {
        self.awake().into_iter().find(|tab| !self.browser.desk(*tab).leads()).expect("a tab that follows")
    }

    /// The tabs that are not frozen.
    pub(crate) fn awake(&self) -> Vec<TabId> {
        let mut tabs = self.browser.tabs();
        tabs.retain(|tab| !self.browser.is_frozen(*tab));
        tabs
    }

    pub(crate) fn facts(&self) -> Json {
        json!(self.browser.world().facts())
    }

    /// The call that is there.
    pub(crate) fn contact(&self) -> String {
        self.browser.world().connect().present().next().expect("a contact").id.clone()
    }

    pub(crate) fn panel(&self, tab: TabId) -> PanelView {
        PanelView::from_message(&self.browser.platforms(tab).panel).expect("our own message")
    }

    /// Everything that was said, in tabs that are closed as well.
    pub(crate) fn notices(&self) -> Vec<Notice> {
        let open = self.browser.tabs().into_iter().flat_map(|tab| &self.browser.platforms(tab).said);
        let notices = self.said.iter().chain(open).filter_map(|output| match output {
            Output::Announce(notice) => Some(notice.clone()),
            _ => None,
        });
        notices.collect()
    }

    /// The logs of calls.
    pub(crate) fn logs(&self) -> Vec<Json> {
        let mut tasks = self.facts()["tasks"].as_array().expect("a list").clone();
        tasks.retain(|task| task["fields"]["CallObject"].is_string());
        tasks
    }

    pub(crate) fn pops(&self) -> Vec<Json> {
        self.facts()["pops"].as_array().expect("a list").clone()
    }

    pub(crate) fn dials(&self) -> usize {
        self.facts()["dials"].as_array().expect("a list").len()
    }
}
