//! A flow, drawn.

use flow::Document;
use serde::{Deserialize, Serialize};

use crate::geometry::{self, Point};
use crate::layout::{self, Arrangement};
use crate::route;
use crate::shape::{PortMark, PortState, Shape, Tone};

/// Room around everything.
const MARGIN: i32 = 32;

/// A flow as geometry. All of it lies between 0, 0 and width, height.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Drawing {
    /// Name of the flow.
    pub name: Option<String>,
    /// Width of the canvas.
    pub width: i32,
    /// Height of the canvas.
    pub height: i32,
    /// Who chose the places.
    pub arrangement: Arrangement,
    /// The blocks, in file order.
    pub shapes: Vec<Shape>,
    /// The connections.
    pub wires: Vec<Wire>,
}

/// One connection between two blocks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Wire {
    /// Index of the shape it leaves.
    pub from: usize,
    /// Name of the output it leaves through.
    pub port: String,
    /// Index of the shape it leads to.
    pub to: usize,
    /// Its colour.
    pub tone: Tone,
    /// Its corners, from output to entrance; each piece is horizontal or vertical.
    pub points: Vec<Point>,
}

impl Wire {
    /// The wire as the `d` of an SVG path.
    pub fn path(&self) -> String {
        geometry::rounded(&self.points, 8)
    }

    /// Its arrow head as the `d` of an SVG path.
    pub fn tip(&self) -> String {
        let end = self.points.last().copied().unwrap_or(Point { x: 0, y: 0 });
        format!("M{} {}l-9 -5v10Z", end.x, end.y)
    }
}

impl Drawing {
    /// Draws a flow. Whatever the file holds is drawn: unknown blocks, unconnected and dangling outputs.
    pub fn of(document: &Document) -> Drawing {
        Drawing::titled(document, &str::to_owned)
    }

    /// Draws a flow with the titles of its blocks in other words: `say` is given the label of a block, else the catalogue's title.
    pub fn titled(document: &Document, say: &dyn Fn(&str) -> String) -> Drawing {
        let mut shapes: Vec<Shape> =
            document.blocks().iter().map(|block| Shape::of(document, block, say)).collect();
        let ends = connections(document, &shapes);
        let arrangement = layout::arrange(document, &mut shapes, &ends);
        let mut wires: Vec<Wire> = Vec::new();
        for (end, points) in ends.iter().zip(route::route(&shapes, &ends)) {
            let port = &shapes[end.from].ports[end.port];
            let (port, tone) = (port.name.clone(), port.tone);
            wires.push(Wire { from: end.from, port, to: end.to, tone, points });
        }
        let mut drawing = Drawing {
            name: document.name().map(str::to_owned),
            width: 0,
            height: 0,
            arrangement,
            shapes,
            wires,
        };
        drawing.fit();
        drawing
    }

    /// Moves everything so that it begins at the margin, and measures it.
    fn fit(&mut self) {
        let corners = self.shapes.iter().flat_map(|shape| {
            let labels = shape.ports.iter().map(PortMark::label_room);
            labels.chain([shape.rect, shape.id_room()]).flat_map(|rect| {
                [Point { x: rect.x, y: rect.y }, Point { x: rect.right(), y: rect.bottom() }]
            })
        });
        let corners: Vec<Point> =
            corners.chain(self.wires.iter().flat_map(|wire| wire.points.iter().copied())).collect();
        let left = corners.iter().map(|p| p.x).min().unwrap_or(0);
        let top = corners.iter().map(|p| p.y).min().unwrap_or(0);
        let right = corners.iter().map(|p| p.x).max().unwrap_or(0);
        let bottom = corners.iter().map(|p| p.y).max().unwrap_or(0);
        let (dx, dy) = (MARGIN - left, MARGIN - top);
        for shape in &mut self.shapes {
            shape.move_to(Point { x: shape.rect.x + dx, y: shape.rect.y + dy });
        }
        for point in self.wires.iter_mut().flat_map(|wire| &mut wire.points) {
            *point = Point { x: point.x + dx, y: point.y + dy };
        }
        self.width = right - left + 2 * MARGIN;
        self.height = bottom - top + 2 * MARGIN;
    }
}

/// Which output of which shape leads to which shape, all by index.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Connection {
    pub(crate) from: usize,
    pub(crate) port: usize,
    pub(crate) to: usize,
}

pub(crate) fn connections(document: &Document, shapes: &[Shape]) -> Vec<Connection> {
    let mut found = Vec::new();
    for (from, (block, shape)) in document.blocks().iter().zip(shapes).enumerate() {
        for (port, mark) in shape.ports.iter().enumerate() {
            let target = block.ports.get(mark.name.as_str()).filter(|_| mark.state == PortState::Connected);
            let to = target.and_then(|id| document.blocks().iter().position(|other| other.id == *id));
            found.extend(to.map(|to| Connection { from, port, to }));
        }
    }
    found
}
