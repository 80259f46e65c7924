use proptest::prelude::*;

use super::fix;
use crate::Document;

/// What a flow becomes, and what is said about it.
#[track_caller]
fn check(text: &str, expected: &str, said: &[&str]) {
    let (fixed, fixes) = fix(text);
    assert_eq!(fixed, expected);
    let sentences: Vec<String> = fixes.iter().map(|fix| format!("{}: {}", fix.block, fix.repair)).collect();
    assert_eq!(sentences, said, "{text}");
    assert_eq!(fix(&fixed).1, [], "nothing is left to repair");
}

#[test]
fn what_is_well_is_left_alone() {
    for text in [
        "",
        "no JSON",
        "{}",
        r#"{"actions":7}"#,
        "\u{feff} { \"actions\" : [ 5, {\"id\":\"a\" , \"type\":\"SE_End\",\"x\":1e2} ] }\n\n",
        r#"{"actions":[{"id":"a","type":"SE_Log","ports":{"done":null,"x":""}}]}"#,
    ] {
        check(text, text, &[]);
    }
}

#[test]
fn titles_of_sources_and_old_events_get_their_words() {
    check(
        "{ \"source\" : \"Amazon Connect Chat Contact\",\n  \"event\": \"onMessage\", \"actions\": [] }",
        "{ \"source\" : \"connectChatContact\",\n  \"event\": \"onMessageReceived\", \"actions\": [] }",
        &[
            ": the source \"Amazon Connect Chat Contact\" is connectChatContact now: the flow runs, if it is active",
            ": the event onMessage of earlier versions is onMessageReceived now, the nearest there is: see whether it comes when you want it",
        ],
    );
    let known = r#"{"source":"connectAgent","event":"onInit","actions":[]}"#;
    check(known, known, &[]);
    let unknown = r#"{"source":"connectVoice","event":"onInit","actions":[]}"#;
    check(unknown, unknown, &[]);
    let (_, fixes) = fix("{\n \"source\": \"CTI Action\", \"actions\": [] }");
    assert_eq!((fixes[0].place.line, fixes[0].place.column), (2, 12));
}

#[test]
fn later_duplicates_are_renumbered() {
    check(
        "{ \"actions\": [\n  {\"id\":\"uid-3\", \"type\":\"SE_Start\" ,\"ports\":{\"done\":\"uid-3\"}},\n  {\"type\":\"SE_Log\",\"id\" : \"uid-3\",\"controls\":{\"message\":\"$.actions.uid-3.results\"}} ] }",
        "{ \"actions\": [\n  {\"id\":\"uid-3\", \"type\":\"SE_Start\" ,\"ports\":{\"done\":\"uid-3\"}},\n  {\"type\":\"SE_Log\",\"id\" : \"uid-4\",\"controls\":{\"message\":\"$.actions.uid-3.results\"}} ] }",
        &[
            "uid-3: it is uid-4 now; still about the first block of the old id, check whether rightly: block uid-3, port done; block uid-3, argument message",
        ],
    );
    check(
        r#"{"actions":[{"id":7,"type":"a"},{"id":7,"type":"b"},{"id":"7","type":"c"}]}"#,
        r#"{"actions":[{"id":7,"type":"a"},{"id":"uid-8","type":"b"},{"id":"uid-9","type":"c"}]}"#,
        &["7: it is uid-8 now", "7: it is uid-9 now"],
    );
}

#[test]
fn new_ids_collide_with_nothing() {
    check(
        r#"{"actions":[{"id":"a","type":"x"},{"id":"a","type":"x"},{"id":"uid-1","type":"x"},{"id":"note9","type":"x"}]}"#,
        r#"{"actions":[{"id":"a","type":"x"},{"id":"uid-10","type":"x"},{"id":"uid-1","type":"x"},{"id":"note9","type":"x"}]}"#,
        &["a: it is uid-10 now"],
    );
    // What hung in the air does not get the new block for a target.
    check(
        r#"{"actions":[{"id":"uid-1","type":"x","ports":{"done":"uid-2"}},{"id":"uid-1","type":"x"}]}"#,
        r#"{"actions":[{"id":"uid-1","type":"x","ports":{}},{"id":"uid-3","type":"x"}]}"#,
        &[
            "uid-1: port done, which led to uid-2, is unconnected now: there is no such block",
            "uid-1: it is uid-3 now",
        ],
    );
}

// Shows: B4
#[test]
fn the_broken_id_goes_and_what_names_it_follows() {
    check(
        r#"{"actions":[{"id":"uid-2","type":"SE_Start","ports":{"done":"uid-NaN"}},{"id":"uid-NaN","type":"SE_Log","controls":{"a":{"b":["$.actions.uid-NaN.results", "$.actions[\"uid-NaN\"]","about uid-NaN"]}}}]}"#,
        r#"{"actions":[{"id":"uid-2","type":"SE_Start","ports":{"done":"uid-3"}},{"id":"uid-3","type":"SE_Log","controls":{"a":{"b":["$.actions.uid-3.results", "$.actions[\"uid-3\"]","about uid-NaN"]}}}]}"#,
        &["uid-NaN: it is uid-3 now, and whatever led to it or read its results does so still"],
    );
    check(
        r#"{"actions":[{"id":"uid-NaN","type":"SE_Start","ports":{"done":"uid-NaN"}},{"id":"uid-NaN","type":"SE_End"}]}"#,
        r#"{"actions":[{"id":"uid-1","type":"SE_Start","ports":{"done":"uid-1"}},{"id":"uid-2","type":"SE_End"}]}"#,
        &[
            "uid-NaN: it is uid-1 now, and whatever led to it or read its results does so still",
            "uid-NaN: it is uid-2 now; still about the first block of the old id, check whether rightly: block uid-NaN, port done",
        ],
    );
}

#[test]
fn dangling_ports_are_taken_out() {
    let flow = |ports: &str| format!(r#"{{"actions":[{{"id":"a","type":"SE_X","ports":{ports}}}]}}"#);
    let check_ports = |before: &str, after: &str, count: usize| {
        let (fixed, fixes) = fix(&flow(before));
        assert_eq!((fixed, fixes.len()), (flow(after), count));
    };
    check_ports(r#"{"x":"?"}"#, "{}", 1);
    check_ports(r#"{ "x" : "?" }"#, "{  }", 1);
    check_ports(r#"{"x":"?", "y":"a"}"#, r#"{"y":"a"}"#, 1);
    check_ports(r#"{"y":"a", "x":"?"}"#, r#"{"y":"a"}"#, 1);
    check_ports(r#"{"x":"?","y":"a", "z":"?" ,"u":3}"#, r#"{"y":"a"}"#, 3);
    check_ports(r#"{"x":"?","z":null,"\u0079":"a"}"#, r#"{"z":null,"\u0079":"a"}"#, 1);
}

#[test]
fn old_spellings_of_arguments() {
    let flow = |controls: &str| {
        format!(r#"{{"actions":[{{"id":"a","type":"SE_SFCreateTask","controls":{controls}}}]}}"#)
    };
    check(
        &flow(r#"{"TaskSubType" : "Call"}"#),
        &flow(r#"{"TaskSubtype" : "Call"}"#),
        &["a: argument TaskSubType is TaskSubtype now"],
    );
    check(
        &flow(r#"{"TaskSubType":"Call","TaskSubtype":"Task"}"#),
        &flow(r#"{"TaskSubtype":"Task"}"#),
        &["a: argument TaskSubType is gone: TaskSubtype is there and counts"],
    );
    check(
        &flow(r#"{"TaskSubtype":null,"TaskSubType":"Call","x":1}"#),
        &flow(r#"{"TaskSubtype":"Call","x":1}"#),
        &["a: argument TaskSubType is TaskSubtype now"],
    );
    let other = r#"{"actions":[{"id":"a","type":"SE_Log","controls":{"TaskSubType":"Call"}}]}"#;
    check(other, other, &[]);
}

proptest! {
    #[test]
    fn any_text_survives(text in r#"\PC{0,40}|[\[\]{}:,"\\a-z0-9 $.-]{0,60}"#) {
        let (fixed, fixes) = fix(&text);
        prop_assert!(!fixes.is_empty() || fixed == text);
    }

    /// Ids are few, so that they collide; what is repaired is still a flow, with as many blocks and ids of its own.
    // Shows: B4
    #[test]
    fn repaired_flows_have_ids_of_their_own(blocks in prop::collection::vec(("a|uid-1|uid-NaN|7", "a|uid-1|uid-NaN|z", "(TaskSubType|TaskSubtype|x)", r#"null|"\$\.actions\.uid-NaN"|"\$\.actions\.a\.x""#), 0..6)) {
        let block = |(id, target, name, value): &(String, String, String, String)| format!(
            "{{ \"id\":\"{id}\",\"type\":\"SE_SFCreateTask\" , \"controls\":{{\"{name}\":{value}}},\"ports\":{{\"success\": \"{target}\",\"failure\":\"{id}\"}}}}"
        );
        let text = format!("{{\"actions\":[{}]}}", blocks.iter().map(block).collect::<Vec<_>>().join(", "));
        let (fixed, _) = fix(&text);
        let (document, found) = Document::parse(&fixed);
        prop_assert!(found.is_empty(), "{:?} in {}", found, fixed);
        prop_assert_eq!(document.blocks().len(), blocks.len());
        prop_assert!(!document.blocks().iter().any(|block| block.id == "uid-NaN"));
        prop_assert!(fix(&fixed).1.is_empty());
        // What led to the first block of an id leads to it still.
        let (before, _) = Document::parse(&text);
        let target = |document: &Document, at: usize| {
            let id = document.blocks()[at].ports.get("success").cloned()?;
            document.blocks().iter().position(|block| block.id == id)
        };
        for at in 0..blocks.len() {
            prop_assert_eq!(target(&before, at), target(&document, at), "{}", fixed);
        }
    }
}
