//! Salesforce: softphone and navigation.

mod sf_search_and_screenpop;

use crate::Block;

pub(super) const BLOCKS: &[&Block] = &[&sf_search_and_screenpop::BLOCK];
