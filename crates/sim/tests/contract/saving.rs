//! saveLog and the rules of Task.

use serde_json::{Value, json};
use sim::faults::Fault;
use sim::org::checksum;
use sim::{Direction, WorldOptions};

use super::check::{Case, Check, same, that};

fn save(fields: Value) -> Value {
    json!({ "object": fields })
}

fn task(check: &mut Check, fields: Value) -> String {
    let mut object = json!({ "entityApiName": "Task" });
    for (name, value) in fields.as_object().into_iter().flatten() {
        object[name] = value.clone();
    }
    let answer = check.value("saveLog", save(object));
    answer["recordId"].as_str().or(answer.as_str()).unwrap_or_default().to_owned()
}

fn refused(check: &mut Check, fields: Value, field: &str, status: &str) {
    let mut object = json!({ "entityApiName": "Task" });
    for (name, value) in fields.as_object().into_iter().flatten() {
        object[name] = value.clone();
    }
    let answer = check.call("saveLog", save(object));
    let path = format!("/errors/0/details/0/fieldErrors/{field}/0/statusCode");
    let found = answer.response().and_then(|response| response.pointer(&path)).cloned();
    same!(check, &format!("status of {field} in {fields}"), found, Some(json!(status)));
}

fn accepted(check: &mut Check, fields: Value) {
    let what = format!("accepted {fields}");
    let id = task(check, fields);
    that!(check, &what, id.starts_with("00T"));
}

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "saveLog answers recordId",
        section: "open-cti 3.14",
        run: |check| {
            let answer = check.value("saveLog", save(json!({ "entityApiName": "Task", "Subject": "Call" })));
            that!(check, "an object with recordId", answer["recordId"].is_string());
            same!(check, "nothing else in it", answer.as_object().map(|answer| answer.len()), Some(1));
            let full = check.call("saveLog", save(json!({ "entityApiName": "Task" })));
            same!(
                check,
                "errors of a success",
                full.response().map(|full| full["errors"].clone()),
                Some(json!(null)),
            );
        },
    },
    Case {
        name: "ids have the right suffix",
        section: "open-cti 13.1",
        run: |check| {
            let id = task(check, json!({ "Subject": "Call" }));
            same!(check, "length", id.len(), 18);
            that!(check, "prefix of Task", id.starts_with("00T"));
            same!(check, "suffix", id[15..].to_owned(), checksum(&id[..15]));
            for (object, prefix) in
                [("Contact", "003"), ("Account", "001"), ("Lead", "00Q"), ("Case", "500"), ("User", "005")]
            {
                let ids: Vec<_> = check
                    .world
                    .org()
                    .records()
                    .filter(|r| r.object == object)
                    .map(|r| r.id.clone())
                    .collect();
                that!(check, object, !ids.is_empty() && ids.iter().all(|id| id.starts_with(prefix)));
            }
        },
    },
    Case {
        name: "a lead in WhoId forbids WhatId",
        section: "open-cti 7.1",
        run: |check| {
            let (lead, case) = (check.id_of("Lead", "Lena Fischer"), check.id_of("Case", "00001042"));
            refused(check, json!({ "WhoId": lead, "WhatId": case }), "WhatId", "FIELD_INTEGRITY_EXCEPTION");
            accepted(check, json!({ "WhoId": lead }));
            let id = task(check, json!({ "WhatId": case }));
            let update = json!({ "object": { "Id": id, "WhoId": lead } });
            check.fails("saveLog", update, "GENERIC_ERROR");
        },
    },
    Case {
        name: "who is a person and what is not",
        section: "open-cti 7.1",
        run: |check| {
            let (dana, account) =
                (check.id_of("Contact", "Dana Ortiz"), check.id_of("Account", "Bright Harbor Logistics"));
            accepted(check, json!({ "WhoId": dana, "WhatId": account }));
            refused(check, json!({ "WhoId": account }), "WhoId", "FIELD_INTEGRITY_EXCEPTION");
            refused(check, json!({ "WhatId": dana }), "WhatId", "FIELD_INTEGRITY_EXCEPTION");
        },
    },
    Case {
        name: "call type is a restricted picklist",
        section: "open-cti 7.1",
        run: |check| {
            for value in ["Inbound", "Outbound", "Internal"] {
                accepted(check, json!({ "CallType": value }));
            }
            refused(
                check,
                json!({ "CallType": "inbound" }),
                "CallType",
                "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
            );
        },
    },
    Case {
        name: "an unlisted status leaves the task open",
        section: "open-cti 7.1",
        run: |check| {
            let closed = |check: &Check, id: &str| {
                check
                    .world
                    .org()
                    .record(id)
                    .map(|record| (record.text("Status").to_owned(), record.flag("IsClosed")))
            };
            let id = task(check, json!({ "Status": "Complete" }));
            same!(check, "as written, and open", closed(check, &id), Some(("Complete".to_owned(), false)));
            let id = task(check, json!({ "Status": "COMPLETED" }));
            same!(
                check,
                "a listed one in any case",
                closed(check, &id),
                Some(("Completed".to_owned(), true))
            );
        },
    },
    Case {
        name: "an org may restrict its picklists",
        section: "open-cti 7.1",
        run: |check| {
            accepted(check, json!({ "Status": "Complete", "Priority": "low" }));
            check.world.direct(Direction::RestrictPicklists { restricted: true });
            let status = "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST";
            refused(check, json!({ "Status": "Complete" }), "Status", status);
            refused(check, json!({ "Priority": "urgent" }), "Priority", status);
            accepted(check, json!({ "Priority": "low" }));
        },
    },
    Case {
        name: "task subtype is create-only",
        section: "open-cti 7.1",
        run: |check| {
            let id = task(check, json!({ "TaskSubtype": "Call" }));
            that!(check, "created", id.starts_with("00T"));
            check.fails("saveLog", save(json!({ "Id": id, "TaskSubtype": "Call" })), "GENERIC_ERROR");
            check.succeeds("saveLog", save(json!({ "Id": id, "Subject": "Call" })));
        },
    },
    Case {
        name: "a duration is a whole number",
        section: "open-cti 7.1",
        run: |check| {
            accepted(check, json!({ "CallDurationInSeconds": 94 }));
            for bad in [json!(94.5), json!("94")] {
                refused(
                    check,
                    json!({ "CallDurationInSeconds": bad }),
                    "CallDurationInSeconds",
                    "INVALID_TYPE_ON_FIELD_IN_RECORD",
                );
            }
            refused(
                check,
                json!({ "CallDurationInSeconds": 100_000_000 }),
                "CallDurationInSeconds",
                "NUMBER_OUTSIDE_VALID_RANGE",
            );
        },
    },
    Case {
        name: "text longer than its field is refused",
        section: "open-cti 7.1",
        run: |check| {
            accepted(check, json!({ "Subject": "x".repeat(255) }));
            for (field, most) in
                [("Subject", 255), ("CallObject", 255), ("CallDisposition", 255), ("Description", 32_000)]
            {
                refused(check, json!({ field: "x".repeat(most + 1) }), field, "STRING_TOO_LONG");
            }
        },
    },
    // Shows: difference-i
    Case {
        name: "a task is not started unless it says so",
        section: "open-cti 3.14",
        run: |check| {
            let id = task(check, json!({ "Subject": "Call" }));
            let fields =
                check.world.org().record(&id).map(|record| record.fields.clone()).unwrap_or_default();
            same!(check, "status", fields.get("Status").cloned(), Some(json!("Not Started")));
            same!(check, "priority", fields.get("Priority").cloned(), Some(json!("Normal")));
            same!(check, "closed", fields.get("IsClosed").cloned(), Some(json!(false)));
            let owner = check.world.org().user().to_owned();
            same!(check, "owner", fields.get("OwnerId").cloned(), Some(json!(owner)));
        },
    },
    Case {
        name: "saving twice makes two",
        section: "open-cti 3.14",
        run: |check| {
            let log = json!({ "Subject": "Call", "CallObject": "7c1f0000-0000-4000-8000-000000000000" });
            let (one, two) = (task(check, log.clone()), task(check, log));
            that!(check, "two ids", one != two);
            let count =
                check.world.facts().tasks.iter().filter(|task| !task.text("CallObject").is_empty()).count();
            same!(check, "two tasks", count, 2);
        },
    },
    Case {
        name: "an update keeps the rest",
        section: "open-cti 3.14",
        run: |check| {
            let id = task(check, json!({ "Subject": "Call", "CallType": "Inbound" }));
            // Many adapters send both selectors on update, and that works.
            let answer = check
                .value("saveLog", save(json!({ "Id": id, "entityApiName": "Task", "Status": "Completed" })));
            same!(check, "the same id", answer["recordId"].as_str().map(str::to_owned), Some(id.clone()));
            let record = check.world.org().record(&id).cloned();
            same!(
                check,
                "subject kept",
                record.as_ref().map(|r| r.text("Subject").to_owned()),
                Some("Call".to_owned()),
            );
            same!(check, "closed", record.as_ref().map(|r| r.flag("IsClosed")), Some(true));
            that!(
                check,
                "completed at some time",
                record.is_some_and(|r| !r.text("CompletedDateTime").is_empty()),
            );
            check.succeeds("saveLog", save(json!({ "Id": &id[..15], "Subject": "By the short id" })));
        },
    },
    Case {
        name: "derived fields cannot be written",
        section: "open-cti 7.1",
        run: |check| {
            let account = check.id_of("Account", "Bright Harbor Logistics");
            refused(check, json!({ "AccountId": account }), "AccountId", "INVALID_FIELD_FOR_INSERT_UPDATE");
            refused(check, json!({ "IsClosed": true }), "IsClosed", "INVALID_FIELD_FOR_INSERT_UPDATE");
            refused(check, json!({ "Colour__c": "red" }), "Colour__c", "INVALID_FIELD");
            refused(
                check,
                json!({ "TaskSubtype": "Closed" }),
                "TaskSubtype",
                "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
            );
            refused(
                check,
                json!({ "ActivityDate": "9 March" }),
                "ActivityDate",
                "INVALID_TYPE_ON_FIELD_IN_RECORD",
            );
            let id = task(check, json!({ "WhoId": check.id_of("Contact", "Dana Ortiz") }));
            let derived = check.world.org().record(&id).map(|record| record.text("AccountId").to_owned());
            same!(check, "account of the person", derived, Some(account));
        },
    },
    Case {
        name: "a failure without details has none",
        section: "open-cti 7.2",
        run: |check| {
            for value in [
                json!({ "entityApiName": "Spaceship__c" }),
                json!({ "Subject": "Call" }),
                json!({ "Id": "00T000000000000" }),
            ] {
                let answer = check.call("saveLog", save(value));
                same!(
                    check,
                    "code",
                    answer.error_code().map(str::to_owned),
                    Some("GENERIC_ERROR".to_owned())
                );
                that!(
                    check,
                    "no details",
                    answer.response().is_some_and(|r| r.pointer("/errors/0/details").is_none()),
                );
                same!(
                    check,
                    "return value",
                    answer.response().map(|r| r["returnValue"].clone()),
                    Some(Value::Null),
                );
            }
        },
    },
    Case {
        name: "other objects can be saved",
        section: "open-cti 3.14",
        run: |check| {
            let lead =
                save(json!({ "entityApiName": "Lead", "LastName": "Novak", "Company": "Novak & Sons" }));
            let id = check.value("saveLog", lead)["recordId"].as_str().map(str::to_owned).unwrap_or_default();
            that!(check, "a lead", id.starts_with("00Q"));
            check.fails(
                "saveLog",
                save(json!({ "entityApiName": "Lead", "Company": "Novak & Sons" })),
                "GENERIC_ERROR",
            );
        },
    },
    Case {
        name: "the page shows a log after refreshView",
        section: "open-cti 7.2",
        run: |check| {
            let dana = check.id_of("Contact", "Dana Ortiz");
            check.act(sim::ConsoleAct::OpenRecord { record_id: dana.clone() });
            let shown = |check: &Check| match check.world.console(check.console).map(|view| view.page) {
                Some(sim::console::PageView::Record(record)) => record.timeline.len(),
                _ => 0,
            };
            let before = shown(check);
            task(check, json!({ "Subject": "Call", "WhoId": dana }));
            same!(check, "not yet", shown(check), before);
            check.succeeds("refreshView", json!({}));
            same!(check, "now", shown(check), before + 1);
        },
    },
    // Shows: difference-f
    Case {
        name: "faults come in every form",
        section: "open-cti 13.1",
        run: |check| {
            let log = || save(json!({ "entityApiName": "Task", "Subject": "Fault" }));
            let named = |name: &str| Direction::Inject { fault: Fault::named(name).expect("a known fault") };
            check.direct(named("next-save-fails"));
            let answer = check.call("saveLog", log());
            that!(
                check,
                "a list of details",
                answer.response().is_some_and(|r| r["errors"][0]["details"].is_array()),
            );
            check.direct(named("next-save-fails-object"));
            let answer = check.call("saveLog", log());
            that!(
                check,
                "an object of details",
                answer.response().is_some_and(|r| r["errors"][0]["details"].is_object()),
            );
            check.direct(named("save-answers-text"));
            that!(check, "an id as text", check.world.facts().faults.len() == 1);
            let answer = check.value("saveLog", log());
            that!(check, "text", answer.is_string());
            check.direct(named("save-answers-id"));
            let answer = check.value("saveLog", log());
            that!(check, "id", answer["id"].is_string());
            check.direct(named("callback-never-comes"));
            same!(check, "no answer", check.call("saveLog", log()), sim::CallAnswer::Never);
            let saved =
                check.world.facts().tasks.iter().filter(|task| task.text("Subject") == "Fault").count();
            same!(check, "but done all the same", saved, 3);
            that!(check, "no fault is left", check.world.facts().faults.is_empty());
            check.succeeds("saveLog", log());
        },
    },
    // Shows: difference-j
    Case {
        name: "the form of the answer is an option",
        section: "open-cti 13.1",
        run: |check| {
            check.remake(|options: &mut WorldOptions| options.save_form = sim::faults::SaveForm::Id);
            let answer = check.value("saveLog", save(json!({ "entityApiName": "Task" })));
            that!(check, "an object with id", answer["id"].is_string());
        },
    },
];
