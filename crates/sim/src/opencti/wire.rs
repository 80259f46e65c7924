//! The envelope around calls and answers, and the faults between them. Open CTI reference: wire protocol.

use serde_json::{Map, Value, json};

use super::answer::{ApiError, CallAnswer, Done, Outcome, response};
use crate::console::ConsoleId;
use crate::faults::Mishap;
use crate::world::{Due, World};

impl World {
    /// A message of the softphone page to its console. What is not an envelope is ignored.
    pub fn from_softphone(&mut self, id: ConsoleId, envelope: &Value) {
        let Some(method) = envelope.get("methodName").and_then(Value::as_str).map(str::to_owned) else {
            return;
        };
        if envelope.get("apiType").and_then(Value::as_str) != Some("opencti") {
            return;
        }
        let Some(console) = self.consoles.get_mut(&id.0) else { return };
        let version = envelope.get("apiVersion").cloned().unwrap_or(Value::Null);
        console.api_version = version.as_i64().unwrap_or(console.api_version);
        let args = envelope.get("args").cloned().unwrap_or(Value::Null);
        let load = console.load;
        // Registering a listener is a call of its own: it has no callback, and no answer.
        let listens = envelope.get("isListenerRegistered") == Some(&json!(true)) && method.contains("on");
        let answer = self.perform(id, &method, &args);
        let wanted = envelope.get("isCallbackRegistered") != Some(&json!(false));
        if let CallAnswer::Answered { response, after, times } = answer
            && wanted
            && !(listens && is_listener(&method))
        {
            let message = json!({ "apiVersion": version, "apiType": "opencti", "methodName": method,
                                  "callId": envelope.get("callId"), "response": response });
            for _ in 0..times {
                if after == 0 {
                    if let Some(console) = self.consoles.get_mut(&id.0) {
                        console.outbox.push(message.clone());
                    }
                } else {
                    self.agenda.plan(after, Due::ToSoftphone(id, load, message.clone()));
                }
            }
        }
        self.after_change();
    }

    /// One method of Open CTI without an envelope, for a performer without a page. Listeners registered this way
    /// are served through [`World::to_softphone`].
    pub fn call(&mut self, id: ConsoleId, method: &str, args: &Value) -> CallAnswer {
        let answer = self.perform(id, method, args);
        self.after_change();
        answer
    }

    fn perform(&mut self, id: ConsoleId, method: &str, args: &Value) -> CallAnswer {
        let now = self.now();
        let Some(console) = self.consoles.get(&id.0) else { return CallAnswer::Never };
        if now < console.container_ready {
            let error = ApiError::new(
                "SOFTPHONE_CONTAINER_ERROR",
                "sendPostMessage cannot run: the softphone container is not ready.",
            );
            return self.noted(id, method, args, CallAnswer::now(&Err(error)));
        }
        let map = args.as_object().cloned().unwrap_or_default();
        let apex = (method == "runApex").then(|| {
            let text = |name: &str| args[name].as_str().unwrap_or_default();
            self.faults.strike_apex(text("apexClass"), text("methodName"))
        });
        let answer = match apex.flatten().or_else(|| self.faults.strike_open_cti(method)) {
            None => CallAnswer::now(&super::perform(self, id, method, &map)),
            Some(mishap) => self.mishap(id, method, &map, mishap),
        };
        self.noted(id, method, args, answer)
    }

    fn mishap(
        &mut self,
        id: ConsoleId,
        method: &str,
        args: &Map<String, Value>,
        mishap: Mishap,
    ) -> CallAnswer {
        match mishap {
            Mishap::Fails { code, description, details } => {
                CallAnswer::now(&Err(ApiError { code, description, details: details.value() }))
            }
            Mishap::Throws { message } => CallAnswer::Threw { message },
            Mishap::Never { done } => {
                if done {
                    let _: Outcome = super::perform(self, id, method, args);
                }
                CallAnswer::Never
            }
            Mishap::Late { after } => {
                let outcome = super::perform(self, id, method, args);
                CallAnswer::Answered { response: response(&outcome), after, times: 1 }
            }
            Mishap::Twice => {
                let outcome = super::perform(self, id, method, args);
                CallAnswer::Answered { response: response(&outcome), after: 0, times: 2 }
            }
            Mishap::AnswersText { text } => CallAnswer::now(&Ok(Done::Value(json!({ "runApex": text })))),
            Mishap::HalfList => CallAnswer::now(&super::perform(self, id, method, args).map(|done| {
                changed_apex_answer(done, |answer| {
                    if let Some(flows) = answer["flows"].as_array_mut() {
                        flows.truncate(flows.len() / 2);
                    }
                })
            })),
            Mishap::OldRevision => CallAnswer::now(&super::perform(self, id, method, args).map(|done| {
                changed_apex_answer(done, |answer| {
                    let older = answer["revision"].as_str().and_then(|revision| {
                        let (record, count) = revision.split_once('-')?;
                        Some(format!("{record}-{}", count.parse::<u64>().ok()?.saturating_sub(1)))
                    });
                    if let Some(older) = older {
                        answer["revision"] = older.into();
                    }
                })
            })),
            Mishap::AnswersAs { form } => {
                let outcome = super::perform(self, id, method, args).map(|done| match &done {
                    Done::Value(value) => match value.get("recordId").and_then(Value::as_str) {
                        Some(record) => Done::Value(form.answer(record)),
                        None => done,
                    },
                    _ => done,
                });
                CallAnswer::now(&outcome)
            }
        }
    }

    fn noted(&mut self, id: ConsoleId, method: &str, args: &Value, answer: CallAnswer) -> CallAnswer {
        self.journal.call(self.agenda.now(), id, method, args.clone(), answer.response().cloned());
        answer
    }
}

/// An answer of Apex that is JSON text, with a change in it.
fn changed_apex_answer(done: Done, change: impl FnOnce(&mut Value)) -> Done {
    let Done::Value(value) = &done else { return done };
    let answer = value["runApex"].as_str().and_then(|text| serde_json::from_str::<Value>(text).ok());
    match answer {
        Some(mut answer) => {
            change(&mut answer);
            Done::Value(json!({ "runApex": answer.to_string() }))
        }
        None => done,
    }
}

fn is_listener(method: &str) -> bool {
    matches!(method, "onClickToDial" | "onNavigationChange" | "hvs.onWorkStart")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::direction::Direction;
    use crate::faults::Fault;
    use crate::world::WorldOptions;

    fn envelope(method: &str, args: Value) -> Value {
        json!({ "methodName": method, "callId": 7, "apiVersion": 66, "apiType": "opencti",
                "isCallbackRegistered": true, "isListenerRegistered": false, "args": args })
    }

    fn world() -> (World, ConsoleId) {
        let mut world = World::new(WorldOptions::default());
        let id = world.open_console();
        (world, id)
    }

    #[test]
    fn an_answer_carries_version_type_method_and_id() {
        let (mut world, id) = world();
        world.from_softphone(id, &envelope("setSoftphonePanelHeight", json!({ "heightPX": 560 })));
        assert_eq!(
            world.to_softphone(id),
            [
                json!({ "apiVersion": 66, "apiType": "opencti", "methodName": "setSoftphonePanelHeight", "callId": 7,
                     "response": { "success": true, "returnValue": null, "errors": null } })
            ]
        );
    }

    #[test]
    fn nonsense_is_ignored() {
        let (mut world, id) = world();
        for message in [
            json!(null),
            json!({}),
            json!({ "methodName": "saveLog" }),
            json!({ "methodName": "saveLog", "apiType": "interaction" }),
        ] {
            world.from_softphone(id, &message);
        }
        assert!(world.to_softphone(id).is_empty() && world.facts().calls.is_empty());
    }

    #[test]
    fn faults_strike_once() {
        let (mut world, id) = world();
        let save = envelope("saveLog", json!({ "object": { "entityApiName": "Task" } }));
        let mut answers = |name: &str, wait: u64| {
            world.direct(Direction::Inject { fault: Fault::named(name).unwrap() });
            world.from_softphone(id, &save);
            let until = world.now() + wait;
            world.advance(until);
            world.to_softphone(id).len()
        };
        assert_eq!(answers("callback-never-comes", 60_000), 0);
        assert_eq!(answers("save-answers-late", 29_999), 0);
        assert_eq!(answers("save-answers-twice", 0), 2);
        assert_eq!(answers("next-save-fails", 0), 1);
        let tasks = world.facts().tasks.iter().filter(|task| task.text("Subject").is_empty()).count();
        // All but the one that failed were done, answered or not.
        assert_eq!(tasks, 3);
    }
}
