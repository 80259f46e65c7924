//! This browser tab's seat in the world: opened, listened to, given up.
//!
//! The world's [`ConsoleView`] is the only truth. The page paints it and sends acts; when an answer is lost it
//! asks again, and when the world has closed the tab meanwhile it opens a new one.

use leptos::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::relay::Relay;
use crate::runs::Runs;
use crate::view::{Act, ConsoleView};
use crate::wire::{self, WireError};

/// Pause before asking an absent host again, in milliseconds.
const RETRY: i32 = 1_000;

/// This tab, as every part of the page sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Session {
    /// What the world shows in this tab; nothing until it answers.
    pub(crate) view: RwSignal<Option<ConsoleView>>,
    /// What is wrong with the line to the host, if anything.
    pub(crate) trouble: RwSignal<Option<String>>,
    /// Virtual time when the world last spoke, in epoch milliseconds.
    pub(crate) now: RwSignal<u64>,
    /// What the softphone told of its flows, newest first.
    pub(crate) runs: RwSignal<Runs>,
    id: RwSignal<Option<u32>>,
    relay: StoredValue<Relay, LocalStorage>,
    /// Counts how often the page went away: what belongs to an earlier visit is over.
    visit: StoredValue<u32>,
}

#[derive(Deserialize)]
struct Opened {
    id: u32,
}

#[derive(Deserialize)]
struct Delivery {
    seq: u64,
    now: u64,
    view: Option<ConsoleView>,
    #[serde(default)]
    messages: Vec<Value>,
}

impl Session {
    /// Takes a seat and keeps it until the page goes away; takes another one when the page comes back.
    pub(crate) fn start(scenario: Option<String>) -> Self {
        let session = Self {
            view: RwSignal::new(None),
            trouble: RwSignal::new(None),
            now: RwSignal::new(0),
            runs: RwSignal::new(Runs::default()),
            id: RwSignal::new(None),
            relay: StoredValue::new_local(Relay::default()),
            visit: StoredValue::new(0),
        };
        window_event_listener(leptos::ev::message, move |event| {
            if let Some(run) = session.relay().receive(&event) {
                session.runs.update(|runs| runs.take(run));
            }
        });
        // Coming back to this browser tab is a move the softphone is told of.
        window_event_listener(leptos::ev::focus, move |_| session.act(Act::FocusWindow));
        window_event_listener(leptos::ev::pagehide, move |_| session.leave());
        window_event_listener(leptos::ev::pageshow, move |event| {
            // The browser kept the page and shows it again (back and forward).
            if event.persisted() {
                spawn_local(session.listen(None));
            }
        });
        spawn_local(session.listen(scenario));
        session
    }

    /// One part of the view, as a value that changes only when that part does.
    pub(crate) fn part<T>(self, read: impl Fn(&ConsoleView) -> T + Send + Sync + 'static) -> Memo<Option<T>>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.view.with(|view| view.as_ref().map(&read)))
    }

    /// The relay to the softphone frame.
    pub(crate) fn relay(self) -> Relay {
        self.relay.get_value()
    }

    /// Does something in this tab.
    pub(crate) fn act(self, act: Act) {
        let Some(id) = self.id.get_untracked() else { return };
        self.send(format!("/sim/consoles/{id}/acts"), json!(act));
    }

    /// Makes something happen in the world.
    pub(crate) fn direct(self, direction: Value) {
        self.send("/sim/direct".to_owned(), direction);
    }

    /// Moves the virtual clock ahead of the real one.
    pub(crate) fn jump(self, millis: u64) {
        self.send("/sim/clock".to_owned(), json!({ "advanceMs": millis }));
    }

    fn send(self, path: String, body: Value) {
        spawn_local(async move {
            let outcome = wire::post::<Value>(&path, &body).await;
            self.trouble.set(outcome.err().map(|error| error.to_string()));
        });
    }

    fn leave(self) {
        self.visit.update_value(|visit| *visit += 1);
        if let Some(id) = self.id.get_untracked() {
            wire::farewell(&format!("/sim/consoles/{id}/close"));
        }
    }

    async fn listen(self, mut scenario: Option<String>) {
        let visit = self.visit.get_value();
        loop {
            match wire::post::<Opened>("/sim/consoles", &json!({})).await {
                Ok(Opened { id }) => {
                    self.relay().belongs_to(format!("/sim/consoles/{id}"));
                    self.id.set(Some(id));
                    if let Some(name) = scenario.take() {
                        // Who watches a scenario wants to see the phone.
                        self.act(Act::ToggleSoftphone);
                        self.send("/sim/scenario".to_owned(), json!({ "name": name }));
                    }
                    self.follow(id, visit).await;
                    // The world closed this tab (it had been silent too long): start over, softphone included.
                    self.id.set(None);
                    self.view.set(None);
                    // A page that has said goodbye takes no seat in its last moments.
                    if self.visit.get_value() != visit {
                        return;
                    }
                }
                Err(error) => {
                    self.trouble.set(Some(error.to_string()));
                    pause(RETRY).await;
                }
            }
        }
    }

    /// Follows the world's events until it says that this tab is closed, or the page says goodbye.
    async fn follow(self, id: u32, visit: u32) {
        let mut after = 0;
        while self.visit.get_value() == visit {
            match wire::get::<Delivery>(&format!("/sim/consoles/{id}/events?after={after}")).await {
                Ok(delivery) => {
                    after = delivery.seq;
                    self.now.set(delivery.now);
                    self.trouble.maybe_update(|trouble| trouble.take().is_some());
                    if delivery.view.is_some() {
                        self.view.set(delivery.view);
                    }
                    self.relay().deliver(&delivery.messages);
                }
                Err(WireError::Gone) => return,
                Err(error) => {
                    self.trouble.set(Some(error.to_string()));
                    pause(RETRY).await;
                }
            }
        }
    }
}

async fn pause(millis: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let planned = web_sys::window()
            .map(|window| window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis));
        if !matches!(planned, Some(Ok(_))) {
            // Without a timer, go on at once: the request itself takes time.
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(promise).await;
}
