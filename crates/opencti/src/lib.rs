#![doc = include_str!("../README.md")]
#![deny(missing_docs, missing_debug_implementations)]
#![cfg_attr(not(test), deny(clippy::unwrap_used))]

mod apex;
mod app_view;
mod call;
mod call_center;
mod call_object_references;
mod click_to_dial;
mod constants;
mod error;
mod field;
mod first;
mod handle;
mod host;
mod layout;
mod listen;
mod load;
mod locate;
mod messages;
mod page;
mod panel;
mod record;
mod sales_engagement;
mod save_log;
mod screen_pop;
mod search;
mod wire;

pub use apex::{ApexResult, RunApex};
pub use call::Answer;
pub use call_center::CallCenterSettings;
pub use call_object_references::CallObjectReferences;
pub use error::{ApiError, Detail, Error, ErrorCode};
pub use field::{FieldValue, Fields};
pub use handle::{DEFAULT_DEADLINE, OpenCti};
pub use host::{Hosts, OrgOrigin, Refusal};
pub use layout::{LayoutField, LayoutObject, LayoutSection, PopRule, PopRules, SoftphoneLayout};
pub use listen::Listening;
pub use locate::{Options, Source, Unavailable};
pub use messages::Subscription;
pub use page::Page;
pub use record::{AppView, ClickToDial};
pub use sales_engagement::{CompleteWork, WorkStart};
pub use save_log::{SaveLog, SaveTarget};
pub use screen_pop::{DeferredPop, FlowArg, ScreenPop};
pub use search::{CallType, Match, Matches, PopWhen, Search};
