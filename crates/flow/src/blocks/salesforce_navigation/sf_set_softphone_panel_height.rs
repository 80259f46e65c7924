//! Set Softphone Panel Height: in pixels.

use super::panel_pixels;
use crate::{
    Argument, ArgumentType, Block, BlockStep, Category, HostEffect, Port, Ports, Promise, Results, Value,
    editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFSetSoftphonePanelHeight",
    title: "Set Softphone Panel Height",
    category: Category::SalesforceNavigation,
    tags: editor_list(&["size", "height", "pixels", "panel"]),
    summary: editor_text(
        "Makes the softphone panel so many pixels high, 240 to 2560. Salesforce forgets it with the page.",
    ),
    arguments: &[
        Argument::new("heightPX", ArgumentType::Number, "CSS pixels, 240 to 2560; rounded.").required()
    ],
    results: Results::Nothing,
    ports: Ports::Call,
    calls: Some(editor_text("opencti setSoftphonePanelHeight")),
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::new("Salesforce accepts 240 to 2560; outside: failure, size unchanged."),
        Promise::new("Text digits are cast."),
    ]),
    begin: |block| match panel_pixels(block.value("heightPX"), 240..=2560) {
        Ok(px) => BlockStep::call(HostEffect::SetPanelHeight { px }),
        Err(reason) => BlockStep::refuse(reason),
    },
    resume: Some(|_, _, reply| BlockStep::when_done(reply, Port::Success, Value::Null)),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(given: &str, sent: u32) {
        try_block("SE_SFSetSoftphonePanelHeight", &format!(r#"{{"heightPX":{given}}}"#))
            .answer(r#"{"answer":"done"}"#)
            .asks(&format!(r#"[{{"effect":"setPanelHeight","px":{sent}}}]"#))
            .leaves("success")
            .results("null");
    }

    #[test]
    fn promise_1_within_the_limits_of_salesforce() {
        check("240", 240);
        check("2560", 2560);
        check("240.4", 240);
        for given in ["239", "2561", "-1", "0", "239.4", "1e300", r#""""#] {
            try_block("SE_SFSetSoftphonePanelHeight", &format!(r#"{{"heightPX":{given}}}"#))
                .asks("[]")
                .leaves("failure")
                .exception("Salesforce takes 240 to 2560 pixels");
        }
        try_block("SE_SFSetSoftphonePanelHeight", "{}").asks("[]").leaves("failure");
    }

    #[test]
    fn promise_2_digits_as_text_are_a_number() {
        check(r#"" 400 ""#, 400);
        try_block("SE_SFSetSoftphonePanelHeight", r#"{"heightPX":"400px"}"#).asks("[]").leaves("failure");
    }
}
