//! Search And Screenpop: finds records and opens them by the rules of the softphone layout.

use crate::{
    Answer, Argument, ArgumentRole, ArgumentType, Block, BlockContext, BlockStep, Category, Fallback, Field,
    HostEffect, Map, Match, Matches, Ports, Promise, Reply, Results, Search, Text, Value, editor_list,
    editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFSearchAndScreenpop",
    title: "Search And Screenpop",
    category: Category::SalesforceNavigation,
    tags: editor_list(&["search", "pop", "caller", "record"]),
    summary: editor_text(
        "Searches the objects of the softphone layout for a text and opens what it finds by the layout's rules. Finding nothing is a success; a failed call is not.",
    ),
    arguments: &[
        Argument::new("searchParams", ArgumentType::Text, "What to look for; at least three characters.")
            .role(ArgumentRole::Search)
            .expected(),
        Argument::new("queryParams", ArgumentType::Text, "Passed to Visualforce pages only.")
            .default(Fallback::Text("")),
        Argument::new(
            "defaultFieldValues",
            ArgumentType::Map,
            "Fields to start with when the layout opens a new record.",
        ),
        Argument::new("deferred", ArgumentType::Flag, "Search only, open nothing.")
            .default(Fallback::Flag(false)),
        Argument::new(
            "callType",
            ArgumentType::Select(&["inbound", "outbound", "internal"]),
            "Which section of the layout says what to search.",
        )
        .expected()
        .default(Fallback::Text("inbound")),
    ],
    results: Results::Fields(editor_list(&[
        Field::new("value", "map"),
        Field::new("Id", "string"),
        Field::new("id", "string"),
        Field::new("Name", "string"),
        Field::new("RecordType", "string"),
        Field::new("count", "number"),
    ])),
    ports: Ports::Call,
    calls: Some(editor_text("opencti searchAndScreenPop")),
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::new(
            "No match is still success when the API call succeeded; failure is for a failed call (text shorter than 3 characters, empty text). The published legacy flow 01 would only work fully if an empty text succeeded, so make this switchable (setting `emptySearchSucceeds`, default off).",
        ),
        Promise::new(
            "`deferred: true` searches without popping; the Id of an exact match must be filled (5.4 fix) and SCREEN_POP_DATA must not be counted as a match.",
        ),
        Promise::new("callType is case-insensitive on import; picks the layout section."),
        Promise::new("queryParams null, \"\" or missing are the same and only reach Visualforce pops."),
        Promise::shown_by(
            "Respects layout rules for none, one, several matches; does not pop twice.",
            &[
                "crates/cli/tests/promises.rs::a_search_pops_once_and_by_the_layout",
                "crates/sim/tests/contract/searching.rs::without deferral the rules pop",
                "crates/sim/tests/contract/searching.rs::a layout may lack rules or pop nothing",
                "crates/session/tests/desk/pops.rs::without_pop_data_the_one_match_opens_unless_the_layout_says_not_to",
            ],
        ),
    ]),
    begin,
    resume: Some(|_, _, reply| read(reply)),
};

/// Open CTI refuses shorter texts.
const SHORTEST: usize = 3;
const TOO_SHORT: &str = "a search needs at least 3 characters";

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let call_type = match block.call_type("callType") {
        Ok(call_type) => call_type,
        Err(exception) => return BlockStep::Fail(exception),
    };
    let Some(text) = block.text("searchParams") else {
        return match block.settings().empty_search_succeeds {
            true => found(&Matches::default()),
            false => BlockStep::refuse("there is nothing to search for"),
        };
    };
    if text.trim().chars().count() < SHORTEST {
        return BlockStep::refuse(TOO_SHORT);
    }
    BlockStep::call(HostEffect::Search(Search {
        text: text.to_owned(),
        call_type,
        deferred: block.flag("deferred"),
        query_params: block.text("queryParams").map(str::to_owned),
        defaults: block.fields("defaultFieldValues"),
    }))
}

fn read(reply: &Reply) -> BlockStep {
    BlockStep::after(reply, &mut |answer| match answer {
        Answer::Matches(matches) => Some(found(matches)),
        _ => None,
    })
}

/// The raw map under `value` as Open CTI gives it, the first record, and how many there are. The pop is no match.
fn found(matches: &Matches) -> BlockStep {
    let count = Value::Number(matches.records.len() as f64);
    let first = matches.records.first();
    let id = Value::optional(first.map(|record| record.id.as_str()));
    let name = Value::optional(first.map(|record| record.name.as_str()));
    let object = Value::optional(first.map(|record| record.object.as_str()));
    let records = matches.records.iter().map(|record| (Text::new(&record.id), summary(record)));
    let pop = matches.pop.iter().map(|pop| ("SCREEN_POP_DATA".into(), pop.clone()));
    let map: Map<Value> = records.chain(pop).collect();
    BlockStep::success(Value::map([
        ("value", map.into()),
        ("Id", id.clone()),
        ("id", id),
        ("Name", name),
        ("RecordType", object),
        ("count", count),
    ]))
}

fn summary(record: &Match) -> Value {
    let known = [("Id", &record.id), ("RecordType", &record.object), ("Name", &record.name)];
    let known = known.map(|(key, text)| (Text::from(key), Value::text(text)));
    let fields = record.fields.iter().map(|(key, value)| (key.clone(), value.clone()));
    Value::map(known.into_iter().chain(fields))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    const ONE: &str = r#"{"answer":"matches","records":[{"id":"003A","object":"Contact","name":"Dana","fields":{"Phone":"1"}}],"pop":null}"#;
    const DANA: &str = r#"{"value":{"003A":{"Id":"003A","RecordType":"Contact","Name":"Dana","Phone":"1"}},"Id":"003A","id":"003A","Name":"Dana","RecordType":"Contact","count":1}"#;
    const NONE: &str = r#"{"answer":"matches","records":[],"pop":null}"#;

    #[test]
    fn promise_1_no_match_is_success_and_no_text_is_failure() {
        try_block("SE_SFSearchAndScreenpop", r#"{"searchParams":"abc"}"#)
            .answer(NONE)
            .leaves("success")
            .result("count", "0")
            .result("Id", r#"{"$value":"undefined"}"#);
        for short in [r#""""#, r#""  ""#, r#""ab""#, "null", r#""$.contact.nothing""#] {
            let trial = try_block("SE_SFSearchAndScreenpop", &format!(r#"{{"searchParams":{short}}}"#));
            trial.asks("[]").leaves("failure");
        }
        try_block("SE_SFSearchAndScreenpop", r#"{"searchParams":""}"#)
            .settings(r#"{"emptySearchSucceeds":true}"#)
            .asks("[]")
            .leaves("success")
            .result("count", "0");
    }

    #[test]
    fn promise_2_deferred_finds_and_does_not_count_the_pop() {
        let deferred = ONE.replace(r#""pop":null"#, r#""pop":{"type":"sobject"}"#);
        let search = r#"[{"effect":"search","text":"abc","callType":"inbound","deferred":true,"queryParams":null,"defaults":{}}]"#;
        try_block("SE_SFSearchAndScreenpop", r#"{"searchParams":"abc","deferred":"true"}"#)
            .answer(&deferred)
            .asks(search)
            .leaves("success")
            .result("Id", r#""003A""#)
            .result("count", "1")
            .result("value", r#"{"003A":{"Id":"003A","RecordType":"Contact","Name":"Dana","Phone":"1"},"SCREEN_POP_DATA":{"type":"sobject"}}"#);
    }

    #[test]
    fn promise_3_call_type_in_any_case() {
        for (given, sent) in [("Outbound", "outbound"), ("INTERNAL", "internal"), ("inbound", "inbound")] {
            let search = format!(
                r#"[{{"effect":"search","text":"abc","callType":"{sent}","deferred":false,"queryParams":null,"defaults":{{}}}}]"#
            );
            let controls = format!(r#"{{"searchParams":"abc","callType":"{given}"}}"#);
            try_block("SE_SFSearchAndScreenpop", &controls).answer(NONE).asks(&search);
        }
        try_block("SE_SFSearchAndScreenpop", r#"{"searchParams":"abc","callType":"sideways"}"#)
            .asks("[]")
            .leaves("failure");
    }

    #[test]
    fn promise_4_query_params() {
        for (given, sent) in [("null", "null"), (r#""""#, "null"), (r#""a=1""#, r#""a=1""#)] {
            let search = format!(
                r#"[{{"effect":"search","text":"abc","callType":"inbound","deferred":false,"queryParams":{sent},"defaults":{{"LastName":"x"}}}}]"#
            );
            let controls = format!(
                r#"{{"searchParams":"abc","queryParams":{given},"defaultFieldValues":{{"LastName":"x","Phone":"$.contact.no"}}}}"#
            );
            try_block("SE_SFSearchAndScreenpop", &controls).answer(NONE).asks(&search);
        }
    }

    #[test]
    fn one_call_leaves_the_pop_to_the_layout() {
        let search = r#"[{"effect":"search","text":"abc","callType":"inbound","deferred":false,"queryParams":null,"defaults":{}}]"#;
        try_block("SE_SFSearchAndScreenpop", r#"{"searchParams":"abc"}"#)
            .answer(ONE)
            .asks(search)
            .leaves("success")
            .results(DANA);
    }
}
