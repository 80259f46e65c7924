//! JSON into types that derive serde's `Deserialize`, for pages that are downloaded before they do anything.
//!
//! `serde_json::from_str` compiles a parser of its own for every type, for maps and for lists of fields in order, and errors that
//! quote what was found, which links the printing of floating-point numbers. Here the text becomes a [`Value`] first, and a type
//! is read from that: a struct from a map, by its keys. Of doubled keys the last counts, as in `JSON.parse`.

#![forbid(unsafe_code)]

mod error;
mod reader;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub use error::ReadError;
use reader::Reader;

/// Reads JSON text.
///
/// # Errors
/// It is not JSON, or not of the type's shape.
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, ReadError> {
    from_value(&parse(text)?)
}

/// Reads what was parsed already.
///
/// # Errors
/// It is not of the type's shape.
pub fn from_value<'v, T: Deserialize<'v>>(value: &'v Value) -> Result<T, ReadError> {
    T::deserialize(Reader(value))
}

/// Parses JSON text.
///
/// # Errors
/// It is not JSON.
pub fn parse(text: &str) -> Result<Value, ReadError> {
    serde_json::from_str(text).map_err(|error| ReadError::new(&error))
}

#[cfg(test)]
mod tests;
