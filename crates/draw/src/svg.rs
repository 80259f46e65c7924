//! A drawing as an SVG file: no scripts, nothing loaded from anywhere, every text escaped.

use std::fmt::Write;

use crate::drawing::{Drawing, Wire};
use crate::geometry::Point;
use crate::shape::{LineKind, Shape};

/// How a drawing looks, in light and dark.
pub const STYLE: &str = include_str!("../../../www/workbench/flow.css");

/// A drawing as the text of an SVG file.
pub fn svg(drawing: &Drawing) -> String {
    let Drawing { width, height, .. } = drawing;
    let name = escaped(drawing.name.as_deref().unwrap_or("CTI Flow"));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"flow\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{name}\">\n<title>{name}</title>\n\
         <style>\n{STYLE}</style>\n<rect class=\"page\" width=\"{width}\" height=\"{height}\"/>\n"
    );
    drawing.wires.iter().for_each(|wire| write_wire(&mut out, wire));
    drawing.shapes.iter().for_each(|shape| write_shape(&mut out, shape));
    out + "</svg>\n"
}

/// Writing into a text never fails.
macro_rules! put {
    ($out:expr, $($piece:tt)*) => {{ let _ = writeln!($out, $($piece)*); }};
}

fn write_wire(out: &mut String, wire: &Wire) {
    put!(out, "<g class=\"wire {}\">", wire.tone.word());
    put!(out, "<path d=\"{}\"/>", wire.path());
    put!(out, "<path class=\"tip\" d=\"{}\"/>", wire.tip());
    put!(out, "</g>");
}

fn write_shape(out: &mut String, shape: &Shape) {
    put!(out, "<g class=\"shape {}\">", shape.tint);
    put!(
        out,
        "<title>{}: {} ({})</title>",
        escaped(&shape.id),
        escaped(&shape.title),
        escaped(&shape.type_id)
    );
    put!(out, "<path d=\"{}\"/>", shape.path());
    for line in &shape.lines {
        let class = match line.kind {
            LineKind::Title => "title",
            LineKind::Type => "type",
        };
        write_text(out, class, line.at, &line.text);
    }
    write_text(out, "id", shape.id_at(), &shape.id);
    put!(out, "</g>");
    for port in &shape.ports {
        let Point { x, y } = port.at;
        put!(out, "<g class=\"port {} {}\">", port.tone.word(), port.state.word());
        put!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"4\"/>");
        let at = port.label_at();
        put!(out, "<text x=\"{}\" y=\"{}\">{}</text>", at.x, at.y, escaped(&port.name));
        put!(out, "</g>");
    }
}

fn write_text(out: &mut String, class: &str, at: Point, text: &str) {
    put!(out, "<text class=\"{class}\" x=\"{}\" y=\"{}\">{}</text>", at.x, at.y, escaped(text));
}

/// Text that can only be text, in elements and in attributes. Characters XML cannot hold become U+FFFD.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
