//! Listeners that live as long as the page.
//!
//! Open CTI listeners cannot be removed and add up. So a tiny script registers each once and forwards to the
//! current core; what arrives while no core listens waits there. See `js/listeners.js`.

use wasm_bindgen::prelude::*;

use crate::wire::{get, thrown};
use crate::{Error, OpenCti};

#[wasm_bindgen(module = "/js/listeners.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn attach(owner: &JsValue, method: &str, core: &JsValue) -> Result<u32, JsValue>;
    #[wasm_bindgen(catch)]
    fn detach(owner: &JsValue, method: &str, turn: u32) -> Result<(), JsValue>;
}

/// An attached listener. Dropping it detaches our side: events are then kept, up to fifty, for the next listener.
#[derive(Debug)]
#[must_use = "dropping this detaches the listener; call `forget` to listen for the life of the page"]
pub struct Listening {
    owner: JsValue,
    method: String,
    turn: u32,
    closure: Option<Closure<dyn FnMut(JsValue)>>,
}

impl Listening {
    /// Listens for the life of the page.
    pub fn forget(mut self) {
        if let Some(closure) = self.closure.take() {
            closure.forget();
        }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        if self.closure.is_some() {
            // It only touches a map in our own script; there is nothing to do should it ever throw.
            let _ = detach(&self.owner, &self.method, self.turn);
        }
    }
}

impl OpenCti {
    /// Attaches the one listener of an event, taking over from the one before.
    pub(crate) fn listen(
        &self,
        name: &'static str,
        hear: impl FnMut(JsValue) + 'static,
    ) -> Result<Listening, Error> {
        let (owner, short) = self.split(name);
        if !get(&owner, short).is_function() {
            return Err(Error::NotSupported { method: name });
        }
        let closure = Closure::<dyn FnMut(JsValue)>::new(hear);
        let turn = attach(&owner, short, closure.as_ref())
            .map_err(|value| Error::Threw { method: name, message: thrown(&value) })?;
        Ok(Listening { owner, method: short.to_owned(), turn, closure: Some(closure) })
    }
}
