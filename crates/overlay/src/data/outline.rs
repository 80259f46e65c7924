//! JSON for people: an entry a line, without the signs that only machines need.

use std::iter::Peekable;
use std::str::Chars;

/// Deeper entries are no further to the right: the panel is narrow.
const DEEPEST: usize = 12;
/// Around every text, so that its direction stays its own.
const ISOLATED: char = '\u{2068}';
const FREE: char = '\u{2069}';
const NOTHING: char = '–';

/// The text of a list or a map, a line for each entry, inner ones further to the right. It is read once from left to right, so its
/// depth does not matter; numbers stay as they are spelt.
pub fn outline(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    let mut open = Vec::new();
    let mut begins = false;
    let mut rest = json.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            ',' => begins = true,
            ':' => out.push_str(": "),
            '}' | ']' => {
                open.pop();
            }
            '{' | '[' => {
                if std::mem::take(&mut begins) {
                    begin(&mut out, &open);
                }
                if rest.next_if(|next| matches!(next, '}' | ']')).is_some() {
                    out.push(NOTHING);
                } else {
                    open.push(c);
                    begins = true;
                }
            }
            c => {
                if std::mem::take(&mut begins) {
                    begin(&mut out, &open);
                }
                if c == '"' { push_text(&mut out, &mut rest) } else { out.push(c) }
            }
        }
    }
    out
}

/// The beginning of an entry: a line of its own, and in a list a mark.
fn begin(out: &mut String, open: &[char]) {
    // What was to stand behind it stands below it.
    out.truncate(out.trim_end_matches(' ').len());
    if !out.is_empty() {
        out.push('\n');
    }
    for _ in 1..open.len().min(DEEPEST) {
        out.push_str("  ");
    }
    if open.last() == Some(&'[') {
        out.push_str("• ");
    }
}

/// A text, after its first quotation mark.
fn push_text(out: &mut String, rest: &mut Peekable<Chars<'_>>) {
    out.push(ISOLATED);
    while let Some(c) = rest.next() {
        match c {
            '"' => break,
            '\\' => out.extend(escaped(rest)),
            c => out.push(c),
        }
    }
    out.push(FREE);
}

fn escaped(rest: &mut Peekable<Chars<'_>>) -> Option<char> {
    Some(match rest.next()? {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'u' => {
            let high = unit(rest)?;
            if !(0xd800..0xdc00).contains(&high) {
                return Some(char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            // The other half follows, escaped as well.
            rest.next_if_eq(&'\\')?;
            rest.next_if_eq(&'u')?;
            let low = unit(rest)?.checked_sub(0xdc00)?;
            char::from_u32(0x10000 + ((high - 0xd800) << 10) + low)?
        }
        other => other,
    })
}

fn unit(rest: &mut Peekable<Chars<'_>>) -> Option<u32> {
    let mut unit = 0;
    for _ in 0..4 {
        unit = unit * 16 + rest.next()?.to_digit(16)?;
    }
    Some(unit)
}

#[cfg(test)]
mod tests {
    use super::{FREE, ISOLATED, outline};

    #[track_caller]
    fn check(json: &str, expected: &str) {
        assert_eq!(outline(json).replace([ISOLATED, FREE], ""), expected);
    }

    #[test]
    fn a_line_for_each_entry() {
        check(r#"{"a":1,"b":[true,null]}"#, "a: 1\nb:\n  • true\n  • null");
        check(r#"{"a":{},"b":[],"c":""}"#, "a: –\nb: –\nc: ");
        check(r#"[{"id":1e21,"n":"x"},{"id":2}]"#, "•\n  id: 1e21\n  n: x\n•\n  id: 2");
        check(r#"["{,:\"}\\",""]"#, "• {,:\"}\\\n• ");
        check("[]", "–");
        check("", "");
    }

    #[test]
    fn texts_are_read() {
        check(r#"["a\nb\t\u0001\u20AC\ud83d\ude42\/\ud83d"]"#, "• a\nb\t\u{1}€🙂/");
        check(r#"{"שלום":"\u202etxet"}"#, "שלום: \u{202e}txet");
        check(r#"["cut"#, "• cut");
        check(r#"["cut\"#, "• cut");
        assert_eq!(outline(r#"["a"]"#), "• \u{2068}a\u{2069}", "isolated");
    }

    #[test]
    fn depth_does_not_matter() {
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        assert!(outline(&deep).len() < 40 * 200_000);
    }
}
