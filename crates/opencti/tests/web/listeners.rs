//! Listeners: registered once, taken over, never lost.

use std::cell::RefCell;
use std::rc::Rc;

use opencti::*;
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fake::{Fake, failing, fake, registrations, remove, turn};

type Heard = Rc<RefCell<Vec<String>>>;

/// Listens for clicks and writes down the numbers.
fn listen(fake: &Fake, heard: &Heard) -> Listening {
    let heard = heard.clone();
    fake.handle().on_click_to_dial(move |click| heard.borrow_mut().push(click.number)).expect("registered")
}

fn click(fake: &Fake, number: impl Into<Value>) {
    fake.fire("onClickToDial", json!({ "number": number.into() }));
}

#[wasm_bindgen_test]
async fn clicks_in_every_form() {
    let some = |text: &str| Some(text.to_owned());
    for (payload, expected) in [
        (
            json!({ "number": "4155550142" }),
            ClickToDial { number: "4155550142".to_owned(), ..Default::default() },
        ),
        (
            json!({ "number": 4155550142_u64 }),
            ClickToDial { number: "4155550142".to_owned(), ..Default::default() },
        ),
        (json!({}), ClickToDial::default()),
        (json!(null), ClickToDial::default()),
        (
            json!({ "number": "(415) 555-0142", "recordId": "003A", "recordName": "Dana", "objectType": "Contact", "params": "", "accountId": "", "extra": {} }),
            ClickToDial {
                number: "(415) 555-0142".to_owned(),
                record_id: some("003A"),
                record_name: some("Dana"),
                object_type: some("Contact"),
                ..Default::default()
            },
        ),
        (
            json!({ "number": "+49 30 1", "recordId": "001A", "objectType": "Account", "personAccount": true, "contactId": "003B", "accountId": "001C", "params": "a,b" }),
            ClickToDial {
                number: "+49 30 1".to_owned(),
                record_id: some("001A"),
                object_type: some("Account"),
                person_account: Some(true),
                contact_id: some("003B"),
                account_id: some("001C"),
                params: some("a,b"),
                ..Default::default()
            },
        ),
    ] {
        let fake = fake();
        let heard = Rc::new(RefCell::new(Vec::new()));
        let _listening = {
            let heard = heard.clone();
            fake.handle().on_click_to_dial(move |click| heard.borrow_mut().push(click)).expect("registered")
        };
        turn().await;
        fake.fire("onClickToDial", payload.clone());
        assert_eq!(*heard.borrow(), [expected], "{payload}");
    }
}

#[wasm_bindgen_test]
async fn views_and_work_steps() {
    let fake = fake();
    let opencti = fake.handle();
    let heard: Heard = Heard::default();
    let (views, steps) = (heard.clone(), heard.clone());
    opencti
        .on_navigation_change(move |view| {
            views.borrow_mut().push(format!("{:?} {:?}", view.url, view.record_id))
        })
        .expect("registered")
        .forget();
    opencti
        .hvs_on_work_start(move |work| steps.borrow_mut().push(format!("{} {:?}", work.work_id, work.to)))
        .expect("registered")
        .forget();
    turn().await;
    fake.fire("onNavigationChange", json!({ "url": "u", "recordId": "" }));
    fake.fire(
        "hvs.onWorkStart",
        json!({ "workId": "8HF", "completeWorkWhen": "TaskSaved", "attributes": { "to": "+1" } }),
    );
    assert_eq!(*heard.borrow(), ["Some(\"u\") None", "8HF Some(\"+1\")"]);
}

#[wasm_bindgen_test]
async fn registered_once_and_taken_over() {
    let fake = fake();
    let (first, second) = (Heard::default(), Heard::default());
    let old = listen(&fake, &first);
    turn().await;
    click(&fake, "1");
    let _new = listen(&fake, &second);
    turn().await;
    click(&fake, "2");
    // The old one must not silence the new one.
    drop(old);
    click(&fake, "3");
    assert_eq!(*first.borrow(), ["1"]);
    assert_eq!(*second.borrow(), ["2", "3"]);
    assert_eq!(registrations(&fake, "onClickToDial"), 1);
}

#[wasm_bindgen_test]
async fn events_wait_for_the_next_listener() {
    let fake = fake();
    let heard = Heard::default();
    drop(listen(&fake, &heard));
    for number in 0..60 {
        click(&fake, number.to_string());
    }
    assert!(heard.borrow().is_empty());
    let _listening = listen(&fake, &heard);
    assert!(heard.borrow().is_empty(), "nothing is delivered from inside the registration");
    click(&fake, "60");
    turn().await;
    click(&fake, "61");
    // Fifty are kept, the newest; order is kept; nothing comes twice.
    let expected: Vec<_> = (11..=61).map(|number| number.to_string()).collect();
    assert_eq!(*heard.borrow(), expected);
}

#[wasm_bindgen_test]
async fn not_one_event_is_lost_after_a_drop() {
    let fake = fake();
    let heard = Heard::default();
    let listening = listen(&fake, &heard);
    turn().await;
    drop(listening);
    click(&fake, "1");
    let _listening = listen(&fake, &heard);
    turn().await;
    assert_eq!(*heard.borrow(), ["1"]);
}

#[wasm_bindgen_test]
async fn a_forgotten_listener_stays() {
    let fake = fake();
    let heard = Heard::default();
    listen(&fake, &heard).forget();
    turn().await;
    click(&fake, "1");
    assert_eq!(*heard.borrow(), ["1"]);
}

#[wasm_bindgen_test]
async fn an_event_caused_by_a_listener_comes_after_it() {
    let fake = Rc::new(fake());
    let heard = Heard::default();
    let _listening = {
        let (fake2, heard) = (fake.clone(), heard.clone());
        fake.handle()
            .on_click_to_dial(move |event| {
                if event.number == "1" {
                    click(&fake2, "2");
                }
                heard.borrow_mut().push(event.number);
            })
            .expect("registered")
    };
    turn().await;
    click(&fake, "1");
    assert_eq!(*heard.borrow(), ["1", "2"]);
}

#[wasm_bindgen_test]
async fn a_listener_may_drop_itself() {
    let fake = fake();
    let heard = Heard::default();
    let slot: Rc<RefCell<Option<Listening>>> = Rc::default();
    let listening = {
        let (heard, slot) = (heard.clone(), slot.clone());
        fake.handle()
            .on_click_to_dial(move |event| {
                heard.borrow_mut().push(event.number);
                drop(slot.borrow_mut().take());
            })
            .expect("registered")
    };
    *slot.borrow_mut() = Some(listening);
    turn().await;
    click(&fake, "1");
    click(&fake, "2");
    assert_eq!(*heard.borrow(), ["1"]);
}

#[wasm_bindgen_test]
fn a_missing_or_failing_registration_is_told() {
    let fake = fake();
    remove(&fake, "onClickToDial");
    let missing = Error::NotSupported { method: "onClickToDial" };
    assert_eq!(fake.handle().on_click_to_dial(|_| {}).map(drop), Err(missing));

    let namespace = js_sys::Object::new();
    js_sys::Reflect::set(&namespace, &"onNavigationChange".into(), &failing("no listener today"))
        .expect("set");
    let threw = Error::Threw { method: "onNavigationChange", message: "no listener today".to_owned() };
    assert_eq!(OpenCti::over(namespace.into()).on_navigation_change(|_| {}).map(drop), Err(threw));
}

// The script itself, with a core that a test can break.
#[wasm_bindgen(module = "/js/listeners.js")]
extern "C" {
    fn attach(owner: &JsValue, method: &str, core: &JsValue) -> u32;
}

#[wasm_bindgen_test]
async fn a_core_that_trapped_is_let_go_and_its_successor_finds_the_rest() {
    let fake = fake();
    let namespace = js_sys::Object::new();
    let heard = Heard::default();
    let register = Closure::<dyn FnMut(JsValue)>::new({
        let target = namespace.clone();
        move |args: JsValue| {
            let listener = js_sys::Reflect::get(&args, &"listener".into()).expect("a listener");
            js_sys::Reflect::set(&target, &"fire".into(), &listener).expect("set");
        }
    });
    js_sys::Reflect::set(&namespace, &"onX".into(), register.as_ref()).expect("set");
    let fire = |number: u32| {
        let listener: js_sys::Function =
            js_sys::Reflect::get(&namespace, &"fire".into()).expect("get").unchecked_into();
        listener.call1(&JsValue::NULL, &number.into()).expect("the library never sees our trouble");
    };
    attach(&namespace, "onX", &failing("trap"));
    turn().await;
    fire(1);
    fire(2);
    fire(3);
    let core = Closure::<dyn FnMut(JsValue)>::new({
        let heard = heard.clone();
        move |event: JsValue| heard.borrow_mut().push(format!("{event:?}"))
    });
    attach(&namespace, "onX", core.as_ref());
    turn().await;
    assert_eq!(*heard.borrow(), ["JsValue(2)", "JsValue(3)"]);
    fake.assert_content();
}
