//! Names and labels of sections and items.

use std::collections::HashSet;

use crate::draft::Draft;
use crate::finding::{Fault, Finding, Place};
use crate::vocabulary::{
    CANVAS, DESCRIPTION, DIALING, GENERAL, LABEL_LENGTH, RESERVED, TOOLKIT, is_known, is_name, meant,
};
use crate::xml::finding;

pub(crate) fn check(draft: &Draft, findings: &mut Vec<Finding>) {
    let mut seen = HashSet::new();
    for section in &draft.sections {
        one(&section.name, section.label.as_deref(), section.place, findings);
        if !seen.insert(&section.name) && !section.name.is_empty() {
            let fault = Fault::NameRepeated { name: section.name.clone(), parent: "callCenter".into() };
            findings.push(finding(section.place, fault));
        }
        if section.items.is_empty() {
            findings.push(finding(section.place, Fault::EmptySection { name: section.name.clone() }));
        }
        let is_own = [GENERAL, DIALING[0]].contains(&section.name.as_str());
        if !is_own && section.name.starts_with("req") {
            let fault = match meant(&section.name) {
                Some(meant) => Fault::ReqUnknown { name: section.name.clone(), meant: Some(meant) },
                None => Fault::ReqPrefix { name: section.name.clone() },
            };
            findings.push(finding(section.place, fault));
        }
        let mut seen = HashSet::new();
        for item in &section.items {
            one(&item.name, item.label.as_deref(), item.place, findings);
            let name = item.name.clone();
            if !seen.insert(&item.name) && !item.name.is_empty() {
                let fault = Fault::NameRepeated { name: name.clone(), parent: section.name.clone() };
                findings.push(finding(item.place, fault));
            }
            if let Some(fault) = placed(name, &section.name, is_own) {
                findings.push(finding(item.place, fault));
            }
        }
    }
}

fn one(name: &str, label: Option<&str>, place: Place, findings: &mut Vec<Finding>) {
    if RESERVED.contains(&name) {
        findings.push(finding(place, Fault::NameReserved { name: name.into() }));
    } else if !is_name(name) && !is_reported_as_missing(name, place, findings) {
        findings.push(finding(place, Fault::Name { name: name.into() }));
    }
    let length = label.unwrap_or_default().chars().count();
    if length > LABEL_LENGTH {
        findings.push(finding(place, Fault::LabelLong { name: name.into(), length }));
    }
    let lower = name.to_ascii_lowercase();
    if ["secret", "password", "token", "apikey", "credential"].iter().any(|word| lower.contains(word)) {
        findings.push(finding(place, Fault::Secret { name: name.into() }));
    }
}

fn is_reported_as_missing(name: &str, place: Place, findings: &[Finding]) -> bool {
    let missing = |fault: &Fault| match fault {
        Fault::MissingAttribute { name, .. } | Fault::MissingElement { name, .. } => {
            name.eq_ignore_ascii_case("name")
        }
        _ => false,
    };
    name.is_empty() && findings.iter().any(|finding| finding.place == place && missing(&finding.fault))
}

/// What is odd about an item of Salesforce's, or one that looks like it.
fn placed(name: String, section: &str, is_own: bool) -> Option<Fault> {
    let of_dialing = DIALING[1..].contains(&name.as_str());
    if is_known(&name) && (of_dialing != (section == DIALING[0]) || !is_own) {
        return Some(Fault::ReqMisplaced { name, section: section.into() });
    }
    if is_known(&name) || !name.to_ascii_lowercase().starts_with("req") {
        return None;
    }
    if TOOLKIT.contains(&name.as_str()) {
        Some(Fault::Toolkit { name })
    } else if CANVAS.contains(&name.as_str()) {
        Some(Fault::Canvas { name })
    } else if is_own && name == DESCRIPTION {
        None
    } else if is_own || meant(&name).is_some() {
        let meant = meant(&name);
        Some(Fault::ReqUnknown { name, meant })
    } else {
        name.starts_with("req").then_some(Fault::ReqPrefix { name })
    }
}
