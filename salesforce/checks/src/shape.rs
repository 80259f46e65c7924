//! What an element may hold, and the check of a file against it.

use roxmltree::Node;

/// Namespace of the Metadata API.
const NAMESPACE: &str = "http://soap.sforce.com/2006/04/metadata";

/// A metadata type.
pub(super) struct Shape {
    /// Folder of source format.
    pub(super) folder: &'static str,
    /// How its files' names end.
    pub(super) ends: &'static str,
    /// Root element.
    pub(super) root: &'static str,
    /// What is in it.
    pub(super) fields: &'static [Field],
}

/// An element that may be there.
pub(super) struct Field(pub(super) &'static str, pub(super) Times, pub(super) Kind);

/// How often.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Times {
    One,
    AtMostOne,
    Any,
    Some,
}

/// What it holds.
pub(super) enum Kind {
    Text,
    /// Text that may be empty.
    Blank,
    Flag,
    /// Digits.
    Number,
    Version,
    Https,
    Json,
    OneOf(&'static [&'static str]),
    Group(&'static [Field]),
    /// Elements whose content stands in attributes; named like a Lightning component's properties.
    Attributes(&'static [&'static str]),
}

impl Shape {
    /// What is wrong with a file of this type.
    pub(super) fn check(&self, text: &str) -> Vec<String> {
        let document = match roxmltree::Document::parse(text) {
            Ok(document) => document,
            Err(error) => return vec![error.to_string()],
        };
        let root = document.root_element();
        let mut wrong = Vec::new();
        if !text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") {
            wrong.push("the XML declaration is missing".to_owned());
        }
        if root.tag_name().name() != self.root || root.tag_name().namespace() != Some(NAMESPACE) {
            wrong.push(format!("the root must be {} in {NAMESPACE}", self.root));
        }
        group(root, self.fields, &mut wrong);
        wrong
    }
}

fn group(parent: Node<'_, '_>, fields: &[Field], wrong: &mut Vec<String>) {
    let name = parent.tag_name().name();
    let children: Vec<Node<'_, '_>> = parent.children().filter(Node::is_element).collect();
    for Field(field, times, kind) in fields {
        let found: Vec<_> = children.iter().filter(|child| child.tag_name().name() == *field).collect();
        let fits = match times {
            Times::One => found.len() == 1,
            Times::AtMostOne => found.len() <= 1,
            Times::Any => true,
            Times::Some => !found.is_empty(),
        };
        if !fits {
            wrong.push(format!("{name} has {} {field}", found.len()));
        }
        for node in found {
            content(*node, kind, wrong);
        }
    }
    for child in &children {
        if !fields.iter().any(|field| field.0 == child.tag_name().name()) {
            wrong.push(format!("{name} has no field {}", child.tag_name().name()));
        }
    }
    // As a retrieve writes them, the full name first: then the first retrieve after a deployment shows only what the org changed.
    let order: Vec<&str> = children.iter().map(|child| child.tag_name().name()).collect();
    let rest = if order.first() == Some(&"fullName") { &order[1..] } else { &order[..] };
    if !rest.is_sorted() {
        wrong.push(format!("the fields of {name} are not in alphabetical order"));
    }
}

fn content(node: Node<'_, '_>, kind: &Kind, wrong: &mut Vec<String>) {
    let text = node.text().unwrap_or_default();
    let fits = match kind {
        Kind::Group(fields) => return group(node, fields, wrong),
        Kind::Attributes(known) => return attributes(node, known, wrong),
        Kind::Blank => true,
        Kind::Text => !text.trim().is_empty(),
        Kind::Flag => matches!(text, "true" | "false"),
        Kind::Number => !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()),
        Kind::Version => text.strip_suffix(".0").is_some_and(|number| number.parse::<u32>().is_ok()),
        Kind::Https => {
            text.strip_prefix("https://").is_some_and(|rest| !rest.is_empty() && !rest.contains(' '))
        }
        Kind::Json => serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text).is_ok(),
        Kind::OneOf(choices) => choices.contains(&text),
    };
    if !fits {
        wrong.push(format!("{}: “{text}”", node.tag_name().name()));
    }
    if node.children().any(|child| child.is_element()) {
        wrong.push(format!("{} holds elements", node.tag_name().name()));
    }
}

fn attributes(node: Node<'_, '_>, known: &[&str], wrong: &mut Vec<String>) {
    for property in node.children().filter(Node::is_element) {
        let name = property.tag_name().name();
        // Of a quick action's component, and of one for pages of some objects only.
        let is_object = |node: Node<'_, '_>| node.tag_name().name() == "object" && node.text().is_some();
        match name {
            "actionType" if matches!(property.text(), Some("ScreenAction" | "Action")) => continue,
            "objects" if property.children().filter(Node::is_element).all(is_object) => continue,
            _ => {}
        }
        if name != "property" {
            wrong.push(format!("{} has no field {name}", node.tag_name().name()));
        }
        for attribute in property.attributes().filter(|attribute| !known.contains(&attribute.name())) {
            wrong.push(format!("{name} has no attribute {}", attribute.name()));
        }
        for required in ["name", "type"].iter().filter(|required| property.attribute(**required).is_none()) {
            wrong.push(format!("{name} lacks {required}"));
        }
    }
}
