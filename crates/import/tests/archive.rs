//! Org A → file → org B, over the simulated orgs' own classes; and archives that are not whole.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use import::{
    Archive, Arrival, Change, Choices, Deed, Document, InputFile, Kind, Target, compare, compare_settings,
    left_alone, read,
};
use serde_json::{Value, json};
use sim::{Direction, World, WorldOptions};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const ADAPTER: &str = "AcmeConnect";

fn world(settings: Option<&str>) -> World {
    let mut world = World::new(WorldOptions::default());
    let directions = json!([
        { "do": "deployPackage", "credentials": [] },
        { "do": "givePermissionSets", "permissionSets": ["author"] },
        { "do": "saveAdapter", "key": ADAPTER, "enabled": true, "settings": settings },
    ]);
    for direction in serde_json::from_value::<Vec<Direction>>(directions).expect("directions") {
        world.direct(direction);
    }
    world
}

/// What the library of the org answers a component.
fn ask(world: &mut World, method: &str, args: Value) -> Value {
    serde_json::from_str(&world.library(method, &args).expect("a method")).expect("JSON")
}

fn write(world: &mut World, document: Value) {
    let direction = json!({ "do": "writeDocument", "adapter": ADAPTER, "document": document });
    world.direct(serde_json::from_value(direction).expect("a direction"));
}

/// The org's documents, each with its digest.
fn documents(world: &mut World) -> Vec<(Document, String)> {
    let listed = ask(world, "listDocuments", json!({ "adapter": ADAPTER }));
    let keys: Vec<Value> = listed["documents"].as_array().expect("documents").clone();
    let read = |row: &Value| {
        let args = json!({ "kind": row["kind"], "key": row["key"] });
        let document = ask(world, "readDocument", args)["document"].clone();
        let digest = document["digest"].as_str().expect("a digest").to_owned();
        (serde_json::from_value(document).expect("a document"), digest)
    };
    keys.iter().map(read).collect()
}

fn export(world: &mut World) -> Vec<u8> {
    let adapter = ask(world, "listDocuments", json!({ "adapter": ADAPTER }))["adapter"].clone();
    let text = |key: &str| adapter[key].as_str().map(str::to_owned);
    let archive = Archive {
        adapter: text("key").expect("a key"),
        name: text("name").expect("a name"),
        settings: text("settings"),
        documents: documents(world).into_iter().map(|(document, _)| document).collect(),
    };
    archive.to_bytes().expect("an archive")
}

/// Takes an archive in, as the studio does: shows the changes, saves each that is one.
fn take_in(world: &mut World, bytes: &[u8], arrival: Arrival) -> Vec<Change> {
    let file = InputFile { name: "acme.zip".into(), bytes: bytes.to_vec() };
    let imported = read(&[file], &Choices::default());
    assert_eq!(imported.notes, []);
    let current = documents(world);
    let digests: BTreeMap<(Kind, String), String> = current
        .iter()
        .map(|(document, digest)| ((document.kind, document.key.clone()), digest.clone()))
        .collect();
    let current: Vec<Document> = current.into_iter().map(|(document, _)| document).collect();
    let incoming: Vec<Document> =
        imported.documents.iter().map(|document| document.document_for(Target::Records)).collect();
    let changes = compare(&current, &incoming, arrival, Target::Records);
    for change in changes.iter().filter(|change| change.deed != Deed::Keep) {
        let document = &change.document;
        let mut request = serde_json::to_value(document).expect("JSON");
        request["adapter"] = ADAPTER.into();
        request["expected"] =
            digests.get(&(document.kind, document.key.clone())).cloned().unwrap_or_default().into();
        request["errors"] = 0.into();
        let answer = ask(world, "save", json!({ "request": request.to_string() }));
        assert_eq!(answer["saved"]["key"], document.key, "{answer}");
    }
    let listed = ask(world, "listDocuments", json!({ "adapter": ADAPTER }))["adapter"].clone();
    if compare_settings(listed["settings"].as_str(), imported.settings.as_deref()).is_some() {
        let args = json!({ "adapter": ADAPTER, "expected": listed["revision"], "enabled": listed["enabled"], "settings": imported.settings });
        let answer = ask(world, "saveAdapter", args);
        assert!(answer["adapter"].is_object(), "{answer}");
    }
    changes
}

fn deeds(changes: &[Change]) -> Vec<(Deed, &str, bool)> {
    changes.iter().map(|change| (change.deed, change.document.key.as_str(), change.document.active)).collect()
}

/// Definitions as they come: one line, indented with carriage returns, with letters of all kinds and blanks at the end.
fn org_a() -> World {
    let mut world = world(Some("{ \"runs\": {\r\n  \"maxSeconds\": 30 } }"));
    let start = r#"{"id":"uid-0","type":"SE_Start"}"#;
    let flow = |key: &str, name: &str, definition: String| {
        json!({
            "kind": "flow", "key": key, "name": name, "description": "for \u{fc}\u{1f600}", "source": "connectVoiceContact",
            "event": "onConnecting", "active": true, "debug": true, "definition": definition,
        })
    };
    write(
        &mut world,
        flow(
            "ac:a0X5g000001AbCdEAK",
            "Greeting",
            format!(r#"{{"actions":[{start}],"mine":1e2,"n":12345678901234567890}}"#),
        ),
    );
    write(
        &mut world,
        flow(
            "B",
            "Gr\u{fc}\u{df}e",
            format!("{{\r\n  \"actions\": [ {start} ],\r\n  \"x\": \"\u{1f600} \\u00fc\"\r\n}}  "),
        ),
    );
    let mut drawn_not = flow("empty", "Greeting", String::new());
    drawn_not["definition"] = Value::Null;
    drawn_not["active"] = false.into();
    write(&mut world, drawn_not);
    write(
        &mut world,
        json!({
            "kind": "action", "key": "B", "name": "Greet", "order": 7, "active": true, "definition": r#"{"name":"Greet","flow":"Greeting"}"#,
        }),
    );
    world
}

// Shows: import-archive
#[test]
fn org_a_to_file_to_org_b_is_the_same_to_the_byte() {
    let file = export(&mut org_a());
    let mut org_b = world(None);
    let changes = take_in(&mut org_b, &file, Arrival::AsGiven);
    assert_eq!(
        deeds(&changes),
        [
            (Deed::Create, "B", true),
            (Deed::Create, "ac:a0X5g000001AbCdEAK", true),
            (Deed::Create, "empty", false),
            (Deed::Create, "B", true),
        ]
    );
    assert_eq!(export(&mut org_b), file);
    // Once more, nothing is left to change.
    let again = take_in(&mut org_b, &file, Arrival::AsGiven);
    assert!(
        again.iter().all(|change| change.deed == Deed::Keep && change.difference.is_empty()),
        "{again:?}"
    );
}

// Shows: import-archive
#[test]
fn what_arrives_is_inactive_unless_chosen_otherwise() {
    let mut org_a = org_a();
    let file = export(&mut org_a);
    let mut org_b = world(None);
    take_in(&mut org_b, &file, Arrival::Inactive);
    let arrived = documents(&mut org_b);
    assert!(arrived.iter().all(|(document, _)| !document.active));
    let definitions = |documents: Vec<(Document, String)>| {
        documents
            .into_iter()
            .map(|(document, _)| (document.kind, document.key, document.definition))
            .collect::<Vec<_>>()
    };
    assert_eq!(definitions(arrived), definitions(documents(&mut org_a)));
    // In org A they run, and nothing differs but that: they go on running.
    let changes = take_in(&mut org_a, &file, Arrival::Inactive);
    assert!(changes.iter().all(|change| change.deed == Deed::Keep));
}

#[test]
fn an_update_shows_what_differs_and_what_it_switches_off() {
    let mut org_a = org_a();
    let file = export(&mut org_a);
    let edited = r#"{"actions":[{"id":"uid-0","type":"SE_Start"},{"id":"uid-1","type":"SE_End"}]}"#;
    write(
        &mut org_a,
        json!({
            "kind": "flow", "key": "B", "name": "Other", "source": "connectVoiceContact", "event": "onConnecting", "active": true,
            "definition": edited,
        }),
    );
    write(&mut org_a, json!({ "kind": "flow", "key": "only here", "name": "Mine", "definition": edited }));
    let changes = take_in(&mut org_a, &file, Arrival::Inactive);
    let change = &changes[0];
    assert_eq!((change.deed, change.is_switched_off, change.document.active), (Deed::Update, true, false));
    for line in [
        "-name: Other\n",
        "+name: Gr\u{fc}\u{df}e\n",
        "-active: yes\n",
        "+active: no\n",
        "-      \"id\": \"uid-1\",\n",
    ] {
        assert!(change.difference.contains(line), "{line}: {}", change.difference);
    }
    assert!(!change.difference.contains("\r"), "people read lines");
    assert_eq!(changes[1..].iter().filter(|change| change.deed != Deed::Keep).count(), 0);
    let current: Vec<Document> = documents(&mut org_a).into_iter().map(|(document, _)| document).collect();
    let incoming: Vec<Document> = changes.into_iter().map(|change| change.document).collect();
    let left: Vec<&str> =
        left_alone(&current, &incoming).iter().map(|document| document.key.as_str()).collect();
    assert_eq!(left, ["only here"]);
}

#[test]
fn blanks_that_differ_are_a_change_that_says_so() {
    let document = |definition: &str| -> Document {
        serde_json::from_value(json!({ "kind": "flow", "key": "k", "name": "n", "definition": definition }))
            .expect("a document")
    };
    let changes = compare(
        &[document("{ \"actions\": [] }")],
        &[document("{\"actions\":[]}")],
        Arrival::Inactive,
        Target::Records,
    );
    assert_eq!(changes[0].deed, Deed::Update);
    assert_eq!(changes[0].difference, "only blanks or the spelling of letters differ\n");
}

#[test]
fn settings_are_compared_as_text() {
    assert_eq!(compare_settings(Some("{}"), None), None);
    assert_eq!(compare_settings(Some("{}"), Some("{}")), None);
    let difference = compare_settings(None, Some(r#"{"runs":{}}"#)).expect("one");
    assert!(difference.contains("+  \"runs\": {}\n"), "{difference}");
}

#[test]
fn the_archive_does_not_depend_on_the_order_of_records() {
    let bytes = |keys: [&str; 3]| {
        let document = |key: &str| -> Document {
            serde_json::from_value(
                json!({ "kind": "flow", "key": key, "name": "Same name", "definition": "{}" }),
            )
            .expect("a document")
        };
        let archive = Archive { documents: keys.map(document).to_vec(), ..Archive::default() };
        archive.to_bytes().expect("an archive")
    };
    assert_eq!(bytes(["a", "b", "c"]), bytes(["c", "a", "b"]));
    let twice: Document =
        serde_json::from_value(json!({ "kind": "flow", "key": "a", "name": "A" })).expect("a document");
    let archive = Archive { documents: vec![twice.clone(), twice], ..Archive::default() };
    assert_eq!(
        archive.to_bytes().expect_err("refused").to_string(),
        "the archive has two documents with the key \"a\""
    );
}

fn archive_of(manifest: &Value, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let manifest = manifest.to_string();
    let list = [("switchboard-archive.json", manifest.as_bytes())];
    for (name, content) in list.iter().chain(files) {
        zip.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        zip.write_all(content).expect("written");
    }
    zip.finish().expect("a zip").into_inner()
}

#[track_caller]
fn check_refused(manifest: Value, files: &[(&str, &[u8])], says: &str) {
    let file = InputFile { name: "x.zip".into(), bytes: archive_of(&manifest, files) };
    let imported = read(&[file], &Choices::default());
    assert!(imported.documents.is_empty() && imported.has_errors());
    assert_eq!(imported.notes[0].finding.to_string(), says);
}

#[test]
fn archives_that_are_not_whole_are_refused() {
    let entry = json!({ "kind": "flow", "key": "k", "name": "n", "file": "flows/n.json" });
    let manifest = |format: i64, documents: Value| json!({ "format": format, "adapter": "A", "name": "A", "settings": null, "documents": documents });
    check_refused(manifest(1, json!([entry])), &[], "the archive is not whole: flows/n.json is missing");
    check_refused(
        manifest(1, json!([entry])),
        &[("flows/n.json", b"\xff")],
        "flows/n.json in the archive is not UTF-8",
    );
    check_refused(
        manifest(1, json!([entry, entry])),
        &[("flows/n.json", b"{}")],
        "the archive has two documents with the key \"k\"",
    );
    check_refused(
        json!({ "format": 2, "shape": "other" }),
        &[],
        "the archive is of format 2, which a later version of Switchboard writes: this one knows format 1",
    );
    check_refused(
        json!({ "format": 1 }),
        &[],
        "the list of the archive (switchboard-archive.json) cannot be read: missing field `adapter`",
    );
    let mut newer = entry.clone();
    newer["format"] = 2.into();
    check_refused(
        manifest(1, json!([newer])),
        &[("flows/n.json", b"{}")],
        "it is of format 2, which a later version of Switchboard writes: this one knows format 1",
    );
}

#[test]
fn a_broken_flow_of_an_archive_arrives_inactive() {
    let entry = json!({ "kind": "flow", "key": "k", "name": "n", "source": "connectAgent", "event": "onInit", "active": true, "file": "flows/n.json" });
    let manifest =
        json!({ "format": 1, "adapter": "A", "name": "A", "settings": null, "documents": [entry] });
    let file = InputFile {
        name: "x.zip".into(),
        bytes: archive_of(&manifest, &[("flows/n.json", b"{\"actions\":[]}")]),
    };
    let imported = read(&[file], &Choices::default());
    assert_eq!((imported.documents[0].errors, imported.documents[0].document.active), (1, false));
}
