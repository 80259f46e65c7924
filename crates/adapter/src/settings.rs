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
    /// The same as it stands there, for what the org lays over it.
    pub(crate) config_document: String,
    /// The flow files, with the name that a finding has for one that says none.
    pub(crate) flows: Vec<(&'static str, Value)>,
}

impl Baked {
    pub(crate) fn read() -> Result<Baked, PageError> {
        let text = page::block(BLOCK)?;
        // The flows' own reader, which is the one of the command line.
        let Some(block) = Value::from_json_text(&text) else {
            return Err(PageError::Configuration("it is no JSON".to_owned()));
        };
        let config = match block.get("config") {
            Value::Undefined => Value::map::<&str, Value>([]),
            config => config.clone(),
        };
        let flows = block.get("flows").as_list().unwrap_or_default();
        Ok(Baked {
            config: Config::from_json(&config.to_json())
                .map_err(|error| PageError::Configuration(error.to_string()))?,
            config_document: config.to_json_text(),
            flows: flows.iter().map(|flow| ("unnamed flow", flow.clone())).collect(),
        })
    }
}
