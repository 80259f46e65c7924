//! Who may depend on whom.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::sync::OnceLock;

use super::tree::{root, texts};

/// Normal dependencies of every package, by name, as cargo resolves them for all targets.
fn dependencies() -> &'static BTreeMap<String, BTreeSet<String>> {
    static FOUND: OnceLock<BTreeMap<String, BTreeSet<String>>> = OnceLock::new();
    FOUND.get_or_init(ask_cargo)
}

fn ask_cargo() -> BTreeMap<String, BTreeSet<String>> {
    let ask = |more: &[&str]| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.current_dir(root()).args(["metadata", "--format-version", "1", "--locked"]).args(more);
        cargo.output().expect("cargo metadata")
    };
    // A build has fetched only what this machine's own targets need.
    let mut output = ask(&["--offline"]);
    if !output.status.success() {
        output = ask(&[]);
    }
    assert!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let list = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let names: BTreeMap<String, String> = list(&metadata["packages"])
        .iter()
        .map(|package| (text(&package["id"]), text(&package["name"])))
        .collect();
    let mut found = BTreeMap::new();
    for node in list(&metadata["resolve"]["nodes"]) {
        let normal = list(&node["deps"])
            .iter()
            .filter(|dep| list(&dep["dep_kinds"]).iter().any(|kind| kind["kind"].is_null()))
            .map(|dep| names[&text(&dep["pkg"])].clone())
            .collect::<BTreeSet<_>>();
        found.entry(names[&text(&node["id"])].clone()).or_insert_with(BTreeSet::new).extend(normal);
    }
    found
}

/// Everything a package depends on, directly or not.
fn reachable(all: &BTreeMap<String, BTreeSet<String>>, from: &str) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mut waiting = vec![from.to_owned()];
    while let Some(name) = waiting.pop() {
        for dependency in all.get(&name).into_iter().flatten() {
            if seen.insert(dependency.clone()) {
                waiting.push(dependency.clone());
            }
        }
    }
    seen
}

#[track_caller]
fn check(from: &str, never: &[&str], advice: &str) {
    let all = dependencies();
    assert!(all.contains_key(from), "there is no package {from}");
    let reached = reachable(all, from);
    let wrong: Vec<_> = never.iter().filter(|name| reached.contains(**name)).collect();
    assert!(wrong.is_empty(), "{from} depends on {wrong:?}. {advice}");
}

const NO_BROWSER: [&str; 9] = [
    "wasm-bindgen",
    "wasm-bindgen-futures",
    "web-sys",
    "js-sys",
    "gloo-timers",
    "opencti",
    "streams",
    "tokio",
    "getrandom",
];

#[test]
fn what_decides_is_pure() {
    let advice = "Make it an effect or an argument: these crates decide, the adapter and the host perform.";
    for package in ["flow", "desk", "session", "scenario", "panel-protocol", "sim", "draw", "callcenter"] {
        check(package, &NO_BROWSER, advice);
    }
}

#[test]
fn a_deployment_is_made_without_a_browser_and_without_a_build() {
    // The checker of JSON Schema brings dice for its hash maps; `no_clock_thread_file_or_dice_in_the_pure_crates` holds ours.
    let never =
        ["web-sys", "gloo-timers", "opencti", "streams", "tokio", "axum", "desk", "sim", "xtask", "anyhow"];
    check(
        "deployment",
        &never,
        "It gets texts and bytes and gives texts and bytes: xtask and pages read and write files.",
    );
}

#[test]
fn an_import_is_read_without_a_browser_and_without_a_file() {
    let never =
        ["web-sys", "gloo-timers", "opencti", "streams", "tokio", "axum", "desk", "sim", "xtask", "anyhow"];
    check(
        "import",
        &never,
        "It gets bytes and gives documents and sentences: `cti` and the studio read, ask and write.",
    );
}

#[test]
fn the_engine_does_not_know_the_desk_or_the_simulator() {
    check("flow", &["desk", "sim"], "A flow runs for whoever performs its effects.");
    check("desk", &["sim"], "The desk must behave the same without the simulator.");
    check("panel-protocol", &["flow", "desk"], "The panel must not grow by the engine because of a message.");
    check(
        "sim",
        &["flow", "desk"],
        "The simulator models the platforms and must not be bent to make us pass.",
    );
}

#[test]
fn the_bindings_stand_alone() {
    let ours = ["flow", "desk", "sim", "adapter", "workbench"];
    for package in ["opencti", "toolkits", "streams"] {
        check(package, &ours, "The bindings are usable, and publishable, without the rest.");
    }
    check("toolkits", &["opencti", "streams"], "The toolkits are usable without Open CTI.");
    check("opencti", &["streams"], "Salesforce and Connect meet in the adapter only.");
    check("streams", &["opencti"], "Salesforce and Connect meet in the adapter only.");
}

#[test]
fn the_panel_decides_nothing() {
    let advice = "The panel paints what the core tells it, by messages (crates/panel-protocol).";
    check("overlay", &["flow", "desk", "sim", "opencti", "streams", "adapter"], advice);
}

#[test]
fn the_softphone_core_stays_small() {
    // As it is built: the features that the command line asks of a crate they share are not in there.
    let tree = ["tree", "--package", "adapter", "--target", "wasm32-unknown-unknown", "--edges", "normal"];
    let mut cargo = Command::new(env!("CARGO"));
    let output = cargo.current_dir(root()).args(tree).args(["--prefix", "none", "--format", "{p}"]).output();
    let output = output.expect("cargo tree");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).expect("names of packages are UTF-8");
    let packages: BTreeSet<_> = lines.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(packages.contains("session"), "the page drives its desk by a session: {packages:?}");
    let wrong: Vec<_> =
        ["leptos", "sim", "draw"].into_iter().filter(|name| packages.contains(name)).collect();
    assert!(
        wrong.is_empty(),
        "adapter ships {wrong:?}. The core is written with web-sys (cargo xtask size)."
    );
}

#[test]
fn errors_of_libraries_have_types() {
    let manifests = texts(&["crates", "salesforce"]).into_iter();
    let untyped: Vec<String> = manifests
        .filter(|file| file.path.ends_with("/Cargo.toml") && file.path != "crates/xtask/Cargo.toml")
        .filter(|file| file.text.lines().any(|line| line.starts_with("anyhow")))
        .map(|file| file.path)
        .collect();
    assert!(
        untyped.is_empty(),
        "Declare the errors with thiserror; only xtask, which nobody calls, has anyhow: {untyped:?}"
    );
}
