//! What release 0.1 wrote (`tests/compat/0.1`) loads with the same effect, or with a finding that is named here. One test a kind of
//! file; forms that an agent has begun are read by the panel's own test and by the end-to-end case `stored-by-first-release`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use callcenter::Severity as CallCenterSeverity;
use deployment::upgrade::{Need, steps};
use deployment::{Configuration, ConfigurationError, Deployment, Finding, SourceFile};
use desk::{Config, LogMemory, Memory, Properties, cached_settings, check_forms};
use flow::{Document, Severity, Source, check_trigger, compile};
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn folder() -> PathBuf {
    root().join("tests/compat/0.1")
}

fn read(name: &str) -> String {
    let path = folder().join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn json(name: &str) -> Value {
    serde_json::from_str(&read(name)).expect("JSON")
}

/// The files of a folder whose names end so, and do not end otherwise.
fn sources(below: &str, end: &str, without: &str) -> Vec<SourceFile> {
    let mut names: Vec<String> = fs::read_dir(folder().join(below))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(end) && !name.ends_with(without))
        .collect();
    names.sort();
    names.iter().map(|name| SourceFile::new(name, read(&format!("{below}/{name}")))).collect()
}

fn flows() -> Vec<SourceFile> {
    sources("flows", ".json", ".scenario.json")
}

fn actions() -> Vec<SourceFile> {
    sources("actions", ".action.json", "\0")
}

/// What `cti` prints and ends with, in the folder.
fn cti(arguments: &[&str]) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_cti"))
        .current_dir(folder())
        .args(arguments)
        .output()
        .expect("cti runs");
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (said, output.status.code())
}

/// Every key of a schema's maps, with dots.
fn keys(schema: &Value, before: &str, found: &mut Vec<String>) {
    for (key, about) in schema["properties"].as_object().into_iter().flatten() {
        let path = format!("{before}{key}");
        if about["properties"].is_object() {
            keys(about, &format!("{path}."), found);
        } else {
            found.push(path);
        }
    }
}

fn at<'v>(document: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('.').try_fold(document, |part, key| part.get(key))
}

/// Named: an org is asked for by name now.
// Shows: issue-10-compat-0.1
#[test]
fn the_configuration_that_shipped_needs_its_orgs_named() {
    let text = read("adapter.json");
    let configuration = Configuration::parse(&text).expect("every key is known");
    let refused = Deployment::new(configuration, &flows(), &actions()).expect_err("no org");
    assert_eq!(refused, ConfigurationError::NoOrgs.into());
    let mended = text.replace(r#""origins": []"#, r#""origins": "any""#);
    assert_ne!(mended, text);
    let configuration = Configuration::parse(&mended).expect("a configuration");
    let deployment = Deployment::new(configuration, &flows(), &actions()).expect("a deployment");
    assert_eq!(deployment.findings(), [Finding::OpenToAny], "which 0.1 said, too");
    let config = Config::from_json(deployment.config()).expect("the page reads it");
    let mut expected = Config::default();
    expected.call_log.refresh_view = true;
    assert_eq!(config, expected, "0.1's file says the defaults");
}

/// Named: the page asks a service of the deployment's own on its own origin only.
// Shows: issue-10-compat-0.1
#[test]
fn every_key_of_a_configuration_has_its_effect() {
    let (schema, text) = (json("adapter.schema.json"), read("adapter-full.json"));
    let document: Value = serde_json::from_str(&text).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("0.1's schema");
    assert!(validator.is_valid(&document), "0.1 takes it");
    let mut all = Vec::new();
    keys(&schema, "", &mut all);
    assert!(all.len() > 40, "{all:?}");
    let missing: Vec<&String> = all.iter().filter(|key| at(&document, key).is_none()).collect();
    assert!(missing.is_empty(), "the file has no {missing:?}");

    let configuration = Configuration::parse(&text).expect("every key is known, with its values");
    let deployment = Deployment::new(configuration, &flows(), &actions()).expect("a deployment");
    let origin = "https://recorder.example".to_owned();
    assert_eq!(deployment.findings(), [Finding::ServiceElsewhere { origin }]);
    let config =
        serde_json::to_value(Config::from_json(deployment.config()).expect("it is read")).expect("JSON");
    // The rest is the build's, the panel's or the headers'.
    let of_core = |key: &&String| at(&config, key).is_some();
    let compared: Vec<&String> = all.iter().filter(of_core).collect();
    assert!(compared.len() >= 28, "{compared:?}");
    for key in compared {
        assert_eq!(at(&config, key), at(&document, key), "{key}");
    }
    assert!(deployment.hosts().connect.contains(&"https://api.acme.example".to_owned()));
}

// Shows: issue-10-compat-0.1
#[test]
fn the_call_center_that_shipped_can_be_imported_and_all_its_items_are_known() {
    let report = callcenter::read(read("callcenter.xml").as_bytes(), "callcenter.xml");
    assert!(report.is_importable());
    assert!(
        report.findings.iter().all(|finding| finding.severity == CallCenterSeverity::Hint),
        "{:?}",
        report.findings
    );
    // What the page does not know it would pass over without a word.
    let text = read("callcenter.xml");
    let section = text.split("name=\"switchboardConnect\"").nth(1).expect("our section");
    let items: Vec<&str> = section
        .split("<item ")
        .skip(1)
        .filter_map(|item| item.split("name=\"").nth(1)?.split('"').next())
        .collect();
    let known: Vec<&str> = desk::item_names().collect();
    let others = [
        "CTIVersion",
        "RequiresCallCenter",
        "language",
        "recordingPanel",
        "showAllAttributes",
        "showAttributesIfEmpty",
    ];
    for item in &items {
        assert!(known.contains(item) || others.contains(item), "{item}");
    }
    assert!(items.len() >= 10, "{items:?}");
}

// Shows: issue-10-compat-0.1
#[test]
fn flows_and_actions_load_run_and_come_back_to_the_byte() {
    assert_eq!((flows().len(), actions().len()), (4, 1));
    for SourceFile { name, text } in flows() {
        let (document, mut found) = Document::parse(&text);
        found.extend(compile(&document).1);
        found.extend(check_trigger(&document));
        found.retain(|found| found.severity_in(&document) == Severity::Error);
        assert_eq!(found, [], "{name}");
        assert_eq!(document.to_text(), text, "{name}");
        assert!(document.active(), "{name}");
    }
    for SourceFile { name, text } in actions() {
        let (action, found) = actions::read(&name, &text);
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(action.expect("an action").flow, "Callback Customer");
    }
    assert_eq!(Source::CtiAction.word(), "ctiAction");
    let (said, status) = cti(&["test", "flows"]);
    assert_eq!(status, Some(0), "{said}");
}

// Shows: issue-10-compat-0.1
#[test]
fn what_the_browser_keeps_is_read() {
    let memory = Memory::from_text(&read("stored/memory-after-a-call.json"));
    assert_eq!(memory.problems, []);
    assert!(matches!(memory.value.contacts["c1"].log, LogMemory::Saved { .. }));
    let full = Memory::from_text(&read("stored/memory.json"));
    assert_eq!((full.problems.len(), full.value.contacts.len()), (0, 6));
    assert_eq!(Properties::from_text(&read("stored/properties.json")).problems, []);
    let settings = cached_settings::from_text(&read("stored/settings.json"));
    assert_eq!((settings.problems.len(), settings.value.map(|settings| settings.len())), (0, Some(7)));
    assert_eq!(check_forms(&read("stored/forms.json")), None);
}

/// Named: the page of 0.1 chose the credential; its parameter is taken and ignored until 0.3.
// Shows: issue-10-old-apex-parameters
#[test]
fn apex_takes_every_parameter_that_pages_of_0_1_send() {
    let calls = json("apex.json");
    for call in calls.as_array().expect("calls") {
        let word = |key: &str| call[key].as_str().expect(key);
        let file = root().join(format!("salesforce/force-app/main/default/classes/{}.cls", word("class")));
        let source = fs::read_to_string(&file).expect("a class");
        let signature = format!("webService static String {}(", word("method"));
        let (before, after) =
            source.split_once(&signature).unwrap_or_else(|| panic!("{signature} in {}", file.display()));
        let parameters: Vec<&str> = after
            .split_once(')')
            .expect("an end")
            .0
            .split(',')
            .filter_map(|parameter| parameter.trim().strip_prefix("String "))
            .collect();
        let texts = |key: &str| -> Vec<&str> {
            call[key].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
        };
        // In their order, with what is new behind them.
        let old = texts("parameters");
        assert_eq!(parameters.get(..old.len()), Some(old.as_slice()), "{signature}");
        let doc = before.rsplit("/**").next().expect("a comment");
        for ignored in texts("ignored") {
            assert!(doc.contains(&format!("@param {ignored} ignored")), "{signature} {ignored}");
            assert!(!after.split("\n    }").next().expect("a body").contains(&format!("{ignored};")));
        }
    }
}

/// What a release writes says its format; one that this release does not know is refused by name, never run.
// Shows: issue-10-later-format
#[test]
fn later_formats_are_refused_by_name() {
    let later = |text: &str| text.replacen('{', "{\"format\": 2,", 1);
    let refused = Configuration::parse(&later(&read("adapter.json"))).expect_err("a later format");
    assert!(refused.to_string().starts_with("the configuration has format 2;"), "{refused}");
    let flow = later(&read("flows/call-log.json"));
    let (document, _) = Document::parse(&flow);
    let found = compile(&document).1;
    assert_eq!(found.len(), 1);
    assert!(
        found[0].to_string().starts_with("the flow has format 2; this release reads format 1"),
        "{}",
        found[0]
    );
    let page = flow::Flow::read(&flow::Value::from_json_text(&flow).expect("JSON"), &flow::Aliases::new());
    assert_eq!(page.broken.len(), 1, "{:?}", page.broken);
    let (action, found) =
        actions::read("a.action.json", &later(&read("actions/callback-customer.action.json")));
    assert_eq!((action, found.len()), (None, 1));
    assert!(found[0].to_string().contains("the action has format 2"), "{}", found[0]);
    assert_eq!(actions::list(&format!("[{}]", later(&read("actions/callback-customer.action.json")))), []);
    // The format of this release is no news.
    let (document, _) = Document::parse(&read("flows/call-log.json").replacen('{', "{\"format\": 1,", 1));
    let found = compile(&document).1;
    assert!(found.iter().all(|found| found.severity() != Severity::Error), "{found:?}");
}

// Shows: issue-10-cti-upgrade
#[test]
fn upgrade_names_the_steps_and_ends_with_1_while_one_must_be_done() {
    let (said, status) = cti(&["upgrade", "--config", "adapter.json", "callcenter.xml"]);
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("must: adapter.json: salesforce.origins names no org"), "{said}");
    assert!(said.contains("1 things must be done before"), "{said}");

    let (said, status) = cti(&["upgrade", "--config", "adapter-full.json", "callcenter.xml"]);
    assert_eq!(status, Some(0), "{said}");
    assert!(
        said.contains("should: adapter-full.json: recording.endpoint names https://recorder.example"),
        "{said}"
    );
    let place = |words: &str| said.find(words).unwrap_or_else(|| panic!("no {words} in {said}"));
    assert!(place("deploy salesforce/") < place("cti deploy --release NEW"), "the org before the page");
    assert!(said.contains("0 things must be done before"), "{said}");

    let (said, status) = cti(&["upgrade"]);
    assert_eq!(status, Some(2), "{said}");
    let (said, status) = cti(&["upgrade", "--config", "adapter.json", "--flows", "nothing-here.json"]);
    assert_eq!(status, Some(2), "{said}");
    let (said, status) = cti(&["upgrade", "--help"]);
    assert_eq!(status, Some(0));
    assert!(said.contains("cti upgrade --config adapter.json callcenter.xml"), "{said}");
}

/// The steps of the whole deployment of 0.1 are these and no others.
// Shows: issue-10-cti-upgrade
#[test]
fn the_steps_of_0_1_are_named() {
    let with_orgs = read("adapter.json")
        .replace(r#""origins": []"#, r#""origins": ["https://acme.lightning.force.com"]"#);
    let found = steps(&with_orgs, &flows(), &actions());
    let said: Vec<(Need, &str, &str)> =
        found.iter().map(|step| (step.need, step.file.as_str(), step.text.as_str())).collect();
    for (need, file, text) in &said {
        assert_eq!(*need, Need::Should, "{file}: {text}");
    }
    assert!(
        said.iter().any(|(_, file, text)| *file == "click-to-dial.json" && text.contains("E.164")),
        "{said:?}"
    );
}
