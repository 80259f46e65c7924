//! Truth and casts, as JavaScript does them (`reference/cti-flows.md` §1.6).

use super::{Text, Value, date, number};

impl Value {
    /// JavaScript truth: false for undefined, null, `false`, 0, NaN and the empty text.
    pub fn truthy(&self) -> bool {
        match self {
            Value::Undefined | Value::Null => false,
            Value::Bool(flag) => *flag,
            Value::Number(number) => *number != 0.0 && !number.is_nan(),
            Value::Text(text) => !text.is_empty(),
            Value::Date(_) | Value::List(_) | Value::Map(_) => true,
        }
    }

    /// `Number(value)`.
    pub fn to_number(&self) -> f64 {
        match self {
            Value::Undefined | Value::Map(_) => f64::NAN,
            Value::Null => 0.0,
            Value::Bool(flag) => f64::from(u8::from(*flag)),
            Value::Number(number) | Value::Date(number) => *number,
            Value::Text(text) => number::from_text(text),
            Value::List(_) => number::from_text(&self.to_text()),
        }
    }

    /// `String(value)`. A date gives its ISO text: the engine knows no time zone, so JavaScript's local text is not to be had.
    pub fn to_text(&self) -> String {
        match self {
            Value::Undefined => "undefined".to_owned(),
            Value::Null => "null".to_owned(),
            Value::Bool(flag) => flag.to_string(),
            Value::Number(number) => number::to_text(*number),
            Value::Text(text) => text.as_str().to_owned(),
            Value::Date(ms) => date::to_iso(*ms).unwrap_or_else(|| "Invalid Date".to_owned()),
            Value::List(items) => {
                let mut text = String::new();
                for (at, item) in items.iter().enumerate() {
                    text.push_str(if at == 0 { "" } else { "," });
                    if !item.is_nullish() {
                        text.push_str(&item.to_text());
                    }
                }
                text
            }
            Value::Map(_) => "[object Object]".to_owned(),
        }
    }

    /// As [`Value::to_text`]; what is text already is not copied.
    pub fn shared_text(&self) -> Text {
        match self {
            Value::Text(text) => text.clone(),
            _ => self.to_text().into(),
        }
    }

    /// Text for people, in logs and templates: as [`Value::to_text`], but lists and maps as JSON.
    /// What is text already is not copied.
    pub fn to_readable(&self) -> Text {
        match self {
            Value::List(_) | Value::Map(_) => self.to_json_text().into(),
            _ => self.shared_text(),
        }
    }

    /// A boolean argument as flow files mean it: text `false`, `0`, `no`, `off` and blanks (any case) are false, other text
    /// true; anything else by truth. `Boolean("false")` of JavaScript is true and would break published flows.
    pub fn to_flag(&self) -> bool {
        match self {
            Value::Text(_) => !self.is_word(&["", "false", "0", "no", "off"]),
            _ => self.truthy(),
        }
    }

    /// Whether this is text that, trimmed and in any case, is one of these words.
    pub(crate) fn is_word(&self, words: &[&str]) -> bool {
        let Value::Text(text) = self else { return false };
        let word = text.trim_matches(is_js_blank);
        words.iter().any(|one| word.eq_ignore_ascii_case(one))
    }
}

/// White space and line ends that JavaScript trims: Unicode's, and the byte-order mark, but not NEL (U+0085).
pub(super) fn is_js_blank(c: char) -> bool {
    c == '\u{feff}' || (c.is_whitespace() && c != '\u{85}')
}

#[cfg(test)]
mod tests {
    use crate::Value;

    fn value(json: &str) -> Value {
        serde_json::from_str(json).expect("test value")
    }

    #[track_caller]
    fn check(json: &str, truthy: bool, number: f64, text: &str) {
        let value = value(json);
        assert_eq!(value.truthy(), truthy, "truth of {json}");
        let found = value.to_number();
        assert!(found == number || (found.is_nan() && number.is_nan()), "Number({json}) gave {found}");
        assert_eq!(value.to_text(), text, "String({json})");
    }

    #[test]
    fn table_of_section_1_6() {
        const NAN: f64 = f64::NAN;
        check(r#"{"$value":"undefined"}"#, false, NAN, "undefined");
        check("null", false, 0.0, "null");
        check(r#""""#, false, 0.0, "");
        check(r#"" ""#, true, 0.0, " ");
        check(r#""0""#, true, 0.0, "0");
        check(r#""false""#, true, NAN, "false");
        check(r#""null""#, true, NAN, "null");
        check(r#""1e3""#, true, 1000.0, "1e3");
        check("0", false, 0.0, "0");
        check("-0.0", false, 0.0, "0");
        check(r#"{"$value":"nan"}"#, false, NAN, "NaN");
        check("false", false, 0.0, "false");
        check("true", true, 1.0, "true");
        check("[]", true, 0.0, "");
        check("[5]", true, 5.0, "5");
        check("[1,2]", true, NAN, "1,2");
        check("[null,[1,[2]],{}]", true, NAN, ",1,2,[object Object]");
        check("{}", true, NAN, "[object Object]");
        check(r#"{"$value":"infinity"}"#, true, f64::INFINITY, "Infinity");
        check(r#"{"$date":0}"#, true, 0.0, "1970-01-01T00:00:00.000Z");
        check(r#"{"$date":{"$value":"nan"}}"#, true, NAN, "[object Object]");
    }

    #[test]
    fn text_false_is_a_false_flag() {
        for no in ["false", "FALSE", " no ", "0", "off", "", "  "] {
            assert!(!Value::from(no).to_flag(), "{no:?}");
        }
        for yes in ["true", "yes", "1", "nope", "falsey", "null"] {
            assert!(Value::from(yes).to_flag(), "{yes:?}");
        }
        assert!(value("[]").to_flag());
        assert!(!Value::Null.to_flag());
    }

    #[test]
    fn people_read_json() {
        assert_eq!(value(r#"{"a":[1,null]}"#).to_readable(), r#"{"a":[1,null]}"#);
        assert_eq!(value("false").to_readable(), "false");
        assert_eq!(Value::Undefined.to_readable(), "undefined");
    }
}
