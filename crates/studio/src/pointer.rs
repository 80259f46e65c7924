//! What a pointer does on the canvas: pan, zoom, drag, connect, mark, drop what comes from the palette.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use flow::Text;
use flow::edit::{Edit, Socket};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, PointerEvent, WheelEvent};

use crate::canvas::{focus_block, input_at, output_at};
use crate::element::{Part, classed, div, listen, part, svg};
use crate::explorer;
use crate::geometry::{self, Point, View, snap};
use crate::palette::Piece;
use crate::placed::PlacedBlock;
use crate::reactive::*;
use crate::stage::{Stage, is_narrow};

/// How far a pointer moves before it drags, in pixels of the screen.
const SLACK: f64 = 4.0;
/// How near a wire a block is dropped to be put into it, on the canvas.
const NEAR: f64 = 26.0;

/// The pointer's doings on one canvas. To be copied freely: it is a handle.
#[derive(Clone)]
pub(crate) struct Pointer(Rc<Inner>);

struct Inner {
    stage: Stage,
    viewport: Part,
    state: RefCell<State>,
    /// Where the viewport is on the screen.
    corner: Cell<Point>,
    /// What is being connected, and where the pointer is, on the canvas.
    pending: ArcRwSignal<Option<(Socket, Point)>>,
    marquee: ArcRwSignal<Option<(Point, Point)>>,
    wire_below: ArcRwSignal<Option<(Text, Text)>>,
    ghost: ArcRwSignal<Option<(&'static str, Point)>>,
}

/// What the pointer is at.
enum State {
    Idle,
    Pan {
        from: Point,
        view: View,
        moved: bool,
    },
    Drag {
        from: Point,
        blocks: Vec<(PlacedBlock, Point)>,
        moved: bool,
        pressed: Text,
    },
    Mark {
        from: Point,
        kept: Vec<Text>,
    },
    /// Connecting by dragging; connecting by two clicks is only `pending`.
    Connect {
        from: Point,
        moved: bool,
    },
    Piece {
        piece: Piece,
        from: Point,
        moved: bool,
    },
}

impl Pointer {
    pub(crate) fn new(stage: &Stage) -> Pointer {
        let label = "Canvas. Tab goes from block to block; press question mark for all keys.";
        let viewport = part("div", &[("class", "viewport"), ("role", "application"), ("aria-label", label)]);
        Pointer(Rc::new(Inner {
            stage: stage.clone(),
            viewport,
            state: RefCell::new(State::Idle),
            corner: Cell::new([0.0; 2]),
            pending: ArcRwSignal::new(None),
            marquee: ArcRwSignal::new(None),
            wire_below: ArcRwSignal::new(None),
            ghost: ArcRwSignal::new(None),
        }))
    }

    pub(crate) fn viewport(&self) -> Part {
        self.0.viewport.clone()
    }

    /// The wire that a block would be put into if it were dropped now.
    pub(crate) fn wire_below(&self) -> ArcRwSignal<Option<(Text, Text)>> {
        self.0.wire_below.clone()
    }

    /// Stops connecting; whether anything was being connected.
    pub(crate) fn cancel(&self) -> bool {
        let was = self.0.pending.with_untracked(Option::is_some);
        if was {
            self.0.pending.set(None);
        }
        was
    }

    /// Hears the pointer.
    pub(crate) fn attach(&self, viewport: Part) -> Part {
        let (down, wheel, twice) = (self.clone(), self.clone(), self.clone());
        let (moved, up, lost) = (self.clone(), self.clone(), self.clone());
        listen(&window(), "pointermove", Box::new(move |event| moved.moves(event.unchecked_ref())));
        listen(&window(), "pointerup", Box::new(move |event| up.lets_go(event.unchecked_ref())));
        listen(&window(), "pointercancel", Box::new(move |_| lost.stop()));
        let resized = self.clone();
        listen(&window(), "resize", Box::new(move |_| resized.measure()));
        viewport
            .on("pointerdown", move |event: PointerEvent| down.presses(&event))
            .on("dblclick", move |event: web_sys::MouseEvent| twice.presses_twice(&event))
            .on("wheel", move |event: WheelEvent| wheel.turns(&event))
    }

    /// Looks where the viewport is.
    pub(crate) fn measure(&self) {
        let rect = self.0.viewport.0.get_bounding_client_rect();
        self.0.corner.set([rect.left(), rect.top()]);
        self.0.stage.set_viewport([rect.width(), rect.height()]);
    }

    fn screen(&self, event: &web_sys::MouseEvent) -> Point {
        let [left, top] = self.0.corner.get();
        [f64::from(event.client_x()) - left, f64::from(event.client_y()) - top]
    }

    fn on_canvas(&self, screen: Point) -> Point {
        self.0.stage.view().get_untracked().canvas(screen)
    }

    fn presses(&self, event: &PointerEvent) {
        if !matches!(event.button(), 0 | 1) {
            return;
        }
        self.measure();
        let stage = &self.0.stage;
        let from = self.screen(event);
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let within = |what: &str| target.as_ref().and_then(|target| target.closest(what).ok().flatten());
        if within(".rename").is_some() {
            return;
        }
        // A window too narrow to draw in shows the flow, and nothing more.
        if is_narrow() {
            self.set(State::Pan { from, view: stage.view().get_untracked(), moved: false });
            return;
        }
        if let Some(socket) = within("[data-socket]").as_ref().and_then(socket_of) {
            event.prevent_default();
            let pending = self.0.pending.get_untracked();
            if let Some((first, _)) = pending {
                self.0.pending.set(None);
                stage.apply(&Edit::Connect { one: first, other: socket });
            } else {
                self.0.pending.set(Some((socket, self.on_canvas(from))));
                self.set(State::Connect { from, moved: false });
            }
            return;
        }
        if self.cancel() {
            return;
        }
        if let Some(id) = within("[data-block]").and_then(|block| block.get_attribute("data-block")) {
            self.press_block(event, &id.into(), from);
            return;
        }
        if let Some(wire) = within("[data-wire]").as_ref().and_then(wire_of) {
            stage.select_wire(wire);
            return;
        }
        let adds = event.shift_key() || event.ctrl_key() || event.meta_key();
        if adds && event.button() == 0 {
            let kept = stage.selected();
            self.set(State::Mark { from, kept });
        } else {
            self.set(State::Pan { from, view: stage.view().get_untracked(), moved: false });
        }
    }

    fn press_block(&self, event: &PointerEvent, id: &Text, from: Point) {
        let stage = &self.0.stage;
        if event.shift_key() || event.ctrl_key() || event.meta_key() {
            stage.toggle(id);
            return;
        }
        if !stage.selection().with_untracked(|selection| selection.contains(id)) {
            stage.select([id.clone()]);
        }
        let selected = stage.selected();
        let blocks = selected.iter().filter_map(|id| stage.block(id));
        let blocks = blocks.map(|block| (block.clone(), block.position.get_untracked())).collect();
        self.set(State::Drag { from, blocks, moved: false, pressed: id.clone() });
    }

    fn presses_twice(&self, event: &web_sys::MouseEvent) {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let within = |what: &str| target.as_ref().and_then(|target| target.closest(what).ok().flatten());
        if let Some((id, port)) = within("[data-wire]").as_ref().and_then(wire_of) {
            self.0.stage.apply(&Edit::Disconnect { id, port });
        } else if within("[data-socket]").is_none()
            && let Some(id) = within("[data-block]").and_then(|block| block.get_attribute("data-block"))
        {
            self.0.stage.renaming().set(Some(id.into()));
        }
    }

    fn turns(&self, event: &WheelEvent) {
        event.prevent_default();
        self.measure();
        let around = self.screen(event);
        let by = (-event.delta_y().clamp(-200.0, 200.0) * 0.0016).exp();
        self.0.stage.view().update(|view| *view = view.zoomed(by, around));
    }

    /// A piece of the palette is taken up.
    pub(crate) fn takes(&self, piece: Piece, event: &PointerEvent) {
        if event.button() == 0 {
            self.measure();
            let from = [f64::from(event.client_x()), f64::from(event.client_y())];
            self.set(State::Piece { piece, from, moved: false });
        }
    }

    fn set(&self, state: State) {
        *self.0.state.borrow_mut() = state;
    }

    fn stop(&self) {
        let state = std::mem::replace(&mut *self.0.state.borrow_mut(), State::Idle);
        if let State::Drag { blocks, moved: true, .. } = state {
            blocks.into_iter().for_each(|(block, at)| block.position.set(at));
        }
        self.0.marquee.set(None);
        self.0.ghost.set(None);
        self.0.wire_below.set(None);
        self.0.viewport.set_class("panning", false);
    }

    fn moves(&self, event: &PointerEvent) {
        let at = self.screen(event);
        let place = self.on_canvas(at);
        if self.0.pending.with_untracked(Option::is_some) {
            self.0.pending.update(|pending| {
                if let Some((_, pointer)) = pending {
                    *pointer = place;
                }
            });
        }
        let far = |from: Point| (at[0] - from[0]).hypot(at[1] - from[1]) > SLACK;
        let stage = &self.0.stage;
        match &mut *self.0.state.borrow_mut() {
            State::Idle => {}
            State::Pan { from, view, moved } => {
                if *moved || far(*from) {
                    *moved = true;
                    self.0.viewport.set_class("panning", true);
                    stage.view().set(View {
                        x: view.x + at[0] - from[0],
                        y: view.y + at[1] - from[1],
                        ..*view
                    });
                }
            }
            State::Drag { from, blocks, moved, .. } => {
                if *moved || far(*from) {
                    *moved = true;
                    let scale = stage.view().with_untracked(|view| view.scale);
                    let [dx, dy] = [(at[0] - from[0]) / scale, (at[1] - from[1]) / scale];
                    for (block, [x, y]) in blocks.iter() {
                        block.position.set([*x + dx, *y + dy]);
                    }
                    let below = match blocks.as_slice() {
                        [(block, _)] => self.wire_for(block),
                        _ => None,
                    };
                    self.show_wire(below);
                }
            }
            State::Mark { from, kept } => {
                self.0.marquee.set(Some((*from, at)));
                let (a, b) = (self.on_canvas(*from), place);
                let inside = stage.blocks().with_untracked(|blocks| {
                    blocks
                        .iter()
                        .filter(|block| touches(block, a, b))
                        .map(|block| block.id.clone())
                        .collect::<Vec<_>>()
                });
                stage.select(inside.into_iter().chain(kept.iter().cloned()));
            }
            State::Connect { from, moved } => *moved = *moved || far(*from),
            State::Piece { piece, from, moved } => {
                let client = [f64::from(event.client_x()), f64::from(event.client_y())];
                if *moved || (client[0] - from[0]).hypot(client[1] - from[1]) > SLACK {
                    *moved = true;
                    self.0.ghost.set(Some((piece.label(), client)));
                    self.show_wire(self.nearest_wire(place, None));
                }
            }
        }
    }

    fn lets_go(&self, event: &PointerEvent) {
        let state = std::mem::replace(&mut *self.0.state.borrow_mut(), State::Idle);
        let at = self.screen(event);
        let stage = &self.0.stage;
        let below = self.0.wire_below.get_untracked();
        match state {
            State::Idle => {}
            State::Pan { moved, .. } => {
                if !moved {
                    stage.select([]);
                }
            }
            State::Drag { blocks, moved: true, .. } => self.drop_blocks(&blocks, below),
            State::Drag { moved: false, pressed, .. } => {
                // A click on one of several selects it alone.
                if stage.selection().with_untracked(std::collections::BTreeSet::len) > 1 {
                    stage.select([pressed]);
                }
            }
            State::Mark { .. } => {}
            State::Connect { moved, .. } => {
                if moved {
                    self.connect_at(event);
                }
            }
            State::Piece { piece, moved, .. } => {
                let [width, height] = stage.viewport();
                let is_inside = at[0] >= 0.0 && at[1] >= 0.0 && at[0] <= width && at[1] <= height;
                if moved && is_inside {
                    let [x, y] = self.on_canvas(at);
                    add_piece(stage, piece, snap([x - piece.grip()[0], y - piece.grip()[1]]), below);
                }
            }
        }
        self.stop();
    }

    fn drop_blocks(&self, blocks: &[(PlacedBlock, Point)], below: Option<(Text, Text)>) {
        let stage = &self.0.stage;
        let to = blocks.iter().map(|(block, _)| (block.id.clone(), snap(block.position.get_untracked())));
        let to: Vec<(Text, Point)> = to.collect();
        // What is shown is where the pointer was; the edit brings it onto the grid.
        blocks.iter().zip(&to).for_each(|((block, _), (_, place))| block.position.set(*place));
        stage.apply(&Edit::Move { to });
        if let (Some((id, port)), [(block, _)]) = (below, blocks) {
            stage.apply(&Edit::InsertOnWire { block: block.id.clone(), id, port });
        }
    }

    fn connect_at(&self, event: &PointerEvent) {
        let Some((first, _)) = self.0.pending.get_untracked() else { return };
        self.0.pending.set(None);
        #[allow(clippy::cast_precision_loss)]
        let (x, y) = (event.client_x() as f32, event.client_y() as f32);
        let Some(target) = document().element_from_point(x, y) else { return };
        let within = |what: &str| target.closest(what).ok().flatten();
        let socket = within("[data-socket]").as_ref().and_then(socket_of).or_else(|| {
            // Dropped on a block: an output leads to its input.
            let block = within("[data-block]")?.get_attribute("data-block")?;
            matches!(first, Socket::Output { .. }).then(|| Socket::Input { block: block.into() })
        });
        if let Some(other) = socket
            && other != first
        {
            self.0.stage.apply(&Edit::Connect { one: first, other });
        }
    }

    /// The wire that this block would be put into: one that is near, while nothing leads to the block yet.
    fn wire_for(&self, block: &PlacedBlock) -> Option<(Text, Text)> {
        let is_free =
            block.look.with_untracked(|look| look.has_input && !look.is_fed && !look.outputs.is_empty());
        let [x, y] = block.position.get_untracked();
        let [width, height] = block.look.with_untracked(|look| geometry::size(look.outline));
        is_free.then(|| self.nearest_wire([x + width / 2.0, y + height / 2.0], Some(block))).flatten()
    }

    fn nearest_wire(&self, place: Point, except: Option<&PlacedBlock>) -> Option<(Text, Text)> {
        let is_it = |block: &PlacedBlock| except.is_some_and(|except| except.key == block.key);
        untrack(|| {
            self.0.stage.wires().with_untracked(|wires| {
                wires
                    .iter()
                    .filter(|wire| !is_it(&wire.from) && !is_it(&wire.to))
                    .map(|wire| {
                        let below = geometry::is_below(&wire.port);
                        let from = output_at(&wire.from, &wire.port);
                        (geometry::distance(from, below, input_at(&wire.to), place), wire)
                    })
                    .filter(|(distance, _)| *distance < NEAR)
                    .min_by(|(one, _), (other, _)| one.total_cmp(other))
                    .map(|(_, wire)| (wire.from.id.clone(), wire.port.clone()))
            })
        })
    }

    fn show_wire(&self, wire: Option<(Text, Text)>) {
        if self.0.wire_below.with_untracked(|shown| *shown != wire) {
            self.0.wire_below.set(wire);
        }
    }

    /// The line that follows the pointer while something is being connected.
    pub(crate) fn live_line(&self) -> Part {
        let (pending, stage) = (self.0.pending.clone(), self.0.stage.clone());
        svg("path", &[("class", "line pending")]).live("d", move || {
            let (socket, pointer) = pending.get()?;
            Some(match &socket {
                Socket::Output { block, port } => {
                    let from = output_at(&stage.block(block)?, port);
                    geometry::curve(from, geometry::is_below(port), pointer)
                }
                Socket::Input { block } => geometry::curve(pointer, false, input_at(&stage.block(block)?)),
            })
        })
    }

    /// The rectangle that marks blocks.
    pub(crate) fn marquee(&self) -> Part {
        let marquee = self.0.marquee.clone();
        div("marquee").live_parts(move || {
            let Some((a, b)) = marquee.get() else { return Vec::new() };
            let frame = div("frame");
            frame.set_style("left", &format!("{}px", a[0].min(b[0])));
            frame.set_style("top", &format!("{}px", a[1].min(b[1])));
            frame.set_style("width", &format!("{}px", (a[0] - b[0]).abs()));
            frame.set_style("height", &format!("{}px", (a[1] - b[1]).abs()));
            vec![frame]
        })
    }

    /// What is being dragged from the palette.
    pub(crate) fn ghost(&self) -> Part {
        let ghost = self.0.ghost.clone();
        part("div", &[("class", "ghosts"), ("aria-hidden", "true")]).live_parts(move || {
            let Some((label, at)) = ghost.get() else { return Vec::new() };
            let shown = classed("div", "ghost", label);
            shown.set_style("transform", &format!("translate({}px,{}px)", at[0], at[1]));
            vec![shown]
        })
    }
}

/// Whether a block and a rectangle have room in common.
fn touches(block: &PlacedBlock, a: Point, b: Point) -> bool {
    let [x, y] = block.position.get_untracked();
    let [width, height] = block.look.with_untracked(|look| geometry::size(look.outline));
    let (least, most) = ([a[0].min(b[0]), a[1].min(b[1])], [a[0].max(b[0]), a[1].max(b[1])]);
    x < most[0] && x + width > least[0] && y < most[1] && y + height > least[1]
}

fn socket_of(element: &Element) -> Option<Socket> {
    let block = element.get_attribute("data-of")?.into();
    Some(match element.get_attribute("data-port") {
        Some(port) => Socket::Output { block, port: port.into() },
        None => Socket::Input { block },
    })
}

fn wire_of(element: &Element) -> Option<(Text, Text)> {
    Some((element.get_attribute("data-from")?.into(), element.get_attribute("data-port")?.into()))
}

/// Puts a piece of the palette onto the canvas, or into a wire; a CTI Block asks which.
pub(crate) fn add_piece(stage: &Stage, piece: Piece, position: Point, wire: Option<(Text, Text)>) {
    let stage = stage.clone();
    let add = move |type_id: Text| {
        let edit = match wire.clone() {
            Some((id, port)) if piece != Piece::End => Edit::InsertNew { type_id, position, id, port },
            _ => Edit::Add { type_id, position },
        };
        if let Some(new) = stage.apply(&edit) {
            if let Some(id) = new.first() {
                focus_block(id);
            }
            stage.select(new);
        }
    };
    match piece.type_id() {
        Some(type_id) => add(type_id.into()),
        None => explorer::open("Explorer", move |block| add(block.type_id.into())),
    }
}
