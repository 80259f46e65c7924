//! The rules that hold in every form, and the step from what a file says to a call center that can be trusted.

mod names;
mod values;

use crate::custom::{CUSTOM_ITEMS, Refusal, SECTION};
use crate::draft::{Draft, DraftItem, DraftSection};
use crate::finding::{Fault, Finding};
use crate::form::Form;
use crate::model::{CallCenter, Compatibility, Dialing, Item, Section, Size};
use crate::vocabulary::{DIALING, GENERAL, is_known};
use crate::xml::finding;
use values::Values;

/// Checks a draft and makes the call center. `None` when something without which there is none is missing; other
/// errors are among the findings.
pub(crate) fn settle(draft: Draft, form: Form, findings: &mut Vec<Finding>) -> Option<CallCenter> {
    names::check(&draft, findings);
    let Some(general) = draft.sections.iter().find(|section| section.name == GENERAL) else {
        findings.push(finding(draft.place, Fault::Missing { item: GENERAL }));
        return None;
    };
    let mut values = Values { general, form, findings };
    let internal_name = values.internal_name();
    let display_name = values.display_name();
    let adapter_url = values.adapter_url();
    values.use_api();
    let usual = Size::default();
    let height = values.pixels("reqSoftphoneHeight", 240, 2560, usual.height);
    let width = values.pixels("reqSoftphoneWidth", 200, 1920, usual.width);
    let compatibility = values.compatibility();
    let standby = values.standby();
    let mut center = CallCenter {
        internal_name: internal_name?,
        display_name: display_name?,
        adapter_url: adapter_url?,
        size: Size { height: height?, width: width? },
        compatibility: compatibility.unwrap_or(Compatibility::Lightning),
        standby,
        dialing: None,
        other: general.items.iter().filter(|item| !is_known(&item.name)).map(item).collect(),
        sections: Vec::new(),
        captions: captions(&draft),
        toolkit_version: draft.toolkit_version.clone(),
    };
    for section in draft.sections.iter().filter(|section| section.name != GENERAL) {
        if section.name == DIALING[0] {
            center.dialing = Some(dialing(section, findings));
            continue;
        }
        if section.name == SECTION {
            own_items(section, findings);
        }
        let items = section.items.iter().map(item).collect();
        center.sections.push(Section { name: section.name.clone(), label: section.label.clone(), items });
    }
    if !center.sections.iter().any(|section| section.name == SECTION) {
        findings.push(finding(draft.place, Fault::CustomSection));
    }
    Some(center)
}

fn item(draft: &DraftItem) -> Item {
    Item { name: draft.name.clone(), label: draft.label.clone(), value: draft.value.clone() }
}

/// Captions of the sections and items the model knows.
fn captions(draft: &Draft) -> std::collections::BTreeMap<String, String> {
    let known =
        draft.sections.iter().filter(|section| [GENERAL, DIALING[0]].contains(&section.name.as_str()));
    let mut found = std::collections::BTreeMap::new();
    for section in known {
        let items = section.items.iter().map(|item| (&item.name, &item.label));
        for (name, label) in std::iter::once((&section.name, &section.label)).chain(items) {
            if let Some(label) = label.as_ref().filter(|_| is_known(name)) {
                found.insert(name.clone(), label.clone());
            }
        }
    }
    found
}

fn dialing(section: &DraftSection, findings: &mut Vec<Finding>) -> Dialing {
    let mut prefix = |name: &'static str| {
        let Some(item) = section.items.iter().find(|item| item.name == name) else { return String::new() };
        if !item.value.is_empty() {
            findings.push(finding(item.place, Fault::Prefix { item: name, value: item.value.clone() }));
        }
        item.value.clone()
    };
    Dialing {
        outside: prefix(DIALING[1]),
        long_distance: prefix(DIALING[2]),
        international: prefix(DIALING[3]),
        other: section.items.iter().filter(|item| !DIALING.contains(&item.name.as_str())).map(item).collect(),
    }
}

/// The items this adapter's page reads.
fn own_items(section: &DraftSection, findings: &mut Vec<Finding>) {
    for item in section.items.iter().filter(|item| !item.name.is_empty() && !is_known(&item.name)) {
        let Some(known) = CUSTOM_ITEMS.iter().find(|known| known.name == item.name) else {
            let meant = CUSTOM_ITEMS.iter().map(|known| known.name);
            let meant = meant.into_iter().find(|known| known.eq_ignore_ascii_case(&item.name));
            findings.push(finding(item.place, Fault::CustomUnknown { name: item.name.clone(), meant }));
            continue;
        };
        let (item_name, value) = (item.name.clone(), item.value.clone());
        let fault = match known.value.check(&item.value) {
            Ok(()) => continue,
            Err(Refusal::Wrong(expected)) => Fault::Custom { item: item_name, value, expected },
            Err(Refusal::Odd(why)) => Fault::CustomOdd { item: item_name, value, why },
        };
        findings.push(finding(item.place, fault));
    }
}
