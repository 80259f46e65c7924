//! Flow control.

mod end;
mod start;

use crate::Block;

pub(super) const BLOCKS: &[&Block] = &[&start::BLOCK, &end::BLOCK];
