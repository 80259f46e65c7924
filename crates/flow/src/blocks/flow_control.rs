//! Flow control.

mod core_delay;
mod core_is_one_of;
mod core_truthy;
mod decision;
mod end;
mod start;

use crate::Block;

/// The type id of the block that every flow begins with.
pub const START: &str = start::BLOCK.type_id;
/// The type id of the block that a flow may end with.
pub const END: &str = end::BLOCK.type_id;

pub(super) const BLOCKS: &[&Block] = &[
    &start::BLOCK,
    &end::BLOCK,
    &decision::BLOCK,
    &core_truthy::BLOCK,
    &core_is_one_of::BLOCK,
    &core_delay::BLOCK,
];
