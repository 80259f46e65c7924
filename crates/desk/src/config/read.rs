//! Reading the configuration document, for a page that carries no library for it. `serde` reads the same.

use flow::{Map, Text, Value};

use super::{Config, DuringCall, Several};

/// An entry of the configuration that is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{section}.{key} is not {expected}")]
pub struct ConfigError {
    /// Part of the document, for instance `salesforce`.
    pub section: &'static str,
    /// Key in that part; empty for the part itself.
    pub key: &'static str,
    /// What it should be.
    pub expected: &'static str,
}

/// One part of the document.
struct Section<'v> {
    name: &'static str,
    entries: &'v Value,
}

impl Config {
    /// Reads the document. What is missing keeps its default; keys that nobody knows are passed over.
    ///
    /// # Errors
    /// The first entry that is not what it should be.
    pub fn from_value(document: &Value) -> Result<Config, ConfigError> {
        let mut config = Config::default();
        let section = |name| Section::of(document, name);

        let salesforce = section("salesforce")?;
        salesforce.text("apiVersion", &mut config.salesforce.api_version)?;
        salesforce.flag("loadLibrary", &mut config.salesforce.load_library)?;
        salesforce.texts("origins", &mut config.salesforce.origins)?;
        salesforce.texts("extraHosts", &mut config.salesforce.extra_hosts)?;

        let connect = section("connect")?;
        connect.optional("instanceUrl", &mut config.connect.instance_url)?;
        connect.optional("region", &mut config.connect.region)?;
        connect.optional("ssoUrl", &mut config.connect.sso_url)?;

        let phone = section("phone")?;
        phone.text("country", &mut config.phone.country)?;
        phone.flag("openOnRing", &mut config.phone.open_on_ring)?;
        config.phone.during_call =
            match phone.word("duringCall", "disable or addParty", &["disable", "addParty"])? {
                Some(1) => DuringCall::AddParty,
                _ => DuringCall::Disable,
            };

        let screen_pop = section("screenPop")?;
        screen_pop.texts("priority", &mut config.screen_pop.priority)?;
        screen_pop.texts("newRecords", &mut config.screen_pop.new_records)?;
        config.screen_pop.several =
            match screen_pop.word("several", "choose or layout", &["choose", "layout"])? {
                Some(1) => Several::Layout,
                _ => Several::Choose,
            };

        let call_log = section("callLog")?;
        call_log.flag("ensure", &mut config.call_log.ensure)?;
        call_log.flag("atConnect", &mut config.call_log.at_connect)?;
        call_log.text("statusDuringCall", &mut config.call_log.status_during_call)?;
        call_log.text("status", &mut config.call_log.status)?;
        call_log.flag("refreshView", &mut config.call_log.refresh_view)?;

        section("recorder")?.flag("expose", &mut config.recorder.expose)?;
        Ok(config)
    }
}

impl<'v> Section<'v> {
    fn of(document: &'v Value, name: &'static str) -> Result<Section<'v>, ConfigError> {
        let section = Section { name, entries: document.get(name) };
        match section.entries {
            Value::Undefined | Value::Map(_) => Ok(section),
            _ => Err(section.wrong("", "a map")),
        }
    }

    fn wrong(&self, key: &'static str, expected: &'static str) -> ConfigError {
        ConfigError { section: self.name, key, expected }
    }

    fn text(&self, key: &'static str, into: &mut String) -> Result<(), ConfigError> {
        match self.entries.get(key) {
            Value::Undefined => {}
            Value::Text(text) => *into = text.to_string(),
            _ => return Err(self.wrong(key, "text")),
        }
        Ok(())
    }

    fn optional(&self, key: &'static str, into: &mut Option<String>) -> Result<(), ConfigError> {
        match self.entries.get(key) {
            Value::Undefined | Value::Null => {}
            Value::Text(text) => *into = Some(text.to_string()),
            _ => return Err(self.wrong(key, "text")),
        }
        Ok(())
    }

    /// Which of some words stands there; nothing when nothing does.
    fn word(
        &self,
        key: &'static str,
        expected: &'static str,
        words: &[&str],
    ) -> Result<Option<usize>, ConfigError> {
        match self.entries.get(key) {
            Value::Undefined => Ok(None),
            found => {
                let at = found.as_text().and_then(|found| words.iter().position(|word| *word == found));
                at.map(Some).ok_or_else(|| self.wrong(key, expected))
            }
        }
    }

    fn flag(&self, key: &'static str, into: &mut bool) -> Result<(), ConfigError> {
        match self.entries.get(key) {
            Value::Undefined => {}
            Value::Bool(flag) => *into = *flag,
            _ => return Err(self.wrong(key, "true or false")),
        }
        Ok(())
    }

    fn texts(&self, key: &'static str, into: &mut Vec<String>) -> Result<(), ConfigError> {
        if self.entries.get(key).is_undefined() {
            return Ok(());
        }
        let texts = texts(self.entries.get(key));
        *into = texts.ok_or_else(|| self.wrong(key, "a list of texts"))?;
        Ok(())
    }
}

/// A list of texts and nothing else.
pub(crate) fn texts(value: &Value) -> Option<Vec<String>> {
    value.as_list()?.iter().map(|item| item.as_text().map(str::to_owned)).collect()
}

/// A map of texts and nothing else: the call center's settings, as they were kept.
pub(crate) fn map_of_texts(value: &Value) -> Option<Map<String>> {
    let entry = |(key, value): &(Text, Value)| Some((key.clone(), value.as_text()?.to_owned()));
    value.as_map()?.iter().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Both readers agree on what they read and on what they refuse.
    #[track_caller]
    fn check(text: &str, expected: Result<(), &str>) {
        let ours = Config::from_value(&Value::from_json_text(text).expect("JSON"));
        let theirs = serde_json::from_str::<Config>(text);
        assert_eq!(ours.as_ref().ok(), theirs.as_ref().ok(), "{text}");
        assert_eq!(ours.map(|_| ()).map_err(|error| error.to_string()), expected.map_err(str::to_owned));
    }

    #[test]
    fn reads_what_serde_reads() {
        check("{}", Ok(()));
        check(r#"{ "unknown": 1, "salesforce": { "more": [] } }"#, Ok(()));
        check(
            r#"{ "salesforce": { "apiVersion": "64.0", "loadLibrary": false, "origins": ["https://a.b"],
                 "extraHosts": ["c.d"] },
                 "connect": { "instanceUrl": "https://x", "region": null, "ssoUrl": "https://y" },
                 "phone": { "country": "GB", "duringCall": "addParty", "openOnRing": false },
                 "screenPop": { "priority": ["Contact"], "several": "layout", "newRecords": ["Lead.Phone"] },
                 "callLog": { "ensure": false, "atConnect": false, "statusDuringCall": "Talking", "status": "Done", "refreshView": false },
                 "recorder": { "expose": true } }"#,
            Ok(()),
        );
        check(&serde_json::to_string(&Config::default()).expect("writes"), Ok(()));
    }

    #[test]
    fn refuses_what_serde_refuses() {
        check(r#"{ "salesforce": 5 }"#, Err("salesforce. is not a map"));
        check(r#"{ "salesforce": { "apiVersion": 66 } }"#, Err("salesforce.apiVersion is not text"));
        check(
            r#"{ "salesforce": { "loadLibrary": "yes" } }"#,
            Err("salesforce.loadLibrary is not true or false"),
        );
        check(
            r#"{ "salesforce": { "origins": "https://a.b" } }"#,
            Err("salesforce.origins is not a list of texts"),
        );
        check(r#"{ "salesforce": { "origins": [1] } }"#, Err("salesforce.origins is not a list of texts"));
        check(r#"{ "connect": { "region": false } }"#, Err("connect.region is not text"));
        check(
            r#"{ "phone": { "duringCall": "merge" } }"#,
            Err("phone.duringCall is not disable or addParty"),
        );
        check(r#"{ "phone": { "duringCall": null } }"#, Err("phone.duringCall is not disable or addParty"));
    }
}
