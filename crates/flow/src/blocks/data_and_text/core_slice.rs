//! Slice: part of a text or list.

use std::ops::Range;

use crate::{
    Argument, ArgumentType, Block, BlockContext, BlockStep, Category, Fallback, Field, Ports, Promise,
    Results, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_CoreSlice",
    title: "Slice",
    category: Category::DataAndText,
    tags: editor_list(&["part", "substring", "cut", "items"]),
    summary: editor_text(
        "Gives the part of a text or list from one place to another. Places count from 0; less than nothing counts from the end.",
    ),
    arguments: &[
        Argument::new(
            "value",
            ArgumentType::Any,
            "What to take a part of; what is no list is taken as text.",
        )
        .required(),
        Argument::new("start", ArgumentType::Any, "Where the part begins.").default(Fallback::Number(0.0)),
        Argument::new("end", ArgumentType::Any, "The place after its last; empty is the end."),
    ],
    results: Results::Fields(editor_list(&[Field::new("value", "any")])),
    ports: Ports::Done,
    calls: None,
    since: editor_text("5.7"),
    promises: promises(&[
        Promise::new(
            "JavaScript slice: negative counts from the end, end exclusive, text indexes are cast to numbers, out of range gives empty.",
        ),
        Promise::new("Empty `end` means to the end, not 0."),
    ]),
    begin,
    resume: None,
};

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let part = match block.value("value") {
        Value::List(items) => Value::List(items[range(block, items.len())].to_vec()),
        value => {
            let units: Vec<u16> = value.to_text().encode_utf16().collect();
            String::from_utf16_lossy(&units[range(block, units.len())]).into()
        }
    };
    BlockStep::done(Value::map([("value", part)]))
}

/// The places that the arguments mean, of so many: as JavaScript's `slice`.
fn range(block: &BlockContext<'_>, length: usize) -> Range<usize> {
    let place = |name: &str, otherwise: f64| {
        let value = block.value(name);
        let place = if value.is_blank() { otherwise } else { value.to_number() };
        let place = if place.is_nan() { 0.0 } else { place.trunc() };
        let from_end = if place < 0.0 { length as f64 + place } else { place };
        from_end.clamp(0.0, length as f64) as usize
    };
    let (start, end) = (place("start", 0.0), place("end", length as f64));
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(value: &str, start: &str, end: &str, part: &str) {
        try_block("SE_CoreSlice", r#"{"value":"$.payload.v","start":"$.payload.s","end":"$.payload.e"}"#)
            .payload(&format!(r#"{{"v":{value},"s":{start},"e":{end}}}"#))
            .leaves("done")
            .results(&format!(r#"{{"value":{part}}}"#));
    }

    #[test]
    fn promise_1_as_in_javascript() {
        check(r#""abcdef""#, "1", "3", r#""bc""#);
        check(r#""abcdef""#, "-2", "null", r#""ef""#);
        check(r#""abcdef""#, r#""2""#, r#""-1""#, r#""cde""#);
        check(r#""abcdef""#, "4", "2", r#""""#);
        check(r#""abcdef""#, "9", "99", r#""""#);
        check(r#""abcdef""#, "-99", "2", r#""ab""#);
        check(r#""abcdef""#, "1.9", "2.9", r#""b""#);
        check(r#""abcdef""#, r#""x""#, "2", r#""ab""#);
        check(r#""abcdef""#, r#"{"$value":"-infinity"}"#, r#"{"$value":"infinity"}"#, r#""abcdef""#);
        check("[1,2,3]", "1", "99", "[2,3]");
        check("[1,2,3]", "-1", "null", "[3]");
        check("12345", "0", "2", r#""12""#);
        // Half a character is none.
        check(r#""a😀""#, "0", "2", "\"a\u{fffd}\"");
        try_block("SE_CoreSlice", "{}").fails("argument value is missing");
    }

    #[test]
    fn promise_2_an_empty_end_is_the_end() {
        for end in [r#""""#, "null", r#"{"$value":"undefined"}"#, r#"" ""#] {
            check(r#""abc""#, "1", end, r#""bc""#);
        }
        check(r#""abc""#, "1", "0", r#""""#);
    }
}
