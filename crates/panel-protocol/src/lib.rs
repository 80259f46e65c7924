//! Messages between the softphone core and the agent's panel.
//!
//! The core sends a [`PanelView`] whenever what the panel shows has changed, and a [`RunsRecording`] or what is [`Unsaved`]
//! when the panel asks for it. The panel sends a [`Gesture`] for each thing the agent presses. Both sides run as WebAssembly modules of their own and
//! exchange JSON text through `www/adapter/panel.js`, so a message is checked when it arrives: each carries [`VERSION`], and
//! what cannot be read is an error that the receiver reports and then ignores.
//!
//! Plain data: no behavior of the desk or of the page is in here.

#![forbid(unsafe_code)]

mod call;
mod codec;
mod contact;
mod flow_output;
mod gesture;
mod outbox;
mod press;
mod runs;
mod todo;
mod view;

pub use call::{CallerQuestion, CallerView, LogView, LookFor, RecordSource, RecordView, SaveState, SaveView};
pub use codec::{MessageError, VERSION};
pub use contact::{CallOutcome, Channel, ContactState, ContactView, Direction};
pub use flow_output::{DataRow, DataView, Notification, NotificationKind, RecordingState, RecordingView};
pub use gesture::{Gesture, RecordingChange};
pub use outbox::{OutboxView, Unsaved, UnsavedKind, UnsavedRecord};
pub use runs::{
    BlockContents, BlockFailure, FormView, PressState, PressView, RecordedBlock, RecordedCall, RecordedRun,
    RunOutcome, RunView, RunsRecording,
};
pub use todo::{TodoState, TodoView};
pub use view::{Failure, FailureKind, FlowsSource, FlowsView, LayoutView, PanelOwner, PanelView};

/// The version of the document in which the core keeps the call center's settings, which the panel reads as well. Documents
/// without a version have the same form.
pub const SETTINGS_VERSION: u32 = 1;

/// The version of the document in which the panel keeps the forms that an agent has begun: the core looks whether a later
/// release wrote it. Documents without a version are bare lists of the same forms.
pub const FORMS_VERSION: u32 = 1;

/// The name under which the panel keeps that document, in the storage of the tab.
pub const FORMS_KEY: &str = "switchboard.panel.forms";
