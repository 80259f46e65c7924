//! Documents that the page keeps for the desk: each has a version, and what cannot be read of one is a problem with a name.

use thiserror::Error;

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
        /// Name of the document: `memory` or `properties`.
        document: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// A later release wrote it.
    #[error("the stored {document} has version {found}, this release reads up to version {known}")]
    Version {
        /// Name of the document.
        document: &'static str,
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
