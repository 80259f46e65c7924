//! A descriptor seen in the field: `CallCenter` with `InternalName`, `AdapterUrl`, `CTIVersion`, `CustomSettings`. No
//! tool of Salesforce reads it; it is here so that it can be checked and turned into a file that can be imported.
//!
//! A `CustomSetting` named plainly belongs to this adapter's own section. One of another section is named as
//! Salesforce names settings, `/section/item` (Open CTI guide: getCallCenterSettings()).

use roxmltree::Node;

use super::metadata::{Fields, add};
use super::{further_sections, softphone_settings};
use crate::custom::{CUSTOM_ITEMS, SECTION};
use crate::draft::{Draft, DraftItem};
use crate::finding::{Fault, Finding};
use crate::model::CallCenter;
use crate::vocabulary::{CUSTOM_SETTINGS, GENERAL};
use crate::xml::{self, Writer, finding, place};

/// Elements of the root that stand for items of this adapter's own section.
pub(crate) const OWN: [&str; 2] = ["CTIVersion", "RequiresCallCenter"];

pub(super) fn read(root: Node<'_, '_>, findings: &mut Vec<Finding>) -> Draft {
    if let Some(found) = root.tag_name().namespace() {
        let root_name = root.tag_name().name().to_owned();
        let fault = Fault::Namespace { root: root_name, found: found.into(), expected: "" };
        findings.push(finding(place(root), fault));
    }
    let mut draft = Draft { place: place(root), ..Draft::default() };
    draft.section(GENERAL, place(root));
    let mut fields = Fields::of(root, findings);
    for (element, item) in [
        ("InternalName", "reqInternalName"),
        ("DisplayName", "reqDisplayName"),
        ("AdapterUrl", "reqAdapterUrl"),
    ] {
        if let Some(node) = fields.required(element, findings) {
            add(&mut draft, node, item, findings);
        }
    }
    let own = OWN.map(|name| fields.required(name, findings));
    if let Some(node) = fields.optional("CustomSettings", findings) {
        let mut settings = Fields::of(node, findings);
        for setting in settings.all("CustomSetting") {
            custom_setting(&mut draft, setting, findings);
        }
        settings.finish(findings);
    }
    for (node, name) in own.into_iter().zip(OWN) {
        let Some(node) = node else { continue };
        let value = xml::leaf(node, findings);
        let label = CUSTOM_ITEMS.iter().find(|item| item.name == name).map(|item| item.label.to_owned());
        let item = DraftItem::new(place(node), name.into(), label, &value, findings);
        draft.section(SECTION, place(node)).items.push(item);
    }
    fields.finish(findings);
    draft
}

fn custom_setting(draft: &mut Draft, node: Node<'_, '_>, findings: &mut Vec<Finding>) {
    let mut fields = Fields::of(node, findings);
    let label = fields.optional("Label", findings);
    let parts = [label, fields.required("Name", findings), fields.required("Value", findings)];
    fields.finish(findings);
    let [label, name, value] = parts.map(|node| node.map(|node| xml::leaf(node, findings)));
    let name = name.unwrap_or_default();
    let (section, name) = match name.strip_prefix('/').and_then(|path| path.split_once('/')) {
        Some((section, item)) => (section.to_owned(), item.to_owned()),
        None if CUSTOM_SETTINGS.contains(&name.as_str()) => (GENERAL.to_owned(), name),
        None => (SECTION.to_owned(), name),
    };
    let item = DraftItem::new(place(node), name, label, &value.unwrap_or_default(), findings);
    draft.section(&section, place(node)).items.push(item);
}

pub(super) fn write(center: &CallCenter) -> String {
    let mut writer = Writer::new();
    writer.comment("A descriptor: Salesforce does not import it. `cti callcenter convert` makes a file that can be imported.");
    writer.open("CallCenter", &[]);
    writer.leaf("InternalName", &[], &center.internal_name);
    writer.leaf("DisplayName", &[], &center.display_name);
    writer.leaf("AdapterUrl", &[], &center.adapter_url);
    for (name, usual) in OWN.into_iter().zip(["4.0", "true"]) {
        writer.leaf(name, &[], center.setting(SECTION, name).unwrap_or(usual));
    }
    writer.open("CustomSettings", &[]);
    let caption = |name: &str| center.captions.get(name).cloned();
    for (name, value) in softphone_settings(center) {
        write_setting(&mut writer, caption(name).as_deref(), name, &value);
    }
    for item in &center.other {
        let name = format!("/{GENERAL}/{}", item.name);
        write_setting(&mut writer, item.label.as_deref(), &name, &item.value);
    }
    for section in further_sections(center) {
        for item in &section.items {
            let is_own = section.name == SECTION;
            if is_own && OWN.contains(&item.name.as_str()) {
                continue;
            }
            let name = if is_own { item.name.clone() } else { format!("/{}/{}", section.name, item.name) };
            write_setting(&mut writer, item.label.as_deref(), &name, &item.value);
        }
    }
    writer.finish()
}

fn write_setting(writer: &mut Writer, label: Option<&str>, name: &str, value: &str) {
    writer.open("CustomSetting", &[]);
    if let Some(label) = label {
        writer.leaf("Label", &[], label);
    }
    writer.leaf("Name", &[], name);
    writer.leaf("Value", &[], value);
    writer.close();
}
