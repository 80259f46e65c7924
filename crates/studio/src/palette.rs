//! The side bar while nothing is selected: what can be put onto the canvas.

use flow::edit::Edit;
use web_sys::PointerEvent;

use crate::element::{Part, classed, div, part};
use crate::geometry::Point;
use crate::pointer::{Pointer, add_piece};
use crate::stage::Stage;

/// What the palette offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Start,
    End,
    /// Any other block: the Explorer asks which.
    Block,
}

impl Piece {
    pub(crate) fn label(self) -> &'static str {
        match self {
            Piece::Start => "Start",
            Piece::End => "End",
            Piece::Block => "CTI Block",
        }
    }

    pub(crate) fn type_id(self) -> Option<&'static str> {
        match self {
            Piece::Start => Some(flow::blocks::START),
            Piece::End => Some(flow::blocks::END),
            Piece::Block => None,
        }
    }

    /// Where on the piece the pointer holds it.
    pub(crate) fn grip(self) -> Point {
        match self {
            Piece::Start | Piece::End => [48.0, 24.0],
            Piece::Block => [96.0, 40.0],
        }
    }
}

/// The palette. Start and End are offered while there is none.
pub(crate) fn palette(stage: &Stage, pointer: &Pointer) -> Part {
    let pieces = [Piece::Start, Piece::End, Piece::Block].map(|piece| {
        let (put, taken, there) = (stage.clone(), pointer.clone(), stage.clone());
        let class = match piece {
            Piece::Start | Piece::End => "piece pill",
            Piece::Block => "piece stack",
        };
        part("button", &[("type", "button"), ("class", class)])
            .text(piece.label())
            .on("pointerdown", move |event: PointerEvent| taken.takes(piece, &event))
            .pressed(move || add_piece(&put, piece, put.middle(), None))
            .hidden(move || {
                let type_id = piece.type_id();
                there.follow(|flow| {
                    type_id.is_some_and(|id| flow.blocks().iter().any(|block| block.type_id == id))
                })
            })
    });
    div("palette").with(&[
        classed("h2", "", "Main Menu"),
        classed("p", "aside", "Drag to the canvas, or press to add in the middle."),
        div("pieces").with(&pieces),
    ])
}

/// Puts the blocks where a layout would have them.
pub(crate) fn tidy(stage: &Stage) {
    let to = stage.with(draw::tidy);
    if !to.is_empty() {
        stage.apply(&Edit::Move { to });
        stage.fit();
    }
}
