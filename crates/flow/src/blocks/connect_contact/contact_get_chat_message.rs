//! Get Chat Message: the message that started the flow.

use crate::{
    Block, BlockContext, BlockStep, Category, Field, Ports, Promise, Results, Value, editor_list,
    editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_ContactGetChatMessage",
    title: "Get Chat Message",
    category: Category::ConnectContact,
    tags: editor_list(&["chat", "message", "text", "customer"]),
    summary: editor_text(
        "Gives the chat message that started the flow, from the customer or from the agent. Anywhere else all is undefined.",
    ),
    arguments: &[],
    results: Results::Fields(editor_list(&[
        Field::new("value", "string"),
        Field::new("contactId", "string"),
        Field::new("initialContactId", "string"),
        Field::new("displayName", "string"),
        Field::new("participantRole", "string"),
        Field::new("participantId", "string"),
        Field::new("content", "string"),
    ])),
    ports: Ports::Done,
    calls: None,
    since: editor_text("5.2 (classic notes)"),
    promises: promises(&[
        Promise::new("Outside chat message events: undefined."),
        Promise::new(
            "In a message event all parts of the message, from the customer (onMessageReceived) as from the agent (onMessageSent).",
        ),
    ]),
    begin,
    resume: None,
};

/// What a message is made of, in the payload and in the results.
const PARTS: [&str; 6] =
    ["contactId", "initialContactId", "displayName", "participantRole", "participantId", "content"];

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let payload = block.payload();
    // Other events have payloads with a contact id, too: only a message has somebody who says something.
    let is_message = ["participantRole", "content"].iter().all(|part| payload.get(part).as_text().is_some());
    let part = |name: &str| if is_message { payload.get(name).clone() } else { Value::Undefined };
    let mut results = vec![("value", part("content"))];
    results.extend(PARTS.map(|name| (name, part(name))));
    BlockStep::done(Value::map(results))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    const UNDEFINED: &str = r#"{"$value":"undefined"}"#;

    #[test]
    fn promise_1_outside_message_events_all_is_undefined() {
        for payload in [UNDEFINED, "{}", r#"{"contactId":"c-1"}"#, r#"{"content":"x"}"#, r#""text""#] {
            let trial = try_block("SE_ContactGetChatMessage", "{}").payload(payload).leaves("done");
            for name in super::PARTS.iter().chain(&["value"]) {
                trial.clone().result(name, UNDEFINED);
            }
        }
    }

    #[test]
    fn promise_2_both_directions() {
        for role in ["CUSTOMER", "AGENT"] {
            let payload = format!(
                r#"{{"contactId":"c-1","initialContactId":"c-0","displayName":"Dana","participantRole":"{role}","participantId":"p-1","content":"<b>hi</b>"}}"#
            );
            try_block("SE_ContactGetChatMessage", "{}")
                .payload(&payload)
                .leaves("done")
                .results(&format!(r#"{{"value":"<b>hi</b>",{}"#, &payload[1..]));
        }
    }
}
