//! Talking to the simulator host: JSON over fetch, same origin only.

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

/// Why a request to the host failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum WireError {
    /// No answer: the host is not running or the network is off.
    Unreachable(String),
    /// The host says the page it asked for is closed in the world.
    Gone,
    /// The host refused, with its sentence.
    Refused {
        /// HTTP status.
        status: u16,
        /// What the host said.
        sentence: String,
    },
    /// The answer is not the JSON this page knows: page and host are of different builds.
    Shape(String),
}

impl std::fmt::Display for WireError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreachable(why) => write!(out, "The simulator host does not answer ({why})."),
            Self::Gone => out.write_str("This tab was closed in the world."),
            Self::Refused { sentence, .. } => out.write_str(sentence),
            Self::Shape(why) => write!(out, "The host's answer is of another build than this page ({why})."),
        }
    }
}

/// Reads a JSON answer.
pub(crate) async fn get<T: DeserializeOwned>(path: &str) -> Result<T, WireError> {
    request("GET", path, None).await
}

/// Posts a JSON body and reads the JSON answer.
pub(crate) async fn post<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T, WireError> {
    let body = serde_json::to_string(body).map_err(|error| WireError::Shape(error.to_string()))?;
    request("POST", path, Some(body)).await
}

/// Posts in a way that outlives this page, for the moment when its tab is closed.
pub(crate) fn farewell(path: &str) {
    // Refused or lost, the host still notices the silence.
    let _ = web_sys::window().map(|window| window.navigator().send_beacon(path));
}

async fn request<T: DeserializeOwned>(
    method: &str,
    path: &str,
    body: Option<String>,
) -> Result<T, WireError> {
    let unreachable = |value: JsValue| {
        WireError::Unreachable(
            value
                .dyn_ref::<js_sys::Error>()
                .map_or_else(|| "no reason given".to_owned(), |error| String::from(error.message())),
        )
    };
    let init = RequestInit::new();
    init.set_method(method);
    if let Some(body) = body {
        let headers = Headers::new().map_err(unreachable)?;
        headers.set("content-type", "application/json").map_err(unreachable)?;
        init.set_headers(&headers);
        init.set_body(&JsValue::from_str(&body));
    }
    let window = web_sys::window().ok_or_else(|| WireError::Unreachable("no window".to_owned()))?;
    let response = JsFuture::from(window.fetch_with_str_and_init(path, &init)).await.map_err(unreachable)?;
    let response: Response = response.dyn_into().map_err(unreachable)?;
    let text = JsFuture::from(response.text().map_err(unreachable)?).await.map_err(unreachable)?;
    let text = text.as_string().unwrap_or_default();
    match response.status() {
        200 => serde_json::from_str(&text).map_err(|error| WireError::Shape(error.to_string())),
        410 => Err(WireError::Gone),
        status => Err(WireError::Refused { status, sentence: sentence(&text) }),
    }
}

fn sentence(text: &str) -> String {
    let parsed: Option<serde_json::Value> = serde_json::from_str(text).ok();
    parsed
        .and_then(|value| Some(value.get("error")?.as_str()?.to_owned()))
        .unwrap_or_else(|| text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_shows_the_hosts_own_sentence() {
        assert_eq!(sentence(r#"{"error": "There is no world."}"#), "There is no world.");
        assert_eq!(sentence("plain\n"), "plain");
    }
}
