//! Why something did not work, in words for an agent: what the core refuses in its own words is said in the agent's language, what a
//! host says stays as it is. The core's sentences are only ever looked at to translate them, never for a decision.

/// The key of our own sentence for what the core refuses.
pub(crate) fn key(said: &str) -> Option<&'static str> {
    Some(match said {
        "there is no connected call to record" => "recording.no-call",
        "nothing is recorded" => "recording.idle",
        "the call is recorded already" => "recording.recording",
        "the recording is paused already" => "recording.paused",
        "the recording is not paused" => "recording.not-paused",
        "the recording was stopped for good" => "recording.stopped",
        "another change of the recording is under way" => "recording.changing",
        "the log of this call may be in Salesforce already: the agent decides" => "saves.uncertain",
        "the agent said that the log of this call is in Salesforce" => "saves.confirmed",
        _ if is_method(said.strip_suffix(EMPTY)?) => "failure.no-reason",
        _ => return None,
    })
}

/// What follows the method in a wrapper around nothing.
const EMPTY: &str = "() failed. See details.";

fn is_method(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// A host's words without the wrapper that says nothing: "saveLog() failed. See details.; the details".
pub(crate) fn plain(said: &str) -> &str {
    match said.split_once("() failed. See details.; ") {
        Some((method, details)) if is_method(method) => details,
        _ => said,
    }
}

#[cfg(test)]
mod tests {
    use super::{key, plain};

    /// Where the core refuses.
    const CORE: [&str; 2] = [
        include_str!("../../desk/src/contacts/recording.rs"),
        include_str!("../../desk/src/log/call_log.rs"),
    ];

    #[test]
    fn what_the_core_refuses_has_a_sentence() {
        let mut known = 0;
        for source in CORE {
            for before in ["Err(\"", "refused(\""] {
                for rest in source.split(before).skip(1) {
                    let said = rest.split('"').next().unwrap_or_default();
                    assert!(key(said).is_some(), "{said}");
                    known += 1;
                }
            }
        }
        assert!(known >= 8, "they are looked for where they are: {known}");
    }

    #[test]
    fn a_wrapper_says_nothing() {
        let check = |said: &str, expected: &str| assert_eq!(plain(said), expected);
        check("saveLog() failed. See details.; Status: bad value", "Status: bad value");
        check("saveLog() failed. See details.", "saveLog() failed. See details.");
        check("He said: saveLog() failed. See details.; x", "He said: saveLog() failed. See details.; x");
        check("", "");
        assert_eq!(key("saveLog() failed. See details."), Some("failure.no-reason"));
        assert_eq!(key("It failed. See details."), None);
    }
}
