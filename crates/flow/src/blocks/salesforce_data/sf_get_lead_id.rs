//! Get Salesforce Lead Id: finds a Lead by phone number.

use super::{find_by_phone, first_found};
use crate::{
    Argument, ArgumentRole, ArgumentType, Block, Category, Field, Ports, Promise, Results, editor_list,
    editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFGetLeadId",
    title: "Get Salesforce Lead Id",
    category: Category::SalesforceData,
    tags: editor_list(&["find", "lead", "phone", "search"]),
    summary: editor_text(
        "Finds a Lead by phone number, whatever its spelling, in all phone fields. Nobody found is a failure; where nothing is connected to it, a success without an id. Where the Apex classes of salesforce/ are deployed converted leads are passed over and of several the one last modified is taken; otherwise the one that Salesforce's search gives first, if the softphone layout has the object.",
    ),
    arguments: &[Argument::new("formattedPhoneNumber", ArgumentType::Text, "The number.")
        .role(ArgumentRole::LookUp)
        .expected()],
    results: Results::Fields(editor_list(&[Field::new("sfLeadId", "string")])),
    ports: Ports::Call,
    calls: Some(editor_text("Apex SwitchboardRecords, else Open CTI searchAndScreenPop")),
    since: editor_text("5.13"),
    promises: promises(&[Promise::shown_by(
        "As Get Salesforce Contact Id; converted leads are skipped (proposed).",
        &[
            "crates/flow/src/blocks/salesforce_data/sf_get_lead_id.rs::promise_1_as_for_contacts",
            "crates/cli/tests/simulator.rs::numbers_are_found_however_they_are_spelled",
            "crates/cli/tests/simulator.rs::converted_leads_are_passed_over",
        ],
    )]),
    begin: |block| find_by_phone(block, "Lead", "sfLeadId"),
    resume: Some(|block, _, reply| first_found(block, reply, "Lead", "sfLeadId")),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn promise_1_as_for_contacts() {
        try_block("SE_SFGetLeadId", r#"{"formattedPhoneNumber":"+14155550142"}"#)
            .answer(
                r#"{"answer":"matches","records":[{"id":"00QA","object":"Lead","name":"Dana","fields":{}}]}"#,
            )
            .asks(r#"[{"effect":"findByPhone","entity":"Lead","number":"+14155550142"}]"#)
            .leaves("success")
            .results(r#"{"sfLeadId":"00QA"}"#)
            .notes(&[]);
        try_block("SE_SFGetLeadId", r#"{"formattedPhoneNumber":"1"}"#)
            .answer(r#"{"answer":"matches","records":[]}"#)
            .leaves("success")
            .results(r#"{"sfLeadId":{"$value":"undefined"}}"#);
        try_block("SE_SFGetLeadId", "{}")
            .asks("[]")
            .leaves("success")
            .results(r#"{"sfLeadId":{"$value":"undefined"}}"#);
    }
}
