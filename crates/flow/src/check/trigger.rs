//! Whether a flow is bound to something that happens (`reference/cti-flows.md` §3).

use crate::triggers::{remarks, resolve_trigger};
use crate::{Diagnostic, Document, Finding};

/// What is wrong with, or worth knowing of, the source and the event of a flow.
pub fn check_trigger(flow: &Document) -> Vec<Diagnostic> {
    if !flow.is_flow() {
        return Vec::new();
    }
    let findings: Vec<Finding> = match resolve_trigger(flow.source(), flow.event()) {
        Ok(trigger) => remarks(trigger, flow.event()),
        Err(finding) => vec![Finding::Trigger(finding)],
    };
    let diagnostic = |finding| Diagnostic { finding, block: None, argument: None, place: None };
    findings.into_iter().map(diagnostic).collect()
}

#[cfg(test)]
mod tests {
    use super::check_trigger;
    use crate::{Document, Severity};

    /// Codes and severities of a flow with these keys.
    #[track_caller]
    fn check(keys: &str, expected: &[(&str, Severity)]) {
        let (flow, _) = Document::parse(&format!("{{{keys}\"actions\":[]}}"));
        let found: Vec<(String, Severity)> = (check_trigger(&flow).iter())
            .map(|found| (found.finding.code(), found.severity_in(&flow)))
            .collect();
        let expected: Vec<(String, Severity)> =
            expected.iter().map(|(code, severity)| ((*code).to_owned(), *severity)).collect();
        assert_eq!(found, expected, "{keys}");
    }

    #[test]
    fn a_flow_that_cannot_run_when_it_says_is_an_error_unless_it_is_inactive() {
        use Severity::{Error, Info, Warning};
        check(r#""source":"salesforceUi","event":"onClickToDial","#, &[]);
        check(r#""source":"ctiAction","#, &[]);
        for (keys, code) in [
            (r#""source":"salesforce","event":"onClickToDial","#, "unknownSource"),
            (r#""source":"Salesforce UI","event":"onClickToDial","#, "sourceTitle"),
            (r#""source":"salesforceUi","event":"onClick","#, "unknownEvent"),
            (r#""source":"salesforceUi","event":"onConnected","#, "eventOfOtherSource"),
            (r#""source":"connectChatContact","event":"onMessage","#, "oldEvent"),
        ] {
            check(keys, &[(code, Error)]);
            check(&format!("{keys}\"active\":true,"), &[(code, Error)]);
            check(&format!("{keys}\"active\":false,"), &[(code, Warning)]);
        }
        check("", &[("noSource", Warning)]);
        check(r#""source":"salesforceUi","#, &[("noEvent", Warning)]);
        check(r#""source":"ctiAction","event":"onPress","#, &[("eventOfAction", Warning)]);
        check(r#""source":"connectChatContact","event":"onMessageSent","#, &[("notRaised", Warning)]);
        check(r#""source":"connectVoiceContact","event":"onIncoming","#, &[("aboutEvent", Info)]);
    }

    #[test]
    fn a_file_that_is_no_flow_is_bound_to_nothing() {
        assert!(check_trigger(&Document::parse("[]").0).is_empty());
    }
}
