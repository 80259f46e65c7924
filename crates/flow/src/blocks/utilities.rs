//! Utilities and overlay.

mod log;

use crate::Block;

pub(super) const BLOCKS: &[&Block] = &[&log::BLOCK];
