//! A call center, whatever form it is written in.

use std::collections::BTreeMap;

use crate::custom::{CUSTOM_ITEMS, SECTION, SECTION_LABEL};
use crate::vocabulary;

/// A call center that keeps every rule: what `read` gives when a file has no error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallCenter {
    /// Name in the org, unique there and fixed after the import.
    pub internal_name: String,
    /// Name people see.
    pub display_name: String,
    /// Address of the softphone page.
    pub adapter_url: String,
    /// Size of the softphone panel.
    pub size: Size,
    /// Where the softphone appears.
    pub compatibility: Compatibility,
    /// Page shown when the adapter is not ready in time.
    pub standby: Option<Standby>,
    /// Prefixes the adapter may read, when the section is there. Salesforce does not apply them.
    pub dialing: Option<Dialing>,
    /// Further items of the general section, for instance `reqDescription`.
    pub other: Vec<Item>,
    /// The sections that are not Salesforce's own.
    pub sections: Vec<Section>,
    /// Captions of Salesforce's own sections and items by name, where the file gives one.
    pub captions: BTreeMap<String, String>,
    /// `version` of the Metadata form: of the CTI Toolkit, kept as a retrieve gave it.
    pub toolkit_version: Option<String>,
}

/// Pixels of the softphone panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// `reqSoftphoneHeight`, 240 to 2560 in Lightning.
    pub height: u16,
    /// `reqSoftphoneWidth`, 200 to 1920 in Lightning.
    pub width: u16,
}

impl Default for Size {
    fn default() -> Size {
        Size { height: 600, width: 400 }
    }
}

/// `reqSalesforceCompatibilityMode`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compatibility {
    /// Only Salesforce Classic. What Salesforce takes when the item is absent.
    Classic,
    /// Only Lightning Experience.
    Lightning,
    /// Both.
    ClassicAndLightning,
}

impl Compatibility {
    /// All there are.
    pub const ALL: [Compatibility; 3] =
        [Compatibility::Classic, Compatibility::Lightning, Compatibility::ClassicAndLightning];

    /// As it is written in a file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Compatibility::Classic => "Classic",
            Compatibility::Lightning => "Lightning",
            Compatibility::ClassicAndLightning => "Classic_and_Lightning",
        }
    }

    /// The mode of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Compatibility> {
        Self::ALL.into_iter().find(|mode| mode.name() == name)
    }
}

/// The standby page; a file has both parts or neither.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standby {
    /// `reqStandbyUrl`.
    pub url: String,
    /// `reqTimeout`: milliseconds the adapter has to say that it is ready.
    pub timeout_ms: u32,
}

/// `reqDialingOptions`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dialing {
    /// `reqOutsidePrefix`.
    pub outside: String,
    /// `reqLongDistPrefix`.
    pub long_distance: String,
    /// `reqInternationalPrefix`.
    pub international: String,
    /// Further items of the section.
    pub other: Vec<Item>,
}

/// A section of one's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// At most 40 letters and digits.
    pub name: String,
    /// Caption in Setup.
    pub label: Option<String>,
    /// In their order.
    pub items: Vec<Item>,
}

/// One setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// At most 40 letters and digits.
    pub name: String,
    /// Caption in Setup.
    pub label: Option<String>,
    /// What an administrator may change after the import.
    pub value: String,
}

impl CallCenter {
    /// A call center for this adapter: Lightning only, the usual size, and every custom item the page reads.
    #[must_use]
    pub fn new(internal_name: &str, adapter_url: &str) -> CallCenter {
        let items = CUSTOM_ITEMS.iter().map(|item| Item {
            name: item.name.into(),
            label: Some(item.label.into()),
            value: item.initial.into(),
        });
        CallCenter {
            internal_name: internal_name.into(),
            display_name: internal_name.into(),
            adapter_url: adapter_url.into(),
            size: Size::default(),
            compatibility: Compatibility::Lightning,
            standby: None,
            dialing: Some(Dialing::default()),
            other: Vec::new(),
            sections: vec![Section {
                name: SECTION.into(),
                label: Some(SECTION_LABEL.into()),
                items: items.collect(),
            }],
            captions: BTreeMap::new(),
            toolkit_version: None,
        }
        .with_standard_captions()
    }

    /// The same with Salesforce's usual captions, and those of this adapter's own items, where there is none.
    #[must_use]
    pub fn with_standard_captions(mut self) -> CallCenter {
        for (name, caption) in vocabulary::CAPTIONS {
            let there = match name {
                "reqStandbyUrl" | "reqTimeout" => self.standby.is_some(),
                _ => !vocabulary::DIALING.contains(&name) || self.dialing.is_some(),
            };
            if there {
                self.captions.entry(name.into()).or_insert_with(|| caption.into());
            }
        }
        for section in self.sections.iter_mut().filter(|section| section.name == SECTION) {
            section.label.get_or_insert_with(|| SECTION_LABEL.into());
            for item in &mut section.items {
                if let Some(known) = CUSTOM_ITEMS.iter().find(|known| known.name == item.name) {
                    item.label.get_or_insert_with(|| known.label.into());
                }
            }
        }
        self
    }

    /// Value of an item in a section of one's own.
    #[must_use]
    pub fn setting(&self, section: &str, item: &str) -> Option<&str> {
        let section = self.sections.iter().find(|candidate| candidate.name == section)?;
        section.items.iter().find(|candidate| candidate.name == item).map(|item| item.value.as_str())
    }

    /// Sets one of the items this adapter reads. Other names are added to the same section.
    pub fn set(&mut self, name: &str, value: &str) {
        let position =
            self.sections.iter().position(|section| section.name == SECTION).unwrap_or_else(|| {
                self.sections.push(Section {
                    name: SECTION.into(),
                    label: Some(SECTION_LABEL.into()),
                    items: Vec::new(),
                });
                self.sections.len() - 1
            });
        let items = &mut self.sections[position].items;
        match items.iter_mut().find(|item| item.name == name) {
            Some(item) => item.value = value.into(),
            None => items.push(Item { name: name.into(), label: None, value: value.into() }),
        }
    }
}
