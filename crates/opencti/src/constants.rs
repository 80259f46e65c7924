//! `SCREENPOP_TYPE` and `CALL_TYPE`: read from the live object by name, so that another version may spell the
//! values otherwise; the literals of API 43.0 where the object lacks them.

use wasm_bindgen::JsValue;

use crate::OpenCti;
use crate::wire::{get, is_something};

/// A constant's name and its value in API 43.0.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Constant(pub(crate) &'static str, pub(crate) &'static str);

impl OpenCti {
    /// The live value of a constant, whatever its kind.
    pub(crate) fn constant(&self, table: &str, Constant(name, fallback): Constant) -> JsValue {
        let live = get(&get(self.namespace(), table), name);
        if is_something(&live) { live } else { fallback.into() }
    }
}
