//! The page of one flow: tool bar, side bar, canvas, findings.

use std::cell::RefCell;
use std::rc::Rc;

use flow::edit::{Edit, Editor};
use flow::{Document, Severity, resolve_trigger};
use web_sys::Event;

use crate::app::{App, Route, name_of};
use crate::canvas::canvas;
use crate::dialog::{self, Notice};
use crate::element::{Part, button, classed, div, follow, listen, on_cleanup_local, part};
use crate::library::{Item, ItemKind, LibraryError, Target};
use crate::list::Place;
use crate::pointer::Pointer;
use crate::reactive::*;
use crate::stage::Stage;
use crate::{
    clipboard, detail, drafts, files, findings, keys, palette, record, saving, size, templates, trial,
};

/// The page of a flow; what cannot be read as one has a page that says so.
pub(crate) fn page(app: &App, item: &Item) -> Part {
    match Editor::open(Document::parse(&item.text).0) {
        Ok(editor) => drawing(app, item, editor),
        Err(_) => invalid(app, item),
    }
}

fn drawing(app: &App, item: &Item, mut editor: Editor) -> Part {
    let draft = drafts::of(&item.key).filter(|draft| draft.text != item.text);
    let restored = draft.as_ref().is_some_and(|draft| editor.replace_text(&draft.text).is_ok());
    let mut base = item.clone();
    if let Some(draft) = draft.filter(|_| restored) {
        // Saved elsewhere since: the library says so when this is saved.
        base.revision = draft.revision;
    }
    let stage = Stage::new(app, &base, editor);
    if restored {
        stage.was_restored();
        let discard = stage.clone();
        let notice = Notice::info("What you drew here and did not save is back.");
        app.say(notice.with("Discard it", move || discard.undo()));
    }
    let pointer = Pointer::new(&stage);
    keys::attach(&stage, &pointer);
    clipboard::attach(&stage);
    let leaving = stage.clone();
    listen(
        &window(),
        "beforeunload",
        Box::new(move |event| {
            leaving.keep_draft();
            if leaving.is_dirty_now() {
                event.prevent_default();
            }
        }),
    );
    let closed = stage.clone();
    on_cleanup_local(move || closed.close());
    let (measured, shown) = (pointer.clone(), stage.clone());
    // Now, and when the panel below gives or takes room.
    follow(move || {
        let _ = shown.trial().is_open();
        let (pointer, stage) = (measured.clone(), shown.clone());
        soon(move || {
            pointer.measure();
            stage.fit();
            go_to_place(&stage);
        });
    });
    let main = div("stage").with(&[detail::sidebar(&stage, &pointer), canvas(&stage, &pointer)]);
    div("editor").with(&[toolbar(&stage), main, footer(&stage), pointer.ghost()])
}

thread_local! {
    /// Where the flow that is opened next is to be looked at: its key, and the place.
    static NEXT_PLACE: RefCell<Option<(String, Place)>> = const { RefCell::new(None) };
}

/// Has the flow of this key opened at a place.
pub(crate) fn open_at(key: &str, place: &Place) {
    NEXT_PLACE.with(|next| *next.borrow_mut() = Some((key.to_owned(), place.clone())));
}

fn go_to_place(stage: &Stage) {
    let next = NEXT_PLACE.with(|next| next.borrow_mut().take());
    let Some((_, place)) = next.filter(|(key, _)| key == stage.key()) else { return };
    stage.go_to(&place.block);
    soon(move || detail::focus(place.argument.as_deref()));
}

fn toolbar(stage: &Stage) -> Part {
    let back = part("a", &[("href", "#/"), ("class", "back")]).text("‹ Flows");
    let leaving = stage.clone();
    let back = back.on("click", move |event: Event| {
        if leaving.is_dirty_now() {
            event.prevent_default();
            leave(&leaving);
        }
    });
    let (named, bound) = (stage.clone(), stage.clone());
    let name = part("h1", &[]).live_text(move || named.follow(name_of_document));
    let when = part("p", &[("class", "aside")]).live_text(move || bound.follow(when_it_runs));
    let dirty = stage.clone();
    let state = part("span", &[("class", "state"), ("role", "status")])
        .live_text(move || if dirty.is_dirty() { "Unsaved changes".to_owned() } else { "Saved".to_owned() });
    let tool = |label: &str, keys: &str, act: Rc<dyn Fn(&Stage)>| {
        let stage = stage.clone();
        let title = if keys.is_empty() { label.to_owned() } else { format!("{label} ({keys})") };
        button(label, move || act(&stage)).attr("title", Some(&title))
    };
    let (undoable, redoable, unsaved, saving) = (stage.clone(), stage.clone(), stage.clone(), stage.clone());
    let undo = tool("Undo", "Ctrl+Z", Rc::new(Stage::undo)).disabled(move || !undoable.can_undo());
    let redo = tool("Redo", "Ctrl+Y", Rc::new(Stage::redo)).disabled(move || !redoable.can_redo());
    let save_button = button("Save", move || save(&saving, || {}));
    let save_button = save_button
        .attr("class", Some("primary"))
        .attr("title", Some("Save (Ctrl+S)"))
        .live_class("quiet", move || !unsaved.is_dirty());
    let view = div("group").with(&[
        tool("Tidy", "L", Rc::new(palette::tidy)),
        tool("−", "-", Rc::new(|stage| stage.zoom(0.8))).attr("aria-label", Some("Zoom out")),
        tool("Fit", "0", Rc::new(Stage::fit)),
        tool("+", "+", Rc::new(|stage| stage.zoom(1.25))).attr("aria-label", Some("Zoom in")),
    ]);
    let file = div("group").with(&[
        tool("Record", "", Rc::new(edit_record)),
        tool("Upload", "", Rc::new(upload)),
        tool("Download", "", Rc::new(download)),
        tool("Keys", "?", Rc::new(|_| keys::open_list())),
    ]);
    let heading = div("heading").with(&[name, when]);
    part("header", &[("class", "toolbar")]).with(&[
        back,
        heading,
        div("group").with(&[undo, redo]),
        view,
        keys::search(stage),
        file,
        state,
        save_button,
    ])
}

fn name_of_document(document: &Document) -> String {
    document.name().filter(|name| !name.trim().is_empty()).unwrap_or("Flow without a name").to_owned()
}

/// Source and event in words, and whether the flow is active.
pub(crate) fn when_it_runs(document: &Document) -> String {
    let active = if document.active() { "active" } else { "not active" };
    match resolve_trigger(document.source(), document.event()) {
        Ok(trigger) => match trigger.event {
            Some(event) => format!("{} · {} · {active}", trigger.source.title(), event.word()),
            None => format!("{} · {active}", trigger.source.title()),
        },
        Err(_) => format!("Nothing starts it yet · {active}"),
    }
}

fn footer(stage: &Stage) -> Part {
    let is_open = ArcRwSignal::new(false);
    let (shown, toggled, counted) = (is_open.clone(), is_open.clone(), stage.clone());
    let expanded = is_open.clone();
    let head = button("", move || toggled.update(|open| *open = !*open))
        .live_text(move || findings::summary(&counted))
        .attr("class", Some("plain summary"))
        .attr("id", Some("findings-summary"))
        .live("aria-expanded", move || Some(expanded.get().to_string()));
    let panel = findings::panel(stage).hidden(move || !shown.get());
    let (trial, opened, hidden) = (stage.trial().clone(), stage.trial().clone(), stage.trial().clone());
    let try_it = button("Try it", move || trial.toggle())
        .attr("class", Some("plain try-it"))
        .attr("title", Some("Run the flow in the simulator (R)"))
        .live("aria-expanded", move || Some(opened.is_open().to_string()));
    let heads = div("heads").with(&[head, try_it]);
    let trying = trial::panel(stage).hidden(move || !hidden.is_open());
    part("footer", &[("class", "footer")]).with(&[size::notice(stage), heads, panel, trying])
}

fn edit_record(stage: &Stage) {
    let now = stage.record();
    let after = stage.clone();
    record::open(stage.app(), "Flow record", stage.key(), &now, move |record, close| {
        after.apply(&Edit::SetRecord(record));
        close();
    });
}

fn download(stage: &Stage) {
    let name = stage.with(|document| files::stem(&name_of_document(document)));
    files::download(&format!("{name}.json"), &stage.text());
}

fn upload(stage: &Stage) {
    let stage = stage.clone();
    let choose = Rc::new(move || {
        let stage = stage.clone();
        files::upload(false, move |files| {
            let Some((name, text)) = files.into_iter().next() else { return };
            if stage.replace_text(&text) {
                stage.select([]);
                stage.fit();
                let undo = stage.clone();
                stage
                    .app()
                    .say(Notice::info(format!("{name} is on the canvas.")).with("Undo", move || undo.undo()));
            } else {
                stage.app().say(Notice::error(format!("{name} is no flow: nothing was replaced.")));
            }
        });
    });
    let sentence = "The file takes the place of everything on the canvas. You can undo it.";
    dialog::ask(
        "Upload a flow",
        sentence,
        vec![("Choose a file", "primary", choose), ("Cancel", "", Rc::new(|| {}))],
    );
}

fn leave(stage: &Stage) {
    let (saved, kept) = (stage.clone(), stage.clone());
    let save_first: Rc<dyn Fn()> = Rc::new(move || {
        let app = saved.app().clone();
        save(&saved, move || app.go(&Route::List));
    });
    let keep: Rc<dyn Fn()> = Rc::new(move || kept.app().go(&Route::List));
    let sentence = "This flow has unsaved changes. Left as they are, they stay in this browser as a draft.";
    dialog::ask(
        "Leave the flow?",
        sentence,
        vec![
            ("Save and leave", "primary", save_first),
            ("Leave, keep the draft", "", keep),
            ("Stay", "", Rc::new(|| {})),
        ],
    );
}

/// Saves; a flow that cannot run is only saved as inactive. `then` is called once it is saved.
pub(crate) fn save(stage: &Stage, then: impl Fn() + 'static) {
    stage.end_typing();
    let then: Rc<dyn Fn()> = Rc::new(then);
    let found = stage.with(|document| findings::of(document, stage.key(), &stage.app().flows()));
    let is_broken = stage.with(|document| {
        document.active() && found.iter().any(|found| found.severity_in(document) == Severity::Error)
    });
    if !is_broken {
        return keep(
            stage,
            Target::Existing { key: stage.key().to_owned(), revision: stage.revision() },
            then,
        );
    }
    let of = stage.clone();
    let inactive: Rc<dyn Fn()> = Rc::new(move || {
        of.apply(&Edit::SetRecord(flow::edit::Record { active: false, ..of.record() }));
        keep(&of, Target::Existing { key: of.key().to_owned(), revision: of.revision() }, then.clone());
    });
    let sentence =
        "This flow has errors, and an active flow must be able to run. The list below the canvas names them.";
    dialog::ask(
        "Save as inactive?",
        sentence,
        vec![("Save as inactive", "primary", inactive), ("Cancel", "", Rc::new(|| {}))],
    );
}

fn keep(stage: &Stage, target: Target, then: Rc<dyn Fn()>) {
    let (stage, version) = (stage.clone(), stage.version());
    let app = stage.app().clone();
    app.save(target, ItemKind::Flow, stage.text(), move |app, saved| match saved {
        Ok(item) => {
            stage.was_saved(item.revision, version);
            saving::say_saved(app);
            then();
        }
        Err(LibraryError::Changed { now }) => conflict(&stage, now.map(|now| now.item), then),
        Err(error) => {
            stage.keep_draft();
            app.say(Notice::error(error.to_string()));
        }
    });
}

/// Somebody else has saved since: nothing is overwritten before the person has said which counts.
fn conflict(stage: &Stage, now: Option<Item>, then: Rc<dyn Fn()>) {
    stage.keep_draft();
    let (over, take) = (stage.clone(), stage.clone());
    let target = match &now {
        Some(now) => Target::Existing { key: now.key.clone(), revision: now.revision.clone() },
        None => Target::Restored { key: stage.key().to_owned() },
    };
    let overwrite = move || keep(&over, target.clone(), then.clone());
    let is_there = now.is_some();
    let theirs = now.map(|now| -> Rc<dyn Fn()> {
        Rc::new(move || {
            if take.replace_text(&now.text) {
                take.was_saved(now.revision.clone(), take.version());
                take.fit();
            }
        })
    });
    saving::ask_which_counts("flow", is_there, overwrite, theirs);
}

/// The page of what is no flow: a script of a version before, or a broken file. It is shown as text and never run.
fn invalid(app: &App, item: &Item) -> Part {
    let (_, found) = Document::parse(&item.text);
    let named: Vec<Part> = found.iter().map(|found| classed("li", "", &found.to_string())).collect();
    let (text, key) = (item.text.clone(), item.key.clone());
    let download =
        button("Download the present content", move || files::download(&format!("{key}.txt"), &text));
    let (app, item) = (app.clone(), item.clone());
    let place = div("invalid");
    let whole = place.clone();
    // What is drawn instead belongs to this page.
    let owner = Owner::current();
    let go_on = button("Continue →", move || {
        let Ok(mut editor) = Editor::open(Document::parse(templates::EMPTY).0) else { return };
        let name = flow::edit::Record {
            name: Some(name_of(&item.text)),
            active: false,
            ..flow::edit::Record::default()
        };
        let _ = editor.apply(&Edit::SetRecord(name));
        let draw = || drawing(&app, &item, editor.clone());
        let page = match &owner {
            Some(owner) => owner.with(draw),
            None => draw(),
        };
        whole.0.set_text_content(None);
        whole.set("class", Some("page"));
        let _ = whole.clone().with(&[page]);
    });
    place.with(&[
        part("a", &[("href", "#/"), ("class", "back")]).text("‹ Flows"),
        classed("h1", "", "Invalid Script"),
        classed("p", "", "What is stored here is no flow, so it cannot be drawn, and it never runs. Nothing is overwritten before you save."),
        part("ul", &[]).with(&named),
        div("buttons").with(&[download, go_on.attr("class", Some("go"))]),
    ])
}
