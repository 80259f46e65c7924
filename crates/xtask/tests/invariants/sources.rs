//! What the sources never say.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{code, contains_word, forbid, root, sources, texts};

const PURE: [&str; 10] = [
    "flow",
    "desk",
    "session",
    "scenario",
    "panel-protocol",
    "sim",
    "draw",
    "callcenter",
    "deployment",
    "import",
];

#[test]
fn no_clock_thread_file_or_dice_in_the_pure_crates() {
    let words = [
        "std::time",
        "SystemTime",
        "Instant",
        "std::thread",
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "RandomState",
        "rand",
        "tokio",
        "async",
    ];
    let advice = "flow, desk and sim get the time, files and chance as arguments, events or effects, so that every \
                  run can be repeated. Pass it in.";
    forbid(&sources(&PURE), &words, advice);
}

#[test]
fn page_and_command_line_drive_the_desk_by_a_session() {
    let advice = "Drive it by `session::Session`: what the desk adds to a run is there in the page and on the command line.";
    forbid(
        &sources(&["cli", "session", "scenario", "studio", "adapter"]),
        &["Run::start", "Step::Perform"],
        advice,
    );
    forbid(&sources(&["cli", "scenario", "studio", "adapter"]), &["Command::Perform"], advice);
    let elsewhere: Vec<_> = texts(&["crates", "fuzz"])
        .into_iter()
        .filter(|file| {
            file.path != "crates/session/src/session.rs"
                && !file.path.starts_with("crates/desk/tests/")
                && !file.path.ends_with("invariants/sources.rs")
        })
        .collect();
    forbid(&elsewhere, &["Desk::new"], advice);
    let page = std::fs::read_to_string(root().join("crates/adapter/src/softphone.rs")).expect("softphone.rs");
    assert!(page.contains("Session::new("), "{advice}");
    let play = std::fs::read_to_string(root().join("crates/scenario/src/play.rs")).expect("play.rs");
    assert!(play.contains("Simulation::new("), "{advice}");
}

#[test]
fn no_files_of_the_softphone_core_name_each_other_in_a_circle() {
    let name = |path: &str| {
        path.trim_start_matches("crates/adapter/src/").trim_end_matches(".rs").replace('/', "::")
    };
    let files = sources(&["adapter"]);
    let names: Vec<String> = files.iter().map(|file| name(&file.path)).filter(|name| name != "lib").collect();
    let uses = |text: &str, other: &str| {
        let listed = |line: &str| line.starts_with("use crate::{") && contains_word(line, other);
        text.lines().map(code).any(|line| contains_word(line, &format!("crate::{other}")) || listed(line))
    };
    let mut left: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files.iter().filter(|file| name(&file.path) != "lib") {
        let own = name(&file.path);
        let named = names.iter().filter(|other| **other != own && uses(&file.text, other)).cloned();
        left.insert(own.clone(), named.collect());
    }
    // Files that name none of those left are in no circle.
    while let Some(free) = left.iter().find(|(_, named)| named.iter().all(|other| !left.contains_key(other)))
    {
        let free = free.0.clone();
        left.remove(&free);
    }
    assert!(left.is_empty(), "these files name each other in a circle: {left:?}");
}

#[test]
fn no_unsafe_in_the_pure_crates() {
    for name in PURE {
        let lib = std::fs::read_to_string(root().join(format!("crates/{name}/src/lib.rs"))).expect("lib.rs");
        assert!(
            lib.lines().any(|line| line.trim() == "#![forbid(unsafe_code)]"),
            "crates/{name}/src/lib.rs needs the line #![forbid(unsafe_code)]"
        );
    }
}

#[test]
fn only_opencti_touches_salesforce_script() {
    let others = ["adapter", "overlay", "desk", "flow", "streams", "studio", "workbench"];
    forbid(
        &sources(&others),
        &["sforce"],
        "Only crates/opencti and crates/toolkits touch window.sforce: add a typed method there.",
    );
}

#[test]
fn only_streams_touches_connect_script() {
    let others = ["adapter", "overlay", "desk", "flow", "opencti", "studio", "workbench"];
    let words = ["js_namespace = connect", "js_namespace = [\"connect\"", "window.connect", "connect.core"];
    forbid(
        &sources(&others),
        &words,
        "Only crates/streams touches window.connect: add a typed method there.",
    );
}

#[test]
fn no_jsvalue_in_public_signatures() {
    let mut places = Vec::new();
    for file in sources(&["adapter", "overlay", "studio", "workbench", "flow", "desk", "sim"]) {
        for (number, line) in file.text.lines().enumerate() {
            let code = line.trim_start();
            if (code.starts_with("pub fn ") || code.starts_with("pub async fn ")) && code.contains("JsValue")
            {
                places.push(format!("{}:{}", file.path, number + 1));
            }
        }
    }
    assert!(
        places.is_empty(),
        "JsValue stays inside opencti and streams; take and return typed data.\n{}",
        places.join("\n")
    );
}

#[test]
fn every_block_file_is_listed() {
    let files = texts(&["crates/flow/src/blocks"]);
    assert!(!files.is_empty(), "crates/flow/src/blocks holds the blocks");
    for file in files.iter().filter(|file| file.path.ends_with(".rs") && !file.path.ends_with("mod.rs")) {
        let (folder, name) = file.path.rsplit_once('/').expect("a path");
        let module = name.trim_end_matches(".rs");
        let listed = format!("mod {module};");
        // The list is the module of the folder, as folder/mod.rs or folder.rs.
        let lists = [format!("{folder}/mod.rs"), format!("{folder}.rs")];
        let found = files.iter().chain(&texts(&["crates/flow/src/blocks.rs"])).any(|list| {
            lists.contains(&list.path) && list.text.lines().any(|line| line.trim().ends_with(&listed))
        });
        assert!(found, "{} is in no list: add `{listed}` to {} or {}", file.path, lists[0], lists[1]);
    }
}

#[test]
fn nothing_is_left_to_do_in_the_sources() {
    let files: Vec<_> = texts(&["crates", "www", "tests", ".ci"])
        .into_iter()
        .filter(|file| !file.path.starts_with("crates/xtask/tests/invariants"))
        .collect();
    for file in &files {
        for (number, line) in file.text.lines().enumerate() {
            for word in ["TODO", "FIXME", "todo!(", "unimplemented!(", "#[ignore"] {
                assert!(
                    !line.contains(word),
                    "{}:{}: {word}: do it, or write down in docs what is deliberately not done",
                    file.path,
                    number + 1
                );
            }
        }
    }
}

#[test]
fn tests_do_not_sleep() {
    let files: Vec<_> = texts(&["crates"])
        .into_iter()
        .filter(|file| file.path.contains("/tests/") || file.path.ends_with("tests.rs"))
        .filter(|file| !file.path.starts_with("crates/xtask/tests/invariants"))
        .collect();
    let advice = "Move the virtual clock, or wait for the condition itself.";
    forbid(&files, &["thread::sleep"], advice);
    // Under a paused clock a sleep takes no time.
    let real: Vec<_> = files.into_iter().filter(|file| !file.text.contains("start_paused = true")).collect();
    forbid(&real, &["time::sleep"], advice);
}

#[test]
fn only_the_bindings_have_types_that_may_grow() {
    let bindings = ["crates/opencti/", "crates/streams/", "crates/toolkits/"];
    let files: Vec<_> = texts(&["crates"])
        .into_iter()
        .filter(|file| file.path.ends_with(".rs") && !file.path.starts_with("crates/xtask/tests/invariants"))
        .filter(|file| !bindings.iter().any(|binding| file.path.starts_with(binding)))
        .collect();
    let advice =
        "Inside the workspace a match closes over everything: a variant that is forgotten must not compile.";
    forbid(&files, &["non_exhaustive]"], advice);
}

/// Crates that speak of triggers. The bindings, the simulator and what checks them speak the platforms' own words, some of which
/// are the same.
const SPEAK_OF_TRIGGERS: [&str; 10] =
    ["actions", "adapter", "cli", "deployment", "desk", "flow", "import", "overlay", "scenario", "studio"];

#[test]
fn only_the_table_of_triggers_names_them() {
    let mut words: Vec<String> = Vec::new();
    words.extend(flow::TriggerEvent::ALL.map(|event| format!("\"{}\"", event.word())));
    words.extend(flow::Source::ALL.map(|source| format!("\"{}\"", source.word())));
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let files: Vec<_> = sources(&SPEAK_OF_TRIGGERS)
        .into_iter()
        .filter(|file| !file.path.starts_with("crates/flow/src/triggers"))
        .collect();
    forbid(&files, &words, "flow::TriggerEvent and flow::Source have the words: crates/flow/src/triggers.rs");
}
