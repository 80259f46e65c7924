//! Listeners. Those of events can be removed; those of focus cannot, and go deaf instead.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Function};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use crate::wire::{get, thrown};
use crate::{Console, Error, NotHere};

/// Something that is heard. Dropping it ends that.
#[derive(Debug)]
#[must_use = "dropping this stops listening; call `forget` to listen for the life of the page"]
pub struct Listening {
    hears: Rc<Cell<bool>>,
    registered: Vec<Registered>,
}

/// A registration that can be taken back.
#[derive(Debug)]
struct Registered {
    toolkit: JsValue,
    event: JsValue,
    listener: JsValue,
}

impl Listening {
    /// Nothing yet.
    pub(crate) fn begun() -> Listening {
        Listening { hears: Rc::new(Cell::new(true)), registered: Vec::new() }
    }

    /// Listens for the life of the page.
    pub fn forget(mut self) {
        self.registered.clear();
        // Nobody can change it any more.
        self.hears = Rc::default();
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.hears.set(false);
        for Registered { toolkit, event, listener } in self.registered.drain(..) {
            if let Ok(remove) = get(&toolkit, "removeEventListener").dyn_into::<Function>() {
                // It is deaf in any case; a toolkit that throws here leaves nothing to be done.
                let _ = remove.apply(&toolkit, &Array::of2(&event, &listener));
            }
        }
    }
}

impl Console {
    /// Registers a listener by a method of its own. There is no way back, so it goes deaf when dropped.
    pub(crate) fn listen(
        &self,
        name: &'static str,
        hear: impl FnMut(JsValue) + 'static,
    ) -> Result<Listening, Error> {
        let listening = Listening::begun();
        self.tell(name, &[closure(&listening.hears, hear)])?;
        Ok(listening)
    }

    /// Registers a listener for an event of the toolkit, by the path of its name: `ConsoleEvent.OPEN_TAB`.
    pub(crate) fn hear_event(
        &self,
        path: &'static str,
        hear: impl FnMut(JsValue) + 'static,
    ) -> Result<Listening, Error> {
        let mut listening = Listening::begun();
        self.hear_event_too(&mut listening, path, hear)?;
        Ok(listening)
    }

    /// Registers one more.
    pub(crate) fn hear_event_too(
        &self,
        listening: &mut Listening,
        path: &'static str,
        hear: impl FnMut(JsValue) + 'static,
    ) -> Result<(), Error> {
        let (toolkit, _) = self.method("addEventListener").map_err(|error| named(error, path))?;
        let event = path.split('.').fold(toolkit, |owner, key| get(&owner, key));
        if !event.is_string() {
            return Err(Error::NotHere { method: path, why: NotHere::NoMethod });
        }
        self.add_listener(listening, path, event, hear)
    }

    /// Registers a listener for an event; `method` is what errors name.
    pub(crate) fn add_listener(
        &self,
        listening: &mut Listening,
        method: &'static str,
        event: JsValue,
        hear: impl FnMut(JsValue) + 'static,
    ) -> Result<(), Error> {
        let (toolkit, add) = self.method("addEventListener").map_err(|error| named(error, method))?;
        let listener = closure(&listening.hears, hear);
        add.apply(&toolkit, &Array::of2(&event, &listener))
            .map_err(|value| Error::Threw { method, message: thrown(&value) })?;
        listening.registered.push(Registered { toolkit, event, listener });
        Ok(())
    }
}

/// Owned by the JavaScript side, which may call it at any time.
fn closure(hears: &Rc<Cell<bool>>, mut hear: impl FnMut(JsValue) + 'static) -> JsValue {
    let hears = hears.clone();
    Closure::<dyn FnMut(JsValue)>::new(move |event| {
        if hears.get() {
            hear(event);
        }
    })
    .into_js_value()
}

/// An error of `addEventListener`, under the name of the event that was asked for.
fn named(error: Error, method: &'static str) -> Error {
    match error {
        Error::NotHere { why, .. } => Error::NotHere { method, why },
        other => other,
    }
}
