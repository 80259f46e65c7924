//! Adding a block touches two places: its file and its category's list.

use std::collections::BTreeSet;

use super::tree::{Text, code, contains_word, sources, texts};

/// Made by `cti blocks --format markdown`.
const GENERATED: &str = "docs/blocks.md";

/// What uses blocks as an author of flows does: flows, their copies in the org, benches of the engine, and pages about flows.
const FLOWS: [&str; 7] =
    ["flows/", "actions/", "salesforce/", "tests/", "fuzz/", "docs/", "crates/bench-engine/"];

/// Everything of the project that is not a flow, a document or a test; Rust without comments and test modules.
fn ships() -> Vec<Text> {
    let rust: BTreeSet<String> = crates();
    let rust = sources(&rust.iter().map(String::as_str).collect::<Vec<_>>()).into_iter();
    let rust = rust.filter(|file| !file.path.ends_with("/testing.rs"));
    let rust =
        rust.map(|file| Text { text: file.text.lines().map(code).collect::<Vec<_>>().join("\n"), ..file });
    let rest = texts(&[""]).into_iter().filter(|file| {
        !file.path.ends_with(".rs") && !file.path.ends_with(".md") && !file.path.contains("/tests/")
    });
    let is_flow = |path: &str| FLOWS.iter().any(|folder| path.starts_with(folder));
    rust.chain(rest).filter(|file| !is_flow(&file.path)).collect()
}

/// Every crate, by the name of its folder.
fn crates() -> BTreeSet<String> {
    let manifests = texts(&["crates"]).into_iter();
    manifests
        .filter_map(|file| {
            let name = file.path.strip_prefix("crates/")?.strip_suffix("/Cargo.toml")?.to_owned();
            (!name.contains('/')).then_some(name)
        })
        .collect()
}

#[test]
fn a_block_stands_in_its_file_and_in_the_list_of_its_category_only() {
    let ships = ships();
    let mut wrong = Vec::new();
    for block in flow::blocks::all() {
        let id = block.type_id;
        let naming = |word: &str| -> Vec<&str> {
            let files = ships.iter().filter(|file| contains_word(&file.text, word));
            files.map(|file| file.path.as_str()).collect()
        };
        let places = naming(id);
        let &[file] = places.as_slice() else {
            wrong.push(format!("{id} is named in {places:?}"));
            continue;
        };
        let own = file.strip_prefix("crates/flow/src/blocks/").and_then(|rest| rest.strip_suffix(".rs"));
        let Some((category, module)) = own.and_then(|own| own.split_once('/')) else {
            wrong.push(format!("{id} is named in {file}, which is no block's file"));
            continue;
        };
        let lists = naming(&format!("{module}::BLOCK"));
        if lists != [format!("crates/flow/src/blocks/{category}.rs")] {
            wrong.push(format!("{id} is listed in {lists:?}"));
        }
    }
    let advice = "A block is its file and a line in its category's list. What else has to know it asks the catalogue \
                  (`flow::Block`, `flow::ArgumentRole`).";
    assert!(wrong.is_empty(), "{advice}\n{}", wrong.join("\n"));
}

#[test]
fn no_file_lists_the_blocks() {
    let ids: Vec<&str> = flow::blocks::all().map(|block| block.type_id).collect();
    let wrong: Vec<String> = texts(&[""])
        .into_iter()
        .filter(|file| file.path != GENERATED)
        .filter_map(|file| {
            let named = ids.iter().filter(|id| contains_word(&file.text, id)).count();
            (named * 2 > ids.len()).then(|| format!("{} names {named} of {} blocks", file.path, ids.len()))
        })
        .collect();
    let advice = "A second list of blocks, in a test or a document, too, is a third place to touch. Take the blocks from \
                  `flow::blocks::all()`.";
    assert!(wrong.is_empty(), "{advice}\n{}", wrong.join("\n"));
}
