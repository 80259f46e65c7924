//! `runApex`: calls a method of the org.

use serde_json::Value;

use crate::wire::{data, encode, get, object, parse_json, put};
use crate::{Answer, OpenCti};

/// A call of a `webService static` method of a `global` Apex class. Open CTI guide: runApex().
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunApex {
    /// Name of the class, with its namespace where it has one.
    pub class: String,
    /// Name of the method.
    pub method: String,
    /// Named parameters. Both sides are percent-encoded here, so that a `+` of a phone number survives.
    pub params: Vec<(String, String)>,
}

/// What an Apex method returned.
#[derive(Clone, Debug, PartialEq)]
pub struct ApexResult {
    /// The text as it came, when it came as text; most methods return JSON in a text.
    pub text: Option<String>,
    /// The value: the text's JSON where it is JSON, else the text itself, else the value as it came.
    pub value: Value,
}

impl OpenCti {
    /// Calls an Apex method. A lost answer does not mean that it did not run: keep such methods repeatable.
    /// Open CTI guide: runApex().
    ///
    /// # Errors
    /// Any [`Error`].
    pub fn run_apex(&self, request: &RunApex) -> Answer<ApexResult> {
        self.call("runApex", args(request), |response| {
            let returned = get(&response.object()?, "runApex");
            if returned.is_undefined() {
                return Err(response.odd());
            }
            if let Some(text) = returned.as_string() {
                let value = parse_json(&text).unwrap_or_else(|| Value::String(text.clone()));
                return Ok(ApexResult { text: Some(text), value });
            }
            let value = data(&returned).ok_or_else(|| response.odd())?;
            Ok(ApexResult { text: None, value })
        })
    }

    /// As [`run_apex`](OpenCti::run_apex), for a method that returns a text, which is left as it is.
    ///
    /// # Errors
    /// Any [`Error`]; [`Error::Shape`] when the method returned something else.
    pub fn run_apex_text(&self, request: &RunApex) -> Answer<String> {
        self.call("runApex", args(request), |response| {
            get(&response.object()?, "runApex").as_string().ok_or_else(|| response.odd())
        })
    }
}

fn args(request: &RunApex) -> js_sys::Object {
    let args = object("apexClass", request.class.as_str());
    put(&args, "methodName", request.method.as_str());
    put(&args, "methodParams", query(&request.params));
    args
}

/// `name=value&name=value`.
fn query(params: &[(String, String)]) -> String {
    let pairs: Vec<String> =
        params.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    pairs.join("&")
}
