//! What one block looks like, before anybody knows where it stands: size, lines of text, ports.

use flow::{Category, Document, DocumentBlock, Port, Ports, blocks};
use serde::{Deserialize, Serialize};

use crate::geometry::{self, Point, Rect};
use crate::text;

/// 13 px, set bold, which is wider.
const TITLE_SIZE: f64 = 13.0 * 1.13;
const TYPE_SIZE: f64 = 10.0;
/// Height of a line of a title.
const TITLE_LINE: i32 = 16;
/// Height of the box that the author's positions were made for.
pub(crate) const BOX_HEIGHT: i32 = 80;

/// One block, drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Shape {
    /// Id of the block, as in its file.
    pub id: String,
    /// Its type id.
    pub type_id: String,
    /// Its label in full; the lines may cut it short.
    pub title: String,
    /// Its outline.
    pub outline: Outline,
    /// A word for its colour: `flow-control`, `data`, `utility`, `navigation`, `salesforce`, `agent`, `contact`, `unknown`.
    pub tint: String,
    /// The room it takes.
    pub rect: Rect,
    /// What is written in it; each is centred on its point.
    pub lines: Vec<Line>,
    /// Its outputs, connected or not.
    pub ports: Vec<PortMark>,
}

/// The outline of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Outline {
    /// Work: a rounded box.
    Box,
    /// A question: a diamond.
    Diamond,
    /// Start and End: a pill.
    Pill,
}

impl Outline {
    /// The outline of a block.
    pub fn of(block: &DocumentBlock) -> Outline {
        match block.known {
            Some(known) if [blocks::START, blocks::END].contains(&known.type_id) => Outline::Pill,
            Some(known) if known.ports == Ports::Question => Outline::Diamond,
            None if is_question(block) => Outline::Diamond,
            _ => Outline::Box,
        }
    }

    /// Width and height of such a block.
    pub const fn size(self) -> (i32, i32) {
        match self {
            Outline::Box => (192, BOX_HEIGHT),
            Outline::Diamond => (208, 120),
            Outline::Pill => (96, 48),
        }
    }
}

/// One line of text in a block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The text.
    pub text: String,
    /// Middle of its baseline.
    pub at: Point,
    /// What it says.
    pub kind: LineKind,
}

/// What a line of text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum LineKind {
    /// The label.
    Title,
    /// The type.
    Type,
}

/// One output of a block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PortMark {
    /// Its name in the file.
    pub name: String,
    /// Its dot.
    pub at: Point,
    /// Where wires leave it.
    pub side: Side,
    /// Whether a wire leaves it.
    pub state: PortState,
    /// Its colour.
    pub tone: Tone,
}

/// The side of a block an output is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Side {
    /// Right.
    Right,
    /// Below.
    Below,
}

/// Whether a wire leaves an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PortState {
    /// It leads to a block.
    Connected,
    /// Nothing is connected.
    Open,
    /// The file connects it to a block that is not there.
    Dangling,
}

/// The colour of an output and its wire; the label says the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Tone {
    /// `done`.
    Plain,
    /// `success` and `true`.
    Good,
    /// `failure`.
    Bad,
    /// `false`.
    Else,
    /// An output nobody here knows.
    Unknown,
}

impl Tone {
    fn of(port: &str) -> Tone {
        match port {
            "done" => Tone::Plain,
            "success" | "true" => Tone::Good,
            "failure" => Tone::Bad,
            "false" => Tone::Else,
            _ => Tone::Unknown,
        }
    }

    /// Its word in the style sheet.
    pub fn word(self) -> &'static str {
        match self {
            Tone::Plain => "plain",
            Tone::Good => "good",
            Tone::Bad => "bad",
            Tone::Else => "else",
            Tone::Unknown => "unknown",
        }
    }
}

impl PortState {
    /// Its word in the style sheet.
    pub fn word(self) -> &'static str {
        match self {
            PortState::Connected => "connected",
            PortState::Open => "open",
            PortState::Dangling => "dangling",
        }
    }
}

impl PortMark {
    /// Where its label begins (the left end of the baseline).
    pub fn label_at(&self) -> Point {
        match self.side {
            Side::Right => Point { x: self.at.x + 9, y: self.at.y - 5 },
            Side::Below => Point { x: self.at.x + 9, y: self.at.y + 14 },
        }
    }

    /// The room its label takes: wires rather bend elsewhere.
    pub(crate) fn label_room(&self) -> Rect {
        let at = self.label_at();
        Rect { x: at.x - 4, y: at.y - 10, width: text::width(&self.name, 10.5) as i32 + 6, height: 13 }
    }
}

impl Shape {
    /// The outline as the `d` of an SVG path.
    pub fn path(&self) -> String {
        let Rect { x, y, .. } = self.rect;
        let (right, bottom, middle) = (self.rect.right(), self.rect.bottom(), self.rect.center());
        let point = |x, y| Point { x, y };
        match self.outline {
            Outline::Diamond => geometry::rounded_ring(
                &[point(x, middle.y), point(middle.x, y), point(right, middle.y), point(middle.x, bottom)],
                3,
            ),
            outline => {
                let radius = if outline == Outline::Pill { self.rect.height / 2 } else { 10 };
                geometry::rounded_ring(
                    &[point(x, y), point(right, y), point(right, bottom), point(x, bottom)],
                    radius,
                )
            }
        }
    }

    /// Where wires arrive.
    pub fn entrance(&self) -> Point {
        Point { x: self.rect.x, y: self.rect.center().y }
    }

    /// Where its id is written (the left end of the baseline).
    pub fn id_at(&self) -> Point {
        let inset = if self.outline == Outline::Diamond { self.rect.width / 4 - 20 } else { 6 };
        Point { x: self.rect.x + inset, y: self.rect.y - 5 }
    }

    /// The room its id takes.
    pub(crate) fn id_room(&self) -> Rect {
        let at = self.id_at();
        Rect { x: at.x - 2, y: at.y - 12, width: text::width(&self.id, TYPE_SIZE) as i32 + 4, height: 15 }
    }

    /// The shape of a block of a document, its upper left corner at 0, 0. `say` is given its label, else the title of its type.
    pub fn of(document: &Document, block: &DocumentBlock, say: &dyn Fn(&str) -> String) -> Shape {
        let known = block.known;
        let outline = Outline::of(block);
        let own_title = || known.map_or(&*block.type_id, |known| known.title);
        let title = say(block.title.as_deref().unwrap_or_else(own_title));
        let (width, height) = outline.size();
        let mut shape = Shape {
            id: block.id.to_string(),
            type_id: block.type_id.to_string(),
            tint: tint(block).to_owned(),
            rect: Rect { x: 0, y: 0, width, height },
            lines: lines(outline, &title, &block.type_id),
            ports: Vec::new(),
            title,
            outline,
        };
        let mut names: Vec<&str> =
            known.map_or(&[][..], |known| known.ports.all()).iter().copied().map(Port::name).collect();
        // Whatever else the file connects is drawn too.
        for name in block.ports.keys() {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        shape.ports = (0..names.len()).map(|at| port(document, block, &shape, &names, at)).collect();
        shape
    }

    /// Puts the upper left corner somewhere.
    pub(crate) fn move_to(&mut self, corner: Point) {
        let (dx, dy) = (corner.x - self.rect.x, corner.y - self.rect.y);
        self.rect.x = corner.x;
        self.rect.y = corner.y;
        let marks = self.ports.iter_mut().map(|port| &mut port.at);
        for point in marks.chain(self.lines.iter_mut().map(|line| &mut line.at)) {
            point.x += dx;
            point.y += dy;
        }
    }
}

/// A block of unknown type that leaves through true or false is a question.
fn is_question(block: &DocumentBlock) -> bool {
    !block.ports.is_empty() && block.ports.keys().all(|port| port == "true" || port == "false")
}

/// A word for the colour of a block ([`Shape::tint`]).
pub fn tint(block: &DocumentBlock) -> &'static str {
    let Some(known) = block.known else { return "unknown" };
    match known.category {
        Category::FlowControl => "flow-control",
        Category::DataAndText => "data",
        Category::Utilities => "utility",
        Category::SalesforceNavigation => "navigation",
        Category::SalesforceData | Category::SalesforceOmniChannel => "salesforce",
        Category::ConnectAgent => "agent",
        Category::ConnectContact => "contact",
    }
}

fn lines(outline: Outline, title: &str, type_id: &str) -> Vec<Line> {
    let (middle, center, rooms, type_room): (_, _, &[f64], _) = match outline {
        Outline::Box => (96, BOX_HEIGHT / 2, &[172.0, 172.0], 172.0),
        Outline::Diamond => (104, 60, &[126.0, 140.0], 104.0),
        Outline::Pill => (48, 24, &[80.0], 80.0),
    };
    let titles = text::wrap(title, TITLE_SIZE, rooms);
    // Start and End say their name; the type would say it again.
    let with_type = outline != Outline::Pill;
    let height = titles.len() as i32 * TITLE_LINE + if with_type { 14 } else { 0 };
    let top = center - height / 2;
    let mut lines: Vec<Line> = Vec::new();
    for (at, text) in titles.into_iter().enumerate() {
        let y = top + at as i32 * TITLE_LINE + 12;
        lines.push(Line { text, at: Point { x: middle, y }, kind: LineKind::Title });
    }
    if with_type {
        let y = top + height - 3;
        let text = text::shorten(type_id, TYPE_SIZE, type_room);
        lines.push(Line { text, at: Point { x: middle, y }, kind: LineKind::Type });
    }
    lines
}

fn port(document: &Document, block: &DocumentBlock, shape: &Shape, names: &[&str], at: usize) -> PortMark {
    let Rect { width, height, .. } = shape.rect;
    let name = names[at];
    let (place, side) = match (shape.outline, name) {
        (Outline::Diamond, "false") => (Point { x: width / 2, y: height }, Side::Below),
        (Outline::Diamond, "true") => (Point { x: width, y: height / 2 }, Side::Right),
        // The first goes straight on; what else there is goes below.
        _ if names.len() <= 2 => (Point { x: width, y: height / 2 + at as i32 * height / 4 }, Side::Right),
        _ => {
            let step = (height - 24) / (names.len() as i32 - 1);
            (Point { x: width, y: 12 + at as i32 * step }, Side::Right)
        }
    };
    let state = match block.ports.get(name) {
        None => PortState::Open,
        Some(target) if document.block(target).is_some() => PortState::Connected,
        Some(_) => PortState::Dangling,
    };
    PortMark { name: name.to_owned(), at: place, side, state, tone: Tone::of(name) }
}
