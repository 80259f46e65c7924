//! A drawing of a CTI Flow.
//!
//! [`Drawing::of`] turns a document into geometry: shapes with their text lines and ports, and wires. [`svg`] writes
//! that geometry down; a page that paints elements itself takes the same geometry and the same style sheet
//! (`www/workbench/flow.css`). Pure and deterministic: the same document gives the same drawing everywhere.
//!
//! ```
//! let (document, _) = flow::Document::parse(r#"{ "actions": [ { "id": "uid-0", "type": "SE_Start" } ] }"#);
//! let drawing = draw::Drawing::of(&document);
//! assert_eq!(drawing.shapes[0].title, "Start");
//! assert!(draw::svg(&drawing).starts_with("<svg"));
//! ```

#![forbid(unsafe_code)]

mod drawing;
mod geometry;
mod layout;
mod route;
mod shape;
mod svg;
#[cfg(test)]
mod tests;
mod text;
mod tidy;

pub use drawing::{Drawing, Wire};
pub use geometry::{Point, Rect};
pub use layout::Arrangement;
pub use shape::{Line, LineKind, Outline, PortMark, PortState, Shape, Side, Tone, tint};
pub use svg::{STYLE, svg};
pub use tidy::tidy;
