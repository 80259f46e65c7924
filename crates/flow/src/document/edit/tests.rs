//! What each edit does to a file, and what is refused.

use super::{Clip, ClipError, Edit, Editor, NotAFlow, Record, Refusal, Socket, upstream};
use crate::{Document, Text, Value};

const FLOW: &str = r#"{
  "name": "n",
  "actions": [
    { "id": "uid-1", "type": "SE_Start", "ports": { "done": "uid-2" }, "position": [0, 0] },
    { "id": "uid-2", "type": "SE_SetProperty", "meta": { "title": "Keep" }, "controls": { "key": "a",  "value": 1e2 }, "ports": { "done": "uid-3" }, "position": [96.50, 1E1] },
    { "id": "uid-3", "type": "SE_SFCreateTask", "controls": { "subject1": "$.actions.uid-2.results.x", "z": { "b":1, "a":2 } }, "ports": { "success": "uid-4" }, "own": true },
    { "id": "uid-4", "type": "SE_End", "meta": null, "ports": null }
  ]
}
"#;

fn editor(text: &str) -> Editor {
    Editor::open(Document::parse(text).0).expect("a flow")
}

fn output(block: &str, port: &str) -> Socket {
    Socket::Output { block: Text::new(block), port: Text::new(port) }
}

fn input(block: &str) -> Socket {
    Socket::Input { block: Text::new(block) }
}

fn connect(from: &str, port: &str, to: &str) -> Edit {
    Edit::Connect { one: output(from, port), other: input(to) }
}

fn texts(ids: &[&str]) -> Vec<Text> {
    ids.iter().map(|id| Text::new(id)).collect()
}

/// An edit of [`FLOW`]: the lines that go and the lines that come; taken back it is the file again, done again the same.
#[track_caller]
fn check(edit: Edit, gone: &[&str], come: &[&str]) {
    check_in(FLOW, edit, gone, come);
}

#[track_caller]
fn check_in(text: &str, edit: Edit, gone: &[&str], come: &[&str]) {
    let mut editor = editor(text);
    editor.apply(&edit).expect("not refused");
    let after = editor.document().to_text();
    let lines = |text: &str| text.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>();
    let differing = |one: &str, other: &str| {
        let other = lines(other);
        lines(one).into_iter().filter(|line| !other.contains(line)).collect::<Vec<_>>()
    };
    assert_eq!(differing(text, &after), gone, "gone; now\n{after}");
    assert_eq!(differing(&after, text), come, "come; now\n{after}");
    let reread = Document::parse(&after).0;
    assert_eq!(reread.blocks().len(), editor.document().blocks().len());
    for (read, kept) in reread.blocks().iter().zip(editor.document().blocks()) {
        let facts = |block: &crate::DocumentBlock| {
            let block = block.clone();
            (block.id, block.type_id, block.title, block.controls, block.ports, block.position)
        };
        assert_eq!(facts(read), facts(kept), "the blocks are those of the text");
    }
    assert_eq!(editor.undo(), text != after);
    assert_eq!(editor.document().to_text(), text, "taken back");
    editor.redo();
    assert_eq!(editor.document().to_text(), after, "done again");
}

#[track_caller]
fn check_refused(edit: Edit, expected: &str) {
    let mut editor = editor(FLOW);
    let refusal = editor.apply(&edit).expect_err("refused");
    assert_eq!(refusal.to_string(), expected);
    assert_eq!((editor.document().to_text().as_str(), editor.can_undo()), (FLOW, false));
}

#[test]
fn adding_a_block() {
    check(
        Edit::Add { type_id: "SE_Log".into(), position: [64.0, -16.5] },
        &[r#"{ "id": "uid-4", "type": "SE_End", "meta": null, "ports": null }"#],
        &[
            r#"{ "id": "uid-4", "type": "SE_End", "meta": null, "ports": null },"#,
            r#"{ "id": "uid-5", "type": "SE_Log", "meta": {}, "controls": {}, "ports": {}, "position": [64, -16.5] }"#,
        ],
    );
    check_refused(
        Edit::Add { type_id: "SE_Start".into(), position: [0.0; 2] },
        "a flow has one Start, and there is one",
    );
    check_refused(
        Edit::Add { type_id: "SE_Magic".into(), position: [0.0; 2] },
        "there is no block type \"SE_Magic\"",
    );
}

#[test]
fn a_new_block_is_spaced_as_the_file_is() {
    let add = || Edit::Add { type_id: "SE_Start".into(), position: [1.0, 2.0] };
    #[track_caller]
    fn becomes(text: &str, edit: Edit, expected: &str) {
        let mut editor = editor(text);
        editor.apply(&edit).expect("added");
        assert_eq!(editor.document().to_text(), expected);
        assert!(editor.undo());
        assert_eq!(editor.document().to_text(), text);
    }
    let tight = r#"{"id":"uid-1","type":"SE_Start","meta":{},"controls":{},"ports":{},"position":[1,2]}"#;
    let spaced = r#"{ "id": "uid-1", "type": "SE_Start", "meta": {}, "controls": {}, "ports": {}, "position": [1, 2] }"#;
    becomes(r#"{"actions":[]}"#, add(), &format!(r#"{{"actions":[{spaced}]}}"#));
    becomes("{\n  \"actions\": [\n  ]\n}", add(), &format!("{{\n  \"actions\": [\n    {spaced}\n  ]\n}}"));
    becomes("{\n  \"actions\": [ ]\n}", add(), &format!("{{\n  \"actions\": [\n    {spaced}\n  ]\n}}"));
    becomes(
        r#"{"actions":[{"id":"uid-0","type":"SE_End"}]}"#,
        add(),
        &format!(r#"{{"actions":[{{"id":"uid-0","type":"SE_End"}},{tight}]}}"#),
    );
    let lines = "{\n  \"actions\": [\n    {\n      \"id\": \"uid-0\"\n    }\n  ]\n}";
    let after = "{\n  \"actions\": [\n    {\n      \"id\": \"uid-0\"\n    },\n    {\n      \"id\": \"uid-1\",\n      \"type\": \"SE_Start\",\n      \"meta\": {},\n      \"controls\": {},\n      \"ports\": {},\n      \"position\": [\n        1,\n        2\n      ]\n    }\n  ]\n}";
    becomes(lines, add(), after);
}

#[test]
fn new_ids_are_above_everything_that_is_named() {
    let text = r#"{"actions":[{"id":"uid-2","type":"SE_Log","controls":{"message":["$.actions.uid-31.results"]},"ports":{"done":"uid-17"}}]}"#;
    let new = editor(text).apply(&Edit::Add { type_id: "SE_End".into(), position: [0.0; 2] }).expect("added");
    assert_eq!(new, ["uid-32"]);
}

#[test]
fn removing_blocks_takes_their_wires_and_leaves_references() {
    check(
        Edit::Remove { ids: texts(&["uid-2"]) },
        &[
            r#"{ "id": "uid-1", "type": "SE_Start", "ports": { "done": "uid-2" }, "position": [0, 0] },"#,
            r#"{ "id": "uid-2", "type": "SE_SetProperty", "meta": { "title": "Keep" }, "controls": { "key": "a",  "value": 1e2 }, "ports": { "done": "uid-3" }, "position": [96.50, 1E1] },"#,
        ],
        &[r#"{ "id": "uid-1", "type": "SE_Start", "ports": {  }, "position": [0, 0] },"#],
    );
    let mut editor = editor(FLOW);
    editor.apply(&Edit::Remove { ids: texts(&["uid-1", "uid-2", "uid-3", "uid-4"]) }).expect("removed");
    assert_eq!(editor.document().to_text(), "{\n  \"name\": \"n\",\n  \"actions\": [\n    \n  ]\n}\n");
    editor.undo();
    assert_eq!(editor.document().to_text(), FLOW);
    check_refused(Edit::Remove { ids: texts(&["uid-9"]) }, "there is no block uid-9");
}

#[test]
fn delete_and_reconnect() {
    check(
        Edit::RemoveAndReconnect { ids: texts(&["uid-2", "uid-3"]) },
        &FLOW.lines().skip(3).take(3).map(str::trim).collect::<Vec<_>>(),
        &[r#"{ "id": "uid-1", "type": "SE_Start", "ports": { "done": "uid-4" }, "position": [0, 0] },"#],
    );
    let circle = r#"{"actions":[{"id":"a","type":"SE_Log","ports":{"done":"b"}},{"id":"b","type":"SE_Log","ports":{"done":"c"}},{"id":"c","type":"SE_Log","ports":{"done":"b"}}]}"#;
    let mut editor = editor(circle);
    editor.apply(&Edit::RemoveAndReconnect { ids: texts(&["b", "c"]) }).expect("removed");
    assert_eq!(editor.document().to_text(), r#"{"actions":[{"id":"a","type":"SE_Log","ports":{}}]}"#);
}

#[test]
fn renaming_changes_the_title_alone() {
    let line = r#"{ "id": "uid-2", "type": "SE_SetProperty", "meta": { "title": "Keep" }, "controls": { "key": "a",  "value": 1e2 }, "ports": { "done": "uid-3" }, "position": [96.50, 1E1] },"#;
    let rename = |id: &str, title: &str| Edit::Rename { id: Text::new(id), title: title.to_owned() };
    check(rename("uid-2", " \"Who\"\n? "), &[line], &[&line.replace("Keep", r#"\"Who\"\n?"#)]);
    check(rename("uid-2", " "), &[line], &[&line.replace(r#"{ "title": "Keep" }"#, "{  }")]);
    check(rename("uid-2", "Keep"), &[], &[]);
    let end = r#"{ "id": "uid-4", "type": "SE_End", "meta": null, "ports": null }"#;
    check(rename("uid-4", "Bye"), &[end], &[&end.replace("\"meta\": null", r#""meta": { "title": "Bye" }"#)]);
}

#[test]
fn moving_keeps_the_spelling_of_what_stays() {
    let line = r#"{ "id": "uid-2", "type": "SE_SetProperty", "meta": { "title": "Keep" }, "controls": { "key": "a",  "value": 1e2 }, "ports": { "done": "uid-3" }, "position": [96.50, 1E1] },"#;
    let to = |id: &str, x, y| Edit::Move { to: vec![(Text::new(id), [x, y])] };
    check(to("uid-2", 96.5, 10.0), &[], &[]);
    check(to("uid-2", 112.0, 10.0), &[line], &[&line.replace("[96.50, 1E1]", "[112, 10]")]);
    let end = r#"{ "id": "uid-4", "type": "SE_End", "meta": null, "ports": null }"#;
    check(to("uid-4", 0.25, -16.0), &[end], &[&end.replace("null }", r#"null, "position": [0.25, -16] }"#)]);
}

#[test]
fn changing_the_type_keeps_what_the_new_type_has() {
    let line = r#"{ "id": "uid-2", "type": "SE_SetProperty", "meta": { "title": "Keep" }, "controls": { "key": "a",  "value": 1e2 }, "ports": { "done": "uid-3" }, "position": [96.50, 1E1] },"#;
    let change =
        |id: &str, type_id: &str| Edit::ChangeType { id: Text::new(id), type_id: Text::new(type_id) };
    let kept = line
        .replace("SE_SetProperty", "SE_GetProperty")
        .replace(r#""key": "a",  "value": 1e2 }"#, r#""key": "a" }"#);
    check(change("uid-2", "SE_GetProperty"), &[line], &[&kept]);
    check(change("uid-2", "SE_SetProperty"), &[], &[]);
    check_refused(change("uid-2", "SE_Start"), "a flow has one Start, and there is one");
    check_refused(change("uid-2", "SE_Magic"), "there is no block type \"SE_Magic\"");
}

#[test]
fn connecting() {
    let line = r#"{ "id": "uid-3", "type": "SE_SFCreateTask", "controls": { "subject1": "$.actions.uid-2.results.x", "z": { "b":1, "a":2 } }, "ports": { "success": "uid-4" }, "own": true },"#;
    let both = line.replace(r#""uid-4" }"#, r#""uid-4", "failure": "uid-2" }"#);
    check(connect("uid-3", "failure", "uid-2"), &[line], &[&both]);
    check(Edit::Connect { one: input("uid-2"), other: output("uid-3", "failure") }, &[line], &[&both]);
    // A second wire from an output takes the place of the first; one that is there already is no change.
    check(connect("uid-3", "success", "uid-2"), &[line], &[&line.replace("\"uid-4\"", "\"uid-2\"")]);
    check(connect("uid-3", "success", "uid-4"), &[], &[]);
    check_refused(connect("uid-3", "failure", "uid-3"), "a block cannot lead to itself");
    check_refused(
        connect("uid-3", "failure", "uid-1"),
        "nothing can lead to Start: it is where the flow begins",
    );
    check_refused(
        connect("uid-3", "done", "uid-2"),
        "block uid-3 has no output \"done\": it has success, failure",
    );
    check_refused(connect("uid-4", "done", "uid-2"), "block uid-4 has no output \"done\": it has none");
    check_refused(connect("uid-3", "failure", "uid-9"), "there is no block uid-9");
    check_refused(
        Edit::Connect { one: output("uid-1", "done"), other: output("uid-3", "failure") },
        "both ends are outputs: a wire leads from an output to an input",
    );
    check_refused(
        Edit::Connect { one: input("uid-2"), other: input("uid-3") },
        "both ends are inputs: a wire leads from an output to an input",
    );
}

#[test]
fn disconnecting() {
    let line = r#"{ "id": "uid-1", "type": "SE_Start", "ports": { "done": "uid-2" }, "position": [0, 0] },"#;
    let cut = |id: &str, port: &str| Edit::Disconnect { id: Text::new(id), port: Text::new(port) };
    check(cut("uid-1", "done"), &[line], &[&line.replace(r#"{ "done": "uid-2" }"#, "{  }")]);
    check_refused(cut("uid-3", "failure"), "nothing is connected to output \"failure\" of block uid-3");
}

#[test]
fn setting_arguments() {
    let set = |id: &str, name: &str, value: Option<Value>| Edit::SetArgument {
        id: Text::new(id),
        name: Text::new(name),
        value,
    };
    let line = r#"{ "id": "uid-2", "type": "SE_SetProperty", "meta": { "title": "Keep" }, "controls": { "key": "a",  "value": 1e2 }, "ports": { "done": "uid-3" }, "position": [96.50, 1E1] },"#;
    check(set("uid-2", "value", Some(100.0.into())), &[], &[]);
    check(
        set("uid-2", "value", Some("$.payload.x".into())),
        &[line],
        &[&line.replace("1e2", "\"$.payload.x\"")],
    );
    check(set("uid-2", "value", None), &[line], &[&line.replace(r#""a",  "value": 1e2 }"#, r#""a" }"#)]);
    check(set("uid-2", "value", Some(f64::NAN.into())), &[line], &[&line.replace("1e2", "null")]);
    let start = r#"{ "id": "uid-1", "type": "SE_Start", "ports": { "done": "uid-2" }, "position": [0, 0] },"#;
    check(
        set(
            "uid-1",
            "m",
            Some(Value::map([
                ("a", Value::map([("b", true)])),
                ("l", Value::List(vec![1.0.into(), "x".into()])),
            ])),
        ),
        &[start],
        &[
            r#"{ "id": "uid-1", "type": "SE_Start", "ports": { "done": "uid-2" }, "position": [0, 0], "controls": { "m": { "a": { "b": true }, "l": [1, "x"] } } },"#,
        ],
    );
    // Rows of a map: what stays is spelled as it was, and keeps its place.
    let task = r#"{ "id": "uid-3", "type": "SE_SFCreateTask", "controls": { "subject1": "$.actions.uid-2.results.x", "z": { "b":1, "a":2 } }, "ports": { "success": "uid-4" }, "own": true },"#;
    let rows = |entries: &[(&'static str, f64)]| Some(Value::map(entries.iter().copied()));
    check(set("uid-3", "z", rows(&[("b", 1.0), ("a", 2.0)])), &[], &[]);
    check(
        set("uid-3", "z", rows(&[("b", 1.0), ("a", 3.0)])),
        &[task],
        &[&task.replace(r#""a":2"#, r#""a":3"#)],
    );
    check(
        set("uid-3", "z", rows(&[("c", 1.0), ("a", 2.0)])),
        &[task],
        &[&task.replace(r#""b":1, "a":2"#, r#""c": 1, "a": 2"#)],
    );
}

#[test]
fn an_argument_of_an_old_name_goes_when_the_present_one_is_set() {
    let flow = |controls: &str| {
        format!(r#"{{"actions":[{{"id":"a","type":"SE_SFCreateTask","controls":{controls}}}]}}"#)
    };
    let old = flow(r#"{"TaskSubType":"Call"}"#);
    let set = |value| Edit::SetArgument { id: "a".into(), name: "TaskSubtype".into(), value };
    check_in(&old, set(Some("Task".into())), &[&old], &[&flow(r#"{"TaskSubtype":"Task"}"#)]);
    check_in(&old, set(None), &[&old], &[&flow("{}")]);
}

#[test]
fn pasting_gives_new_ids_and_keeps_what_is_inside() {
    let clip = Clip::of(&Document::parse(FLOW).0, &texts(&["uid-1", "uid-2", "uid-3"]));
    assert_eq!((clip.len(), clip.corner()), (3, [0.0, 0.0]));
    let clip = Clip::parse(&clip.to_text()).expect("what was copied");
    let mut editor = editor(FLOW);
    let new = editor.apply(&Edit::Paste { clip, position: [32.0, 48.0] }).expect("pasted");
    assert_eq!(new, ["uid-5", "uid-6"], "the second Start is left out");
    let [.., keep, task] = editor.document().blocks() else { panic!("pasted") };
    assert_eq!((keep.title.as_deref(), keep.position), (Some("Keep"), Some([128.5, 58.0])));
    assert_eq!(keep.ports.get("done").map(Text::as_str), Some("uid-6"));
    assert_eq!(task.controls["subject1"], "$.actions.uid-5.results.x".into());
    assert!(task.ports.is_empty(), "it leads to a block that was not copied");
    assert!(editor.document().to_text().contains(r#""own": true"#));
    editor.undo();
    assert_eq!(editor.document().to_text(), FLOW);
}

#[test]
fn pasted_references_are_found_by_path_and_not_by_likeness() {
    let text = r#"{"actions":[{"id":"a","type":"SE_Log"},{"id":"b","type":"SE_Log","controls":{"message":"$.actions[\"a\"].results.a","x":"$.actions.ab.results","y":"about $.actions.a"}}]}"#;
    let clip = Clip::parse(text).expect("blocks");
    let mut editor = editor(r#"{"actions":[]}"#);
    editor.apply(&Edit::Paste { clip, position: [0.0; 2] }).expect("pasted");
    let controls = &editor.document().blocks()[1].controls;
    assert_eq!(controls["message"], r#"$.actions["uid-1"].results.a"#.into());
    assert_eq!(controls["x"], "$.actions.ab.results".into());
    assert_eq!(controls["y"], "about $.actions.a".into());
}

#[test]
fn what_cannot_be_pasted() {
    for (text, expected) in [
        ("hello", ClipError::NotAFlow),
        ("[]", ClipError::NotAFlow),
        (r#"{"actions":[]}"#, ClipError::NoBlocks),
        (r#"{"actions":[1]}"#, ClipError::NoBlocks),
    ] {
        assert_eq!(Clip::parse(text), Err(expected), "{text}");
    }
    let start = Clip::of(&Document::parse(FLOW).0, &texts(&["uid-1"]));
    check_refused(
        Edit::Paste { clip: start, position: [0.0; 2] },
        "there is nothing to paste that the flow does not have",
    );
}

#[test]
fn inserting_on_a_wire() {
    let mut editor = editor(FLOW);
    let (id, port) = (Text::from("uid-1"), Text::from("done"));
    let insert = |type_id: &'static str| Edit::InsertNew {
        type_id: type_id.into(),
        position: [0.0; 2],
        id: id.clone(),
        port: port.clone(),
    };
    assert_eq!(editor.apply(&insert("SE_CoreTruthy")), Ok(texts(&["uid-5"])));
    assert_eq!(editor.document().block("uid-1").map(|block| block.ports["done"].as_str()), Some("uid-5"));
    assert_eq!(editor.document().block("uid-5").map(|block| block.ports["true"].as_str()), Some("uid-2"));
    assert_eq!(editor.apply(&insert("SE_End")), Err(Refusal::CannotLeadOn));
    assert_eq!(editor.apply(&insert("SE_Start")), Err(Refusal::NoInput));
    let there =
        |block: &'static str| Edit::InsertOnWire { block: block.into(), id: id.clone(), port: port.clone() };
    editor.apply(&there("uid-3")).expect("inserted");
    assert_eq!(editor.document().block("uid-3").map(|block| block.ports["success"].as_str()), Some("uid-5"));
    assert_eq!(editor.apply(&there("uid-3")), Err(Refusal::ToItself));
    assert_eq!(editor.apply(&there("uid-4")), Err(Refusal::CannotLeadOn));
    while editor.undo() {}
    assert_eq!(editor.document().to_text(), FLOW);
}

#[test]
fn the_record() {
    let record = Record {
        name: Some("new".to_owned()),
        description: Some("d".to_owned()),
        source: Some("salesforceUi".to_owned()),
        event: None,
        active: false,
    };
    check(
        Edit::SetRecord(record),
        &[r#""name": "n","#],
        &[
            r#""name": "new","#,
            r#""description": "d","#,
            r#""source": "salesforceUi","#,
            r#""active": false,"#,
        ],
    );
    let same = Record::of(&Document::parse(FLOW).0);
    check(Edit::SetRecord(same.clone()), &[], &[]);
    check(Edit::SetRecord(Record { name: None, ..same }), &[r#""name": "n","#], &[]);
    let tight = r#"{"actions":[]}"#;
    let named = Record { name: Some("x".to_owned()), active: true, ..Record::default() };
    check_in(tight, Edit::SetRecord(named), &[tight], &[r#"{"name":"x","actions":[]}"#]);
}

#[test]
fn typing_is_one_step_until_it_ends() {
    let mut editor = editor(FLOW);
    let type_it = |editor: &mut Editor, text: &str| {
        let value = Some(Value::text(text));
        editor
            .apply_typing(&Edit::SetArgument { id: "uid-2".into(), name: "key".into(), value })
            .expect("typed");
    };
    for text in ["h", "he", "hel"] {
        type_it(&mut editor, text);
    }
    editor.end_typing();
    type_it(&mut editor, "help");
    assert!(editor.undo());
    assert_eq!(editor.document().block("uid-2").map(|block| &block.controls["key"]), Some(&"hel".into()));
    assert!(editor.undo());
    assert_eq!((editor.document().to_text().as_str(), editor.can_undo()), (FLOW, false));
    assert!(editor.redo() && editor.redo() && !editor.redo());
    assert_eq!(editor.document().block("uid-2").map(|block| &block.controls["key"]), Some(&"help".into()));
}

#[test]
fn typing_elsewhere_is_another_step_and_typing_back_is_none() {
    let mut editor = editor(FLOW);
    let rename = |editor: &mut Editor, id: &'static str, title: &str| {
        editor.apply_typing(&Edit::Rename { id: id.into(), title: title.to_owned() }).expect("renamed");
    };
    rename(&mut editor, "uid-2", "A");
    let version = editor.version();
    rename(&mut editor, "uid-3", "B");
    assert!(editor.undo());
    assert_eq!(editor.version(), version);
    assert!(editor.undo());
    assert_eq!(editor.version(), 0);
    rename(&mut editor, "uid-2", "C");
    rename(&mut editor, "uid-2", "Keep");
    assert!(!editor.can_undo() && !editor.can_redo());
    assert_eq!((editor.document().to_text().as_str(), editor.version()), (FLOW, 0));
}

#[test]
fn an_edit_that_changes_nothing_keeps_what_can_be_done_again() {
    let mut editor = editor(FLOW);
    editor.apply(&connect("uid-3", "failure", "uid-2")).expect("connected");
    editor.undo();
    editor.apply(&connect("uid-1", "done", "uid-2")).expect("nothing to do");
    assert!(editor.can_redo());
    assert!(editor.apply(&connect("uid-1", "done", "uid-9")).is_err());
    assert!(editor.can_redo());
}

#[test]
fn another_text_in_place_is_one_step() {
    let mut editor = editor(FLOW);
    let other = r#"{"actions":[{"id":"x","type":"SE_End"}]}"#;
    editor.replace_text(other).expect("a flow");
    assert_eq!(editor.document().blocks().len(), 1);
    assert_eq!(editor.replace_text("// a script"), Err(NotAFlow));
    assert_eq!(editor.document().to_text(), other);
    editor.undo();
    assert_eq!(editor.document().to_text(), FLOW);
    editor.redo();
    assert_eq!(editor.document().to_text(), other);
    assert!(Editor::open(Document::parse("{}").0).is_err());
}

#[test]
fn what_runs_before_a_block() {
    let document = Document::parse(FLOW).0;
    let ids = |id: &str| upstream(&document, id).iter().map(|block| block.id.as_str()).collect::<Vec<_>>();
    assert_eq!(ids("uid-4"), ["uid-3", "uid-2", "uid-1"]);
    assert_eq!(ids("uid-1"), [""; 0]);
    let circle = r#"{"actions":[{"id":"a","type":"SE_Log","ports":{"done":"b"}},{"id":"b","type":"SE_Log","ports":{"done":"a"}}]}"#;
    let document = Document::parse(circle).0;
    assert_eq!(upstream(&document, "a").iter().map(|block| block.id.as_str()).collect::<Vec<_>>(), ["b"]);
}
