//! Show All Attributes: the Attributes panel, with every attribute of the contact.

use crate::{Block, BlockStep, Category, DeskEffect, Port, Ports, Results, Value, editor_list, editor_text};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_ShowAllAttributes",
    title: "Show All Attributes",
    category: Category::Utilities,
    tags: editor_list(&["attribute", "panel", "show"]),
    summary: editor_text(
        "Opens the Attributes panel with every attribute of the contact, until the contact ends or is missed. Nothing happens without a contact.",
    ),
    arguments: &[],
    results: Results::Nothing,
    ports: Ports::Done,
    calls: None,
    since: "5.5",
    promises: &[],
    begin: |block| match block.contact_id() {
        Some(contact) => BlockStep::call(DeskEffect::ShowAttributes { contact }),
        None => BlockStep::done(Value::Null),
    },
    resume: Some(|_, _, reply| BlockStep::when_done(reply, Port::Done, Value::Null)),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn promise_1_without_a_contact_nothing() {
        try_block("SE_ShowAllAttributes", "{}").asks("[]").leaves("done").results("null");
    }

    #[test]
    fn promise_2_for_one_contact_whose_end_ends_it() {
        // The desk forgets it with the contact's end: `desk/tests/shown.rs`.
        try_block("SE_ShowAllAttributes", "{}")
            .contact(r#"{"contactId":"c-1"}"#)
            .answer(r#"{"answer":"done"}"#)
            .asks(r#"[{"effect":"showAttributes","contact":"c-1"}]"#)
            .leaves("done")
            .results("null");
    }
}
