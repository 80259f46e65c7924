//! What the build baked into the page: configuration and flows.

use desk::Config;
use flow::Value;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::page::{self, PageError};

/// Id of the JSON data block in `www/adapter/index.html`.
const BLOCK: &str = "switchboard-config";

/// The data block.
#[derive(Debug, Default)]
pub(crate) struct Baked {
    pub(crate) config: Config,
    /// The same as it stands there, for what the org lays over it.
    pub(crate) config_document: String,
    /// The flow files, with the name that a finding has for one that says none.
    pub(crate) flows: Vec<(&'static str, Value)>,
}

/// The data block as it stands in the page.
#[derive(Deserialize)]
struct Block<'t> {
    #[serde(default, borrow)]
    config: Option<&'t RawValue>,
    #[serde(default, borrow)]
    flows: Vec<&'t RawValue>,
}

impl Baked {
    pub(crate) fn read() -> Result<Baked, PageError> {
        let text = page::block(BLOCK)?;
        let unreadable = |error: serde_json::Error| PageError::Configuration(error.to_string());
        let block: Block<'_> = serde_json::from_str(&text).map_err(unreadable)?;
        let config_document = block.config.map_or("{}", RawValue::get);
        let config = serde_json::from_str(config_document).map_err(unreadable)?;
        // The flows' own reader, which is the one of the command line. What it cannot read is a finding about that flow.
        let read = |flow: &&RawValue| Value::from_json_text(flow.get()).unwrap_or_default();
        let flows = block.flows.iter().map(|flow| ("unnamed flow", read(flow))).collect();
        Ok(Baked { config, config_document: config_document.to_owned(), flows })
    }
}
