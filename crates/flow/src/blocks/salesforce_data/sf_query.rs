//! Query value: runs a SOQL statement.

use crate::{
    Answer, Argument, ArgumentType, Block, BlockContext, BlockStep, Category, Field, HostEffect, Ports,
    Promise, Results, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFQuery",
    title: "Query value",
    category: Category::SalesforceData,
    tags: editor_list(&["SOQL Query", "select", "read", "records"]),
    summary: editor_text(
        "Runs a SOQL query as the agent, who sees what she may see, and gives the records, at most 200. Values belong into the map and stand in the query as :name, so that no caller's text becomes a part of it. It needs the Apex classes of salesforce/ and the permission set Switchboard Query.",
    ),
    arguments: &[
        Argument::new(
            "query",
            ArgumentType::Text,
            "The query, for instance SELECT Id, Name FROM Case WHERE ContactId = :contact LIMIT 5.",
        )
        .expected(),
        Argument::new(
            "values",
            ArgumentType::Map,
            "What stands for each :name of the query. An addition of Switchboard's.",
        ),
    ],
    results: Results::Fields(editor_list(&[Field::new("value", "list"), Field::new("totalSize", "number")])),
    ports: Ports::Call,
    calls: Some(editor_text("Apex SwitchboardQuery")),
    since: editor_text("5.2"),
    promises: promises(&[
        Promise::new(
            "`value` is always a list, so `results.value.[0].Name` works; a single record is still a list of one. (One published log prints an object; the text demands [0].)",
        ),
        Promise::new("Zero rows: success with an empty list."),
        Promise::new("Quotes must not be HTML-encoded (5.4 fix)."),
        Promise::shown_by(
            "Records carry `type`; `Id` is null when not selected.",
            &["crates/cli/tests/promises.rs::a_query_answers_records_with_their_type"],
        ),
        Promise::new("Offer a bind-parameter map so values are escaped (extension)."),
    ]),
    begin,
    resume: Some(|_, _, reply| {
        BlockStep::after(reply, &mut |answer| {
            let Answer::Value { value } = answer else { return None };
            let records = value.as_list()?;
            let total = Value::from(records.len() as f64);
            Some(BlockStep::success(Value::map([("value", value.clone()), ("totalSize", total)])))
        })
    }),
};

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let Some(query) = block.text("query") else { return BlockStep::refuse("there is no query to run") };
    BlockStep::call(HostEffect::Query {
        query: query.trim().to_owned(),
        // What is undefined is null to a query: a name without a value would be an error.
        values: (block.value("values").as_map().into_iter().flatten())
            .map(|(name, value)| {
                let value = if value.is_undefined() { &Value::Null } else { value };
                (name.clone(), value.clone())
            })
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{flow, try_block};

    const QUERY: &str = r#"{"query":"SELECT Id FROM Case"}"#;

    #[test]
    fn promise_1_one_record_is_a_list_of_one() {
        flow(
            r#"[{"id":"a","type":"SE_Start","ports":{"done":"b"}},{"id":"b","type":"SE_SFQuery","controls":{"query":"SELECT Name FROM Case"},"ports":{"success":"c"}},{"id":"c","type":"SE_CoreTruthy","controls":{"value":"$.actions.b.results.value.[0].Name"}}]"#,
        )
        .answer(r#"{"answer":"value","value":[{"type":"Case","Id":null,"Name":"1"}]}"#)
        .leaves("true");
        try_block("SE_SFQuery", QUERY)
            .answer(r#"{"answer":"value","value":{"Name":"1"}}"#)
            .leaves("failure")
            .exception("the answer does not fit the question");
    }

    #[test]
    fn promise_2_no_rows_are_success() {
        try_block("SE_SFQuery", QUERY)
            .answer(r#"{"answer":"value","value":[]}"#)
            .leaves("success")
            .results(r#"{"value":[],"totalSize":0}"#);
        try_block("SE_SFQuery", r#"{"query":" "}"#).asks("[]").leaves("failure");
    }

    #[test]
    fn promise_3_quotes_are_quotes() {
        try_block("SE_SFQuery", r#"{"query":"SELECT Id FROM Case WHERE Origin = 'Phone' AND A != \"b\""}"#)
            .answer(r#"{"answer":"value","value":[]}"#)
            .asks(r#"[{"effect":"query","query":"SELECT Id FROM Case WHERE Origin = 'Phone' AND A != \"b\"","values":{}}]"#);
    }

    #[test]
    fn promise_5_values_are_bound_and_no_part_of_the_query() {
        let hostile = r#"{"name":"x' OR Name != '"}"#;
        try_block("SE_SFQuery", r#"{"query":"SELECT Id FROM Case WHERE Subject = :name AND A = :gone","values":{"name":"$.payload.name","gone":"$.payload.no"}}"#)
            .payload(hostile)
            .answer(r#"{"answer":"value","value":[]}"#)
            .asks(r#"[{"effect":"query","query":"SELECT Id FROM Case WHERE Subject = :name AND A = :gone","values":{"name":"x' OR Name != '","gone":null}}]"#);
    }
}
