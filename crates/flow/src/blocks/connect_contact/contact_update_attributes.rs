//! Update Contact Attributes: writes attributes of the contact.

use std::sync::Arc;

use crate::{
    Answer, Argument, ArgumentType, Block, BlockContext, BlockStep, Category, Map, Ports, Promise, Results,
    TelephonyEffect, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_ContactUpdateAttributes",
    title: "Update Contact Attributes",
    category: Category::ConnectContact,
    tags: editor_list(&["attribute", "write", "transfer"]),
    summary: editor_text(
        "Writes attributes of the contact in context; others stay as they are. The next agent sees them after a transfer. It needs the Apex classes of salesforce/ in the org, or a service of your own.",
    ),
    arguments: &[Argument::new(
        "attributes",
        ArgumentType::Map,
        "Names and values; values are written as text.",
    )
    .required()],
    results: Results::Nothing,
    ports: Ports::Call,
    calls: Some(editor_text(
        "Connect UpdateContactAttributes, by Apex SwitchboardAttributes or the service of recording.endpoint",
    )),
    since: editor_text("5.13"),
    promises: promises(&[
        Promise::new("Works on voice, chat and task (5.17 fix)."),
        Promise::new(
            "Values cast with String(); unresolved references omitted; other attributes are untouched.",
        ),
        Promise::new("No contact: failure."),
    ]),
    begin,
    resume: Some(|block, _, reply| {
        BlockStep::after(reply, &mut |answer| {
            matches!(answer, Answer::Done).then(|| {
                remember(block);
                BlockStep::success(Value::Null)
            })
        })
    }),
};

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let Some(contact) = block.contact_id() else {
        return BlockStep::refuse("there is no contact to write attributes of");
    };
    let attributes = texts(block);
    if attributes.is_empty() {
        block.note("no attribute has a value: nothing is written");
        return BlockStep::success(Value::Null);
    }
    BlockStep::call(TelephonyEffect::UpdateAttributes { contact, attributes })
}

fn texts(block: &BlockContext<'_>) -> Map<String> {
    block.fields("attributes").into_iter().map(|(name, value)| (name, value.to_text())).collect()
}

/// Later blocks of this run read the new values.
fn remember(block: &mut BlockContext<'_>) {
    let written = texts(block);
    let Value::Map(contact) = block.contact_mut() else { return };
    let attributes = Arc::make_mut(contact).entry("attributes".into()).or_default();
    if !matches!(attributes, Value::Map(_)) {
        *attributes = Map::new().into();
    }
    if let Value::Map(attributes) = attributes {
        Arc::make_mut(attributes).extend(written.into_iter().map(|(name, text)| (name, text.into())));
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    // Shows: BH-40
    #[test]
    fn promise_1_any_kind_of_contact() {
        for kind in ["voice", "queue_callback", "chat", "task"] {
            try_block("SE_ContactUpdateAttributes", r#"{"attributes":{"a":"1"}}"#)
                .contact(&format!(r#"{{"contactId":"c-1","type":"{kind}","attributes":null}}"#))
                .answer(r#"{"answer":"done"}"#)
                .asks(r#"[{"effect":"updateAttributes","contact":"c-1","attributes":{"a":"1"}}]"#)
                .leaves("success")
                .results("null");
        }
    }

    #[test]
    fn promise_2_values_are_text_and_unresolved_ones_omitted() {
        try_block(
            "SE_ContactUpdateAttributes",
            r#"{"attributes":{"a":1,"b":true,"c":"$.payload.no","d":null}}"#,
        )
        .contact(r#"{"contactId":"c-1"}"#)
        .answer(r#"{"answer":"done"}"#)
        .asks(
            r#"[{"effect":"updateAttributes","contact":"c-1","attributes":{"a":"1","b":"true","d":"null"}}]"#,
        );
        try_block("SE_ContactUpdateAttributes", r#"{"attributes":{"c":"$.payload.no"}}"#)
            .contact(r#"{"contactId":"c-1"}"#)
            .asks("[]")
            .leaves("success")
            .notes(&["no attribute has a value: nothing is written"]);
    }

    #[test]
    fn promise_3_no_contact_fails() {
        try_block("SE_ContactUpdateAttributes", r#"{"attributes":{"a":"1"}}"#)
            .asks("[]")
            .leaves("failure")
            .exception("there is no contact to write attributes of");
    }
}
