//! The keys at the top of a flow's or an action's file.

use crate::Document;
use crate::document::{Data, File};
use crate::program::EMPTY_SEARCH_KEY;

/// What the top of a flow's or an action's file says. What is absent here is left in the file as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Header<'h> {
    /// Its name.
    pub name: Option<&'h str>,
    /// What it is for.
    pub description: Option<&'h str>,
    /// Source of the events that start it.
    pub source: Option<&'h str>,
    /// Event that starts it.
    pub event: Option<&'h str>,
    /// Whether it may run.
    pub active: Option<bool>,
    /// Where an action stands among the others.
    pub order: Option<i64>,
    /// Names it across orgs and folders.
    pub key: Option<&'h str>,
    /// Whether its searches succeed with nothing to search for.
    pub empty_search_succeeds: Option<bool>,
}

/// Writes keys into the text of a file; the rest of it stays as it is, to the byte. A text that is no JSON map comes back
/// as it was.
pub fn set_header(text: &str, header: &Header<'_>) -> String {
    let (document, _) = Document::parse(text);
    let mut file = document.into_file();
    if let File::Json { root, .. } = &mut file {
        let text = |text: Option<&str>| text.map(|text| Data::Text(text.into()));
        let entries = [
            ("name", text(header.name)),
            ("description", text(header.description)),
            ("source", text(header.source)),
            ("event", text(header.event)),
            ("active", header.active.map(Data::Bool)),
            ("order", header.order.map(|order| Data::Number(order.to_string()))),
            ("key", text(header.key)),
            (EMPTY_SEARCH_KEY, header.empty_search_succeeds.map(Data::Bool)),
        ];
        for (key, data) in entries {
            if let Some(data) = data {
                root.set(key, data, "actions");
            }
        }
    }
    file.to_text()
}

#[cfg(test)]
mod tests {
    use super::{Header, set_header};

    #[track_caller]
    fn check(text: &str, header: &Header<'_>, expected: &str) {
        assert_eq!(set_header(text, header), expected);
    }

    #[test]
    fn keys_are_set_or_added_and_the_rest_stays() {
        let header = Header { source: Some("ctiAction"), active: Some(false), ..Header::default() };
        check(
            "\u{feff}{\n    \"name\": \"A\",\n    \"actions\": [ {\"x\":1e2} ]\n}\n",
            &header,
            "\u{feff}{\n    \"name\": \"A\",\n    \"source\": \"ctiAction\",\n    \"active\": false,\n    \"actions\": [ {\"x\":1e2} ]\n}\n",
        );
        check(
            r#"{"active":true,"actions":[],"source":"x"}"#,
            &header,
            r#"{"active":false,"actions":[],"source":"ctiAction"}"#,
        );
        check("{ \"a\": 1 }", &header, "{ \"a\": 1, \"source\": \"ctiAction\", \"active\": false }");
        check("{}", &header, r#"{"source":"ctiAction","active":false}"#);
    }

    #[test]
    fn every_key_in_its_order() {
        let header = Header {
            name: Some("A \"b\""),
            description: Some("d"),
            source: Some("s"),
            event: Some("e"),
            active: Some(true),
            order: Some(-2),
            key: Some("k"),
            empty_search_succeeds: Some(true),
        };
        check(
            r#"{"actions":[]}"#,
            &header,
            r#"{"name":"A \"b\"","description":"d","source":"s","event":"e","active":true,"order":-2,"key":"k","emptySearchSucceeds":true,"actions":[]}"#,
        );
    }

    #[test]
    fn what_is_no_map_is_left_alone() {
        let header = Header { name: Some("A"), ..Header::default() };
        for text in ["", "[]", "7", "{", "alert(1)"] {
            check(text, &header, text);
        }
    }
}
