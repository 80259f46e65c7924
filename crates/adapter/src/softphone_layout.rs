//! The softphone layout as flows see it: with the keys of Open CTI (guide: getSoftphoneLayout()).

use flow::{Map, Text, Value};
use opencti::{LayoutField, LayoutObject, LayoutSection, PopRule, SoftphoneLayout};

/// The three sections.
pub(crate) fn value(layout: &SoftphoneLayout) -> Value {
    Value::map([
        ("Internal", section(&layout.internal)),
        ("Inbound", section(&layout.inbound)),
        ("Outbound", section(&layout.outbound)),
    ])
}

fn section(section: &LayoutSection) -> Value {
    let object = |object: &LayoutObject| {
        let fields = object.fields.iter().map(field).collect();
        (Text::new(&object.name), Value::List(fields))
    };
    let objects: Map<Value> = section.objects.iter().map(object).collect();
    let pops = &section.pops;
    let rules = [
        ("screenPopsOpenWithin", pops.opens_within.as_deref().map(Value::text)),
        ("NoMatch", pops.no_match.as_ref().map(rule)),
        ("SingleMatch", pops.single_match.as_ref().map(rule)),
        ("MultipleMatches", pops.multiple_matches.as_ref().map(rule)),
    ];
    let rules = rules.into_iter().filter_map(|(name, value)| Some((name, value?)));
    Value::map([
        ("callRelatedFields", Value::texts(&section.call_related_fields)),
        ("objects", objects.into()),
        ("screenPopSettings", Value::map(rules)),
    ])
}

fn field(field: &LayoutField) -> Value {
    Value::map([
        ("displayName", Value::optional(field.display_name.as_deref())),
        ("apiName", Value::text(&field.api_name)),
    ])
}

fn rule(rule: &PopRule) -> Value {
    let (kind, data) = match rule {
        PopRule::Entity(data) => ("PopToEntity", data.as_deref()),
        PopRule::Visualforce(data) => ("PopToVisualforce", data.as_deref()),
        PopRule::Search => ("PopToSearch", None),
        PopRule::Flow(data) => ("PopToFlow", data.as_deref()),
        PopRule::DoNotPop => ("DoNotPop", None),
        PopRule::Other { kind, data } => (kind.as_str(), data.as_deref()),
        // A rule that opencti learns to read and this page does not know.
        _ => ("", None),
    };
    let data = data.map(|data| ("screenPopData", Value::text(data)));
    Value::map([("screenPopType", Value::text(kind))].into_iter().chain(data))
}

#[cfg(test)]
mod tests {
    use opencti::{LayoutField, LayoutObject, LayoutSection, PopRule, PopRules, SoftphoneLayout};
    use serde_json::json;

    #[test]
    fn three_sections_as_open_cti_has_them() {
        let field = LayoutField { display_name: Some("Name".to_owned()), api_name: "Name".to_owned() };
        let inbound = LayoutSection {
            call_related_fields: vec!["ANI".to_owned()],
            objects: vec![LayoutObject { name: "Contact".to_owned(), fields: vec![field] }],
            pops: PopRules {
                opens_within: Some("ExistingWindow".to_owned()),
                no_match: Some(PopRule::Entity(Some("Lead".to_owned()))),
                single_match: Some(PopRule::DoNotPop),
                multiple_matches: None,
            },
        };
        let layout = SoftphoneLayout { inbound, ..SoftphoneLayout::default() };
        let nothing = json!({ "callRelatedFields": [], "objects": {}, "screenPopSettings": {} });
        assert_eq!(
            super::value(&layout).to_json(),
            json!({
                "Internal": nothing,
                "Inbound": {
                    "callRelatedFields": ["ANI"],
                    "objects": { "Contact": [{ "displayName": "Name", "apiName": "Name" }] },
                    "screenPopSettings": {
                        "screenPopsOpenWithin": "ExistingWindow",
                        "NoMatch": { "screenPopType": "PopToEntity", "screenPopData": "Lead" },
                        "SingleMatch": { "screenPopType": "DoNotPop" },
                    },
                },
                "Outbound": nothing,
            })
        );
    }
}
