//! What an administrator decides about flows and about what they change outside Salesforce.

use serde::{Deserialize, Serialize};

/// How the recording of a call is changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RecordingSettings {
    /// Address of a service of the customer's own that is asked; none: the org's Apex class.
    pub endpoint: Option<String>,
    /// Name of the org's credential for the API of Amazon Connect.
    pub named_credential: String,
}

impl Default for RecordingSettings {
    fn default() -> RecordingSettings {
        RecordingSettings { endpoint: None, named_credential: "AmazonConnectAPI".into() }
    }
}

/// How flows run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RunSettings {
    /// Whether Search And Screenpop leaves through `success` when there is nothing to search for.
    pub empty_search_succeeds: bool,
    /// How long a run may take, in seconds.
    pub max_seconds: u32,
    /// How many blocks a run may do: one that does more goes round and round.
    pub max_steps: u32,
    /// How often the page looks for new flows in the org, in minutes; a fifth more or less, so that not all pages ask at once.
    pub flow_poll_minutes: u32,
    /// Whether the console shows what is in runs: flow files, results, what flows log. They hold what customers said, so without
    /// it only names and ids are there.
    pub console_data: bool,
}

impl Default for RunSettings {
    fn default() -> RunSettings {
        RunSettings {
            empty_search_succeeds: false,
            max_seconds: 60,
            max_steps: 500,
            flow_poll_minutes: 15,
            console_data: false,
        }
    }
}

/// Who else may see what flows do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RecorderSettings {
    /// Whether the page around the softphone is told which blocks run. Only the simulator host's development
    /// configuration says so.
    pub expose: bool,
}
