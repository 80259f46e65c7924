//! Where sockets are and how wires run. Canvas units; y grows downwards.

use draw::Outline;

/// A place on the canvas.
pub(crate) type Point = [f64; 2];

/// Corners of blocks lie on multiples of this.
pub(crate) const SNAP: f64 = 16.0;

/// The nearest place on the grid.
pub(crate) fn snap(place: Point) -> Point {
    place.map(|number| (number / SNAP).round() * SNAP)
}

/// Width and height of a block.
pub(crate) fn size(outline: Outline) -> Point {
    let (width, height) = outline.size();
    [f64::from(width), f64::from(height)]
}

/// Where wires arrive at a block, from its upper left corner.
pub(crate) fn input(outline: Outline) -> Point {
    [0.0, size(outline)[1] / 2.0]
}

/// Whether an output is below a block: what happens when it fails, or when the answer is no.
pub(crate) fn is_below(port: &str) -> bool {
    matches!(port, "failure" | "false")
}

/// Where an output is, from the upper left corner: the first at the right, failure and false below, others at the right, too.
pub(crate) fn output(outline: Outline, ports: &[&str], port: &str) -> Point {
    let [width, height] = size(outline);
    if is_below(port) {
        return [width / 2.0, height];
    }
    let right: Vec<&&str> = ports.iter().filter(|port| !is_below(port)).collect();
    let at = right.iter().position(|name| **name == port).unwrap_or(0);
    [width, height * (at as f64 + 1.0) / (right.len().max(1) as f64 + 1.0)]
}

/// A wire as the `d` of an SVG path.
pub(crate) fn curve(from: Point, below: bool, to: Point) -> String {
    let [a, b, c, d] = bends(from, below, to);
    format!("M{} {}C{} {} {} {} {} {}", a[0], a[1], b[0], b[1], c[0], c[1], d[0], d[1])
}

/// How near a wire comes to a place.
pub(crate) fn distance(from: Point, below: bool, to: Point, place: Point) -> f64 {
    let [a, b, c, d] = bends(from, below, to);
    let at = |t: f64| {
        let s = 1.0 - t;
        let mix = |axis: usize| {
            s * s * s * a[axis] + 3.0 * s * s * t * b[axis] + 3.0 * s * t * t * c[axis] + t * t * t * d[axis]
        };
        (mix(0) - place[0]).hypot(mix(1) - place[1])
    };
    (0..=24).map(|step| at(f64::from(step) / 24.0)).fold(f64::INFINITY, f64::min)
}

/// The points of the curve: ends, and what it bends towards.
fn bends(from: Point, below: bool, to: Point) -> [Point; 4] {
    let reach = ((to[0] - from[0]).abs() / 2.0).clamp(36.0, 160.0);
    let down = ((to[1] - from[1]).abs() / 2.0).clamp(36.0, 120.0);
    let leaves = if below { [from[0], from[1] + down] } else { [from[0] + reach, from[1]] };
    [from, leaves, [to[0] - reach, to[1]], to]
}

/// What of the canvas is in view: a place on the screen is `x + scale * place`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct View {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) scale: f64,
}

impl View {
    /// Everything at its own size.
    pub(crate) const START: View = View { x: 0.0, y: 0.0, scale: 1.0 };
    const LEAST: f64 = 0.1;
    const MOST: f64 = 2.5;

    /// The place on the canvas under one of the viewport.
    pub(crate) fn canvas(self, screen: Point) -> Point {
        [(screen[0] - self.x) / self.scale, (screen[1] - self.y) / self.scale]
    }

    /// The same, larger or smaller; what is under this place of the viewport stays there.
    pub(crate) fn zoomed(self, by: f64, around: Point) -> View {
        let scale = (self.scale * by).clamp(View::LEAST, View::MOST);
        let [x, y] = self.canvas(around);
        View { x: around[0] - x * scale, y: around[1] - y * scale, scale }
    }

    /// Everything between two corners in a viewport of this size, with room around, never larger than its own size.
    pub(crate) fn fitting(least: Point, most: Point, viewport: Point) -> View {
        let room = 48.0;
        let ratio = |axis: usize| (viewport[axis] - 2.0 * room) / (most[axis] - least[axis]).max(1.0);
        let scale = ratio(0).min(ratio(1)).clamp(View::LEAST, 1.0);
        let offset = |axis: usize| (viewport[axis] - scale * (least[axis] + most[axis])) / 2.0;
        View { x: offset(0), y: offset(1), scale }
    }

    /// The same scale, this place of the canvas in the middle.
    pub(crate) fn centered(self, place: Point, viewport: Point) -> View {
        View {
            x: viewport[0] / 2.0 - self.scale * place[0],
            y: viewport[1] / 2.0 - self.scale * place[1],
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use draw::Outline;

    use super::{View, distance, output, snap};

    #[test]
    fn outputs_lie_right_and_below() {
        assert_eq!(output(Outline::Box, &["success", "failure"], "success"), [192.0, 40.0]);
        assert_eq!(output(Outline::Box, &["success", "failure"], "failure"), [96.0, 80.0]);
        assert_eq!(output(Outline::Diamond, &["true", "false"], "false"), [104.0, 120.0]);
        assert_eq!(output(Outline::Box, &["a", "b", "failure"], "b")[1].round(), 53.0);
    }

    #[test]
    fn what_is_under_the_pointer_stays_there() {
        let view = View { x: 10.0, y: -5.0, scale: 0.5 };
        let zoomed = view.zoomed(1.7, [120.0, 80.0]);
        let (before, after) = (view.canvas([120.0, 80.0]), zoomed.canvas([120.0, 80.0]));
        assert!((before[0] - after[0]).abs() < 1e-9 && (before[1] - after[1]).abs() < 1e-9);
        assert_eq!(view.zoomed(1e9, [0.0; 2]).scale, 2.5);
    }

    #[test]
    fn a_flow_that_fits_is_in_the_middle() {
        let view = View::fitting([0.0, 0.0], [100.0, 100.0], [800.0, 600.0]);
        assert_eq!((view.scale, view.canvas([400.0, 300.0])), (1.0, [50.0, 50.0]));
    }

    #[test]
    fn snapping_and_nearness() {
        assert_eq!(snap([7.9, -24.1]), [0.0, -32.0]);
        assert!(distance([0.0, 0.0], false, [200.0, 0.0], [100.0, 3.0]) < 4.0);
        assert!(distance([0.0, 0.0], false, [200.0, 0.0], [100.0, 90.0]) > 80.0);
    }
}
