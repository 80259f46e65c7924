//! A name that is looked up and not found is never silence: sources, events, blocks, conditions. The inputs are flows as people
//! have reported them.

use std::path::Path;
use std::process::Command;

/// Runs `cti` in a folder of its own with these files; what it says and its exit status.
#[track_caller]
fn check(name: &str, files: &[(&str, &str)], arguments: &[&str], status: i32, says: &[&str]) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("triggers-{name}"));
    std::fs::create_dir_all(&folder).expect("a folder");
    for (file, text) in files {
        std::fs::write(folder.join(file), text).expect("writes");
    }
    let output = Command::new(env!("CARGO_BIN_EXE_cti"))
        .current_dir(&folder)
        .args(arguments)
        .output()
        .expect("cti runs");
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    for words in says {
        assert!(text.contains(words), "{name}: {words:?} is not in:\n{text}");
    }
    assert_eq!(output.status.code(), Some(status), "{name}: {text}");
}

/// A flow that is bound like this and writes a line.
fn flow(when: &str) -> String {
    format!(
        r#"{{ "name": "n", {when} "actions": [
    {{ "id": "uid-1", "type": "SE_Start", "ports": {{ "done": "uid-2" }} }},
    {{ "id": "uid-2", "type": "SE_Log", "meta": {{ "title": "Say it" }}, "controls": {{ "message": "it ran" }} }} ] }}"#
    )
}

const SCENARIO: &str =
    r#"{ "cases": [ { "name": "one", "expect": { "outcome": "completed", "log": ["it ran"] } } ] }"#;

/// What `cti lint` says of a flow, and whether `cti test` would run it.
#[track_caller]
fn check_flow(name: &str, when: &str, lint: (i32, &str), test: (i32, &str)) {
    let files = [("f.json", &*flow(when)), ("f.scenario.json", SCENARIO)];
    check(name, &files, &["lint", "f.json"], lint.0, &[lint.1]);
    check(name, &files, &["test", "."], test.0, &[test.1]);
}

#[test]
fn a_misspelled_event_is_an_error_with_the_nearest_name() {
    check_flow(
        "typo",
        r#""source": "connectVoiceContact", "event": "onIncomming", "active": true,"#,
        (
            1,
            "error[unknownEvent]: connectVoiceContact has no event \"onIncomming\": do you mean \"onIncoming\"?",
        ),
        (1, "connectVoiceContact has no event \"onIncomming\""),
    );
}

#[test]
fn the_title_of_a_source_is_an_error_with_its_word_and_is_mended() {
    let when = r#""source": "Amazon Connect Voice Contact", "event": "onConnecting", "active": true,"#;
    check_flow(
        "title",
        when,
        (
            1,
            "error[sourceTitle]: \"Amazon Connect Voice Contact\" is the title of a source: its word in flow files is \"connectVoiceContact\"",
        ),
        (1, "its word in flow files is \"connectVoiceContact\""),
    );
    let files = [("f.json", &*flow(when)), ("f.scenario.json", SCENARIO)];
    check("mended", &files, &["lint", "--fix", "f.json"], 0, &["f.json:1:26: fixed: the source", "0 errors"]);
    check("mended", &files[1..], &["test", "."], 0, &["1 passed"]);
}

#[test]
fn an_event_of_another_source_is_an_error() {
    check_flow(
        "other",
        r#""source": "connectAgent", "event": "onClickToDial","#,
        (1, "error[eventOfOtherSource]: onClickToDial is an event of salesforceUi, not of connectAgent"),
        (1, "onClickToDial is an event of salesforceUi, not of connectAgent"),
    );
}

#[test]
fn an_event_of_an_earlier_version_is_an_error_and_is_mended() {
    let when = r#""source": "connectChatContact", "event": "onMessage","#;
    check_flow(
        "old",
        when,
        (
            1,
            "error[oldEvent]: \"onMessage\" is the name of an earlier version: the event is \"onMessageReceived\" now",
        ),
        (1, "the event is \"onMessageReceived\" now"),
    );
    check(
        "old-mended",
        &[("f.json", &flow(when))],
        &["lint", "--fix", "f.json"],
        0,
        &["fixed: the event onMessage"],
    );
}

#[test]
fn an_event_that_this_version_does_not_raise_is_a_warning_and_cannot_be_simulated() {
    for (name, when, event) in [
        ("chat", r#""source": "connectChatContact", "event": "onMessageReceived","#, "onMessageReceived"),
        ("omni", r#""source": "salesforceAgent", "event": "onStateChange","#, "onStateChange"),
    ] {
        check_flow(name, when, (0, "warning[notRaised]"), (1, &format!("{event} cannot happen")));
    }
}

#[test]
fn the_flow_of_the_adapter_itself_runs_when_the_page_has_started() {
    let when = r#""source": "initialization", "event": "onInit", "active": true,"#;
    check_flow("init", when, (0, ""), (0, "1 passed"));
}

#[test]
fn an_event_that_comes_seldom_has_a_hint() {
    check_flow(
        "seldom",
        r#""source": "connectVoiceContact", "event": "onIncoming", "active": true,"#,
        (
            0,
            "hint[aboutEvent]: connectVoiceContact onIncoming: Amazon Connect raises it for queued callbacks only",
        ),
        (0, "1 passed"),
    );
}

#[test]
fn a_flow_that_does_not_say_when_it_runs_is_a_warning() {
    check_flow("no-source", "", (0, "warning[noSource]"), (0, "note  \"source\" is missing"));
    check_flow(
        "no-event",
        r#""source": "salesforceUi","#,
        (0, "warning[noEvent]: \"event\" is missing"),
        (1, "\"event\" is missing"),
    );
}

#[test]
fn an_inactive_flow_may_be_unfinished() {
    let when = r#""source": "connectVoice", "event": "onRinging", "active": false,"#;
    check("draft", &[("f.json", &flow(when))], &["lint", "f.json"], 0, &["warning[unknownSource]"]);
}

#[test]
fn a_block_nobody_knows_is_an_error_of_an_active_flow() {
    let of = |active: &str| {
        flow(&format!(r#""source": "ctiAction", "active": {active},"#)).replace("SE_Log", "SE_Soon")
    };
    check("soon", &[("f.json", &of("true"))], &["lint", "f.json"], 1, &["error[unknownType]"]);
    check("soon", &[("f.json", &of("false"))], &["lint", "f.json"], 0, &["warning[unknownType]"]);
}

#[test]
fn a_flow_for_actions_that_no_action_starts_is_a_warning() {
    let action = r#"{ "name": "Call back", "active": true, "flow": "n" }"#;
    let files = [
        ("f.json", &*flow(r#""source": "ctiAction", "active": true,"#)),
        ("lone.json", &flow(r#""source": "ctiAction", "active": true,"#).replace("\"n\"", "\"lone\"")),
        ("a.action.json", action),
    ];
    let says = ["warning[noAction]", "lone.json", "no action starts the flow \"lone\""];
    check("lone", &files, &["lint", "f.json", "lone.json", "a.action.json"], 0, &says);
    let unsaid = "0 errors, 0 warnings, 0 hints";
    check("started", &files, &["lint", "f.json", "a.action.json"], 0, &[unsaid]);
    // The actions may be elsewhere.
    check("alone", &files, &["lint", "lone.json"], 0, &[unsaid]);
}

#[test]
fn triggers_are_listed() {
    check("list", &[], &["triggers"], 0, &["connectVoiceContact            onConnecting", "salesforceAgent"]);
    check(
        "list",
        &[],
        &["triggers", "--format", "json"],
        0,
        &[r#""source": "ctiAction""#, r#""raised": false"#],
    );
}
