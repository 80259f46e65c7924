//! Get Salesforce Contact Id: finds a Contact by phone number.

use super::{find_by_phone, first_found};
use crate::{
    Argument, ArgumentType, Block, Category, Fallback, Field, Ports, Results, editor_list, editor_text,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFGetContactId",
    title: "Get Salesforce Contact Id",
    category: Category::SalesforceData,
    tags: editor_list(&["find", "contact", "phone", "search"]),
    summary: editor_text(
        "Finds a Contact by phone number, whatever its spelling, in all phone fields. Nobody found is a failure. Of several the one last modified is taken where the Apex classes of salesforce/ are deployed; otherwise the one that Salesforce's search gives first, if the softphone layout has the object.",
    ),
    arguments: &[
        Argument::new("formattedPhoneNumber", ArgumentType::Text, "The number.").required(),
        Argument::new("fieldName", ArgumentType::Text, "Out of date: all phone fields are searched.")
            .default(Fallback::Text("Phone")),
    ],
    results: Results::Fields(editor_list(&[Field::new("sfContactId", "string")])),
    ports: Ports::Call,
    calls: Some(editor_text("Apex SwitchboardRecords, else Open CTI searchAndScreenPop")),
    since: editor_text("5.4"),
    begin: |block| find_by_phone(block, "Contact"),
    resume: |block, _, reply| first_found(block, reply, "Contact", "sfContactId"),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

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
        try_block("SE_SFGetContactId", r#"{"formattedPhoneNumber":"1"}"#)
            .answer(r#"{"answer":"matches","records":[]}"#)
            .leaves("failure")
            .exception("no Contact has this number");
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
        try_block("SE_SFGetContactId", r#"{"formattedPhoneNumber":""}"#).asks("[]").leaves("failure");
    }
}
