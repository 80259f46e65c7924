//! Amazon Connect: agent.

mod agent_dial_number;

use crate::Block;

pub(super) const BLOCKS: &[&Block] = &[&agent_dial_number::BLOCK];
