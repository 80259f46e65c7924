//! Replies that need no platform.

use flow::{Answer, Failure, FailureKind, Reply, Value};

/// Nobody can be asked: this platform has not been found.
pub(crate) fn not_connected(platform: &str) -> Reply {
    Err(Failure::new(FailureKind::Unavailable, format!("{platform} is not connected")))
}

/// How many pages are open. A page that may not know knows of itself.
pub(crate) fn open_tabs(counted: Option<f64>) -> Reply {
    Ok(Answer::Value { value: Value::Number(counted.unwrap_or(1.0)) })
}
