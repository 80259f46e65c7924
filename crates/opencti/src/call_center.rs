//! `getCallCenterSettings` and `notifyInitializationComplete`.

use js_sys::Object;

use crate::wire::{as_text, entries};
use crate::{Answer, OpenCti};

/// The settings of the agent's call center: a flat map from `/section/item` to text.
///
/// Every agent can read them: they are no place for secrets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallCenterSettings(Vec<(String, String)>);

impl CallCenterSettings {
    /// The value of an item, trimmed. An item left empty counts as missing: Salesforce may send it either way.
    pub fn item(&self, section: &str, item: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(key, _)| {
                key.strip_prefix('/').and_then(|key| key.split_once('/')) == Some((section, item))
            })
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// The display name of the call center.
    pub fn display_name(&self) -> Option<&str> {
        self.iter().find(|(key, _)| *key == "/label").map(|(_, value)| value)
    }

    /// Every key and value as Salesforce gave them, labels and sort orders included.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }
}

impl FromIterator<(String, String)> for CallCenterSettings {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> CallCenterSettings {
        CallCenterSettings(pairs.into_iter().collect())
    }
}

impl OpenCti {
    /// The settings of the agent's call center. Open CTI guide: getCallCenterSettings().
    ///
    /// # Errors
    /// Any [`Error`].
    pub fn get_call_center_settings(&self) -> Answer<CallCenterSettings> {
        self.call("getCallCenterSettings", Object::new(), |response| {
            let mut settings = Vec::new();
            for (key, value) in entries(&response.object()?) {
                let text = as_text(&value)
                    .or_else(|| value.as_bool().map(|flag| if flag { "true" } else { "false" }.to_owned()));
                if let Some(text) = text {
                    settings.push((key, text));
                }
            }
            Ok(CallCenterSettings(settings))
        })
    }

    /// Tells Salesforce that the softphone is up, so that it keeps this page and not the standby URL. Always
    /// harmless, so call it as soon as the page can paint. Open CTI guide: notifyInitializationComplete().
    ///
    /// # Errors
    /// Any [`Error`].
    pub fn notify_initialization_complete(&self) -> Answer<()> {
        self.perform("notifyInitializationComplete", Object::new())
    }
}

#[cfg(test)]
mod tests {
    use super::CallCenterSettings;

    #[test]
    fn items_are_trimmed_and_empty_ones_are_missing() {
        let settings: CallCenterSettings = [
            ("/label", "Acme Connect"),
            ("/acme/url", "  https://acme.my.connect.aws "),
            ("/acme/url/label", "Instance URL"),
            ("/acme/region", " "),
        ]
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .into_iter()
        .collect();
        for (section, item, expected) in [
            ("acme", "url", Some("https://acme.my.connect.aws")),
            ("acme", "url/label", Some("Instance URL")),
            ("acme", "region", None),
            ("acme", "other", None),
            ("other", "url", None),
            ("", "label", None),
        ] {
            assert_eq!(settings.item(section, item), expected, "/{section}/{item}");
        }
        assert_eq!(settings.display_name(), Some("Acme Connect"));
    }
}
