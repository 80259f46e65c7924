//! The envelope around every message.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The version of the messages. A message of another version is not read.
pub const VERSION: u32 = 2;

/// Why a message was not read. The receiver reports it and goes on as if it had not come.
#[derive(Debug, thiserror::Error)]
pub enum MessageError {
    /// The text is no JSON, or a field is missing or holds something else.
    #[error("the message cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// Core and panel are of different releases.
    #[error("the message has version {found}, this side speaks version {VERSION}")]
    Version {
        /// The version it declares.
        found: u32,
    },
    /// The message is of another kind than the receiver takes.
    #[error("the message is of the unknown kind {kind:?}")]
    Kind {
        /// The kind it declares; empty when it declares none.
        kind: String,
    },
}

#[derive(Serialize)]
struct Outgoing<'a, T> {
    version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'static str>,
    #[serde(flatten)]
    body: &'a T,
}

#[derive(Deserialize)]
struct Head {
    version: u32,
    #[serde(default)]
    message: Option<String>,
}

/// Writes a message. `kind` is for receivers that take several kinds.
pub(crate) fn write(kind: Option<&'static str>, body: &impl Serialize) -> String {
    serde_json::to_string(&Outgoing { version: VERSION, message: kind, body })
        .unwrap_or_else(|error| unreachable!("messages are plain data under text keys: {error}"))
}

/// Reads a message of one kind.
pub(crate) fn read<T: DeserializeOwned>(kind: Option<&str>, text: &str) -> Result<T, MessageError> {
    let message: Value = serde_json::from_str(text)?;
    let head = Head::deserialize(&message)?;
    if head.version != VERSION {
        return Err(MessageError::Version { found: head.version });
    }
    if head.message.as_deref() != kind {
        return Err(MessageError::Kind { kind: head.message.unwrap_or_default() });
    }
    Ok(T::deserialize(&message)?)
}
