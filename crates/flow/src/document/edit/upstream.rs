//! What a block can read: the results of blocks that run before it.

use std::collections::HashMap;

use crate::{Document, DocumentBlock, Text};

/// The blocks from which a way leads to this one, nearest first; itself is not among them, circle or not.
pub fn upstream<'d>(document: &'d Document, id: &str) -> Vec<&'d DocumentBlock> {
    let mut before: HashMap<&Text, Vec<&DocumentBlock>> = HashMap::new();
    for block in document.blocks() {
        for target in block.ports.values() {
            before.entry(target).or_default().push(block);
        }
    }
    let mut found: Vec<&DocumentBlock> = Vec::new();
    let mut layer = vec![Text::new(id)];
    while !layer.is_empty() {
        let mut next = Vec::new();
        for block in layer.iter().filter_map(|id| before.get(id)).flatten() {
            if block.id != id && !found.iter().any(|known| std::ptr::eq(*known, *block)) {
                found.push(block);
                next.push(block.id.clone());
            }
        }
        layer = next;
    }
    found
}
