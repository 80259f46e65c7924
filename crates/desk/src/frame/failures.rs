//! Failures in the panel's words.

use flow::{Failure, FailureKind};

/// A failure as the panel shows it.
pub(crate) fn failure_view(failure: &Failure) -> panel_protocol::Failure {
    panel_protocol::Failure {
        kind: failure_kind(failure.kind),
        code: failure.code.clone(),
        message: failure.message.clone(),
        details: failure.details.clone(),
    }
}

/// The panel's word for a kind of failure.
pub(crate) fn failure_kind(kind: FailureKind) -> panel_protocol::FailureKind {
    match kind {
        FailureKind::Rejected => panel_protocol::FailureKind::Rejected,
        FailureKind::Refused => panel_protocol::FailureKind::Refused,
        FailureKind::Unavailable => panel_protocol::FailureKind::Unavailable,
        FailureKind::TimedOut => panel_protocol::FailureKind::TimedOut,
        FailureKind::Lost => panel_protocol::FailureKind::Lost,
        FailureKind::Malformed => panel_protocol::FailureKind::Malformed,
        FailureKind::Cancelled => panel_protocol::FailureKind::Cancelled,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_of_failure_keeps_its_word() {
        for kind in FailureKind::ALL {
            let word = serde_json::to_value(failure_kind(kind)).expect("a word");
            assert_eq!(word, kind.name());
        }
    }
}
