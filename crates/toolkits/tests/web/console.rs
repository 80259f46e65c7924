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

method! { focus_primary_tab, "focusPrimaryTabById",
    ["ctab1"], {"success": true}, async |c| c.focus_primary_tab(&tab()).await, ()
}

method! { focus_subtab, "focusSubtabById",
    ["ctab1"], {"success": true}, async |c| c.focus_subtab(&tab()).await, ()
}

method! { focused_primary_tab, "getFocusedPrimaryTabId",
    [], {"success": true, "id": "ctab1"}, async |c| c.focused_primary_tab().await, tab()
}

method! { focused_primary_tab_object, "getFocusedPrimaryTabObjectId",
    [], {"success": true, "id": "0035g00000XyZabAAF"},
    async |c| c.focused_primary_tab_object().await, Some("0035g00000XyZabAAF".to_owned()),
    also no_record:
    [], {"success": true, "id": null}, async |c| c.focused_primary_tab_object().await, None,
    also no_record_as_a_text:
    [], {"success": true, "id": "null"}, async |c| c.focused_primary_tab_object().await, None
}

method! { focused_subtab, "getFocusedSubtabId",
    [], {"success": true, "id": "ctab1"}, async |c| c.focused_subtab().await, tab()
}

method! { focused_subtab_object, "getFocusedSubtabObjectId",
    [], {"success": true, "id": "0035g00000XyZabAAF"},
    async |c| c.focused_subtab_object().await, Some("0035g00000XyZabAAF".to_owned()),
    also no_record:
    [], {"success": true, "id": null}, async |c| c.focused_subtab_object().await, None
}

method! { primary_tabs, "getPrimaryTabIds",
    [], {"success": true, "ids": ["ctab1", "ctab2"]},
    async |c| c.primary_tabs().await, vec![tab(), TabId::new("ctab2")],
    also none:
    [], {"success": true, "ids": []}, async |c| c.primary_tabs().await, vec![]
}

method! { subtabs, "getSubtabIds",
    ["ctab1"], {"success": true, "ids": ["ctab1_0"]},
    async |c| c.subtabs(&tab()).await, vec![TabId::new("ctab1_0")]
}

method! { page_info, "getPageInfo",
    ["ctab1"],
    {"success": true, "pageInfo": "{\"url\":\"https://acme.lightning.force.com/x\",\"objectId\":\"500A\",\"objectName\":\"00001042\"}"},
    async |c| c.page_info(&tab()).await,
    PageInfo {
        url: Some("https://acme.lightning.force.com/x".to_owned()),
        object_id: Some("500A".to_owned()),
        object_name: Some("00001042".to_owned()),
    },
    also as_an_object:
    ["ctab1"], {"success": true, "pageInfo": {"url": "/x", "objectId": ""}},
    async |c| c.page_info(&tab()).await,
    PageInfo { url: Some("/x".to_owned()), ..PageInfo::default() }
}

method! { enclosing_tab, "getEnclosingTabId",
    [], {"success": true, "id": "ctab1"}, async |c| c.enclosing_tab().await, tab()
}

method! { enclosing_primary_tab, "getEnclosingPrimaryTabId",
    [], {"success": true, "id": "ctab1"}, async |c| c.enclosing_primary_tab().await, tab()
}

method! { refresh_primary_tab, "refreshPrimaryTabById",
    ["ctab1", false], {"success": true}, async |c| c.refresh_primary_tab(&tab(), false).await, ()
}

method! { refresh_subtab, "refreshSubtabById",
    ["ctab1", true], {"success": true}, async |c| c.refresh_subtab(&tab(), true).await, ()
}

method! { set_tab_icon, "setTabIcon",
    ["standard:call", "ctab1"], {"success": true}, async |c| c.set_tab_icon(&tab(), "standard:call").await, ()
}

method! { fire_event, "fireEvent",
    ["acme:busy", "{\"since\":1}"], {"success": true},
    async |c| c.fire_event("acme:busy", "{\"since\":1}").await, ()
}

method! { set_component_button_text, "setCustomConsoleComponentButtonText",
    ["Ringing"], {"success": true}, async |c| c.set_component_button_text("Ringing").await, ()
}

method! { set_component_height, "setCustomConsoleComponentHeight",
    [600], {"success": true}, async |c| c.set_component_height(600).await, ()
}

method! { set_component_width, "setCustomConsoleComponentWidth",
    [400], {"success": true}, async |c| c.set_component_width(400).await, ()
}

method! { set_component_popoutable, "setCustomConsoleComponentPopoutable",
    [true], {"success": true}, async |c| c.set_component_popoutable(true).await, ()
}

method! { set_component_visible, "setCustomConsoleComponentVisible",
    [false], {"success": true}, async |c| c.set_component_visible(false).await, ()
}
