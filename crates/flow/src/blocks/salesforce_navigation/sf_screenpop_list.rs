//! Screenpop List: opens a list view.

use crate::{
    Answer, Argument, ArgumentType, Block, BlockContext, BlockStep, Category, HostEffect, Port, Ports,
    Promise, Reply, Results, ScreenPop, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFScreenpopList",
    title: "Screenpop List",
    category: Category::SalesforceNavigation,
    tags: editor_list(&["pop", "open", "list view"]),
    summary: editor_text(
        "Opens a list view. Salesforce wants to know its object, too: where entityName does not say, the org is asked, which needs the Apex classes of salesforce/.",
    ),
    arguments: &[
        Argument::new("listViewId", ArgumentType::Text, "Id of the list view (00B…).").expected(),
        Argument::new(
            "entityName",
            ArgumentType::Text,
            "Object API name of the list view, for instance Case. An addition of Switchboard's.",
        ),
    ],
    results: Results::Nothing,
    ports: Ports::Call,
    calls: Some(editor_text("opencti screenPop LIST")),
    since: editor_text("5.0"),
    promises: promises(&[Promise::new("Empty id: failure.")]),
    begin,
    resume: Some(resume),
};

/// The field of a list view that names its object.
const OBJECT_FIELD: &str = "SobjectType";

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let Some(id) = block.text("listViewId") else {
        return BlockStep::refuse("there is no list view to open");
    };
    match block.text("entityName") {
        Some(entity) => pop(id, entity),
        None => BlockStep::call(HostEffect::ReadRecord {
            entity: "ListView".to_owned(),
            id: id.trim().to_owned(),
            fields: vec![OBJECT_FIELD.to_owned()],
        }),
    }
}

fn pop(id: &str, entity: &str) -> BlockStep {
    let list_view_id = id.trim().to_owned();
    BlockStep::call(HostEffect::ScreenPop(ScreenPop::List { list_view_id, scope: entity.trim().to_owned() }))
}

/// The record says which object it is a list of; then the list is opened.
fn resume(block: &mut BlockContext<'_>, _: Value, reply: &Reply) -> BlockStep {
    BlockStep::after(reply, &mut |answer| match answer {
        Answer::Done => Some(BlockStep::Leave(Port::Success, Value::Null)),
        Answer::Value { value } => Some(pop(block.text("listViewId")?, value.get(OBJECT_FIELD).as_text()?)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    const POP: &str =
        r#"{"effect":"screenPop","kind":"list","listViewId":"00B5g00000QwErtEAF","scope":"Lead"}"#;

    #[test]
    fn promise_1_an_id_is_needed() {
        for id in [r#""""#, r#"" ""#, "null", r#""$.payload.no""#] {
            try_block("SE_SFScreenpopList", &format!(r#"{{"listViewId":{id},"entityName":"Lead"}}"#))
                .asks("[]")
                .leaves("failure")
                .exception("there is no list view to open");
        }
        try_block("SE_SFScreenpopList", r#"{"listViewId":" 00B5g00000QwErtEAF ","entityName":" Lead "}"#)
            .answer(r#"{"answer":"done"}"#)
            .asks(&format!("[{POP}]"))
            .leaves("success")
            .results("null");
    }

    #[test]
    fn the_org_knows_whose_list_it_is() {
        let trial = try_block("SE_SFScreenpopList", r#"{"listViewId":"00B5g00000QwErtEAF"}"#);
        let read = r#"{"effect":"readRecord","entity":"ListView","id":"00B5g00000QwErtEAF","fields":["SobjectType"]}"#;
        (trial.clone())
            .answer(r#"{"answer":"value","value":{"SobjectType":"Lead"}}"#)
            .answer(r#"{"answer":"done"}"#)
            .asks(&format!("[{read},{POP}]"))
            .leaves("success");
        trial.answer(r#"{"answer":"value","value":{"SobjectType":null}}"#).leaves("failure");
    }
}
