//! The three forms of a call center, and which one a file has.

pub(crate) mod import;
pub(crate) mod metadata;
pub(crate) mod seed;

use std::fmt;

use roxmltree::Node;
use serde::Serialize;

use crate::finding::{Fault, Finding, Place, Severity};
use crate::model::CallCenter;
use crate::xml::{self, finding};
use crate::{convert, rules};

/// A form in which a call center is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// The file an administrator imports in Setup: `callCenter`, `section`, `item`.
    Import,
    /// The Metadata API's `CallCenter`, in `NAME.callCenter-meta.xml`.
    Metadata,
    /// A descriptor seen in the field: `CallCenter` with `InternalName`, `AdapterUrl`, `CTIVersion` …. No tool of
    /// Salesforce reads it.
    Seed,
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Form::Import => "a file to import",
            Form::Metadata => "the Metadata form",
            Form::Seed => "a descriptor with InternalName, AdapterUrl and CTIVersion",
        })
    }
}

/// All there is to say about a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Its form, when it has one.
    pub form: Option<Form>,
    /// The call center, when the file has no error.
    pub call_center: Option<CallCenter>,
    /// What is wrong or odd, in the order of the file.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether there is an error.
    #[must_use]
    pub fn has_error(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// Whether an administrator can import the file in Setup.
    #[must_use]
    pub fn is_importable(&self) -> bool {
        self.form == Some(Form::Import) && !self.has_error()
    }
}

/// Reads and checks a file. Its name matters for the Metadata form only, where it is the internal name.
#[must_use]
pub fn read(bytes: &[u8], file_name: &str) -> Report {
    let mut report = Report::default();
    match look(bytes, file_name, &mut report) {
        Ok(call_center) => report.call_center = call_center,
        Err(finding) => report.findings.push(finding),
    }
    report.findings.sort_by_key(|finding| finding.place);
    if report.has_error() {
        report.call_center = None;
    }
    report
}

fn look(bytes: &[u8], file_name: &str, report: &mut Report) -> Result<Option<CallCenter>, Finding> {
    let document = xml::parse(xml::decode(bytes)?)?;
    let root = document.root_element();
    let findings = &mut report.findings;
    let form = recognise(root)?;
    report.form = Some(form);
    let draft = match form {
        Form::Import => import::read(root, findings),
        Form::Metadata => metadata::read(root, file_name, findings),
        Form::Seed => seed::read(root, findings),
    };
    if form != Form::Import {
        findings.push(finding(Place { line: 1, column: 1 }, Fault::NotImportable { form }));
    }
    Ok(rules::settle(draft, form, findings))
}

/// Elements that stand directly in the root of the Metadata form.
const METADATA_ELEMENTS: [&str; 6] =
    ["adapterUrl", "customSettings", "displayName", "displayNameLabel", "internalNameLabel", "sections"];

fn recognise(root: Node<'_, '_>) -> Result<Form, Finding> {
    let found = root.tag_name().name();
    let has = |names: &[&str]| {
        root.children().any(|child| child.is_element() && names.contains(&child.tag_name().name()))
    };
    match found {
        "callCenter" => Ok(Form::Import),
        "CallCenter" if root.tag_name().namespace() == Some(metadata::NAMESPACE) => Ok(Form::Metadata),
        "CallCenter" if has(&METADATA_ELEMENTS) => Ok(Form::Metadata),
        "CallCenter" if !has(&["section"]) => Ok(Form::Seed),
        name if name.eq_ignore_ascii_case("callCenter") => {
            Err(finding(xml::place(root), Fault::RootCase { found: found.into() }))
        }
        _ => Err(finding(xml::place(root), Fault::Root { found: found.into() })),
    }
}

/// Writes a call center. What the form cannot carry is left out: [`losses`](crate::losses) says what that is.
#[must_use]
pub fn write(center: &CallCenter, form: Form) -> String {
    match form {
        Form::Import => import::write(center),
        Form::Metadata => metadata::write(center),
        Form::Seed => seed::write(center),
    }
}

/// Items of the general section that are settings of the softphone, by name.
fn softphone_settings(center: &CallCenter) -> Vec<(&'static str, String)> {
    let mut settings = vec![
        ("reqUseApi", "true".to_owned()),
        ("reqSoftphoneHeight", center.size.height.to_string()),
        ("reqSoftphoneWidth", center.size.width.to_string()),
        ("reqSalesforceCompatibilityMode", center.compatibility.name().to_owned()),
    ];
    if let Some(standby) = &center.standby {
        settings.push(("reqStandbyUrl", standby.url.clone()));
        settings.push(("reqTimeout", standby.timeout_ms.to_string()));
    }
    settings
}

/// The sections beside the general one, the prefixes first.
fn further_sections(center: &CallCenter) -> Vec<crate::Section> {
    let dialing = center.dialing.as_ref().map(|dialing| convert::dialing_section(center, dialing));
    dialing.into_iter().chain(center.sections.iter().cloned()).collect()
}
