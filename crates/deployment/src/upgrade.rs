//! What this release asks of a deployment that an earlier one (0.1) was made for: read with today's rules, file by file.

use flow::{Aliases, Document, Finding as FlowFinding, check_trigger, compile, fix};
use serde_json::Value;

use crate::check::{Place, check};
use crate::headers::service_origin;
use crate::json_text::without_mark;
use crate::{Configuration, SourceFile};

/// How much a step matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Without it nothing can be deployed.
    Must,
    /// Something works differently from now on, or is out of date.
    Should,
}

/// One thing to do, or to know, before the new release is deployed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The file it is about; the configuration when empty.
    pub file: String,
    /// How much it matters.
    pub need: Need,
    /// What is so.
    pub text: String,
    /// The edit or the command; empty where the text says it.
    pub remedy: String,
}

/// The call behind the block that dials.
const DIAL: &str = "agent.connect";

/// Host calls, as the catalogue names them for its blocks, that are made otherwise than in 0.1 or need more of the org: what is so, and
/// what to do about it.
const CHANGED_CALLS: [(&str, &str, &str); 3] = [
    (
        DIAL,
        "Dial Number makes a number E.164 with phone.country before it asks Amazon Connect; 0.1 sent it as it was written",
        "Look whether phone.country is the country of the numbers it dials.",
    ),
    (
        "ContactRecording",
        "it changes recordings, which takes a permission set of its own now",
        "Assign Switchboard Recording to these agents, and make a CTI Connection (docs/admin.md).",
    ),
    (
        "UpdateContactAttributes",
        "it writes contact attributes, which takes a permission set of its own now, and only names that the CTI Connection allows",
        "Assign Switchboard Attributes to these agents, and list the names in the CTI Connection (docs/admin.md).",
    ),
];

/// The steps for a configuration with its flows and actions, what must be done first.
pub fn steps(configuration: &str, flows: &[SourceFile], actions: &[SourceFile]) -> Vec<Step> {
    let mut steps = Vec::new();
    let must = |file: String, text: String| Step { file, need: Need::Must, text, remedy: String::new() };
    match check(configuration, flows, actions) {
        Ok(deployment) => steps.extend(deployment.findings().iter().filter_map(of_finding)),
        Err(problems) => steps.extend(problems.into_iter().map(|problem| match problem.place {
            Place::File(file) => must(file, problem.text),
            Place::Configuration | Place::Key(_) => must(String::new(), problem.text),
        })),
    }
    let document: Value = serde_json::from_str(without_mark(configuration)).unwrap_or_default();
    let has_apex = service_origin(&document).ok().flatten().is_none()
        && document.pointer("/recording/endpoint").and_then(Value::as_str).is_none_or(str::is_empty);
    steps.extend(of_configuration(&document, has_apex));
    let aliases = Configuration::parse(configuration).and_then(|configuration| configuration.aliases());
    let aliases = aliases.unwrap_or_default();
    for flow in flows {
        steps.extend(of_flow(flow, &aliases, has_apex));
    }
    // The same is not said twice, as a step of the file and as a finding of the deployment.
    let mut seen: Vec<(String, String)> = Vec::new();
    steps.retain(|step| {
        let this = (step.file.clone(), step.text.clone());
        let is_new = !seen.contains(&this);
        seen.push(this);
        is_new
    });
    steps.sort_by_key(|step| step.need);
    steps
}

fn should(file: &str, text: impl Into<String>, remedy: impl Into<String>) -> Step {
    Step { file: file.to_owned(), need: Need::Should, text: text.into(), remedy: remedy.into() }
}

/// What a deployment that can be made still says. What is said by [`of_configuration`] is not said here.
fn of_finding(finding: &crate::Finding) -> Option<Step> {
    match finding {
        crate::Finding::Flow { file, text } | crate::Finding::HttpHost { file, text } => {
            Some(should(file, text, ""))
        }
        crate::Finding::OpenToAny => Some(should("", finding.to_string(), "")),
        crate::Finding::ServiceElsewhere { .. } => None,
    }
}

/// Settings that mean something else than in 0.1, or nothing any more. `has_apex`: Apex is asked for recordings and attributes.
fn of_configuration(document: &Value, has_apex: bool) -> Vec<Step> {
    let mut steps = Vec::new();
    if let Ok(Some(origin)) = service_origin(document) {
        steps.push(should("", crate::Finding::ServiceElsewhere { origin }.to_string(), ""));
    }
    let recording = document.pointer("/panel/recording/enabled").and_then(Value::as_bool) == Some(true);
    if recording && has_apex {
        steps.push(should(
            "",
            "panel.recording: changing recordings takes a permission set of its own now, and a CTI Connection",
            "Assign Switchboard Recording to these agents, and make a CTI Connection (docs/admin.md).",
        ));
    }
    if document.pointer("/recording/namedCredential").is_some() && has_apex {
        steps.push(should(
            "",
            "recording.namedCredential: Apex ignores it; the CTI Connection names the credential",
            "Make a CTI Connection (docs/admin.md), then leave the key out.",
        ));
    }
    steps
}

/// What a flow file says in an old way, and which of its blocks have changed.
fn of_flow(SourceFile { name, text }: &SourceFile, aliases: &Aliases, has_apex: bool) -> Vec<Step> {
    let mut steps = Vec::new();
    let text = without_mark(text);
    let repairs = fix(text).1;
    if !repairs.is_empty() {
        let said: Vec<String> = repairs.iter().map(|repair| repair.repair.to_string()).collect();
        let remedy = format!("cti lint --fix {name}");
        steps.push(should(name, format!("out of date, and can be repaired: {}", said.join("; ")), remedy));
    }
    let (document, mut found) = Document::parse_with(text, aliases);
    found.extend(compile(&document).1);
    found.extend(check_trigger(&document));
    if !document.active() {
        return steps;
    }
    for diagnostic in found {
        if matches!(diagnostic.finding, FlowFinding::NobodyFoundGoesOn | FlowFinding::EmptySearchEnds) {
            steps.push(should(
                name,
                diagnostic.to_string(),
                "Connect the output it names, if that is not meant.",
            ));
        }
    }
    for (call, text, remedy) in CHANGED_CALLS {
        let calls = document.blocks().iter().filter_map(|block| block.known?.calls);
        let is_used = calls.into_iter().any(|calls| calls.contains(call));
        // A service of one's own needs nothing of the org.
        if is_used && (has_apex || call == DIAL) {
            steps.push(should(name, text, remedy));
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    const WELL: &str = r#"{"salesforce": {"origins": ["https://acme.lightning.force.com"]}, "connect": {"instanceUrl": "acme"}}"#;

    fn flow(keys: &str, blocks: &str) -> SourceFile {
        let ports = if blocks.is_empty() { "{}" } else { r#"{"done":"uid-1"}"# };
        let start = format!(r#"{{"id":"uid-0","type":"SE_Start","ports":{ports}}}"#);
        let blocks = if blocks.is_empty() { start } else { format!("{start},{blocks}") };
        SourceFile::new("f.json", format!(r#"{{"name":"F",{keys}"actions":[{blocks}]}}"#))
    }

    const VOICE: &str = r#""source":"connectVoiceContact","event":"onConnecting","#;

    #[track_caller]
    fn check_steps(configuration: &str, flows: &[SourceFile], expected: &[(Need, &str, &str)]) {
        let found = steps(configuration, flows, &[]);
        assert_eq!(found.len(), expected.len(), "{found:#?}");
        for (step, (need, file, words)) in found.iter().zip(expected) {
            assert_eq!((step.need, step.file.as_str()), (*need, *file), "{step:?}");
            assert!(format!("{} {}", step.text, step.remedy).contains(words), "{words}: {step:?}");
        }
    }

    #[test]
    fn what_is_well_needs_nothing() {
        check_steps(WELL, &[flow(VOICE, "")], &[]);
    }

    #[test]
    fn what_0_1_let_pass_is_named_with_what_to_write() {
        check_steps("{}", &[], &[(Need::Must, "", "salesforce.origins names no org")]);
        check_steps("{", &[], &[(Need::Must, "", "this is not JSON")]);
        let later = WELL.replacen('{', r#"{"format": 2,"#, 1);
        check_steps(&later, &[], &[(Need::Must, "", "the configuration has format 2")]);
        let misspelled = r#""source":"connectVoiceContact","event":"onConecting","#;
        check_steps(WELL, &[flow(misspelled, "")], &[(Need::Must, "f.json", "do you mean")]);
        check_steps(
            WELL,
            &[flow(r#""format":2,"source":"ctiAction","#, "")],
            &[(Need::Must, "f.json", "the flow has format 2; this release reads format 1")],
        );
    }

    #[test]
    fn settings_that_mean_something_else_are_named() {
        let with = |more: &str| WELL.replacen('{', &format!("{{{more},"), 1);
        check_steps(
            &with(r#""recording": {"endpoint": "https://recorder.example/change", "namedCredential": "A"}"#),
            &[],
            &[(Need::Should, "", "recording.endpoint names https://recorder.example")],
        );
        check_steps(
            &with(r#""panel": {"recording": {"enabled": true}}, "recording": {"namedCredential": "A"}"#),
            &[],
            &[(Need::Should, "", "Switchboard Recording"), (Need::Should, "", "leave the key out")],
        );
    }

    #[test]
    fn flows_whose_blocks_have_changed_are_named() {
        let block = |type_id: &str, controls: &str| {
            format!(r#"{{"id":"uid-1","type":"{type_id}","controls":{controls},"ports":{{}}}}"#)
        };
        // By what it asks the host for: a block's type stands in its own file.
        let asking = |call: &str| {
            let asks = |block: &&flow::Block| block.calls.is_some_and(|calls| calls.contains(call));
            flow::blocks::all().find(asks).expect(call).type_id
        };
        let dial = block(asking("agent.connect"), r#"{"phoneNumber":"1"}"#);
        check_steps(WELL, &[flow(VOICE, &dial)], &[(Need::Should, "f.json", "phone.country")]);
        let pause = block(asking("SuspendContactRecording"), "{}");
        check_steps(WELL, &[flow(VOICE, &pause)], &[(Need::Should, "f.json", "Switchboard Recording")]);
        let own = WELL.replacen('{', r#"{"recording": {"endpoint": "/recording"},"#, 1);
        check_steps(&own, &[flow(VOICE, &pause)], &[]);
        let off = format!(r#"{VOICE}"active":false,"#);
        check_steps(WELL, &[flow(&off, &dial)], &[]);
    }

    #[test]
    fn what_lint_can_repair_is_named_with_the_command() {
        let title = r#""source":"Amazon Connect Voice Contact","event":"onConnecting","#;
        let found = steps(WELL, &[flow(title, "")], &[]);
        assert!(found.iter().any(|step| step.remedy == "cti lint --fix f.json"), "{found:#?}");
    }
}
