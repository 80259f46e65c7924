//! The answer of `getSoftphoneLayout`. Anything missing reads as empty.

use wasm_bindgen::JsValue;

use super::{as_text, entries, get, list, text};
use crate::layout::{LayoutField, LayoutObject, LayoutSection, PopRule, PopRules, SoftphoneLayout};

pub(crate) fn read(layout: &JsValue) -> SoftphoneLayout {
    let section = |name| section(&get(layout, name));
    SoftphoneLayout {
        internal: section("Internal"),
        inbound: section("Inbound"),
        outbound: section("Outbound"),
    }
}

fn section(section: &JsValue) -> LayoutSection {
    let pops = get(section, "screenPopSettings");
    LayoutSection {
        call_related_fields: list(&get(section, "callRelatedFields")).iter().filter_map(as_text).collect(),
        objects: entries(&get(section, "objects"))
            .into_iter()
            .map(|(name, fields)| LayoutObject {
                name,
                fields: list(&fields).iter().filter_map(field).collect(),
            })
            .collect(),
        pops: PopRules {
            opens_within: text(&pops, "screenPopsOpenWithin"),
            no_match: rule(&get(&pops, "NoMatch")),
            single_match: rule(&get(&pops, "SingleMatch")),
            multiple_matches: rule(&get(&pops, "MultipleMatches")),
        },
    }
}

fn field(field: &JsValue) -> Option<LayoutField> {
    Some(LayoutField { display_name: text(field, "displayName"), api_name: text(field, "apiName")? })
}

fn rule(rule: &JsValue) -> Option<PopRule> {
    let kind = text(rule, "screenPopType")?;
    let data = text(rule, "screenPopData");
    Some(match kind.as_str() {
        "PopToEntity" => PopRule::Entity(data),
        "PopToVisualforce" => PopRule::Visualforce(data),
        "PopToSearch" => PopRule::Search,
        "PopToFlow" => PopRule::Flow(data),
        "DoNotPop" => PopRule::DoNotPop,
        _ => PopRule::Other { kind, data },
    })
}
