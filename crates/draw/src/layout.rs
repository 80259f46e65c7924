//! Where the blocks stand: where their author put them, or in layers from left to right.

pub(crate) mod layered;

use flow::Document;
use serde::{Deserialize, Serialize};

use crate::drawing::Connection;
use crate::geometry::Point;
use crate::shape::{BOX_HEIGHT, Outline, Shape};

/// Least room between two blocks side by side: wires and the names of ports need it.
const GAP_ACROSS: f64 = 64.0;
/// Least room between two blocks one above the other.
const GAP_DOWN: f64 = 36.0;
/// How far the author's places may be drawn apart to get that room.
const MOST_STRETCH: f64 = 2.0;
/// Places beyond this are no places on a canvas.
const FAR: f64 = 100_000.0;

/// Who chose the places of the blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Arrangement {
    /// The author: the file has a place for every block and they do not lie on one another.
    Author,
    /// The layout.
    Layered,
}

/// Puts every shape in its place.
pub(crate) fn arrange(document: &Document, shapes: &mut [Shape], ends: &[Connection]) -> Arrangement {
    match by_author(document, shapes) {
        Some(corners) => {
            place(shapes, &corners);
            Arrangement::Author
        }
        None => {
            let corners = layered::corners(shapes, ends);
            place(shapes, &corners);
            Arrangement::Layered
        }
    }
}

fn place(shapes: &mut [Shape], corners: &[Point]) {
    for (shape, corner) in shapes.iter_mut().zip(corners) {
        shape.move_to(*corner);
    }
}

/// The author's places, drawn apart evenly until everything has room; nothing when there are none, or when blocks lie
/// on one another.
fn by_author(document: &Document, shapes: &[Shape]) -> Option<Vec<Point>> {
    let centers: Vec<[f64; 2]> = document
        .blocks()
        .iter()
        .zip(shapes)
        .map(|(block, shape)| {
            let [x, y] = block.position?;
            // Positions were made for boxes of one height; a diamond is higher and keeps the middle.
            let height = if shape.outline == Outline::Pill { shape.rect.height } else { BOX_HEIGHT };
            let near = x.abs() < FAR && y.abs() < FAR;
            near.then(|| [x, y + f64::from(height) / 2.0])
        })
        .collect::<Option<_>>()?;
    let mut stretch = [1.0_f64, 1.0];
    for (at, a) in centers.iter().enumerate() {
        for (other, b) in centers.iter().enumerate().skip(at + 1) {
            let (left, right) = if a[0] <= b[0] { (at, other) } else { (other, at) };
            let across =
                (f64::from(shapes[left].rect.width) + GAP_ACROSS) / (centers[right][0] - centers[left][0]);
            let heights = f64::from(shapes[at].rect.height + shapes[other].rect.height) / 2.0;
            let down = (heights + GAP_DOWN) / (a[1] - b[1]).abs();
            // One of the two is enough; the one that asks less.
            if across <= down {
                stretch[0] = stretch[0].max(across);
            } else {
                stretch[1] = stretch[1].max(down);
            }
        }
    }
    // Written so that it is also false for what is no number.
    let fits = stretch.iter().all(|by| *by <= MOST_STRETCH);
    fits.then(|| {
        let corner = |(center, shape): (&[f64; 2], &Shape)| Point {
            x: (center[0] * stretch[0]).round() as i32,
            y: (center[1] * stretch[1]).round() as i32 - shape.rect.height / 2,
        };
        centers.iter().zip(shapes).map(corner).collect()
    })
}
