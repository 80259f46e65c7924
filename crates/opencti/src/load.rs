//! Loading the library's script, once.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use web_sys::{Document, ErrorEvent, Event, HtmlScriptElement};

use crate::first::first;
use crate::handle::millis;
use crate::{Hosts, Unavailable};

/// Marks our script element while it loads, so that the library is never loaded twice: two copies count their calls
/// alike and answer each other's.
const MARK: &str = "data-opencti";

#[wasm_bindgen(module = "/js/policy.js")]
extern "C" {
    /// An address as a `TrustedScriptURL`, or as text in browsers without Trusted Types.
    #[wasm_bindgen(catch)]
    fn trusted(url: &str, admits: &dyn Fn(String) -> bool) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// A script element that takes trusted addresses: web-sys knows texts only.
    #[wasm_bindgen(extends = HtmlScriptElement)]
    type ScriptElement;
    #[wasm_bindgen(method, setter, catch)]
    fn set_src(this: &ScriptElement, src: &JsValue) -> Result<(), JsValue>;
}

thread_local! {
    /// The hosts of the first call hold for the life of the page: nobody widens them later.
    static HOSTS: OnceCell<Hosts> = const { OnceCell::new() };
}

/// Loads the library and waits until it has run. Gives what was thrown meanwhile by a script that the browser does not name:
/// it hides the messages of scripts from other origins, and their addresses too.
pub(crate) async fn load(url: &str, hosts: &Hosts, within: Duration) -> Result<Option<String>, Unavailable> {
    let blocked = || Unavailable::Blocked { url: url.to_owned() };
    let window = web_sys::window().ok_or_else(blocked)?;
    let document = window.document().ok_or_else(blocked)?;
    let script = match document.query_selector(&format!("script[{MARK}]")) {
        Ok(Some(loading)) => loading.unchecked_into::<HtmlScriptElement>(),
        _ => script(&document, url, hosts).map_err(|_| blocked())?,
    };
    let (end, ended) = first();
    let complaint = Rc::new(RefCell::new(None));
    // Listen to the window before the script can run.
    let throws = EventListener::new(&window, "error", {
        let (url, end, complaint) = (url.to_owned(), end.clone(), complaint.clone());
        move |event| {
            let Some((message, file)) = thrown(event) else { return };
            if file == url {
                end.give(Err(Unavailable::NotInitialised { message }));
            } else if file.is_empty() {
                complaint.replace(Some(message));
            }
        }
    });
    let loads = EventListener::once(&script, "load", {
        let end = end.clone();
        move |_| {
            end.give(Ok(()));
        }
    });
    let fails = EventListener::once(&script, "error", {
        let (end, blocked) = (end.clone(), blocked());
        move |_| {
            end.give(Err(blocked));
        }
    });
    let deadline = Timeout::new(millis(within), move || {
        end.give(Err(Unavailable::NoAnswer));
    });
    if !script.is_connected() {
        let head = document.head().ok_or_else(blocked)?;
        head.append_child(&script).map_err(|_| blocked())?;
    }
    // The sender lives in the timer, which lives as long as this.
    let end = ended.await.unwrap_or(Err(Unavailable::NoAnswer));
    drop((throws, loads, fails, deadline));
    // The element stays when it is late, so that another attempt waits for it.
    if end != Err(Unavailable::NoAnswer) {
        script.remove();
    }
    end.map(|()| complaint.take())
}

/// A marked script element with this address.
fn script(document: &Document, url: &str, hosts: &Hosts) -> Result<HtmlScriptElement, JsValue> {
    let script: ScriptElement = document.create_element("script")?.unchecked_into();
    script.set_attribute(MARK, "")?;
    script.set_async(true);
    let address = HOSTS.with(|first| {
        let hosts = first.get_or_init(|| hosts.clone());
        trusted(url, &|url| hosts.admits_script(&url))
    })?;
    script.set_src(&address)?;
    Ok(script.unchecked_into())
}

/// Message and file of what was thrown. Elements that fail report to the window too, but without a message.
fn thrown(event: &Event) -> Option<(String, String)> {
    let event: &ErrorEvent = event.dyn_ref()?;
    let message = event.message();
    (!message.is_empty()).then(|| (message, event.filename()))
}
