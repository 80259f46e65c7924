//! Save (or Create) a Record.

use super::saved;
use crate::{
    Argument, ArgumentType, Block, BlockContext, BlockStep, Category, Field, HostEffect, Ports, Promise,
    Results, SaveRecord, SaveTarget, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFSaveLog",
    title: "Save (or Create) a Record",
    category: Category::SalesforceData,
    tags: editor_list(&["save", "update", "create", "record"]),
    summary: editor_text("Updates a record when an id is given, else creates one. Works with any object."),
    arguments: &[
        Argument::new(
            "recordId",
            ArgumentType::Text,
            "Id of the record to update; empty, or the text null, creates one.",
        ),
        Argument::new("entityType", ArgumentType::Text, "Object API name of a new record.").expected(),
        Argument::new(
            "fieldValues",
            ArgumentType::Map,
            "Fields by API name. What is not found is left out, never emptied.",
        )
        .required(),
    ],
    results: Results::Fields(editor_list(&[Field::new("id", "string")])),
    ports: Ports::Call,
    calls: Some(editor_text("opencti saveLog")),
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::new(
            "Create when recordId is empty, null, undefined or the text \"null\" (published flow 11).",
        ),
        Promise::new("On update entityType is ignored."),
        Promise::new("Map references resolved one by one; unresolved ones omitted (not sent as null)."),
        Promise::new("Empty map: failure."),
        Promise::new("Any object, not only Task."),
    ]),
    begin,
    resume: Some(|_, _, reply| saved(reply)),
};

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let fields = block.fields("fieldValues");
    if fields.is_empty() {
        return BlockStep::refuse("there are no fields to save");
    }
    // Only this block takes the text "null" for no id: published flows hand it over.
    let id = block.text("recordId").map(str::trim).filter(|id| *id != "null");
    let target = match (id, block.text("entityType")) {
        (Some(id), _) => SaveTarget::Update { id: id.to_owned() },
        (None, Some(entity)) => SaveTarget::Create { entity: entity.trim().to_owned() },
        (None, None) => return BlockStep::refuse("there is neither a record id nor an object to create"),
    };
    BlockStep::call(HostEffect::SaveRecord(SaveRecord { target, fields }))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(controls: &str, target: &str, fields: &str) {
        try_block("SE_SFSaveLog", controls)
            .answer(r#"{"answer":"saved","recordId":"003B"}"#)
            .asks(&format!(r#"[{{"effect":"saveRecord","target":{target},"fields":{fields}}}]"#))
            .leaves("success")
            .results(r#"{"id":"003B"}"#);
    }

    const FIELDS: &str = r#""fieldValues":{"LastName":"x"}"#;

    #[test]
    fn promise_1_no_id_creates() {
        for id in [
            "",
            r#""recordId":"","#,
            r#""recordId":null,"#,
            r#""recordId":"$.payload.no","#,
            r#""recordId":"null","#,
        ] {
            let controls = format!(r#"{{{id}"entityType":"Contact",{FIELDS}}}"#);
            check(&controls, r#"{"create":{"entity":"Contact"}}"#, r#"{"LastName":"x"}"#);
        }
    }

    #[test]
    fn promise_2_an_id_updates_whatever_the_type() {
        for kind in [r#""entityType":"Lead","#, r#""entityType":"","#, ""] {
            let controls = format!(r#"{{"recordId":"003A",{kind}{FIELDS}}}"#);
            check(&controls, r#"{"update":{"id":"003A"}}"#, r#"{"LastName":"x"}"#);
        }
    }

    #[test]
    fn promise_3_unresolved_fields_are_omitted() {
        let controls =
            r#"{"entityType":"Case","fieldValues":{"A":"$.payload.no","B":"","C":"$.userProfile"}}"#;
        check(controls, r#"{"create":{"entity":"Case"}}"#, r#"{"B":""}"#);
    }

    #[test]
    fn promise_4_an_empty_map_fails() {
        for fields in ["{}", r#"{"A":"$.payload.no"}"#, "null", r#""""#] {
            let controls = format!(r#"{{"entityType":"Case","fieldValues":{fields}}}"#);
            try_block("SE_SFSaveLog", &controls).asks("[]").leaves("failure");
        }
    }

    #[test]
    fn promise_5_any_object() {
        let controls = format!(r#"{{"entityType":"Call_Log__c",{FIELDS}}}"#);
        check(&controls, r#"{"create":{"entity":"Call_Log__c"}}"#, r#"{"LastName":"x"}"#);
        try_block("SE_SFSaveLog", &format!("{{{FIELDS}}}")).asks("[]").leaves("failure");
    }
}
