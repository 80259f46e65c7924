//! Going back: what a later release has kept in the browser this one leaves as it is, and says so.

use crate::common::{World, call, config, files, kind_world, world};
use desk::{
    AgentEventKind, AgentSnapshot, ClickToDial, ConnectEvent, ContactEventKind, ContactState, Direction,
    Event, Memory, PortEffect, Problem, Properties, Restored, Start, StoredDocument, cached_settings,
    check_forms,
};
use flow::{HostEffect, LogLevel, Map};
use session::Session;

const REMEMBER: (&str, &str) = (
    "remember.json",
    r#"{ "source": "salesforceUi", "event": "onClickToDial", "actions": [
        { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
        { "id": "uid-1", "type": "SE_SetProperty", "controls": { "key": "last", "value": "$.payload.number" } } ] }"#,
);

const MEMORY: &str = r#"{"version":2,"contacts":{"c1":{"log":"confirmed"}},"agents":[]}"#;
const PROPERTIES: &str = r#"{"ac:version":2,"last":{"value":"7"}}"#;
const SETTINGS: &str = r#"{"version":"2","/switchboardConnect/country":"DE"}"#;
const FORMS: &str = r#"{"version":2,"forms":{}}"#;

/// A page whose browser holds these documents.
struct Page(Session<World>);

impl Page {
    /// Reads the documents as the page does (`crates/adapter/src/store.rs`).
    fn load(memory: &str, properties: &str, settings: &str, forms: &str) -> Page {
        fn take<T>(later: &mut Vec<StoredDocument>, document: StoredDocument, read: Restored<T>) -> T {
            if read.is_from_later_release() {
                later.push(document);
            }
            read.value
        }
        let mut later = Vec::new();
        let start = Start {
            config: config(),
            flows: files(&[REMEMBER]),
            memory: take(&mut later, StoredDocument::Memory, Memory::from_text(memory)),
            properties: take(&mut later, StoredDocument::Properties, Properties::from_text(properties)),
            cached_settings: take(&mut later, StoredDocument::Settings, cached_settings::from_text(settings)),
            ..Start::default()
        };
        later.extend(check_forms(forms).map(|_| StoredDocument::Forms));
        let start = Start { later_release: later, ..start };
        let mut browser = world(&start, kind_world);
        memory.clone_into(&mut browser.kept);
        properties.clone_into(&mut browser.shared);
        settings.clone_into(&mut browser.settings);
        Page(Session::new(start, browser))
    }

    fn browser(&self) -> &World {
        self.0.ports()
    }

    fn handle(&mut self, event: Event) {
        if let Event::Properties { text } = &event {
            self.0.ports_mut().shared.clone_from(text);
        }
        self.0.handle(event);
    }

    fn known(&self) -> String {
        self.0.desk().properties().to_text()
    }

    fn saves(&self) -> usize {
        let save = |effect: &&PortEffect| matches!(effect, PortEffect::Host(HostEffect::SaveRecord(_)));
        self.browser().performed.iter().filter(save).count()
    }

    /// The console's warnings, each of them about the properties.
    fn warnings(&self) -> usize {
        let warnings = self.browser().logged.iter().filter(|(level, _)| *level == LogLevel::Warn);
        warnings
            .inspect(|(_, text)| assert!(text.starts_with("the stored properties has version 2"), "{text}"))
            .count()
    }

    /// A clicked number and a whole call: everything there is to keep.
    fn work(&mut self) {
        self.handle(Event::SalesforceReady);
        self.handle(Event::Connect { connect: ConnectEvent::Initialized });
        self.handle(Event::Agent { kind: AgentEventKind::Init, agent: AgentSnapshot::default() });
        self.click("(415) 555-0142");
        for (kind, state) in [
            (ContactEventKind::Connecting, ContactState::Connecting),
            (ContactEventKind::Connected, ContactState::Connected),
            (ContactEventKind::Ended, ContactState::Ended),
        ] {
            let contact = Box::new(call("c9", Direction::Inbound, state, crate::common::START));
            self.handle(Event::Contact { kind, contact });
        }
    }

    fn click(&mut self, number: &str) {
        let click = ClickToDial { number: number.into(), ..ClickToDial::default() };
        self.handle(Event::ClickToDial { click });
    }

    #[track_caller]
    fn check_problems(&self, expected: &[Problem]) {
        assert_eq!(self.0.desk().view(crate::common::START).problems, expected);
    }
}

// Shows: issue-10-later-release
#[test]
fn what_a_later_release_has_kept_is_left_as_it_is_and_the_phone_works() {
    let mut page = Page::load(MEMORY, PROPERTIES, SETTINGS, FORMS);
    page.work();
    assert_eq!(page.browser().kept, MEMORY);
    assert_eq!(page.browser().shared, PROPERTIES);
    assert_eq!(page.browser().settings, SETTINGS);
    page.check_problems(&[Problem::LaterRelease]);
    assert!(page.saves() >= 2, "the call is logged all the same: {}", page.saves());
    let finding = Problem::LaterRelease;
    assert!(!finding.finding().stops && finding.finding().code == "later-release");
}

#[test]
fn each_document_is_for_itself() {
    for (memory, properties, settings, forms) in [
        (MEMORY, "", "{}", "[]"),
        ("{}", PROPERTIES, "{}", "[]"),
        ("{}", "", SETTINGS, "[]"),
        ("{}", "", "{}", FORMS),
    ] {
        let mut page = Page::load(memory, properties, settings, forms);
        page.work();
        page.check_problems(&[Problem::LaterRelease]);
        assert_eq!(page.browser().kept == memory, memory == MEMORY, "{}", page.browser().kept);
        assert_eq!(
            page.browser().shared == properties,
            properties == PROPERTIES,
            "{}",
            page.browser().shared
        );
        assert_eq!(page.browser().settings == settings, settings == SETTINGS, "{}", page.browser().settings);
    }
}

#[test]
fn documents_of_this_release_and_of_earlier_ones_are_replaced() {
    for (memory, properties, settings, forms) in [
        ("{}", "{}", "{}", "[]"),
        (r#"{"version":1,"contacts":{}}"#, r#"{"ac:version":1}"#, r#"{"version":"1"}"#, r#"{"version":1}"#),
        ("{", "[", "5", "{"),
    ] {
        let mut page = Page::load(memory, properties, settings, forms);
        page.work();
        page.check_problems(&[]);
        assert!(
            page.browser().kept.starts_with(r#"{"version":1,"contacts":{"c9":"#),
            "{}",
            page.browser().kept
        );
        assert!(page.browser().shared.starts_with(r#"{"ac:version":1,"#), "{}", page.browser().shared);
        assert_eq!(page.browser().settings, r#"{"version":"1"}"#);
    }
}

// Shows: issue-10-later-release
#[test]
fn a_tab_of_a_later_release_that_comes_meanwhile_is_not_written_over() {
    let mut page = Page::load("{}", "", "{}", "[]");
    page.work();
    page.handle(Event::Properties { text: PROPERTIES.to_owned() });
    page.check_problems(&[Problem::LaterRelease]);
    assert_eq!(page.warnings(), 1);
    let known = page.known();
    assert!(known.contains("0142"), "flows go on with what this page knew: {known}");
    page.click("5");
    assert_eq!(page.browser().shared, PROPERTIES);
    let known = page.known();
    assert!(known.contains(r#""last":"5""#), "what a flow sets from now on holds for this page: {known}");
    // It signs out, or somebody deletes the data: then there is nothing left that could be lost.
    page.handle(Event::Properties { text: String::new() });
    page.check_problems(&[]);
    page.handle(Event::Connect { connect: ConnectEvent::SignedOut });
}

// Shows: issue-10-stored-0.1
#[test]
fn settings_of_version_0_1_and_of_this_release_are_read_and_those_of_0_1_read_ours() {
    let text = include_str!("../../../../tests/compat/0.1/stored/settings.json");
    let Restored { value, problems } = cached_settings::from_text(text);
    assert_eq!(problems, []);
    let settings = value.expect("settings");
    assert_eq!(settings.get("/switchboardConnect/country").map(String::as_str), Some("DE"));
    assert_eq!(settings.len(), 7);
    let kept = cached_settings::to_text(&settings);
    assert_eq!(cached_settings::from_text(&kept), Some(settings.clone()).into());
    // Release 0.1 reads a flat map of texts, and items by their names.
    let as_0_1: Map<String> = serde_json::from_str(&kept).expect("texts");
    assert!(settings.iter().all(|(name, value)| as_0_1.get(name) == Some(value)));
}

#[test]
fn settings_that_cannot_be_read_are_none_and_have_a_name() {
    for text in ["", "[]", r#"{"a":5}"#, r#"{"version":"soon"}"#, r#"{"version":"-1"}"#] {
        let Restored { value, problems } = cached_settings::from_text(text);
        assert_eq!(value, None, "{text}");
        let said = problems.first().map(ToString::to_string).unwrap_or_default();
        assert!(said.starts_with("the stored settings cannot be read: "), "{text}: {said}");
    }
    let Restored { value, problems } = cached_settings::from_text(SETTINGS);
    assert_eq!(value, None);
    assert_eq!(
        problems.first().map(ToString::to_string).as_deref(),
        Some("the stored settings has version 2, this release reads up to version 1")
    );
}

#[test]
fn forms_of_a_later_release_are_named() {
    assert_eq!(
        check_forms(FORMS).map(|problem| problem.to_string()).as_deref(),
        Some("the stored forms has version 2, this release reads up to version 1")
    );
    for text in ["", "[]", "{}", r#"{"version":1,"forms":[]}"#, r#"{"version":"2"}"#, r#"{"version":-1}"#] {
        assert_eq!(check_forms(text), None, "{text}");
    }
}
