//! Is Contact "Do Not Call"?: whether somebody wants to be called.

use crate::{
    Answer, Argument, ArgumentType, Block, BlockContext, BlockStep, Category, HostEffect, NO_RECORD, Ports,
    Promise, Reply, Results, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFIsDoNotCall",
    title: "Is Contact \"Do Not Call\"?",
    category: Category::SalesforceData,
    tags: editor_list(&["do not call", "privacy", "contact", "lead"]),
    summary: editor_text(
        "Asks whether a contact, lead or person account of Salesforce must not be called. Who is not found may be, with a warning. It needs the Apex classes of salesforce/ in the org.",
    ),
    arguments: &[Argument::new(
        "contactId",
        ArgumentType::Text,
        "Id of the contact, lead or person account.",
    )
    .expected()],
    results: Results::Decision,
    ports: Ports::Question,
    calls: Some(editor_text("Apex SwitchboardRecords")),
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::new("DoNotCall true leaves through true."),
        Promise::new("Not found: false plus warning."),
    ]),
    begin,
    resume: Some(resume),
};

/// Objects that say so, by the first letters of their ids, and the field that says it.
fn field_of(id: &str) -> (&'static str, &'static str) {
    match id.get(..3) {
        Some("00Q") => ("Lead", "DoNotCall"),
        Some("001") => ("Account", "PersonDoNotCall"),
        _ => ("Contact", "DoNotCall"),
    }
}

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let Some(id) = block.text("contactId").map(str::trim) else {
        block.note("there is nobody to ask about, who may be called therefore");
        return BlockStep::decide(false);
    };
    let (entity, field) = field_of(id);
    BlockStep::call(HostEffect::ReadRecord {
        entity: entity.to_owned(),
        id: id.to_owned(),
        fields: vec![field.to_owned()],
    })
}

fn resume(block: &mut BlockContext<'_>, _: Value, reply: &Reply) -> BlockStep {
    let (_, field) = field_of(block.text("contactId").unwrap_or_default().trim());
    if let Err(failure) = reply
        && failure.code.as_deref() == Some(NO_RECORD)
    {
        block.note(format!("nobody was found, who may be called therefore: {}", failure.message));
        return BlockStep::decide(false);
    }
    BlockStep::after(reply, &mut |answer| match answer {
        Answer::Value { value: record @ Value::Map(_) } => {
            Some(BlockStep::decide(*record.get(field) == Value::Bool(true)))
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(id: &str, entity: &str, field: &str, value: &str, port: &str) {
        try_block("SE_SFIsDoNotCall", &format!(r#"{{"contactId":" {id} "}}"#))
            .answer(&format!(r#"{{"answer":"value","value":{{"{field}":{value}}}}}"#))
            .asks(&format!(
                r#"[{{"effect":"readRecord","entity":"{entity}","id":"{id}","fields":["{field}"]}}]"#
            ))
            .leaves(port)
            .results(port);
    }

    #[test]
    fn promise_1_by_the_field_of_its_object() {
        check("0035g00000XyZab", "Contact", "DoNotCall", "true", "true");
        check("0035g00000XyZab", "Contact", "DoNotCall", "false", "false");
        check("0035g00000XyZab", "Contact", "DoNotCall", "null", "false");
        check("00Q5g00000XyZab", "Lead", "DoNotCall", "true", "true");
        check("0015g00000XyZab", "Account", "PersonDoNotCall", "true", "true");
    }

    #[test]
    fn promise_2_nobody_found_may_be_called() {
        try_block("SE_SFIsDoNotCall", r#"{"contactId":"0035g00000XyZab"}"#)
            .fault(r#"{"kind":"rejected","code":"NO_RECORD","message":"There is no Contact with the id."}"#)
            .leaves("false")
            .notes(&["nobody was found, who may be called therefore: There is no Contact with the id."]);
        try_block("SE_SFIsDoNotCall", r#"{"contactId":""}"#)
            .asks("[]")
            .leaves("false")
            .notes(&["there is nobody to ask about, who may be called therefore"]);
    }
}
