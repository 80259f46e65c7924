//! Run Apex: calls a method of a class of the org.

use crate::{
    Answer, Argument, ArgumentType, Block, BlockContext, BlockStep, Category, Field, HostEffect, Ports,
    Promise, Results, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFRunApex",
    title: "Run Apex",
    category: Category::SalesforceData,
    tags: editor_list(&["apex", "class", "method", "code"]),
    summary: editor_text(
        "Calls a webService method of a global Apex class that the agent may run, with parameters by name. JSON that it returns as text is read. The vendor's classes that extend AC_Utils are not called like that: give them such a method.",
    ),
    arguments: &[
        Argument::new(
            "className",
            ArgumentType::Text,
            "Name of the class, with its namespace where it has one.",
        )
        .expected(),
        Argument::new("methodName", ArgumentType::Text, "Name of the method.").expected(),
        Argument::new(
            "methodParams",
            ArgumentType::Map,
            "Parameters by name. Lists and maps are written as JSON.",
        ),
    ],
    results: Results::Fields(editor_list(&[Field::new("value", "any")])),
    ports: Ports::Call,
    calls: Some(editor_text("opencti runApex")),
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::new(
            "Upstream demands that the class extends AC_Utils and is an extension of the script page; ours calls Open CTI runApex with parameters as a query string.",
        ),
        Promise::new("JSON text results are parsed."),
        Promise::new("Apex exception: failure."),
    ]),
    begin,
    resume: Some(|_, _, reply| {
        BlockStep::after(reply, &mut |answer| match answer {
            Answer::Value { value } => {
                let read = value.as_text().and_then(Value::from_json_text);
                Some(BlockStep::success(Value::map([("value", read.unwrap_or_else(|| value.clone()))])))
            }
            _ => None,
        })
    }),
};

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let name = |argument| block.text(argument).map(|name: &str| name.trim().to_owned());
    let (Some(class), Some(method)) = (name("className"), name("methodName")) else {
        return BlockStep::refuse("both the class and the method must be named");
    };
    let params = block.fields("methodParams").into_iter().map(|(name, value)| {
        let text = if value.is_nullish() { String::new() } else { value.to_readable().to_string() };
        (name, text)
    });
    BlockStep::call(HostEffect::RunApex { class, method, params: params.collect() })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    const CALL: &str = r#"{"className":" Lookup ","methodName":"find","methodParams":{"number":"+1 415","tries":2,"all":"$.payload.list","none":null,"gone":"$.payload.no"}}"#;

    #[test]
    fn promise_1_parameters_go_by_name_as_texts() {
        try_block("SE_SFRunApex", CALL)
            .payload(r#"{"list":[1,"a"]}"#)
            .answer(r#"{"answer":"value","value":"done"}"#)
            .asks(r#"[{"effect":"runApex","class":"Lookup","method":"find","params":{"number":"+1 415","tries":"2","all":"[1,\"a\"]","none":""}}]"#)
            .leaves("success")
            .results(r#"{"value":"done"}"#);
        for controls in
            [r#"{"className":"A"}"#, r#"{"methodName":"b"}"#, r#"{"className":"","methodName":"b"}"#]
        {
            try_block("SE_SFRunApex", controls).asks("[]").leaves("failure");
        }
    }

    #[test]
    fn promise_2_json_is_read() {
        for (said, value) in [
            (r#""{\"rows\":[1]}""#, r#"{"rows":[1]}"#),
            (r#""5""#, "5"),
            (r#""no JSON""#, r#""no JSON""#),
            (r#"{"rows":[]}"#, r#"{"rows":[]}"#),
            ("null", "null"),
        ] {
            try_block("SE_SFRunApex", r#"{"className":"A","methodName":"b"}"#)
                .answer(&format!(r#"{{"answer":"value","value":{said}}}"#))
                .leaves("success")
                .results(&format!(r#"{{"value":{value}}}"#));
        }
    }

    #[test]
    fn promise_3_what_the_class_throws_is_a_failure() {
        try_block("SE_SFRunApex", r#"{"className":"A","methodName":"b"}"#)
            .fault(r#"{"kind":"rejected","code":"SERVER_ERROR","message":"System.NullPointerException"}"#)
            .leaves("failure")
            .exception("System.NullPointerException");
    }
}
