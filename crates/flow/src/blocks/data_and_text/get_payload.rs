//! Get Payload: what the event or the CTI Action handed over.

use crate::{Block, BlockStep, Category, Field, Map, Ports, Promise, Results, Value, editor_text, promises};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_GetPayload",
    title: "Get Payload",
    category: Category::DataAndText,
    tags: &["payload", "form", "action", "event", "input"],
    summary: editor_text(
        "Gives what the event or the CTI Action handed over, whole. References read it without this block: $.payload.",
    ),
    arguments: &[],
    results: Results::Fields(&[Field::new("value", "map")]),
    ports: Ports::Done,
    calls: None,
    since: "5.13",
    promises: promises(&[
        Promise::new(
            "The log of a click-to-dial run shows `results.value.number`: the whole payload sits under `value`.",
        ),
        Promise::new("Without payload: `value` is an empty object."),
    ]),
    begin: |block| {
        let payload = block.payload();
        let value = if payload.is_nullish() { Map::new().into() } else { payload.clone() };
        BlockStep::done(Value::map([("value", value)]))
    },
    resume: None,
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(payload: &str, value: &str) {
        try_block("SE_GetPayload", "{}")
            .payload(payload)
            .asks("[]")
            .leaves("done")
            .results(&format!(r#"{{"value":{value}}}"#));
    }

    #[test]
    fn promise_1_the_whole_payload_sits_under_value() {
        check(r#"{"number":"+14155550142"}"#, r#"{"number":"+14155550142"}"#);
        check(r#"{"a":{"b":[1]},"ok":true,"empty":""}"#, r#"{"a":{"b":[1]},"ok":true,"empty":""}"#);
    }

    #[test]
    fn promise_2_no_payload_is_an_empty_map() {
        check(r#"{"$value":"undefined"}"#, "{}");
        check("null", "{}");
    }
}
