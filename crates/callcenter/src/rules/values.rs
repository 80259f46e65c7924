//! The values of the general section.

use crate::draft::{DraftItem, DraftSection};
use crate::finding::{Fault, Finding, Place, UrlFault};
use crate::form::Form;
use crate::model::{Compatibility, Standby};
use crate::url::Https;
use crate::vocabulary::{LABEL_LENGTH, is_name};
use crate::xml::finding;

/// What Salesforce adds to the adapter's URL itself. The last one is Classic's spelling.
const ADDED_BY_SALESFORCE: [&str; 3] = ["mode", "sfdcIframeOrigin", "sfdcIFrameOrigin"];

/// A timeout below this is short for a page that starts a phone, in milliseconds.
const SHORT_TIMEOUT: u32 = 10_000;

/// The general section while it is read. Each value is `None` when it is missing or wrong, which is then reported.
pub(super) struct Values<'a> {
    pub(super) general: &'a DraftSection,
    pub(super) form: Form,
    pub(super) findings: &'a mut Vec<Finding>,
}

impl<'a> Values<'a> {
    fn say(&mut self, place: Place, fault: Fault) {
        self.findings.push(finding(place, fault));
    }

    fn optional(&self, name: &str) -> Option<&'a DraftItem> {
        self.general.items.iter().find(|item| item.name == name)
    }

    /// An item of the form; the forms beside the import file say themselves what they lack.
    fn required(&mut self, name: &'static str) -> Option<&'a DraftItem> {
        let item = self.optional(name);
        if item.is_none()
            && (self.form == Form::Import || name == "reqAdapterUrl" && self.form == Form::Metadata)
        {
            self.say(self.general.place, Fault::Missing { item: name });
        }
        item
    }

    fn assume(&mut self, item: &'static str, value: impl ToString) {
        self.say(self.general.place, Fault::Assumed { item, value: value.to_string() });
    }

    pub(super) fn internal_name(&mut self) -> Option<String> {
        let item = self.required("reqInternalName")?;
        let value = item.value.clone();
        if is_name(&value) && value.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Some(value);
        }
        self.say(item.place, Fault::InternalName { value });
        None
    }

    pub(super) fn display_name(&mut self) -> Option<String> {
        let item = self.required("reqDisplayName")?;
        let length = item.value.chars().count();
        if length == 0 {
            self.say(item.place, Fault::DisplayNameEmpty);
        } else if length > LABEL_LENGTH {
            self.say(item.place, Fault::DisplayNameLong { length });
        }
        Some(item.value.clone())
    }

    pub(super) fn adapter_url(&mut self) -> Option<String> {
        let item = self.required("reqAdapterUrl")?;
        self.url(item);
        Some(item.value.clone())
    }

    fn url(&mut self, item: &DraftItem) {
        let (name, value) = (item.name.clone(), item.value.clone());
        match Https::parse(&item.value) {
            Ok(url) => {
                for parameter in url.parameters().filter(|name| ADDED_BY_SALESFORCE.contains(name)) {
                    let fault = Fault::UrlParameter { item: name.clone(), name: parameter.into() };
                    self.say(item.place, fault);
                }
                if url.has_fragment {
                    self.say(item.place, Fault::UrlFragment { item: name.clone() });
                }
                if url.host == "example.com" || url.host.ends_with(".example.com") {
                    self.say(item.place, Fault::ExampleHost { item: name, host: url.host.into() });
                }
            }
            Err(UrlFault::Relative) => self.say(item.place, Fault::RelativeUrl { item: name, value }),
            Err(why) => self.say(item.place, Fault::Url { item: name, value, why }),
        }
    }

    pub(super) fn use_api(&mut self) {
        match self.required("reqUseApi") {
            Some(item) if item.value != "true" => {
                self.say(item.place, Fault::UseApi { value: item.value.clone() });
            }
            None if self.form != Form::Import => self.assume("reqUseApi", true),
            _ => {}
        }
    }

    pub(super) fn pixels(&mut self, name: &'static str, least: u16, most: u16, usual: u16) -> Option<u16> {
        let Some(item) = self.required(name) else {
            if self.form == Form::Import {
                return None;
            }
            self.assume(name, usual);
            return Some(usual);
        };
        let pixels = whole_number(&item.value).and_then(|number| u16::try_from(number).ok());
        let pixels = pixels.filter(|number| (least..=most).contains(number));
        if pixels.is_none() {
            self.say(item.place, Fault::Size { item: name, value: item.value.clone(), least, most });
        }
        pixels
    }

    pub(super) fn compatibility(&mut self) -> Option<Compatibility> {
        let Some(item) = self.optional("reqSalesforceCompatibilityMode") else {
            if self.form == Form::Seed {
                self.assume("reqSalesforceCompatibilityMode", Compatibility::Lightning.name());
                return Some(Compatibility::Lightning);
            }
            self.say(self.general.place, Fault::CompatibilityAbsent);
            return None;
        };
        let mode = Compatibility::named(&item.value);
        match mode {
            None => self.say(item.place, Fault::Compatibility { value: item.value.clone() }),
            Some(Compatibility::Classic) => self.say(item.place, Fault::ClassicOnly),
            Some(Compatibility::Lightning | Compatibility::ClassicAndLightning) => {}
        }
        mode
    }

    /// Both parts or neither. Blank ones count as absent: that is how a cloned call center has them.
    pub(super) fn standby(&mut self) -> Option<Standby> {
        let [url, timeout] = ["reqStandbyUrl", "reqTimeout"]
            .map(|name| self.optional(name).filter(|item| !item.value.is_empty()));
        let alone = |there, missing| Fault::StandbyPair { there, missing };
        match (url, timeout) {
            (None, None) => None,
            (Some(url), None) => {
                self.url(url);
                self.say(url.place, alone("reqStandbyUrl", "reqTimeout"));
                None
            }
            (None, Some(timeout)) => {
                self.say(timeout.place, alone("reqTimeout", "reqStandbyUrl"));
                None
            }
            (Some(url), Some(timeout)) => {
                self.url(url);
                let Some(timeout_ms) = whole_number(&timeout.value).filter(|number| *number > 0) else {
                    self.say(timeout.place, Fault::Timeout { value: timeout.value.clone() });
                    return None;
                };
                if timeout_ms < SHORT_TIMEOUT {
                    self.say(timeout.place, Fault::TimeoutShort { value: timeout_ms });
                }
                Some(Standby { url: url.value.clone(), timeout_ms })
            }
        }
    }
}

/// Digits only: a sign or a unit is none.
fn whole_number(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}
