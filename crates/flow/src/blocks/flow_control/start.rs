//! Start: where a flow begins.

use crate::catalogue::no_resume;
use crate::{Block, Category, Move, Ports, Results, Value};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_Start",
    title: "Start",
    category: Category::FlowControl,
    tags: &["begin", "entry"],
    summary: "Where a flow begins. Each flow has exactly one.",
    arguments: &[],
    results: Results::Nothing,
    ports: Ports::Done,
    calls: None,
    since: "5.0",
    begin: |_| Move::done(Value::Null),
    resume: no_resume,
};
