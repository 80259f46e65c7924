//! The wires: envelopes of Open CTI, the conduit of the Contact Control Panel.

use serde_json::{Value, json};
use sim::faults::{Fault, Mishap, Target};
use sim::{CcpId, Direction};

use super::check::{Case, Check, same, that};

fn events(messages: &[Value]) -> Vec<String> {
    messages.iter().filter_map(|message| message["event"].as_str().map(str::to_owned)).collect()
}

fn say(check: &mut Check, event: &str) -> Vec<Value> {
    check.posted();
    check.world.from_page(check.ccp, &json!({ "event": event }));
    check.posted()
}

fn envelope(method: &str, call: u32, args: Value) -> Value {
    json!({ "methodName": method, "callId": call, "apiVersion": 66, "apiType": "opencti",
            "isCallbackRegistered": true, "isListenerRegistered": false, "args": args })
}

fn master(check: &mut Check, ccp: CcpId, method: &str, params: Value) -> Value {
    check.world.to_page(ccp);
    let data = json!({ "event": "master_request", "requestId": "m1", "method": method, "params": params });
    check.world.from_page(ccp, &json!({ "event": "master_request", "data": data }));
    let answers = check.world.to_page(ccp);
    answers
        .into_iter()
        .rev()
        .find(|m| m["event"] == "master_response")
        .map(|mut m| m["data"]["data"].take())
        .unwrap_or_default()
}

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "an answer echoes version, type, method and id",
        section: "open-cti 2.5",
        run: |check| {
            check.world.from_softphone(
                check.console,
                &envelope("setSoftphonePanelHeight", 7, json!({ "heightPX": 560 })),
            );
            let answers = check.world.to_softphone(check.console);
            let expected = json!({ "apiVersion": 66, "apiType": "opencti", "methodName": "setSoftphonePanelHeight", "callId": 7,
                                   "response": { "success": true, "returnValue": null, "errors": null } });
            same!(check, "the answer", answers, vec![expected]);
        },
    },
    Case {
        name: "a listener is not answered",
        section: "open-cti 3.3",
        run: |check| {
            let mut listen = envelope("onClickToDial", 0, json!({}));
            listen["isCallbackRegistered"] = json!(false);
            listen["isListenerRegistered"] = json!(true);
            check.world.from_softphone(check.console, &listen);
            same!(check, "no acknowledgement", check.world.to_softphone(check.console).len(), 0);
            same!(check, "registered", check.world.facts().consoles[0].click_listeners, 1);
        },
    },
    Case {
        name: "without a callback the outcome is lost",
        section: "open-cti 1.3",
        run: |check| {
            let mut call = envelope("setSoftphonePanelVisibility", 0, json!({ "visible": true }));
            call["isCallbackRegistered"] = json!(false);
            check.world.from_softphone(check.console, &call);
            same!(check, "nothing comes", check.world.to_softphone(check.console).len(), 0);
            that!(
                check,
                "but it is done",
                check.world.console(check.console).is_some_and(|view| view.panel.visible),
            );
        },
    },
    Case {
        name: "late and double answers are possible",
        section: "open-cti 13.1",
        run: |check| {
            let fault = |mishap| Direction::Inject { fault: Fault::once("getAppViewInfo", mishap) };
            check.direct(fault(Mishap::Twice));
            check.world.from_softphone(check.console, &envelope("getAppViewInfo", 1, json!({})));
            same!(check, "twice", check.world.to_softphone(check.console).len(), 2);
            check.direct(fault(Mishap::Late { after: 9_000 }));
            check.world.from_softphone(check.console, &envelope("getAppViewInfo", 2, json!({})));
            check.wait(8_999);
            same!(check, "not yet", check.world.to_softphone(check.console).len(), 0);
            check.wait(1);
            same!(check, "late", check.world.to_softphone(check.console).len(), 1);
            check.direct(fault(Mishap::Late { after: 9_000 }));
            check.world.from_softphone(check.console, &envelope("getAppViewInfo", 3, json!({})));
            check.act(sim::ConsoleAct::ReloadSoftphone);
            check.wait(9_000);
            same!(check, "never to a page that is gone", check.world.to_softphone(check.console).len(), 0);
        },
    },
    Case {
        name: "the panel acknowledges unasked",
        section: "connect-streams 1.4",
        run: |check| {
            let messages = check.posted();
            same!(check, "first", events(&messages)[0].clone(), "acknowledge".to_owned());
            that!(check, "with an id", messages[0]["data"]["id"].is_string());
            same!(
                check,
                "counts frames",
                messages[1].clone(),
                json!({ "event": "update_connected_ccps", "data": { "length": 1 } }),
            );
            that!(
                check,
                "and tells the agent's data",
                events(&messages).contains(&"agent::update".to_owned())
            );
        },
    },
    Case {
        name: "synchronize is acknowledged without data",
        section: "connect-streams 1.6",
        run: |check| {
            let answer = say(check, "synchronize");
            same!(check, "one acknowledge", answer, vec![json!({ "event": "acknowledge" })]);
        },
    },
    Case {
        name: "start-up messages are taken in silence",
        section: "connect-streams 6",
        run: |check| {
            for event in ["outer_context_info", "iframe_style", "webSocket::subscribe", "no::such::event"] {
                same!(check, event, say(check, event).len(), 0);
            }
            check.posted();
            check.world.from_page(check.ccp, &json!({ "event": "configure", "data": { "softphone": {} } }));
            same!(
                check,
                "configure echoes",
                events(&check.posted()),
                vec!["configuration::configure".to_owned()],
            );
            for nonsense in [Value::Null, json!({}), json!({ "event": 7 }), json!("text")] {
                check.world.from_page(check.ccp, &nonsense);
            }
            same!(check, "nonsense", check.posted().len(), 0);
        },
    },
    Case {
        name: "a broadcast returns to everyone",
        section: "connect-streams 1.8",
        run: |check| {
            let other = check.world.open_ccp();
            check.world.to_page(other);
            check.posted();
            let inner = json!({ "event": "contact::view", "data": { "contactId": "c1" } });
            check.world.from_page(check.ccp, &json!({ "event": "broadcast", "data": inner }));
            same!(check, "to the sender", check.posted(), vec![inner.clone()]);
            same!(check, "to the others", check.world.to_page(other), vec![inner]);
        },
    },
    Case {
        name: "requests are answered once, by id, to the asker",
        section: "connect-streams 1.5",
        run: |check| {
            let other = check.world.open_ccp();
            check.world.to_page(other);
            let answer =
                check.request("putAgentState", json!({ "state": { "name": "Lunch" } })).unwrap_or_default();
            same!(check, "id", answer["requestId"].clone(), json!("r1"));
            same!(check, "data", answer["data"].clone(), json!({}));
            same!(check, "no error", answer["err"].clone(), Value::Null);
            let theirs = events(&check.world.to_page(other));
            that!(check, "not to the others", !theirs.contains(&"api_response".to_owned()));
            that!(check, "who hear of the change", theirs.contains(&"agent::update".to_owned()));
        },
    },
    Case {
        name: "data is sent on each change and on demand",
        section: "connect-streams 6",
        run: |check| {
            check.posted();
            check.direct(Direction::KnownCall);
            // The first contact, while none is open, comes to the front.
            let both = ["agent::update", "contact::view"].map(str::to_owned).to_vec();
            same!(check, "a change", events(&check.posted()), both);
            check.wait(1_000);
            same!(check, "no change", check.posted().len(), 0);
            same!(
                check,
                "on demand",
                events(&say(check, "reload_agent_configuration")),
                vec!["agent::update".to_owned()],
            );
        },
    },
    Case {
        name: "a second panel makes everyone hear again",
        section: "connect-streams 5.8",
        run: |check| {
            check.posted();
            let other = check.world.open_ccp();
            that!(
                check,
                "the first hears of it",
                events(&check.posted()).contains(&"agent::update".to_owned())
            );
            let theirs = check.world.to_page(other);
            same!(check, "their count", theirs[1]["data"]["length"].clone(), json!(2));
            that!(check, "their own id", theirs[0]["data"]["id"].is_string());
        },
    },
    Case {
        name: "masters are owned by the first to ask",
        section: "connect-streams 5.8",
        run: |check| {
            let other = check.world.open_ccp();
            let topic = json!({ "topic": "connect::softphone" });
            let shy = json!({ "topic": "connect::softphone", "shouldNotBecomeMasterIfNone": true });
            let ccp = check.ccp;
            same!(check, "nobody", master(check, ccp, "checkMaster", shy)["isMaster"].clone(), json!(false));
            same!(
                check,
                "first",
                master(check, ccp, "checkMaster", topic.clone())["isMaster"].clone(),
                json!(true),
            );
            same!(
                check,
                "second",
                master(check, other, "checkMaster", topic.clone())["isMaster"].clone(),
                json!(false),
            );
            let taken = master(check, other, "becomeMaster", topic.clone());
            same!(check, "takeover", taken["takeOver"].clone(), json!(true));
            that!(check, "everyone is told", events(&check.posted()).contains(&"master_response".to_owned()));
            check.world.close_ccp(other);
            same!(
                check,
                "free again",
                master(check, ccp, "checkMaster", topic)["isMaster"].clone(),
                json!(true),
            );
        },
    },
    Case {
        name: "mute is confirmed only with live audio",
        section: "connect-streams 3.3",
        run: |check| {
            let mute = json!({ "event": "broadcast", "data": { "event": "mute", "data": { "mute": true } } });
            check.posted();
            check.world.from_page(check.ccp, &mute);
            that!(check, "silent", !events(&check.posted()).contains(&"agent::mute_toggle".to_owned()));
            check.direct(Direction::KnownCall);
            check.direct(Direction::AgentAccepts);
            check.wait(1_000);
            check.posted();
            check.world.from_page(check.ccp, &mute);
            let toggled = check.posted().into_iter().find(|message| message["event"] == "agent::mute_toggle");
            same!(
                check,
                "confirmed",
                toggled.map(|message| message["data"].clone()),
                Some(json!({ "muted": true })),
            );
        },
    },
    Case {
        name: "devices are told and confirmed",
        section: "connect-streams 1.8",
        run: |check| {
            let devices = say(check, "media_device_request");
            that!(check, "a list", devices[0]["data"][0]["deviceId"].is_string());
            let inner = json!({ "event": "configuration::set_speaker_device", "data": { "deviceId": "d1" } });
            check.world.from_page(check.ccp, &json!({ "event": "broadcast", "data": inner }));
            that!(
                check,
                "confirmed",
                events(&check.posted()).contains(&"configuration::speaker_device_changed".to_owned()),
            );
        },
    },
    Case {
        name: "terminate ends every session",
        section: "connect-streams 6",
        run: |check| {
            let other = check.world.open_ccp();
            check.world.to_page(other);
            that!(check, "here", events(&say(check, "terminate")).contains(&"terminated".to_owned()));
            that!(check, "there", events(&check.world.to_page(other)).contains(&"terminated".to_owned()));
        },
    },
    Case {
        name: "a panel without a login never acknowledges",
        section: "connect-streams 6",
        run: |check| {
            let fault =
                Fault { target: Target::Acknowledge, mishap: Mishap::Never { done: false }, times: u32::MAX };
            check.direct(Direction::Inject { fault });
            let ccp = check.world.open_ccp();
            check.world.from_page(ccp, &json!({ "event": "synchronize" }));
            check.direct(Direction::KnownCall);
            same!(check, "silent", check.world.to_page(ccp).len(), 0);
            check.direct(Direction::ClearFaults);
            check.direct(Direction::LogIn);
            same!(
                check,
                "let in after the login",
                events(&check.world.to_page(ccp))[0].clone(),
                "acknowledge".to_owned(),
            );
        },
    },
    Case {
        name: "requests can fail, stay silent, or come late",
        section: "connect-streams 6",
        run: |check| {
            let fault = |mishap| Direction::Inject {
                fault: Fault { target: Target::Connect("putAgentState".into()), mishap, times: 1 },
            };
            let lunch = json!({ "state": { "name": "Lunch" } });
            check.direct(Direction::InjectNamed { name: "dial-fails".into() });
            let refused = check
                .request("createOutboundContact", json!({ "endpoint": { "phoneNumber": "+14155550142" } }));
            that!(check, "fails", refused.is_some_and(|answer| answer["err"].is_string()));
            check.direct(fault(Mishap::Never { done: true }));
            that!(check, "silent", check.request("putAgentState", lunch.clone()).is_none());
            same!(check, "done all the same", check.snapshot()["state"]["name"].clone(), json!("Lunch"));
            check.direct(fault(Mishap::Late { after: 5_000 }));
            that!(check, "not yet", check.request("putAgentState", lunch).is_none());
            check.wait(5_000);
            that!(check, "late", events(&check.posted()).contains(&"api_response".to_owned()));
        },
    },
];
