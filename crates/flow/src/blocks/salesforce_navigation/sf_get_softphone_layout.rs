//! Get Softphone Layout: what the administrator of the org lets a search find, show and pop.

use crate::{
    Answer, Block, BlockStep, Category, Field, HostEffect, Ports, Promise, Results, Value, editor_list,
    editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFGetSoftphoneLayout",
    title: "Get Softphone Layout",
    category: Category::SalesforceNavigation,
    tags: editor_list(&["layout", "objects", "fields", "pop rules"]),
    summary: editor_text(
        "Reads the softphone layout of the agent's profile: for Internal, Inbound and Outbound calls the objects with their fields and what opens. Extract Value picks from the result.",
    ),
    arguments: &[],
    results: Results::Fields(editor_list(&[Field::new("value", "map")])),
    ports: Ports::Call,
    calls: Some(editor_text("opencti getSoftphoneLayout")),
    since: editor_text("5.0"),
    promises: promises(&[Promise::shown_by(
        "Result has sections Internal, Inbound, Outbound, each with objects, fields and screen-pop settings.",
        &[
            "crates/cli/tests/promises.rs::the_softphone_layout_has_three_sections",
            "crates/adapter/src/softphone_layout.rs::three_sections_as_open_cti_has_them",
        ],
    )]),
    begin: |_| BlockStep::call(HostEffect::ReadSoftphoneLayout),
    resume: Some(|_, _, reply| {
        BlockStep::after(reply, &mut |answer| match answer {
            Answer::Value { value: layout @ Value::Map(_) } => {
                Some(BlockStep::success(Value::map([("value", layout.clone())])))
            }
            _ => None,
        })
    }),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn the_layout_is_the_result() {
        try_block("SE_SFGetSoftphoneLayout", "{}")
            .answer(r#"{"answer":"value","value":{"Inbound":{"objects":{"Contact":[]}}}}"#)
            .asks(r#"[{"effect":"readSoftphoneLayout"}]"#)
            .leaves("success")
            .results(r#"{"value":{"Inbound":{"objects":{"Contact":[]}}}}"#);
        try_block("SE_SFGetSoftphoneLayout", "{}")
            .answer(r#"{"answer":"value","value":null}"#)
            .leaves("failure")
            .exception("the answer does not fit the question");
    }
}
