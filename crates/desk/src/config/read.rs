//! Reading the configuration document, for a page that carries no library for it. `serde` reads the same.

use flow::Value;
use thiserror::Error;

use super::{Config, DO_NOT_CALL, DURING_CALL, LOG_POPS, MODES, SEVERAL, Words};
use crate::archive::{Archive, Wrong};

/// An entry of the configuration that is not what it should be. `Display` is one English sentence, without its full stop.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{section}.{key} is not {expected}")]
pub struct ConfigError {
    /// Part of the document, for instance `salesforce`.
    pub section: &'static str,
    /// Key in that part; empty for the part itself.
    pub key: &'static str,
    /// What it should be.
    pub expected: &'static str,
}

impl Config {
    /// Reads the document. What is missing keeps its default; keys that nobody knows are passed over.
    ///
    /// # Errors
    /// The first part that holds something that is not what it should be, and what.
    pub fn from_value(document: &Value) -> Result<Config, ConfigError> {
        let mut config = Config::default();
        for (section, fields) in SECTIONS {
            let part = document.get(section);
            let mut archive = Archive::reading(part);
            if !matches!(part, Value::Undefined | Value::Map(_)) {
                archive.is_wrong("", "a map");
            }
            fields(&mut config, &mut archive);
            if let Some(Wrong { key, expected }) = archive.wrong() {
                return Err(ConfigError { section, key, expected });
            }
        }
        Ok(config)
    }
}

/// The fields of one part.
pub(super) type Fields = fn(&mut Config, &mut Archive<'_>);

pub(super) const SECTIONS: [(&str, Fields); 10] = [
    ("salesforce", |config, archive| {
        archive.text("apiVersion", &mut config.salesforce.api_version);
        archive.flag("loadLibrary", &mut config.salesforce.load_library);
        archive.texts("origins", &mut config.salesforce.origins);
        archive.texts("extraHosts", &mut config.salesforce.extra_hosts);
        archive.flag("orgPackage", &mut config.salesforce.org_package);
    }),
    ("connect", |config, archive| {
        archive.optional("instanceUrl", &mut config.connect.instance_url);
        archive.optional("region", &mut config.connect.region);
        archive.optional("ssoUrl", &mut config.connect.sso_url);
    }),
    ("phone", |config, archive| {
        archive.text("country", &mut config.phone.country);
        archive.flag("openOnRing", &mut config.phone.open_on_ring);
        choice(archive, "duringCall", "disable, addParty", &DURING_CALL, &mut config.phone.during_call);
        const EXPECTED: &str = "allowUnknown, refuseUnknown, ignore";
        choice(archive, "doNotCall", EXPECTED, &DO_NOT_CALL, &mut config.phone.do_not_call);
    }),
    ("screenPop", |config, archive| {
        archive.texts("priority", &mut config.screen_pop.priority);
        archive.texts("newRecords", &mut config.screen_pop.new_records);
        archive.flag("clicked", &mut config.screen_pop.clicked);
        choice(archive, "several", "choose, layout", &SEVERAL, &mut config.screen_pop.several);
    }),
    ("page", |config, archive| {
        choice(archive, "mode", "full, mini, headless", &MODES, &mut config.page.mode);
        archive.text("message", &mut config.page.message);
        archive.whole("maxHeight", &mut config.page.max_height);
    }),
    ("callLog", |config, archive| {
        archive.flag("ensure", &mut config.call_log.ensure);
        archive.flag("atConnect", &mut config.call_log.at_connect);
        archive.texts("callTypes", &mut config.call_log.call_types);
        choice(archive, "pop", "never, start, end", &LOG_POPS, &mut config.call_log.pop);
        archive.text("recordAttribute", &mut config.call_log.record_attribute);
        archive.text("status", &mut config.call_log.status);
        archive.text("statusDuringCall", &mut config.call_log.status_during_call);
        archive.flag("refreshView", &mut config.call_log.refresh_view);
    }),
    ("recording", |config, archive| {
        archive.optional("endpoint", &mut config.recording.endpoint);
        archive.text("namedCredential", &mut config.recording.named_credential);
    }),
    ("blocks", |config, archive| {
        archive.map("aliases", &mut config.blocks.aliases);
    }),
    ("runs", |config, archive| {
        archive.flag("emptySearchSucceeds", &mut config.runs.empty_search_succeeds);
        archive.whole("maxSeconds", &mut config.runs.max_seconds);
        archive.whole("maxSteps", &mut config.runs.max_steps);
    }),
    ("recorder", |config, archive| archive.flag("expose", &mut config.recorder.expose)),
];

/// One word of a choice.
fn choice<T: Copy + PartialEq>(
    archive: &mut Archive<'_>,
    key: &'static str,
    expected: &'static str,
    words: &Words<T>,
    choice: &mut T,
) {
    let mut known = [""; 4];
    for (slot, (word, _)) in known.iter_mut().zip(words) {
        *slot = word;
    }
    let mut at = words.iter().position(|(_, value)| value == choice);
    archive.word(key, expected, &known[..words.len()], &mut at);
    if let Some((_, value)) = at.and_then(|at| words.get(at)) {
        *choice = *value;
    }
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
                 "extraHosts": ["c.d"], "orgPackage": true },
                 "connect": { "instanceUrl": "https://x", "region": null, "ssoUrl": "https://y" },
                 "phone": { "country": "GB", "duringCall": "addParty", "doNotCall": "refuseUnknown", "openOnRing": false },
                 "screenPop": { "priority": ["Contact"], "several": "layout", "clicked": true, "newRecords": ["Lead.Phone"] },
                 "page": { "mode": "mini", "message": "Elsewhere.", "maxHeight": 640 },
                 "callLog": { "callTypes": ["inbound"], "pop": "end", "recordAttribute": "SalesforceId", "ensure": false, "atConnect": false, "statusDuringCall": "Talking", "status": "Done", "refreshView": false },
                 "recording": { "endpoint": "https://cti.example.com/recording", "namedCredential": "Other" },
                 "blocks": { "aliases": { "X_Say": "SE_Log" } },
                 "runs": { "emptySearchSucceeds": true, "maxSeconds": 10, "maxSteps": 50 },
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
        for wrong in ["[]", "5", r#"{ "X_Say": 5 }"#] {
            let text = format!(r#"{{ "blocks": {{ "aliases": {wrong} }} }}"#);
            check(&text, Err("blocks.aliases is not a map of texts"));
        }
        check(r#"{ "connect": { "region": false } }"#, Err("connect.region is not text"));
        check(r#"{ "phone": { "duringCall": "merge" } }"#, Err("phone.duringCall is not disable, addParty"));
        check(r#"{ "callLog": { "pop": "always" } }"#, Err("callLog.pop is not never, start, end"));
        check(r#"{ "page": { "mode": "tiny" } }"#, Err("page.mode is not full, mini, headless"));
        check(r#"{ "page": { "maxHeight": -1 } }"#, Err("page.maxHeight is not a whole number"));
        check(r#"{ "page": { "maxHeight": "700" } }"#, Err("page.maxHeight is not a whole number"));
        check(r#"{ "phone": { "duringCall": null } }"#, Err("phone.duringCall is not disable, addParty"));
    }
}
