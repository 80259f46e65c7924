//! The handle through which everything is called.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};

use crate::Presence;
use crate::wire::get;

/// How long a call waits for its answer unless told otherwise.
pub const DEFAULT_DEADLINE: Duration = Duration::from_secs(10);

/// The console toolkit of this page. A handle is cheap to clone and never fails to be made: each call looks whether the
/// toolkit is there and whether it is in a console app, and otherwise ends in [`Error::NotHere`](crate::Error::NotHere).
#[derive(Clone, Debug)]
pub struct Console {
    source: Source,
    pub(crate) deadline_ms: u32,
    pub(crate) ignored: Rc<Cell<u32>>,
}

#[derive(Clone, Debug)]
enum Source {
    /// Whatever `window.sforce.console` is when asked: its script may come later.
    Page,
    Given(JsValue),
}

impl Console {
    /// The toolkit of this page, `window.sforce.console`, now or later.
    pub fn of_page() -> Console {
        Console::from(Source::Page)
    }

    /// A toolkit of the same shape: a fake, for instance.
    pub fn over(toolkit: JsValue) -> Console {
        Console::from(Source::Given(toolkit))
    }

    fn from(source: Source) -> Console {
        Console { source, deadline_ms: millis(DEFAULT_DEADLINE), ignored: Rc::default() }
    }

    /// The same toolkit with another deadline, for one call or for many.
    pub fn with_deadline(&self, deadline: Duration) -> Console {
        Console { deadline_ms: millis(deadline), ..self.clone() }
    }

    /// How many answers came after the deadline or a second time, and were ignored.
    pub fn ignored_answers(&self) -> u32 {
        self.ignored.get()
    }

    /// Whether the app around this page is a console. `false` also without the toolkit. Console guide: isInConsole().
    pub fn is_in_console(&self) -> bool {
        let Some(toolkit) = self.toolkit() else { return false };
        let Ok(ask) = get(&toolkit, "isInConsole").dyn_into::<Function>() else { return false };
        ask.call0(&toolkit).is_ok_and(|answer| answer == JsValue::TRUE)
    }

    /// Whether a method of the guide can be called here and now, `presence.login` for those of Omni-Channel. That it can
    /// be called does not mean that Lightning supports it: then it answers with a failure.
    pub fn supports(&self, name: &'static str) -> bool {
        self.method(name).is_ok()
    }

    /// Omni-Channel: the agent's presence and work.
    pub fn presence(&self) -> Presence {
        Presence { console: self.clone() }
    }

    /// The live object, when there is one.
    pub(crate) fn toolkit(&self) -> Option<JsValue> {
        let toolkit = match &self.source {
            Source::Page => get(&get(&js_sys::global(), "sforce"), "console"),
            Source::Given(toolkit) => toolkit.clone(),
        };
        toolkit.is_object().then_some(toolkit)
    }
}

/// Whole milliseconds for a browser timer, whose limit is a signed 32-bit number.
fn millis(duration: Duration) -> u32 {
    duration.as_millis().min(i32::MAX as u128) as u32
}
