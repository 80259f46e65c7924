//! Each fault's code, how bad it is, and what to do about it.

use crate::finding::{Fault, Severity, UrlFault};
use crate::form::Form;
use crate::vocabulary::GENERAL;

use Severity::{Error, Hint, Warning};

impl Fault {
    /// A short name for programs and for searching.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.about().0
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.about().1
    }

    /// What to do, as a sentence.
    #[must_use]
    pub fn remedy(&self) -> String {
        self.about().2
    }

    fn about(&self) -> (&'static str, Severity, String) {
        let (code, severity, remedy) = match self {
            Fault::NotUtf8 => ("not-utf8", Error, "Save the file as UTF-8.".into()),
            Fault::NotXml { .. } => ("not-xml", Error, "Mend the XML at this place; & is written &amp; and < is written &lt;.".into()),
            Fault::Doctype => ("doctype", Error, "Delete the DOCTYPE and write the values out.".into()),
            Fault::TooLarge { .. } => ("too-large", Error, "A call center is a few dozen lines: is this the right file?".into()),
            Fault::Root { .. } => ("root", Error, "Start with <callCenter> for a file to import; `cti callcenter new` writes one.".into()),
            Fault::RootCase { .. } => ("root-case", Error, "Write <callCenter> and </callCenter>.".into()),
            Fault::Namespace { expected: "", .. } => ("namespace", Error, "Remove the xmlns attribute.".into()),
            Fault::Namespace { expected, .. } => ("namespace", Error, format!("Write xmlns=\"{expected}\" at the root element.")),
            Fault::NotImportable { form: Form::Metadata } => ("not-importable", Hint, "Deploy it with the Salesforce CLI, or make a file to import: cti callcenter convert --to import FILE.".into()),
            Fault::NotImportable { .. } => ("not-importable", Warning, "Make a file that can be imported: cti callcenter convert --to import FILE.".into()),

            Fault::UnexpectedElement { .. } => ("unexpected-element", Error, "Remove it, or correct its name.".into()),
            Fault::UnexpectedAttribute { .. } => ("unexpected-attribute", Warning, "Remove it, or correct its name: name, sortOrder and label are all there are.".into()),
            Fault::StrayText { .. } => ("stray-text", Warning, "Move the text into an item, or remove it.".into()),
            Fault::MissingElement { name, .. } => ("missing-element", Error, format!("Add <{name}>…</{name}>.")),
            Fault::RepeatedElement { .. } => ("repeated-element", Error, "Keep one of them.".into()),
            Fault::MissingAttribute { name, .. } => ("missing-attribute", Error, format!("Add {name}=\"…\".")),

            Fault::Name { .. } => ("name", Error, "Use letters and digits only, at most 40; the caption people read is the label.".into()),
            Fault::NameReserved { .. } => ("name-reserved", Error, "Choose another name.".into()),
            Fault::NameRepeated { .. } => ("name-repeated", Error, "Keep one of them, or give each its own name.".into()),
            Fault::EmptySection { .. } => ("empty-section", Warning, "Add an item, or remove the section: the guide wants at least one item in each.".into()),
            Fault::LabelLong { .. } => ("label-length", Error, "Shorten the label.".into()),
            Fault::SortOrder { .. } => ("sort-order", Error, "Number from 0, in steps of one, within each parent.".into()),
            Fault::SortOrderGap { expected, .. } => ("sort-order-gap", Error, format!("Number without gaps: write {expected} here, and count on from there.")),
            Fault::SortOrderRepeat { .. } => ("sort-order-repeat", Error, "Give each its own number, without gaps.".into()),
            Fault::SortOrderMixed { .. } => ("sort-order-mixed", Hint, "Put the elements into the order of their numbers: it is easier to read.".into()),
            Fault::GeneralFirst { .. } => ("general-first", Error, "Give reqGeneralInfo the sortOrder 0.".into()),
            Fault::FirstItems { .. } => ("first-items", Error, "Give reqInternalName the sortOrder 0 and reqDisplayName the sortOrder 1.".into()),
            Fault::ReqPrefix { .. } => ("req-prefix", Hint, "Choose a name without req at its start.".into()),
            Fault::ReqUnknown { meant: Some(meant), .. } => ("req-unknown", Warning, format!("Write {meant}.")),
            Fault::ReqUnknown { .. } => ("req-unknown", Hint, "Remove it, or move it to a section of your own under a name without req.".into()),
            Fault::ReqMisplaced { .. } => ("req-misplaced", Warning, "Move it to reqGeneralInfo, or to reqDialingOptions if it is a prefix.".into()),
            Fault::Toolkit { .. } => ("cti-toolkit", Hint, "Remove it.".into()),
            Fault::Canvas { .. } => ("canvas", Hint, "Remove it: in Lightning the adapter URL is used.".into()),

            Fault::Missing { item: GENERAL } => ("missing-item", Error, "Add the section reqGeneralInfo with its items.".into()),
            Fault::Missing { item } => ("missing-item", Error, format!("Add the item {item}.")),
            Fault::Assumed { .. } => ("assumed", Hint, "Say it, if something else is meant.".into()),
            Fault::WhiteSpace { .. } => ("white-space", Hint, "Remove the spaces and line breaks around the value.".into()),
            Fault::InternalName { .. } => ("internal-name", Error, "Begin with a letter and use letters and digits only. It cannot be changed after the import.".into()),
            Fault::DisplayNameEmpty => ("display-name", Error, "Say what people shall see.".into()),
            Fault::DisplayNameLong { .. } => ("display-name", Error, "Shorten it.".into()),
            Fault::Url { why: UrlFault::Empty, .. } => ("not-https", Error, "Write the whole address, https://host/path.".into()),
            Fault::Url { .. } => ("not-https", Error, "Write the whole address, https://host/path; Lightning shows no other.".into()),
            Fault::RelativeUrl { .. } => ("relative-url", Warning, "Write the whole address, https://host/path: click-to-dial fails with relative ones.".into()),
            Fault::UrlParameter { .. } => ("url-parameter", Error, "Remove the parameter: given twice, the Open CTI library does not start.".into()),
            Fault::UrlFragment { .. } => ("url-fragment", Error, "Remove # and what follows; the page needs no more than its address.".into()),
            Fault::ExampleHost { .. } => ("example-host", Hint, "Put in the host your page is served from.".into()),
            Fault::UseApi { .. } => ("use-api", Error, "Write true.".into()),
            Fault::Size { .. } => ("size", Error, "Write a number in that range, without a unit.".into()),
            Fault::Compatibility { .. } => ("compatibility-mode", Error, "Write Lightning, exactly so.".into()),
            Fault::CompatibilityAbsent => ("compatibility-absent", Error, "Add the item reqSalesforceCompatibilityMode with the value Lightning.".into()),
            Fault::ClassicOnly => ("classic-only", Error, "Write Lightning or Classic_and_Lightning.".into()),
            Fault::StandbyPair { missing, .. } => ("standby-pair", Error, format!("Add {missing}, or remove both.")),
            Fault::Timeout { .. } => ("timeout", Error, "Write milliseconds, for instance 15000.".into()),
            Fault::TimeoutShort { .. } => ("timeout-short", Hint, "Give it 10000 to 20000.".into()),
            Fault::Prefix { .. } => ("prefix", Hint, "Leave it empty.".into()),
            Fault::Secret { .. } => ("secret", Warning, "Keep secrets out of call centers.".into()),

            Fault::Custom { .. } => ("custom-value", Error, "Correct the value.".into()),
            Fault::CustomOdd { .. } => ("custom-odd", Warning, "Correct the value, unless you are sure.".into()),
            Fault::CustomUnknown { meant: Some(meant), .. } => ("custom-unknown", Warning, format!("Write {meant}.")),
            Fault::CustomUnknown { .. } => ("custom-unknown", Hint, "docs/admin.md lists the items; remove this one, or leave it to your own tools.".into()),
            Fault::CustomSection => ("custom-section", Hint, "Add the section, so that the instance can be changed in Setup.".into()),

            Fault::CustomSettings { .. } => ("custom-settings", Error, "Write an object like {\"reqUseApi\":\"true\"}.".into()),
            Fault::CustomSettingsValue { .. } => ("custom-settings", Error, "Write the value as text.".into()),
            Fault::FileName { .. } => ("file-name", Error, "Name the file INTERNALNAME.callCenter-meta.xml.".into()),
            Fault::CopiesDiffer { place, .. } => ("copies-differ", Warning, format!("Say the same in both, or remove it from the section; the one in {place} is taken.")),
            Fault::Channels => ("voice-channels", Warning, "Leave them out.".into()),
            Fault::ToolkitVersion { .. } => ("toolkit-version", Hint, "Leave it out, or keep it as a retrieve gave it.".into()),
        };
        (code, severity, remedy)
    }
}
