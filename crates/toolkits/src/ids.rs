//! Ids of the toolkits. Opaque, but for the two lengths Salesforce gives the same id in.

use std::hash::{Hash, Hasher};

/// Id of a console tab, `ctab1` or `ctab1_3` in Lightning. Compared as it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TabId(String);

impl TabId {
    /// An id as Salesforce gave it.
    pub fn new(id: impl Into<String>) -> TabId {
        TabId(id.into())
    }

    /// The id as Salesforce gave it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A record id. Equal to itself in its other length: 15 characters, or 18 with a check.
#[derive(Clone, Debug)]
struct RecordId(String);

impl RecordId {
    fn significant(&self) -> &str {
        self.0.get(..15).unwrap_or(&self.0)
    }
}

impl PartialEq for RecordId {
    fn eq(&self, other: &Self) -> bool {
        self.significant() == other.significant()
    }
}

impl Eq for RecordId {}

impl Hash for RecordId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.significant().hash(state);
    }
}

/// Id of a presence status of Omni-Channel (`0N5…`), in either length.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StatusId(RecordId);

/// Id of a piece of work of Omni-Channel, an AgentWork (`0Bz…`), in either length.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WorkId(RecordId);

impl StatusId {
    /// An id as Salesforce gave it.
    pub fn new(id: impl Into<String>) -> StatusId {
        StatusId(RecordId(id.into()))
    }

    /// The id as Salesforce gave it.
    pub fn as_str(&self) -> &str {
        &self.0.0
    }
}

impl WorkId {
    /// An id as Salesforce gave it.
    pub fn new(id: impl Into<String>) -> WorkId {
        WorkId(RecordId(id.into()))
    }

    /// The id as Salesforce gave it.
    pub fn as_str(&self) -> &str {
        &self.0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, same: bool) {
        assert_eq!(StatusId::new(one) == StatusId::new(other), same, "{one} {other}");
        assert_eq!(WorkId::new(one) == WorkId::new(other), same, "{one} {other}");
    }

    #[test]
    fn both_lengths_are_one_id() {
        check("0N5000000000001", "0N5000000000001CAA", true);
        check("0N5000000000001", "0N5000000000002CAA", false);
        check("0N500000000000a", "0N500000000000A", false);
        check("short", "short", true);
        check("ééééééééé", "ééééééééé", true);
    }
}
