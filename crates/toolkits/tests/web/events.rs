//! Every listener and event: a test for each column of the README's table that a listener can have.

use std::cell::RefCell;
use std::fmt::Debug;
use std::rc::Rc;

use serde_json::{Value, json};
use toolkits::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fake::{fake, leave_console, registrations, remove};

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

            columns! { $name, $payload, $listen, $expected,
            success not_in_a_console without_a_toolkit missing throws never dropped forgotten unreadable }
        }
    };
}

macro_rules! columns {
    ($name:literal, $payload:tt, $listen:expr, $expected:expr, $($column:ident)*) => {
        $(#[wasm_bindgen_test]
        fn $column() {
            super::$column(of($name, json!($payload), $listen, $expected));
        })*
    };
}

type Registered = Result<Listening, Error>;

fn of<T, L: Fn(&Console, Heard<T>) -> Registered>(
    name: &'static str,
    payload: Value,
    listen: L,
    expected: T,
) -> Listener<T, L> {
    Listener { name, payload, listen, expected }
}

/// An event is read and told.
fn success<T: Debug + PartialEq>(listener: Listener<T, impl Fn(&Console, Heard<T>) -> Registered>) {
    let (fake, heard) = (fake(), Heard::default());
    let _listening = (listener.listen)(&fake.handle(), heard.clone()).expect("registered");
    fake.fire(listener.name, &listener.payload);
    assert_eq!(*heard.borrow(), [listener.expected]);
}

/// Nothing happens until something happens.
fn never<T: Debug + PartialEq>(listener: Listener<T, impl Fn(&Console, Heard<T>) -> Registered>) {
    let (fake, heard) = (fake(), Heard::default());
    let _listening = (listener.listen)(&fake.handle(), heard.clone()).expect("registered");
    assert_eq!(*heard.borrow(), []);
    assert!(registrations(&fake) > 0);
}

/// A dropped listener is deaf, and leaves nothing behind where the toolkit can take it back.
fn dropped<T: Debug + PartialEq>(listener: Listener<T, impl Fn(&Console, Heard<T>) -> Registered>) {
    let (fake, heard) = (fake(), Heard::default());
    drop((listener.listen)(&fake.handle(), heard.clone()).expect("registered"));
    fake.fire(listener.name, &listener.payload);
    assert_eq!(*heard.borrow(), []);
    let stays = u32::from(listener.name.starts_with("on"));
    assert_eq!(registrations(&fake), stays, "only listeners of focus cannot be removed");
}

/// A forgotten one hears for the life of the page.
fn forgotten<T: Debug + PartialEq>(listener: Listener<T, impl Fn(&Console, Heard<T>) -> Registered>) {
    let (fake, heard) = (fake(), Heard::default());
    (listener.listen)(&fake.handle(), heard.clone()).expect("registered").forget();
    fake.fire(listener.name, &listener.payload);
    assert_eq!(*heard.borrow(), [listener.expected]);
}

/// A payload of another kind breaks nothing, and the next one is heard.
fn unreadable<T: Debug + PartialEq>(listener: Listener<T, impl Fn(&Console, Heard<T>) -> Registered>) {
    let (fake, heard) = (fake(), Heard::default());
    let _listening = (listener.listen)(&fake.handle(), heard.clone()).expect("registered");
    for payload in [json!(null), json!(42), json!("text"), json!([]), json!({})] {
        fake.fire(listener.name, &payload);
    }
    fake.fire(listener.name, &listener.payload);
    assert_eq!(heard.borrow().last(), Some(&listener.expected));
}

/// A registration that throws is an error.
fn throws<T: Debug + PartialEq>(listener: Listener<T, impl Fn(&Console, Heard<T>) -> Registered>) {
    let fake = fake();
    for mode in ["throw", "throw string"] {
        fake.plan(mode, &json!(null));
        let error = (listener.listen)(&fake.handle(), Heard::default()).expect_err("thrown");
        assert!(matches!(&error, Error::Threw { message, .. } if message == "thrown on request"), "{error}");
    }
}

fn is_not_here<T: Debug>(registered: Result<T, Error>, expected: NotHere) {
    let error = registered.expect_err("it is not here");
    assert!(matches!(&error, Error::NotHere { why, .. } if *why == expected), "{error}");
}

/// A standard app.
fn not_in_a_console<T: Debug + PartialEq>(listener: Listener<T, impl Fn(&Console, Heard<T>) -> Registered>) {
    let fake = fake();
    leave_console(&fake);
    is_not_here((listener.listen)(&fake.handle(), Heard::default()), NotHere::NoConsole);
    assert_eq!(registrations(&fake), 0);
}

/// A page without the script.
fn without_a_toolkit<T: Debug + PartialEq>(listener: Listener<T, impl Fn(&Console, Heard<T>) -> Registered>) {
    let console = Console::over(wasm_bindgen::JsValue::UNDEFINED);
    is_not_here((listener.listen)(&console, Heard::default()), NotHere::NoToolkit);
}

/// A version without the listener or the event.
fn missing<T: Debug + PartialEq>(listener: Listener<T, impl Fn(&Console, Heard<T>) -> Registered>) {
    // Of Omni-Channel one event more or less is no reason to hear nothing: all of them go.
    let gone = if listener.name.contains("PRESENCE") { "ConsoleEvent.PRESENCE" } else { listener.name };
    let fake = fake();
    remove(&fake, gone);
    is_not_here((listener.listen)(&fake.handle(), Heard::default()), NotHere::NoMethod);
    assert_eq!(registrations(&fake), 0);
}

fn focus(object: Option<&str>) -> TabFocus {
    TabFocus { id: Some(TabId::new("ctab1")), object_id: object.map(str::to_owned) }
}

fn work() -> AgentWork {
    AgentWork { id: WorkId::new("0Bz000000000001CAA"), item: Some("500A".to_owned()), engaged: None }
}

listener! { on_focused_primary_tab, "onFocusedPrimaryTab",
    {"id": "ctab1", "objectId": "500A"},
    |c, heard| c.on_focused_primary_tab(move |tab| heard.borrow_mut().push(tab)),
    focus(Some("500A"))
}

listener! { on_focused_subtab, "onFocusedSubtab",
    {"id": "ctab1", "objectId": null},
    |c, heard| c.on_focused_subtab(move |tab| heard.borrow_mut().push(tab)),
    focus(None)
}

listener! { on_tab_opened, "ConsoleEvent.OPEN_TAB",
    {"id": "ctab1", "objectId": "500A"},
    |c, heard| c.on_tab_opened(move |tab| heard.borrow_mut().push(tab)),
    focus(Some("500A"))
}

listener! { on_tab_closed, "ConsoleEvent.CLOSE_TAB",
    {"id": "ctab1"},
    |c, heard| c.on_tab_closed(move |tab| heard.borrow_mut().push(tab)),
    focus(None)
}

// An event of the page's own, which here has the name of the method.
listener! { on_event, "addEventListener",
    {"message": "busy"},
    |c, heard| c.on_event("addEventListener", move |message| heard.borrow_mut().push(message)),
    "busy".to_owned()
}

listener! { logged_in, "ConsoleEvent.PRESENCE.LOGIN_SUCCESS",
    {"statusId": "0N5000000000001CAA"},
    |c, heard| c.presence().listen(move |event| heard.borrow_mut().push(event)),
    PresenceEvent::LoggedIn { status: Some(StatusId::new("0N5000000000001")) }
}

listener! { status_changed, "ConsoleEvent.PRESENCE.STATUS_CHANGED",
    {"statusId": "0N5000000000001CAA", "statusName": "Busy", "statusApiName": "Busy",
     "channels": "[{\"channelId\":\"0N9A\",\"developerName\":\"Chat\"}]"},
    |c, heard| c.presence().listen(move |event| heard.borrow_mut().push(event)),
    PresenceEvent::StatusChanged {
        status: Some(PresenceStatus {
            id: StatusId::new("0N5000000000001CAA"),
            name: Some("Busy".to_owned()),
            api_name: Some("Busy".to_owned()),
        }),
        channels: vec![Channel { id: "0N9A".to_owned(), name: Some("Chat".to_owned()) }],
    }
}

listener! { logged_out, "ConsoleEvent.PRESENCE.LOGOUT",
    null,
    |c, heard| c.presence().listen(move |event| heard.borrow_mut().push(event)),
    PresenceEvent::LoggedOut
}

listener! { work_assigned, "ConsoleEvent.PRESENCE.WORK_ASSIGNED",
    {"workId": "0Bz000000000001CAA", "workItemId": "500A"},
    |c, heard| c.presence().listen(move |event| heard.borrow_mut().push(event)),
    PresenceEvent::WorkAssigned(work())
}

listener! { work_accepted, "ConsoleEvent.PRESENCE.WORK_ACCEPTED",
    {"workId": "0Bz000000000001CAA", "workItemId": "500A"},
    |c, heard| c.presence().listen(move |event| heard.borrow_mut().push(event)),
    PresenceEvent::WorkAccepted(work())
}

listener! { work_declined, "ConsoleEvent.PRESENCE.WORK_DECLINED",
    {"workId": "0Bz000000000001CAA", "workItemId": "500A"},
    |c, heard| c.presence().listen(move |event| heard.borrow_mut().push(event)),
    PresenceEvent::WorkDeclined(work())
}

listener! { work_closed, "ConsoleEvent.PRESENCE.WORK_CLOSED",
    {"workId": "0Bz000000000001CAA", "workItemId": "500A"},
    |c, heard| c.presence().listen(move |event| heard.borrow_mut().push(event)),
    PresenceEvent::WorkClosed(work())
}

listener! { workload_changed, "ConsoleEvent.PRESENCE.WORKLOAD_CHANGED",
    {"ConfiguredCapacity": 10, "PreviousWorkload": 2, "NewWorkload": "4"},
    |c, heard| c.presence().listen(move |event| heard.borrow_mut().push(event)),
    PresenceEvent::WorkloadChanged { capacity: 10.0, before: 2.0, now: 4.0 }
}
