//! The catalogue of blocks: one file each, listed by category.

mod connect_agent;
mod connect_contact;
mod data_and_text;
mod flow_control;
mod salesforce_data;
mod salesforce_navigation;
mod salesforce_omni_channel;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod utilities;

pub use flow_control::{END, START};

use crate::catalogue::BlockContext;
use crate::{Block, Map, Text};

/// Other spellings of type ids, and the type ids they stand for: an administrator knows them, this catalogue knows none.
/// Files keep theirs.
pub type Aliases = Map<String>;

const CATEGORIES: [&[&Block]; 8] = [
    flow_control::BLOCKS,
    data_and_text::BLOCKS,
    utilities::BLOCKS,
    salesforce_navigation::BLOCKS,
    salesforce_data::BLOCKS,
    salesforce_omni_channel::BLOCKS,
    connect_agent::BLOCKS,
    connect_contact::BLOCKS,
];

/// Every block there is, category by category.
pub fn all() -> impl Iterator<Item = &'static Block> {
    CATEGORIES.into_iter().flatten().copied()
}

/// The block of this type id.
pub fn find(type_id: &str) -> Option<&'static Block> {
    all().find(|block| block.type_id == type_id)
}

/// The block of this type id, or of the one it stands for. A type id of the catalogue stands for itself.
pub fn find_by(type_id: &str, aliases: &Aliases) -> Option<&'static Block> {
    find(type_id).or_else(|| find(aliases.get(type_id)?))
}

/// The texts that the argument `values` lists.
fn candidates(block: &BlockContext<'_>) -> impl Iterator<Item = Text> {
    block.value("values").as_list().into_iter().flatten().map(crate::Value::shared_text)
}
