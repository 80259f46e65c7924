//! Reading `salesforce.origins`: a list, or `"any"`, which asks by name for what an empty list means to the page.

use std::fmt;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{Error, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};

/// Reads the origins; none for `"any"`.
///
/// # Errors
/// It is neither.
pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    deserializer.deserialize_any(OrgOrigins)
}

struct OrgOrigins;

impl<'de> Visitor<'de> for OrgOrigins {
    type Value = Vec<String>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a sequence")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Vec<String>, E> {
        if text == "any" { Ok(Vec::new()) } else { Err(E::invalid_type(Unexpected::Str(text), &self)) }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, origins: A) -> Result<Vec<String>, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(origins))
    }
}
