//! Every listener: a test for each column of the README's table that a listener can have. It has no answer, so there is
//! nothing to be refused with.

use std::cell::RefCell;
use std::fmt::Debug;
use std::rc::Rc;

use opencti::*;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fake::{fake, registrations, remove, turn};

/// What a listener heard.
type Heard<T> = Rc<RefCell<Vec<T>>>;

/// A listener, as a test registers it.
struct Listener<T, L> {
    name: &'static str,
    payload: Value,
    listen: L,
    expected: T,
}

/// Tests of one listener: `listener! { module, "guideName", payload, the registration, what is heard }`.
macro_rules! listener {
    ($module:ident, $name:literal, $payload:tt, $listen:expr, $expected:expr) => {
        mod $module {
            use super::*;

            columns! { $name, $payload, $listen, $expected, success throws never late twice unreadable missing }
        }
    };
}

macro_rules! columns {
    ($name:literal, $payload:tt, $listen:expr, $expected:expr, $($column:ident)*) => {
        $(#[wasm_bindgen_test]
        async fn $column() {
            super::$column(of($name, json!($payload), $listen, $expected)).await;
        })*
    };
}

fn of<T, L: Fn(&OpenCti, Heard<T>) -> Result<Listening, Error>>(
    name: &'static str,
    payload: Value,
    listen: L,
    expected: T,
) -> Listener<T, L> {
    Listener { name, payload, listen, expected }
}

/// An event is read and told.
async fn success<T: Debug + PartialEq>(
    listener: Listener<T, impl Fn(&OpenCti, Heard<T>) -> Result<Listening, Error>>,
) {
    let (fake, heard) = (fake(), Heard::default());
    let _listening = (listener.listen)(&fake.handle(), heard.clone()).expect("registered");
    turn().await;
    fake.fire(listener.name, listener.payload);
    assert_eq!(*heard.borrow(), [listener.expected]);
}

/// Nothing happens until something happens.
async fn never<T: Debug + PartialEq>(
    listener: Listener<T, impl Fn(&OpenCti, Heard<T>) -> Result<Listening, Error>>,
) {
    let (fake, heard) = (fake(), Heard::default());
    let _listening = (listener.listen)(&fake.handle(), heard.clone()).expect("registered");
    turn().await;
    assert_eq!(*heard.borrow(), []);
    assert_eq!(registrations(&fake, listener.name), 1);
}

/// An event that comes while nobody listens is told to the next who does.
async fn late<T: Debug + PartialEq>(
    listener: Listener<T, impl Fn(&OpenCti, Heard<T>) -> Result<Listening, Error>>,
) {
    let (fake, heard) = (fake(), Heard::default());
    drop((listener.listen)(&fake.handle(), Heard::default()).expect("registered"));
    turn().await;
    fake.fire(listener.name, listener.payload);
    let _listening = (listener.listen)(&fake.handle(), heard.clone()).expect("registered");
    turn().await;
    assert_eq!(*heard.borrow(), [listener.expected]);
}

/// Registering again takes over: the library is asked once, and each event is heard once.
async fn twice<T: Debug + PartialEq>(
    listener: Listener<T, impl Fn(&OpenCti, Heard<T>) -> Result<Listening, Error>>,
) {
    let (fake, old, new) = (fake(), Heard::default(), Heard::default());
    let _old = (listener.listen)(&fake.handle(), old.clone()).expect("registered");
    let _new = (listener.listen)(&fake.handle(), new.clone()).expect("registered");
    turn().await;
    fake.fire(listener.name, listener.payload);
    assert_eq!(*old.borrow(), []);
    assert_eq!(*new.borrow(), [listener.expected]);
    assert_eq!(registrations(&fake, listener.name), 1);
}

/// A payload of another kind is an event without data, and the next one is heard all the same.
async fn unreadable<T: Debug + PartialEq>(
    listener: Listener<T, impl Fn(&OpenCti, Heard<T>) -> Result<Listening, Error>>,
) {
    let (fake, heard) = (fake(), Heard::default());
    let _listening = (listener.listen)(&fake.handle(), heard.clone()).expect("registered");
    turn().await;
    let odd = [json!(null), json!(42), json!("text"), json!([]), json!({})];
    for payload in &odd {
        fake.fire(listener.name, payload.clone());
    }
    fake.fire(listener.name, listener.payload);
    assert_eq!(heard.borrow().len(), odd.len() + 1);
    assert_eq!(heard.borrow().last(), Some(&listener.expected));
}

/// A registration that throws is an error.
async fn throws<T: Debug + PartialEq>(
    listener: Listener<T, impl Fn(&OpenCti, Heard<T>) -> Result<Listening, Error>>,
) {
    let (fake, heard) = (fake(), Heard::default());
    for mode in ["throw", "throw string"] {
        fake.plan(mode, &json!(null));
        let error = (listener.listen)(&fake.handle(), heard.clone()).expect_err("thrown");
        assert_eq!(error, Error::Threw { method: listener.name, message: "thrown on request".to_owned() });
    }
    fake.plan("answer", &json!(null));
    let _listening = (listener.listen)(&fake.handle(), heard.clone()).expect("a later try may do");
    turn().await;
    fake.fire(listener.name, listener.payload);
    assert_eq!(*heard.borrow(), [listener.expected]);
}

/// A library without the listener says so.
async fn missing<T: Debug + PartialEq>(
    listener: Listener<T, impl Fn(&OpenCti, Heard<T>) -> Result<Listening, Error>>,
) {
    let fake = fake();
    remove(&fake, listener.name);
    let error = (listener.listen)(&fake.handle(), Heard::default()).expect_err("there is none");
    assert_eq!(error, Error::NotSupported { method: listener.name });
    assert!(!fake.handle().supports(listener.name));
}

listener! { on_click_to_dial, "onClickToDial",
    {"number": "(415) 555-0142", "recordId": "0035g00000XyZabAAF", "objectType": "Contact"},
    |o, heard| o.on_click_to_dial(move |click| heard.borrow_mut().push(click)),
    ClickToDial {
        number: "(415) 555-0142".to_owned(),
        record_id: Some("0035g00000XyZabAAF".to_owned()),
        object_type: Some("Contact".to_owned()),
        ..ClickToDial::default()
    }
}

listener! { on_navigation_change, "onNavigationChange",
    {"url": "https://acme.lightning.force.com/lightning/page/home", "recordId": "", "objectType": ""},
    |o, heard| o.on_navigation_change(move |view| heard.borrow_mut().push(view)),
    AppView {
        url: Some("https://acme.lightning.force.com/lightning/page/home".to_owned()),
        ..AppView::default()
    }
}

listener! { hvs_on_work_start, "hvs.onWorkStart",
    {"workId": "8HF5g0000004CdEGAU", "completeWorkWhen": "TaskSaved", "attributes": {"to": "+14155550142"}},
    |o, heard| o.hvs_on_work_start(move |work| heard.borrow_mut().push(work)),
    WorkStart {
        work_id: "8HF5g0000004CdEGAU".to_owned(),
        complete_work_when: Some("TaskSaved".to_owned()),
        to: Some("+14155550142".to_owned()),
    }
}
