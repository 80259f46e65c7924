//! Get Customer Phone Number: whom the agent speaks with.

use crate::{
    Answer, Block, BlockContext, BlockStep, Category, Field, PageEffect, Ports, Promise, Results, Text,
    Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_ContactCustomerPhoneNumber",
    title: "Get Customer Phone Number",
    category: Category::ConnectContact,
    tags: editor_list(&["caller", "phone", "number", "country"]),
    summary: editor_text(
        "National number and country of the customer: the caller, the number dialled, or the number to call back. A withheld number is undefined.",
    ),
    arguments: &[],
    results: Results::Fields(editor_list(&[Field::new("phone", "string"), Field::new("country", "string")])),
    ports: Ports::Done,
    calls: None,
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::shown_by(
            "`phone` is the national number, `country` the alpha-2 code (legacy parse result); the Format block with \"US\" must turn it into a US number.",
            &[
                "crates/flow/src/blocks/connect_contact/contact_customer_phone_number.rs::promise_1_national_number_and_country",
                "crates/cli/tests/promises.rs::the_customers_number_becomes_one_of_the_country",
            ],
        ),
        Promise::shown_by(
            "Outbound: number dialled. Callback: number to call back. Transfer: still the customer (initial connection).",
            &[
                "crates/cli/tests/promises.rs::the_customer_is_whoever_was_called_or_is_to_be_called_back_and_stays_it_when_handed_over",
                "crates/streams/src/contact/tests.rs::the_number_is_the_customers",
            ],
        ),
        Promise::new("Withheld number: undefined."),
    ]),
    begin,
    resume: Some(|_, _, reply| {
        BlockStep::after(reply, &mut |answer| match answer {
            Answer::Phone { phone: Some(phone) } => {
                Some(leave(phone.national_number.clone().into(), phone.country.clone().into()))
            }
            Answer::Phone { phone: None } => Some(leave(Value::Undefined, Value::Undefined)),
            _ => None,
        })
    }),
};

/// The contact may carry the number taken apart; else the raw one is parsed now.
fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let contact = block.contact();
    let parsed = contact.get("parsedNumber");
    let known = [
        (parsed.get("nationalNumber"), parsed.get("country")),
        (parsed.get("phone"), parsed.get("country")),
        (contact.get("phone"), contact.get("country")),
    ];
    if let Some((phone, country)) = known.into_iter().find(|(phone, _)| !phone.is_blank()) {
        return leave(phone.clone(), country.clone());
    }
    match contact.get("rawPhoneNumber").as_text().filter(|raw| !raw.trim().is_empty()) {
        Some(raw) => {
            let country = contact.get("country").as_text().map(Text::new);
            BlockStep::call(PageEffect::ParsePhone { number: Text::new(raw), country })
        }
        None => leave(Value::Undefined, Value::Undefined),
    }
}

fn leave(phone: Value, country: Value) -> BlockStep {
    BlockStep::done(Value::map([("phone", phone), ("country", country)]))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{AMERICAN, try_block};

    const NOBODY: &str = r#"{"phone":{"$value":"undefined"},"country":{"$value":"undefined"}}"#;
    const DANA: &str = r#"{"phone":"4155552671","country":"US"}"#;

    #[track_caller]
    fn check(contact: &str, results: &str) {
        try_block("SE_ContactCustomerPhoneNumber", "{}")
            .contact(contact)
            .asks("[]")
            .leaves("done")
            .results(results);
    }

    #[test]
    fn promise_1_national_number_and_country() {
        check(
            r#"{"parsedNumber":{"number":"+14155552671","nationalNumber":"4155552671","country":"US"}}"#,
            DANA,
        );
        check(r#"{"parsedNumber":{"phone":"4155552671","country":"US"}}"#, DANA);
        check(r#"{"phone":"4155552671","country":"US","rawPhoneNumber":"+14155552671"}"#, DANA);
    }

    #[test]
    fn a_raw_number_is_parsed() {
        // Whose number it is (caller, dialled, called back) is settled by whoever makes the contact's snapshot.
        try_block("SE_ContactCustomerPhoneNumber", "{}")
            .contact(r#"{"rawPhoneNumber":"+14155552671"}"#)
            .answer(AMERICAN)
            .asks(r#"[{"effect":"parsePhone","number":"+14155552671","country":null}]"#)
            .leaves("done")
            .results(DANA);
    }

    #[test]
    fn promise_3_a_withheld_number_is_undefined() {
        check(r#"{"$value":"undefined"}"#, NOBODY);
        check(r#"{"phone":null,"rawPhoneNumber":""}"#, NOBODY);
        try_block("SE_ContactCustomerPhoneNumber", "{}")
            .contact(r#"{"rawPhoneNumber":"anonymous"}"#)
            .answer(r#"{"answer":"phone","phone":null}"#)
            .leaves("done")
            .results(NOBODY);
    }
}
