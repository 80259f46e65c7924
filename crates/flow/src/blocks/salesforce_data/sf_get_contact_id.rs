//! Get Salesforce Contact Id: finds a Contact by phone number.

use super::{find_by_phone, first_found};
use crate::{
    Argument, ArgumentRole, ArgumentType, Block, Category, Fallback, Field, Ports, Promise, Results,
    editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFGetContactId",
    title: "Get Salesforce Contact Id",
    category: Category::SalesforceData,
    tags: editor_list(&["find", "contact", "phone", "search"]),
    summary: editor_text(
        "Finds a Contact by phone number, whatever its spelling, in all phone fields. Nobody found is a failure; where nothing is connected to it, a success without an id. Of several the one last modified is taken where the Apex classes of salesforce/ are deployed; otherwise the one that Salesforce's search gives first, if the softphone layout has the object.",
    ),
    arguments: &[
        Argument::new("formattedPhoneNumber", ArgumentType::Text, "The number.")
            .role(ArgumentRole::LookUp)
            .expected(),
        Argument::new("fieldName", ArgumentType::Text, "Out of date: all phone fields are searched.")
            .deprecated("all phone fields are searched, leave it out")
            .default(Fallback::Text("Phone")),
    ],
    results: Results::Fields(editor_list(&[Field::new("sfContactId", "string")])),
    ports: Ports::Call,
    calls: Some(editor_text("Apex SwitchboardRecords, else Open CTI searchAndScreenPop")),
    since: editor_text("5.4"),
    promises: promises(&[
        Promise::shown_by(
            "Full-text (FIND) search over all phone fields since 5.13.",
            &["crates/cli/tests/simulator.rs::numbers_are_found_however_they_are_spelled"],
        ),
        Promise::shown_by(
            "No leading wildcard (5.7), E.164 accepted (5.13/5.18): digits differing only in formatting must match.",
            &["crates/cli/tests/simulator.rs::numbers_are_found_however_they_are_spelled"],
        ),
        Promise::shown_by(
            "None: failure. Several: first by last modified (proposed), plus a warning.",
            &[
                "crates/flow/src/blocks/salesforce_data/sf_get_contact_id.rs::promise_3_none_fails_and_of_several_the_first",
                "crates/cli/tests/simulator.rs::of_several_with_one_number_the_last_modified_comes_first",
            ],
        ),
        Promise::shown_by(
            "Escape reserved search characters: ? & | ! { } [ ] ( ) ^ ~ * : \\ \" ' + -",
            &[
                "crates/flow/src/blocks/salesforce_data/sf_get_contact_id.rs::promise_4_reserved_characters_reach_the_performer_as_data",
                "crates/cli/tests/simulator.rs::numbers_are_found_however_they_are_spelled",
            ],
        ),
    ]),
    begin: |block| find_by_phone(block, "Contact", "sfContactId"),
    resume: Some(|block, _, reply| first_found(block, reply, "Contact", "sfContactId")),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{Trial, flow, try_block};

    const NONE: &str = r#"{"answer":"matches","records":[]}"#;

    /// The block as `b`; `success` leads to `c` and `failure` to `d`.
    fn block_with_failure(controls: &str) -> Trial {
        flow(&format!(
            r#"[{{"id":"a","type":"SE_Start","ports":{{"done":"b"}}}},
                {{"id":"b","type":"SE_SFGetContactId","controls":{controls},"ports":{{"success":"c","failure":"d"}}}},
                {{"id":"c","type":"SE_End"}},{{"id":"d","type":"SE_End"}}]"#
        ))
    }

    const TWO: &str = r#"{"answer":"matches","records":[{"id":"003A","object":"Contact","name":"Dana","fields":{}},{"id":"003B","object":"Contact","name":"Dan","fields":{}}]}"#;

    #[test]
    fn the_legacy_field_changes_nothing() {
        // The effect names no field: the legacy argument changes nothing.
        for field in ["", r#","fieldName":"MobilePhone""#] {
            try_block("SE_SFGetContactId", &format!(r#"{{"formattedPhoneNumber":"(415) 555-0142"{field}}}"#))
                .answer(TWO)
                .asks(r#"[{"effect":"findByPhone","entity":"Contact","number":"(415) 555-0142"}]"#)
                .leaves("success");
        }
    }

    #[test]
    fn nothing_is_put_in_front_of_the_number() {
        try_block("SE_SFGetContactId", r#"{"formattedPhoneNumber":" +14155550142 "}"#)
            .answer(TWO)
            .asks(r#"[{"effect":"findByPhone","entity":"Contact","number":"+14155550142"}]"#);
    }

    #[test]
    fn numbers_without_country_code_belong_to_the_agent_s_country() {
        try_block("SE_SFGetContactId", r#"{"formattedPhoneNumber":"030 901820"}"#)
            .agent(r#"{"defaultCountry":"DE"}"#)
            .answer(TWO)
            .asks(r#"[{"effect":"findByPhone","entity":"Contact","number":"030 901820","country":"DE"}]"#);
    }

    #[test]
    fn promise_3_none_fails_and_of_several_the_first() {
        block_with_failure(r#"{"formattedPhoneNumber":"1"}"#)
            .answer(NONE)
            .runs(&["a", "b", "d"])
            .exception_of_b("no Contact has this number");
        try_block("SE_SFGetContactId", r#"{"formattedPhoneNumber":"1"}"#)
            .answer(TWO)
            .results(r#"{"sfContactId":"003A"}"#)
            .notes(&["2 records have this number; the first is taken"]);
    }

    #[test]
    fn promise_4_reserved_characters_reach_the_performer_as_data() {
        try_block("SE_SFGetContactId", r#"{"formattedPhoneNumber":"+1 (415) 555-0142 ? & | ! { } [ ] ^ ~ * : \" '"}"#)
            .answer(TWO)
            .asks(r#"[{"effect":"findByPhone","entity":"Contact","number":"+1 (415) 555-0142 ? & | ! { } [ ] ^ ~ * : \" '"}]"#)
            .leaves("success");
        block_with_failure(r#"{"formattedPhoneNumber":""}"#)
            .runs(&["a", "b", "d"])
            .exception_of_b("there is no number to look for");
    }

    #[test]
    fn nobody_is_a_success_without_an_id_where_nothing_is_connected_to_failure() {
        let controls = [r#"{"formattedPhoneNumber":"1"}"#, r#"{"formattedPhoneNumber":"$.contact.phone"}"#];
        for controls in controls {
            try_block("SE_SFGetContactId", controls)
                .answer(NONE)
                .entry(
                    r#"{"success":true,"results":{"sfContactId":{"$value":"undefined"}},"exception":null}"#,
                )
                .leaves("success");
        }
        // Salesforce's own refusal is no answer to the question who has the number.
        try_block("SE_SFGetContactId", r#"{"formattedPhoneNumber":"1"}"#)
            .fault(r#"{"kind":"rejected","code":null,"message":"no"}"#)
            .leaves("failure");
    }
}
