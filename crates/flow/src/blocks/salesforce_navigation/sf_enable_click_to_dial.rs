//! Enable Click To Dial: numbers become links.

use crate::{
    Block, BlockStep, Category, HostEffect, Port, Ports, Promise, Results, Value, editor_list, editor_text,
    promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFEnableClickToDial",
    title: "Enable Click To Dial",
    category: Category::SalesforceNavigation,
    tags: editor_list(&["click", "dial", "numbers"]),
    summary: editor_text("Makes the phone numbers in Salesforce clickable."),
    arguments: &[],
    results: Results::Nothing,
    ports: Ports::Call,
    calls: Some(editor_text("opencti enableClickToDial")),
    since: editor_text("5.0"),
    promises: promises(&[Promise::new("Idempotent.")]),
    begin: |_| BlockStep::call(HostEffect::EnableClickToDial),
    resume: Some(|_, _, reply| BlockStep::when_done(reply, Port::Success, Value::Null)),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;
    use crate::{HostEffect, Repeat};

    #[test]
    fn promise_1_twice_is_as_once() {
        assert_eq!(HostEffect::EnableClickToDial.repeat(), Repeat::Keyed);
        for _ in 0..2 {
            try_block("SE_SFEnableClickToDial", "{}")
                .answer(r#"{"answer":"done"}"#)
                .asks(r#"[{"effect":"enableClickToDial"}]"#)
                .leaves("success")
                .results("null");
        }
    }
}
