//! The text of a definition.

/// JSON text on one line and in ASCII, as orgs keep it: nothing but the blanks between its tokens and the spelling of other
/// letters changes.
pub(crate) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut in_text, mut escaped) = (false, false);
    for c in text.trim_start_matches('\u{feff}').chars() {
        if c.is_ascii() {
            if in_text || !c.is_ascii_whitespace() {
                out.push(c);
            }
        } else {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
        match (in_text, escaped, c) {
            (true, false, '\\') => escaped = true,
            (_, false, '"') => in_text = !in_text,
            _ => escaped = false,
        }
    }
    out
}

/// A text that was escaped for a web page, as exports of reports are.
pub(crate) fn unescaped(text: &str) -> Option<String> {
    let named = [("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    text.contains("&quot;")
        .then(|| named.iter().fold(text.to_owned(), |text, (name, letter)| text.replace(name, letter)))
}

/// Whether a text looks like a script of the vendor's version 4.
pub(crate) fn is_script(text: &str) -> bool {
    let words = ["function", "=>", "var ", "let ", "const ", "sforce.", "connect.", "return ", "//"];
    !text.trim_start().starts_with(['{', '[']) && words.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_loses_nothing_but_blanks() {
        for (text, expected) in [
            (
                "\u{feff}{ \"a b\" : 1e2 ,\r\n\t\"\u{fc}\": \"\u{1f600} x\" }\n",
                r#"{"a b":1e2,"\u00fc":"\ud83d\ude00 x"}"#,
            ),
            (
                r#"{ "a": "c \" d \\" , "b": 12345678901234567890 }"#,
                r#"{"a":"c \" d \\","b":12345678901234567890}"#,
            ),
        ] {
            assert_eq!(one_line(text), expected);
            let value: serde_json::Value =
                serde_json::from_str(text.trim_start_matches('\u{feff}')).expect("JSON");
            assert_eq!(serde_json::from_str::<serde_json::Value>(expected).expect("JSON"), value);
        }
    }

    #[test]
    fn escaped_texts_and_scripts_are_known() {
        assert_eq!(unescaped("{&quot;a&quot;:&quot;x &amp;&lt;&quot;}").as_deref(), Some(r#"{"a":"x &<"}"#));
        assert_eq!(unescaped(r#"{"a":"x &amp; y"}"#), None);
        assert!(is_script("function onConnecting(contact) { }"));
        assert!(!is_script(r#"{"a":"function"}"#));
        assert!(!is_script("Name,Source"));
    }
}
