//! JSON as text: made smaller without reading it, so that texts and numbers keep their spelling.

/// JSON without the white space between its tokens.
pub(crate) fn without_white_space(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut in_text, mut escaped) = (false, false);
    for c in text.chars() {
        if in_text || !c.is_ascii_whitespace() {
            out.push(c);
        }
        match (in_text, escaped, c) {
            (true, false, '\\') => escaped = true,
            (_, false, '"') => in_text = !in_text,
            _ => escaped = false,
        }
    }
    out
}

/// A file's text without the byte order mark that some editors begin it with.
pub(crate) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_no_text() {
        for (text, expected) in [("\u{feff}{}", "{}"), ("{}", "{}"), ("", "")] {
            assert_eq!(without_mark(text), expected);
        }
    }

    #[test]
    fn nothing_but_white_space_is_lost() {
        let cases = [
            ("{ \"a\" : 1e2 ,\n\t\"b\": 12345678901234567890 }", "{\"a\":1e2,\"b\":12345678901234567890}"),
            (r#"{ "a b": "c \" d \\" , "e": " f" }"#, r#"{"a b":"c \" d \\","e":" f"}"#),
        ];
        for (text, expected) in cases {
            assert_eq!(without_white_space(text), expected);
        }
    }
}
