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

/// Other spellings of type ids, and the type ids they stand for: an administrator knows them, this catalogue knows none.
/// Files keep theirs.
pub type Aliases = Map<String>;

/// Every block there is, category by category.
pub fn all() -> impl Iterator<Item = &'static Block> {
    BUILT.iter().flatten().copied()
}

/// Type ids, with commas between them, of the blocks that this build has: those that the flows of a deployment use. Without it all.
const WANTED: Option<&str> = option_env!("SWITCHBOARD_BLOCKS");

const CATEGORIES: [&[&Block]; 7] = [
    flow_control::BLOCKS,
    data_and_text::BLOCKS,
    utilities::BLOCKS,
    salesforce_navigation::BLOCKS,
    salesforce_data::BLOCKS,
    connect_agent::BLOCKS,
    connect_contact::BLOCKS,
];

/// What this build has of [`CATEGORIES`]. What is in neither list is nowhere in the module that an agent loads.
static BUILT: [Option<&Block>; COUNT] = built();

const COUNT: usize = {
    let (mut count, mut category) = (0, 0);
    while category < CATEGORIES.len() {
        count += CATEGORIES[category].len();
        category += 1;
    }
    count
};

const fn built() -> [Option<&'static Block>; COUNT] {
    let mut built = [None; COUNT];
    let (mut at, mut category) = (0, 0);
    while category < CATEGORIES.len() {
        let mut one = 0;
        while one < CATEGORIES[category].len() {
            let block = CATEGORIES[category][one];
            if is_in(WANTED, block.type_id) {
                built[at] = Some(block);
            }
            at += 1;
            one += 1;
        }
        category += 1;
    }
    built
}

/// Whether a list names a word; where there is no list, every word is in.
const fn is_in(list: Option<&str>, word: &str) -> bool {
    let Some(list) = list else { return true };
    let (list, word) = (list.as_bytes(), word.as_bytes());
    let mut start = 0;
    while start + word.len() <= list.len() {
        let mut same = 0;
        while same < word.len() && list[start + same] == word[same] {
            same += 1;
        }
        let end = start + word.len();
        if same == word.len()
            && (start == 0 || list[start - 1] == b',')
            && (end == list.len() || list[end] == b',')
        {
            return true;
        }
        start += 1;
    }
    false
}

/// The block of this type id.
pub fn find(type_id: &str) -> Option<&'static Block> {
    BUILT.iter().flatten().copied().find(|block| block.type_id == type_id)
}

/// The block of this type id, or of the one it stands for. A type id of the catalogue stands for itself.
pub fn find_by(type_id: &str, aliases: &Aliases) -> Option<&'static Block> {
    find(type_id).or_else(|| find(aliases.get(type_id)?))
}

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
