//! Wires: horizontal and vertical pieces around the blocks, few bends, apart from one another where they can be.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::drawing::Connection;
use crate::geometry::{Point, Rect};
use crate::shape::{PortMark, Shape, Side};

/// How far wires keep away from blocks.
const CLEAR: i32 = 10;
/// A wire runs straight so far from its output.
const STUB: i32 = 12;
/// And so far to its entrance, so that its arrow head lies on a straight piece.
const ARRIVAL: i32 = 18;
/// Cost of a bend, in canvas units of way.
const BEND: i64 = 60;
/// Cost of crossing another wire.
const CROSSING: i64 = 40;
/// Cost of lying on another wire that leads elsewhere.
const OVERLAP: i64 = 400;
/// Cost of running through a port's name or a block's id.
const NAME: i64 = 150;
/// Places looked at for one wire; beyond that it goes straight, blocks or not.
const PATIENCE: usize = 60_000;

/// The corners of each connection's wire, in their order.
pub(crate) fn route(shapes: &[Shape], ends: &[Connection]) -> Vec<Vec<Point>> {
    let mut lanes = Lanes::of(shapes);
    let mut order: Vec<usize> = (0..ends.len()).collect();
    // Short wires first: they have the fewest ways, and the long ones go around them.
    order.sort_by_key(|at| {
        let (start, goal, _) = terminals(shapes, ends[*at]);
        ((start.x - goal.x).abs() + (start.y - goal.y).abs(), *at)
    });
    let mut routes = vec![Vec::new(); ends.len()];
    for at in order {
        let end = ends[at];
        let (start, goal, side) = terminals(shapes, end);
        let inner = lanes.way(start, goal, side, end.to).unwrap_or_else(|| straight(start, goal));
        let mut points = vec![shapes[end.from].ports[end.port].at];
        points.extend(inner);
        points.push(shapes[end.to].entrance());
        let points = simplified(points);
        lanes.taken.extend(points.windows(2).map(|pair| Piece { a: pair[0], b: pair[1], to: end.to }));
        routes[at] = points;
    }
    routes
}

/// Where the search begins and ends, and the side the wire comes from.
fn terminals(shapes: &[Shape], end: Connection) -> (Point, Point, Side) {
    let port = &shapes[end.from].ports[end.port];
    let start = match port.side {
        Side::Right => Point { x: port.at.x + STUB, ..port.at },
        Side::Below => Point { y: port.at.y + STUB, ..port.at },
    };
    let entrance = shapes[end.to].entrance();
    (start, Point { x: entrance.x - ARRIVAL, ..entrance }, port.side)
}

fn straight(start: Point, goal: Point) -> Vec<Point> {
    let middle = i32::midpoint(start.x, goal.x);
    vec![start, Point { x: middle, y: start.y }, Point { x: middle, y: goal.y }, goal]
}

/// Without points in the middle of a straight piece.
fn simplified(points: Vec<Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    for point in points {
        if kept.last() == Some(&point) {
            continue;
        }
        if let [.., a, b] = kept[..]
            && ((a.x == b.x && b.x == point.x) || (a.y == b.y && b.y == point.y))
        {
            kept.pop();
        }
        kept.push(point);
    }
    kept
}

fn names(shape: &Shape) -> impl Iterator<Item = Rect> {
    shape.ports.iter().map(PortMark::label_room).chain([shape.id_room()])
}

/// A piece of a wire that is already drawn.
#[derive(Clone, Copy, Debug)]
struct Piece {
    a: Point,
    b: Point,
    to: usize,
}

/// The lines wires may run on, and what is in their way.
#[derive(Debug)]
struct Lanes {
    xs: Vec<i32>,
    ys: Vec<i32>,
    blocks: Vec<Rect>,
    names: Vec<Rect>,
    taken: Vec<Piece>,
}

impl Lanes {
    fn of(shapes: &[Shape]) -> Lanes {
        let (mut xs, mut ys) = (Vec::new(), Vec::new());
        for Shape { rect, ports, .. } in shapes {
            xs.extend([rect.x - ARRIVAL, rect.x - 28, rect.x - 38, rect.right() + STUB, rect.right() + 46]);
            xs.extend([rect.right() + 56, rect.right() + 66]);
            let above = [24, 34, 44].map(|by| rect.y - by);
            let below = [16, 26, 36].map(|by| rect.bottom() + by);
            ys.extend(above.into_iter().chain(below).chain([rect.center().y]));
            for port in ports {
                let down = i32::from(port.side == Side::Below) * STUB;
                xs.push(port.at.x + STUB - down);
                ys.push(port.at.y + down);
            }
        }
        for lanes in [&mut xs, &mut ys] {
            lanes.sort_unstable();
            lanes.dedup();
        }
        Lanes {
            xs,
            ys,
            blocks: shapes.iter().map(|shape| shape.rect.grown(CLEAR)).collect(),
            names: shapes.iter().flat_map(names).collect(),
            taken: Vec::new(),
        }
    }

    /// The cheapest way, by Dijkstra with a bound (A*). Nothing when there is none within patience.
    fn way(&self, start: Point, goal: Point, side: Side, to: usize) -> Option<Vec<Point>> {
        let (width, height) = (self.xs.len(), self.ys.len());
        let column = |x| self.xs.binary_search(&x).ok();
        let row = |y| self.ys.binary_search(&y).ok();
        let state = |x: usize, y: usize, across: bool| (y * width + x) * 2 + usize::from(across);
        let far = |x: usize, y: usize| {
            i64::from((self.xs[x] - goal.x).abs()) + i64::from((self.ys[y] - goal.y).abs())
        };
        let (start_x, start_y, goal_x, goal_y) =
            (column(start.x)?, row(start.y)?, column(goal.x)?, row(goal.y)?);
        let first = state(start_x, start_y, side == Side::Right);
        let mut cost = vec![i64::MAX; width * height * 2];
        let mut from = vec![usize::MAX; cost.len()];
        cost[first] = 0;
        let mut open = BinaryHeap::from([Reverse((far(start_x, start_y), 0_i64, first))]);
        for _ in 0..PATIENCE {
            let Reverse((_, spent, at)) = open.pop()?;
            if spent > cost[at] {
                continue;
            }
            let (x, y, across) = (at / 2 % width, at / 2 / width, at % 2 == 1);
            if (x, y) == (goal_x, goal_y) && across {
                return Some(self.walk_back(&from, at, width));
            }
            let turned = state(x, y, !across);
            let mut step = |next: usize, price: i64, ahead: i64| {
                if spent + price < cost[next] {
                    cost[next] = spent + price;
                    from[next] = at;
                    open.push(Reverse((spent + price + ahead, spent + price, next)));
                }
            };
            step(turned, BEND, far(x, y));
            let neighbours = if across {
                [(x.checked_sub(1), Some(y)), (Some(x + 1).filter(|x| *x < width), Some(y))]
            } else {
                [(Some(x), y.checked_sub(1)), (Some(x), Some(y + 1).filter(|y| *y < height))]
            };
            let here = Point { x: self.xs[x], y: self.ys[y] };
            for (x, y) in neighbours {
                let (Some(x), Some(y)) = (x, y) else { continue };
                let there = Point { x: self.xs[x], y: self.ys[y] };
                if let Some(price) = self.price(here, there, to) {
                    step(state(x, y, across), price, far(x, y));
                }
            }
        }
        None
    }

    fn walk_back(&self, from: &[usize], last: usize, width: usize) -> Vec<Point> {
        let mut points = Vec::new();
        let mut at = last;
        while at != usize::MAX {
            points.push(Point { x: self.xs[at / 2 % width], y: self.ys[at / 2 / width] });
            at = from[at];
        }
        points.reverse();
        points
    }

    /// What a piece between neighbouring lanes costs; nothing when a block is there.
    fn price(&self, a: Point, b: Point, to: usize) -> Option<i64> {
        if self.blocks.iter().any(|block| block.is_cut_by(a, b)) {
            return None;
        }
        let length = i64::from((a.x - b.x).abs() + (a.y - b.y).abs());
        let names = self.names.iter().filter(|name| name.is_cut_by(a, b)).count() as i64 * NAME;
        // Wires to the same block may run together: they become one.
        let others = self.taken.iter().filter(|piece| piece.to != to);
        let wires: i64 = others.map(|piece| meeting(*piece, a, b)).sum();
        Some(length + names + wires)
    }
}

/// What it costs that a piece between neighbouring lanes meets a wire.
fn meeting(piece: Piece, a: Point, b: Point) -> i64 {
    let Piece { a: c, b: d, .. } = piece;
    let (across, other_across) = (a.y == b.y, c.y == d.y);
    let inside = |v: i32, s: i32, t: i32| v > s.min(t) && v <= s.max(t);
    let shared = |s: i32, t: i32, u: i32, v: i32| s.min(t) < u.max(v) && u.min(v) < s.max(t);
    match (across, other_across) {
        (true, true) if a.y == c.y && shared(a.x, b.x, c.x, d.x) => OVERLAP,
        (false, false) if a.x == c.x && shared(a.y, b.y, c.y, d.y) => OVERLAP,
        (true, false) if inside(c.x, a.x, b.x) && inside(a.y, c.y, d.y) => CROSSING,
        (false, true) if inside(c.y, a.y, b.y) && inside(a.x, c.x, d.x) => CROSSING,
        _ => 0,
    }
}
