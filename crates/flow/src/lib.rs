//! CTI Flows: document, values, references, block catalogue, effects, interpreter.
//!
//! Pure: this crate knows no clock, no browser, no thread and no file. A [`Run`] is a machine that is fed
//! replies and asks for [`Effect`]s; whoever drives it performs them.
//!
//! ```
//! use flow::{Context, Document, Limits, Outcome, Run, Step, compile};
//!
//! let (document, _) = Document::parse(r#"{ "actions": [ { "id": "uid-0", "type": "SE_Start" } ] }"#);
//! let (program, diagnostics) = compile(&document);
//! assert!(diagnostics.is_empty());
//! let (run, step) = Run::start(&program, Context::default(), Limits::default(), 0);
//! assert!(matches!(step, Step::Finished(Outcome::Completed { .. })));
//! assert_eq!(run.entries().len(), 1);
//! ```

#![forbid(unsafe_code)]

pub mod blocks;
mod catalogue;
#[cfg(feature = "check")]
mod check;
mod cut;
mod diagnostic;
mod document;
mod effect;
mod exception;
#[cfg(feature = "check")]
mod fix;
#[cfg(feature = "check")]
mod header;
mod outcome;
mod program;
mod reference;
mod reply;
mod run;
mod triggers;
mod value;

pub use blocks::Aliases;
pub use catalogue::{
    Argument, ArgumentRole, ArgumentType, Block, BlockContext, BlockStep, Category, Fallback, Field, Need,
    Note, Port, Ports, Promise, Results, Shown,
};
pub(crate) use catalogue::{editor_list, editor_text, promises};
#[cfg(feature = "check")]
pub use check::{check_together, check_trigger};
pub use cut::{cut, cut_with_sign, units};
pub use diagnostic::{Diagnostic, Finding, Place, Severity};
#[cfg(feature = "check")]
pub use document::edit;
pub use document::{Document, DocumentBlock};
pub use effect::*;
pub use exception::Exception;
#[cfg(feature = "check")]
pub use fix::{Fix, Repair, fix};
#[cfg(feature = "check")]
pub use header::{Header, set_header};
pub use outcome::{BlockedReason, Outcome, SkippedReason};
pub use program::{FORMAT, Flow, LoadError, Program, compile};
pub use reference::{Path, get};
pub use reply::*;
pub use run::{BlockName, BlockTrace, Call, Context, Limits, Millis, Run, Settings, Step};
pub use triggers::{
    AGENT_FIELDS, CONTACT_FIELDS, ContactContext, ContactStage, ContextField, PayloadField, Raised, Source,
    TRIGGERS, Trigger, TriggerEvent, TriggerFinding, action_trigger, find_trigger, resolve_trigger,
    triggers_as_markdown,
};
pub use value::{Map, Text, Value};
