//! Points, rectangles, and paths with round corners. Canvas units; y grows downwards.

use serde::{Deserialize, Serialize};

/// A place on the canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Point {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
}

/// A rectangle on the canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rect {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
}

impl Rect {
    /// Right edge.
    pub fn right(self) -> i32 {
        self.x + self.width
    }

    /// Lower edge.
    pub fn bottom(self) -> i32 {
        self.y + self.height
    }

    /// Centre.
    pub fn center(self) -> Point {
        Point { x: self.x + self.width / 2, y: self.y + self.height / 2 }
    }

    /// The same with a margin around it.
    pub(crate) fn grown(self, by: i32) -> Rect {
        Rect { x: self.x - by, y: self.y - by, width: self.width + 2 * by, height: self.height + 2 * by }
    }

    /// Whether the two share room.
    pub fn overlaps(self, other: Rect) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether a horizontal or vertical line runs through the inside.
    pub(crate) fn is_cut_by(self, a: Point, b: Point) -> bool {
        let (left, right) = (a.x.min(b.x), a.x.max(b.x));
        let (top, bottom) = (a.y.min(b.y), a.y.max(b.y));
        left < self.right() && right > self.x && top < self.bottom() && bottom > self.y
    }
}

/// An SVG path through points, its corners rounded as far as the sides allow.
pub(crate) fn rounded(points: &[Point], radius: i32) -> String {
    let Some((first, rest)) = points.split_first() else { return String::new() };
    let mut path = format!("M{} {}", first.x, first.y);
    for at in 0..rest.len() {
        let corner = rest[at];
        match rest.get(at + 1) {
            Some(after) => turn(&mut path, points[at], corner, *after, radius),
            None => path += &format!("L{} {}", corner.x, corner.y),
        }
    }
    path
}

/// A closed SVG path around points.
pub(crate) fn rounded_ring(points: &[Point], radius: i32) -> String {
    let count = points.len();
    let mut path = String::new();
    for at in 0..count {
        turn(&mut path, points[(at + count - 1) % count], points[at], points[(at + 1) % count], radius);
    }
    // The first turn began with a line; a path begins with a move.
    path.replace_range(0..1, "M");
    path + "Z"
}

fn turn(path: &mut String, before: Point, corner: Point, after: Point, radius: i32) {
    let a = towards(corner, before, radius);
    let b = towards(corner, after, radius);
    *path += &format!("L{} {}Q{} {} {} {}", a.x, a.y, corner.x, corner.y, b.x, b.y);
}

/// The point `distance` away from one point on the way to another, at most half-way.
fn towards(from: Point, to: Point, distance: i32) -> Point {
    let (dx, dy) = (f64::from(to.x - from.x), f64::from(to.y - from.y));
    let length = dx.hypot(dy);
    let part = if length == 0.0 { 0.0 } else { (f64::from(distance) / length).min(0.5) };
    Point { x: from.x + (dx * part).round() as i32, y: from.y + (dy * part).round() as i32 }
}
