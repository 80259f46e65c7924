//! Reading the configuration document.

use serde_json::Value;
use thiserror::Error;

use crate::config::document::Config;

/// An entry of the configuration that is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{key}: {reason}")]
pub struct ConfigError {
    /// Path of the entry, for instance `phone.duringCall`.
    pub key: String,
    /// What is found there and what should be.
    pub reason: String,
}

impl Config {
    /// Reads the document. What is missing keeps its default; keys that nobody knows are passed over.
    ///
    /// # Errors
    /// The first entry that is not what it should be.
    pub fn from_json(document: &Value) -> Result<Config, ConfigError> {
        serde_path_to_error::deserialize(document).map_err(|error| ConfigError {
            key: error.path().to_string(),
            reason: error.into_inner().to_string(),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::config::LogPop;

    #[test]
    fn what_is_missing_keeps_its_default_and_what_nobody_knows_is_passed_over() {
        let read = |document: Value| Config::from_json(&document).expect("it is read");
        assert_eq!(read(json!({})), Config::default());
        assert_eq!(read(json!({ "unknown": 1, "salesforce": { "more": [] } })), Config::default());
        assert_eq!(read(json!(Config::default())), Config::default());
        assert_eq!(read(json!({ "salesforce": { "origins": "any" } })), Config::default());
        let mut some = Config::default();
        some.call_log.pop = LogPop::End;
        some.connect.region = Some("eu-central-1".into());
        some.page.max_height = 640;
        assert_eq!(
            read(json!({
                "callLog": { "pop": "end" },
                "connect": { "region": "eu-central-1", "ssoUrl": null },
                "page": { "maxHeight": 640 },
            })),
            some
        );
    }

    #[track_caller]
    fn check_refused(document: Value, error: &str) {
        let found = Config::from_json(&document).map_err(|error| error.to_string());
        assert_eq!(found, Err(error.to_owned()), "{document}");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place_and_what_may_stand_there() {
        check_refused(
            json!({ "salesforce": 5 }),
            "salesforce: invalid type: integer `5`, expected struct Salesforce",
        );
        check_refused(
            json!({ "salesforce": { "apiVersion": 66 } }),
            "salesforce.apiVersion: invalid type: integer `66`, expected a string",
        );
        check_refused(
            json!({ "salesforce": { "loadLibrary": "yes" } }),
            "salesforce.loadLibrary: invalid type: string \"yes\", expected a boolean",
        );
        check_refused(
            json!({ "salesforce": { "origins": ["https://a.b", 1] } }),
            "salesforce.origins[1]: invalid type: integer `1`, expected a string",
        );
        check_refused(
            json!({ "phone": { "duringCall": "merge" } }),
            "phone.duringCall: unknown variant `merge`, expected `disable` or `addParty`",
        );
        check_refused(
            json!({ "callLog": { "pop": "always" } }),
            "callLog.pop: unknown variant `always`, expected one of `never`, `start`, `end`",
        );
        check_refused(
            json!({ "page": { "maxHeight": -1 } }),
            "page.maxHeight: invalid value: integer `-1`, expected u32",
        );
        check_refused(
            json!({ "salesforce": { "origins": "https://a.b" } }),
            "salesforce.origins: invalid type: string \"https://a.b\", expected a sequence",
        );
        for wrong in [json!([]), json!(5), json!({ "X_Say": 5 })] {
            let document = json!({ "blocks": { "aliases": wrong } });
            let error = Config::from_json(&document).expect_err("no map of texts");
            assert!(error.key.starts_with("blocks.aliases"), "{error}");
        }
    }
}
