//! The catalogue of blocks: one file each, listed by category.

mod connect_agent;
mod connect_contact;
mod data_and_text;
mod flow_control;
mod salesforce_data;
mod salesforce_navigation;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod utilities;

use crate::{Block, Map, Value};

/// Every block there is, category by category.
pub fn all() -> impl Iterator<Item = &'static Block> {
    CATEGORIES.into_iter().flatten().copied()
}

const CATEGORIES: [&[&Block]; 7] = [
    flow_control::BLOCKS,
    data_and_text::BLOCKS,
    utilities::BLOCKS,
    salesforce_navigation::BLOCKS,
    salesforce_data::BLOCKS,
    connect_agent::BLOCKS,
    connect_contact::BLOCKS,
];

/// The block of this type id, or of one that stands for it.
pub fn find(type_id: &str) -> Option<&'static Block> {
    let type_id = TYPE_ALIASES.iter().find(|(alias, _)| *alias == type_id).map_or(type_id, |(_, ours)| ours);
    CATEGORIES.iter().find_map(|blocks| blocks.iter().find(|block| block.type_id == type_id).copied())
}

/// Other spellings of type ids, and ours. Files keep theirs.
const TYPE_ALIASES: &[(&str, &str)] = &[];

/// Old spellings of arguments: type id, old name, present name. The present one wins where a file has both.
pub(crate) const ARGUMENT_ALIASES: &[(&str, &str, &str)] =
    &[("SE_SFCreateTask", "TaskSubType", "TaskSubtype")];

/// The value a file gives to an argument, under its present name or an old one. Null is none.
pub(crate) fn control<'d>(type_id: &str, controls: &'d Map<Value>, name: &str) -> Option<&'d Value> {
    let given = |name| controls.get(name).filter(|value| **value != Value::Null);
    given(name).or_else(|| {
        let mut aliases = ARGUMENT_ALIASES.iter();
        given(aliases.find(|(of, _, present)| *of == type_id && *present == name)?.1)
    })
}
