//! An Amazon Connect instance and a Salesforce org in memory, on a virtual clock, with faults.
//!
//! One [`World`] is one pure model of both platforms. A Lightning browser tab ([`World::open_console`]) and a Contact
//! Control Panel frame ([`World::open_ccp`]) are views onto it, so a second tab, a reload or a killed page never forks
//! it. [`World::direct`] makes things happen, [`World::facts`] says what is true, [`World::advance`] moves the clock.
//!
//! | I look for … | I open |
//! |---|---|
//! | what can be made to happen, and by which script | `direction.rs`, `scenario.rs` |
//! | what can go wrong, and what is deliberately hard | `faults.rs`, `strict.rs` |
//! | a method of Open CTI | `opencti/`, one file a family |
//! | adapters, flows and actions as records, and the Apex classes for them | `org_package/` |
//! | records, the rules of saving and searching, layout, settings | `org/` |
//! | tabs, pages, the softphone panel, what the agent does there | `console/` |
//! | contacts, agent states, requests, the wire to the panel | `connect/` |
//! | what a test may ask | `facts.rs` |
//!
//! It is at least as nasty as the platforms: what the contract references call surprising is the default. Each
//! nastiness is a named [`strict::Rule`].
//!
//! ```
//! use serde_json::json;
//! use sim::{Direction, World, WorldOptions};
//!
//! let mut world = World::new(WorldOptions::default());
//! let console = world.open_console();
//! world.direct(Direction::KnownCall);
//! let found = world.call(console, "searchAndScreenPop",
//!     &json!({ "callType": "inbound", "searchParams": "4155550142", "deferred": true }));
//! assert_eq!(found.value().unwrap().as_object().unwrap().len(), 2); // one record, and SCREEN_POP_DATA
//! ```

#![forbid(unsafe_code)]

pub mod clock;
pub mod connect;
pub mod console;
mod direction;
pub mod facts;
pub mod faults;
pub mod opencti;
pub mod org;
pub mod org_package;
pub mod scenario;
pub mod strict;
mod world;

pub use clock::Millis;
pub use connect::{CcpAct, CcpActOn, CcpId, CcpView, ConnectFailure};
pub use console::{ConsoleAct, ConsoleId, ConsoleView, ToolkitError};
pub use direction::Direction;
pub use facts::Facts;
pub use faults::Fault;
pub use opencti::CallAnswer;
pub use scenario::scenario;
pub use strict::Strictness;
pub use world::{LibraryAnswer, Origins, World, WorldOptions};
