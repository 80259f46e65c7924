//! What the build baked into the page: configuration and flows.

use desk::Config;
use flow::Value;

use crate::dom::{self, PageError};

/// Id of the JSON data block in `www/adapter/index.html`.
const BLOCK: &str = "switchboard-config";

/// The data block.
#[derive(Debug, Default)]
pub(crate) struct Baked {
    pub(crate) config: Config,
    /// The flow files.
    pub(crate) flows: Vec<String>,
}

impl Baked {
    pub(crate) fn read() -> Result<Baked, PageError> {
        let text = dom::element(BLOCK)?.text_content().unwrap_or_default();
        let unreadable = |reason: String| PageError::Configuration(reason);
        let parts = flow::json_parts(&text).ok_or_else(|| unreadable("it is no JSON map".to_owned()))?;
        let mut baked = Baked::default();
        for (name, part) in parts {
            match name.as_str() {
                "config" => {
                    let config = Value::from_json_text(part).unwrap_or_default();
                    baked.config =
                        Config::from_value(&config).map_err(|error| unreadable(error.to_string()))?;
                }
                "flows" => {
                    let flows =
                        flow::json_parts(part).ok_or_else(|| unreadable("flows is no list".to_owned()))?;
                    baked.flows = flows.into_iter().map(|(_, flow)| flow.to_owned()).collect();
                }
                _ => {}
            }
        }
        Ok(baked)
    }
}

/// Flow files with the name that a finding has for one that cannot be read.
pub(crate) fn named(flows: &[String]) -> Vec<(&str, &str)> {
    flows.iter().map(|flow| ("unnamed flow", flow.as_str())).collect()
}
