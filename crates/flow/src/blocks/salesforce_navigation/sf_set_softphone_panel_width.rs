//! Set Softphone Panel Width: in pixels.

use super::panel_pixels;
use crate::{
    Argument, ArgumentType, Block, BlockStep, Category, HostEffect, Port, Ports, Promise, Results, Value,
    editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFSetSoftphonePanelWidth",
    title: "Set Softphone Panel Width",
    category: Category::SalesforceNavigation,
    tags: editor_list(&["size", "width", "pixels", "panel"]),
    summary: editor_text(
        "Makes the softphone panel so many pixels wide, 200 to 1920. Salesforce forgets it with the page.",
    ),
    arguments: &[
        Argument::new("widthPX", ArgumentType::Number, "CSS pixels, 200 to 1920; rounded.").required()
    ],
    results: Results::Nothing,
    ports: Ports::Call,
    calls: Some(editor_text("opencti setSoftphonePanelWidth")),
    since: editor_text("5.0"),
    promises: promises(&[Promise::new("Salesforce accepts 200 to 1920.")]),
    begin: |block| match panel_pixels(block.value("widthPX"), 200..=1920) {
        Ok(px) => BlockStep::call(HostEffect::SetPanelWidth { px }),
        Err(reason) => BlockStep::refuse(reason),
    },
    resume: Some(|_, _, reply| BlockStep::when_done(reply, Port::Success, Value::Null)),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(given: &str, sent: u32) {
        try_block("SE_SFSetSoftphonePanelWidth", &format!(r#"{{"widthPX":{given}}}"#))
            .answer(r#"{"answer":"done"}"#)
            .asks(&format!(r#"[{{"effect":"setPanelWidth","px":{sent}}}]"#))
            .leaves("success")
            .results("null");
    }

    #[test]
    fn promise_1_within_the_limits_of_salesforce() {
        check("200", 200);
        check("1920", 1920);
        check("200.4", 200);
        for given in ["199", "1921", "-1", "0", "199.4", "1e300", r#""""#] {
            try_block("SE_SFSetSoftphonePanelWidth", &format!(r#"{{"widthPX":{given}}}"#))
                .asks("[]")
                .leaves("failure")
                .exception("Salesforce takes 200 to 1920 pixels");
        }
        try_block("SE_SFSetSoftphonePanelWidth", "{}").asks("[]").leaves("failure");
    }
}
