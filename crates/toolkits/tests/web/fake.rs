//! The fake toolkit, from Rust's side.

use serde_json::Value;
use toolkits::Console;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/tests/web/fake.js")]
extern "C" {
    /// One fake toolkit.
    pub(crate) type Fake;
    pub(crate) fn fake() -> Fake;
    fn toolkit(fake: &Fake) -> JsValue;
    #[wasm_bindgen(js_name = plan)]
    fn plan_text(fake: &Fake, mode: &str, response: &str);
    #[wasm_bindgen(js_name = calls)]
    fn calls_text(fake: &Fake) -> String;
    fn problems(fake: &Fake) -> String;
    /// Lets go of the answers that are held back.
    pub(crate) fn release(fake: &Fake);
    /// Takes a method or a constant away, by its path.
    pub(crate) fn remove(fake: &Fake, name: &str);
    /// The app around it is no console any more.
    #[wasm_bindgen(js_name = leaveConsole)]
    pub(crate) fn leave_console(fake: &Fake);
    #[wasm_bindgen(js_name = fire)]
    fn fire_text(fake: &Fake, name: &str, payload: &str);
    /// How many listeners are registered, of whatever.
    pub(crate) fn registrations(fake: &Fake) -> u32;
    /// Puts the fake into the page.
    pub(crate) fn install(fake: &Fake);
    /// Takes it out.
    pub(crate) fn uninstall();
}

impl Fake {
    /// A handle over this fake.
    pub(crate) fn handle(&self) -> Console {
        Console::over(toolkit(self))
    }

    /// How every call from now on is answered.
    pub(crate) fn plan(&self, mode: &str, response: &Value) {
        plan_text(self, mode, &response.to_string());
    }

    /// The calls made so far, `{method, args}` each.
    pub(crate) fn calls(&self) -> Vec<Value> {
        serde_json::from_str(&calls_text(self)).expect("the fake writes JSON")
    }

    /// Fires an event: a method's name or the path of a constant.
    pub(crate) fn fire(&self, name: &str, payload: &Value) {
        fire_text(self, name, &payload.to_string());
    }

    /// Nothing about the arguments was wrong.
    #[track_caller]
    pub(crate) fn assert_content(&self) {
        assert_eq!(problems(self), "");
    }
}
