//! A page beside a simulated org on its virtual clock.

use desk::{Event, Finding, Gesture, Problem, Start};
use flow::{AppView, Value};
use panel_protocol::FlowsSource;
use serde_json::{Value as Json, json};
use session::sim::{Options, Simulation};
use sim::Direction;

/// The call center of the simulated org.
pub(crate) const ADAPTER: &str = "AcmeConnect";
pub(crate) const MINUTE_MS: u64 = 60_000;

/// A flow that says a word when the agent moves to another page of Salesforce.
pub(crate) fn saying(word: &str) -> Json {
    json!({ "actions": [
        { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
        { "id": "uid-1", "type": "SE_Alert", "controls": { "message": word }, "ports": {} },
    ] })
}

/// The same, but it asks the org's Apex for a person before it says the word.
pub(crate) fn asking_first(word: &str) -> Json {
    json!({ "actions": [
        { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
        { "id": "uid-1", "type": "SE_SFGetContactId", "controls": { "formattedPhoneNumber": "+14155550142" },
            "ports": { "success": "uid-2", "failure": "uid-2" } },
        { "id": "uid-2", "type": "SE_Alert", "controls": { "message": word }, "ports": {} },
    ] })
}

pub(crate) const BROKEN: &str =
    r#"{"actions":[{"id":"uid-0","type":"SE_Start"},{"id":"uid-1","type":"Nobody_Knows"}]}"#;

/// The page, beside an org with its classes. Its own flow says `page`.
pub(crate) struct Page(pub(crate) Simulation);

pub(crate) fn page() -> Page {
    page_with("{}", 500)
}

pub(crate) fn page_with(config_document: &str, spread: u32) -> Page {
    let mut own = saying("page");
    (own["name"], own["source"], own["event"]) =
        ("Own".into(), "salesforceUi".into(), "onNavigationChange".into());
    let start = Start {
        flows: vec![("own.json", Value::from_json(&own))],
        config: serde_json::from_str(config_document).expect("a configuration"),
        config_document: config_document.to_owned(),
        spread,
        ..Start::default()
    };
    Page(Simulation::new(start, Options { parse_phone: |_, _| None, start: 1_772_442_000_000 }))
}

impl Page {
    pub(crate) fn direct(&mut self, direction: Json) {
        self.0.direct(serde_json::from_value::<Direction>(direction).expect("a direction"));
    }

    pub(crate) fn adapter(&mut self, enabled: bool, settings: Option<&str>) {
        self.direct(json!({ "do": "saveAdapter", "key": ADAPTER, "enabled": enabled, "settings": settings }));
    }

    pub(crate) fn write(&mut self, kind: &str, key: &str, fields: Json) {
        let mut document = json!({ "kind": kind, "key": key, "name": key, "active": true });
        if kind == "flow" {
            (document["source"], document["event"]) = ("salesforceUi".into(), "onNavigationChange".into());
        }
        for (field, value) in fields.as_object().expect("fields") {
            document[field] = value.clone();
        }
        self.direct(json!({ "do": "writeDocument", "adapter": ADAPTER, "document": document }));
    }

    /// The flow of the org says this word from now on.
    pub(crate) fn write_saying(&mut self, word: &str) {
        self.write("flow", "greet", json!({ "definition": saying(word).to_string() }));
    }

    pub(crate) fn fault(&mut self, name: &str) {
        self.direct(json!({ "do": "injectNamed", "name": name }));
    }

    pub(crate) fn pass(&mut self, ms: u64) {
        self.0.advance(self.0.now() + ms);
    }

    pub(crate) fn look(&mut self) {
        self.0.handle(Event::Gesture { gesture: Gesture::LookForFlows });
    }

    pub(crate) fn navigate(&mut self) {
        self.0.handle(Event::Navigation { view: AppView::default() });
    }

    /// The words that flows have said so far.
    pub(crate) fn said(&self) -> Vec<String> {
        let view = self.0.desk().panel_view();
        view.notifications.into_iter().map(|said| said.text).collect()
    }

    /// What the flow in force says.
    #[track_caller]
    pub(crate) fn check_says(&mut self, word: &str) {
        self.navigate();
        assert_eq!(self.said().last().map(String::as_str), Some(word));
    }

    pub(crate) fn source(&self) -> FlowsSource {
        self.0.desk().panel_view().flows.source
    }

    /// The findings about flows, each with its name and its detail.
    pub(crate) fn findings(&self) -> Vec<String> {
        let problems: Vec<Problem> = self.0.desk().view(self.0.now()).problems;
        let text = |Finding { code, name, detail, also, .. }: Finding<'_>| {
            format!("{code} {name}: {detail}{}", if also { " (also)" } else { "" })
        };
        let about =
            |finding: &Finding<'_>| finding.code.starts_with("org-") || finding.code.starts_with("flow");
        problems.iter().map(Problem::finding).filter(about).map(text).collect()
    }

    /// The copy that the browser keeps.
    pub(crate) fn copy(&self) -> Option<String> {
        self.0.platforms().kept_flows.get(ADAPTER).cloned()
    }

    /// How often the org was asked.
    pub(crate) fn asked(&self) -> usize {
        let calls = json!(self.0.platforms().world.facts())["calls"].as_array().cloned().unwrap_or_default();
        calls.iter().filter(|call| call["args"]["apexClass"] == "SwitchboardFlows").count()
    }
}

/// An org with an enabled adapter whose flow says `one`.
pub(crate) fn enabled() -> Page {
    let mut page = page();
    page.adapter(true, None);
    page.write_saying("one");
    page
}
