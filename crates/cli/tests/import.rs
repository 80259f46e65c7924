//! `cti import` as people meet it: what it shows, what it asks, what it writes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const FLOW: &str = r#"{ "actions": [ { "id": "uid-1", "type": "SE_Start", "ports": { "done": "uid-2" } }, { "id": "uid-2", "type": "SE_End" } ] }"#;

const RECORDS: &str = "Id,Name,ns__Source__c,ns__Event__c,ns__Active__c,ns__Script__c\n";

/// A folder of its own with these files.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("import-{name}"));
    if path.exists() {
        fs::remove_dir_all(&path).expect("removed");
    }
    fs::create_dir_all(&path).expect("made");
    for (file, text) in files {
        fs::write(path.join(file), text).expect("written");
    }
    path
}

/// Runs `cti` in a folder, without a terminal; what it says.
#[track_caller]
fn check(folder: &Path, arguments: &[&str], status: i32, says: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_cti"))
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .expect("cti runs");
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    for words in says {
        assert!(text.contains(words), "{words:?} is not in:\n{text}");
    }
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {text}");
    text
}

fn dump(rows: &[(&str, &str, &str, &str, &str, &str)]) -> String {
    let row = |(id, name, source, event, active, flow): &(&str, &str, &str, &str, &str, &str)| {
        format!("{id},{name},{source},{event},{active},\"{}\"\n", flow.replace('"', "\"\""))
    };
    RECORDS.to_owned() + &rows.iter().map(row).collect::<String>()
}

const GREETING: (&str, &str, &str, &str, &str, &str) =
    ("a0X5g000001AbCdEAK", "Greeting", "Amazon Connect Voice Contact", "onConnecting", "true", FLOW);

// Shows: import-shows-before-it-writes
#[test]
fn the_mapping_is_shown_and_nothing_is_written_without_a_yes() {
    let folder = folder("shown", &[("records.csv", &dump(&[GREETING]))]);
    let shown = [
        "records.csv: 1 records\n  definition  = ns__Script__c (by its content)",
        "source \"Amazon Connect Voice Contact\" became connectVoiceContact",
        "read: 1 flows, 0 actions",
    ];
    check(&folder, &["import", "records.csv"], 0, &shown);
    check(
        &folder,
        &["import", "records.csv", "--out", "flows"],
        2,
        &["new      flow \"Greeting\"", "nothing is written: say --yes"],
    );
    check(
        &folder,
        &["import", "records.csv", "--out", "flows", "--dry-run"],
        0,
        &["not written, as --dry-run asks: 1 document into flows"],
    );
    assert!(!folder.join("flows").exists());
}

#[test]
fn flows_arrive_inactive_and_are_found_again_by_their_key() {
    let folder = folder("again", &[("records.csv", &dump(&[GREETING]))]);
    let import = ["import", "records.csv", "--out", "flows", "--yes"];
    check(&folder, &import, 0, &["wrote 1 document into flows"]);
    let file = folder.join("flows/greeting.json");
    let expected = r#"{ "name": "Greeting", "source": "connectVoiceContact", "event": "onConnecting", "active": false, "key": "ac:a0X5g000001AbCdEAK", "actions""#;
    assert!(fs::read_to_string(&file).expect("a flow").starts_with(expected));
    check(&folder, &["lint", "flows/greeting.json"], 0, &["0 errors, 0 warnings"]);
    check(&folder, &import, 0, &["same     flow \"Greeting\"", "nothing to write"]);
    // Switched on by hand, it goes on running: nothing but that differs.
    let on = fs::read_to_string(&file).expect("a flow").replace("\"active\": false", "\"active\": true");
    fs::write(&file, &on).expect("written");
    check(&folder, &import, 0, &["nothing to write"]);
    // Under another file name and with another event it is the same flow, and the difference is shown.
    fs::rename(&file, folder.join("flows/mine.json")).expect("renamed");
    fs::write(folder.join("flows/other.json"), FLOW).expect("written");
    fs::write(
        folder.join("records.csv"),
        dump(&[("a0X5g000001AbCdEAK", "Greeting", "Amazon Connect Voice Contact", "onEnded", "true", FLOW)]),
    )
    .expect("written");
    let says = [
        "changed  flow \"Greeting\" (connectVoiceContact onEnded, inactive)",
        "  -  \"event\": \"onConnecting\",\n",
        "it runs now, and will not until somebody switches it on",
        "left     flow \"other\"",
    ];
    check(&folder, &import, 0, &says);
    assert!(
        fs::read_to_string(folder.join("flows/mine.json"))
            .expect("a flow")
            .contains("\"onEnded\", \"active\": false")
    );
    check(&folder, &[&import[..], &["--active"]].concat(), 0, &["wrote 1 document"]);
    assert!(fs::read_to_string(folder.join("flows/mine.json")).expect("a flow").contains("\"active\": true"));
    assert!(!folder.join("flows/greeting.json").exists());
}

#[test]
fn a_file_that_is_there_under_another_key_is_not_overwritten() {
    let folder = folder("taken", &[("records.csv", &dump(&[GREETING]))]);
    fs::create_dir(folder.join("flows")).expect("made");
    fs::write(folder.join("flows/greeting.json"), FLOW).expect("written");
    check(&folder, &["import", "records.csv", "--out", "flows", "--yes"], 0, &["wrote 1 document"]);
    assert_eq!(fs::read_to_string(folder.join("flows/greeting.json")).expect("a flow"), FLOW);
    assert!(folder.join("flows/greeting-2.json").exists());
}

#[test]
fn what_cannot_be_mapped_is_an_error_and_arrives_inactive() {
    let strange = ("a0X5g000001AbCeEAK", "Strange", "Browser", "onLoad", "true", FLOW);
    let folder = folder(
        "unmapped",
        &[("records.csv", &dump(&[GREETING, strange])), ("v4.js", "function f() { return 1; }")],
    );
    let says = [
        "error: the source \"Browser\" is none that Switchboard knows",
        "v4.js: error: this is a script in JavaScript",
        "note: source \"Amazon Connect Voice Contact\" became connectVoiceContact",
        "it arrives inactive, because it has errors",
    ];
    check(&folder, &["import", "records.csv", "v4.js", "--out", "flows", "--yes", "--active"], 1, &says);
    assert!(
        fs::read_to_string(folder.join("flows/strange.json")).expect("a flow").contains("\"active\": false")
    );
    assert!(
        fs::read_to_string(folder.join("flows/greeting.json")).expect("a flow").contains("\"active\": true")
    );
}

#[test]
fn columns_and_triggers_may_be_said() {
    let csv = "Titel,X,Y\nGreeting,Salesforce UI,onClickToDial\n";
    let folder = folder("said", &[("list.csv", csv), ("greeting.json", FLOW)]);
    check(&folder, &["import", "."], 1, &["no column was recognized as definition; there are: Titel, X, Y"]);
    check(
        &folder,
        &["import", ".", "--column", "name=titel"],
        0,
        &["name        = Titel (as you said)", "(salesforceUi onClickToDial, active)"],
    );
    check(
        &folder,
        &["import", ".", "--column", "nome=Titel"],
        2,
        &["there is no field \"nome\"; there are: definition, name,"],
    );
    check(&folder, &["import", ".", "--column", "name"], 2, &["write FIELD=COLUMN"]);
    check(
        &folder,
        &["import", "greeting.json", "--source", "connectAgent", "--event", "onInit"],
        0,
        &["(connectAgent onInit, active)"],
    );
}

#[test]
fn what_is_not_there_or_nothing_is_said() {
    let folder = folder("bad", &[("a.zip", "no zip"), ("b.txt", "hello")]);
    check(&folder, &["import", "missing.csv"], 2, &["missing.csv: "]);
    check(&folder, &["import"], 2, &["<FILES>"]);
    check(
        &folder,
        &["import", "a.zip", "b.txt"],
        1,
        &["a.zip: error: this is no zip file", "b.txt: error: this is neither a flow", "read: 0 flows"],
    );
    check(&folder, &["import", "b.txt", "--out", "a.zip"], 2, &["a.zip: the list of the archive"]);
}

// Shows: import-archive
#[test]
fn an_archive_is_written_changed_and_imported_into_a_folder() {
    let action = r#"{ "name": "Greet", "flow": "Greeting", "order": 3 }"#;
    let folder = folder("archive", &[("records.csv", &dump(&[GREETING])), ("greet.action.json", action)]);
    let import = ["import", "records.csv", "greet.action.json", "--out", "acme.zip", "--yes", "--active"];
    check(&folder, &import, 2, &["name the adapter of the archive with --adapter"]);
    let named = [&import[..], &["--adapter", "AcmeConnect"]].concat();
    check(&folder, &named, 0, &["wrote 2 documents into acme.zip"]);
    let first = fs::read(folder.join("acme.zip")).expect("an archive");
    check(&folder, &import, 0, &["nothing to write"]);
    fs::remove_file(folder.join("acme.zip")).expect("removed");
    check(&folder, &named, 0, &["wrote 2 documents"]);
    assert_eq!(
        fs::read(folder.join("acme.zip")).expect("an archive"),
        first,
        "the same records make the same bytes"
    );
    let says = [
        "acme.zip, flow ac:a0X5g000001AbCdEAK: flow \"Greeting\"",
        "new      action \"Greet\" (inactive), key greet",
        "wrote 2 documents into flows",
    ];
    check(&folder, &["import", "acme.zip", "--out", "flows", "--yes"], 0, &says);
    let flow = fs::read_to_string(folder.join("flows/greeting.json")).expect("a flow");
    assert!(flow.starts_with("{\"name\":\"Greeting\",\"source\":\"connectVoiceContact\""), "{flow}");
    check(&folder, &["lint", "flows/greeting.json", "flows/greet.action.json"], 0, &["0 errors, 0 warnings"]);
    check(
        &folder,
        &["import", "acme.zip", "--out", "flows", "--yes", "--active"],
        0,
        &["wrote 2 documents into flows"],
    );
    let output =
        check(&folder, &["lint", "flows/greet.action.json", "--flows", "flows"], 1, &["otherSource"]);
    assert!(!output.contains("unknownKey"), "{output}");
}

#[test]
fn names_steer_no_terminal() {
    let folder = folder(
        "hostile",
        &[("x.json", &FLOW.replace("{ \"actions\"", "{ \"name\": \"\\u001b[2J<b>\", \"actions\""))],
    );
    let output =
        check(&folder, &["import", "x.json", "--source", "ctiAction"], 0, &["flow \"\\u{1b}[2J<b>\""]);
    assert!(!output.contains('\u{1b}'), "{output:?}");
}
