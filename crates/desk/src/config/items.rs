//! The call center's own items: what an administrator changes in Setup without a new deployment.
//!
//! An item lies over a key of the configuration document and knows the same words, in any letter case. A value that cannot be
//! used is a finding, and what was known before stays in force.

use flow::Map;
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

use crate::config::document::{Config, item_name};

/// An item that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongItem {
    /// Its name in our section.
    pub name: &'static str,
    /// What stands there.
    pub value: String,
    /// What may stand there: words with commas between them, or an example. No sentence, so that it fits any language.
    pub allowed: &'static str,
}

/// Lays the text of an item over the configuration, or says what the item may hold instead.
type Apply = fn(&mut Config, &str) -> Result<(), &'static str>;

/// Each item by its name in our section. The last four the panel reads itself, from the settings the page keeps; here they
/// are only looked at.
const ITEMS: [(&str, Apply); 21] = [
    ("instanceUrl", |config, text| {
        config.connect.instance_url = Some(text.to_owned());
        Ok(())
    }),
    ("region", |config, text| {
        config.connect.region = Some(region(text)?);
        Ok(())
    }),
    ("ssoUrl", |config, text| {
        config.connect.sso_url = Some(https(text)?);
        Ok(())
    }),
    ("country", |config, text| country(text).map(|country| config.phone.country = country)),
    ("duringCall", |config, text| {
        choice(text, &["disable", "addParty"], "disable, addParty", &mut config.phone.during_call)
    }),
    ("doNotCall", |config, text| {
        let words = ["allowUnknown", "refuseUnknown", "ignore"];
        choice(text, &words, "allowUnknown, refuseUnknown, ignore", &mut config.phone.do_not_call)
    }),
    ("openOnRing", |config, text| flag(text, &mut config.phone.open_on_ring)),
    ("matchPriority", |config, text| list(text, &mut config.screen_pop.priority)),
    ("newRecords", |config, text| list(text, &mut config.screen_pop.new_records)),
    ("several", |config, text| {
        choice(text, &["choose", "layout"], "choose, layout", &mut config.screen_pop.several)
    }),
    ("mode", |config, text| {
        choice(text, &["full", "mini", "headless"], "full, mini, headless", &mut config.page.mode)
    }),
    ("message", |config, text| any_text(text, &mut config.page.message)),
    ("logCalls", |config, text| flag(text, &mut config.call_log.ensure)),
    ("logAtConnect", |config, text| flag(text, &mut config.call_log.at_connect)),
    ("logStatus", |config, text| any_text(text, &mut config.call_log.status)),
    ("logStatusDuringCall", |config, text| any_text(text, &mut config.call_log.status_during_call)),
    ("refreshView", |config, text| flag(text, &mut config.call_log.refresh_view)),
    ("language", |_, text| language(text)),
    ("recordingPanel", |_, text| flag(text, &mut false)),
    ("showAllAttributes", |_, text| flag(text, &mut false)),
    ("showAttributesIfEmpty", |_, text| flag(text, &mut false)),
];

/// The names of all items.
pub fn item_names() -> impl Iterator<Item = &'static str> {
    ITEMS.iter().map(|item| item.0)
}

impl Config {
    /// Lays the call center's own items over the configuration, and says which of them cannot be used. Blank items say
    /// nothing.
    ///
    /// `settings` is the flat map of Open CTI guide: getCallCenterSettings().
    pub fn override_with(&mut self, settings: &Map<String>) -> Vec<WrongItem> {
        let mut wrong = Vec::new();
        for (key, text) in settings {
            let (text, key) = (text.trim(), item_name(key).unwrap_or_default());
            let Some((name, apply)) = ITEMS.iter().find(|(name, _)| *name == key) else { continue };
            if text.is_empty() {
                continue;
            }
            if let Err(allowed) = apply(self, text) {
                wrong.push(WrongItem { name, value: text.to_owned(), allowed });
            }
        }
        wrong
    }
}

fn any_text(text: &str, field: &mut String) -> Result<(), &'static str> {
    text.clone_into(field);
    Ok(())
}

fn flag(text: &str, field: &mut bool) -> Result<(), &'static str> {
    match text {
        _ if text.eq_ignore_ascii_case("true") => *field = true,
        _ if text.eq_ignore_ascii_case("false") => *field = false,
        _ => return Err("true, false"),
    }
    Ok(())
}

/// One of the words that the configuration document has for the field.
fn choice<T: DeserializeOwned>(
    text: &str,
    words: &[&str],
    allowed: &'static str,
    field: &mut T,
) -> Result<(), &'static str> {
    let word = words.iter().find(|word| word.eq_ignore_ascii_case(text)).ok_or(allowed)?;
    let word: StrDeserializer<'_, Error> = word.into_deserializer();
    *field = T::deserialize(word).map_err(|_| allowed)?;
    Ok(())
}

/// Names as an administrator types them: `Contact, Lead`.
fn list(text: &str, field: &mut Vec<String>) -> Result<(), &'static str> {
    let parts = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    *field = parts.map(str::to_owned).collect();
    Ok(())
}

fn country(text: &str) -> Result<String, &'static str> {
    match text.as_bytes() {
        [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => Ok(text.to_ascii_uppercase()),
        _ => Err("US, GB, DE, …"),
    }
}

fn region(text: &str) -> Result<String, &'static str> {
    let plain = |letter: char| matches!(letter, 'a'..='z' | '0'..='9' | '-');
    if text.chars().all(plain) && text.contains('-') { Ok(text.to_owned()) } else { Err("eu-central-1") }
}

fn https(text: &str) -> Result<String, &'static str> {
    if text.starts_with("https://") { Ok(text.to_owned()) } else { Err("https://…") }
}

/// The languages of the page, by what their tags begin with.
fn language(text: &str) -> Result<(), &'static str> {
    let start = text.get(..2).unwrap_or_default().to_ascii_lowercase();
    let known = ["de", "en", "es", "fr", "it", "ja", "ko", "pt", "zh"].contains(&start.as_str());
    if known { Ok(()) } else { Err("en, de, es, fr, it, ja, ko, pt-BR, zh-CN, zh-TW") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{DoNotCall, DuringCall, Mode, Several};

    fn lay(name: &str, text: &str) -> (Config, Vec<WrongItem>) {
        let mut config = Config::default();
        let settings = Map::from([(format!("/{}/{name}", super::super::SECTION).into(), text.to_owned())]);
        let wrong = config.override_with(&settings);
        (config, wrong)
    }

    #[track_caller]
    fn check(name: &str, text: &str, expected: impl FnOnce(&mut Config)) {
        let mut config = Config::default();
        expected(&mut config);
        assert_eq!(lay(name, text), (config, vec![]), "{name}: {text}");
    }

    #[track_caller]
    fn check_wrong(name: &'static str, text: &str, allowed: &'static str) {
        let wrong = WrongItem { name, value: text.to_owned(), allowed };
        assert_eq!(lay(name, text), (Config::default(), vec![wrong]));
    }

    #[test]
    fn each_item_lies_over_its_key() {
        check("instanceUrl", " acme ", |config| config.connect.instance_url = Some("acme".into()));
        check("region", "eu-central-1", |config| config.connect.region = Some("eu-central-1".into()));
        check("ssoUrl", "https://id.test/", |config| {
            config.connect.sso_url = Some("https://id.test/".into())
        });
        check("country", "DE", |config| config.phone.country = "DE".into());
        check("country", "de", |config| config.phone.country = "DE".into());
        check("duringCall", "AddParty", |config| config.phone.during_call = DuringCall::AddParty);
        check("doNotCall", "ignore", |config| config.phone.do_not_call = DoNotCall::Ignore);
        check("openOnRing", "False", |config| config.phone.open_on_ring = false);
        check("matchPriority", "Contact;  Account,", |config| {
            config.screen_pop.priority = vec!["Contact".into(), "Account".into()];
        });
        check("newRecords", "Lead", |config| config.screen_pop.new_records = vec!["Lead".into()]);
        check("several", "layout", |config| config.screen_pop.several = Several::Layout);
        check("mode", "MINI", |config| config.page.mode = Mode::Mini);
        check("message", "true", |config| config.page.message = "true".into());
        check("logCalls", "false", |config| config.call_log.ensure = false);
        check("logAtConnect", "false", |config| config.call_log.at_connect = false);
        check("logStatus", "Done", |config| config.call_log.status = "Done".into());
        check("logStatusDuringCall", "Talking", |config| {
            config.call_log.status_during_call = "Talking".into();
        });
        check("refreshView", "FALSE", |config| config.call_log.refresh_view = false);
    }

    #[test]
    fn what_only_the_panel_reads_is_looked_at() {
        check("language", "de", |_| {});
        check("language", "pt_BR", |_| {});
        check("recordingPanel", "true", |_| {});
        check("showAllAttributes", "true", |_| {});
        check("showAttributesIfEmpty", "false", |_| {});
    }

    #[test]
    fn what_cannot_be_used_is_told_with_what_could() {
        check_wrong("region", "Frankfurt", "eu-central-1");
        check_wrong("ssoUrl", "http://id.test/", "https://…");
        check_wrong("country", "Germany", "US, GB, DE, …");
        check_wrong("country", "4", "US, GB, DE, …");
        check_wrong("duringCall", "merge", "disable, addParty");
        check_wrong("doNotCall", "yes", "allowUnknown, refuseUnknown, ignore");
        check_wrong("several", "ask", "choose, layout");
        check_wrong("mode", "tiny", "full, mini, headless");
        check_wrong("language", "klingon", "en, de, es, fr, it, ja, ko, pt-BR, zh-CN, zh-TW");
        for flag in [
            "openOnRing",
            "logCalls",
            "logAtConnect",
            "refreshView",
            "recordingPanel",
            "showAllAttributes",
            "showAttributesIfEmpty",
        ] {
            check_wrong(flag, "yes", "true, false");
        }
    }

    #[test]
    fn blanks_and_items_of_others_say_nothing() {
        for item in item_names() {
            check(item, "  ", |_| {});
        }
        check("ourOwn", "x", |_| {});
        let mut config = Config::default();
        let settings = Map::from([("/other/mode".into(), "mini".to_owned())]);
        assert_eq!((config.override_with(&settings), config), (vec![], Config::default()));
    }
}
