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
    let mut objects = Vec::new();
    for (name, fields) in entries(&get(section, "objects")) {
        objects.push(LayoutObject { name, fields: read_all(&fields, field) });
    }
    LayoutSection {
        call_related_fields: read_all(&get(section, "callRelatedFields"), as_text),
        objects,
        pops: PopRules {
            opens_within: text(&pops, "screenPopsOpenWithin"),
            no_match: rule(&get(&pops, "NoMatch")),
            single_match: rule(&get(&pops, "SingleMatch")),
            multiple_matches: rule(&get(&pops, "MultipleMatches")),
        },
    }
}

/// What can be read of a list.
fn read_all<T>(items: &JsValue, read: fn(&JsValue) -> Option<T>) -> Vec<T> {
    let mut found = Vec::new();
    for item in list(items) {
        if let Some(item) = read(&item) {
            found.push(item);
        }
    }
    found
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
