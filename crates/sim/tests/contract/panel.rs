//! The softphone panel, its utility item, and argument checks.

use serde_json::json;
use sim::Direction;

use super::check::{Case, Check, same, that};

fn standby(check: &mut Check) {
    for (item, value) in [("reqStandbyUrl", "https://standby.example.com/"), ("reqTimeout", "15000")] {
        check.direct(Direction::ChangeSetting {
            section: "reqGeneralInfo".into(),
            item: item.into(),
            value: value.into(),
        });
    }
    check.console = check.world.open_console();
}

fn url(check: &Check) -> String {
    check.world.console(check.console).map(|view| view.adapter_url).unwrap_or_default()
}

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "the panel has limits",
        section: "open-cti 3.17",
        run: |check| {
            for (pixels, fits) in [(239, false), (240, true), (2560, true), (2561, false)] {
                let args = json!({ "heightPX": pixels });
                if fits {
                    check.succeeds("setSoftphonePanelHeight", args)
                } else {
                    check.fails("setSoftphonePanelHeight", args, "INVALID_PARAM")
                }
            }
            for (pixels, fits) in [(199, false), (200, true), (1920, true), (1921, false)] {
                let args = json!({ "widthPX": pixels });
                if fits {
                    check.succeeds("setSoftphonePanelWidth", args)
                } else {
                    check.fails("setSoftphonePanelWidth", args, "INVALID_PARAM")
                }
            }
        },
    },
    Case {
        name: "a wrong type is an invalid parameter",
        section: "open-cti 1.4",
        run: |check| {
            check.fails("setSoftphonePanelHeight", json!({ "heightPX": "560" }), "INVALID_PARAM");
            check.fails("setSoftphonePanelWidth", json!({ "widthPX": "400" }), "INVALID_PARAM");
            check.fails("setSoftphonePanelVisibility", json!({ "visible": "true" }), "INVALID_PARAM");
            check.fails("setSoftphonePanelLabel", json!({ "label": 7 }), "INVALID_PARAM");
            check.fails("setSoftphoneItemIcon", json!({}), "INVALID_PARAM");
            let answer = check.call("setSoftphonePanelHeight", json!({ "heightPX": "tall" }));
            let text =
                answer.response().map(|r| r["errors"][0]["description"].to_string()).unwrap_or_default();
            that!(
                check,
                "names parameter, kind and what was found",
                text.contains("heightPX") && text.contains("number") && text.contains("tall"),
            );
        },
    },
    Case {
        name: "pixels are spelled in capitals",
        section: "open-cti 3.17",
        run: |check| check.fails("setSoftphonePanelHeight", json!({ "heightPx": 560 }), "INVALID_PARAM"),
    },
    Case {
        name: "visibility is set and told",
        section: "open-cti 3.10",
        run: |check| {
            same!(
                check,
                "closed at first",
                check.value("isSoftphonePanelVisible", json!({})),
                json!({ "visible": false }),
            );
            check.succeeds("setSoftphonePanelVisibility", json!({ "visible": true }));
            same!(
                check,
                "open",
                check.value("isSoftphonePanelVisible", json!({})),
                json!({ "visible": true })
            );
            check.act(sim::ConsoleAct::ToggleSoftphone);
            same!(
                check,
                "minimised by the agent",
                check.value("isSoftphonePanelVisible", json!({})),
                json!({ "visible": false }),
            );
        },
    },
    Case {
        name: "labels and icons are kept apart",
        section: "open-cti 3.17",
        run: |check| {
            check.succeeds("setSoftphonePanelLabel", json!({ "label": "Panel" }));
            check.succeeds("setSoftphoneItemLabel", json!({ "label": "Item" }));
            check.succeeds("setSoftphonePanelIcon", json!({ "key": "call" }));
            check.succeeds("setSoftphoneItemIcon", json!({ "key": "end_call" }));
            let view = check.world.console(check.console);
            same!(
                check,
                "panel",
                view.as_ref().map(|v| (v.panel.label.clone(), v.panel.icon.clone())),
                Some(("Panel".into(), "call".into())),
            );
            same!(
                check,
                "item",
                view.map(|v| (v.item.label, v.item.icon)),
                Some(("Item".into(), "end_call".into())),
            );
        },
    },
    Case {
        name: "sizes begin with the call center's and do not survive a reload",
        section: "open-cti 3.17",
        run: |check| {
            let size = |check: &Check| {
                check.world.console(check.console).map(|view| (view.panel.height, view.panel.width))
            };
            same!(check, "at first", size(check), Some((560, 400)));
            check.succeeds("setSoftphonePanelHeight", json!({ "heightPX": 700 }));
            same!(check, "set", size(check), Some((700, 400)));
            check.act(sim::ConsoleAct::ReloadSoftphone);
            same!(check, "again", size(check), Some((560, 400)));
        },
    },
    Case {
        name: "a page that reports in time is kept",
        section: "open-cti 10.1",
        run: |check| {
            standby(check);
            that!(
                check,
                "a loading indicator covers the panel",
                check.world.console(check.console).is_some_and(|view| view.loading),
            );
            check.wait(14_999);
            check.succeeds("notifyInitializationComplete", json!({}));
            check.wait(60_000);
            that!(check, "not on standby", url(check).starts_with("https://cti.example.com/"));
            that!(
                check,
                "no indicator",
                check.world.console(check.console).is_some_and(|view| !view.loading)
            );
        },
    },
    Case {
        name: "standby is sticky",
        section: "open-cti 10.1",
        run: |check| {
            standby(check);
            check.wait(14_999);
            that!(check, "not yet", url(check).starts_with("https://cti.example.com/"));
            check.wait(1);
            that!(check, "on standby", url(check).starts_with("https://standby.example.com/?mode=Lightning"));
            check.act(sim::ConsoleAct::ReloadSoftphone);
            that!(check, "after a reload", url(check).starts_with("https://standby.example.com/"));
            check.console = check.world.open_console();
            that!(check, "in a new tab", url(check).starts_with("https://standby.example.com/"));
        },
    },
    Case {
        name: "standby needs both settings",
        section: "open-cti 3.11",
        run: |check| {
            check.wait(60_000);
            that!(check, "without them nothing happens", url(check).starts_with("https://cti.example.com/"));
            check.direct(Direction::ChangeSetting {
                section: "reqGeneralInfo".into(),
                item: "reqTimeout".into(),
                value: "1000".into(),
            });
            check.console = check.world.open_console();
            check.wait(60_000);
            that!(check, "nor with one", url(check).starts_with("https://cti.example.com/"));
        },
    },
    Case {
        name: "the container is not ready at once",
        section: "open-cti 1.4",
        run: |check| {
            check.remake(|options| options.container_delay = 500);
            check.fails("getAppViewInfo", json!({}), "SOFTPHONE_CONTAINER_ERROR");
            check.wait(500);
            check.succeeds("getAppViewInfo", json!({}));
            check.act(sim::ConsoleAct::ReloadSoftphone);
            check.fails("getAppViewInfo", json!({}), "SOFTPHONE_CONTAINER_ERROR");
            check.wait(500);
            check.direct(Direction::ContainerNotReady { ms: 2000 });
            check.fails("enableClickToDial", json!({}), "SOFTPHONE_CONTAINER_ERROR");
            check.wait(2000);
            check.succeeds("enableClickToDial", json!({}));
        },
    },
];
