//! What the build baked into the page: configuration and flows.

use desk::Config;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::dom::{self, PageError};

/// Id of the JSON data block in `www/adapter/index.html`.
const BLOCK: &str = "switchboard-config";

/// The data block.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Baked {
    pub(crate) config: Config,
    /// The flow files as they stand, so that the engine reads what the administrator wrote.
    flows: Vec<Box<RawValue>>,
}

impl Baked {
    pub(crate) fn read() -> Result<Baked, PageError> {
        let text = dom::element(BLOCK)?.text_content().unwrap_or_default();
        serde_json::from_str(&text).map_err(|error| PageError::Configuration(error.to_string()))
    }

    pub(crate) fn flows(&self) -> Vec<(&str, &str)> {
        self.flows.iter().map(|flow| ("unnamed flow", flow.get())).collect()
    }
}
