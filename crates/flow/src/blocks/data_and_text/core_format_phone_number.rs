//! Format Phone Number: the national spelling.

use super::{PHONE_ARGUMENTS, parse_phone, phone_parsed};
use crate::{
    Block, BlockStep, Category, Field, Phone, Ports, Promise, Results, Value, editor_list, editor_text,
    promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_CoreFormatPhoneNumber",
    title: "Format Phone Number",
    category: Category::DataAndText,
    tags: editor_list(&["phone", "number", "format"]),
    summary: editor_text(
        "Formats a phone number the way its country writes it at home. A number nobody can read gives undefined.",
    ),
    arguments: PHONE_ARGUMENTS,
    results: Results::Fields(editor_list(&[Field::new("value", "string")])),
    ports: Ports::Done,
    calls: Some(editor_text("libphonenumber")),
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::shown_by(
            "`4155552671` + US gives `(415) 555-2671`.",
            &[
                "crates/cli/tests/promises.rs::a_number_of_the_country_is_written_as_at_home",
                "crates/cli/tests/phones/main.rs::the_table_holds_here_and_in_the_page",
            ],
        ),
        Promise::shown_by(
            "When the number carries \"+\", the country argument is ignored.",
            &[
                "crates/cli/tests/promises.rs::a_plus_beats_the_country",
                "crates/cli/tests/phones/main.rs::the_table_holds_here_and_in_the_page",
            ],
        ),
        Promise::shown_by(
            "Unparsable, empty or undefined input: the block continues through done; result undefined (proposed: empty string is not substituted, so a default can be applied downstream).",
            &[
                "crates/flow/src/blocks/data_and_text/core_format_phone_number.rs::promise_3_nothing_readable_is_undefined",
                "crates/cli/tests/promises.rs::what_is_no_number_is_undefined",
            ],
        ),
    ]),
    begin: |block| parse_phone(block, leave(None)),
    resume: Some(|_, _, reply| phone_parsed(reply, leave)),
};

fn leave(phone: Option<&Phone>) -> BlockStep {
    let value = Value::from(phone.map(|phone| phone.national.clone()));
    BlockStep::done(Value::map([("value", value)]))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{AMERICAN, try_block};

    #[test]
    fn the_national_spelling_of_the_answer() {
        try_block("SE_CoreFormatPhoneNumber", r#"{"phoneNumber":"4155552671","countryCode":"US"}"#)
            .answer(AMERICAN)
            .asks(r#"[{"effect":"parsePhone","number":"4155552671","country":"US"}]"#)
            .leaves("done")
            .results(r#"{"value":"(415) 555-2671"}"#);
    }

    #[test]
    fn number_and_country_are_both_asked_about() {
        // The parser decides, not the block: it is given both.
        try_block("SE_CoreFormatPhoneNumber", r#"{"phoneNumber":"+14155552671","countryCode":"gb"}"#)
            .answer(AMERICAN)
            .asks(r#"[{"effect":"parsePhone","number":"+14155552671","country":"GB"}]"#)
            .results(r#"{"value":"(415) 555-2671"}"#);
    }

    #[test]
    fn promise_3_nothing_readable_is_undefined() {
        const UNDEFINED: &str = r#"{"value":{"$value":"undefined"}}"#;
        for controls in [
            "{}",
            r#"{"phoneNumber":""}"#,
            r#"{"phoneNumber":"$.contact.nothing"}"#,
            r#"{"phoneNumber":null}"#,
        ] {
            try_block("SE_CoreFormatPhoneNumber", controls).asks("[]").leaves("done").results(UNDEFINED);
        }
        try_block("SE_CoreFormatPhoneNumber", r#"{"phoneNumber":"abc"}"#)
            .answer(r#"{"answer":"phone","phone":null}"#)
            .leaves("done")
            .results(UNDEFINED);
    }

    #[test]
    fn country_may_be_given_away() {
        try_block("SE_CoreFormatPhoneNumber", r#"{"phoneNumber":"4155552671","countryCode":""}"#)
            .answer(r#"{"answer":"phone","phone":null}"#)
            .asks(r#"[{"effect":"parsePhone","number":"4155552671","country":null}]"#);
    }
}
