//! Salesforce: softphone and navigation.

mod sf_screenpop_new_record;
mod sf_screenpop_object;
mod sf_search_and_screenpop;

use crate::Block;

pub(super) const BLOCKS: &[&Block] =
    &[&sf_screenpop_object::BLOCK, &sf_screenpop_new_record::BLOCK, &sf_search_and_screenpop::BLOCK];
