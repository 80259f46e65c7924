//! Find Record by Phone: a record of any object that has a number.

use crate::{
    Answer, Argument, ArgumentRole, ArgumentType, Block, BlockContext, BlockStep, Category, Exception,
    Fallback, Field, HostEffect, Match, Matches, Ports, Promise, Reply, Results, Value, editor_list,
    editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFFindRecordByPhone",
    title: "Find Record by Phone",
    category: Category::SalesforceData,
    tags: editor_list(&["find", "phone", "search", "account", "custom object"]),
    summary: editor_text(
        "Finds the records of an object that have a phone number, whatever its spelling, in all their phone fields: of any object, custom ones included. Nobody found is a failure; where nothing is connected to it, a success without a record. The one last modified comes first where the Apex classes of salesforce/ are deployed; otherwise the softphone layout is searched, which must have the object.",
    ),
    arguments: &[
        Argument::new("phoneNumber", ArgumentType::Text, "The number, in any spelling.")
            .expected()
            .role(ArgumentRole::LookUp),
        Argument::new("entity", ArgumentType::Text, "Object API name, for instance Account or Site__c.")
            .default(Fallback::Text("Contact")),
    ],
    results: Results::Fields(editor_list(&[
        Field::new("id", "string"),
        Field::new("name", "string"),
        Field::new("records", "list"),
        Field::new("count", "number"),
    ])),
    ports: Ports::Call,
    calls: Some(editor_text("Apex SwitchboardRecords, opencti searchAndScreenPop deferred")),
    since: editor_text("own"),
    promises: promises(&[
        Promise::new("Any object, custom ones included; without one, Contact."),
        Promise::new(
            "All matches are in `records`, each with id, name and object; `id` and `name` are the first one's.",
        ),
        Promise::new("None: failure, or success without a record where nothing is connected to failure."),
        Promise::shown_by(
            "Custom objects are found in the org.",
            &["crates/cli/tests/promises.rs::a_number_is_found_in_any_object"],
        ),
    ]),
    begin,
    resume: Some(resume),
};

fn entity(block: &BlockContext<'_>) -> String {
    block.text("entity").unwrap_or("Contact").trim().to_owned()
}

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    match block.text("phoneNumber") {
        Some(number) => BlockStep::call(HostEffect::FindByPhone {
            entity: entity(block),
            number: number.trim().to_owned(),
            country: block.default_country(),
        }),
        None => found_nobody("there is no number to look for".to_owned()),
    }
}

fn resume(block: &mut BlockContext<'_>, _: Value, reply: &Reply) -> BlockStep {
    BlockStep::after(reply, &mut |answer| {
        let Answer::Matches(Matches { records, .. }) = answer else { return None };
        Some(match records.is_empty() {
            true => found_nobody(format!("no {} has this number", entity(block))),
            false => BlockStep::success(results(records)),
        })
    })
}

fn found_nobody(reason: String) -> BlockStep {
    BlockStep::FoundNobody(Exception::Refused { reason: reason.into() }, results(&[]))
}

fn results(records: &[Match]) -> Value {
    let first = |read: fn(&Match) -> &str| {
        records.first().map_or(Value::Undefined, |record| Value::text(read(record)))
    };
    let each = |record: &Match| {
        Value::map([
            ("id", Value::text(&record.id)),
            ("name", Value::text(&record.name)),
            ("object", Value::text(&record.object)),
        ])
    };
    Value::map([
        ("id", first(|record| &record.id)),
        ("name", first(|record| &record.name)),
        ("records", Value::List(records.iter().map(each).collect())),
        ("count", Value::from(records.len() as f64)),
    ])
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{flow, try_block};

    const FOUND: &str = r#"{"answer":"matches","records":[{"id":"a0X1","object":"Site__c","name":"Depot","fields":{}},{"id":"a0X2","object":"Site__c","name":"Quay","fields":{}}]}"#;
    const NONE: &str = r#"{"answer":"matches","records":[]}"#;

    #[test]
    fn promise_1_of_any_object() {
        for (given, asked) in
            [(r#","entity":" Site__c ""#, "Site__c"), ("", "Contact"), (r#","entity":"""#, "Contact")]
        {
            try_block("SE_SFFindRecordByPhone", &format!(r#"{{"phoneNumber":" 555 "{given}}}"#))
                .agent(r#"{"defaultCountry":"GB"}"#)
                .answer(FOUND)
                .asks(&format!(
                    r#"[{{"effect":"findByPhone","entity":"{asked}","number":"555","country":"GB"}}]"#
                ))
                .leaves("success");
        }
    }

    #[test]
    fn promise_2_all_that_match() {
        try_block("SE_SFFindRecordByPhone", r#"{"phoneNumber":"555","entity":"Site__c"}"#).answer(FOUND).results(
            r#"{"id":"a0X1","name":"Depot","records":[{"id":"a0X1","name":"Depot","object":"Site__c"},{"id":"a0X2","name":"Quay","object":"Site__c"}],"count":2}"#,
        );
    }

    #[test]
    fn promise_3_nobody_is_a_failure_where_one_is_connected() {
        let with = |ports: &str| {
            flow(&format!(
                r#"[{{"id":"a","type":"SE_Start","ports":{{"done":"b"}}}},{{"id":"b","type":"SE_SFFindRecordByPhone","controls":{{"phoneNumber":"555"}},"ports":{{{ports}}}}},{{"id":"c","type":"SE_End"}}]"#
            ))
            .answer(NONE)
        };
        with(r#""failure":"c""#).exception_of_b("no Contact has this number").runs(&["a", "b", "c"]);
        with("").leaves("success").result("count", "0").result("records", "[]");
        for number in [r#""""#, "null", r#""$.payload.no""#] {
            try_block("SE_SFFindRecordByPhone", &format!(r#"{{"phoneNumber":{number}}}"#))
                .asks("[]")
                .leaves("success")
                .result("count", "0");
        }
    }
}
