//! `CallCenter` of the Metadata API, one file `NAME.callCenter-meta.xml` (Metadata API guide: CallCenter).
//!
//! Real files, Salesforce's own demo adapter among them, say address, size, mode and API flag twice: in the fields or
//! `customSettings`, and as items of a section `reqGeneralInfo`. Equal copies are one. Of differing ones the field's
//! counts, and `customSettings` before the section, because that is where current retrieves have them.

use std::collections::HashSet;

use roxmltree::Node;
use serde_json::{Map, Value};

use super::{further_sections, softphone_settings};
use crate::draft::{Draft, DraftItem, DraftSection};
use crate::finding::{Fault, Finding};
use crate::model::CallCenter;
use crate::vocabulary::GENERAL;
use crate::xml::{self, Writer, finding, place};

/// Namespace of the Metadata API.
pub(crate) const NAMESPACE: &str = "http://soap.sforce.com/2006/04/metadata";

/// How such a file's name ends, in source format and in the older one.
const FILE_ENDS: [&str; 2] = [".callCenter-meta.xml", ".callCenter"];

pub(super) fn read(root: Node<'_, '_>, file_name: &str, findings: &mut Vec<Finding>) -> Draft {
    let found = root.tag_name().namespace().unwrap_or_default();
    if found != NAMESPACE {
        let root_name = root.tag_name().name().to_owned();
        let fault = Fault::Namespace { root: root_name, found: found.into(), expected: NAMESPACE };
        findings.push(finding(place(root), fault));
    }
    let mut draft = Draft { place: place(root), ..Draft::default() };
    internal_name(root, file_name, &mut draft, findings);
    let mut fields = Fields::of(root, findings);
    let labels = ["internalNameLabel", "displayNameLabel"].map(|name| fields.required(name, findings));
    if let Some(node) = fields.required("displayName", findings) {
        add(&mut draft, node, "reqDisplayName", findings);
    }
    if let Some(node) = fields.optional("adapterUrl", findings) {
        add(&mut draft, node, "reqAdapterUrl", findings);
    }
    for (node, name) in labels.into_iter().zip(["reqInternalName", "reqDisplayName"]) {
        let Some(node) = node else { continue };
        let label = xml::leaf(node, findings);
        let general = draft.section(GENERAL, place(root));
        if let Some(item) = general.items.iter_mut().find(|item| item.name == name) {
            item.label = Some(label);
        }
    }
    if let Some(node) = fields.optional("customSettings", findings) {
        custom_settings(&mut draft, node, findings);
    }
    if let Some(node) = fields.optional("version", findings) {
        let value = xml::leaf(node, findings);
        findings.push(finding(place(node), Fault::ToolkitVersion { value: value.clone() }));
        draft.toolkit_version = Some(value);
    }
    for node in fields.all("contactCenterChannels") {
        findings.push(finding(place(node), Fault::Channels));
    }
    let mut copies = Vec::new();
    for node in fields.all("sections") {
        copies.extend(section(&mut draft, node, findings));
    }
    if !copies.is_empty() {
        merge_copies(draft.section(GENERAL, place(root)), copies, findings);
    }
    fields.finish(findings);
    draft
}

/// The fields of an element, each taken once; what is left over does not belong there.
pub(super) struct Fields<'a, 'i> {
    parent: Node<'a, 'i>,
    nodes: Vec<Node<'a, 'i>>,
}

impl<'a, 'i> Fields<'a, 'i> {
    pub(super) fn of(parent: Node<'a, 'i>, findings: &mut Vec<Finding>) -> Fields<'a, 'i> {
        Fields { parent, nodes: xml::elements(parent, findings) }
    }

    pub(super) fn all(&mut self, name: &str) -> Vec<Node<'a, 'i>> {
        let (found, rest) = self.nodes.iter().partition(|node| node.tag_name().name() == name);
        self.nodes = rest;
        found
    }

    pub(super) fn optional(&mut self, name: &str, findings: &mut Vec<Finding>) -> Option<Node<'a, 'i>> {
        let found = self.all(name);
        let parent = self.parent.tag_name().name();
        for node in found.iter().skip(1) {
            let fault = Fault::RepeatedElement { name: name.into(), parent: parent.into() };
            findings.push(finding(place(*node), fault));
        }
        found.first().copied()
    }

    pub(super) fn required(
        &mut self,
        name: &'static str,
        findings: &mut Vec<Finding>,
    ) -> Option<Node<'a, 'i>> {
        let found = self.optional(name, findings);
        if found.is_none() {
            let parent = self.parent.tag_name().name().to_owned();
            findings.push(finding(place(self.parent), Fault::MissingElement { name, parent }));
        }
        found
    }

    pub(super) fn finish(self, findings: &mut Vec<Finding>) {
        for node in self.nodes {
            xml::unexpected(node, self.parent, findings);
        }
    }
}

/// The internal name is the file's.
fn internal_name(root: Node<'_, '_>, file_name: &str, draft: &mut Draft, findings: &mut Vec<Finding>) {
    let name = FILE_ENDS.iter().find_map(|end| file_name.strip_suffix(end));
    let Some(name) = name else {
        findings.push(finding(place(root), Fault::FileName { file: file_name.into() }));
        return;
    };
    let item =
        DraftItem { place: place(root), name: "reqInternalName".into(), label: None, value: name.into() };
    draft.section(GENERAL, place(root)).items.push(item);
}

/// Adds an element of the form as the item it stands for.
pub(super) fn add(draft: &mut Draft, node: Node<'_, '_>, name: &str, findings: &mut Vec<Finding>) {
    let value = xml::leaf(node, findings);
    let item = DraftItem::new(place(node), name.into(), None, &value, findings);
    draft.section(GENERAL, place(node)).items.push(item);
}

fn custom_settings(draft: &mut Draft, node: Node<'_, '_>, findings: &mut Vec<Finding>) {
    let text = xml::leaf(node, findings);
    let settings: Map<String, Value> = match serde_json::from_str(&text) {
        Ok(settings) => settings,
        Err(error) => {
            findings.push(finding(place(node), Fault::CustomSettings { reason: error.to_string() }));
            return;
        }
    };
    for (key, value) in settings {
        // How a retrieve spells numbers is not written down: text, number and truth value are all taken.
        let value = match value {
            Value::String(text) => text,
            Value::Number(number) => number.to_string(),
            Value::Bool(truth) => truth.to_string(),
            Value::Null | Value::Array(_) | Value::Object(_) => {
                findings.push(finding(place(node), Fault::CustomSettingsValue { key }));
                continue;
            }
        };
        let item = DraftItem::new(place(node), key, None, &value, findings);
        draft.section(GENERAL, place(node)).items.push(item);
    }
}

/// Reads a section into the draft. The items of a `reqGeneralInfo` are answered instead, because they may be copies.
fn section(draft: &mut Draft, node: Node<'_, '_>, findings: &mut Vec<Finding>) -> Vec<DraftItem> {
    let mut fields = Fields::of(node, findings);
    let [name, label] = ["name", "label"].map(|name| fields.required(name, findings));
    let [name, label] = [name, label].map(|node| node.map(|node| xml::leaf(node, findings)));
    let mut items = Vec::new();
    for item in fields.all("items") {
        let mut fields = Fields::of(item, findings);
        let parts = ["name", "label", "value"].map(|name| fields.required(name, findings));
        fields.finish(findings);
        let [name, label, value] = parts.map(|node| node.map(|node| xml::leaf(node, findings)));
        let name = name.unwrap_or_default();
        items.push(DraftItem::new(place(item), name, label, &value.unwrap_or_default(), findings));
    }
    fields.finish(findings);
    let name = name.unwrap_or_default();
    if name == GENERAL {
        draft.section(GENERAL, place(node)).label = label;
        return items;
    }
    draft.sections.push(DraftSection { place: place(node), name, label, items });
    Vec::new()
}

/// Adds what the sections `reqGeneralInfo` say: older retrieves have the softphone's settings only there, other files
/// once more. A copy of what a field or `customSettings` has said gives no more than its caption; a second one in the
/// sections stays one too many.
fn merge_copies(general: &mut DraftSection, copies: Vec<DraftItem>, findings: &mut Vec<Finding>) {
    let said = general.items.len();
    let mut seen = HashSet::new();
    for copy in copies {
        let is_first = seen.insert(copy.name.clone());
        let original = general.items[..said].iter_mut().find(|item| item.name == copy.name);
        let Some(original) = original.filter(|_| is_first) else {
            general.items.push(copy);
            continue;
        };
        if original.value != copy.value {
            let fault = Fault::CopiesDiffer {
                counts: original.value.clone(),
                place: place_of(&copy.name),
                ignored: copy.value,
                name: copy.name,
            };
            findings.push(finding(copy.place, fault));
        }
        if original.label.is_none() {
            original.label = copy.label;
        }
    }
}

/// What says an item outside the sections.
fn place_of(name: &str) -> &'static str {
    match name {
        "reqInternalName" => "the file's name",
        "reqDisplayName" => "<displayName>",
        "reqAdapterUrl" => "<adapterUrl>",
        _ => "customSettings",
    }
}

pub(super) fn write(center: &CallCenter) -> String {
    let caption =
        |name: &str, usual: &str| center.captions.get(name).map_or(usual, String::as_str).to_owned();
    let mut settings = Map::new();
    let own = center.other.iter().map(|item| (item.name.as_str(), item.value.clone()));
    for (name, value) in softphone_settings(center).into_iter().chain(own) {
        settings.insert(name.to_owned(), Value::String(value));
    }
    let mut writer = Writer::new();
    writer.open("CallCenter", &[("xmlns", Some(NAMESPACE))]);
    writer.leaf("adapterUrl", &[], &center.adapter_url);
    writer.leaf("customSettings", &[], &Value::Object(settings).to_string());
    writer.leaf("displayName", &[], &center.display_name);
    writer.leaf("displayNameLabel", &[], &caption("reqDisplayName", "Display Name"));
    writer.leaf("internalNameLabel", &[], &caption("reqInternalName", "Internal Name"));
    for section in further_sections(center) {
        writer.open("sections", &[]);
        for item in &section.items {
            writer.open("items", &[]);
            writer.leaf("label", &[], item.label.as_ref().unwrap_or(&item.name));
            writer.leaf("name", &[], &item.name);
            writer.leaf("value", &[], &item.value);
            writer.close();
        }
        writer.leaf("label", &[], section.label.as_ref().unwrap_or(&section.name));
        writer.leaf("name", &[], &section.name);
        writer.close();
    }
    if let Some(version) = &center.toolkit_version {
        writer.leaf("version", &[], version);
    }
    writer.finish()
}
