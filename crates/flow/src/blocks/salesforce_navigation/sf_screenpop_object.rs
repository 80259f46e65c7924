//! Screenpop Object: opens one record.

use crate::{
    Argument, ArgumentType, Block, BlockContext, BlockStep, Category, Fallback, HostEffect, Port, Ports,
    Promise, Results, ScreenPop, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFScreenpopObject",
    title: "Screenpop Object",
    category: Category::SalesforceNavigation,
    tags: editor_list(&["pop", "open", "record"]),
    summary: editor_text(
        "Opens a record by its id. An empty id is a failure, unless noPopOnEmpty says that it is fine.",
    ),
    arguments: &[
        Argument::new("recordId", ArgumentType::Text, "Id of the record.").expected(),
        Argument::new("noPopOnEmpty", ArgumentType::Flag, "With an empty id open nothing and succeed.")
            .default(Fallback::Flag(false)),
    ],
    results: Results::Nothing,
    ports: Ports::Call,
    calls: Some(editor_text("opencti screenPop SOBJECT")),
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::new(
            "Empty id and noPopOnEmpty false: failure (published chat flow 02 relies on it to fall through to a search).",
        ),
        Promise::new(
            "Empty id and noPopOnEmpty true: no pop, leaves through success (proposed; both outputs of the two published users go to the same End, so either passes).",
        ),
        Promise::new("Missing noPopOnEmpty is false (older files)."),
        Promise::new("\"Empty\" is \"\", null, undefined or blanks. The text \"null\" is not empty here."),
    ]),
    begin,
    resume: Some(|_, _, reply| BlockStep::when_done(reply, Port::Success, Value::Null)),
};

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    match block.text("recordId") {
        Some(id) => {
            BlockStep::call(HostEffect::ScreenPop(ScreenPop::Record { record_id: id.trim().to_owned() }))
        }
        None if block.flag("noPopOnEmpty") => BlockStep::success(Value::Null),
        None => BlockStep::refuse("there is no record id to open"),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{Trial, try_block};

    fn empty(more: &str) -> impl Iterator<Item = Trial> {
        let more = more.to_owned();
        [r#""""#, r#""  ""#, "null", r#""$.payload.no""#]
            .into_iter()
            .map(move |id| try_block("SE_SFScreenpopObject", &format!(r#"{{"recordId":{id}{more}}}"#)))
    }

    #[track_caller]
    fn check_pop(id: &str) {
        try_block("SE_SFScreenpopObject", &format!(r#"{{"recordId":"{id}"}}"#))
            .answer(r#"{"answer":"done"}"#)
            .asks(&format!(r#"[{{"effect":"screenPop","kind":"record","recordId":"{id}"}}]"#))
            .leaves("success")
            .results("null");
    }

    #[test]
    fn promise_1_empty_id_fails() {
        check_pop("0035g00000XyZabAAF");
        for trial in empty(r#","noPopOnEmpty":false"#) {
            trial.asks("[]").leaves("failure").exception("there is no record id to open");
        }
    }

    #[test]
    fn promise_2_empty_id_may_be_fine() {
        for trial in empty(r#","noPopOnEmpty":"true""#) {
            trial.asks("[]").leaves("success");
        }
    }

    #[test]
    fn promise_3_old_files_do_not_say() {
        for trial in empty("") {
            trial.asks("[]").leaves("failure");
        }
    }

    #[test]
    fn promise_4_the_text_null_is_not_empty() {
        check_pop("null");
    }
}
