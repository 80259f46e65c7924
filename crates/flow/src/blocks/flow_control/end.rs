//! End: where a flow ends.

use crate::catalogue::no_resume;
use crate::{Block, Category, Move, Ports, Results};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_End",
    title: "End",
    category: Category::FlowControl,
    tags: &["stop", "finish"],
    summary: "The regular end of a flow. Optional: a flow also ends at any port with nothing connected.",
    arguments: &[],
    results: Results::Nothing,
    ports: Ports::End,
    calls: None,
    since: "5.0",
    begin: |_| Move::End,
    resume: no_resume,
};
