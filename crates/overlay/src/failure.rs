//! Our own sentences for failures that a host puts badly.

use panel_protocol::{Failure, FailureKind};

/// The key of our own sentence for it, where what Salesforce says is no help
/// (`reference/open-cti.md` §7.2, §11 f). Its words are only ever looked at for a hint, never for a decision.
pub(crate) fn sentence(failure: &Failure) -> Option<&'static str> {
    let says = |text: &str| {
        let in_it = |said: &String| said.to_ascii_lowercase().contains(text);
        in_it(&failure.message) || failure.details.iter().any(in_it)
    };
    if says("not assigned to a call center") {
        return Some("failure.no-call-center");
    }
    if says("unable_to_lock_row") || says("exclusive access to this record") {
        return Some("failure.locked");
    }
    match (failure.kind, failure.code.as_deref()) {
        (FailureKind::TimedOut, _) => Some("failure.timed-out"),
        (FailureKind::Unavailable, _) | (_, Some("SOFTPHONE_CONTAINER_ERROR")) => Some("failure.not-there"),
        (_, Some("SERVER_ERROR")) => Some("failure.server"),
        // "saveLog() failed. See details.", and there are none.
        (_, Some("GENERIC_ERROR")) if failure.details.is_empty() => Some("failure.no-reason"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_documented_failure_of_a_save_has_a_sentence() {
        let check = |kind: FailureKind,
                     code: Option<&str>,
                     message: &str,
                     details: &[&str],
                     expected: Option<&str>| {
            let details = details.iter().map(|detail| (*detail).to_owned()).collect();
            let code = code.map(str::to_owned);
            let failure = Failure { kind, code, message: message.into(), details };
            assert_eq!(sentence(&failure), expected, "{failure:?}");
        };
        let generic = Some("GENERIC_ERROR");
        let see = "saveLog() failed. See details.";
        check(
            FailureKind::Rejected,
            generic,
            see,
            &["Status: bad value for restricted picklist field"],
            None,
        );
        check(FailureKind::Rejected, generic, see, &[], Some("failure.no-reason"));
        check(
            FailureKind::Rejected,
            generic,
            "user is Not Assigned to a Call Center",
            &[],
            Some("failure.no-call-center"),
        );
        check(FailureKind::Rejected, generic, see, &["UNABLE_TO_LOCK_ROW: 001…"], Some("failure.locked"));
        check(
            FailureKind::Rejected,
            Some("SERVER_ERROR"),
            "A problem was encountered.",
            &[],
            Some("failure.server"),
        );
        check(
            FailureKind::Rejected,
            Some("SOFTPHONE_CONTAINER_ERROR"),
            "not ready",
            &[],
            Some("failure.not-there"),
        );
        check(FailureKind::Rejected, Some("INVALID_PARAM"), "value: an object was expected", &[], None);
        check(FailureKind::Unavailable, None, "Salesforce is not connected", &[], Some("failure.not-there"));
        check(FailureKind::TimedOut, None, "no answer", &[], Some("failure.timed-out"));
        check(FailureKind::Refused, None, "Missing the required argument `value object`!", &[], None);
    }
}
