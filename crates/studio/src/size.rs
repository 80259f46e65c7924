//! How large a flow is: Salesforce keeps no definition above a limit, and that is said while it is drawn.

use crate::element::{Part, part};
use crate::reactive::*;
use crate::stage::Stage;

/// Longest definition that an org keeps, in UTF-16 units; `import::LONGEST_DEFINITION`, which this page does without.
const LONGEST: usize = 120_000;

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
    sentence(length(&stage.text()))
}

/// Characters of a text as an org keeps it: on one line and in ASCII, as `cti import` writes it.
fn length(text: &str) -> usize {
    let (mut in_text, mut escaped, mut length) = (false, false, 0);
    for c in text.chars() {
        length += match c {
            c if !c.is_ascii() => c.len_utf16() * "\\u0000".len(),
            c if in_text || !c.is_ascii_whitespace() => 1,
            _ => 0,
        };
        match (in_text, escaped, c) {
            (true, false, '\\') => escaped = true,
            (_, false, '"') => in_text = !in_text,
            _ => escaped = false,
        }
    }
    length
}

/// What is said of a definition with this many characters; nothing while there is room.
fn sentence(length: usize) -> Option<String> {
    if length <= NEAR {
        return None;
    }
    let over = length.saturating_sub(LONGEST);
    Some(if over == 0 {
        format!("This flow has {length} of the {LONGEST} characters that Salesforce keeps.")
    } else {
        format!(
            "This flow is too large for Salesforce: it has {length} characters, {over} more than the {LONGEST} that an org keeps. \
             It can be saved here, and an org refuses it."
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, NEAR, length, sentence};

    #[test]
    fn the_limit_is_the_one_of_imports() {
        assert_eq!(LONGEST, import::LONGEST_DEFINITION);
    }

    #[test]
    fn the_size_is_said_near_the_limit_and_above_it() {
        assert_eq!(sentence(0), None);
        assert_eq!(sentence(NEAR), None);
        let said = |length: usize| sentence(length).unwrap_or_default();
        assert_eq!(said(NEAR + 1), "This flow has 108001 of the 120000 characters that Salesforce keeps.");
        assert_eq!(said(LONGEST), "This flow has 120000 of the 120000 characters that Salesforce keeps.");
        assert_eq!(
            said(LONGEST + 1),
            "This flow is too large for Salesforce: it has 120001 characters, 1 more than the 120000 that an org keeps. \
             It can be saved here, and an org refuses it."
        );
    }

    #[test]
    fn characters_are_counted_as_an_org_keeps_them() {
        for (text, kept) in [
            (
                "{ \"a b\" : 1e2 ,\r\n\t\"\u{fc}\": \"\u{1f600} x\" }\n",
                r#"{"a b":1e2,"\u00fc":"\ud83d\ude00 x"}"#,
            ),
            (r#"{ "a": "c \" d \\" , "b": 12 }"#, r#"{"a":"c \" d \\","b":12}"#),
            ("", ""),
        ] {
            assert_eq!(length(text), kept.len(), "{text}");
        }
    }
}
