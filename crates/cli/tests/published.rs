//! The vendor's published flows and our redrawings of them: imported with source and event from a list of records, then played by
//! the same scenarios (`tests/published`).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// A published flow, its redrawing, and when it runs in the vendor's words.
struct Sample {
    /// How the names of the original's file begin.
    original: &'static str,
    redrawn: &'static str,
    source: &'static str,
    event: &'static str,
    scenario: &'static str,
}

const SAMPLES: [Sample; 5] = [
    Sample {
        original: "01-",
        redrawn: "tests/flows/attribute-or-number.json",
        source: "Amazon Connect Voice Contact",
        event: "onConnecting",
        scenario: "attribute-or-number",
    },
    Sample {
        original: "03-",
        redrawn: "flows/click-to-dial.json",
        source: "Salesforce UI",
        event: "onClickToDial",
        scenario: "dial",
    },
    Sample {
        original: "08-",
        redrawn: "tests/flows/task-on-ringing.json",
        source: "Amazon Connect Voice Contact",
        event: "onConnecting",
        scenario: "task",
    },
    Sample {
        original: "10-",
        redrawn: "tests/flows/callback-task.json",
        source: "CTI Action",
        event: "",
        scenario: "callback-task",
    },
    Sample {
        original: "onHvs",
        redrawn: "tests/flows/sales-step-starts.json",
        source: "Salesforce UI",
        event: "onHvsWorkStart",
        scenario: "sales-step",
    },
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn cti(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cti")).current_dir(root()).args(arguments).output().expect("cti runs")
}

#[track_caller]
fn check(arguments: &[&str], says: &str) {
    let output = cti(arguments);
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(said.contains(says), "{arguments:?} said:\n{said}");
    assert_eq!(output.status.code(), Some(0), "{arguments:?} said:\n{said}");
}

/// An empty folder.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if path.exists() {
        fs::remove_dir_all(&path).expect("removed");
    }
    fs::create_dir_all(&path).expect("made");
    path
}

/// Imports exported flows with a list that says when they run, and plays the scenario of each.
fn import_and_play(name: &str, exported: &[(PathBuf, &Sample)]) {
    let work = folder(name);
    let mut list = "Name,Source,Event,Active\n".to_owned();
    for (path, sample) in exported {
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        list.push_str(&format!("{stem},{},{},true\n", sample.source, sample.event));
    }
    let list_file = work.join("records.csv");
    fs::write(&list_file, list).expect("written");
    for (path, sample) in exported {
        // Each into a folder of its own: several are for one event, of which a page would run one.
        let out = work.join(sample.scenario);
        let arguments = [path, &list_file, Path::new("--out"), &out]
            .map(|argument| argument.to_string_lossy().into_owned());
        let mut arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        arguments.splice(0..0, ["import", "--active", "--yes"]);
        check(&arguments, "wrote 1 document");
        let flow = fs::read_dir(&out).expect("a folder").next().expect("a flow").expect("an entry").path();
        check(&["lint", &flow.to_string_lossy()], "0 errors");
        let scenario = root().join(format!("tests/published/{}.scenario.json", sample.scenario));
        fs::copy(scenario, flow.with_extension("scenario.json")).expect("copied");
    }
    check(&["test", &work.to_string_lossy()], " 0 failed");
}

// Shows: published-flows
#[test]
fn redrawn_flows_are_imported_and_do_what_the_samples_say() {
    let exports = folder("redrawn-exports");
    let mut exported = Vec::new();
    for sample in &SAMPLES {
        let text = fs::read_to_string(root().join(sample.redrawn)).expect("a flow");
        let mut flow: Value = serde_json::from_str(&text).expect("JSON");
        // As the editor exports it: the blocks, and nothing of when they run.
        flow.as_object_mut().expect("a map").retain(|key, _| key == "actions");
        let path = exports.join(Path::new(sample.redrawn).file_name().expect("a name"));
        fs::write(&path, flow.to_string()).expect("written");
        exported.push((path, sample));
    }
    import_and_play("redrawn-imported", &exported);
}

/// The vendor's own files: they load, come back to the byte, are imported and played.
// Shows: published-flows
#[test]
fn originals_are_imported_and_do_what_the_samples_say() {
    let asked = std::env::var_os("SWITCHBOARD_PUBLISHED_FLOWS").map(PathBuf::from);
    let beside = root().join("../shared/upstream-flows");
    let mut files: Vec<PathBuf> = match fs::read_dir(asked.as_ref().unwrap_or(&beside)) {
        Ok(folder) => folder.map(|entry| entry.expect("an entry").path()).collect(),
        Err(_) => Vec::new(),
    };
    files.retain(|path| path.extension().is_some_and(|end| end == "json"));
    files.sort();
    println!("{} published flows are there", files.len());
    assert!(
        asked.is_none() || !files.is_empty(),
        "SWITCHBOARD_PUBLISHED_FLOWS names a folder without any flow"
    );
    let mut exported = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).expect("a file");
        assert_eq!(flow::Document::parse(&text).0.to_text(), text, "{}", path.display());
        check(&["lint", &path.to_string_lossy()], "0 errors");
        check(&["run", &path.to_string_lossy()], "completed at block");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if let Some(sample) = SAMPLES.iter().find(|sample| name.starts_with(sample.original)) {
            exported.push((path, sample));
        }
    }
    println!("{} of them are imported and played", exported.len());
    if !exported.is_empty() {
        import_and_play("originals-imported", &exported);
    }
}

/// A run that was asked for the originals and finds none is red.
#[test]
fn a_run_that_was_asked_for_the_originals_and_finds_none_fails() {
    let empty = folder("no-originals");
    let output = Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "originals_are_imported_and_do_what_the_samples_say", "--nocapture"])
        .env("SWITCHBOARD_PUBLISHED_FLOWS", &empty)
        .output()
        .expect("runs");
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "{said}");
    assert!(
        said.contains("0 published flows are there") && said.contains("names a folder without any flow"),
        "{said}"
    );
}
