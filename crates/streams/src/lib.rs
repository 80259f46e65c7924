//! Typed bindings over `window.connect`, the [amazon-connect-streams] library, used unmodified.
//!
//! [`load`] brings the library file onto a page with a strict content security policy. [`connect`]
//! shows the Contact Control Panel in an element and turns everything it says into one closed type,
//! [`Event`], with plain [`ContactSnapshot`]s and [`AgentSnapshot`]s that outlive the library's objects.
//! [`Session`] is the way back: each request is a method whose [`Answer`] is awaited, with a deadline and a
//! typed [`Error`]; dropping the session ends every subscription.
//!
//! ```no_run
//! use streams::{ContactChange, Event, Options, Script};
//!
//! async fn start(container: web_sys::Element) -> Result<streams::Session, Box<dyn std::error::Error>> {
//!     streams::load(Script::Streams).await?;
//!     let options = Options::new("https://acme.my.connect.aws/ccp-v2/");
//!     let session = streams::connect(&container, &options, |event| match event {
//!         Event::Contact { kind: ContactChange::Connecting, contact } => {
//!             let number = contact.customer_number();
//!             // pop the caller's record …
//!             # let _ = number;
//!         }
//!         _ => {}
//!     })?;
//!     session.dial("+442079460001", None).await?;
//!     Ok(session)
//! }
//! ```
//!
//! No JavaScript value crosses the public surface, except the container element. The crate reads the
//! raw data behind the library's objects and never calls a getter of a live chat or task connection:
//! those join a ringing chat, or throw while TaskJS is missing.
//!
//! [amazon-connect-streams]: https://github.com/amazon-connect/amazon-connect-streams

#![deny(missing_docs, missing_debug_implementations, clippy::unwrap_used)]
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod agent;
mod connection;
mod contact;
mod data;
mod endpoint;
mod error;
mod event;
mod first;
mod library;
mod load;
mod methods;
mod open_enum;
mod options;
mod queue;
mod raw;
mod request;
mod session;
mod texts;
mod timestamp;

pub use agent::{AgentSnapshot, AgentState, AgentStateType, RoutingProfile};
pub use connection::{ConnectionSnapshot, ConnectionStateType, ConnectionType};
pub use contact::{ContactSnapshot, ContactStateType, ContactType, InitiationMethod};
pub use endpoint::{Endpoint, EndpointType};
pub use error::{Error, Failure};
pub use event::{AgentChange, ContactChange, Event, StorageAccess};
pub use load::{LoadError, Script, load};
pub use options::{Companions, LoginPopup, Options, Softphone};
pub use queue::Queue;
pub use request::Answer;
pub use session::{Session, connect};
pub use texts::Texts;
pub use timestamp::{Skew, Timestamp};
