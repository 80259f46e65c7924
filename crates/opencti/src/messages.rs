//! `subscribe`, `unsubscribe`, `publish`: Lightning Message Service. API 47.0 and later.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use serde_json::Value;
use wasm_bindgen::{JsValue, closure::Closure};

use crate::wire::{data, from_data, get, is_something, object, put};
use crate::{Answer, OpenCti};

/// A subscription to a message channel. Dropping it stops our listening; [`Subscription::unsubscribe`] also tells
/// Salesforce.
#[derive(Debug)]
#[must_use = "dropping this stops listening; call `forget` to listen for the life of the page"]
pub struct Subscription {
    opencti: OpenCti,
    channel: String,
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
    /// While another subscription to the channel exists, made by this handle or a clone of it, the library (57.0) only lets go of
    /// the listener: it tells Salesforce nothing and never answers. Then there is no answer to wait for.
    ///
    /// # Errors
    /// Any [`Error`]. Messages are no longer passed on either way.
    pub fn unsubscribe(self) -> Answer<()> {
        let Subscription { opencti, channel, handle, heard } = self;
        heard.0.set(false);
        let is_last = opencti.subscriptions().leave(&channel);
        let args = object("subscription", handle);
        if is_last {
            return opencti.perform("unsubscribe", args);
        }
        let sent = opencti.tell("unsubscribe", args);
        Box::pin(async move { sent })
    }

    /// Listens for the life of the page.
    pub fn forget(self) {
        std::mem::forget(self.heard);
    }
}

/// How many subscriptions each channel has.
#[derive(Clone, Debug, Default)]
pub(crate) struct Subscriptions(Rc<RefCell<HashMap<String, usize>>>);

impl Subscriptions {
    fn join(&self, channel: &str) {
        *self.0.borrow_mut().entry(channel.to_owned()).or_default() += 1;
    }

    /// Whether the subscription that ends was the last of its channel.
    fn leave(&self, channel: &str) -> bool {
        let mut counts = self.0.borrow_mut();
        let Some(count) = counts.get_mut(channel) else { return true };
        *count = count.saturating_sub(1);
        *count == 0
    }
}

impl OpenCti {
    /// Listens to a Lightning message channel, `Name__c` or `Namespace__Name__c`. Open CTI guide: subscribe().
    ///
    /// # Errors
    /// Any [`Error`]; [`Error::NotSupported`] below API 47.0.
    pub fn subscribe(&self, channel: &str, mut hear: impl FnMut(Value) + 'static) -> Answer<Subscription> {
        let heard = Heard(Rc::new(Cell::new(true)));
        let passes = heard.0.clone();
        // Owned by the JavaScript side, which may call it at any time.
        let listener = Closure::<dyn FnMut(JsValue)>::new(move |message| {
            if passes.get() {
                hear(data(&message).unwrap_or_default());
            }
        });
        let args = object("channelName", channel);
        put(&args, "listener", listener.into_js_value());
        let answer = self.call("subscribe", args, |response| {
            // Documented beside `returnValue`, not in it.
            let handles = [get(&response.whole, "subscription"), response.value()];
            handles.into_iter().find(is_something).ok_or_else(|| response.odd())
        });
        let (opencti, channel) = (self.clone(), channel.to_owned());
        Box::pin(async move {
            let handle = answer.await?;
            opencti.subscriptions().join(&channel);
            Ok(Subscription { opencti, channel, handle, heard })
        })
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
