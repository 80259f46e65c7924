//! Random gestures on real flows: taken back they leave the file as it was, to the byte; done again they give the end again.

use super::{Clip, Edit, Editor, Record, Socket};
use crate::{Document, Text, Value, blocks};

const GESTURES: usize = 500;
const SEEDS: u64 = 10;

/// Numbers without pattern, the same in every run (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }

    fn of<'t, T>(&mut self, items: &'t [T]) -> Option<&'t T> {
        items.get(self.below(items.len()))
    }
}

/// A block that is there, and now and then one that is not.
fn block(chance: &mut Chance, document: &Document) -> Text {
    match chance.below(30) {
        0 => "nobody".into(),
        _ => chance.of(document.blocks()).map(|block| block.id.clone()).unwrap_or_default(),
    }
}

fn several(chance: &mut Chance, document: &Document) -> Vec<Text> {
    let count = 1 + chance.below(3);
    let mut ids: Vec<Text> = (0..count).map(|_| block(chance, document)).collect();
    ids.sort();
    ids.dedup();
    ids
}

fn type_id(chance: &mut Chance) -> Text {
    let all: Vec<_> = blocks::all().collect();
    chance.of(&all).map_or("SE_End", |block| block.type_id).into()
}

fn port(chance: &mut Chance) -> Text {
    (*chance.of(&["done", "success", "failure", "true", "false"]).unwrap_or(&"done")).into()
}

fn position(chance: &mut Chance) -> [f64; 2] {
    [chance.below(200) as f64 * 16.0 - 160.0, chance.below(100) as f64 * 8.5]
}

fn text(chance: &mut Chance) -> String {
    let pieces = [
        "",
        "a",
        "\"",
        "\\",
        "é",
        "\u{2028}",
        "\u{0}",
        "$.contact.phone",
        "$.actions.uid-2.results",
        "<b>",
        "x\ny",
        "😀",
    ];
    (0..chance.below(3)).filter_map(|_| chance.of(&pieces).copied()).collect()
}

fn value(chance: &mut Chance, depth: usize) -> Value {
    match chance.below(if depth == 0 { 6 } else { 8 }) {
        0 => Value::Null,
        1 => chance.below(2).eq(&0).into(),
        2 => (chance.below(1_000) as f64 / 8.0).into(),
        3 => f64::INFINITY.into(),
        4 | 5 => text(chance).into(),
        6 => Value::List((0..chance.below(3)).map(|_| value(chance, depth - 1)).collect()),
        _ => Value::map(
            (0..chance.below(4)).map(|_| (text(chance), value(chance, depth - 1))).collect::<Vec<_>>(),
        ),
    }
}

fn edit(chance: &mut Chance, document: &Document) -> Edit {
    match chance.below(16) {
        0 | 1 => Edit::Add { type_id: type_id(chance), position: position(chance) },
        2 => Edit::Remove { ids: several(chance, document) },
        3 => Edit::RemoveAndReconnect { ids: several(chance, document) },
        4 => Edit::Rename { id: block(chance, document), title: text(chance) },
        5 | 6 => {
            let ids = several(chance, document);
            Edit::Move { to: ids.into_iter().map(|id| (id, position(chance))).collect() }
        }
        7 => Edit::ChangeType { id: block(chance, document), type_id: type_id(chance) },
        8 | 9 => Edit::Connect {
            one: Socket::Output { block: block(chance, document), port: port(chance) },
            other: match chance.below(9) {
                0 => Socket::Output { block: block(chance, document), port: port(chance) },
                _ => Socket::Input { block: block(chance, document) },
            },
        },
        10 => Edit::Disconnect { id: block(chance, document), port: port(chance) },
        11 | 12 => {
            let id = block(chance, document);
            let names = ["key", "value", "message", "defaultFieldValues", "TaskSubtype", "é"];
            let name = chance.of(&names).copied().unwrap_or("key").into();
            Edit::SetArgument { id, name, value: (chance.below(5) > 0).then(|| value(chance, 3)) }
        }
        13 => {
            Edit::Paste { clip: Clip::of(document, &several(chance, document)), position: position(chance) }
        }
        14 => match chance.below(2) {
            0 => Edit::InsertNew {
                type_id: type_id(chance),
                position: position(chance),
                id: block(chance, document),
                port: port(chance),
            },
            _ => Edit::InsertOnWire {
                block: block(chance, document),
                id: block(chance, document),
                port: port(chance),
            },
        },
        _ => {
            let mut optional = || (chance.below(3) > 0).then(|| text(chance));
            let (name, description, source, event) = (optional(), optional(), optional(), optional());
            Edit::SetRecord(Record { name, description, source, event, active: chance.below(2) == 0 })
        }
    }
}

/// What a reader of the text makes of it is what the editor has.
#[track_caller]
fn is_in_step(editor: &Editor) {
    let read = Document::parse(&editor.document().to_text()).0;
    let facts = |document: &Document| -> Vec<_> {
        let blocks = document.blocks().iter().cloned();
        blocks.map(|b| (b.id, b.type_id, b.title, b.controls, b.ports, b.position)).collect()
    };
    assert_eq!(facts(&read), facts(editor.document()));
    assert_eq!(Record::of(&read), Record::of(editor.document()));
}

#[track_caller]
fn check(name: &str, text: &str, seed: u64) {
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15 ^ (seed + 1).wrapping_mul(0xD1B5_4A32_D192_ED03));
    let mut editor = Editor::open(Document::parse(text).0).expect("a flow");
    let mut done = 0;
    for gesture in 0..GESTURES {
        match chance.below(20) {
            0 => drop(editor.undo()),
            1 => drop(editor.redo()),
            2 => editor.end_typing(),
            n => {
                let edit = edit(&mut chance, editor.document());
                let result = if n % 3 == 0 { editor.apply_typing(&edit) } else { editor.apply(&edit) };
                done += usize::from(result.is_ok());
            }
        }
        if gesture % 50 == 0 {
            is_in_step(&editor);
        }
    }
    is_in_step(&editor);
    assert!(done > GESTURES / 4, "{name}, seed {seed}: only {done} edits were done");
    while editor.redo() {}
    let end = editor.document().to_text();
    while editor.undo() {}
    assert_eq!(editor.document().to_text(), text, "{name}, seed {seed}: taken back to the start");
    assert_eq!(editor.version(), 0);
    is_in_step(&editor);
    while editor.redo() {}
    assert_eq!(editor.document().to_text(), end, "{name}, seed {seed}: done again to the end");
}

fn our_flows() -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../flows");
    let files = std::fs::read_dir(folder).expect("flows").map(|file| file.expect("a file").path());
    let mut flows: Vec<(String, String)> = files
        .filter(|path| path.extension().is_some_and(|kind| kind == "json"))
        .map(|path| (path.display().to_string(), std::fs::read_to_string(&path).expect("text")))
        .filter(|(name, _)| !name.ends_with(".scenario.json"))
        .collect();
    flows.sort();
    assert!(flows.len() >= 4, "the flows moved?");
    flows
}

// Shows: studio-undo
#[test]
fn five_hundred_gestures_taken_back_leave_every_flow_as_it_was() {
    for (name, text) in our_flows() {
        for seed in 0..SEEDS {
            check(&name, &text, seed);
        }
    }
}

// Shows: studio-undo
#[test]
fn odd_files_come_back_too() {
    let odd = "\u{feff}\r\n{ \"b\" : 1e2, \"actions\":[1], \"actions\" : [ 5,{\"id\":7,\"id\":\"uid-7\",\"type\":\"SE_Log\",\t\"position\":[96.50,-1E1],\"controls\":null,\"ports\":{\"done\":8,\"done\":9},\"z\":{\"__proto__\":1}}, null, {\"type\":\"X\"},{\"id\":\"uid-7\",\"type\":\"SE_End\"} ]  ,\"c\":[]}\n\n";
    for text in [odd, "{\"actions\":[]}", "{\n\t\"actions\": [\n\t]\n}"] {
        for seed in 0..SEEDS {
            check("odd", text, seed);
        }
    }
}

#[test]
fn every_flow_is_opened_and_saved_to_the_byte() {
    for (name, text) in our_flows() {
        let editor = Editor::open(Document::parse(&text).0).expect("a flow");
        assert_eq!(editor.document().to_text(), text, "{name}");
    }
}

// Shows: studio-undo
#[test]
fn a_flow_of_three_hundred_blocks_too() {
    let mut actions = vec![
        r#"{ "id": "uid-1", "type": "SE_Start", "ports": { "done": "uid-2" }, "position": [0, 0] }"#
            .to_owned(),
    ];
    for n in 2..=300 {
        let next =
            if n == 300 { String::new() } else { format!(r#" "ports": {{ "done": "uid-{}" }},"#, n + 1) };
        actions.push(format!(
            r#"{{ "id": "uid-{n}", "type": "SE_SetProperty", "controls": {{ "key": "k{n}", "value": "$.actions.uid-{}.results" }},{next} "position": [{}, {}] }}"#,
            n - 1, n % 20 * 256, n / 20 * 128,
        ));
    }
    let text = format!("{{\n  \"actions\": [\n    {}\n  ]\n}}\n", actions.join(",\n    "));
    let editor = Editor::open(Document::parse(&text).0).expect("a flow");
    assert_eq!((editor.document().blocks().len(), editor.document().to_text()), (300, text.clone()));
    check("300 blocks", &text, 3);
}
