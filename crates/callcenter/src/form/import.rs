//! The file an administrator imports (Open CTI guide: Call Center Definition File Format).

use roxmltree::Node;

use super::{further_sections, softphone_settings};
use crate::custom::{CUSTOM_ITEMS, SECTION};
use crate::draft::{Draft, DraftItem, DraftSection};
use crate::finding::{Fault, Finding};
use crate::model::{CallCenter, Item};
use crate::vocabulary::GENERAL;
use crate::xml::{self, Writer, finding, place};

pub(super) fn read(root: Node<'_, '_>, findings: &mut Vec<Finding>) -> Draft {
    if let Some(found) = root.tag_name().namespace() {
        let root_name = root.tag_name().name().to_owned();
        let fault = Fault::Namespace { root: root_name, found: found.into(), expected: "" };
        findings.push(finding(place(root), fault));
    }
    known_attributes(root, &[], findings);
    let sections = ordered(root, "section", findings)
        .into_iter()
        .map(|(node, name)| {
            let items = ordered(node, "item", findings)
                .into_iter()
                .map(|(item, name)| {
                    let value = xml::leaf(item, findings);
                    DraftItem::new(place(item), name, label(item), &value, findings)
                })
                .collect();
            DraftSection { place: place(node), name, label: label(node), items }
        })
        .collect();
    let draft = Draft { place: place(root), sections, toolkit_version: None };
    first_things(&draft, findings);
    draft
}

fn label(node: Node<'_, '_>) -> Option<String> {
    node.attribute("label").map(str::to_owned)
}

fn known_attributes(node: Node<'_, '_>, known: &[&str], findings: &mut Vec<Finding>) {
    let element = node.tag_name().name();
    for attribute in node.attributes() {
        // An attribute of a namespace (xsi:…) is none of ours either, and its prefix is not known here.
        if attribute.namespace().is_some() || !known.contains(&attribute.name()) {
            let fault = Fault::UnexpectedAttribute { name: attribute.name().into(), element: element.into() };
            findings.push(finding(place(node), fault));
        }
    }
}

/// The children of that kind by their sortOrder, with their names.
fn ordered<'a, 'i>(
    parent: Node<'a, 'i>,
    kind: &'static str,
    findings: &mut Vec<Finding>,
) -> Vec<(Node<'a, 'i>, String)> {
    let mut found = Vec::new();
    for node in xml::elements(parent, findings) {
        if node.tag_name().name() != kind {
            xml::unexpected(node, parent, findings);
            continue;
        }
        known_attributes(node, &["name", "sortOrder", "label"], findings);
        let mut required = |name: &'static str| {
            let value = node.attribute(name);
            if value.is_none() {
                findings.push(finding(place(node), Fault::MissingAttribute { name, element: kind }));
            }
            value
        };
        let name = required("name").unwrap_or_default().to_owned();
        let order = required("sortOrder").map(str::to_owned);
        let number = order.as_deref().and_then(|value| match value.bytes().all(|b| b.is_ascii_digit()) {
            true => value.parse::<u32>().ok(),
            false => None,
        });
        if let (Some(value), None) = (order, number) {
            findings.push(finding(place(node), Fault::SortOrder { name: name.clone(), value }));
        }
        found.push((number, node, name));
    }
    contiguous(&mut found, findings);
    found.into_iter().map(|(_, node, name)| (node, name)).collect()
}

/// Sorts by number and reports gaps, repeats, and numbers that go another way than the file.
fn contiguous<'a, 'i>(found: &mut [(Option<u32>, Node<'a, 'i>, String)], findings: &mut Vec<Finding>) {
    if found.iter().any(|(number, ..)| number.is_none()) {
        return;
    }
    let numbers = |found: &[(Option<u32>, Node<'a, 'i>, String)]| {
        found.iter().filter_map(|(number, ..)| *number).collect::<Vec<_>>()
    };
    let as_written = numbers(found);
    found.sort_by_key(|(number, ..)| *number);
    let mut expected = 0u32;
    let mut well = true;
    for (number, node, name) in found.iter() {
        let value = number.unwrap_or_default();
        let name = name.clone();
        let fault = if value < expected {
            Fault::SortOrderRepeat { name, value }
        } else if value > expected {
            Fault::SortOrderGap { name, value, expected }
        } else {
            expected = expected.saturating_add(1);
            continue;
        };
        well = false;
        findings.push(finding(place(*node), fault));
        expected = value.saturating_add(1);
    }
    if let Some(at) = as_written.windows(2).position(|pair| pair[0] > pair[1]).filter(|_| well) {
        let value = as_written[at + 1];
        if let Some((_, node, name)) = found.iter().find(|(number, ..)| *number == Some(value)) {
            findings.push(finding(place(*node), Fault::SortOrderMixed { name: name.clone(), value }));
        }
    }
}

/// The general section comes first, and in it the internal name and the display name.
fn first_things(draft: &Draft, findings: &mut Vec<Finding>) {
    let Some(first) = draft.sections.first() else { return };
    let general = draft.sections.iter().find(|section| section.name == GENERAL);
    if general.is_some() && first.name != GENERAL {
        findings.push(finding(first.place, Fault::GeneralFirst { found: first.name.clone() }));
    }
    let Some(general) = general else { return };
    for (position, expected) in ["reqInternalName", "reqDisplayName"].into_iter().enumerate() {
        // An item that is nowhere is reported as missing.
        let there = general.items.iter().any(|item| item.name == expected);
        if let Some(item) = general.items.get(position).filter(|item| there && item.name != expected) {
            let fault = Fault::FirstItems { position, found: item.name.clone(), expected };
            findings.push(finding(item.place, fault));
        }
    }
}

pub(super) fn write(center: &CallCenter) -> String {
    let mut writer = Writer::new();
    writer.comment(&header());
    writer.open("callCenter", &[]);
    let caption = |name: &str| center.captions.get(name).cloned();
    let item =
        |name: &str, value: &str| Item { name: name.into(), label: caption(name), value: value.into() };
    let mut general = vec![
        item("reqInternalName", &center.internal_name),
        item("reqDisplayName", &center.display_name),
        item("reqAdapterUrl", &center.adapter_url),
    ];
    general.extend(softphone_settings(center).iter().map(|(name, value)| item(name, value)));
    general.extend(center.other.iter().cloned());
    section(&mut writer, 0, GENERAL, caption(GENERAL).as_deref(), &general);
    for (before, own) in further_sections(center).iter().enumerate() {
        section(&mut writer, before + 1, &own.name, own.label.as_deref(), &own.items);
    }
    writer.finish()
}

fn section(writer: &mut Writer, order: usize, name: &str, label: Option<&str>, items: &[Item]) {
    writer
        .open("section", &[("sortOrder", Some(&order.to_string())), ("name", Some(name)), ("label", label)]);
    for (order, item) in items.iter().enumerate() {
        let order = order.to_string();
        let attributes = [
            ("sortOrder", Some(order.as_str())),
            ("name", Some(&item.name)),
            ("label", item.label.as_deref()),
        ];
        writer.leaf("item", &attributes, &item.value);
    }
    writer.close();
}

/// What an administrator must know before importing, and the items the page reads.
fn header() -> String {
    let mut text = String::from(
        "Switchboard: the call center to import in Salesforce Setup, Call Centers, Import.\n\
         \n\
         Before: set reqAdapterUrl to the host your softphone page is served from and instanceUrl to your Amazon Connect\n\
         instance, and let `cti callcenter check` look at the file. After importing only values can be changed in\n\
         Setup, not the structure, and never the internal name.\n\
         Everything here can be read by every user of the call center: put no secret into it.\n\
         \n",
    );
    text.push_str(&format!("Items of the section {SECTION}:\n"));
    for item in &CUSTOM_ITEMS {
        text.push_str(&format!("  {}: {}\n", item.name, item.meaning.replace('`', "")));
    }
    text
}
