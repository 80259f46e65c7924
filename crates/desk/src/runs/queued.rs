//! A run of a flow that has not started yet.

use std::sync::Arc;

use flow::{Millis, Trigger, TriggerEvent, Value};

use crate::contact::ContactSnapshot;
use crate::event::ClickToDial;
use crate::runs::dispatch::Flow;

/// Names one run of a flow on this desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct RunId(pub(crate) u64);

/// A flow that is to run: now, or after what is already being done for its contact.
#[derive(Debug)]
pub(crate) struct Queued {
    pub(crate) flow: Arc<Flow>,
    pub(crate) trigger: &'static Trigger,
    pub(crate) payload: Value,
    pub(crate) contact: Option<Box<ContactSnapshot>>,
    pub(crate) click: Option<ClickToDial>,
    /// What the memory of its contact notes once it starts: until then a reload runs it again.
    pub(crate) mark: Option<(TriggerEvent, Option<Millis>)>,
}

impl Queued {
    /// Newer reports of this kind make older ones worthless.
    pub(crate) fn is_refresh(&self) -> bool {
        self.trigger.event == Some(TriggerEvent::Refresh)
    }

    /// The contact is over: what is known by now is all there will be.
    pub(crate) fn is_end(&self) -> bool {
        matches!(self.trigger.event, Some(TriggerEvent::Ended | TriggerEvent::Destroy))
    }
}
