//! Sentences for people, from the language file. Which plural a number takes, and how it is written, is the browser's to know.

use serde_json::Value;

/// The sentences of one language, by key: each a text, or a map of one for each plural category (`one`, `few`, `other` …, as
/// `Intl.PluralRules` names them).
#[derive(Debug, Default)]
pub struct Words(Value);

impl Words {
    /// Reads a language file. One that is none has no sentences; keys have to do.
    pub fn read(text: &str) -> Words {
        Words(serde_json::from_str(text).unwrap_or_default())
    }

    /// The sentence of a key, `{gaps}` filled.
    pub fn say(&self, key: &str, gaps: &[(&str, &str)]) -> String {
        match self.0.get(key) {
            Some(Value::String(sentence)) => fill(sentence, gaps),
            Some(forms @ Value::Object(_)) => {
                form(forms, "other").map(|form| fill(form, gaps)).unwrap_or_default()
            }
            _ => stand_in(key, gaps),
        }
    }

    /// What the catalogue's title of a block is in this language; any other text stays as it is.
    pub fn title<'a>(&'a self, title: &'a str) -> &'a str {
        self.0.get(title).and_then(Value::as_str).unwrap_or(title)
    }

    /// The sentence of a key for a plural category.
    pub fn count(&self, key: &str, category: &str, gaps: &[(&str, &str)]) -> String {
        match self.0.get(key).and_then(|forms| form(forms, category)) {
            Some(form) => fill(form, gaps),
            None => self.say(key, gaps),
        }
    }
}

fn form<'a>(forms: &'a Value, category: &str) -> Option<&'a str> {
    forms.get(category).and_then(Value::as_str)
}

/// Without a sentence: the last part of the key, and what would have been in the gaps.
fn stand_in(key: &str, gaps: &[(&str, &str)]) -> String {
    let mut said = key.rsplit('.').next().unwrap_or_default().replace('-', " ");
    for (_, value) in gaps {
        said.push(' ');
        said.push_str(value);
    }
    said
}

/// Fills the gaps, once: what is filled in is not looked through again.
fn fill(sentence: &str, gaps: &[(&str, &str)]) -> String {
    let mut said = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        said.push_str(before);
        let Some((name, after)) = after.split_once('}') else { break };
        if let Some((_, value)) = gaps.iter().find(|(gap, _)| *gap == name) {
            said.push_str(value);
        }
        rest = after;
    }
    said.push_str(rest);
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str =
        r#"{"a":"Saved: {about}","b":{"one":"{count} block","other":"{count} blocks"},"c":"{x}{y}"}"#;

    #[track_caller]
    fn check(key: &str, gaps: &[(&str, &str)], expected: &str) {
        assert_eq!(Words::read(FILE).say(key, gaps), expected);
    }

    #[test]
    fn gaps_are_filled_once() {
        check("a", &[("about", "{x} <b>")], "Saved: {x} <b>");
        check("c", &[("x", "{y}"), ("y", "2")], "{y}2");
        check("c", &[("x", "1")], "1");
    }

    #[test]
    fn plurals() {
        let words = Words::read(FILE);
        assert_eq!(words.count("b", "one", &[("count", "1")]), "1 block");
        assert_eq!(words.count("b", "few", &[("count", "3")]), "3 blocks");
        assert_eq!(words.count("a", "one", &[("about", "x")]), "Saved: x");
    }

    #[test]
    fn titles_are_keys_of_their_own() {
        let words = Words::read(r#"{"Screenpop Object":"Objekt öffnen"}"#);
        assert_eq!(words.title("Screenpop Object"), "Objekt öffnen");
        assert_eq!(words.title("Open the order"), "Open the order");
    }

    #[test]
    fn without_a_sentence_the_key_has_to_do() {
        check("saves.by-hand", &[], "by hand");
        check("notice.dialling", &[("about", "+1")], "dialling +1");
        assert_eq!(Words::read("<html>").say("saves.again", &[]), "again");
    }
}
