//! Retrieve Salesforce Record: fields of one record.

use crate::{
    Answer, Argument, ArgumentType, Block, BlockContext, BlockStep, Category, Field, HostEffect, Ports,
    Promise, Results, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFRetrieve",
    title: "Retrieve Salesforce Record",
    category: Category::SalesforceData,
    tags: editor_list(&["read", "record", "fields", "query"]),
    summary: editor_text(
        "Reads fields of one record that the agent may see. Extract Value picks from the result. It needs the Apex classes of salesforce/ in the org.",
    ),
    arguments: &[
        Argument::new("fields", ArgumentType::Text, "Field API names, with commas between.").required(),
        Argument::new("type", ArgumentType::Text, "Object API name.").required(),
        Argument::new("id", ArgumentType::Text, "Id of the record.").required(),
    ],
    results: Results::Fields(editor_list(&[Field::new("record", "map")])),
    ports: Ports::Call,
    calls: Some(editor_text("Apex SwitchboardRecords")),
    since: editor_text("5.4"),
    promises: promises(&[
        Promise::new("Published deep path `results.record.DoNotCall` must work."),
        Promise::new("Empty id or not found: failure."),
        Promise::new("Field names trimmed; unknown field: failure with the API message."),
    ]),
    begin,
    resume: Some(|_, _, reply| {
        BlockStep::after(reply, &mut |answer| match answer {
            Answer::Value { value: record @ Value::Map(_) } => {
                Some(BlockStep::success(Value::map([("record", record.clone())])))
            }
            _ => None,
        })
    }),
};

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let names = block.text("fields").unwrap_or_default().split(',').map(str::trim);
    let fields: Vec<String> = names.filter(|name| !name.is_empty()).map(str::to_owned).collect();
    let trimmed = |name| block.text(name).map(|text: &str| text.trim().to_owned());
    match (trimmed("type"), trimmed("id")) {
        _ if fields.is_empty() => BlockStep::refuse("there are no fields to read"),
        (Some(entity), Some(id)) => BlockStep::call(HostEffect::ReadRecord { entity, id, fields }),
        (None, _) => BlockStep::refuse("there is no object to read a record of"),
        (_, None) => BlockStep::refuse("there is no record id to read"),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn promise_1_the_published_path_works() {
        try_block("SE_SFRetrieve", r#"{"fields":"DoNotCall","type":"Contact","id":"003A"}"#)
            .answer(r#"{"answer":"value","value":{"DoNotCall":true}}"#)
            .asks(r#"[{"effect":"readRecord","entity":"Contact","id":"003A","fields":["DoNotCall"]}]"#)
            .leaves("success")
            .results(r#"{"record":{"DoNotCall":true}}"#);
    }

    #[test]
    fn promise_2_empty_id_or_not_found_fails() {
        for id in [r#""""#, "null", r#""$.payload.no""#] {
            let controls = format!(r#"{{"fields":"Id","type":"Contact","id":{id}}}"#);
            try_block("SE_SFRetrieve", &controls).asks("[]").leaves("failure");
        }
        try_block("SE_SFRetrieve", r#"{"fields":"Id","type":"Contact","id":"003A"}"#)
            .fault(r#"{"kind":"rejected","message":"no such record"}"#)
            .leaves("failure")
            .exception("no such record");
    }

    #[test]
    fn promise_3_names_are_trimmed_and_unknown_ones_fail() {
        try_block("SE_SFRetrieve", r#"{"fields":" Id , Call_Result__c,, ","type":" Task ","id":" 00T1 "}"#)
            .fault(r#"{"kind":"rejected","message":"No such column 'Call_Result__c'"}"#)
            .asks(r#"[{"effect":"readRecord","entity":"Task","id":"00T1","fields":["Id","Call_Result__c"]}]"#)
            .leaves("failure")
            .exception("No such column 'Call_Result__c'");
        try_block("SE_SFRetrieve", r#"{"fields":" , ","type":"Task","id":"00T1"}"#)
            .asks("[]")
            .leaves("failure");
    }
}
