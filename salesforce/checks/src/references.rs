//! What one file says about another.

use std::collections::BTreeSet;

use super::project::{File, metadata, read, root};

/// The files of a type. There is always one: what is said about "every" file of no files would show nothing.
fn of(folder: &str) -> Vec<File> {
    let files: Vec<File> = metadata().into_iter().filter(|file| file.folder_and_name().0 == folder).collect();
    assert!(!files.is_empty(), "no file in {folder}");
    files
}

fn names(folder: &str) -> BTreeSet<String> {
    of(folder).iter().map(|file| name(file).to_owned()).collect()
}

fn name(file: &File) -> &str {
    let file = file.folder_and_name().1;
    file.split('.').next().unwrap_or(file)
}

/// The texts of all elements of this name.
fn texts(file: &File, element: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(&file.text).expect("XML");
    let found = document.descendants().filter(|node| node.tag_name().name() == element);
    found.map(|node| node.text().unwrap_or_default().to_owned()).collect()
}

#[track_caller]
fn one(file: &File, element: &str) -> String {
    let found = texts(file, element);
    let [text] = found.as_slice() else { panic!("{}: {} {element}", file.path, found.len()) };
    text.clone()
}

#[test]
fn the_app_has_the_utility_bar_and_the_permission_sets_have_the_app() {
    let apps = names("applications");
    for app in of("applications") {
        assert!(names("flexipages").contains(&one(&app, "utilityBar")), "{}", app.path);
        let tabs: BTreeSet<String> = texts(&app, "tabs").into_iter().collect();
        let mapped: BTreeSet<String> = texts(&app, "tab").into_iter().collect();
        assert!(!tabs.is_empty(), "{}: an app without tabs", app.path);
        assert_eq!(tabs, mapped, "{}: each tab of a console has a mapping", app.path);
    }
    let mut given = BTreeSet::new();
    for set in of("permissionsets") {
        for app in texts(&set, "application") {
            assert!(apps.contains(&app), "{}: {app}", set.path);
            given.insert(app);
        }
    }
    assert_eq!(given, apps, "every app is given by a permission set");
}

#[test]
fn the_permission_sets_have_the_classes_and_each_class_its_test_and_its_code() {
    let classes = names("classes");
    let mut given = 0;
    for set in of("permissionsets") {
        for class in texts(&set, "apexClass") {
            assert!(classes.contains(&class), "{}: {class}", set.path);
            given += 1;
        }
    }
    assert!(given > 0, "no permission set gives a class");
    for class in classes {
        let code = read(&format!("force-app/main/default/classes/{class}.cls"));
        if code.contains("@IsTest") {
            continue;
        }
        assert!(code.contains(&format!("sharing class {class} {{")), "{class} says how it shares");
        assert!(names("classes").contains(&format!("{class}Test")), "{class} has no test");
    }
}

/// What the page sends by `runApex` is what the class takes: Open CTI names the parameters.
#[track_caller]
fn check_method(page: &str, class: &str, method: &str) {
    let code = read(&format!("force-app/main/default/classes/{class}.cls"));
    let signature = code.split(&format!("webService static String {method}(")).nth(1).expect("the method");
    let signature = signature.split(')').next().expect("its parameters");
    let takes = signature.split(',').map(|one| one.trim().trim_start_matches("String "));
    // A page that names its adapter gets the revision of its flows with the answer; it need not.
    let takes = takes.filter(|name| *name != "adapter");
    let sends = read(page);
    for word in takes.filter(|name| !name.is_empty()).chain([class, method]) {
        assert!(sends.contains(&format!("\"{word}\"")), "{page} does not send {word}");
    }
}

#[test]
fn the_page_and_the_classes_name_the_same_things() {
    check_method("../crates/adapter/src/connect_api.rs", "SwitchboardRecording", "change");
    check_method("../crates/adapter/src/connect_api.rs", "SwitchboardAttributes", "write");
    check_method("../crates/adapter/src/records.rs", "SwitchboardQuery", "run");
    check_method("../crates/adapter/src/logs.rs", "SwitchboardLogs", "save");
    check_method("../crates/adapter/src/records.rs", "SwitchboardRecords", "read");
    check_method("../crates/adapter/src/records.rs", "SwitchboardRecords", "findByPhone");
    check_method("../crates/adapter/src/records.rs", "SwitchboardRecords", "userProfile");
}

#[test]
fn the_utility_bar_has_the_softphone_started_automatically_in_the_size_of_the_call_center() {
    let bars = of("flexipages");
    let [bar] = bars.as_slice() else { panic!("one utility bar") };
    assert_eq!(one(bar, "componentName"), "opencti:softPhone");
    let document = roxmltree::Document::parse(&bar.text).expect("XML");
    let property = |wanted: &str| {
        let properties = document.descendants().filter(|node| {
            node.has_tag_name(("http://soap.sforce.com/2006/04/metadata", "componentInstanceProperties"))
        });
        let pairs = properties.map(|node| {
            let child = |name: &str| {
                let found = node.children().find(|child| child.tag_name().name() == name);
                found.and_then(|child| child.text()).unwrap_or_default().to_owned()
            };
            (child("name"), child("value"))
        });
        pairs.into_iter().find(|(name, _)| name == wanted).map(|(_, value)| value)
    };
    assert_eq!(property("eager").as_deref(), Some("true"), "else nothing rings before the agent opens it");

    let centers = of("callCenters");
    let [center] = centers.as_slice() else { panic!("one call center") };
    let settings: serde_json::Value = serde_json::from_str(&one(center, "customSettings")).expect("JSON");
    assert_eq!(property("height").as_deref(), settings["reqSoftphoneHeight"].as_str());
    assert_eq!(property("width").as_deref(), settings["reqSoftphoneWidth"].as_str());
}

// Shows: checklist-6, gotcha-5
#[test]
fn the_host_of_the_page_is_trusted_and_no_other() {
    let center = of("callCenters").remove(0);
    let url = one(&center, "adapterUrl");
    let origin = url.split('/').take(3).collect::<Vec<_>>().join("/");
    for site in of("cspTrustedSites") {
        assert_eq!(one(&site, "endpointUrl"), origin, "{}", site.path);
        assert_eq!(one(&site, "isApplicableToFrameSrc"), "true", "{}", site.path);
        assert_eq!(one(&site, "canAccessMicrophone"), "true", "{}", site.path);
    }
    for cors in of("corsWhitelistOrigins") {
        assert_eq!(one(&cors, "urlPattern"), origin, "{}", cors.path);
    }
}

#[test]
fn what_the_page_builder_sets_the_component_takes() {
    let mut properties = 0;
    for file in of("lwc") {
        let name = name(&file);
        let code = read(&format!("force-app/main/default/lwc/{name}/{name}.js"));
        let document = roxmltree::Document::parse(&file.text).expect("XML");
        for node in document.descendants().filter(|node| node.tag_name().name() == "property") {
            let property = node.attribute("name").expect("a name");
            let usual = match (node.attribute("type"), node.attribute("default")) {
                (Some("Integer"), Some(number)) => format!("@api {property} = {number};"),
                (_, text) => format!("@api {property} = \"{}\";", text.unwrap_or_default()),
            };
            assert!(code.contains(&usual), "{name}.js lacks `{usual}`, which the page builder shows");
            properties += 1;
        }
        let exposed = file.text.contains("<isExposed>true</isExposed>");
        let has_place = ["lightning__Tab", "lightning__RecordPage", "lightning__RecordAction"]
            .iter()
            .any(|target| file.text.contains(target));
        assert_eq!(exposed, has_place, "{}", file.path);
    }
    assert!(properties > 0, "no component has a property for the page builder");
}

// Shows: checklist-7
#[test]
fn the_recipe_for_many_users_names_what_is_deployed() {
    let script = read("scripts/assign-agents.apex");
    let value = |name: &str| {
        let rest = script.split(&format!("final String {name} = '")).nth(1).expect(name);
        rest.split('\'').next().expect("a text").to_owned()
    };
    assert!(names("callCenters").contains(&value("CALL_CENTER")));
    assert!(names("permissionsets").contains(&value("PERMISSION_SET")));
    assert!(script.contains("--file scripts/assign-agents.apex") && root().join("scripts").is_dir());

    // "The first column of every line must be an ID" (Salesforce CLI: data update bulk). Key prefixes: 005 user, 04v call center.
    let table = read("data/agents.csv");
    let mut lines = table.lines();
    assert_eq!(lines.next(), Some("Id,CallCenterId"));
    for line in lines {
        let (user, center) = line.split_once(',').expect("two columns");
        assert!(user.starts_with("005") && center.starts_with("04v"), "{line}");
        assert!([user, center].iter().all(|id| id.len() == 18), "{line}");
    }
}
