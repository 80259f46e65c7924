//! Places for the blocks of a flow that is to be tidied up: layers from left to right, on the grid of the canvas.

use flow::{Document, Text};

use crate::drawing::connections;
use crate::layout::layered;
use crate::shape::Shape;

/// Corners lie on multiples of this, as in the vendor's editor (`reference/cti-flows.md` §5.1).
const GRID: f64 = 16.0;

/// The id of every block and its new upper left corner. Where Start stands nothing changes, so that the flow stays where it is
/// looked at; a flow without Start begins at 64, 64. Tidying up what is tidy changes nothing.
pub fn tidy(document: &Document) -> Vec<(Text, [f64; 2])> {
    let blocks = document.blocks();
    let shapes: Vec<Shape> = blocks.iter().map(|block| Shape::of(document, block, &str::to_owned)).collect();
    let corners = layered::corners(&shapes, &connections(document, &shapes));
    let start = blocks.iter().position(|block| block.type_id == flow::blocks::START);
    let anchor = start.unwrap_or(0);
    let stays = start.and_then(|at| blocks[at].position).unwrap_or([64.0, 64.0]);
    let on_grid = |place: f64| (place / GRID).round() * GRID;
    let place = |at: usize| {
        let (x, y) =
            (f64::from(corners[at].x - corners[anchor].x), f64::from(corners[at].y - corners[anchor].y));
        if at == anchor { stays } else { [on_grid(stays[0] + x), on_grid(stays[1] + y)] }
    };
    (0..blocks.len()).map(|at| (blocks[at].id.clone(), place(at))).collect()
}

#[cfg(test)]
mod tests {
    use flow::Document;
    use flow::edit::{Edit, Editor};

    use super::tidy;

    #[test]
    fn a_flow_is_tidied_up_around_its_start_and_stays_so() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../flows");
        for name in ["call-log", "callback-customer", "click-to-dial", "voice-screen-pop"] {
            let text = std::fs::read_to_string(folder.join(format!("{name}.json"))).expect("a flow");
            let mut editor = Editor::open(Document::parse(&text).0).expect("a flow");
            let start = |editor: &Editor| {
                let start = editor.document().blocks().iter().find(|block| block.type_id == "SE_Start");
                start.and_then(|block| block.position)
            };
            let before = start(&editor);
            editor.apply(&Edit::Move { to: tidy(editor.document()) }).expect("moved");
            assert_eq!(start(&editor), before, "{name}");
            let tidied = editor.document().to_text();
            let drawing = crate::Drawing::of(editor.document());
            assert_eq!(
                drawing.arrangement,
                crate::Arrangement::Author,
                "{name}: no two blocks lie on one another"
            );
            editor.apply(&Edit::Move { to: tidy(editor.document()) }).expect("moved");
            assert_eq!(editor.document().to_text(), tidied, "{name}");
            editor.undo();
            assert_eq!(editor.document().to_text(), text, "{name}");
        }
    }

    #[test]
    fn nothing_to_tidy_up() {
        assert!(tidy(&Document::parse("{}").0).is_empty());
    }
}
