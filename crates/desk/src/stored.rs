//! Documents that the page keeps for the desk: each has a version, and what cannot be read of one is a problem with a name.

use std::fmt;

use panel_protocol::FORMS_VERSION;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A document that the page keeps in the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoredDocument {
    /// What must survive a reload ([`Memory`](crate::Memory)).
    Memory,
    /// What flows remember for each other ([`Properties`](crate::Properties)).
    Properties,
    /// The call center's settings as they were read last ([`cached_settings`](crate::boot::cached_settings)).
    Settings,
    /// A copy of an adapter record of the org.
    OrgFlows,
    /// Forms of CTI Actions that an agent has begun; the panel keeps them.
    Forms,
}

impl fmt::Display for StoredDocument {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            StoredDocument::Memory => "memory",
            StoredDocument::Properties => "properties",
            StoredDocument::Settings => "settings",
            StoredDocument::OrgFlows => "flows of the org",
            StoredDocument::Forms => "forms",
        })
    }
}

/// Whether the page can keep anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Storage {
    /// It can.
    #[default]
    Works,
    /// The browser refuses.
    Denied,
    /// There is no room for what was to be kept last.
    Full,
}

/// What was read of a stored document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored<T> {
    /// What could be read; the default where nothing could.
    pub value: T,
    /// What could not, each to be written to the console.
    pub problems: Vec<StoredError>,
}

impl<T: Default> Restored<T> {
    /// Nothing was restored, because of this.
    pub(crate) fn nothing(problem: StoredError) -> Restored<T> {
        Restored { value: T::default(), problems: vec![problem] }
    }
}

impl<T> Restored<T> {
    /// Whether a later release wrote the document: then this one leaves it as it is.
    pub fn is_from_later_release(&self) -> bool {
        self.problems.iter().any(StoredError::is_from_later_release)
    }
}

impl<T> From<T> for Restored<T> {
    fn from(value: T) -> Restored<T> {
        Restored { value, problems: Vec::new() }
    }
}

/// Why a stored document, or a part of it, is not used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoredError {
    /// It is not what this document ever looked like.
    #[error("the stored {document} cannot be read: {reason}")]
    Unreadable {
        /// The document.
        document: StoredDocument,
        /// What is wrong with it.
        reason: String,
    },
    /// A later release wrote it.
    #[error("the stored {document} has version {found}, this release reads up to version {known}")]
    Version {
        /// The document.
        document: StoredDocument,
        /// The version it declares.
        found: u32,
        /// The latest version that can be read.
        known: u32,
    },
    /// One contact of the memory cannot be read; the others can.
    #[error("what was stored of contact {contact} cannot be read: {reason}")]
    Contact {
        /// Contact id.
        contact: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl StoredError {
    /// Whether a later release wrote it.
    pub fn is_from_later_release(&self) -> bool {
        matches!(self, StoredError::Version { .. })
    }
}

/// The version of any document that has it under the key `version`.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

/// Says whether a later release wrote the forms that the panel keeps. The panel itself passes over what it cannot read.
pub fn check_forms(text: &str) -> Option<StoredError> {
    let Versioned { version: found } = serde_json::from_str(text).ok()?;
    let known = FORMS_VERSION;
    (found > known).then_some(StoredError::Version { document: StoredDocument::Forms, found, known })
}
