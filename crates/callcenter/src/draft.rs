//! What a file says, with places, before anything is trusted. The same for all forms.

use crate::finding::{Fault, Finding, Place};
use crate::xml::finding;

/// Sections and items as they stand in a file, in their order.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) place: Place,
    pub(crate) sections: Vec<DraftSection>,
    pub(crate) toolkit_version: Option<String>,
}

#[derive(Debug)]
pub(crate) struct DraftSection {
    pub(crate) place: Place,
    pub(crate) name: String,
    pub(crate) label: Option<String>,
    pub(crate) items: Vec<DraftItem>,
}

#[derive(Debug)]
pub(crate) struct DraftItem {
    pub(crate) place: Place,
    pub(crate) name: String,
    pub(crate) label: Option<String>,
    pub(crate) value: String,
}

impl Draft {
    /// The section of that name, added when it is not there.
    pub(crate) fn section(&mut self, name: &str, place: Place) -> &mut DraftSection {
        let at = self.sections.iter().position(|section| section.name == name).unwrap_or_else(|| {
            self.sections.push(DraftSection { place, name: name.into(), label: None, items: Vec::new() });
            self.sections.len() - 1
        });
        &mut self.sections[at]
    }
}

impl DraftItem {
    /// An item with its value trimmed; white space around it is reported.
    pub(crate) fn new(
        place: Place,
        name: String,
        label: Option<String>,
        value: &str,
        findings: &mut Vec<Finding>,
    ) -> DraftItem {
        let trimmed = value.trim();
        if trimmed.len() != value.len() {
            findings.push(finding(place, Fault::WhiteSpace { item: name.clone() }));
        }
        DraftItem { place, name, label, value: trimmed.to_owned() }
    }
}
