//! Flow control.

mod core_truthy;
mod end;
mod start;

use crate::Block;

pub(super) const BLOCKS: &[&Block] = &[&start::BLOCK, &end::BLOCK, &core_truthy::BLOCK];
