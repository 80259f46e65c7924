//! JSON for people: the same text, a line for each entry.

/// The text of a list or a map with line breaks and indentation. Nothing in it is taken apart, so its depth does not matter.
pub fn outline(json: &str) -> String {
    /// Deeper entries are no further to the right: the panel is narrow.
    const DEEPEST: usize = 12;
    let mut out = String::with_capacity(json.len() * 2);
    let (mut depth, mut inside, mut escaped) = (0_usize, false, false);
    let mut rest = json.chars().peekable();
    while let Some(c) = rest.next() {
        if inside {
            out.push(c);
            inside = escaped || c != '"';
            escaped = c == '\\' && !escaped;
            continue;
        }
        let breaks = match c {
            '{' | '[' => {
                out.push(c);
                let empty = matches!(rest.peek(), Some('}' | ']'));
                depth += usize::from(!empty);
                if empty {
                    out.extend(rest.next());
                }
                !empty
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth.min(DEEPEST));
                out.push(c);
                false
            }
            ',' => {
                out.push(c);
                true
            }
            ':' => {
                out.push_str(": ");
                false
            }
            c => {
                inside = c == '"';
                out.push(c);
                false
            }
        };
        if breaks {
            line(&mut out, depth.min(DEEPEST));
        }
    }
    out
}

fn line(out: &mut String, depth: usize) {
    out.push('\n');
    for _ in 0..depth {
        out.push_str("  ");
    }
}

#[cfg(test)]
mod tests {
    use super::outline;

    #[track_caller]
    fn check(json: &str, expected: &str) {
        assert_eq!(outline(json), expected);
        // Nothing but blanks outside of texts is added.
        let blank = |text: &str| text.replace(['\n', ' '], "");
        assert_eq!(blank(&outline(json)), blank(json));
    }

    #[test]
    fn a_line_for_each_entry() {
        check(r#"{"a":1,"b":[true,null]}"#, "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    null\n  ]\n}");
        check(r#"{"a":{},"b":[]}"#, "{\n  \"a\": {},\n  \"b\": []\n}");
        check(r#"["{,:\"}\\",""]"#, "[\n  \"{,:\\\"}\\\\\",\n  \"\"\n]");
        check("[]", "[]");
        check("", "");
    }

    #[test]
    fn depth_does_not_matter() {
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        assert!(outline(&deep).len() < 30 * 200_000);
    }
}
