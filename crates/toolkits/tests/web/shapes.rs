//! What is not the same for every method.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::{Value, json};
use toolkits::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fake::{fake, install, leave_console, registrations, remove, uninstall};

/// Successful answers that lack what the method must give.
async fn odd<T: std::fmt::Debug>(
    method: &str,
    answers: &[Value],
    call: impl AsyncFn(&Console) -> Result<T, Error>,
) {
    for answer in answers {
        let fake = fake();
        fake.plan("answer", answer);
        match call(&fake.handle()).await {
            Err(Error::Shape { method: of, .. }) => assert_eq!(of, method),
            other => panic!("{method}: {answer} gave {other:?}"),
        }
    }
}

#[wasm_bindgen_test]
async fn results_that_must_be_there() {
    let tab = TabId::new("ctab1");
    let no_id = [
        json!({ "success": true }),
        json!({ "success": true, "id": "" }),
        json!({ "success": true, "id": null }),
    ];
    odd("openPrimaryTab", &no_id, async |c: &Console| c.open_primary_tab(&NewTab::default()).await).await;
    odd("getFocusedPrimaryTabId", &no_id, async |c: &Console| c.get_focused_primary_tab_id().await).await;
    let no_ids = [
        json!({ "success": true }),
        json!({ "success": true, "ids": "ctab1" }),
        json!({ "success": true, "ids": [7] }),
    ];
    odd("getPrimaryTabIds", &no_ids, async |c: &Console| c.get_primary_tab_ids().await).await;
    let no_info = [json!({ "success": true }), json!({ "success": true, "pageInfo": "{broken" })];
    odd("getPageInfo", &no_info, async |c: &Console| c.get_page_info(&tab).await).await;
    odd("presence.getServicePresenceStatusId", &no_id, async |c: &Console| {
        c.presence().get_service_presence_status_id().await
    })
    .await;
    let no_list = [json!({ "success": true }), json!({ "success": true, "works": "{}" })];
    odd("presence.getAgentWorks", &no_list, async |c: &Console| c.presence().get_agent_works().await).await;
    let no_numbers = [
        json!({ "success": true }),
        json!({ "success": true, "configuredCapacity": 1, "currentWorkload": "x" }),
    ];
    odd("presence.getAgentWorkload", &no_numbers, async |c: &Console| {
        c.presence().get_agent_workload().await
    })
    .await;
}

#[wasm_bindgen_test]
async fn work_and_channels_that_cannot_be_read_are_left_out() {
    let fake = fake();
    fake.plan(
        "answer",
        &json!({ "success": true, "works": [{ "workId": "0BzA" }, {}, null, 7, { "workItemId": "500A" }] }),
    );
    let works = fake.handle().presence().get_agent_works().await.expect("a list");
    assert_eq!(works, [AgentWork { id: WorkId::new("0BzA"), item: None, engaged: None }]);
}

#[wasm_bindgen_test]
fn a_title_is_set_without_an_answer() {
    let (fake, tab) = (fake(), TabId::new("ctab1"));
    assert_eq!(fake.handle().set_tab_title(&tab, "Dana Ortiz"), Ok(()));
    assert_eq!(fake.calls(), [json!({ "method": "setTabTitle", "args": ["Dana Ortiz", "ctab1"] })]);
    fake.plan("throw", &json!(null));
    let threw = Error::Threw { method: "setTabTitle", message: "thrown on request".to_owned() };
    assert_eq!(fake.handle().set_tab_title(&tab, "x"), Err(threw));
    remove(&fake, "setTabTitle");
    let gone = Error::NotHere { method: "setTabTitle", why: NotHere::NoMethod };
    assert_eq!(fake.handle().set_tab_title(&tab, "x"), Err(gone));
    leave_console(&fake);
    let outside = Error::NotHere { method: "setTabTitle", why: NotHere::NoConsole };
    assert_eq!(fake.handle().set_tab_title(&tab, "x"), Err(outside));
}

#[wasm_bindgen_test]
async fn the_toolkit_of_the_page_is_found_whenever_it_comes() {
    uninstall();
    let console = Console::of_page();
    assert!(!console.is_in_console());
    let absent = Error::NotHere { method: "presence.logout", why: NotHere::NoToolkit };
    assert_eq!(console.presence().logout().await, Err(absent));
    let fake = fake();
    install(&fake);
    assert!(console.is_in_console());
    let ended = console.presence().logout().await;
    uninstall();
    assert_eq!(ended, Ok(()));
}

#[wasm_bindgen_test]
fn a_toolkit_that_cannot_say_where_it_is_counts_as_outside() {
    let fake = fake();
    remove(&fake, "isInConsole");
    assert!(!fake.handle().is_in_console());
    assert!(!fake.handle().supports("closeTab"));
}

#[wasm_bindgen_test]
fn events_that_a_version_lacks_do_not_cost_the_others() {
    let fake = fake();
    remove(&fake, "ConsoleEvent.PRESENCE.WORKLOAD_CHANGED");
    let heard = Rc::new(RefCell::new(Vec::new()));
    let listening = {
        let heard = heard.clone();
        fake.handle().presence().listen(move |event| heard.borrow_mut().push(event)).expect("registered")
    };
    assert_eq!(registrations(&fake), 7);
    fake.fire("ConsoleEvent.PRESENCE.LOGOUT", &json!(null));
    fake.fire("ConsoleEvent.PRESENCE.LOGIN_SUCCESS", &json!({}));
    assert_eq!(*heard.borrow(), [PresenceEvent::LoggedOut, PresenceEvent::LoggedIn { status: None }]);
    drop(listening);
    assert_eq!(registrations(&fake), 0);
}
