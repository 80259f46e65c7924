//! Blocks and wires as they are on the canvas: what of each can change, as signals.

use std::collections::HashSet;
use std::rc::Rc;

use draw::Outline;
use flow::{Severity, Text};

use crate::geometry::Point;
use crate::reactive::*;

/// A block on the canvas.
#[derive(Clone)]
pub(crate) struct PlacedBlock(Rc<BlockState>);

/// What of a block can change.
pub(crate) struct BlockState {
    pub(crate) id: Text,
    /// What the block is told apart by on the canvas: its id, and a number where two have the same.
    pub(crate) key: String,
    pub(crate) look: ArcRwSignal<Look>,
    pub(crate) position: ArcRwSignal<Point>,
    pub(crate) is_selected: ArcRwSignal<bool>,
    pub(crate) severity: ArcRwSignal<Option<Severity>>,
}

impl std::ops::Deref for PlacedBlock {
    type Target = BlockState;

    fn deref(&self) -> &BlockState {
        &self.0
    }
}

/// What a block looks like, wherever it is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Look {
    pub(crate) title: String,
    pub(crate) type_title: String,
    pub(crate) outline: Outline,
    pub(crate) tint: &'static str,
    pub(crate) has_input: bool,
    pub(crate) is_fed: bool,
    /// Outputs, and the block each leads to.
    pub(crate) outputs: Vec<(Text, Option<Text>)>,
}

/// A wire on the canvas.
#[derive(Clone)]
pub(crate) struct PlacedWire {
    pub(crate) key: String,
    pub(crate) from: PlacedBlock,
    pub(crate) port: Text,
    pub(crate) to: PlacedBlock,
}

impl PlacedBlock {
    pub(crate) fn new(state: BlockState) -> PlacedBlock {
        PlacedBlock(Rc::new(state))
    }

    /// Whether both are the same block on the same canvas.
    pub(crate) fn is(&self, other: &PlacedBlock) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Look {
    /// The look of a block; `ids` are those of all blocks.
    pub(crate) fn of(block: &flow::DocumentBlock, ids: &HashSet<&Text>, is_fed: bool) -> Look {
        let type_title = block.known.map_or(block.type_id.as_str(), |known| known.title);
        let target = |port: &Text| block.ports.get(port).filter(|id| ids.contains(id)).cloned();
        Look {
            title: block.title.as_deref().unwrap_or(type_title).to_owned(),
            type_title: type_title.to_owned(),
            outline: Outline::of(block),
            tint: draw::tint(block),
            has_input: block.known.is_none_or(|known| known.type_id != flow::blocks::START),
            is_fed,
            outputs: block.outputs().into_iter().map(|port| (port.clone(), target(&port))).collect(),
        }
    }
}
