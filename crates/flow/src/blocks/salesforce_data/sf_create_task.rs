//! Create a Task: an entry in the activity timeline.

use super::saved;
use crate::{
    Argument, ArgumentType, Block, BlockContext, BlockStep, Category, Fallback, Field, Fields, HostEffect,
    Ports, Promise, Results, SaveRecord, SaveTarget, Value, cut_with_sign, editor_list, editor_text,
    promises,
};

use ArgumentType::{Flag, Map, Number, Select, Text};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFCreateTask",
    title: "Create a Task",
    category: Category::SalesforceData,
    tags: editor_list(&["task", "activity", "call log", "save"]),
    summary: editor_text(
        "Creates a Task. Its subject is made of up to three texts. Arguments that are empty or not found are left out of the record.",
    ),
    arguments: &[
        Argument::new(
            "CallObject",
            Text,
            "The call the task is about: the contact id, so that the call log finds it.",
        ),
        Argument::new("Type", Text, "Type of the activity.").default(Fallback::Text("Call")),
        Argument::new(
            "Status",
            Text,
            "One of the org's task states; the standard word for done is Completed.",
        )
        .default(Fallback::Text("In Progress")),
        Argument::new("Priority", Text, "One of the org's task priorities.")
            .default(Fallback::Text("Normal")),
        Argument::new("IsClosed", Flag, "Not sent: Salesforce derives it from the status.")
            .default(Fallback::Flag(false)),
        Argument::new(
            "TaskSubtype",
            Select(&["Task", "Call", "Email", "ListEmail", "Cadence"]),
            "Which icon and form it has.",
        )
        .formerly("TaskSubType")
        .default(Fallback::Text("Call")),
        Argument::new("WhoId", Text, "Id of a Contact or Lead."),
        Argument::new(
            "WhatId",
            Text,
            "Id of an Account, Case, Opportunity or other record; not together with a Lead.",
        ),
        Argument::new("CallDisposition", Text, "Result of the call."),
        Argument::new("CallDurationInSeconds", Number, "Seconds; rounded."),
        Argument::new("CallType", Select(&["inbound", "outbound", "internal"]), "Direction of the call.")
            .default(Fallback::Text("inbound")),
        Argument::new(
            "ActivityDate",
            Text,
            "Due date, YYYY-MM-DD; of a point in time its day, as it is written (UTC).",
        ),
        Argument::new("subject1", Text, "First part of the subject.").expected(),
        Argument::new("subject2", Text, "Second part."),
        Argument::new("subject3", Text, "Third part."),
        Argument::new(
            "otherTaskFields",
            Map,
            "Any further fields by API name; they win over the arguments above.",
        ),
    ],
    results: Results::Fields(editor_list(&[Field::new("id", "string")])),
    ports: Ports::Call,
    calls: Some(editor_text("opencti saveLog (Task)")),
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::new("Subject = non-empty subject1..3 joined by \" - \"."),
        Promise::new(
            "Old files spell `TaskSubType`: when both spellings exist the correct one wins, when only the old one exists use it.",
        ),
        Promise::new(
            "\"\" and unresolved references are left out of the record, CallDurationInSeconds \"\" must not fail validation (5.1 fix).",
        ),
        Promise::new(
            "otherTaskFields are applied last and may override (proposed); references inside resolved.",
        ),
        Promise::new(
            "IsClosed is read-only in Salesforce for API writes: do not send it, derive from Status.",
        ),
        Promise::new(
            "WhoId pointing at an account or WhatId at a contact fails in Salesforce: leave through failure with the API message.",
        ),
        Promise::new("CallType is sent capitalised as Salesforce expects (Inbound, Outbound, Internal)."),
        Promise::new(
            "\"Complete\" seen as Status in samples is sent as written; Salesforce's standard value is \"Completed\".",
        ),
    ]),
    begin,
    resume: Some(|_, _, reply| saved(reply)),
};

/// Length of Task.Subject in UTF-16 units; longer ones are refused by Salesforce.
const SUBJECT_LENGTH: usize = 255;

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let mut subject = String::new();
    for part in ["subject1", "subject2", "subject3"] {
        if let Some(part) = block.text(part) {
            subject.push_str(if subject.is_empty() { "" } else { " - " });
            subject.push_str(part);
        }
    }
    subject = cut_with_sign(subject, SUBJECT_LENGTH);
    let others = block.fields("otherTaskFields");
    if subject.is_empty() && !others.contains_key("Subject") {
        return BlockStep::refuse("a task needs a subject");
    }
    let mut fields = Fields::new();
    if !subject.is_empty() {
        fields.insert("Subject".into(), subject.into());
    }
    for name in ["Status", "Priority", "Type", "TaskSubtype"] {
        copy(block, name, &mut fields);
    }
    if let Some(call_type) = block.text("CallType") {
        fields.insert("CallType".into(), capitalised(call_type));
    }
    if let Some(seconds) = block.value("CallDurationInSeconds").as_number() {
        fields.insert("CallDurationInSeconds".into(), seconds.round().into());
    }
    for name in ["CallObject", "CallDisposition", "WhoId", "WhatId", "ActivityDate"] {
        copy(block, name, &mut fields);
    }
    fields.extend(others);
    only_the_day(&mut fields);
    BlockStep::call(HostEffect::SaveRecord(SaveRecord {
        target: SaveTarget::Create { entity: "Task".to_owned() },
        fields,
    }))
}

fn copy(block: &BlockContext<'_>, name: &'static str, fields: &mut Fields) {
    if block.text(name).is_some() {
        fields.insert(name.into(), block.value(name).clone());
    }
}

/// Salesforce refuses a point in time (`2026-02-11T09:30:00.000Z`, as a date of the contact reads) where it wants a day.
fn only_the_day(fields: &mut Fields) {
    const NAME: &str = "ActivityDate";
    let Some(date) = fields.get(NAME).map(Value::shared_text) else { return };
    if date.as_bytes().get(10) == Some(&b'T')
        && let Some(day) = date.get(..10)
    {
        fields.insert(NAME.into(), Value::text(day));
    }
}

/// `inbound` as Salesforce's picklist spells it; words that are not ours as they are.
fn capitalised(call_type: &str) -> Value {
    match call_type {
        "inbound" => "Inbound".into(),
        "outbound" => "Outbound".into(),
        "internal" => "Internal".into(),
        other => Value::text(other),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    const SAVED: &str = r#"{"answer":"saved","recordId":"00T1"}"#;

    #[track_caller]
    fn check(controls: &str, fields: &str) {
        let save = format!(
            r#"[{{"effect":"saveRecord","target":{{"create":{{"entity":"Task"}}}},"fields":{fields}}}]"#
        );
        try_block("SE_SFCreateTask", controls)
            .answer(SAVED)
            .asks(&save)
            .leaves("success")
            .results(r#"{"id":"00T1"}"#);
    }

    const NONE: &str = r#""Type":"","Status":"","Priority":"","TaskSubtype":"","CallType":"""#;

    #[test]
    fn promise_1_subject_of_up_to_three_parts() {
        check(
            &format!(r#"{{{NONE},"subject1":"a","subject2":"","subject3":"c"}}"#),
            r#"{"Subject":"a - c"}"#,
        );
        check(&format!(r#"{{{NONE},"subject1":"$.contact.no","subject2":"b"}}"#), r#"{"Subject":"b"}"#);
        let long = "é".repeat(300);
        check(
            &format!(r#"{{{NONE},"subject1":"{long}"}}"#),
            &format!(r#"{{"Subject":"{}"}}"#, "é".repeat(254) + "…"),
        );
        try_block("SE_SFCreateTask", "{}").asks("[]").leaves("failure");
    }

    #[test]
    fn promise_2_both_spellings_of_the_subtype() {
        let rest = r#""Type":"","Status":"","Priority":"","CallType":"","subject1":"s""#;
        check(&format!(r#"{{{rest},"TaskSubType":"Email"}}"#), r#"{"Subject":"s","TaskSubtype":"Email"}"#);
        let both = format!(r#"{{{rest},"TaskSubType":"Email","TaskSubtype":"Task"}}"#);
        check(&both, r#"{"Subject":"s","TaskSubtype":"Task"}"#);
    }

    #[test]
    fn promise_3_empty_is_left_out() {
        let empty = r#""WhoId":"","WhatId":"$.contact.no","CallDurationInSeconds":"","CallObject":null"#;
        check(&format!(r#"{{{NONE},{empty},"subject1":"s"}}"#), r#"{"Subject":"s"}"#);
    }

    #[test]
    fn promise_4_other_fields_come_last_and_win() {
        let others =
            r#""otherTaskFields":{"Subject":"other","X__c":"$.contact.no","Y__c":"$.contact.contactId"}"#;
        let save = r#"[{"effect":"saveRecord","target":{"create":{"entity":"Task"}},"fields":{"Subject":"other","Y__c":"c-1"}}]"#;
        try_block("SE_SFCreateTask", &format!(r#"{{{NONE},"subject1":"s",{others}}}"#))
            .contact(r#"{"contactId":"c-1"}"#)
            .answer(SAVED)
            .asks(save);
    }

    #[test]
    fn promise_5_is_closed_is_not_sent() {
        check(&format!(r#"{{{NONE},"subject1":"s","IsClosed":true}}"#), r#"{"Subject":"s"}"#);
    }

    #[test]
    fn promise_6_refusals_of_salesforce_leave_through_failure() {
        try_block("SE_SFCreateTask", r#"{"subject1":"s","WhoId":"001A"}"#)
            .fault(r#"{"kind":"rejected","code":"GENERIC_ERROR","message":"An error occurred","details":["WhoId: id of incorrect type"]}"#)
            .leaves("failure")
            .exception("An error occurred; WhoId: id of incorrect type");
    }

    #[test]
    fn promise_7_call_type_is_capitalised() {
        let rest = r#""Type":"","Status":"","Priority":"","TaskSubtype":"","subject1":"s""#;
        check(&format!(r#"{{{rest},"CallType":"OUTBOUND"}}"#), r#"{"Subject":"s","CallType":"Outbound"}"#);
        check(&format!(r#"{{{rest}}}"#), r#"{"Subject":"s","CallType":"Inbound"}"#);
    }

    #[test]
    fn promise_8_status_is_sent_as_written() {
        let rest = r#""Type":"","Priority":"","TaskSubtype":"","CallType":"","subject1":"s""#;
        check(&format!(r#"{{{rest},"Status":"Complete"}}"#), r#"{"Subject":"s","Status":"Complete"}"#);
    }

    #[test]
    fn a_due_date_is_a_day() {
        let check_date = |given: &str, sent: &str| {
            let payload = r#"{"$date":1770802200000}"#;
            for controls in [
                format!(r#"{{{NONE},"subject1":"s","ActivityDate":{given}}}"#),
                format!(r#"{{{NONE},"subject1":"s","otherTaskFields":{{"ActivityDate":{given}}}}}"#),
            ] {
                let save = format!(
                    r#"[{{"effect":"saveRecord","target":{{"create":{{"entity":"Task"}}}},"fields":{{"Subject":"s","ActivityDate":"{sent}"}}}}]"#
                );
                try_block("SE_SFCreateTask", &controls).payload(payload).answer(SAVED).asks(&save);
            }
        };
        check_date(r#""2026-02-11""#, "2026-02-11");
        check_date(r#""$.payload""#, "2026-02-11");
        check_date(r#""2026-02-11T23:30:00+02:00""#, "2026-02-11");
        check_date(r#""Wednesday, Thor's day""#, "Wednesday, Thor's day");
        check_date(r#""tomorrow""#, "tomorrow");
    }

    #[test]
    fn defaults_and_duration() {
        check(
            r#"{"subject1":"Call","CallDurationInSeconds":"12.6","WhoId":"003A"}"#,
            r#"{"Subject":"Call","Status":"In Progress","Priority":"Normal","Type":"Call","TaskSubtype":"Call","CallType":"Inbound","CallDurationInSeconds":13,"WhoId":"003A"}"#,
        );
        try_block("SE_SFCreateTask", r#"{"subject1":"s","CallDurationInSeconds":"long"}"#)
            .asks("[]")
            .leaves("failure");
    }
}
