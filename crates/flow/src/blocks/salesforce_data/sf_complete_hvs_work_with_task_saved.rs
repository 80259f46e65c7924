//! Complete High Velocity Sales Work With Task Saved.

use crate::{
    Argument, ArgumentType, Block, BlockContext, BlockStep, Category, HostEffect, Port, Ports, Promise,
    Results, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFCompleteHvsWorkWithTaskSaved",
    title: "Complete High Velocity Sales Work With Task Saved",
    category: Category::SalesforceData,
    tags: editor_list(&["sales engagement", "cadence", "outbound"]),
    summary: editor_text(
        "Tells Sales Engagement that a call step is done and which task was saved. For outbound work only.",
    ),
    arguments: &[
        Argument::new("workId", ArgumentType::Text, "Id of the work, from the event that started it.")
            .required(),
        Argument::new("disposition", ArgumentType::Text, "Result of the call."),
        Argument::new("taskId", ArgumentType::Text, "Id of the saved task.").required(),
    ],
    results: Results::Nothing,
    ports: Ports::Call,
    calls: Some(editor_text("opencti hvs.completeWork")),
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::new("Outbound work only; wasConnected defaults to true."),
        Promise::new("Missing workId or taskId: failure."),
    ]),
    begin,
    resume: Some(|_, _, reply| BlockStep::when_done(reply, Port::Success, Value::Null)),
};

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let (Some(work), Some(task)) = (block.text("workId"), block.text("taskId")) else {
        return BlockStep::refuse("both the work and the saved task must be named");
    };
    BlockStep::call(HostEffect::CompleteWork {
        work_id: work.to_owned(),
        task_id: task.to_owned(),
        disposition: block.text("disposition").map(str::to_owned),
        was_connected: true,
    })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn promise_1_was_connected() {
        try_block("SE_SFCompleteHvsWorkWithTaskSaved", r#"{"workId":"w","disposition":"Meeting","taskId":"00T1"}"#)
            .answer(r#"{"answer":"done"}"#)
            .asks(r#"[{"effect":"completeWork","workId":"w","taskId":"00T1","disposition":"Meeting","wasConnected":true}]"#)
            .leaves("success")
            .results("null");
    }

    #[test]
    fn promise_2_work_and_task_are_needed() {
        for controls in [
            r#"{"workId":"w"}"#,
            r#"{"taskId":"t"}"#,
            r#"{"workId":"","taskId":"t"}"#,
            r#"{"workId":"w","taskId":"$.payload.no"}"#,
        ] {
            try_block("SE_SFCompleteHvsWorkWithTaskSaved", controls).asks("[]").leaves("failure");
        }
    }
}
