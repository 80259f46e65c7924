//! Blocks.

use crate::Block;

pub(super) const BLOCKS: &[&Block] = &[];
