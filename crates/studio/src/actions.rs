//! CTI Actions: the list, and the element editor.

mod editor;
mod fields;
mod form_fields;
mod preview;
mod state;
mod steps;

use actions::{ActionForm, Severity};

use crate::app::{App, Loaded, Route};
use crate::dialog::Notice;
use crate::element::{Part, Row, button, classed, div, part};
use crate::library::{Item, ItemKind, Target};
use crate::{drafts, files, findings, list};

pub(crate) use editor::page as editor_page;

/// The list of actions.
pub(crate) fn page(app: &App) -> Part {
    let (new, import, export) = (app.clone(), app.clone(), app.clone());
    let buttons = div("buttons").with(&[
        button("New Action", move || new.go(&Route::NewAction)).attr("class", Some("primary")),
        button("Import", move || import_files(&import)),
        button("Export all", move || {
            export.actions().iter().for_each(|item| files::download(&file_name(item), &item.text));
        }),
    ]);
    let head = part("header", &[("class", "list-head")]).with(&[
        list::pages(&Route::Actions),
        classed("h1", "", "Actions"),
        classed(
            "p",
            "aside",
            "Buttons and forms in the agent's panel. Each starts a flow whose source is CTI Action.",
        ),
        list::kept(app),
        div("list-tools").with(&[buttons]),
    ]);
    let none = "There are no actions yet. Draw a flow for CTI Actions, then press New Action.";
    let status = list::status(app, ItemKind::Action, none);
    let shown = app.clone();
    let table = part("ul", &[("class", "flows"), ("aria-label", "Actions")]).rows(move || {
        // Findings are about flows as well.
        let Loaded::Items(items) = shown.items() else { return Vec::new() };
        let mut all: Vec<(i64, Item, ActionForm)> = items
            .into_iter()
            .filter(|item| item.kind == ItemKind::Action)
            .map(|item| {
                let form = ActionForm::read(&item.text).unwrap_or_default();
                (form.order, item, form)
            })
            .collect();
        all.sort_by(|a, b| (a.0, &a.2.name, &a.1.key).cmp(&(b.0, &b.2.name, &b.1.key)));
        let row = |(_, item, form): (i64, Item, ActionForm)| -> Row {
            let found = state::findings(&item.text, &item.key, &shown);
            let errors = found.iter().filter(|finding| finding.severity() == Severity::Error).count();
            let app = shown.clone();
            (
                format!("{} {} {errors}", item.key, item.revision),
                Box::new(move || row(&app, &item, &form, errors)),
            )
        };
        all.into_iter().map(row).collect()
    });
    part("main", &[("class", "list")]).with(&[head, table, status])
}

fn row(app: &App, item: &Item, form: &ActionForm, errors: usize) -> Part {
    let name = name_of(item);
    let href = format!("#/actions/{}", js_sys::encode_uri_component(&item.key));
    let link = part("a", &[("href", &href), ("class", "name")]).text(&name);
    let draft = drafts::of(&item.key).filter(|draft| draft.text != item.text);
    let draft = draft.map(|_| classed("span", "badge", "draft"));
    let description = (!form.description.is_empty()).then(|| classed("p", "", &form.description));
    let asks = match form.fields.len() {
        0 => "no form".to_owned(),
        1 => "1 field".to_owned(),
        count => format!("{count} fields"),
    };
    let seen = if form.active { "agents see it" } else { "agents do not see it" };
    let about =
        classed("p", "aside", &format!("Starts “{}” · {asks} · {seen} · order {}", form.flow, form.order));
    let about = if errors > 0 {
        let text = format!(" {errors} error{}", if errors == 1 { "" } else { "s" });
        about.with(&[part("span", &[("class", "count")])
            .with(&[findings::mark(flow::Severity::Error)])
            .text(&text)])
    } else {
        about
    };
    let left = div("about").with(&[div("line").with(&[link]).maybe(draft)]).maybe(description).with(&[about]);
    let act = |label: &str, act: fn(&App, &Item)| {
        let (app, item) = (app.clone(), item.clone());
        button(label, move || act(&app, &item)).attr("aria-label", Some(&format!("{label} {name}")))
    };
    let tools = div("tools").with(&[
        act("Edit", |app, item| app.go(&Route::Action(item.key.clone()))).attr("class", Some("primary")),
        act("Export", |_, item| files::download(&file_name(item), &item.text)),
        act("Delete", |app, item| app.remove(item)).attr("class", Some("danger")),
    ]);
    part("li", &[("class", "flow-row")]).attr("data-key", Some(&item.key)).with(&[left, tools])
}

/// The name of an action, for people.
pub(crate) fn name_of(item: &Item) -> String {
    let name = ActionForm::read(&item.text).map(|form| form.name).unwrap_or_default();
    if name.trim().is_empty() { "Action without a name".to_owned() } else { name }
}

fn file_name(item: &Item) -> String {
    format!("{}.action.json", files::stem(item.key.trim_end_matches(".action")))
}

fn import_files(app: &App) {
    let app = app.clone();
    files::upload(true, move |files| {
        let mut refused = Vec::new();
        let mut taken = 0;
        for (file, text) in files {
            match ActionForm::read(&text) {
                Ok(form) if !form.name.trim().is_empty() => {
                    taken += 1;
                    app.save(Target::New { name: form.name }, ItemKind::Action, text, |app, saved| {
                        if let Err(error) = saved {
                            app.say(Notice::error(error.to_string()));
                        }
                    });
                }
                Ok(_) => refused.push(format!("{file} (it has no name)")),
                Err(error) => refused.push(format!("{file} ({error})")),
            }
        }
        let imported =
            if taken == 1 { "1 action imported".to_owned() } else { format!("{taken} actions imported") };
        app.say(match refused.is_empty() {
            true => Notice::info(format!("{imported}.")),
            false => Notice::error(format!("{imported}. Left out: {}.", refused.join(", "))),
        });
    });
}
