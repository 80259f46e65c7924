//! The call center's own items: what an administrator changes in Setup without a new deployment.
//!
//! An item lies over a key of the configuration document and is read as that key is, so that both know the same words.
//! A value that cannot be used is a finding, and what was known before stays in force.

use flow::{Map, Value};

use super::read::SECTIONS;
use super::{Config, item_name};
use crate::archive::Archive;

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

/// How a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    /// `true` or `false`.
    Flag,
    /// Names with commas between them.
    List,
}

use Kind::{Flag, List, Text};

/// Places in [`SECTIONS`].
const CONNECT: u8 = 1;
const PHONE: u8 = 2;
const POP: u8 = 3;
const PAGE: u8 = 4;
const LOG: u8 = 5;
/// The panel reads it itself, from the settings the page keeps; here it is only looked at.
const PANEL: u8 = u8::MAX;

/// Name of an item, the part of the document it lies over, its key there, and how its text is read.
const ITEMS: [(&str, u8, &str, Kind); 21] = [
    ("instanceUrl", CONNECT, "instanceUrl", Text),
    ("region", CONNECT, "region", Text),
    ("ssoUrl", CONNECT, "ssoUrl", Text),
    ("country", PHONE, "country", Text),
    ("duringCall", PHONE, "duringCall", Text),
    ("doNotCall", PHONE, "doNotCall", Text),
    ("openOnRing", PHONE, "openOnRing", Flag),
    ("matchPriority", POP, "priority", List),
    ("newRecords", POP, "newRecords", List),
    ("several", POP, "several", Text),
    ("mode", PAGE, "mode", Text),
    ("message", PAGE, "message", Text),
    ("logCalls", LOG, "ensure", Flag),
    ("logAtConnect", LOG, "atConnect", Flag),
    ("logStatus", LOG, "status", Text),
    ("logStatusDuringCall", LOG, "statusDuringCall", Text),
    ("refreshView", LOG, "refreshView", Flag),
    ("language", PANEL, "", Text),
    ("recordingPanel", PANEL, "", Flag),
    ("showAllAttributes", PANEL, "", Flag),
    ("showAttributesIfEmpty", PANEL, "", Flag),
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
            let (text, name) = (text.trim(), item_name(key).unwrap_or_default());
            let Some(item) = ITEMS.iter().find(|item| item.0 == name) else { continue };
            if text.is_empty() {
                continue;
            }
            if let Some(allowed) = self.lay_over(item, text) {
                wrong.push(WrongItem { name: item.0, value: text.to_owned(), allowed });
            }
        }
        wrong
    }

    /// What would be allowed, when the text is not.
    fn lay_over(
        &mut self,
        &(name, part, key, kind): &(&str, u8, &'static str, Kind),
        text: &str,
    ) -> Option<&'static str> {
        let is = |word: &str| text.eq_ignore_ascii_case(word);
        let value = match kind {
            Flag if is("true") || is("false") => Value::Bool(is("true")),
            Flag => return Some("true, false"),
            List => Value::List(list(text)),
            Text => match refusal(name, text) {
                None if name == "country" => Value::text(&text.to_ascii_uppercase()),
                None => Value::text(text),
                refused => return refused,
            },
        };
        let (_, fields) = SECTIONS.get(usize::from(part))?;
        let document = Value::map([(key, value)]);
        let mut archive = Archive::reading(&document);
        fields(self, &mut archive);
        archive.wrong().map(|wrong| wrong.expected)
    }
}

/// What would be allowed in an item whose text no list of words tells.
fn refusal(name: &str, text: &str) -> Option<&'static str> {
    // The languages of the page, by what their tags begin with.
    const LANGUAGES: &[u8] = b"deenesfritjakoptzh";
    let bytes = text.as_bytes();
    let start = bytes.get(..2).unwrap_or_default();
    let (well, allowed) = match name {
        "country" => (bytes.len() == 2 && bytes.iter().all(u8::is_ascii_alphabetic), "US, GB, DE, …"),
        "region" => (
            bytes.iter().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
                && bytes.contains(&b'-'),
            "eu-central-1",
        ),
        "ssoUrl" => (text.starts_with("https://"), "https://…"),
        "language" => (
            LANGUAGES.chunks(2).any(|known| known.eq_ignore_ascii_case(start)),
            "en, de, es, fr, it, ja, ko, pt-BR, zh-CN, zh-TW",
        ),
        _ => return None,
    };
    (!well).then_some(allowed)
}

/// The parts of a list as an administrator types it: `Contact, Lead`.
fn list(text: &str) -> Vec<Value> {
    text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).map(Value::text).collect()
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
        for flag in ITEMS.iter().filter(|item| item.3 == Flag) {
            check_wrong(flag.0, "yes", "true, false");
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
