//! The call center the agent is assigned to, and the flat map that Open CTI makes of it.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::strict::{Rule, Strictness};

/// A call center: sections of items, in order. Open CTI guide: "Call Center Definition File Format".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CallCenter {
    /// Sections, in sort order. The first is `reqGeneralInfo`.
    pub sections: Vec<Section>,
    /// How an item left empty appears: as `""`, or not at all. Not known of the platform; absent is the harder.
    #[serde(default)]
    pub empty_as_text: bool,
}

/// One section of a call center.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// At most 40 letters and digits.
    pub name: String,
    /// The caption administrators see.
    pub label: String,
    /// Items, in sort order.
    pub items: Vec<Item>,
}

/// One item of a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// At most 40 letters and digits.
    pub name: String,
    /// The caption administrators see.
    pub label: String,
    /// The value, always text.
    pub value: String,
}

fn section(name: &str, label: &str, items: &[(&str, &str, &str)]) -> Section {
    Section {
        name: name.to_owned(),
        label: label.to_owned(),
        items: items
            .iter()
            .map(|(name, label, value)| Item {
                name: (*name).to_owned(),
                label: (*label).to_owned(),
                value: (*value).to_owned(),
            })
            .collect(),
    }
}

impl Default for CallCenter {
    fn default() -> Self {
        CallCenter::acme("https://cti.example.com/softphone/", "https://acme.my.connect.aws")
    }
}

impl CallCenter {
    /// Acme's call center, for an adapter page and a Connect instance.
    pub fn acme(adapter_url: &str, instance_url: &str) -> Self {
        CallCenter {
            sections: vec![
                section(
                    "reqGeneralInfo",
                    "General Information",
                    &[
                        ("reqInternalName", "Internal Name", "AcmeConnect"),
                        ("reqDisplayName", "Display Name", "Acme Connect"),
                        ("reqAdapterUrl", "CTI Adapter URL", adapter_url),
                        ("reqUseApi", "Use CTI API", "true"),
                        ("reqSoftphoneHeight", "Softphone Height", "560"),
                        ("reqSoftphoneWidth", "Softphone Width", "400"),
                        ("reqSalesforceCompatibilityMode", "Compatibility Mode", "Lightning"),
                    ],
                ),
                section(
                    "reqDialingOptions",
                    "Dialing Options",
                    &[
                        ("reqOutsidePrefix", "Outside Prefix", ""),
                        ("reqLongDistPrefix", "Long Distance Prefix", ""),
                        ("reqInternationalPrefix", "International Prefix", ""),
                    ],
                ),
                section(
                    "switchboardConnect",
                    "Amazon Connect",
                    &[
                        ("instanceUrl", "Instance URL", instance_url),
                        ("region", "Region", "us-west-2"),
                        ("ssoUrl", "Single Sign-On URL", ""),
                        ("country", "Country", "US"),
                        ("CTIVersion", "CTI Version", "4.0"),
                        ("RequiresCallCenter", "Requires Call Center", "true"),
                    ],
                ),
            ],
            empty_as_text: false,
        }
    }

    /// The value of an item.
    pub fn value(&self, section: &str, item: &str) -> Option<&str> {
        let section = self.sections.iter().find(|candidate| candidate.name == section)?;
        Some(&section.items.iter().find(|candidate| candidate.name == item)?.value)
    }

    /// Sets an item, making section and item when they are new.
    pub fn set(&mut self, section_name: &str, item_name: &str, value: &str) {
        let at = self.sections.iter().position(|section| section.name == section_name).unwrap_or_else(|| {
            self.sections.push(section(section_name, section_name, &[]));
            self.sections.len() - 1
        });
        let items = &mut self.sections[at].items;
        match items.iter_mut().find(|item| item.name == item_name) {
            Some(item) => item.value = value.to_owned(),
            None => items.push(Item { name: item_name.into(), label: item_name.into(), value: value.into() }),
        }
    }

    /// The map that getCallCenterSettings answers: `"/section/item"` to text, with labels and sort orders.
    pub fn map(&self, strict: &Strictness) -> IndexMap<String, String> {
        let order =
            |at: usize| if strict.holds(Rule::SortOrderDecimal) { format!("{at}.0") } else { at.to_string() };
        let mut map = IndexMap::new();
        let mut put = |key: String, value: &str| map.insert(key, value.to_owned());
        put("/internalNameLabel".into(), "Internal Name");
        put("/displayNameLabel".into(), "Display Name");
        put("/label".into(), self.value("reqGeneralInfo", "reqDisplayName").unwrap_or_default());
        for (at, section) in self.sections.iter().enumerate() {
            let name = &section.name;
            put(format!("/{name}/label"), &section.label);
            put(format!("/{name}/sortOrder"), &order(at));
            for (at, item) in section.items.iter().enumerate() {
                let path = format!("/{name}/{}", item.name);
                if !item.value.is_empty() || self.empty_as_text {
                    put(path.clone(), &item.value);
                }
                // The two names are captioned by the first two keys, and have no companions here.
                if item.name != "reqInternalName" && item.name != "reqDisplayName" {
                    put(format!("{path}/label"), &item.label);
                    put(format!("{path}/sortOrder"), &order(at));
                }
            }
        }
        map
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_is_flat_and_all_text() {
        let map = CallCenter::default().map(&Strictness::default());
        let get = |key: &str| map.get(key).map(String::as_str);
        assert_eq!(get("/label"), Some("Acme Connect"));
        assert_eq!(get("/reqGeneralInfo/sortOrder"), Some("0.0"));
        assert_eq!(get("/reqGeneralInfo/reqInternalName"), Some("AcmeConnect"));
        assert_eq!(get("/reqGeneralInfo/reqInternalName/label"), None);
        assert_eq!(get("/reqGeneralInfo/reqAdapterUrl/sortOrder"), Some("2.0"));
        assert_eq!(get("/reqDialingOptions/reqOutsidePrefix"), None);
        assert_eq!(get("/reqDialingOptions/reqOutsidePrefix/label"), Some("Outside Prefix"));
    }

    #[test]
    fn administrators_change_values_and_add_sections() {
        let mut center = CallCenter { empty_as_text: true, ..CallCenter::default() };
        center.set("switchboardConnect", "region", "eu-west-2");
        center.set("other", "item", "value");
        assert_eq!(center.value("switchboardConnect", "region"), Some("eu-west-2"));
        let map = center.map(&Strictness::default());
        assert_eq!(map["/other/item"], "value");
        assert_eq!(map["/reqDialingOptions/reqOutsidePrefix"], "");
    }
}
