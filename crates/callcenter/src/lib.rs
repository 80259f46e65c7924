//! Call centers of Open CTI: what an administrator imports so that Salesforce shows the softphone.
//!
//! One model, [`CallCenter`], and three [`Form`]s it is written in. [`read`] gives the model and everything there is to
//! say about a file; [`write()`] gives the file back; [`losses`] says what a form cannot carry.
//!
//! ```
//! use callcenter::{CallCenter, Form, read, write};
//!
//! let center = CallCenter::new("Acme", "https://cti.acme.example/softphone/");
//! let file = write(&center, Form::Import);
//! let report = read(file.as_bytes(), "callcenter.xml");
//! assert_eq!(report.call_center, Some(center));
//! ```
//!
//! Broken input is a list of [`Finding`]s, never a panic. The rules are those of the Open CTI guide, "Call Center
//! Definition File Format", and of the Metadata API guide, "CallCenter". Nothing here reads or writes files.

#![forbid(unsafe_code)]

mod convert;
mod custom;
mod draft;
mod finding;
mod form;
mod model;
mod remedy;
mod rules;
mod url;
mod vocabulary;
mod xml;

pub use convert::{Loss, losses};
pub use custom::{CUSTOM_ITEMS, CustomItem, SECTION, Value};
pub use finding::{Fault, Finding, Place, Severity, UrlFault};
pub use form::{Form, Report, read, write};
pub use model::{CallCenter, Compatibility, Dialing, Item, Section, Size, Standby};
