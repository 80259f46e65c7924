//! Events of one's own: how pages in a console talk to each other.

use wasm_bindgen::JsValue;

use crate::wire::text;
use crate::{Console, Error, Listening};

impl Console {
    /// Fires an event for every page of the console that listens for this type. Console guide: fireEvent().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn fire_event(&self, event: &str, message: &str) -> Result<(), Error> {
        self.perform("fireEvent", &[event.into(), message.into()]).await
    }

    /// Hears the messages of an event of this type, until the listener is dropped. For the toolkit's own events there are
    /// methods that read them. Console guide: addEventListener(), removeEventListener().
    ///
    /// # Errors
    /// [`Error::NotHere`] or [`Error::Threw`].
    pub fn on_event(&self, event: &str, mut hear: impl FnMut(String) + 'static) -> Result<Listening, Error> {
        let mut listening = Listening::begun();
        self.add_listener(&mut listening, "addEventListener", event.into(), move |event| {
            hear(message(&event))
        })?;
        Ok(listening)
    }
}

/// The message stands in `message`, or is all there is. One without a text is an empty one.
fn message(event: &JsValue) -> String {
    event.as_string().or_else(|| text(event, "message")).unwrap_or_default()
}
