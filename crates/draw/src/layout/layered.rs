//! Layers from left to right: a block stands right of all that lead to it, circles aside.

use crate::drawing::Connection;
use crate::geometry::Point;
use crate::shape::Shape;

/// Room between layers.
const ACROSS: i32 = 88;
/// Room between blocks of a layer.
const DOWN: i32 = 48;
/// Height kept free for a wire that passes a layer.
const PASSING: i32 = 8;
/// How often order and heights are looked over; more changes nothing that can be seen.
const SWEEPS: usize = 6;

/// Something that takes room in a layer: a block, or a wire on its way through.
#[derive(Clone, Debug)]
struct Item {
    shape: Option<usize>,
    layer: usize,
    height: i32,
    /// Middle.
    y: i32,
    before: Vec<usize>,
    after: Vec<usize>,
}

/// The upper left corners.
pub(crate) fn corners(shapes: &[Shape], ends: &[Connection]) -> Vec<Point> {
    let forward = without_circles(shapes, ends);
    let layers_of = layers(shapes.len(), &forward);
    let (mut items, mut layers) = items(shapes, &forward, &layers_of);
    order(&items, &mut layers);
    heights(&mut items, &layers);
    let mut x = 0;
    let mut corners = vec![Point { x: 0, y: 0 }; shapes.len()];
    for layer in &layers {
        let width = layer.iter().filter_map(|at| items[*at].shape).map(|at| shapes[at].rect.width).max();
        for item in layer.iter().map(|at| &items[*at]) {
            if let Some(at) = item.shape {
                corners[at] = Point { x, y: item.y - shapes[at].rect.height / 2 };
            }
        }
        x += width.unwrap_or(0) + ACROSS;
    }
    corners
}

/// The connections without those that lead back, seen from Start first and then from what is left, in file order.
fn without_circles(shapes: &[Shape], ends: &[Connection]) -> Vec<(usize, usize)> {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        Not,
        OnTheWay,
        Done,
    }
    let has_entrance: Vec<bool> =
        (0..shapes.len()).map(|at| ends.iter().any(|end| end.to == at && end.from != at)).collect();
    let mut roots: Vec<usize> = (0..shapes.len()).collect();
    roots.sort_by_key(|at| (shapes[*at].type_id != flow::blocks::START, has_entrance[*at], *at));
    let mut seen = vec![Seen::Not; shapes.len()];
    let mut forward = Vec::new();
    for root in roots {
        if seen[root] != Seen::Not {
            continue;
        }
        seen[root] = Seen::OnTheWay;
        let targets = |from: usize| ends.iter().filter(move |end| end.from == from).map(|end| end.to);
        let mut way = vec![(root, targets(root).collect::<Vec<_>>().into_iter())];
        while let Some((from, rest)) = way.last_mut() {
            let from = *from;
            match rest.next() {
                Some(to) if seen[to] == Seen::OnTheWay => {}
                Some(to) => {
                    forward.push((from, to));
                    if seen[to] == Seen::Not {
                        seen[to] = Seen::OnTheWay;
                        way.push((to, targets(to).collect::<Vec<_>>().into_iter()));
                    }
                }
                None => {
                    seen[from] = Seen::Done;
                    way.pop();
                }
            }
        }
    }
    forward
}

/// The layer of each block: one more than the highest before it.
fn layers(count: usize, forward: &[(usize, usize)]) -> Vec<usize> {
    let mut layers = vec![0; count];
    let mut waiting: Vec<usize> =
        (0..count).map(|at| forward.iter().filter(|(_, to)| *to == at).count()).collect();
    let mut ready: Vec<usize> = (0..count).filter(|at| waiting[*at] == 0).collect();
    while let Some(from) = ready.pop() {
        for (_, to) in forward.iter().filter(|(start, _)| *start == from) {
            layers[*to] = layers[*to].max(layers[from] + 1);
            waiting[*to] -= 1;
            if waiting[*to] == 0 {
                ready.push(*to);
            }
        }
    }
    layers
}

fn items(shapes: &[Shape], forward: &[(usize, usize)], layers_of: &[usize]) -> (Vec<Item>, Vec<Vec<usize>>) {
    let item = |shape, layer, height| Item { shape, layer, height, y: 0, before: vec![], after: vec![] };
    let mut items: Vec<Item> = (shapes.iter().enumerate())
        .map(|(at, shape)| item(Some(at), layers_of[at], shape.rect.height))
        .collect();
    for (from, to) in forward {
        let mut last = *from;
        for layer in layers_of[*from] + 1..layers_of[*to] {
            items.push(item(None, layer, PASSING));
            let passing = items.len() - 1;
            items[last].after.push(passing);
            items[passing].before.push(last);
            last = passing;
        }
        items[last].after.push(*to);
        items[*to].before.push(last);
    }
    let count = items.iter().map(|item| item.layer + 1).max().unwrap_or(0);
    let layers =
        (0..count).map(|layer| (0..items.len()).filter(|at| items[*at].layer == layer).collect()).collect();
    (items, layers)
}

/// Orders each layer by the middle of what is connected to it, sweeping to and fro.
fn order(items: &[Item], layers: &mut [Vec<usize>]) {
    let mut rank = vec![0.0; items.len()];
    let number = |layer: &[usize]| -> Vec<(usize, f64)> {
        layer.iter().enumerate().map(|(at, item)| (*item, at as f64)).collect()
    };
    for layer in layers.iter() {
        number(layer).into_iter().for_each(|(item, at)| rank[item] = at);
    }
    for sweep in 0..SWEEPS {
        let forwards = sweep % 2 == 0;
        for step in 0..layers.len() {
            let at = if forwards { step } else { layers.len() - 1 - step };
            let middle = |item: usize| {
                let near = if forwards { &items[item].before } else { &items[item].after };
                match near.len() {
                    0 => rank[item],
                    count => {
                        // The outputs of one block keep their order: the first a little above the second.
                        let place = |other: &usize| {
                            let siblings =
                                if forwards { &items[*other].after } else { &items[*other].before };
                            let nth = siblings.iter().position(|sibling| *sibling == item).unwrap_or(0);
                            rank[*other] + nth as f64 * 0.1
                        };
                        near.iter().map(place).sum::<f64>() / count as f64
                    }
                }
            };
            let mut keyed: Vec<(f64, usize)> = layers[at].iter().map(|item| (middle(*item), *item)).collect();
            // A stable sort: what is equal keeps its order.
            keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
            layers[at] = keyed.into_iter().map(|(_, item)| item).collect();
            number(&layers[at]).into_iter().for_each(|(item, at)| rank[item] = at);
        }
    }
}

/// Gives each item a height near those it is connected to, without changing the order.
fn heights(items: &mut [Item], layers: &[Vec<usize>]) {
    for layer in layers {
        let mut y = 0;
        for at in layer {
            items[*at].y = y + items[*at].height / 2;
            y += items[*at].height + DOWN;
        }
    }
    for sweep in 0..SWEEPS {
        let forwards = sweep % 2 == 0;
        for step in 0..layers.len() {
            let layer = &layers[if forwards { step } else { layers.len() - 1 - step }];
            let mut wished: Vec<i32> = layer.iter().map(|at| wish(items, *at, forwards)).collect();
            for at in 1..layer.len() {
                let [above, this] = [&items[layer[at - 1]], &items[layer[at]]];
                // What nothing is connected to stands right below its neighbour.
                if this.before.is_empty() && this.after.is_empty() {
                    wished[at] = wished[at - 1] + (above.height + this.height) / 2 + DOWN;
                }
            }
            spread(items, layer, &wished);
        }
    }
}

fn wish(items: &[Item], at: usize, forwards: bool) -> i32 {
    let near = if forwards { &items[at].before } else { &items[at].after };
    // What this one is the first of goes straight on; otherwise in the middle of all.
    let straight = |other: &&usize| {
        let siblings = if forwards { &items[**other].after } else { &items[**other].before };
        siblings.first() == Some(&at)
    };
    if let Some(other) = near.iter().find(straight) {
        return items[*other].y;
    }
    match near.len() {
        0 => items[at].y,
        count => near.iter().map(|other| items[*other].y).sum::<i32>() / count as i32,
    }
}

/// Puts a layer as near to the wished heights as its order and the room allow: blocks that want the same place are
/// moved apart around it.
fn spread(items: &mut [Item], layer: &[usize], wished: &[i32]) {
    // Each group of touching items has an offset; groups that collide become one at the mean of their wishes.
    let mut groups: Vec<(Vec<usize>, i64, i32)> = Vec::new();
    for (at, wish) in layer.iter().zip(wished) {
        let half = items[*at].height / 2;
        let mut group = (vec![*at], i64::from(wish - half), items[*at].height);
        while let Some(last) = groups.last() {
            let end = last.1 / last.0.len() as i64 + i64::from(last.2 + DOWN);
            if group.1 / group.0.len() as i64 >= end {
                break;
            }
            let Some((mut members, sum, height)) = groups.pop() else { break };
            let shift = i64::from(height + DOWN) * group.0.len() as i64;
            members.extend(group.0);
            group = (members, sum + group.1 - shift, height + DOWN + group.2);
        }
        groups.push(group);
    }
    for (members, sum, _) in groups {
        let mut y = sum.div_euclid(members.len() as i64) as i32;
        for at in members {
            items[at].y = y + items[at].height / 2;
            y += items[at].height + DOWN;
        }
    }
}
