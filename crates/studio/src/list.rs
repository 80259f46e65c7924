//! All flows: new, from a template, rename, activate, duplicate, delete, import, export, search.

use flow::edit::{Edit, Editor, Record};
use flow::{Document, Severity, Text, Value};
use web_sys::Event;

use crate::app::{App, Loaded, Route, name_of};
use crate::dialog::{self, Close, Notice};
use crate::element::{Part, Row, button, classed, div, is_checked, part, set_property, value_of};
use crate::library::{Item, ItemKind, LibraryError, Target};
use crate::picture::picture;
use crate::reactive::*;
use crate::templates::{EMPTY, TEMPLATES, Template};
use crate::values::{title_of, to_text};
use crate::{drafts, editor, files, findings, importing, record, versions};

/// The page.
pub(crate) fn page(app: &App) -> Part {
    let search = ArcRwSignal::new(String::new());
    let field = part(
        "input",
        &[
            ("type", "search"),
            ("id", "search-flows"),
            ("placeholder", "Search flows: names, blocks, attributes"),
            ("aria-label", "Search all flows"),
        ],
    );
    let typed = search.clone();
    let field = field.on("input", move |event: Event| typed.set(value_of(&event)));
    let (new, from, import, export) = (app.clone(), app.clone(), app.clone(), app.clone());
    let buttons = div("buttons").with(&[
        button("New flow", move || new_flow(&new, EMPTY)).attr("class", Some("primary")),
        button("New from a template", move || choose_template(&from)),
        button("Import", move || importing::import_files(&import)),
        button("Export all", move || importing::export_all(&export)),
    ]);
    let head = part("header", &[("class", "list-head")]).with(&[
        pages(&Route::List),
        classed("h1", "", "CTI Flows"),
        kept(app),
        div("list-tools").with(&[field, buttons]),
    ]);
    let none = "There are no flows yet. Begin with a template, or with New flow.";
    let status = status(app, ItemKind::Flow, none);
    let shown = app.clone();
    let table = part("ul", &[("class", "flows"), ("aria-label", "Flows")]).rows(move || {
        let search = search.get();
        let items = match shown.items() {
            Loaded::Items(items) => items,
            Loaded::Waiting | Loaded::Failed(_) => Vec::new(),
        };
        let row = |item: Item| -> Option<Row> {
            let places = places_of(&item, &search)?;
            let key = format!("{} {} {places:?}", item.key, item.revision);
            let app = shown.clone();
            Some((key, Box::new(move || row(&app, &item, &places))))
        };
        items.into_iter().filter(|item| item.kind == ItemKind::Flow).filter_map(row).collect()
    });
    part("main", &[("class", "list")]).with(&[head, table, status])
}

/// Where the library keeps things, and when agents run them: an org says that once it has been read.
pub(crate) fn kept(app: &App) -> Part {
    let app = app.clone();
    part("p", &[("class", "aside")]).live_text(move || {
        let _ = app.items();
        format!("Kept {}", app.place().sentence())
    })
}

/// What is said in place of a list: that it is being read, why it is not there, or that it is empty.
pub(crate) fn status(app: &App, kind: ItemKind, none: &'static str) -> Part {
    let app = app.clone();
    part("p", &[("class", "empty"), ("role", "status")]).live_text(move || match app.items() {
        Loaded::Waiting => "Opening…".to_owned(),
        Loaded::Failed(error) => error.to_string(),
        Loaded::Items(items) if items.iter().all(|item| item.kind != kind) => none.to_owned(),
        Loaded::Items(_) => String::new(),
    })
}

/// The two lists, of which one is shown.
pub(crate) fn pages(shown: &Route) -> Part {
    let link = |route: Route, label: &str| {
        part("a", &[("href", &route.address())])
            .text(label)
            .attr("aria-current", (route == *shown).then_some("page"))
    };
    let links = [link(Route::List, "CTI Flows"), link(Route::Actions, "Actions")];
    part("nav", &[("class", "pages"), ("aria-label", "Lists")]).with(&links)
}

/// A place in a flow where something was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) block: Text,
    pub(crate) argument: Option<Text>,
    /// What to call it.
    pub(crate) label: String,
}

/// Where a flow has what is searched for; empty when it is the flow itself. Nothing when it has it nowhere.
fn places_of(item: &Item, search: &str) -> Option<Vec<Place>> {
    if search.trim().is_empty() {
        return Some(Vec::new());
    }
    let document = Document::parse(&item.text).0;
    let blocks = blocks_with(&document, search);
    let own = [document.name(), document.description(), document.source(), document.event()];
    let own = own.into_iter().flatten().chain([item.key.as_str()]).collect::<Vec<_>>().join("\n");
    let is_its_own = own.to_lowercase().contains(&search.trim().to_lowercase());
    (is_its_own || !blocks.is_empty()).then_some(blocks)
}

/// The blocks that have a text in their id, type, label, or in an argument's name or value.
pub(crate) fn blocks_with(document: &Document, search: &str) -> Vec<Place> {
    let search = search.trim().to_lowercase();
    let has = |text: &str| text.to_lowercase().contains(&search);
    let mut found = Vec::new();
    for block in document.blocks() {
        let argument = block.controls.iter().find(|(name, value)| has(name) || is_in(value, &has));
        let known = block.known.map_or("", |known| known.title);
        if has(&block.id) || has(&block.type_id) || has(title_of(block)) || has(known) || argument.is_some() {
            let mut label = format!("{} [{}]", title_of(block), block.id);
            if let Some((name, _)) = argument {
                label += &format!(", {name}");
            }
            let argument = argument.map(|(name, _)| name.clone());
            found.push(Place { block: block.id.clone(), argument, label });
        }
    }
    found
}

fn is_in(value: &Value, has: &dyn Fn(&str) -> bool) -> bool {
    match value {
        Value::Map(entries) => entries.iter().any(|(key, value)| has(key) || is_in(value, has)),
        Value::List(items) => items.iter().any(|item| is_in(item, has)),
        value => has(&to_text(value)),
    }
}

fn row(app: &App, item: &Item, places: &[Place]) -> Part {
    let document = Document::parse(&item.text).0;
    let name = name_of(&item.text);
    let href = format!("#/flows/{}", js_sys::encode_uri_component(&item.key));
    let link = part("a", &[("href", &href), ("class", "name")]).text(&name);
    let draft = drafts::of(&item.key).filter(|draft| draft.text != item.text);
    let draft = draft.map(|_| classed("span", "badge", "draft"));
    let description = document.description().map(|text| classed("p", "", text));
    let found = (!places.is_empty()).then(|| {
        let opened = |place: &Place| {
            let (app, key, place) = (app.clone(), item.key.clone(), place.clone());
            let label = place.label.clone();
            let open = button(&label, move || {
                editor::open_at(&key, &place);
                app.go(&Route::Flow(key.clone()));
            });
            open.attr("class", Some("plain small"))
        };
        let buttons: Vec<Part> = places.iter().map(opened).collect();
        div("places").with(&[classed("span", "", "Found in:")]).with(&buttons)
    });
    let about = div("about").with(&[div("line").with(&[link]).maybe(draft)]).maybe(description).maybe(found);
    let when = classed("p", "aside", &editor::when_it_runs(&document));
    let findings = findings::of(&document, &item.key, &app.flows());
    let count = |severity| findings.iter().filter(|found| found.severity_in(&document) == severity).count();
    let counted = [(Severity::Error, "error"), (Severity::Warning, "warning")].map(|(severity, word)| {
        let count = count(severity);
        let text = format!(" {count} {word}{}", if count == 1 { "" } else { "s" });
        (count > 0).then(|| part("span", &[("class", "count")]).with(&[findings::mark(severity)]).text(&text))
    });
    let counted: Vec<Part> = counted.into_iter().flatten().collect();
    let about = about.with(&[when.with(&counted)]);
    part("li", &[("class", "flow-row")])
        .attr("data-key", Some(&item.key))
        .with(&[about, tools(app, item, &document, &name)])
}

fn tools(app: &App, item: &Item, document: &Document, name: &str) -> Part {
    let is_flow = Editor::open(document.clone()).is_ok();
    let tick = part("input", &[("type", "checkbox")]);
    set_property(&tick, "checked", document.active());
    let (activating, activated) = (app.clone(), item.clone());
    let tick = tick.attr("disabled", (!is_flow).then_some("")).on("change", move |event: Event| {
        let active = is_checked(&event);
        change_record(&activating, &activated, |now| Record { active, ..now });
    });
    let active = part("label", &[("class", "tick")]).with(&[tick]).text("Active");
    let act = |label: &str, act: fn(&App, &Item)| {
        let (app, item) = (app.clone(), item.clone());
        button(label, move || act(&app, &item)).attr("aria-label", Some(&format!("{label} {name}")))
    };
    let draw = act("Draw", |app, item| app.go(&Route::Flow(item.key.clone())));
    let edit = act("Record", edit_record).attr("disabled", (!is_flow).then_some(""));
    let copy = act("Duplicate", duplicate);
    let versions = act("Versions", versions::open);
    let export = act("Export", |_, item| files::download(&file_name(item), &item.text));
    let delete = act("Delete", |app, item| app.remove(item));
    div("tools").with(&[
        active,
        draw.attr("class", Some("primary")),
        edit,
        copy,
        versions,
        export,
        delete.attr("class", Some("danger")),
    ])
}

fn file_name(item: &Item) -> String {
    format!("{}.json", files::stem(&item.key))
}

/// Saves a flow with another record; what stands in its file otherwise stays as it is.
fn change_record(app: &App, item: &Item, change: impl FnOnce(Record) -> Record) {
    let Ok(mut editor) = Editor::open(Document::parse(&item.text).0) else { return };
    let record = change(Record::of(editor.document()));
    if editor.apply(&Edit::SetRecord(record)).is_err() {
        return;
    }
    let document = editor.document();
    let is_broken = document.active()
        && findings::of(document, &item.key, &app.flows())
            .iter()
            .any(|found| found.severity_in(document) == Severity::Error);
    if is_broken {
        app.say(Notice::error(
            "This flow has errors, and an active flow must be able to run. Draw it to see them.",
        ));
        return app.load();
    }
    let second = findings::second_active(document, &item.key, &app.flows());
    let target = Target::Existing { key: item.key.clone(), revision: item.revision.clone() };
    app.save(target, ItemKind::Flow, document.to_text(), move |app, saved| match (saved, second) {
        (Ok(_), Some(sentence)) => app.say(Notice::error(sentence)),
        (Ok(_), None) => {}
        (Err(error), _) => {
            app.say(Notice::error(error.to_string()));
            if matches!(error, LibraryError::Changed { .. }) {
                app.load();
            }
        }
    });
}

fn edit_record(app: &App, item: &Item) {
    let document = Document::parse(&item.text).0;
    let (saving, item_of) = (app.clone(), item.clone());
    record::open(app, "Flow record", &item.key, &Record::of(&document), move |record, close: Close| {
        change_record(&saving, &item_of, |_| record.clone());
        close();
    });
}

/// A new flow: its record first, as Salesforce's New form has it, then the canvas.
fn new_flow(app: &App, text: &'static str) {
    let document = Document::parse(text).0;
    let now = Record { active: text != EMPTY && document.active(), ..Record::of(&document) };
    let saving = app.clone();
    record::open(app, "New CTI Flow", "", &now, move |record, close| {
        let Ok(mut editor) = Editor::open(Document::parse(text).0) else { return };
        // An active flow must be able to run, and an empty one cannot: it is saved inactive and told so on the canvas.
        let wanted = record.active;
        let record = Record { active: wanted && text != EMPTY, ..record };
        let name = record.name.clone().unwrap_or_default();
        if editor.apply(&Edit::SetRecord(record)).is_err() {
            return;
        }
        close();
        saving.save(Target::New { name }, ItemKind::Flow, editor.document().to_text(), move |app, saved| {
            match saved {
                Ok(item) => {
                    app.go(&Route::Flow(item.key));
                    if wanted && text == EMPTY {
                        app.say(Notice::info(
                            "The flow is inactive while it is empty: activate it by Record once it is drawn.",
                        ));
                    }
                }
                Err(error) => app.say(Notice::error(error.to_string())),
            }
        });
    });
}

fn choose_template(app: &App) {
    let app = app.clone();
    dialog::open("templates", "New from a template", move |close| {
        let cards = TEMPLATES.map(|template: Template| {
            let document = template.document();
            let (app, close) = (app.clone(), close.clone());
            let choose = button("Use", move || {
                close();
                new_flow(&app, template.text);
            });
            let name = document.name().unwrap_or_default();
            part("article", &[("class", "card")]).with(&[
                classed("h3", "", name),
                classed("p", "aside", &editor::when_it_runs(&document)),
                picture(&document),
                classed("p", "", document.description().unwrap_or_default()),
                choose.attr("aria-label", Some(&format!("Use {name}"))),
            ])
        });
        vec![div("cards").with(&cards)]
    });
}

fn duplicate(app: &App, item: &Item) {
    let mut text = item.text.clone();
    let name = format!("{} (copy)", name_of(&item.text));
    if let Ok(mut editor) = Editor::open(Document::parse(&item.text).0) {
        // Not active: two active flows for one event are one too many.
        let record = Record { name: Some(name.clone()), active: false, ..Record::of(editor.document()) };
        if editor.apply(&Edit::SetRecord(record)).is_ok() {
            text = editor.document().to_text();
        }
    }
    app.save(Target::New { name }, ItemKind::Flow, text, |app, saved| match saved {
        Ok(item) => app.say(Notice::info(format!("“{}” is there, inactive.", name_of(&item.text)))),
        Err(error) => app.say(Notice::error(error.to_string())),
    });
}

#[cfg(test)]
mod tests {
    use super::places_of;
    use crate::library::{Item, ItemKind};
    use crate::templates::TEMPLATES;

    #[test]
    fn a_search_says_where_something_is_used() {
        let item = Item {
            key: "voice-screen-pop".to_owned(),
            kind: ItemKind::Flow,
            text: TEMPLATES[0].text.to_owned(),
            revision: "1".to_owned(),
        };
        let places = |search: &str| {
            places_of(&item, search)
                .map(|places| places.into_iter().map(|place| place.label).collect::<Vec<_>>())
        };
        assert_eq!(places(""), Some(vec![]));
        assert_eq!(places("isInbound"), Some(vec!["Does the customer call us? [uid-2], value".to_owned()]));
        assert_eq!(places("Phone").map(|places| places.len() >= 3), Some(true));
        assert_eq!(places("Voice Screen"), Some(vec![]), "its name");
        assert_eq!(places("nowhere to be found"), None);
    }
}
