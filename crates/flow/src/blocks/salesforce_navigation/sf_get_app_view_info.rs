//! Get App View Info: the page in front of the agent.

use crate::{
    Answer, AppView, Block, BlockStep, Category, Field, HostEffect, Ports, Promise, Results, Value,
    editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFGetAppViewInfo",
    title: "Get App View Info",
    category: Category::SalesforceNavigation,
    tags: editor_list(&["page", "record", "view", "focus"]),
    summary: editor_text(
        "Says what the agent looks at: the page and, on a record's page, the record. Off a record its keys are undefined.",
    ),
    arguments: &[],
    results: Results::Fields(editor_list(&[
        Field::new("url", "string"),
        Field::new("recordId", "string"),
        Field::new("recordName", "string"),
        Field::new("objectType", "string"),
        Field::new("accountId", "string"),
        Field::new("contactId", "string"),
        Field::new("personAccount", "boolean"),
    ])),
    ports: Ports::Call,
    calls: Some(editor_text("opencti getAppViewInfo")),
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::new("On a list or home page the record keys are missing or empty; treat both as undefined."),
        Promise::new("Must not break the editor side bar when selected (5.1 fix)."),
    ]),
    begin: |_| BlockStep::call(HostEffect::ReadAppView),
    resume: Some(|_, _, reply| {
        BlockStep::after(reply, &mut |answer| match answer {
            Answer::AppView(view) => Some(BlockStep::success(results(view))),
            _ => None,
        })
    }),
};

fn results(view: &AppView) -> Value {
    let text = |text: &Option<String>| match text {
        Some(text) if !text.is_empty() => Value::text(text),
        _ => Value::Undefined,
    };
    Value::map([
        ("url", text(&view.url)),
        ("recordId", text(&view.record_id)),
        ("recordName", text(&view.record_name)),
        ("objectType", text(&view.object_type)),
        ("accountId", text(&view.account_id)),
        ("contactId", text(&view.contact_id)),
        ("personAccount", view.person_account.map_or(Value::Undefined, Value::from)),
    ])
}

#[cfg(test)]
mod tests {
    use super::BLOCK;
    use crate::Results;
    use crate::blocks::testing::try_block;

    const UNDEFINED: &str = r#"{"$value":"undefined"}"#;

    #[track_caller]
    fn check(view: &str, record_id: &str, person_account: &str) {
        try_block("SE_SFGetAppViewInfo", "{}")
            .answer(&format!(r#"{{"answer":"appView",{view}}}"#))
            .asks(r#"[{"effect":"readAppView"}]"#)
            .leaves("success")
            .result("recordId", record_id)
            .result("personAccount", person_account);
    }

    #[test]
    fn promise_1_off_a_record_there_is_none() {
        check(
            r#""url":"/x","recordId":"0015g00000PqRst","personAccount":true"#,
            r#""0015g00000PqRst""#,
            "true",
        );
        check(r#""url":"/x","recordId":"","recordName":"""#, UNDEFINED, UNDEFINED);
        check(r#""url":"/x","recordId":null"#, UNDEFINED, UNDEFINED);
        check(r#""url":"/x""#, UNDEFINED, UNDEFINED);
    }

    #[test]
    fn promise_2_the_side_bar_has_a_name_and_a_type_for_each_result() {
        let Results::Fields(fields) = BLOCK.results else { panic!("{:?}", BLOCK.results) };
        let view = r#"{"answer":"appView","url":"/x"}"#;
        for field in fields {
            assert!(["string", "boolean"].contains(&field.kind), "{field:?}");
            let expected = if field.name == "url" { r#""/x""# } else { UNDEFINED };
            try_block("SE_SFGetAppViewInfo", "{}").answer(view).result(field.name, expected);
        }
        assert_eq!(fields.len(), 7);
    }
}
