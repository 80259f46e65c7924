//! How large a flow is: Salesforce keeps no definition above a limit, and that is said while it is drawn.

use crate::element::{Part, part};
use crate::library::flow_length;
use crate::reactive::*;
use crate::stage::Stage;

/// Longest definition that an org keeps, in UTF-16 units; `import::LONGEST_DEFINITION`, which this page does without.
pub(crate) const LONGEST: usize = 120_000;

/// From here on the size is said.
const NEAR: usize = LONGEST / 10 * 9;

/// The sentence about a flow's size, which follows the drawing; empty, and not shown, while there is room.
pub(crate) fn notice(stage: &Stage) -> Part {
    let stage = stage.clone();
    part("p", &[("class", "size"), ("role", "status")])
        .live_text(move || sentence_after_typing(&stage).unwrap_or_default())
}

/// Counted when the findings are: once typing pauses, not at every key.
fn sentence_after_typing(stage: &Stage) -> Option<String> {
    stage.findings().track();
    sentence(flow_length(&stage.text()), stage.app().place().longest.is_some())
}

/// What is said of a definition with this many characters; nothing while there is room.
fn sentence(length: usize, is_org: bool) -> Option<String> {
    if length <= NEAR {
        return None;
    }
    let over = length.saturating_sub(LONGEST);
    Some(if over == 0 {
        format!("This flow has {length} of the {LONGEST} characters that Salesforce keeps.")
    } else {
        let then = match is_org {
            true => "It cannot be saved: split it, or export it. Your draft is kept in this browser.",
            false => "It can be saved here, and an org refuses it.",
        };
        format!(
            "This flow is too large for Salesforce: it has {length} characters, {over} more than the {LONGEST} that an org keeps. {then}"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, NEAR, sentence};

    #[test]
    fn the_limit_is_the_one_of_imports() {
        assert_eq!(LONGEST, import::LONGEST_DEFINITION);
    }

    #[test]
    fn the_size_is_said_near_the_limit_and_above_it() {
        assert_eq!(sentence(0, true), None);
        assert_eq!(sentence(NEAR, true), None);
        let said = |length: usize| sentence(length, false).unwrap_or_default();
        assert_eq!(said(NEAR + 1), "This flow has 108001 of the 120000 characters that Salesforce keeps.");
        assert_eq!(said(LONGEST), "This flow has 120000 of the 120000 characters that Salesforce keeps.");
        assert_eq!(
            said(LONGEST + 1),
            "This flow is too large for Salesforce: it has 120001 characters, 1 more than the 120000 that an org keeps. \
             It can be saved here, and an org refuses it."
        );
        assert!(sentence(LONGEST + 1, true).is_some_and(|said| said.contains("It cannot be saved")));
    }
}
