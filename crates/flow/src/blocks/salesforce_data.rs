//! Salesforce: data.

mod sf_create_task;

use crate::Block;

pub(super) const BLOCKS: &[&Block] = &[&sf_create_task::BLOCK];
