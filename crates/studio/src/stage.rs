//! The state of the editor: the flow being drawn, and what is looked at, selected, found. Only what an edit has changed is told on.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use flow::edit::{Edit, Editor, Record, Refusal};
use flow::{Diagnostic, Document, Severity, Text};

use crate::app::App;
use crate::dialog::Notice;
use crate::drafts::{self, Draft};
use crate::findings;
use crate::geometry::{self, Point, View};
use crate::library::Item;
use crate::placed::{BlockState, Look, PlacedBlock, PlacedWire};
use crate::reactive::*;
use crate::trial::Trial;

/// How long after an edit the linter looks.
const LINT_MS: u32 = 200;
/// How far from a block that stands there another is put.
const ASIDE: f64 = 32.0;
/// How long after an edit the draft is kept.
const DRAFT_MS: u32 = 500;

/// The editor's state. To be copied freely: it is a handle.
#[derive(Clone)]
pub(crate) struct Stage(Rc<Inner>);

struct Inner {
    app: App,
    key: String,
    editor: RefCell<Editor>,
    /// Revision of the item, and the text's version, as they were saved last.
    saved: RefCell<(String, u64)>,
    /// Changes with every edit.
    changed: ArcRwSignal<u64>,
    is_dirty: ArcRwSignal<bool>,
    blocks: ArcRwSignal<Vec<PlacedBlock>>,
    wires: ArcRwSignal<Vec<PlacedWire>>,
    selection: ArcRwSignal<BTreeSet<Text>>,
    selected_wire: ArcRwSignal<Option<(Text, Text)>>,
    view: ArcRwSignal<View>,
    viewport: Cell<Point>,
    findings: ArcRwSignal<Vec<Diagnostic>>,
    renaming: ArcRwSignal<Option<Text>>,
    trial: Trial,
    lint: Later,
    draft: Later,
}

impl Stage {
    /// Opens a flow for editing.
    pub(crate) fn new(app: &App, item: &Item, editor: Editor) -> Stage {
        let stage = Stage(Rc::new(Inner {
            app: app.clone(),
            key: item.key.clone(),
            saved: RefCell::new((item.revision.clone(), editor.version())),
            editor: RefCell::new(editor),
            changed: ArcRwSignal::new(0),
            is_dirty: ArcRwSignal::new(false),
            blocks: ArcRwSignal::new(Vec::new()),
            wires: ArcRwSignal::new(Vec::new()),
            selection: ArcRwSignal::new(BTreeSet::new()),
            selected_wire: ArcRwSignal::new(None),
            view: ArcRwSignal::new(View::START),
            viewport: Cell::new([1000.0, 700.0]),
            findings: ArcRwSignal::new(Vec::new()),
            renaming: ArcRwSignal::new(None),
            trial: Trial::new(),
            lint: Later::default(),
            draft: Later::default(),
        }));
        stage.sync();
        stage.look_for_findings();
        stage
    }

    pub(crate) fn app(&self) -> &App {
        &self.0.app
    }

    pub(crate) fn key(&self) -> &str {
        &self.0.key
    }

    /// Reads the document as it is.
    pub(crate) fn with<T>(&self, read: impl FnOnce(&Document) -> T) -> T {
        read(self.0.editor.borrow().document())
    }

    /// Reads the document, now and after every edit.
    pub(crate) fn follow<T>(&self, read: impl FnOnce(&Document) -> T) -> T {
        self.0.changed.track();
        self.with(read)
    }

    pub(crate) fn text(&self) -> String {
        self.with(Document::to_text)
    }

    /// Performs an edit; the ids of new blocks. A refusal is said.
    pub(crate) fn apply(&self, edit: &Edit) -> Option<Vec<Text>> {
        if is_narrow() {
            self.0.app.say(Notice::error("Drawing needs a window of 1,024 pixels or more."));
            return None;
        }
        let done = self.0.editor.borrow_mut().apply(edit);
        self.done(done)
    }

    /// The same for what is typed or nudged.
    pub(crate) fn apply_typing(&self, edit: &Edit) -> Option<Vec<Text>> {
        if is_narrow() {
            return None;
        }
        let done = self.0.editor.borrow_mut().apply_typing(edit);
        self.done(done)
    }

    /// What is typed next is another step.
    pub(crate) fn end_typing(&self) {
        self.0.editor.borrow_mut().end_typing();
    }

    /// Has another text in place of all there is, as one step; whether it is a flow.
    pub(crate) fn replace_text(&self, text: &str) -> bool {
        let done = self.0.editor.borrow_mut().replace_text(text).is_ok();
        if done {
            self.after_edit();
        }
        done
    }

    fn done(&self, done: Result<Vec<Text>, Refusal>) -> Option<Vec<Text>> {
        match done {
            Ok(new) => {
                self.0.app.hush();
                self.after_edit();
                Some(new)
            }
            Err(refusal) => {
                self.0.app.say(Notice::error(sentence(&refusal)));
                None
            }
        }
    }

    pub(crate) fn undo(&self) {
        if self.0.editor.borrow_mut().undo() {
            self.after_edit();
        }
    }

    pub(crate) fn redo(&self) {
        if self.0.editor.borrow_mut().redo() {
            self.after_edit();
        }
    }

    pub(crate) fn can_undo(&self) -> bool {
        self.0.changed.track();
        self.0.editor.borrow().can_undo()
    }

    pub(crate) fn can_redo(&self) -> bool {
        self.0.changed.track();
        self.0.editor.borrow().can_redo()
    }

    /// Whether anything is unsaved; follows it.
    pub(crate) fn is_dirty(&self) -> bool {
        self.0.is_dirty.get()
    }

    /// The same, as it is now.
    pub(crate) fn is_dirty_now(&self) -> bool {
        self.0.is_dirty.get_untracked()
    }

    /// Revision that the item was read or saved as last.
    pub(crate) fn revision(&self) -> String {
        self.0.saved.borrow().0.clone()
    }

    /// Version of the text, to be given back by [`Stage::was_saved`].
    pub(crate) fn version(&self) -> u64 {
        self.0.editor.borrow().version()
    }

    /// A text of this version was saved. What was drawn meanwhile is not.
    pub(crate) fn was_saved(&self, revision: String, version: u64) {
        *self.0.saved.borrow_mut() = (revision, version);
        self.update_dirty();
    }

    /// What was drawn before is back: unsaved, from the first moment on.
    pub(crate) fn was_restored(&self) {
        self.0.saved.borrow_mut().1 = 0;
        self.update_dirty();
    }

    fn update_dirty(&self) {
        let is_dirty = self.0.editor.borrow().version() != self.0.saved.borrow().1;
        if self.0.is_dirty.get_untracked() != is_dirty {
            self.0.is_dirty.set(is_dirty);
        }
        if is_dirty {
            let stage = self.clone();
            self.0.draft.after(DRAFT_MS, move || stage.keep_draft());
        } else {
            self.0.draft.stop();
            drafts::drop(&self.0.key);
        }
    }

    /// Keeps the draft now, where anything is unsaved.
    pub(crate) fn keep_draft(&self) {
        if self.is_dirty_now() {
            let draft = Draft { text: self.text(), revision: self.revision() };
            if !drafts::keep(&self.0.key, &draft) {
                let sentence = "This browser has no room for a draft: save or download before you leave.";
                self.0.app.say(Notice::error(sentence));
            }
        }
    }

    fn after_edit(&self) {
        self.sync();
        self.0.changed.update(|count| *count += 1);
        self.update_dirty();
        let stage = self.clone();
        self.0.lint.after(LINT_MS, move || stage.look_for_findings());
    }

    /// Stops what would still happen later.
    pub(crate) fn close(&self) {
        self.0.lint.stop();
        self.0.draft.stop();
        self.keep_draft();
    }

    fn look_for_findings(&self) {
        let found = self.with(|document| findings::of(document, &self.0.key, &self.0.app.flows()));
        let mut worst: HashMap<Text, Severity> = HashMap::new();
        for finding in &found {
            if let Some(id) = &finding.block {
                let severity = self.with(|document| finding.severity_in(document));
                let known = worst.entry(id.clone()).or_insert(severity);
                *known = (*known).max(severity);
            }
        }
        self.0.blocks.with_untracked(|blocks| {
            blocks.iter().for_each(|block| set_if_other(&block.severity, worst.get(&block.id).copied()));
        });
        self.0.findings.set(found);
    }

    pub(crate) fn findings(&self) -> ArcRwSignal<Vec<Diagnostic>> {
        self.0.findings.clone()
    }

    /// Brings what is on the canvas in step with the document.
    fn sync(&self) {
        let editor = self.0.editor.borrow();
        let document = editor.document();
        let before = self.0.blocks.get_untracked();
        let mut known: HashMap<&str, &PlacedBlock> =
            before.iter().map(|block| (block.key.as_str(), block)).collect();
        let ids: HashSet<&Text> = document.blocks().iter().map(|block| &block.id).collect();
        let fed: HashSet<&Text> = document.blocks().iter().flat_map(|block| block.ports.values()).collect();
        let mut seen: HashMap<&Text, usize> = HashMap::new();
        let mut blocks = Vec::with_capacity(document.blocks().len());
        for (at, block) in document.blocks().iter().enumerate() {
            let nth = seen.entry(&block.id).or_insert(0);
            *nth += 1;
            let key = if *nth == 1 { block.id.to_string() } else { format!("{} #{nth}", block.id) };
            let look = Look::of(block, &ids, fed.contains(&block.id));
            // What has no place stands in a row above.
            let position = block.position.unwrap_or([(at % 6) as f64 * 256.0, -160.0]);
            match known.remove(key.as_str()) {
                Some(shown) => {
                    set_if_other(&shown.look, look);
                    set_if_other(&shown.position, position);
                    blocks.push(shown.clone());
                }
                None => blocks.push(PlacedBlock::new(BlockState {
                    id: block.id.clone(),
                    key,
                    look: ArcRwSignal::new(look),
                    position: ArcRwSignal::new(position),
                    is_selected: ArcRwSignal::new(false),
                    severity: ArcRwSignal::new(None),
                })),
            }
        }
        let by_id: HashMap<&Text, &PlacedBlock> =
            blocks.iter().rev().map(|block| (&block.id, block)).collect();
        let mut wires = Vec::new();
        for (block, from) in document.blocks().iter().zip(&blocks) {
            for (port, target) in &block.ports {
                if let Some(to) = by_id.get(target) {
                    let key = format!("{}\u{0}{port}\u{0}{}", from.key, to.key);
                    let (from, to) = (from.clone(), (*to).clone());
                    wires.push(PlacedWire { key, from, port: port.clone(), to });
                }
            }
        }
        let same_blocks =
            before.len() == blocks.len() && before.iter().zip(&blocks).all(|(one, other)| one.is(other));
        let same_wires = self.0.wires.with_untracked(|shown| {
            shown.len() == wires.len()
                && shown.iter().zip(&wires).all(|(one, other)| {
                    one.key == other.key && one.from.is(&other.from) && one.to.is(&other.to)
                })
        });
        drop(editor);
        if !same_blocks {
            self.0.blocks.set(blocks);
            self.keep_selection();
        }
        if !same_wires {
            self.0.wires.set(wires);
        }
    }

    pub(crate) fn blocks(&self) -> ArcRwSignal<Vec<PlacedBlock>> {
        self.0.blocks.clone()
    }

    pub(crate) fn wires(&self) -> ArcRwSignal<Vec<PlacedWire>> {
        self.0.wires.clone()
    }

    pub(crate) fn block(&self, id: &str) -> Option<PlacedBlock> {
        self.0.blocks.with_untracked(|blocks| blocks.iter().find(|block| block.id == id).cloned())
    }

    pub(crate) fn selection(&self) -> ArcRwSignal<BTreeSet<Text>> {
        self.0.selection.clone()
    }

    /// The selected blocks, in file order.
    pub(crate) fn selected(&self) -> Vec<Text> {
        let selection = self.0.selection.get_untracked();
        self.0.blocks.with_untracked(|blocks| {
            let ids = blocks.iter().map(|block| block.id.clone());
            ids.filter(|id| selection.contains(id)).collect()
        })
    }

    pub(crate) fn select(&self, ids: impl IntoIterator<Item = Text>) {
        let ids: BTreeSet<Text> = ids.into_iter().collect();
        self.0.blocks.with_untracked(|blocks| {
            blocks.iter().for_each(|block| set_if_other(&block.is_selected, ids.contains(&block.id)));
        });
        self.end_typing();
        set_if_other(&self.0.selected_wire, None);
        set_if_other(&self.0.selection, ids);
    }

    /// Selects a block too, or no more.
    pub(crate) fn toggle(&self, id: &Text) {
        let mut ids = self.0.selection.get_untracked();
        if !ids.remove(id) {
            ids.insert(id.clone());
        }
        self.select(ids);
    }

    pub(crate) fn select_all(&self) {
        self.select(
            self.0
                .blocks
                .with_untracked(|blocks| blocks.iter().map(|block| block.id.clone()).collect::<Vec<_>>()),
        );
    }

    /// Selects a wire: the block it leaves, and the output.
    pub(crate) fn select_wire(&self, wire: (Text, Text)) {
        self.select([]);
        self.0.selected_wire.set(Some(wire));
    }

    pub(crate) fn selected_wire(&self) -> ArcRwSignal<Option<(Text, Text)>> {
        self.0.selected_wire.clone()
    }

    /// Blocks that are gone are selected no more.
    fn keep_selection(&self) {
        let ids = self.selected();
        self.select(ids);
    }

    pub(crate) fn view(&self) -> ArcRwSignal<View> {
        self.0.view.clone()
    }

    pub(crate) fn set_viewport(&self, size: Point) {
        self.0.viewport.set(size);
    }

    pub(crate) fn viewport(&self) -> Point {
        self.0.viewport.get()
    }

    /// Shows everything.
    pub(crate) fn fit(&self) {
        let mut corners: Option<(Point, Point)> = None;
        self.0.blocks.with_untracked(|blocks| {
            for block in blocks {
                let [x, y] = block.position.get_untracked();
                let [width, height] = block.look.with_untracked(|look| geometry::size(look.outline));
                let (least, most) = corners.unwrap_or(([x, y], [x, y]));
                corners = Some((
                    [least[0].min(x), least[1].min(y)],
                    [most[0].max(x + width), most[1].max(y + height)],
                ));
            }
        });
        let viewport = self.viewport();
        self.0.view.set(match corners {
            Some((least, most)) => View::fitting(least, most, viewport),
            None => View { x: viewport[0] / 4.0, y: viewport[1] / 3.0, scale: 1.0 },
        });
    }

    /// Larger or smaller around the middle.
    pub(crate) fn zoom(&self, by: f64) {
        let [width, height] = self.viewport();
        self.0.view.update(|view| *view = view.zoomed(by, [width / 2.0, height / 2.0]));
    }

    /// A place of the canvas in the middle of the view where no block stands.
    pub(crate) fn middle(&self) -> Point {
        let [width, height] = self.viewport();
        self.free(self.0.view.get_untracked().canvas([width / 2.0 - 96.0, height / 2.0 - 40.0]))
    }

    /// This place on the grid, or the next below and aside where no block stands.
    pub(crate) fn free(&self, place: Point) -> Point {
        let mut place = geometry::snap(place);
        let stands = |block: &PlacedBlock, place: Point| {
            let [x, y] = block.position.get_untracked();
            (x - place[0]).abs() < ASIDE && (y - place[1]).abs() < ASIDE
        };
        self.0.blocks.with_untracked(|blocks| {
            while blocks.iter().any(|block| stands(block, place)) {
                place = place.map(|place| place + ASIDE);
            }
        });
        place
    }

    /// Selects a block and brings it into view.
    pub(crate) fn go_to(&self, id: &Text) {
        let Some(block) = self.block(id) else { return };
        self.select([id.clone()]);
        let [x, y] = block.position.get_untracked();
        let [width, height] = block.look.with_untracked(|look| geometry::size(look.outline));
        let viewport = self.viewport();
        self.0.view.update(|view| *view = view.centered([x + width / 2.0, y + height / 2.0], viewport));
    }

    /// The runs that are tried here.
    pub(crate) fn trial(&self) -> &Trial {
        &self.0.trial
    }

    pub(crate) fn renaming(&self) -> ArcRwSignal<Option<Text>> {
        self.0.renaming.clone()
    }

    pub(crate) fn record(&self) -> Record {
        self.with(Record::of)
    }
}

/// Whether the window is too narrow to draw in (`www/studio/studio.css` says so, too): then the flow is only shown.
pub(crate) fn is_narrow() -> bool {
    window().inner_width().ok().and_then(|width| width.as_f64()).is_some_and(|width| width < 1024.0)
}

/// A refusal as it is said: a sentence.
fn sentence(refusal: &Refusal) -> String {
    let text = refusal.to_string();
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

fn set_if_other<T: PartialEq + Send + Sync + 'static>(signal: &ArcRwSignal<T>, value: T) {
    if signal.with_untracked(|now| *now != value) {
        signal.set(value);
    }
}
