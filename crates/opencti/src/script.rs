//! The library's script element, and the page around it.

use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::Rc;

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Document, Element, EventTarget};

use crate::given::given;
use crate::wire::{get, object, text, thrown};
use crate::{Hosts, Page, Unavailable};

/// The one Trusted Types policy of this crate; a page's `trusted-types` directive must name it.
const POLICY: &str = "switchboard-opencti";

/// Marks our script element while it loads, so that the library is never loaded twice: two copies count
/// their calls alike and answer each other's.
const MARK: &str = "data-opencti";

/// What the page knows of its surroundings.
pub(crate) fn this_page() -> Page {
    let global = js_sys::global();
    let location = get(&global, "location");
    let document = get(&global, "document");
    Page {
        search: text(&location, "search").unwrap_or_default(),
        framed: !Object::is(&get(&global, "parent"), &global),
        // Chromium and WebKit only.
        ancestor_origin: text(&get(&location, "ancestorOrigins"), "0"),
        referrer: text(&document, "referrer").unwrap_or_default(),
    }
}

/// Loads the library and waits until it has run. Gives what was thrown meanwhile by a script that the browser does
/// not name: it hides the messages of scripts from other origins, and their addresses too.
pub(crate) async fn load(url: &str, hosts: &Hosts, within_ms: u32) -> Result<Option<String>, Unavailable> {
    let blocked = || Unavailable::Blocked { url: url.to_owned() };
    let document = web_sys::window().and_then(|window| window.document()).ok_or_else(blocked)?;
    let (giver, mut end) = given();
    let _timer = giver.clone().after(within_ms);
    // Listen to the window before the script can run.
    let window: EventTarget = js_sys::global().unchecked_into();
    let said = Rc::new(RefCell::new(None));
    let _thrown = On::new(&window, "error", {
        let (giver, said, url) = (giver.clone(), said.clone(), url.to_owned());
        move |event| {
            // Failed elements report here too, but without a message.
            let Some(message) = text(&event, "message") else { return };
            match text(&event, "filename") {
                Some(file) if file == url => {
                    giver.give(Some(event));
                }
                Some(_) => {}
                None => *said.borrow_mut() = Some(message),
            }
        }
    });
    let script = match existing(&document) {
        Some(script) => script,
        None => element(&document, url, hosts).map_err(|_| blocked())?,
    };
    let [_loaded, _failed] = ["load", "error"].map(|name| {
        let giver = giver.clone();
        On::new(&script, name, move |event| {
            giver.give(Some(event));
        })
    });
    if !script.is_connected() {
        let head = get(&document, "head");
        head.dyn_ref::<Element>().ok_or_else(blocked)?.append_child(&script).map_err(|_| blocked())?;
    }
    // The element stays when it is late, so that another attempt waits for it.
    let event = poll_fn(|context| end.poll(context)).await.ok_or(Unavailable::NoAnswer)?;
    script.remove();
    match text(&event, "message") {
        Some(message) => Err(Unavailable::NotInitialised { message }),
        None if text(&event, "type").as_deref() == Some("load") => Ok(said.take()),
        None => Err(blocked()),
    }
}

/// A script element of ours that is still on its way.
fn existing(document: &Document) -> Option<Element> {
    let mut selector = String::from("script[");
    selector.push_str(MARK);
    selector.push(']');
    document.query_selector(&selector).ok().flatten()
}

/// A script element for a URL that the policy admits, not yet in the page.
fn element(document: &Document, url: &str, hosts: &Hosts) -> Result<Element, JsValue> {
    let script = document.create_element("script")?;
    script.set_attribute(MARK, "")?;
    Reflect::set(&script, &"async".into(), &true.into())?;
    Reflect::set(&script, &"src".into(), &script_url(url, hosts)?)?;
    Ok(script)
}

/// The URL as a `TrustedScriptURL`, or as text in browsers without Trusted Types; an error when it is not admitted.
fn script_url(url: &str, hosts: &Hosts) -> Result<JsValue, JsValue> {
    let types = get(&js_sys::global(), "trustedTypes");
    if !types.is_object() {
        return admitted(url, hosts);
    }
    let policy = policy(&types, hosts)?;
    let create: Function = get(&policy, "createScriptURL").dyn_into()?;
    create.call1(&policy, &JsValue::from(url))
}

fn admitted(url: &str, hosts: &Hosts) -> Result<JsValue, JsValue> {
    if hosts.admits_script(url) {
        Ok(url.into())
    } else {
        Err(js_sys::TypeError::new("not the library of a trusted Salesforce org").into())
    }
}

thread_local! {
    /// Made once: a Content Security Policy lets a policy name be used once. The hosts of the first call hold for
    /// the life of the page.
    static CREATED: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

fn policy(types: &JsValue, hosts: &Hosts) -> Result<JsValue, JsValue> {
    if let Some(policy) = CREATED.with_borrow(Option::clone) {
        return Ok(policy);
    }
    let hosts = hosts.clone();
    let admit = Closure::<dyn FnMut(String) -> Result<JsValue, JsValue>>::new(move |url: String| {
        admitted(&url, &hosts)
    });
    let rules = object("createScriptURL", admit.into_js_value());
    let create: Function = get(types, "createPolicy").dyn_into()?;
    let policy: JsValue = create.call2(types, &JsValue::from(POLICY), &rules)?;
    CREATED.set(Some(policy.clone()));
    Ok(policy)
}

/// An event listener that goes when it is dropped.
struct On {
    target: EventTarget,
    event: &'static str,
    closure: Closure<dyn FnMut(JsValue)>,
}

impl On {
    fn new(target: &EventTarget, event: &'static str, hear: impl FnMut(JsValue) + 'static) -> On {
        let (target, closure) = (target.clone(), Closure::new(hear));
        let added = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
        debug_assert!(added.is_ok(), "{:?}", added.err().map(|error| thrown(&error)));
        On { target, event, closure }
    }
}

impl Drop for On {
    fn drop(&mut self) {
        let removed = self
            .target
            .remove_event_listener_with_callback(self.event, self.closure.as_ref().unchecked_ref());
        debug_assert!(removed.is_ok(), "{:?}", removed.err().map(|error| thrown(&error)));
    }
}
