//! The handle through which everything is called.

use std::time::Duration;

use js_sys::Object;
use wasm_bindgen::JsValue;

use crate::Error;
use crate::call::{self, Answer, Call};
use crate::wire::response::Response;
use crate::wire::{get, object};

/// How long a call waits for its answer unless told otherwise.
pub const DEFAULT_DEADLINE: Duration = Duration::from_secs(10);

/// Open CTI in this page. A handle is cheap to clone; clones share one library and one count of ignored answers.
#[derive(Clone, Debug)]
pub struct OpenCti {
    namespace: JsValue,
    deadline_ms: u32,
    ignored: Object,
}

impl OpenCti {
    /// A handle over an object of the shape of `sforce.opencti`: a shim, for instance, or a fake.
    ///
    /// This does not ask whether the object works; [`OpenCti::locate`] does.
    pub fn over(namespace: JsValue) -> OpenCti {
        OpenCti { namespace, deadline_ms: millis(DEFAULT_DEADLINE), ignored: object("count", 0) }
    }

    /// The same library with another deadline, for one call or for many.
    pub fn with_deadline(&self, deadline: Duration) -> OpenCti {
        OpenCti { deadline_ms: millis(deadline), ..self.clone() }
    }

    /// How many answers came after the deadline or a second time, and were ignored.
    pub fn ignored_answers(&self) -> u32 {
        get(&self.ignored, "count").as_f64().unwrap_or_default() as u32
    }

    /// Whether this version of the library has a method of this name, `hvs.` names included.
    pub fn supports(&self, name: &str) -> bool {
        let (owner, name) = self.split(name);
        call::supports(&owner, name)
    }

    /// The live `sforce.opencti`.
    pub(crate) fn namespace(&self) -> &JsValue {
        &self.namespace
    }

    /// Calls a method by the name of the guide, for instance `saveLog` or `hvs.completeWork`.
    /// `read` makes a result of a successful answer.
    pub(crate) fn call<T>(
        &self,
        name: &'static str,
        args: Object,
        read: fn(&Response) -> Result<T, Error>,
    ) -> Answer<T> {
        Answer::new(self.send(name, args), read)
    }

    /// Calls a method whose success carries nothing.
    pub(crate) fn perform(&self, name: &'static str, args: Object) -> Answer<()> {
        self.call(name, args, |_| Ok(()))
    }

    fn send(&self, name: &'static str, args: Object) -> Call {
        let (owner, short) = self.split(name);
        Call::send(&owner, short, name, args, self.deadline_ms, &self.ignored)
    }

    /// The object a dotted name lives on, and the name there.
    pub(crate) fn split<'a>(&self, name: &'a str) -> (JsValue, &'a str) {
        match name.bytes().position(|byte| byte == b'.') {
            Some(dot) => (get(&self.namespace, &name[..dot]), &name[dot + 1..]),
            None => (self.namespace.clone(), name),
        }
    }
}

/// Whole milliseconds for a browser timer, whose limit is a signed 32-bit number.
pub(crate) fn millis(duration: Duration) -> u32 {
    duration.as_millis().min(i32::MAX as u128) as u32
}
