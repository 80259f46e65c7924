//! Flows to begin with: those that ship.

use flow::Document;

/// A flow to begin with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Template {
    /// Its text.
    pub(crate) text: &'static str,
}

/// All there are.
pub(crate) const TEMPLATES: [Template; 4] = [
    Template { text: include_str!("../../../flows/voice-screen-pop.json") },
    Template { text: include_str!("../../../flows/click-to-dial.json") },
    Template { text: include_str!("../../../flows/call-log.json") },
    Template { text: include_str!("../../../flows/callback-customer.json") },
];

/// The text of a flow without blocks.
pub(crate) const EMPTY: &str = "{\n  \"actions\": []\n}\n";

impl Template {
    /// The flow.
    pub(crate) fn document(self) -> Document {
        Document::parse(self.text).0
    }
}

#[cfg(test)]
mod tests {
    use flow::edit::Editor;

    use super::{EMPTY, TEMPLATES};

    #[test]
    fn templates_are_flows_with_a_name_and_a_description() {
        for template in TEMPLATES {
            let document = template.document();
            assert!(document.name().is_some() && document.description().is_some());
            assert!(Editor::open(document).is_ok());
        }
        assert!(Editor::open(flow::Document::parse(EMPTY).0).is_ok());
    }
}
