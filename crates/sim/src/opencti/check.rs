//! Checking arguments. Open CTI guide: INVALID_PARAM.

use serde_json::{Map, Value};

use super::answer::ApiError;
use crate::strict::{Rule, Strictness};

/// What was found in place of what was expected, in the words of the error.
fn found(value: &Value) -> String {
    match value {
        Value::String(text) => format!("'{text}'"),
        other => other.to_string(),
    }
}

/// A mandatory text.
pub(crate) fn text<'a>(args: &'a Map<String, Value>, name: &str) -> Result<&'a str, ApiError> {
    match args.get(name) {
        Some(Value::String(text)) if !text.is_empty() => Ok(text),
        Some(Value::Null) | None => {
            Err(ApiError::invalid(format!("{name}: a string was expected, but nothing was found.")))
        }
        Some(other) => {
            Err(ApiError::invalid(format!("{name}: a string was expected, but {} was found.", found(other))))
        }
    }
}

/// An optional object.
pub(crate) fn optional_object(
    args: &Map<String, Value>,
    name: &str,
) -> Result<Option<Map<String, Value>>, ApiError> {
    match args.get(name) {
        Some(Value::Object(map)) => Ok(Some(map.clone())),
        Some(Value::Null) | None => Ok(None),
        Some(other) => {
            Err(ApiError::invalid(format!("{name}: an object was expected, but {} was found.", found(other))))
        }
    }
}

/// A mandatory whole or broken number of pixels.
pub(crate) fn number(args: &Map<String, Value>, name: &str, strict: &Strictness) -> Result<f64, ApiError> {
    let value = args.get(name).unwrap_or(&Value::Null);
    if let Some(number) = value.as_f64() {
        return Ok(number);
    }
    if !strict.holds(Rule::ArgumentTypes)
        && let Some(number) = value.as_str().and_then(|text| text.parse().ok())
    {
        return Ok(number);
    }
    Err(ApiError::invalid(format!("{name}: a number was expected, but {} was found.", found(value))))
}

/// A mandatory boolean.
pub(crate) fn boolean(args: &Map<String, Value>, name: &str, strict: &Strictness) -> Result<bool, ApiError> {
    match args.get(name) {
        Some(Value::Bool(flag)) => Ok(*flag),
        Some(Value::String(text)) if !strict.holds(Rule::ArgumentTypes) => Ok(text == "true"),
        other => {
            let what = other.map_or_else(|| "nothing".to_owned(), found);
            Err(ApiError::invalid(format!("{name}: a boolean was expected, but {what} was found.")))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn types_are_checked() {
        let args = json!({ "text": "yes", "empty": "", "number": 7, "flag": true, "object": {} });
        let args = args.as_object().unwrap();
        let strict = Strictness::default();
        assert_eq!(text(args, "text").ok(), Some("yes"));
        for name in ["empty", "number", "missing"] {
            assert!(text(args, name).is_err(), "{name}");
        }
        assert_eq!(number(args, "number", &strict).ok(), Some(7.0));
        assert!(number(args, "text", &strict).is_err() && boolean(args, "text", &strict).is_err());
        assert_eq!(boolean(args, "flag", &strict).ok(), Some(true));
        assert!(optional_object(args, "object").unwrap().is_some() && optional_object(args, "flag").is_err());
    }
}
