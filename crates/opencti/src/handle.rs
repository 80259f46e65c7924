//! The handle through which everything is called.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use wasm_bindgen::JsValue;

use crate::messages::Subscriptions;
use crate::wire::get;

/// How long a call waits for its answer unless told otherwise.
pub const DEFAULT_DEADLINE: Duration = Duration::from_secs(10);

/// Open CTI in this page. A handle is cheap to clone; clones share one library and one count of ignored answers.
///
/// A call is sent when its function is called; the future that it gives only waits for the answer and borrows nothing. Calls
/// made in a row therefore reach Salesforce in that order, however their futures are awaited. Dropping a future ignores the
/// answer, it does not withdraw the call.
#[derive(Clone, Debug)]
pub struct OpenCti {
    namespace: JsValue,
    deadline_ms: u32,
    ignored: Rc<Cell<u32>>,
    subscriptions: Subscriptions,
}

impl OpenCti {
    /// A handle over an object of the shape of `sforce.opencti`: a shim, for instance, or a fake.
    ///
    /// This does not ask whether the object works; [`OpenCti::locate`] does.
    pub fn over(namespace: JsValue) -> OpenCti {
        OpenCti {
            namespace,
            deadline_ms: millis(DEFAULT_DEADLINE),
            ignored: Rc::default(),
            subscriptions: Subscriptions::default(),
        }
    }

    /// The same library with another deadline, for one call or for many.
    pub fn with_deadline(&self, deadline: Duration) -> OpenCti {
        OpenCti { deadline_ms: millis(deadline), ..self.clone() }
    }

    /// How many answers came after the deadline or a second time, and were ignored.
    pub fn ignored_answers(&self) -> u32 {
        self.ignored.get()
    }

    /// Whether this version of the library has a method of this name, `hvs.` names included.
    pub fn supports(&self, name: &str) -> bool {
        let (owner, name) = self.split(name);
        get(&owner, name).is_function()
    }

    /// The live `sforce.opencti`.
    pub(crate) fn namespace(&self) -> &JsValue {
        &self.namespace
    }

    /// How long a call waits, in milliseconds.
    pub(crate) fn deadline_ms(&self) -> u32 {
        self.deadline_ms
    }

    /// The count of ignored answers, shared with the callbacks of calls.
    pub(crate) fn ignored(&self) -> Rc<Cell<u32>> {
        Rc::clone(&self.ignored)
    }

    /// The subscriptions to message channels, shared with clones.
    pub(crate) fn subscriptions(&self) -> &Subscriptions {
        &self.subscriptions
    }

    /// The object a dotted name lives on, and the name there.
    pub(crate) fn split<'a>(&self, name: &'a str) -> (JsValue, &'a str) {
        match name.split_once('.') {
            Some((inner, name)) => (get(&self.namespace, inner), name),
            None => (self.namespace.clone(), name),
        }
    }
}

/// Whole milliseconds for a browser timer, whose limit is a signed 32-bit number.
pub(crate) fn millis(duration: Duration) -> u32 {
    duration.as_millis().min(i32::MAX as u128) as u32
}
