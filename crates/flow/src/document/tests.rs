//! Files come back as they were, and read as they are meant.

use proptest::prelude::*;

use crate::Document;

const ODD: &str = "\u{feff}\r\n{ \"name\":\"x\", \"b\" : 1e2, \"actions\" : [ {\"id\":\"uid-7\",\"type\":\"SE_End\",\t\"position\":[96.50,-1E1],\"controls\":null,\"z\":{\"__proto__\":1}} ]}\n\n";

#[test]
fn an_unchanged_file_comes_back_to_the_byte() {
    for text in [ODD, "", "{", "\u{feff}{}", "[1,2,]", "// a script\nfunction(){}"] {
        assert_eq!(Document::parse(text).0.to_text(), text);
    }
}

/// Our own flows, scenarios and actions, which stand for the files people have.
#[test]
fn our_own_files_come_back_to_the_byte() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut read = 0;
    for folder in ["flows", "tests/flows", "actions"] {
        for file in std::fs::read_dir(root.join(folder)).expect(folder) {
            let text = std::fs::read_to_string(file.expect("a file").path()).expect("text");
            for text in [text.clone(), format!("\u{feff}{text}"), text.replace('\n', "\r\n")] {
                let (document, _) = Document::parse(&text);
                assert!(matches!(document.file, super::File::Json { .. }), "it comes from the tree");
                assert_eq!(document.to_text(), text);
                read += 1;
            }
        }
    }
    assert!(read > 60, "the flows moved? read {read}");
}

#[test]
fn top_level_facts() {
    let (document, diagnostics) = Document::parse(
        r#"{"name":"n","source":"s","event":"e","active":"false","description":"d","actions":[]}"#,
    );
    assert!(diagnostics.is_empty());
    let facts = [document.name(), document.source(), document.event(), document.description()];
    assert_eq!(facts, [Some("n"), Some("s"), Some("e"), Some("d")]);
    assert!(!document.active());
    assert!(Document::parse("{}").0.active());
}

#[test]
fn blocks_read_as_meant() {
    let (document, _) = Document::parse(
        r#"{"actions":[
  {"id":0,"type":"SE_Log","meta":{"title":""},"controls":{"level":null,"message":"a"},"ports":{"done":"uid-2","x":null,"y":""}},
  {"id":"uid-2","type":"SE_End","meta":{"title":"Bye"},"position":[1.5,-2]}]}"#,
    );
    let [log, end] = document.blocks() else { panic!("two blocks") };
    assert_eq!(
        (log.id.as_str(), log.title.as_deref(), log.controls.len(), log.ports.len()),
        ("0", None, 1, 1)
    );
    assert_eq!((end.title.as_deref(), end.position), (Some("Bye"), Some([1.5, -2.0])));
    assert_eq!((end.place.line, end.place.column), (3, 3));
}

#[track_caller]
fn check_new_id(ids: &[&str], expected: &str) {
    let actions: Vec<String> = ids.iter().map(|id| format!(r#"{{"id":"{id}","type":"SE_End"}}"#)).collect();
    let (document, _) = Document::parse(&format!(r#"{{"actions":[{}]}}"#, actions.join(",")));
    assert_eq!(document.new_id(), expected);
}

#[test]
fn new_ids_count_on_from_the_highest() {
    check_new_id(&[], "uid-1");
    check_new_id(&["uid-3", "uid-17", "uid-5"], "uid-18");
    check_new_id(&["4", "uid9"], "uid-10");
    check_new_id(&["uid-start", "uid-001"], "uid-2");
    check_new_id(&["uid-NaN", "uid-99999999999999999999"], "uid-1");
}

#[test]
fn deep_files_are_refused_not_fatal() {
    let deep = format!(r#"{{"actions":{}{}}}"#, "[".repeat(5_000), "]".repeat(5_000));
    let (document, diagnostics) = Document::parse(&deep);
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(document.to_text(), deep);
}

proptest! {
    #[test]
    fn no_text_panics_and_every_text_survives(text in r#"\PC{0,40}|[\[\]{}:,"\\a-z0-9 $.-]{0,60}"#) {
        let (document, _) = Document::parse(&text);
        prop_assert_eq!(document.to_text(), text);
        crate::compile(&document);
    }

    #[test]
    fn no_actions_panic(actions in r#"(\{"id":"[ab]","type":"(SE_Start|SE_End|SE_Log|SE_X)","controls":\{"value":"\$\.[a-z.\[\]]{0,8}"\},"ports":\{"(done|true)":"[abc]"\}\},?){0,4}"#) {
        let (document, _) = Document::parse(&format!("{{\"actions\":[{}]}}", actions.trim_end_matches(',')));
        let (program, _) = crate::compile(&document);
        let (mut run, _) = crate::Run::start(&program, crate::Context::default(), crate::Limits::default(), 0);
        run.cancel(0);
    }
}
