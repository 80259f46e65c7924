//! Screenpop Object Home: opens the home page of an object.

use crate::{
    Argument, ArgumentType, Block, BlockContext, BlockStep, Category, HostEffect, Port, Ports, Promise,
    Results, ScreenPop, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFScreenpopObjectHome",
    title: "Screenpop Object Home",
    category: Category::SalesforceNavigation,
    tags: editor_list(&["pop", "open", "home", "object"]),
    summary: editor_text("Opens the home page of an object."),
    arguments: &[
        Argument::new("entityName", ArgumentType::Text, "Object API name, for instance Case.").expected()
    ],
    results: Results::Nothing,
    ports: Ports::Call,
    calls: Some(editor_text("opencti screenPop OBJECTHOME")),
    since: editor_text("5.0"),
    promises: promises(&[Promise::new("Unknown object: failure.")]),
    begin,
    resume: Some(|_, _, reply| BlockStep::when_done(reply, Port::Success, Value::Null)),
};

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    match block.text("entityName") {
        Some(entity) => {
            BlockStep::call(HostEffect::ScreenPop(ScreenPop::ObjectHome { scope: entity.trim().to_owned() }))
        }
        None => BlockStep::refuse("there is no object to open the home page of"),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn promise_1_what_salesforce_does_not_know_fails() {
        let trial = try_block("SE_SFScreenpopObjectHome", r#"{"entityName":" Case "}"#);
        (trial.clone().answer(r#"{"answer":"done"}"#))
            .asks(r#"[{"effect":"screenPop","kind":"objectHome","scope":"Case"}]"#)
            .leaves("success")
            .results("null");
        (trial.fault(r#"{"kind":"rejected","code":"INVALID_PARAM","message":"no such object"}"#))
            .leaves("failure")
            .exception("no such object");
        for entity in [r#""  ""#, "null", r#""$.payload.no""#] {
            try_block("SE_SFScreenpopObjectHome", &format!(r#"{{"entityName":{entity}}}"#))
                .asks("[]")
                .exception("there is no object to open the home page of");
        }
    }
}
