//! Salesforce: Omni-Channel.

mod sf_get_agent_state;
mod sf_get_agent_workload;
mod sf_login_agent;
mod sf_logout_agent;
mod sf_set_agent_state;

use crate::Block;

pub(super) const BLOCKS: &[&Block] = &[
    &sf_get_agent_state::BLOCK,
    &sf_set_agent_state::BLOCK,
    &sf_login_agent::BLOCK,
    &sf_logout_agent::BLOCK,
    &sf_get_agent_workload::BLOCK,
];

/// Whether two ids, of 15 or 18 characters, are those of one record.
fn is_same_id(one: &str, other: &str) -> bool {
    one.get(..15).is_some_and(|start| other.get(..15) == Some(start))
}
