//! What the console says of flows.

use crate::common::{bench_with, config, files, kind_world};
use desk::{Event, Start};
use flow::LogLevel::{Debug, Info, Warn};

/// A flow for each navigation: Start, then these blocks.
fn flow(name: &str, blocks: &str) -> String {
    format!(
        r#"{{"name":"{name}","source":"salesforceUi","event":"onNavigationChange","actions":[{{"id":"a","type":"SE_Start","ports":{{"done":"b"}}}},{blocks}]}}"#
    )
}

/// Everything the console says of flows when the agent goes somewhere, where the administrator wants contents there.
#[track_caller]
fn check(flows: &[&str], expected: &[(flow::LogLevel, &str)]) {
    check_said(true, flows, expected);
}

#[track_caller]
fn check_said(console_data: bool, flows: &[&str], expected: &[(flow::LogLevel, &str)]) {
    let flows: Vec<(&str, &str)> = flows.iter().map(|text| ("file.json", *text)).collect();
    let mut config = config();
    config.runs.console_data = console_data;
    let mut bench = bench_with(Start { config, flows: files(&flows), ..Start::default() }, kind_world);
    bench.boot();
    bench.handle(Event::Navigation { view: flow::AppView::default() });
    let said: Vec<_> = bench.logged.iter().map(|(level, text)| (*level, text.as_str())).collect();
    assert_eq!(said, expected);
}

#[test]
fn without_the_setting_there_are_only_names_and_ids() {
    let secret = flow(
        "Look up",
        r#"{"id":"b","type":"SE_CoreTruthy","controls":{"value":"apiKey sk-live-123, SSN 078-05-1120"},"ports":{"true":"c"}},
           {"id":"c","type":"SE_Log","controls":{"message":"Dana Ortiz +14155550142"}}"#,
    );
    check_said(
        false,
        &[&secret],
        &[
            (Info, "[FLOW]: Executing Flow:  Look up"),
            (Debug, "[FLOW] [Look up]: port done of block c leads nowhere: the flow ends there"),
            (Debug, r#"[FLOW] [Look up]: actions: {"a":true,"b":true,"c":true}"#),
        ],
    );
}

#[test]
fn a_run_says_what_it_executes_and_what_came_of_it() {
    let end = flow("Ends", r#"{"id":"b","type":"SE_End"}"#);
    let done = r#"{"success":true,"results":null,"exception":null}"#;
    check(
        &[&end],
        &[
            (Info, &format!("[FLOW]: Executing Flow:  {end}")),
            (Debug, &format!(r#"[FLOW] [Ends]: actions: {{"a":{done},"b":{done}}}"#)),
        ],
    );
}

#[test]
fn an_output_that_leads_nowhere_is_named() {
    let open = flow("Open", r#"{"id":"b","type":"SE_CoreTruthy","controls":{"value":""}}"#);
    check(
        &[&open],
        &[
            (Info, &format!("[FLOW]: Executing Flow:  {open}")),
            (Debug, "[FLOW] [Open]: port false of block b leads nowhere: the flow ends there"),
            (
                Debug,
                r#"[FLOW] [Open]: actions: {"a":{"success":true,"results":null,"exception":null},"b":{"success":true,"results":false,"exception":null}}"#,
            ),
        ],
    );
}

#[test]
fn of_several_active_flows_the_last_runs_and_the_others_are_named() {
    let block = r#"{"id":"b","type":"SE_End"}"#;
    let off = flow("Off", block).replacen('{', r#"{"active":false,"#, 1);
    let (first, second, last) = (flow("First", block), flow("Second", block), flow("Last", block));
    let never =
        |name: &str| format!("[FLOW] [{name}]: never runs: a later flow is active for the same event");
    let done = r#"{"success":true,"results":null,"exception":null}"#;
    check(
        &[&first, &off, &second, &last],
        &[
            (Warn, &never("First")),
            (Warn, &never("Second")),
            (Info, &format!("[FLOW]: Executing Flow:  {last}")),
            (Debug, &format!(r#"[FLOW] [Last]: actions: {{"a":{done},"b":{done}}}"#)),
        ],
    );
    let action = r#"{"name":"A","source":"ctiAction","actions":[]}"#;
    check(&[action, action], &[]);
}

/// What the page's own script makes of such a line, in Node.
#[track_caller]
fn check_shown(data: &str, shown: &str) {
    const SAY: &str = "import { readFileSync } from 'node:fs';
        const [script, data] = process.argv.slice(-2);
        const page = await import(`data:text/javascript;base64,${readFileSync(script, 'base64')}`);
        page.log('info', '[FLOW]: ', data);";
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../adapter/js/page.js");
    let mut node = std::process::Command::new("node");
    let output = node.args(["--input-type=module", "--eval", SAY, "--", script, data]).output();
    let output = output.expect("node runs: `cargo xtask setup` says how to get it");
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(said.trim_end_matches('\n'), format!("[CTI ADAPTER]: [FLOW]: {shown}"), "{output:?}");
}

// Shows: S6
#[test]
fn what_is_called_like_a_secret_is_not_shown() {
    check_shown("", "");
    check_shown(r#"{"a":{"name":"Dana","n":1}}"#, r#"{"a":{"name":"Dana","n":1}}"#);
    check_shown(
        r#"{"a":{"results":{"apiToken":"t","Password":{"x":1},"client_secret":"s","X-Api-Key":5}}}"#,
        r#"{"a":{"results":{"apiToken":"***","Password":"***","client_secret":"***","X-Api-Key":"***"}}}"#,
    );
    check_shown(
        r#"[{"Authorization":"Bearer x"},{"token":null}]"#,
        r#"[{"Authorization":"***"},{"token":null}]"#,
    );
}
