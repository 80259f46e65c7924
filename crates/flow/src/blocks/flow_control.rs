//! Flow control.

mod core_truthy;
mod decision;
mod end;
mod start;

use crate::Block;

pub(super) const BLOCKS: &[&Block] = &[&start::BLOCK, &end::BLOCK, &decision::BLOCK, &core_truthy::BLOCK];
