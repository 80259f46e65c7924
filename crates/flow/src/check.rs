//! What is odd in a flow that can be read (`reference/cti-flows.md` §1.8).

mod arguments;
mod together;
mod trigger;
mod wiring;

pub use together::check_together;
pub use trigger::check_trigger;

use crate::blocks;
use crate::program::ProgramBlock;
use crate::{Diagnostic, Document, DocumentBlock, Finding, Ports, Program, Text};

/// Everything the catalogue and the wiring have to say about a flow, in file order.
pub(crate) fn check(document: &Document, program: &Program) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if let Err(count) = program.start
        && document.is_flow()
    {
        let finding = if count == 0 { Finding::NoStart } else { Finding::SeveralStarts { count } };
        found.push(Diagnostic { finding, block: None, argument: None, place: None });
    }
    let wiring = wiring::Wiring::of(document, program);
    for (at, block) in document.blocks().iter().enumerate() {
        let known = block.known;
        if known.is_none() && !block.type_id.is_empty() {
            found.push(about(block, Finding::UnknownType { type_id: block.type_id.clone() }));
        }
        wiring.check(document, block, known, at, &mut found);
        if known.is_some_and(|known| block.title.is_none() && !is_known_by_type(known.type_id)) {
            found.push(about(block, Finding::UnrenamedTitle));
        }
        if let Some(known) = known {
            arguments::check(block, known, wiring.reaches(at), &mut found);
        }
        if !program.empty_search_succeeds && wiring.relies_on_empty_search(document, program, at) {
            found.push(about(block, Finding::EmptySearchEnds));
        }
        wiring.check_references(block, &program.blocks[at], at, &mut found);
        if wiring.reaches(at) && is_always_the_same(&program.blocks[at]) {
            found.push(about(block, Finding::AlwaysTheSame));
        }
    }
    found
}

/// Whether a block asks a question about its arguments alone, and none of them reads anything.
fn is_always_the_same(compiled: &ProgramBlock) -> bool {
    let asks = compiled.block.is_some_and(|block| block.ports == Ports::Question && block.calls.is_none());
    let mut reads = false;
    compiled.sources.iter().for_each(|source| source.paths(&mut |_| reads = true));
    asks && !compiled.sources.is_empty() && !reads
}

/// Blocks that need no title of their own: what begins and what ends is the same in every flow.
fn is_known_by_type(type_id: &str) -> bool {
    [blocks::START, blocks::END].contains(&type_id)
}

fn about(block: &DocumentBlock, finding: Finding) -> Diagnostic {
    Diagnostic { finding, block: Some(block.id.clone()), argument: None, place: Some(block.place) }
}

fn about_argument(block: &DocumentBlock, argument: &str, finding: Finding) -> Diagnostic {
    Diagnostic { argument: Some(Text::new(argument)), ..about(block, finding) }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::findings;

    #[track_caller]
    fn check(actions: &str, expected: &[&str]) {
        assert_eq!(findings(actions), expected, "{actions}");
    }

    /// A Start that leads to one block, `b`, with a title.
    #[track_caller]
    fn check_block(block: &str, expected: &[&str]) {
        check(
            &format!(
                r#"[{{"id":"a","type":"SE_Start","ports":{{"done":"b"}}}},{{"id":"b","meta":{{"title":"t"}},{block}}}]"#
            ),
            expected,
        );
    }

    // Shows: B4
    #[test]
    fn shape() {
        check(r#"[5]"#, &["actionIsNoMap", "noStart"]);
        check(
            r#"[{"id":"a","type":"SE_Start"},{"type":"SE_End"},{"id":"c"}]"#,
            &["noId", "noType", "unreachable", "unreachable"],
        );
        check(
            r#"[{"id":"a","type":"SE_Start"},{"id":"a","type":"SE_End"}]"#,
            &["duplicateId", "unreachable"],
        );
        check(r#"[{"id":"uid-NaN","type":"SE_Start"}]"#, &["idIsNaN"]);
        check(r#"[{"id":"\ud800","type":"SE_Start"}]"#, &["loneSurrogate"]);
    }

    // Shows: B4
    #[test]
    fn wiring() {
        check_block(r#""type":"SE_Magic""#, &["unknownType"]);
        let through_unknown = r#"[{"id":"a","type":"SE_Start","ports":{"done":"b"}},
            {"id":"b","type":"SE_Magic","ports":{"poof":"c"}},{"id":"c","type":"SE_End"}]"#;
        check(through_unknown, &["unknownType"]);
        check_block(r#""type":"SE_End","ports":{"done":"a"}"#, &["unknownPort"]);
        check(r#"[{"id":"a","type":"SE_Start","ports":{"done":"zzz"}}]"#, &["danglingTarget"]);
        check(r#"[{"id":"a","type":"SE_Start","ports":{"done":["b"]}}]"#, &["portIsNoId"]);
        check(r#"[{"id":"a","type":"SE_Start","ports":{"done":null}}]"#, &[]);
        check(r#"[{"id":"a","type":"SE_Start","ports":{"done":""}}]"#, &[]);
        check_block(
            r#""type":"SE_CoreTruthy","controls":{"value":"$.payload.x"},"ports":{"true":"b"}"#,
            &["circle"],
        );
        check_block(
            r#""type":"SE_AgentDialNumber","controls":{"phoneNumber":"+1"}"#,
            &["failureUnconnected"],
        );
        for look_up in ["SE_SFGetContactId", "SE_SFGetLeadId"] {
            check_block(
                &format!(r#""type":"{look_up}","controls":{{"formattedPhoneNumber":"+1"}}"#),
                &["nobodyFoundGoesOn"],
            );
        }
    }

    #[test]
    fn searches_that_rely_on_nothing_being_found() {
        let search = |id: &str, text: &str, ports: &str| {
            format!(
                r#"{{"id":"{id}","type":"SE_SFSearchAndScreenpop","meta":{{"title":"t"}},"controls":{{"searchParams":"{text}"}},"ports":{{{ports}}}}}"#
            )
        };
        let check_drawn = |first: &str, failure: &str, second: &str, expected: &[&str]| {
            let blocks = [
                r#"{"id":"s","type":"SE_Start","ports":{"done":"a"}}"#.to_owned(),
                search("a", first, &format!(r#""success":"b","failure":"{failure}""#)),
                search("b", second, r#""success":"e","failure":"e""#),
                r#"{"id":"e","type":"SE_End"}"#.to_owned(),
            ];
            check(&format!("[{}]", blocks.join(",")), expected);
        };
        check_drawn("$.contact.attributes.x", "e", "$.contact.phone", &["emptySearchEnds"]);
        check_drawn("$.contact.attributes.x", "b", "$.contact.phone", &[]);
        check_drawn("always there", "e", "$.contact.phone", &[]);
        check_drawn("$.contact.phone", "e", "$.contact.phone", &[]);
    }

    #[test]
    fn arguments() {
        check_block(r#""type":"SE_CoreFormatPhoneNumber""#, &["missingArgument"]);
        check_block(
            r#""type":"SE_CoreFormatPhoneNumber","controls":{"phoneNumber":""}"#,
            &["missingArgument"],
        );
        check_block(r#""type":"SE_SetProperty","controls":{"key":" "}"#, &["missingArgument"]);
        check_block(
            r#""type":"SE_CoreExtractValue","controls":{"targetField":"$.payload","keyPath":""}"#,
            &[],
        );
        check_block(r#""type":"SE_Decision","controls":{"operandA":"$.payload.x","operandB":""}"#, &[]);
        let unreachable = |controls: &str| {
            format!(
                r#"[{{"id":"a","type":"SE_Start"}},{{"id":"b","type":"SE_SetProperty","meta":{{"title":"t"}},"controls":{controls}}}]"#
            )
        };
        check(&unreachable("{}"), &["unreachable"]);
        check(&unreachable(r#"{"key":""}"#), &["unreachable"]);
        check_block(r#""type":"SE_Log","controls":{"level":"loud"}"#, &["notAnOption"]);
        check_block(r#""type":"SE_Log","controls":{"level":"Info","volume":11}"#, &["unknownArgument"]);
        let task = |more: &str| {
            format!(
                r#""type":"SE_SFCreateTask","controls":{{"subject1":"s",{more}}},"ports":{{"failure":"a"}}"#
            )
        };
        let circle = ["circle", "circle"];
        check_block(&task(r#""CallDurationInSeconds":"long""#), &[circle[0], circle[1], "wrongType"]);
        check_block(&task(r#""TaskSubType":"Call""#), &[circle[0], circle[1], "deprecatedArgument"]);
    }

    #[test]
    fn what_is_out_of_date() {
        let find = |more: &str| {
            format!(
                r#""type":"SE_SFGetContactId","controls":{{"formattedPhoneNumber":"1"{more}}},"ports":{{"failure":"c"}}}},{{"id":"c","type":"SE_End""#
            )
        };
        check_block(&find(""), &[]);
        check_block(&find(r#","fieldName":null"#), &[]);
        check_block(&find(r#","fieldName":"MobilePhone""#), &["deprecatedArgument"]);
    }

    #[test]
    fn titles() {
        let block = |meta: &str| {
            format!(
                r#"[{{"id":"a","type":"SE_Start","ports":{{"done":"b"}}}},{{"id":"b","type":"SE_Log"{meta},"ports":{{"done":"c"}}}},{{"id":"c","type":"SE_End"}}]"#
            )
        };
        check(&block(""), &["unrenamedTitle"]);
        check(&block(r#","meta":{"title":""}"#), &["unrenamedTitle"]);
        check(&block(r#","meta":{"title":"Say it"}"#), &[]);
    }

    #[test]
    fn comparing_with_nothing() {
        let compare =
            |more: &str| format!(r#""type":"SE_Decision","controls":{{"operandA":"$.payload.x",{more}}}"#);
        check_block(&compare(r#""operandB":"null""#), &["comparesWithNothing"]);
        check_block(&compare(r#""operandB":" undefined ""#), &["comparesWithNothing"]);
        check_block(&compare(r#""operandB":"null","evaluateAs":"boolean""#), &[]);
        check_block(&compare(r#""operandB":"nullable""#), &[]);
        check_block(r#""type":"SE_Log","controls":{"message":"null"}"#, &[]);
    }

    #[test]
    fn references() {
        let truthy = |text: &str| format!(r#""type":"SE_CoreTruthy","controls":{{"value":"{text}"}}"#);
        check_block(&truthy("$.contact.phone"), &[]);
        check_block(&truthy("$.actions.a.results"), &[]);
        check_block(&truthy("$.actions.zzz.results"), &["danglingReference"]);
        check_block(&truthy("$.actions.b.results"), &["notUpstream"]);
        check_block(&truthy("$.contacts.phone"), &["unknownRoot"]);
        check_block(&truthy("$12.results.type"), &["notAReference", "alwaysTheSame"]);
        check_block(&truthy("$contact.phone"), &["notAReference", "alwaysTheSame"]);
        check_block(&truthy("$.contact.parsedNumber.phone"), &["deprecatedReference"]);
        let log = |text: &str| format!(r#""type":"SE_Log","controls":{{"message":"{text}"}}"#);
        check_block(&log("$12.results.type"), &["notAReference"]);
        check_block(&log("$5"), &[]);
    }

    #[test]
    fn conditions_that_read_nothing() {
        let compare = |a: &str, b: &str| {
            format!(
                r#""type":"SE_Decision","controls":{{"operandA":{a},"comparator":"===","operandB":{b},"evaluateAs":"string"}}"#
            )
        };
        check_block(&compare(r#""$.payload.x""#, r#""y""#), &[]);
        check_block(&compare(r#""y""#, r#""$.payload.x""#), &[]);
        check_block(&compare(r#""x""#, r#""y""#), &["alwaysTheSame"]);
        check_block(r#""type":"SE_CoreTruthy","controls":{"value":"true"}"#, &["alwaysTheSame"]);
        check_block(r#""type":"SE_CoreTruthy","controls":{"value":["$.payload.x"]}"#, &[]);
        check_block(r#""type":"SE_CoreTruthy""#, &["alwaysTheSame"]);
        let unreachable = r#"[{"id":"a","type":"SE_Start"},
            {"id":"b","meta":{"title":"t"},"type":"SE_CoreTruthy","controls":{"value":1}}]"#;
        check(unreachable, &["unreachable"]);
    }
}
