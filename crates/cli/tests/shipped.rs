//! The shipped flows: clean, and as their scenarios say. And the command line as people meet it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn cti(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cti")).current_dir(root()).args(arguments).output().expect("cti runs")
}

#[track_caller]
fn check(arguments: &[&str], status: i32, says: &str) {
    let output = cti(arguments);
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(text.contains(says), "{arguments:?} said:\n{text}");
    assert_eq!(output.status.code(), Some(status), "{arguments:?} said:\n{text}");
}

fn temporary(name: &str, text: &str) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).expect("writes");
    path.to_string_lossy().into_owned()
}

// Shows: BH-181
#[test]
fn scenarios_of_the_shipped_flows_pass() {
    check(&["test", "flows"], 0, " 0 failed");
}

#[test]
fn shipped_flows_are_clean() {
    let flows = [
        "flows/call-log.json",
        "flows/callback-customer.json",
        "flows/click-to-dial.json",
        "flows/voice-screen-pop.json",
    ];
    let output = cti(&[&["lint"], &flows[..]].concat());
    assert_eq!(String::from_utf8_lossy(&output.stdout), "0 errors, 0 warnings, 0 hints\n");
    let listed = std::fs::read_dir(root().join("flows")).expect("flows").count();
    assert_eq!(listed, 2 * flows.len(), "each flow has a scenario, and is in this test");
}

#[test]
fn shipped_actions_are_clean_and_start_shipped_flows() {
    check(
        &["lint", "actions/callback-customer.action.json", "--flows", "flows"],
        0,
        "0 errors, 0 warnings, 0 hints",
    );
    let folder = std::fs::read_dir(root().join("actions")).expect("actions");
    assert_eq!(folder.count(), 1, "each action is in this test");
}

// Shows: BH-60
#[test]
fn actions_are_checked_with_the_flows_at_hand() {
    let action = |name: &str, flow: &str| {
        temporary(&format!("{name}.action.json"), &format!(r#"{{"name":"{name}","flow":"{flow}"}}"#))
    };
    let lost = action("lost", "Nowhere");
    check(&["lint", &lost], 0, "0 errors");
    check(
        &["lint", &lost, "--flows", "flows"],
        1,
        "error[unknownFlow]: action \"lost\": \"flow\": there is no flow of the name",
    );
    check(&["lint", &lost, "flows/call-log.json"], 1, "error[unknownFlow]");
    let voice = action("voice", "Call log");
    check(&["lint", &voice, "flows/call-log.json"], 1, "error[otherSource]");
    check(&["lint", "--format", "json", &voice, "flows/call-log.json"], 1, "\"code\": \"otherSource\"");
    let broken = temporary("broken.action.json", "{");
    check(&["lint", &broken], 1, "broken.action.json: error[notJson]: this is not JSON");
}

#[test]
fn a_scenario_presses_only_what_the_form_lets_through() {
    temporary(
        "pressed.action.json",
        r#"{"name":"A","flow":"F","payload":[{"key":"Who","value":"$.contact.phone"}],"fields":[{"name":"N","type":"number","required":true}]}"#,
    );
    temporary(
        "pressed.json",
        r#"{"name":"F","actions":[{"id":"a","type":"SE_Start","ports":{"done":"b"}},{"id":"b","type":"SE_GetPayload"}]}"#,
    );
    let press = |entries: &str, more: &str| {
        let case = format!(
            r#"{{"name":"x","contact":{{"phone":"+1"}},"press":{{"action":"pressed.action.json","entries":{entries}}},"expect":{{"entries":{{"b":{{"results":{{"value":{{"Who":"+1","N":"5"}}}}}}}}}}{more}}}"#
        );
        temporary("pressed.scenario.json", &format!(r#"{{"cases":[{case}]}}"#))
    };
    check(&["test", &press(r#"{"N":5}"#, "")], 0, "1 passed");
    check(&["test", &press("{}", "")], 2, "the form would not let this through: field N: Missing");
    check(&["test", &press(r#"{"N":"five"}"#, "")], 2, "field N: NotANumber");
    check(&["test", &press(r#"{"M":"1"}"#, "")], 2, "has no field \"M\"");
    check(&["test", &press(r#"{"N":5}"#, r#","payload":{}"#)], 2, "both payload and press");
}

#[test]
fn run_shows_blocks_and_outcome() {
    let arguments = ["run", "flows/click-to-dial.json", "--scenario", "flows/click-to-dial.scenario.json"];
    check(&arguments, 0, "completed at block uid-5");
    check(&[&arguments[..], &["--format", "json"]].concat(), 0, r#""outcome": "completed""#);
    check(
        &[&arguments[..], &["--case", "nope"]].concat(),
        2,
        "no case \"nope\"; there are: an American number",
    );
}

// Shows: languages-catalogue
#[test]
fn titles_in_other_languages() {
    check(&["blocks", "--lang", "de"], 0, "Objekt öffnen (Screen-Pop)");
    check(&["blocks", "--lang", "zh-TW", "--format", "json"], 0, r#""category": "流程控制""#);
    check(&["blocks", "--lang", "en"], 0, "Screenpop Object");
    check(&["blocks", "--lang", "tlh"], 2, "pt-BR");
    check(&["draw", "flows/voice-screen-pop.json", "--lang", "ja"], 0, "開始");
}

#[test]
fn problems_name_file_line_and_block() {
    check(&["lint", "no-such-file.json"], 2, "no-such-file.json: ");
    let broken = temporary("broken.json", "{\n  \"actions\": [\n    {,\n");
    check(&["lint", &broken], 1, "broken.json:3:6: error[notJson]: this is not JSON: a key in double quotes");
    check(&["run", &broken], 2, "broken.json: 3:6: this is not JSON");
    let twice =
        temporary("twice.json", r#"{"actions":[{"id":"a","type":"SE_Start"},{"id":"a","type":"SE_End"}]}"#);
    check(&["lint", &twice], 1, "error[duplicateId]: block a: another block has the same id");
    let scenario = temporary("typo.scenario.json", "{\n \"cases\": [ { \"name\": \"x\", \"contct\": 1 } ] }");
    check(&["test", &scenario], 2, "typo.scenario.json:2:35: not a scenario: unknown field `contct`");
    let preset = temporary(
        "preset.scenario.json",
        r#"{"cases":[{"name":"x","contact":{"preset":"chat","attribtues":{}}}]}"#,
    );
    check(&["test", &preset], 2, "in the contact's preset: unknown field `attribtues`");
    let record = temporary(
        "record.scenario.json",
        r#"{"cases":[{"name":"x","org":{"records":[{"object":"Lead","fields":{"Colour__c":"red"}}]}}]}"#,
    );
    check(&["test", &record], 2, "Lead of the simulated org has no field Colour__c");
    let fault = temporary("fault.scenario.json", r#"{"cases":[{"name":"x","world":{"faults":["nope"]}}]}"#);
    check(&["test", &fault], 2, "no fault \"nope\"; there are: next-save-fails");
}

#[test]
fn safe_repairs_are_made_in_place_and_told() {
    let file = temporary(
        "repair.json",
        "{ \"actions\": [\n  {\"id\":\"a\",\"type\":\"SE_Start\",\"ports\":{\"done\":\"b\"}}, {\"id\":\"a\", \"type\":\"SE_End\"} ] }",
    );
    check(&["lint", &file], 1, "error[duplicateId]");
    check(
        &["lint", "--fix", &file],
        0,
        "repair.json:2:3: fixed: block a: port done, which led to b, is unconnected now",
    );
    let repaired = std::fs::read_to_string(&file).expect("file");
    let expected = "{ \"actions\": [\n  {\"id\":\"a\",\"type\":\"SE_Start\",\"ports\":{}}, {\"id\":\"uid-1\", \"type\":\"SE_End\"} ] }";
    assert_eq!(repaired, expected);
    check(&["lint", "--fix", &file], 0, "0 repairs; left: 0 errors, 2 warnings");
    check(&["lint", &file], 0, "warning[noSource]");
    check(&["lint", "--fix", "--format", "json", &file], 0, "\"unreachable\"");
}

#[test]
fn flows_are_drawn() {
    check(&["draw", "flows/call-log.json"], 0, "<svg xmlns");
    let picture = temporary("picture.svg", "");
    check(&["draw", "flows/voice-screen-pop.json", "-o", &picture], 0, "");
    let drawn = std::fs::read_to_string(&picture).expect("picture");
    let kept = std::fs::read_to_string(root().join("docs/images/voice-screen-pop.svg")).expect("picture");
    assert!(
        drawn == kept,
        "run: cargo cti draw flows/voice-screen-pop.json -o docs/images/voice-screen-pop.svg"
    );
    let broken = temporary("undrawn.json", "{");
    check(&["draw", &broken], 2, "undrawn.json: 1:2: this is not JSON");
    check(&["draw", "flows/call-log.json", "-o", "no/such/folder/x.svg"], 2, "cannot be written");
}

#[test]
fn a_failing_case_says_what_differs() {
    temporary("end.json", r#"{"actions":[{"id":"a","type":"SE_Start"}]}"#);
    let scenario = temporary(
        "end.scenario.json",
        r#"{"cases":[{"name":"x","replies":[{"to":"dial","never":true}],"expect":{"outcome":"failed","blocks":["b"]}}]}"#,
    );
    check(&["test", &scenario], 1, "outcome: expected failed, but the run completed at block a");
    check(&["test", &scenario], 1, "blocks: expected b, ran a");
    check(&["test", &scenario], 1, "replies: nobody asked for dial");
}

#[test]
fn what_tests_nothing_fails() {
    temporary("void.json", r#"{"actions":[{"id":"a","type":"SE_Start"}]}"#);
    let check_cases = |cases: &str, status: i32, says: &str| {
        let scenario = temporary("void.scenario.json", &format!(r#"{{"cases":[{cases}]}}"#));
        check(&["test", &scenario], status, says);
        // To look at a run nothing need be expected.
        check(
            &[
                "run",
                &temporary("void.json", r#"{"actions":[{"id":"a","type":"SE_Start"}]}"#),
                "--scenario",
                &scenario,
            ],
            0,
            "",
        );
    };
    check_cases("", 1, "\"cases\" is empty: nothing is tested");
    check_cases(r#"{"name":"x"}"#, 1, "expect: nothing is expected, so nothing is tested");
    check_cases(r#"{"name":"x","expect":{}}"#, 1, "0 passed, 1 failed");
    check_cases(r#"{"name":"x","expect":{"outcome":"completed"}}"#, 0, "1 passed, 0 failed");
}

#[test]
fn types_by_other_spellings_are_those_of_the_configuration() {
    let flow = temporary(
        "other-names.json",
        r#"{"source":"ctiAction","actions":[{"id":"a","type":"X_Begin","ports":{"done":"b"}},{"id":"b","type":"SE_End"}]}"#,
    );
    let scenario =
        temporary("other-names.scenario.json", r#"{"cases":[{"name":"x","expect":{"blocks":["a","b"]}}]}"#);
    let config = temporary("other-names-adapter.json", r#"{"blocks":{"aliases":{"X_Begin":"SE_Start"}}}"#);
    check(&["lint", &flow], 1, "error[noStart]");
    check(&["lint", &flow, "--config", &config], 0, "0 errors, 0 warnings, 0 hints");
    check(&["--config", &config, "run", &flow], 0, "completed at block b");
    check(&["test", &scenario, "--config", &config], 0, "1 passed");
    check(&["draw", &flow, "--config", &config], 0, ">Start<");
    let broken = temporary("broken-adapter.json", r#"{"blocks":{"aliases":[]}}"#);
    check(&["lint", &flow, "--config", &broken], 2, "broken-adapter.json:1:21: not a configuration:");
}

#[test]
fn a_case_of_another_event_is_told_of() {
    let start = r#""actions":[{"id":"a","type":"SE_Start"}]"#;
    let flow = temporary(
        "when.json",
        &format!(r#"{{"source":"connectVoiceContact","event":"onConnecting",{start}}}"#),
    );
    let check_case = |keys: &str, status: i32, says: &str| {
        let case = format!(r#"{{"cases":[{{"name":"x",{keys}"expect":{{"outcome":"completed"}}}}]}}"#);
        let scenario = temporary("when.scenario.json", &case);
        check(&["test", &scenario], status, says);
        scenario
    };
    check_case("", 0, "1 passed");
    check_case(r#""source":"connectVoiceContact","event":"onConnecting","#, 0, "1 passed");
    let says = "source: the case simulates connectChatContact, the flow runs for connectVoiceContact";
    check_case(r#""source":"connectChatContact","event":"onConnected","#, 1, says);
    let says = "event: the case simulates onConnected, the flow runs for onConnecting";
    let scenario = check_case(r#""event":"onConnected","#, 1, says);
    check(&["run", &flow, "--scenario", &scenario], 0, "note: in the page this flow would not run: event:");
    // A flow that does not say when it runs, as exports of the vendor, may be tried for anything.
    temporary("when.json", &format!("{{{start}}}"));
    check_case(r#""event":"onConnected","#, 0, "1 passed");
}

#[test]
fn flows_for_the_same_event_are_told_of() {
    let flow = |name: &str, more: &str| {
        temporary(
            name,
            &format!(
                r#"{{"source":"connectVoiceContact","event":"onConnecting"{more},"actions":[{{"id":"a","type":"SE_Start"}}]}}"#
            ),
        )
    };
    let (one, two) = (flow("one-of-two.json", ""), flow("two-of-two.json", ""));
    let says = "one-of-two.json is active for connectVoiceContact onConnecting, too: only the one that is deployed last runs";
    check(&["lint", &one, &two], 0, says);
    check(&["lint", &one, &two], 0, "two-of-two.json: warning[alsoActive]");
    check(&["lint", "--format", "json", &one, &two], 0, r#""code": "alsoActive""#);
    check(&["lint", &one, &flow("off.json", r#","active":false"#)], 0, "0 errors, 0 warnings, 0 hints");
}

#[test]
fn blocks_are_listed() {
    check(&["blocks"], 0, "SE_SFCreateTask");
    check(&["blocks", "--format", "json"], 0, r#""type": "SE_AgentDialNumber""#);
    check(&["blocks", "--format", "markdown"], 0, "### Search And Screenpop · `SE_SFSearchAndScreenpop`");
}

#[test]
fn generated_files_are_in_step() {
    let said = |arguments: &[&str]| String::from_utf8(cti(arguments).stdout).expect("text");
    let file = |path: &str| std::fs::read_to_string(root().join(path)).expect("file");
    let remedy = "run: cargo cti triggers --format markdown > docs/sources-and-events.md";
    assert!(said(&["triggers", "--format", "markdown"]) == file("docs/sources-and-events.md"), "{remedy}");
    let remedy = "run: cargo cti blocks --format markdown > docs/blocks.md";
    assert!(said(&["blocks", "--format", "markdown"]) == file("docs/blocks.md"), "{remedy}");
    assert_eq!(said(&["schema"]), file("docs/schema/scenario.schema.json"));
    assert_eq!(said(&["schema", "action"]), file("docs/schema/action.schema.json"));
}

#[test]
fn every_promise_of_the_published_blocks_has_a_test_or_a_reason() {
    check(&["blocks", "--coverage"], 0, " behaviours tested, 0 not, 1 not shown for a reason");
    let classic =
        "not shown  Also works in Salesforce Classic (5.2 fix). Because the page stops in Salesforce Classic";
    check(&["blocks", "--coverage"], 0, classic);
}

#[test]
fn traces_of_the_published_flows_pass() {
    check(&["test", "tests/flows"], 0, "37 passed, 0 failed");
}
