//! Screenpop New Record: opens the form for a new record.

use crate::{
    Argument, ArgumentType, Block, BlockContext, BlockStep, Category, HostEffect, Port, Ports, Promise,
    Results, ScreenPop, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFScreenpopNewRecord",
    title: "Screenpop New Record",
    category: Category::SalesforceNavigation,
    tags: editor_list(&["pop", "new", "create", "form"]),
    summary: editor_text("Opens the form for a new record of an object, with fields filled in."),
    arguments: &[
        Argument::new("entityName", ArgumentType::Text, "Object API name, for instance Case.").required(),
        Argument::new("defaultFieldValues", ArgumentType::Map, "Fields to fill in, by API name."),
    ],
    results: Results::Nothing,
    ports: Ports::Call,
    calls: Some(editor_text("opencti screenPop NEW_RECORD_MODAL")),
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::new("References inside the map are resolved per value; unresolved ones are left out."),
        Promise::new("`{}`, null and missing map are the same."),
        Promise::not_shown(
            "Also works in Salesforce Classic (5.2 fix).",
            "the page stops in Salesforce Classic before any flow runs: it needs Lightning (tests/e2e/cases/classic)",
        ),
    ]),
    begin,
    resume: Some(|_, _, reply| BlockStep::when_done(reply, Port::Success, Value::Null)),
};

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let Some(entity) = block.text("entityName") else {
        return BlockStep::refuse("there is no object to make a record of");
    };
    let entity_name = entity.trim().to_owned();
    BlockStep::call(HostEffect::ScreenPop(ScreenPop::NewRecord {
        entity_name,
        defaults: block.fields("defaultFieldValues"),
    }))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(defaults: &str, sent: &str) {
        try_block("SE_SFScreenpopNewRecord", &format!(r#"{{"entityName":"Case"{defaults}}}"#))
            .payload(r#"{"x":1}"#)
            .answer(r#"{"answer":"done"}"#)
            .asks(&format!(
                r#"[{{"effect":"screenPop","kind":"newRecord","entityName":"Case","defaults":{sent}}}]"#
            ))
            .leaves("success")
            .results("null");
    }

    #[test]
    fn promise_1_unresolved_defaults_are_left_out() {
        check(r#","defaultFieldValues":{"A":"$.payload.x","B":"$.payload.y","C":""}"#, r#"{"A":1,"C":""}"#);
    }

    #[test]
    fn promise_2_empty_null_and_missing_are_the_same() {
        for defaults in [
            "",
            r#","defaultFieldValues":null"#,
            r#","defaultFieldValues":{}"#,
            r#","defaultFieldValues":"""#,
        ] {
            check(defaults, "{}");
        }
    }

    #[test]
    fn the_effect_names_no_host() {
        check("", "{}");
        try_block("SE_SFScreenpopNewRecord", r#"{"entityName":" "}"#).asks("[]").leaves("failure");
    }
}
