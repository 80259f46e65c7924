#![doc = include_str!("../README.md")]
#![deny(missing_docs, missing_debug_implementations)]
#![cfg_attr(not(test), deny(clippy::unwrap_used))]

mod call;
mod component;
mod console;
mod error;
mod events;
mod first;
mod ids;
mod listen;
mod presence;
mod tabs;
mod wire;

pub use console::{Console, DEFAULT_DEADLINE};
pub use error::{Error, NotHere};
pub use ids::{StatusId, TabId, WorkId};
pub use listen::Listening;
pub use presence::{AgentWork, Channel, Presence, PresenceEvent, PresenceStatus, Workload};
pub use tabs::{NewTab, PageInfo, TabFocus};
