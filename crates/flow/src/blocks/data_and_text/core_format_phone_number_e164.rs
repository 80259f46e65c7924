//! Format Phone Number (E164): the spelling that dials from anywhere.

use super::{PHONE_ARGUMENTS, parse_phone, phone_parsed};
use crate::{
    Block, BlockStep, Category, Field, Phone, Ports, Promise, Results, Value, editor_list, editor_text,
    promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_CoreFormatPhoneNumberE164",
    title: "Format Phone Number (E164)",
    category: Category::DataAndText,
    tags: editor_list(&["phone", "number", "format"]),
    summary: editor_text(
        "Formats a phone number as E.164: plus, country code, digits. A number nobody can read gives undefined.",
    ),
    arguments: PHONE_ARGUMENTS,
    results: Results::Fields(editor_list(&[Field::new("value", "string")])),
    ports: Ports::Done,
    calls: Some(editor_text("libphonenumber")),
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::shown_by(
            "`(415) 555-2671` + US gives `+14155552671`; `+44…` + US stays `+44…`.",
            &[
                "crates/cli/tests/promises.rs::e164_adds_the_code_of_the_country_and_keeps_a_plus",
                "crates/cli/tests/phones/main.rs::the_table_holds_here_and_in_the_page",
            ],
        ),
        Promise::shown_by(
            "Extensions are dropped from the result.",
            &["crates/cli/tests/promises.rs::e164_has_no_extension"],
        ),
        Promise::shown_by(
            "Numbers of impossible length still format when a calling code can be determined.",
            &["crates/cli/tests/promises.rs::e164_of_an_impossible_length_is_made_all_the_same"],
        ),
    ]),
    begin: |block| parse_phone(block, leave(None)),
    resume: Some(|_, _, reply| phone_parsed(reply, leave)),
};

fn leave(phone: Option<&Phone>) -> BlockStep {
    let value = Value::from(phone.map(|phone| phone.e164.clone()));
    BlockStep::done(Value::map([("value", value)]))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{AMERICAN, try_block};

    #[test]
    fn the_e164_spelling_of_the_answer() {
        try_block("SE_CoreFormatPhoneNumberE164", r#"{"phoneNumber":"(415) 555-2671"}"#)
            .answer(AMERICAN)
            .asks(r#"[{"effect":"parsePhone","number":"(415) 555-2671","country":"US"}]"#)
            .leaves("done")
            .results(r#"{"value":"+14155552671"}"#);
    }

    #[test]
    fn an_extension_of_the_answer_is_left_out() {
        let with_extension = AMERICAN.replace(r#""extension":null"#, r#""extension":"12""#);
        try_block("SE_CoreFormatPhoneNumberE164", r#"{"phoneNumber":"+14155552671 ext. 12"}"#)
            .answer(&with_extension)
            .results(r#"{"value":"+14155552671"}"#);
    }

    #[test]
    fn validity_of_the_answer_does_not_matter() {
        let impossible = AMERICAN.replace("4155552671", "415555267").replace("true", "false");
        try_block("SE_CoreFormatPhoneNumberE164", r#"{"phoneNumber":"+1415555267"}"#)
            .answer(&impossible)
            .leaves("done")
            .results(r#"{"value":"+1415555267"}"#);
    }
}
