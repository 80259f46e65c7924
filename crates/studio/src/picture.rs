//! A flow as a picture: what `draw` makes of it, in elements.

use draw::{Drawing, LineKind};
use flow::Document;

use crate::element::{Part, svg};

/// The picture of a flow, which fits its place.
pub(crate) fn picture(document: &Document) -> Part {
    let drawing = Drawing::of(document);
    let view_box = format!("0 0 {} {}", drawing.width, drawing.height);
    let label = drawing.name.as_deref().unwrap_or("CTI Flow");
    let mut picture = svg(
        "svg",
        &[("class", "flow picture"), ("viewBox", &view_box), ("role", "img"), ("aria-label", label)],
    );
    for wire in &drawing.wires {
        let class = format!("wire {}", wire.tone.word());
        let lines =
            [svg("path", &[("d", &wire.path())]), svg("path", &[("class", "tip"), ("d", &wire.tip())])];
        picture = picture.with(&[svg("g", &[("class", &class)]).with(&lines)]);
    }
    for shape in &drawing.shapes {
        let class = format!("shape {}", shape.tint);
        let mut group = svg("g", &[("class", &class)]).with(&[svg("path", &[("d", &shape.path())])]);
        for line in shape.lines.iter().filter(|line| line.kind == LineKind::Title) {
            let (x, y) = (line.at.x.to_string(), line.at.y.to_string());
            group = group.with(&[svg("text", &[("class", "title"), ("x", &x), ("y", &y)]).text(&line.text)]);
        }
        picture = picture.with(&[group]);
    }
    picture
}
