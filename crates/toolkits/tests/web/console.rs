//! Tabs, events of one's own and the component around the page: every method. `cargo xtask conformance` reads the names in here for the table in the crate's README.

use serde_json::json;
use toolkits::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::convention::{check_success, method};

fn tab() -> TabId {
    TabId::new("ctab1")
}

fn new() -> NewTab {
    NewTab { url: "/lightning/page/home".to_owned(), active: true, label: Some("Home".to_owned()) }
}

method! { open_primary_tab, "openPrimaryTab",
    [null, "/lightning/page/home", true, "Home"], {"success": true, "id": "ctab1"},
    async |c| c.open_primary_tab(&new()).await, tab(),
    also in_the_background_without_a_label:
    [null, "/lightning/page/home", false, null], {"success": true, "id": "ctab1"},
    async |c| c.open_primary_tab(&NewTab { active: false, label: None, ..new() }).await, tab()
}

method! { open_subtab, "openSubtab",
    ["ctab1", "/lightning/page/home", true, "Home", null], {"success": true, "id": "ctab1_3"},
    async |c| c.open_subtab(&tab(), &new()).await, TabId::new("ctab1_3")
}

method! { close_tab, "closeTab",
    ["ctab1"], {"success": true}, async |c| c.close_tab(&tab()).await, ()
}

method! { disable_tab_close, "disableTabClose",
    [true, "ctab1"], {"success": true}, async |c| c.disable_tab_close(&tab(), true).await, ()
}

method! { focus_primary_tab_by_id, "focusPrimaryTabById",
    ["ctab1"], {"success": true}, async |c| c.focus_primary_tab_by_id(&tab()).await, ()
}

method! { focus_subtab_by_id, "focusSubtabById",
    ["ctab1"], {"success": true}, async |c| c.focus_subtab_by_id(&tab()).await, ()
}

method! { get_focused_primary_tab_id, "getFocusedPrimaryTabId",
    [], {"success": true, "id": "ctab1"}, async |c| c.get_focused_primary_tab_id().await, tab()
}

method! { get_focused_primary_tab_object_id, "getFocusedPrimaryTabObjectId",
    [], {"success": true, "id": "0035g00000XyZabAAF"},
    async |c| c.get_focused_primary_tab_object_id().await, Some("0035g00000XyZabAAF".to_owned()),
    also no_record:
    [], {"success": true, "id": null}, async |c| c.get_focused_primary_tab_object_id().await, None,
    also no_record_as_a_text:
    [], {"success": true, "id": "null"}, async |c| c.get_focused_primary_tab_object_id().await, None
}

method! { get_focused_subtab_id, "getFocusedSubtabId",
    [], {"success": true, "id": "ctab1"}, async |c| c.get_focused_subtab_id().await, tab()
}

method! { get_focused_subtab_object_id, "getFocusedSubtabObjectId",
    [], {"success": true, "id": "0035g00000XyZabAAF"},
    async |c| c.get_focused_subtab_object_id().await, Some("0035g00000XyZabAAF".to_owned()),
    also no_record:
    [], {"success": true, "id": null}, async |c| c.get_focused_subtab_object_id().await, None
}

method! { get_primary_tab_ids, "getPrimaryTabIds",
    [], {"success": true, "ids": ["ctab1", "ctab2"]},
    async |c| c.get_primary_tab_ids().await, vec![tab(), TabId::new("ctab2")],
    also none:
    [], {"success": true, "ids": []}, async |c| c.get_primary_tab_ids().await, vec![]
}

method! { get_subtab_ids, "getSubtabIds",
    ["ctab1"], {"success": true, "ids": ["ctab1_0"]},
    async |c| c.get_subtab_ids(&tab()).await, vec![TabId::new("ctab1_0")]
}

method! { get_page_info, "getPageInfo",
    ["ctab1"],
    {"success": true, "pageInfo": "{\"url\":\"https://acme.lightning.force.com/x\",\"objectId\":\"500A\",\"objectName\":\"00001042\"}"},
    async |c| c.get_page_info(&tab()).await,
    PageInfo {
        url: Some("https://acme.lightning.force.com/x".to_owned()),
        object_id: Some("500A".to_owned()),
        object_name: Some("00001042".to_owned()),
    },
    also as_an_object:
    ["ctab1"], {"success": true, "pageInfo": {"url": "/x", "objectId": ""}},
    async |c| c.get_page_info(&tab()).await,
    PageInfo { url: Some("/x".to_owned()), ..PageInfo::default() }
}

method! { get_enclosing_tab_id, "getEnclosingTabId",
    [], {"success": true, "id": "ctab1"}, async |c| c.get_enclosing_tab_id().await, tab()
}

method! { get_enclosing_primary_tab_id, "getEnclosingPrimaryTabId",
    [], {"success": true, "id": "ctab1"}, async |c| c.get_enclosing_primary_tab_id().await, tab()
}

method! { refresh_primary_tab_by_id, "refreshPrimaryTabById",
    ["ctab1", false], {"success": true}, async |c| c.refresh_primary_tab_by_id(&tab(), false).await, ()
}

method! { refresh_subtab_by_id, "refreshSubtabById",
    ["ctab1", true], {"success": true}, async |c| c.refresh_subtab_by_id(&tab(), true).await, ()
}

method! { set_tab_icon, "setTabIcon",
    ["standard:call", "ctab1"], {"success": true}, async |c| c.set_tab_icon(&tab(), "standard:call").await, ()
}

method! { fire_event, "fireEvent",
    ["acme:busy", "{\"since\":1}"], {"success": true},
    async |c| c.fire_event("acme:busy", "{\"since\":1}").await, ()
}

method! { set_custom_console_component_button_text, "setCustomConsoleComponentButtonText",
    ["Ringing"], {"success": true}, async |c| c.set_custom_console_component_button_text("Ringing").await, ()
}

method! { set_custom_console_component_height, "setCustomConsoleComponentHeight",
    [600], {"success": true}, async |c| c.set_custom_console_component_height(600).await, ()
}

method! { set_custom_console_component_width, "setCustomConsoleComponentWidth",
    [400], {"success": true}, async |c| c.set_custom_console_component_width(400).await, ()
}

method! { set_custom_console_component_popoutable, "setCustomConsoleComponentPopoutable",
    [true], {"success": true}, async |c| c.set_custom_console_component_popoutable(true).await, ()
}

method! { set_custom_console_component_visible, "setCustomConsoleComponentVisible",
    [false], {"success": true}, async |c| c.set_custom_console_component_visible(false).await, ()
}
