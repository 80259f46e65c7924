//! Keys: every gesture of a pointer has one, and the list of all.

use flow::Text;
use flow::edit::Edit;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, KeyboardEvent};

use crate::canvas::focus_block;
use crate::dialog;
use crate::editor;
use crate::element::{Part, classed, div, listen, part};
use crate::geometry::{Point, SNAP};
use crate::palette::{self, Piece};
use crate::pointer::{Pointer, add_piece};
use crate::reactive::*;
use crate::stage::Stage;
use crate::{detail, list, trial};

/// What each key does, for the list.
const KEYS: [(&str, &str); 29] = [
    ("Tab, Shift+Tab", "From block to block, as the flow runs"),
    ("Alt+arrow keys", "To the nearest block in that direction"),
    ("Space", "Select the block, or select it no more"),
    ("Enter", "Open the block's details"),
    ("Arrow keys", "Move what is selected by a step of the grid"),
    ("A", "Add a block: opens the Explorer"),
    ("S, E", "Add Start, add End"),
    ("C", "Connect: go to the outputs of the block"),
    ("I", "Insert a block behind the first output of the block"),
    ("F2", "Rename the block"),
    ("T", "Change the type of the block"),
    ("Delete", "Remove what is selected"),
    ("Shift+Delete", "Remove blocks and connect what was before with what was behind"),
    ("Ctrl+C, Ctrl+X, Ctrl+V", "Copy, cut, paste, also into other flows and tabs"),
    ("Ctrl+D", "Duplicate"),
    ("Ctrl+A", "Select everything"),
    ("Escape", "Cancel; select nothing"),
    ("Ctrl+Z", "Undo"),
    ("Ctrl+Y, Ctrl+Shift+Z", "Redo"),
    ("Ctrl+S", "Save"),
    ("Ctrl+F", "Search blocks"),
    ("L", "Tidy up"),
    ("R", "Try it: run, or run on"),
    ("N", "Try it: run the next block"),
    ("B", "Set a breakpoint before the block, or take it away"),
    ("+, −", "Zoom in, zoom out"),
    ("0", "Zoom to fit"),
    ("1", "Zoom to 100 %"),
    ("?", "This list"),
];

/// Opens the list of keys.
pub(crate) fn open_list() {
    dialog::open("keys", "Keys", |_| {
        let rows: Vec<Part> = KEYS
            .iter()
            .map(|(keys, deed)| {
                part("tr", &[]).with(&[
                    part("th", &[("scope", "row")]).with(&[classed("kbd", "", keys)]),
                    classed("td", "", deed),
                ])
            })
            .collect();
        let pointer = "With a pointer: drag the canvas to pan, turn the wheel to zoom, drag with Shift to mark blocks, drag from one \
                       socket to another or click both to connect, double-click a block to rename it and a connection to remove it.";
        vec![classed("p", "", pointer), part("table", &[]).with(&[part("tbody", &[]).with(&rows)])]
    });
}

/// Hears the keyboard as long as the editor is open.
pub(crate) fn attach(stage: &Stage, pointer: &Pointer) {
    let (stage, pointer) = (stage.clone(), pointer.clone());
    listen(&document(), "keydown", Box::new(move |event| press(&stage, &pointer, event.unchecked_ref())));
}

/// Whether the keyboard is in a dialog.
pub(crate) fn is_dialog_open() -> bool {
    document().query_selector("dialog[open]").is_ok_and(|found| found.is_some())
}

/// Whether the keyboard is where text is written.
pub(crate) fn is_writing() -> bool {
    let Some(active) = document().active_element() else { return false };
    matches!(active.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
        && active.get_attribute("type").as_deref() != Some("checkbox")
}

/// The block that has the keyboard.
fn focused() -> Option<Text> {
    let body = document().active_element()?;
    let block: Element = body.closest("[data-block]").ok().flatten()?;
    block.get_attribute("data-block").map(Text::from)
}

/// The block a key is about: the one with the keyboard, else the only one selected.
fn subject(stage: &Stage) -> Option<Text> {
    focused().or_else(|| match stage.selected().as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    })
}

/// What is to be moved or removed: what is selected, else the block with the keyboard.
fn subjects(stage: &Stage) -> Vec<Text> {
    let selected = stage.selected();
    if selected.is_empty() { focused().into_iter().collect() } else { selected }
}

fn press(stage: &Stage, pointer: &Pointer, event: &KeyboardEvent) {
    if event.default_prevented() || is_dialog_open() {
        return;
    }
    let with_control = event.ctrl_key() || event.meta_key();
    let key = event.key();
    let handled = if with_control && !event.alt_key() {
        press_with_control(stage, event, &key)
    } else if is_writing() {
        false
    } else if event.alt_key() {
        go(stage, &key)
    } else {
        press_plain(stage, pointer, event, &key)
    };
    if handled {
        event.prevent_default();
    }
}

fn press_with_control(stage: &Stage, event: &KeyboardEvent, key: &str) -> bool {
    match key.to_lowercase().as_str() {
        "s" => editor::save(stage, || {}),
        "f" => crate::picker::focus_field("search-blocks"),
        // Fields have an undo of their own only for what the document does not know yet.
        "z" if event.shift_key() => stage.redo(),
        "z" => stage.undo(),
        "y" => stage.redo(),
        "a" if !is_writing() => stage.select_all(),
        "d" if !is_writing() => crate::clipboard::duplicate(stage),
        _ => return false,
    }
    true
}

fn press_plain(stage: &Stage, pointer: &Pointer, event: &KeyboardEvent, key: &str) -> bool {
    let is_on_button = focused().is_none()
        && document()
            .active_element()
            .is_some_and(|active| matches!(active.tag_name().as_str(), "BUTTON" | "A" | "SUMMARY"));
    match key {
        "Escape" => {
            if !pointer.cancel() {
                stage.select([]);
            }
        }
        "Delete" | "Backspace" => remove(stage, event.shift_key()),
        "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown" => return nudge(stage, key),
        "Enter" | " " if is_on_button => return false,
        "Enter" => {
            let Some(id) = subject(stage) else { return false };
            stage.select([id]);
            soon(|| detail::focus(None));
        }
        " " => {
            let Some(id) = focused() else { return false };
            stage.toggle(&id);
        }
        "F2" => {
            let Some(id) = subject(stage) else { return false };
            stage.renaming().set(Some(id));
        }
        "a" | "A" => add_piece(stage, Piece::Block, stage.middle(), None),
        "s" | "S" => add_once(stage, Piece::Start),
        "e" | "E" => add_once(stage, Piece::End),
        "c" | "C" => {
            let Some(id) = subject(stage) else { return false };
            let port = stage
                .with(|document| document.block(&id).and_then(|block| block.outputs().into_iter().next()));
            stage.select([id]);
            if let Some(port) = port {
                soon(move || crate::picker::focus_field(&format!("output-{port}")));
            }
        }
        "i" | "I" => {
            let Some(id) = subject(stage) else { return false };
            let port = stage.with(|document| {
                let block = document.block(&id)?;
                block.outputs().into_iter().find(|port| block.ports.contains_key(port))
            });
            let Some(port) = port else { return false };
            detail::insert(stage, &id, &port);
        }
        "t" | "T" => {
            let Some(id) = subject(stage) else { return false };
            let stage = stage.clone();
            crate::explorer::open("Change type", move |block| {
                stage.apply(&Edit::ChangeType { id: id.clone(), type_id: block.type_id.into() });
            });
        }
        "l" | "L" => palette::tidy(stage),
        "r" | "R" => trial::run(stage),
        "n" | "N" => trial::next_block(stage),
        "b" | "B" => {
            let Some(id) = subject(stage) else { return false };
            trial::toggle_breakpoint(stage, &id);
        }
        "+" | "=" => stage.zoom(1.25),
        "-" | "−" => stage.zoom(0.8),
        "0" => stage.fit(),
        "1" => {
            let scale = stage.view().with_untracked(|view| view.scale);
            stage.zoom(1.0 / scale);
        }
        "?" => open_list(),
        _ => return false,
    }
    true
}

/// Start and End are added where there is none.
fn add_once(stage: &Stage, piece: Piece) {
    let is_there =
        stage.with(|flow| flow.blocks().iter().any(|block| Some(block.type_id.as_str()) == piece.type_id()));
    if !is_there {
        add_piece(stage, piece, stage.middle(), None);
    }
}

fn remove(stage: &Stage, reconnect: bool) {
    if let Some((id, port)) = stage.selected_wire().get_untracked() {
        if stage.apply(&Edit::Disconnect { id, port }).is_some() {
            stage.select([]);
        }
        return;
    }
    let ids = subjects(stage);
    if !ids.is_empty() {
        let edit = if reconnect { Edit::RemoveAndReconnect { ids } } else { Edit::Remove { ids } };
        stage.apply(&edit);
    }
}

fn nudge(stage: &Stage, key: &str) -> bool {
    let ids = subjects(stage);
    let [dx, dy] = direction(key);
    let to: Vec<(Text, Point)> = (ids.iter().filter_map(|id| stage.block(id)))
        .map(|block| {
            let [x, y] = block.position.get_untracked();
            (block.id.clone(), [x + dx * SNAP, y + dy * SNAP])
        })
        .collect();
    if to.is_empty() {
        return false;
    }
    stage.apply_typing(&Edit::Move { to });
    true
}

fn direction(key: &str) -> Point {
    match key {
        "ArrowLeft" => [-1.0, 0.0],
        "ArrowRight" => [1.0, 0.0],
        "ArrowUp" => [0.0, -1.0],
        _ => [0.0, 1.0],
    }
}

/// Gives the keyboard to the nearest block in a direction.
fn go(stage: &Stage, key: &str) -> bool {
    if !key.starts_with("Arrow") {
        return false;
    }
    let Some(from) = subject(stage).and_then(|id| stage.block(&id)) else { return false };
    let [x, y] = from.position.get_untracked();
    let [dx, dy] = direction(key);
    let nearest = stage.blocks().with_untracked(|blocks| {
        let cost = |[bx, by]: Point| {
            let (ahead, aside) =
                ((bx - x) * dx + (by - y) * dy, ((bx - x) * dy).abs() + ((by - y) * dx).abs());
            (ahead > 1.0).then_some(ahead + 2.0 * aside)
        };
        blocks
            .iter()
            .filter_map(|block| Some((cost(block.position.get_untracked())?, block.id.clone())))
            .min_by(|(one, _), (other, _)| one.total_cmp(other))
    });
    let Some((_, id)) = nearest else { return false };
    stage.go_to(&id);
    focus_block(&id);
    true
}

/// The field in which blocks of the flow are searched for.
pub(crate) fn search(stage: &Stage) -> Part {
    let text = ArcRwSignal::new(String::new());
    let field = part(
        "input",
        &[
            ("type", "search"),
            ("id", "search-blocks"),
            ("placeholder", "Search blocks"),
            ("aria-label", "Search blocks of this flow"),
            ("autocomplete", "off"),
        ],
    );
    let (of, found_text) = (stage.clone(), text.clone());
    let found = move || {
        let text = found_text.get();
        if text.trim().is_empty() {
            return Vec::new();
        }
        of.follow(|document| list::blocks_with(document, &text))
    };
    let (first, to) = (found.clone(), stage.clone());
    let typed = text.clone();
    let field = field
        .on("input", move |event: web_sys::Event| typed.set(crate::element::value_of(&event)))
        .on("keydown", move |event: KeyboardEvent| {
            if event.key() == "Enter"
                && let Some(place) = untrack(&first).first()
            {
                event.prevent_default();
                to.go_to(&place.block);
                focus_block(&place.block);
            }
        });
    let (stage, open) = (stage.clone(), text);
    let results = part("ul", &[("class", "search-results")]).live_parts(move || {
        let stage = stage.clone();
        let row = |list::Place { block: id, label, .. }: list::Place| {
            let (stage, open) = (stage.clone(), open.clone());
            let go = crate::element::button(&label, move || {
                stage.go_to(&id);
                focus_block(&id);
                open.set(String::new());
            });
            part("li", &[]).with(&[go.attr("class", Some("plain"))])
        };
        found().into_iter().take(20).map(row).collect()
    });
    div("search").with(&[field, results])
}
