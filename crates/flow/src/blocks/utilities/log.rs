//! Log to Console: a line in the log.

use crate::{
    Argument, ArgumentType, Block, BlockStep, Category, Exception, Fallback, LogLevel, PageEffect, Port,
    Ports, Promise, Results, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_Log",
    title: "Log to Console",
    category: Category::Utilities,
    tags: editor_list(&["debug", "trace", "print"]),
    summary: editor_text("Writes a value to the log."),
    arguments: &[
        Argument::new("level", ArgumentType::Select(&["debug", "info", "warn", "error"]), "How loud.")
            .expected()
            .default(Fallback::Text("debug")),
        Argument::new("message", ArgumentType::Any, "What to write. Lists and maps are written as JSON."),
    ],
    results: Results::Nothing,
    ports: Ports::Done,
    calls: None,
    since: editor_text("5.0"),
    promises: promises(&[Promise::new(
        "false and 0 must be printed (5.7 fix), undefined prints as `undefined`, objects as JSON, cycles must not throw.",
    )]),
    begin: |block| {
        let level = match block.value("level").as_text() {
            Some("info") => LogLevel::Info,
            Some("warn") => LogLevel::Warn,
            Some("error") => LogLevel::Error,
            Some("debug") | None => LogLevel::Debug,
            Some(_) => {
                let value = block.value("level").clone();
                let expected = "level (debug, info, warn or error)".into();
                return BlockStep::Fail(Exception::WrongType { argument: "level".into(), expected, value });
            }
        };
        BlockStep::call(PageEffect::Log { level, message: block.value("message").to_readable() })
    },
    resume: Some(|_, _, reply| BlockStep::when_done(reply, Port::Done, Value::Null)),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(message: &str, written: &str) {
        let log = format!(r#"[{{"effect":"log","level":"info","message":{written:?}}}]"#);
        try_block("SE_Log", r#"{"level":"info","message":"$.payload"}"#)
            .payload(message)
            .answer(r#"{"answer":"done"}"#)
            .asks(&log)
            .leaves("done")
            .results("null");
    }

    #[test]
    fn promise_1_everything_prints() {
        check("false", "false");
        check("0", "0");
        check(r#"{"$value":"undefined"}"#, "undefined");
        check("null", "null");
        check(r#""text""#, "text");
        check(r#"{"a":[1,{}]}"#, r#"{"a":[1,{}]}"#);
    }

    #[test]
    fn levels() {
        try_block("SE_Log", "{}")
            .answer(r#"{"answer":"done"}"#)
            .asks(r#"[{"effect":"log","level":"debug","message":"undefined"}]"#)
            .leaves("done");
        try_block("SE_Log", r#"{"level":"loud"}"#)
            .fails("argument level: \"loud\" is no level (debug, info, warn or error)");
    }
}
