//! The softphone layout: which objects a call is searched in, and what to open. Open CTI guide: getSoftphoneLayout().

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// One field of an object in the layout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FieldRef {
    /// Label of the field.
    pub display_name: String,
    /// API name of the field.
    pub api_name: String,
}

/// Object API name to the fields that are shown of it.
pub type LayoutObjects = IndexMap<String, Vec<FieldRef>>;

/// The part of the layout for one type of call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LayoutSection {
    /// Any of `ANI`, `DNIS`, `SEGMENT`, `QUEUE`.
    pub call_related_fields: Vec<String>,
    /// The objects that are searched.
    pub objects: LayoutObjects,
    /// What to open. Filled for inbound calls only.
    pub screen_pop_settings: ScreenPopSettings,
}

/// What to open for a search, by the number of matches. Any of it may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScreenPopSettings {
    /// `ExistingWindow` or `NewWindow`; Lightning always uses the existing one.
    #[serde(rename = "screenPopsOpenWithin", default, skip_serializing_if = "Option::is_none")]
    pub open_within: Option<String>,
    /// When nothing matches.
    #[serde(rename = "NoMatch", default, skip_serializing_if = "Option::is_none")]
    pub no_match: Option<PopRule>,
    /// When one record matches.
    #[serde(rename = "SingleMatch", default, skip_serializing_if = "Option::is_none")]
    pub single_match: Option<PopRule>,
    /// When several records match.
    #[serde(rename = "MultipleMatches", default, skip_serializing_if = "Option::is_none")]
    pub multiple_matches: Option<PopRule>,
}

/// One rule of the screen pop settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PopRule {
    /// What kind of thing to open.
    pub screen_pop_type: ScreenPopType,
    /// Object, Visualforce page or flow, where the type needs one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub screen_pop_data: Option<String>,
}

/// What kind of thing a rule opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ScreenPopType {
    /// The record, or the form for a new one.
    PopToEntity,
    /// A Visualforce page.
    PopToVisualforce,
    /// The search page.
    PopToSearch,
    /// A flow.
    PopToFlow,
    /// Nothing. Observed in adapters, not documented.
    DoNotPop,
}

/// The softphone layout assigned to the agent's profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SoftphoneLayout {
    /// For calls between agents.
    pub internal: LayoutSection,
    /// For calls from customers.
    pub inbound: LayoutSection,
    /// For calls to customers.
    pub outbound: LayoutSection,
}

fn objects(list: &[(&str, &[(&str, &str)])]) -> LayoutObjects {
    list.iter()
        .map(|(object, fields)| {
            let fields = fields.iter().map(|(display, api)| FieldRef {
                display_name: (*display).to_owned(),
                api_name: (*api).to_owned(),
            });
            ((*object).to_owned(), fields.collect())
        })
        .collect()
}

impl Default for SoftphoneLayout {
    fn default() -> Self {
        let rule = |kind, data: Option<&str>| {
            Some(PopRule { screen_pop_type: kind, screen_pop_data: data.map(str::to_owned) })
        };
        SoftphoneLayout {
            internal: LayoutSection {
                call_related_fields: vec!["ANI".into(), "DNIS".into()],
                objects: objects(&[("User", &[("Name", "Name")])]),
                screen_pop_settings: ScreenPopSettings::default(),
            },
            inbound: LayoutSection {
                call_related_fields: vec!["ANI".into(), "QUEUE".into()],
                objects: objects(&[
                    ("Contact", &[("Name", "Name"), ("Business Phone", "Phone"), ("Email", "Email")]),
                    ("Lead", &[("Name", "Name"), ("Company", "Company"), ("Phone", "Phone")]),
                    ("Account", &[("Account Name", "Name"), ("Account Phone", "Phone")]),
                    // Listed without fields: such an object is never found.
                    ("Case", &[]),
                ]),
                screen_pop_settings: ScreenPopSettings {
                    open_within: Some("ExistingWindow".into()),
                    no_match: rule(ScreenPopType::PopToEntity, Some("Contact")),
                    single_match: rule(ScreenPopType::PopToEntity, None),
                    multiple_matches: rule(ScreenPopType::PopToSearch, None),
                },
            },
            outbound: LayoutSection {
                call_related_fields: vec!["DNIS".into()],
                objects: objects(&[
                    ("Contact", &[("Name", "Name"), ("Phone", "Phone"), ("Do Not Call", "DoNotCall")]),
                    ("Lead", &[("Name", "Name"), ("Phone", "Phone"), ("Do Not Call", "DoNotCall")]),
                    ("Account", &[("Account Name", "Name"), ("Do Not Call", "PersonDoNotCall")]),
                ]),
                screen_pop_settings: ScreenPopSettings::default(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_inbound_has_pop_settings() {
        let layout = serde_json::to_value(SoftphoneLayout::default()).unwrap();
        assert_eq!(layout["Outbound"]["screenPopSettings"], json!({}));
        assert_eq!(
            layout["Inbound"]["screenPopSettings"],
            json!({
                "screenPopsOpenWithin": "ExistingWindow",
                "NoMatch": { "screenPopType": "PopToEntity", "screenPopData": "Contact" },
                "SingleMatch": { "screenPopType": "PopToEntity" },
                "MultipleMatches": { "screenPopType": "PopToSearch" }
            })
        );
    }

    #[test]
    fn a_layout_may_lack_rules() {
        let settings: ScreenPopSettings =
            serde_json::from_value(json!({ "NoMatch": { "screenPopType": "DoNotPop" } })).unwrap();
        assert_eq!(settings.single_match, None);
        assert_eq!(settings.no_match.unwrap().screen_pop_type, ScreenPopType::DoNotPop);
    }
}
