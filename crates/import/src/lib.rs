//! From the vendor's adapter, and between orgs: reads exported flows, dumps of records and archives of ours, compares them with
//! what is there and says what would change.
//!
//! Pure: files come as names and bytes, and nothing is written. `cti import` and the studio show what this crate found, ask, and
//! write.
//!
//! ```
//! use import::{Choices, InputFile};
//!
//! let flow = br#"{"actions":[{"id":"uid-0","type":"SE_Start"}]}"#;
//! let list = "Name;Source;Event;Active\nGreeting;Amazon Connect Voice Contact;onConnecting;true\n";
//! let files = [
//!     InputFile { name: "Greeting.json".into(), bytes: flow.to_vec() },
//!     InputFile { name: "records.csv".into(), bytes: list.into() },
//! ];
//! let imported = import::read(&files, &Choices::default());
//! assert_eq!(imported.documents[0].document.source.as_deref(), Some("connectVoiceContact"));
//! ```

#![forbid(unsafe_code)]

mod archive;
mod columns;
mod compare;
mod decode;
mod document;
mod finding;
mod flow_text;
mod read;
mod recognize;
mod table;
mod words;

pub use archive::{Archive, ArchiveError};
pub use columns::{Field, Mapping};
pub use compare::{Arrival, Change, Deed, Target, compare, compare_settings, left_alone};
pub use decode::MOST_BYTES;
pub use document::{Document, Kind};
pub use finding::{Finding, Note, Severity};
pub use read::{Choices, Imported, ImportedDocument, InputFile, read};

/// Longest definition that an org keeps, in UTF-16 units.
pub const LONGEST_DEFINITION: usize = 120_000;

/// Longest name and key, in UTF-16 units.
pub const LONGEST_NAME: usize = 80;
