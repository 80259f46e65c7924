//! What survives a reload: session storage for this tab, local storage for the last settings.

use desk::{Memory, Storage};
use flow::Map;

use crate::dom;

const MEMORY: &str = "switchboard.memory";
const SETTINGS: &str = "switchboard.settings";

/// Browser storage, which a browser may refuse to third-party frames.
#[derive(Debug, Default)]
pub(crate) struct Store {
    session: Option<web_sys::Storage>,
    local: Option<web_sys::Storage>,
}

impl Store {
    pub(crate) fn open() -> Store {
        let window = dom::window();
        let session = window.as_ref().and_then(|window| window.session_storage().ok().flatten());
        let local = window.as_ref().and_then(|window| window.local_storage().ok().flatten());
        Store { session, local }
    }

    pub(crate) fn state(&self) -> Storage {
        match self.session {
            Some(_) => Storage::Works,
            None => Storage::Denied,
        }
    }

    pub(crate) fn memory(&self) -> Memory {
        read(self.session.as_ref(), MEMORY).and_then(|text| Memory::from_text(&text)).unwrap_or_default()
    }

    pub(crate) fn remember(&self, text: &str) {
        write(self.session.as_ref(), MEMORY, text);
    }

    pub(crate) fn settings(&self) -> Option<Map<String>> {
        read(self.local.as_ref(), SETTINGS).and_then(|text| desk::settings_from_text(&text))
    }

    pub(crate) fn cache_settings(&self, settings: &Map<String>) {
        write(self.local.as_ref(), SETTINGS, &desk::settings_to_text(settings));
    }
}

/// What cannot be had counts as absent.
fn read(storage: Option<&web_sys::Storage>, key: &str) -> Option<String> {
    storage?.get_item(key).ok().flatten()
}

fn write(storage: Option<&web_sys::Storage>, key: &str, text: &str) {
    if storage.is_some_and(|storage| storage.set_item(key, text).is_err()) {
        log::warn("the browser's storage is full; a reload during a call would forget it");
    }
}

/// Lines for the console, with the prefix administrators search for (`reference/cti-flows.md` §4.17).
pub(crate) mod log {
    use flow::LogLevel;
    use wasm_bindgen::JsValue;

    pub(crate) fn warn(text: &str) {
        line(LogLevel::Warn, text);
    }

    pub(crate) fn line(level: LogLevel, text: &str) {
        let text = JsValue::from_str(&["[CTI ADAPTER]: ", text].concat());
        match level {
            LogLevel::Debug => web_sys::console::debug_1(&text),
            LogLevel::Info => web_sys::console::info_1(&text),
            LogLevel::Warn => web_sys::console::warn_1(&text),
            LogLevel::Error => web_sys::console::error_1(&text),
        }
    }
}
