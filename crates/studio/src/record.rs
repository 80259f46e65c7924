//! The record of a flow: name, description, source, event, active. Only events that the source has can be chosen.

use std::rc::Rc;

use flow::edit::{Edit, Editor, Record};
use flow::{AGENT_FIELDS, CONTACT_FIELDS, ContactContext, Document, Raised, Source, TRIGGERS, Trigger};
use web_sys::Event;

use crate::app::App;
use crate::dialog::{self, Close};
use crate::element::{Part, classed, div, is_checked, option, part, set_property, set_value, value_of};
use crate::reactive::*;
use crate::{findings, templates};

/// Opens the form; `save` is told what it says when it is complete.
pub(crate) fn open(
    app: &App,
    title: &str,
    key: &str,
    record: &Record,
    save: impl Fn(Record, Close) + 'static,
) {
    let (app, key, record) = (app.clone(), key.to_owned(), record.clone());
    dialog::open("record", title, move |close| {
        let form = ArcRwSignal::new(record);
        let problem = ArcRwSignal::new(String::new());
        let (finished, said) = (form.clone(), problem.clone());
        let submit = move || {
            let record = finished.get_untracked();
            match incomplete(&record) {
                Some(sentence) => said.set(sentence.to_owned()),
                None => save(record, close.clone()),
            }
        };
        let submit = Rc::new(submit);
        let pressed = submit.clone();
        let save = part("button", &[("type", "submit"), ("class", "primary")]).text("Save");
        let fields = [
            name(&form),
            source(&form),
            event(&form),
            description(&form),
            active(&form),
            about(&form),
            second(&app, &key, &form),
        ];
        let wrong = part("p", &[("class", "problem"), ("role", "alert")]).live_text(move || problem.get());
        let form =
            part("form", &[("method", "dialog"), ("novalidate", "")]).on("submit", move |event: Event| {
                event.prevent_default();
                pressed();
            });
        vec![form.with(&fields).with(&[wrong, div("buttons").with(&[save])])]
    });
}

/// What is missing, as a sentence.
fn incomplete(record: &Record) -> Option<&'static str> {
    if record.name.as_deref().unwrap_or_default().trim().is_empty() {
        return Some("Give the flow a name.");
    }
    let source = match &record.source {
        Some(source) => Source::parse(source),
        None if record.active => return Some("Choose what starts the flow, or leave it inactive."),
        None => return None,
    };
    match (source, &record.event) {
        (Some(Source::CtiAction), _) | (_, Some(_)) => None,
        _ if record.active => Some("Choose an event, or leave the flow inactive."),
        _ => None,
    }
}

fn labelled(id: &str, label: &str, field: Part) -> Part {
    div("field").with(&[part("label", &[("for", id)]).text(label), field])
}

fn text_of(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn name(form: &ArcRwSignal<Record>) -> Part {
    let field = part(
        "input",
        &[
            ("type", "text"),
            ("id", "record-name"),
            ("autofocus", ""),
            ("required", ""),
            ("autocomplete", "off"),
        ],
    );
    set_value(&field, form.get_untracked().name.as_deref().unwrap_or_default());
    let form = form.clone();
    let typed = move |event: Event| form.update(|record| record.name = text_of(&value_of(&event)));
    labelled("record-name", "Name", field.on("input", typed))
}

fn description(form: &ArcRwSignal<Record>) -> Part {
    let field = part("textarea", &[("id", "record-description"), ("rows", "2")]);
    set_value(&field, form.get_untracked().description.as_deref().unwrap_or_default());
    let form = form.clone();
    let typed = move |event: Event| form.update(|record| record.description = text_of(&value_of(&event)));
    labelled("record-description", "Description", field.on("input", typed))
}

fn source(form: &ArcRwSignal<Record>) -> Part {
    let field = part("select", &[("id", "record-source")]);
    let now = form.get_untracked().source.unwrap_or_default();
    let mut options = vec![option("", "Choose a source", now.is_empty())];
    options
        .extend(Source::ALL.iter().map(|source| option(source.word(), source.title(), source.word() == now)));
    if !now.is_empty() && Source::parse(&now).is_none() {
        options.push(option(&now, &format!("{now} (there is no such source)"), true));
    }
    let form = form.clone();
    let chosen = move |event: Event| {
        form.update(|record| {
            record.source = text_of(&value_of(&event));
            let events = events_of(record.source.as_deref());
            // An event that the source has stays; what it does not have goes.
            record.event = record.event.take().filter(|event| events.iter().any(|of| of.word() == event));
        });
    };
    labelled("record-source", "CTI Flow Source", field.with(&options).on("change", chosen))
}

/// What a source can start flows by.
fn events_of(source: Option<&str>) -> Vec<&'static Trigger> {
    let source = source.and_then(Source::parse);
    TRIGGERS.iter().filter(|trigger| Some(trigger.source) == source && trigger.event.is_some()).collect()
}

fn event(form: &ArcRwSignal<Record>) -> Part {
    let field = part("select", &[("id", "record-event")]);
    let (shown, read) = (field.clone(), form.clone());
    crate::element::follow(move || {
        let record = read.get();
        let now = record.event.unwrap_or_default();
        let events = events_of(record.source.as_deref());
        let none = match record.source.as_deref().and_then(Source::parse) {
            Some(Source::CtiAction) => "A CTI Action starts it: no event",
            Some(_) => "Choose an event",
            None => "Choose a source first",
        };
        let mut options = vec![option("", none, now.is_empty())];
        options.extend(events.iter().map(|trigger| {
            let title = trigger.event.map(|event| event.title()).unwrap_or_default();
            option(trigger.word(), &format!("{} — {title}", trigger.word()), trigger.word() == now)
        }));
        if !now.is_empty() && events.iter().all(|trigger| trigger.word() != now) {
            options.push(option(&now, &format!("{now} (not an event of this source)"), true));
        }
        shown.0.set_text_content(None);
        let _ = shown.clone().with(&options);
        shown.set("disabled", events.is_empty().then_some(""));
        set_property(&shown, "value", now.as_str());
    });
    let form = form.clone();
    let chosen = move |event: Event| form.update(|record| record.event = text_of(&value_of(&event)));
    labelled("record-event", "CTI Flow Event", field.on("change", chosen))
}

fn active(form: &ArcRwSignal<Record>) -> Part {
    let tick = part("input", &[("type", "checkbox"), ("id", "record-active")]);
    set_property(&tick, "checked", form.get_untracked().active);
    let form = form.clone();
    let ticked = move |event: Event| form.update(|record| record.active = is_checked(&event));
    part("label", &[("class", "tick")]).with(&[tick.on("change", ticked)]).text("Is Active")
}

/// The trigger that a form names.
fn trigger_of(record: &Record) -> Option<&'static Trigger> {
    let source = record.source.as_deref().and_then(Source::parse)?;
    TRIGGERS.iter().find(|trigger| {
        trigger.source == source && trigger.event.map(|event| event.word()) == record.event.as_deref()
    })
}

/// What the chosen source and event are, and what flows for them can read.
fn about(form: &ArcRwSignal<Record>) -> Part {
    let form = form.clone();
    part("section", &[("class", "about"), ("aria-label", "About the event")]).live_parts(move || {
        let record = form.get();
        let Some(source) = record.source.as_deref().and_then(Source::parse) else { return Vec::new() };
        let mut parts = vec![classed("p", "", source.description())];
        let Some(trigger) = trigger_of(&record) else { return parts };
        if let Some(event) = trigger.event {
            parts.push(classed("p", "", &format!("{}: {}.", event.title(), event.hook().replace('`', ""))));
        }
        if let Raised::NotYet { why } = trigger.raised {
            parts.push(classed(
                "p",
                "problem",
                &format!("This version does not raise it, so the flow never runs: {why}."),
            ));
        }
        if let Some(hint) = trigger.hint {
            parts.push(classed("p", "", &format!("Mind: {hint}.")));
        }
        let payload: Vec<(&str, &str, &str)> =
            trigger.payload.iter().map(|field| (field.name, field.kind, field.description)).collect();
        match payload.is_empty() {
            true => parts.push(classed("p", "aside", "It has no payload.")),
            false => parts.push(fields("Payload ($.payload)", &payload)),
        }
        let contact = format!("Contact ($.contact): {}.", trigger.contact.description());
        parts.push(classed("p", "aside", &contact));
        if trigger.contact != ContactContext::Absent {
            let all: Vec<_> =
                CONTACT_FIELDS.iter().map(|field| (field.name, field.kind, field.description)).collect();
            parts.push(fields("Contact fields", &all));
        }
        let agent: Vec<_> =
            AGENT_FIELDS.iter().map(|field| (field.name, field.kind, field.description)).collect();
        parts.push(fields("Agent fields ($.agent)", &agent));
        parts
    })
}

fn fields(title: &str, fields: &[(&str, &str, &str)]) -> Part {
    let rows: Vec<Part> = fields
        .iter()
        .map(|(name, kind, description)| {
            part("tr", &[]).with(&[
                part("th", &[("scope", "row")]).with(&[classed("code", "", name)]),
                classed("td", "", kind),
                classed("td", "", description),
            ])
        })
        .collect();
    let table = part("table", &[]).with(&[part("tbody", &[]).with(&rows)]);
    part("details", &[]).with(&[classed("summary", "", title), table])
}

/// Another active flow for the same event, said before anything is saved.
fn second(app: &App, key: &str, form: &ArcRwSignal<Record>) -> Part {
    let (app, key, form) = (app.clone(), key.to_owned(), form.clone());
    part("p", &[("class", "problem"), ("role", "status")]).live_text(move || {
        let record = form.get();
        let flow = Editor::open(Document::parse(templates::EMPTY).0).ok().and_then(|mut editor| {
            editor.apply(&Edit::SetRecord(record)).ok()?;
            Some(editor.document().clone())
        });
        flow.and_then(|flow| findings::second_active(&flow, &key, &app.flows())).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use flow::edit::Record;

    use super::{events_of, incomplete};

    #[test]
    fn only_events_of_the_source_are_offered() {
        let words: Vec<&str> = events_of(Some("salesforceUi")).iter().map(|trigger| trigger.word()).collect();
        assert_eq!(words, ["onClickToDial", "onNavigationChange", "onHvsWorkStart"]);
        assert!(events_of(Some("ctiAction")).is_empty() && events_of(None).is_empty());
    }

    #[test]
    fn what_an_active_flow_needs() {
        let record = |name: &str, source: Option<&str>, event: Option<&str>, active| Record {
            name: Some(name.to_owned()),
            source: source.map(str::to_owned),
            event: event.map(str::to_owned),
            active,
            ..Record::default()
        };
        assert!(incomplete(&record(" ", None, None, false)).is_some());
        assert!(incomplete(&record("a", None, None, false)).is_none());
        assert!(incomplete(&record("a", None, None, true)).is_some());
        assert!(incomplete(&record("a", Some("salesforceUi"), None, true)).is_some());
        assert!(incomplete(&record("a", Some("ctiAction"), None, true)).is_none());
        assert!(incomplete(&record("a", Some("salesforceUi"), Some("onClickToDial"), true)).is_none());
    }
}
