//! What the build baked into the page: configuration and flows.

use desk::Config;
use flow::Value;

use crate::page::{self, PageError};

/// Id of the JSON data block in `www/adapter/index.html`.
const BLOCK: &str = "switchboard-config";

/// The data block.
#[derive(Debug, Default)]
pub(crate) struct Baked {
    pub(crate) config: Config,
    /// The flow files, with the name that a finding has for one that says none.
    pub(crate) flows: Vec<(&'static str, Value)>,
}

impl Baked {
    pub(crate) fn read() -> Result<Baked, PageError> {
        let text = page::block(BLOCK)?;
        let unreadable = |reason: String| PageError::Configuration(reason);
        let block = Value::from_json_text(&text);
        let block = block.as_ref().ok_or_else(|| unreadable("it is no JSON map".to_owned()))?;
        let config =
            Config::from_value(block.get("config")).map_err(|error| unreadable(error.to_string()))?;
        let mut flows = Vec::new();
        for flow in block.get("flows").as_list().unwrap_or_default() {
            flows.push(("unnamed flow", flow.clone()));
        }
        Ok(Baked { config, flows })
    }
}
