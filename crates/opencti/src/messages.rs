//! `subscribe`, `unsubscribe`, `publish`: Lightning Message Service. API 47.0 and later.

use std::cell::Cell;
use std::rc::Rc;

use serde_json::Value;
use wasm_bindgen::{JsValue, closure::Closure};

use crate::wire::{data, from_data, get, is_something, object, put};
use crate::{Answer, Error, OpenCti};

/// A subscription to a message channel. Dropping it stops our listening; [`Subscription::unsubscribe`] also tells
/// Salesforce.
#[derive(Debug)]
#[must_use = "dropping this stops listening; call `forget` to listen for the life of the page"]
pub struct Subscription {
    opencti: OpenCti,
    /// Opaque, and handed back as it came.
    handle: JsValue,
    heard: Heard,
}

/// Whether messages are passed on. Salesforce may deliver some after the end.
#[derive(Debug)]
struct Heard(Rc<Cell<bool>>);

impl Drop for Heard {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

impl Subscription {
    /// Ends the subscription. Open CTI guide: unsubscribe().
    ///
    /// # Errors
    /// Any [`Error`]. Messages are no longer passed on either way.
    pub async fn unsubscribe(self) -> Result<(), Error> {
        self.heard.0.set(false);
        self.opencti.perform("unsubscribe", object("subscription", self.handle)).await
    }

    /// Listens for the life of the page.
    pub fn forget(self) {
        std::mem::forget(self.heard);
    }
}

impl OpenCti {
    /// Listens to a Lightning message channel, `Name__c` or `Namespace__Name__c`. Open CTI guide: subscribe().
    ///
    /// # Errors
    /// Any [`Error`]; [`Error::NotSupported`] below API 47.0.
    pub async fn subscribe(
        &self,
        channel: &str,
        mut hear: impl FnMut(Value) + 'static,
    ) -> Result<Subscription, Error> {
        let heard = Heard(Rc::new(Cell::new(true)));
        let passes = heard.0.clone();
        // Owned by the JavaScript side, which may call it at any time.
        let listener = Closure::<dyn FnMut(JsValue)>::new(move |message| {
            if passes.get() {
                hear(data(message).unwrap_or_default());
            }
        });
        let args = object("channelName", channel);
        put(&args, "listener", listener.into_js_value());
        let answer = self.call("subscribe", args, |response| {
            // Documented beside `returnValue`, not in it.
            let handles = [get(&response.whole, "subscription"), response.value()];
            handles.into_iter().find(is_something).ok_or_else(|| response.odd())
        });
        let handle = answer.await?;
        Ok(Subscription { opencti: self.clone(), handle, heard })
    }

    /// Publishes a message on a Lightning message channel. Open CTI guide: publish().
    ///
    /// # Errors
    /// Any [`Error`]; [`Error::NotSupported`] below API 47.0.
    pub fn publish(&self, channel: &str, message: &Value) -> Answer<()> {
        let args = object("channelName", channel);
        put(&args, "message", from_data(message));
        self.perform("publish", args)
    }
}
