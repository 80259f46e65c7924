//! Call center settings, softphone layout, Apex, and messages.

use serde_json::{Value, json};
use sim::Direction;

use super::check::{Case, Check, same, that};

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "settings are a flat map of text",
        section: "open-cti 3.6",
        run: |check| {
            let settings = check.value("getCallCenterSettings", json!({}));
            let all = settings.as_object().cloned().unwrap_or_default();
            that!(check, "all text", all.values().all(Value::is_string));
            that!(check, "all paths", all.keys().all(|key| key.starts_with('/')));
            for (key, value) in [
                ("/internalNameLabel", "Internal Name"),
                ("/displayNameLabel", "Display Name"),
                ("/label", "Acme Connect"),
                ("/reqGeneralInfo/label", "General Information"),
                ("/reqGeneralInfo/reqInternalName", "AcmeConnect"),
                ("/reqGeneralInfo/reqDisplayName", "Acme Connect"),
                ("/reqGeneralInfo/reqAdapterUrl", "https://cti.example.com/softphone/"),
                ("/reqGeneralInfo/reqUseApi", "true"),
                ("/reqGeneralInfo/reqSoftphoneHeight", "560"),
                ("/switchboardConnect/instanceUrl", "https://acme.my.connect.aws"),
                ("/switchboardConnect/instanceUrl/label", "Instance URL"),
            ] {
                same!(check, key, settings[key].clone(), json!(value));
            }
        },
    },
    Case {
        name: "sort orders are decimals in strings",
        section: "open-cti 3.6",
        run: |check| {
            let settings = check.value("getCallCenterSettings", json!({}));
            same!(check, "section", settings["/reqDialingOptions/sortOrder"].clone(), json!("1.0"));
            same!(check, "item", settings["/reqGeneralInfo/reqAdapterUrl/sortOrder"].clone(), json!("2.0"));
        },
    },
    Case {
        name: "the two names have no companions",
        section: "open-cti 3.6",
        run: |check| {
            let settings = check.value("getCallCenterSettings", json!({}));
            for name in ["reqInternalName", "reqDisplayName"] {
                for companion in ["label", "sortOrder"] {
                    that!(check, name, settings.get(format!("/reqGeneralInfo/{name}/{companion}")).is_none());
                }
            }
        },
    },
    Case {
        name: "an empty setting may be absent",
        section: "open-cti 3.6",
        run: |check| {
            let settings = check.value("getCallCenterSettings", json!({}));
            that!(check, "absent", settings.get("/switchboardConnect/ssoUrl").is_none());
            let center = sim::org::CallCenter { empty_as_text: true, ..Default::default() };
            check.remake(|options| options.call_center = Some(center));
            let settings = check.value("getCallCenterSettings", json!({}));
            same!(check, "or empty text", settings["/switchboardConnect/ssoUrl"].clone(), json!(""));
        },
    },
    Case {
        name: "an administrator's change is read at the next call",
        section: "open-cti 5.1",
        run: |check| {
            check.direct(Direction::ChangeSetting {
                section: "switchboardConnect".into(),
                item: "region".into(),
                value: "eu-central-1".into(),
            });
            let settings = check.value("getCallCenterSettings", json!({}));
            same!(check, "region", settings["/switchboardConnect/region"].clone(), json!("eu-central-1"));
        },
    },
    Case {
        name: "the layout has three call types",
        section: "open-cti 3.7",
        run: |check| {
            let layout = check.value("getSoftphoneLayout", json!({}));
            let keys: Vec<_> =
                layout.as_object().map(|layout| layout.keys().cloned().collect()).unwrap_or_default();
            same!(check, "keys", keys, ["Internal", "Inbound", "Outbound"].map(str::to_owned).to_vec());
            same!(check, "no pops outbound", layout["Outbound"]["screenPopSettings"].clone(), json!({}));
            same!(check, "no pops internal", layout["Internal"]["screenPopSettings"].clone(), json!({}));
            let inbound = &layout["Inbound"];
            same!(
                check,
                "opens within",
                inbound["screenPopSettings"]["screenPopsOpenWithin"].clone(),
                json!("ExistingWindow"),
            );
            same!(
                check,
                "single",
                inbound["screenPopSettings"]["SingleMatch"].clone(),
                json!({ "screenPopType": "PopToEntity" }),
            );
            same!(
                check,
                "fields",
                inbound["objects"]["Contact"][0].clone(),
                json!({ "displayName": "Name", "apiName": "Name" }),
            );
        },
    },
    Case {
        name: "apex answers under its own key",
        section: "open-cti 3.13",
        run: |check| {
            let call = json!({ "apexClass": "Lookup", "methodName": "find", "methodParams": "phone=%2B1" });
            check.fails("runApex", call.clone(), "SERVER_ERROR");
            check
                .direct(Direction::DefineApex { name: "Lookup.find".into(), answer: json!("{\"rows\":[]}") });
            same!(
                check,
                "text to be parsed again",
                check.value("runApex", call),
                json!({ "runApex": "{\"rows\":[]}" }),
            );
        },
    },
    Case {
        name: "a subscription has its own key",
        section: "open-cti 3.24",
        run: |check| {
            let answer = check.call("subscribe", json!({ "channelName": "AgentState__c" }));
            let response = answer.response().cloned().unwrap_or_default();
            that!(check, "subscription", !response["subscription"].is_null());
            same!(check, "return value", response["returnValue"].clone(), Value::Null);
            check.succeeds("publish", json!({ "channelName": "AgentState__c", "message": { "busy": true } }));
            same!(check, "heard", check.events("subscribe"), vec![json!({ "busy": true })]);
            check.succeeds("unsubscribe", json!({ "subscription": response["subscription"] }));
            check.succeeds("publish", json!({ "channelName": "AgentState__c", "message": {} }));
            same!(check, "heard no more", check.events("subscribe").len(), 0);
        },
    },
    Case {
        name: "a call step is told to who listens, and its number is clicked",
        section: "open-cti 3.8",
        run: |check| {
            check.succeeds("enableClickToDial", json!({}));
            check.call("onClickToDial", json!({}));
            let begun = |check: &mut Check, told: &str| {
                check.act(sim::ConsoleAct::StartWork {
                    work_id: "8HF5g0000004CdEGAU".into(),
                    number: "+14155550142".into(),
                });
                check.events(told)
            };
            same!(check, "nobody listens", begun(check, "hvs.onWorkStart").len(), 0);
            check.call("hvs.onWorkStart", json!({}));
            let expected = json!({
                "workId": "8HF5g0000004CdEGAU",
                "completeWorkWhen": "TaskSaved",
                "attributes": { "to": "+14155550142" },
            });
            same!(check, "the step", begun(check, "hvs.onWorkStart"), vec![expected]);
            let number = json!({ "number": "+14155550142" });
            same!(check, "the same number is clicked", begun(check, "onClickToDial"), vec![number]);
        },
    },
    Case {
        name: "completing work needs a saved task",
        section: "open-cti 3.9",
        run: |check| {
            check.fails("hvs.completeWork", json!({ "workId": "8HF5g0000004CdEGAU" }), "INVALID_PARAM");
            let id =
                check.value("saveLog", json!({ "object": { "entityApiName": "Task" } }))["recordId"].clone();
            let attributes = json!({ "taskId": id, "disposition": "Resolved" });
            check.succeeds(
                "hvs.completeWork",
                json!({ "workId": "8HF5g0000004CdEGAU", "attributes": attributes }),
            );
        },
    },
    // Shows: difference-k
    Case {
        name: "what is not in the inventory does not exist",
        section: "open-cti 1.2",
        run: |check| {
            for method in
                ["dial", "getCallObjectReferences", "getDirectoryNumbers", "setCallAttributes", "getUser"]
            {
                check.fails(method, json!({}), "GENERIC_ERROR");
            }
        },
    },
];
