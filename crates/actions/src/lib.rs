//! CTI Actions: what stands in an `*.action.json`, what is wrong with it, what an agent may enter into its form, and the
//! payload its flow gets (`reference/cti-flows.md` §6).
//!
//! One reader serves the tools and the agent's panel: the page carries the files as they were written
//! ([`list`] reads them), without the code for findings (feature `check`).
//!
//! ```
//! use actions::{Entry, Native, Problem};
//!
//! let (action, findings) = actions::read(
//!     "call-back.action.json",
//!     r#"{ "name": "Call back", "flow": "Call back", "fields": [{ "name": "Phone", "type": "phone", "required": true }] }"#,
//! );
//! let action = action.expect("an action");
//! assert!(findings.is_empty());
//! assert_eq!(action.problems(&[Entry::default()], &Native), [(0, Problem::Missing)]);
//! ```

#![forbid(unsafe_code)]

mod action;
#[cfg(feature = "check")]
mod edit;
mod entry;
mod finding;
mod limits;
#[cfg(feature = "check")]
mod links;
#[cfg(feature = "check")]
mod native;
mod read;

pub use action::{Action, Field, FieldType, Given, Options};
#[cfg(feature = "check")]
pub use edit::{ActionForm, FieldForm, NotEditable, PairForm};
pub use entry::{Entry, Host, Payload, Problem};
pub use finding::{Diagnostic, Finding, Severity};
pub use limits::{Limits, Pattern};
#[cfg(feature = "check")]
pub use links::{LinkedFlow, check_flows, check_links};
#[cfg(feature = "check")]
pub use native::Native;
#[cfg(feature = "check")]
pub use read::read;
pub use read::{list, list_in};
