//! Whom a call is about: the question when several records match or none, and the record the log points to, which can be
//! changed until the call is forgotten.

use leptos::ev;
use leptos::html::{bdi, button, div, li, p, section, span, ul};
use leptos::prelude::*;

use crate::focus;
use crate::message::{Caller, Gesture, Question, Record, RecordSource};
use crate::panel::Panel;

const PLACE: &str = "caller";

/// What there is to ask and to change about the contact in front of the agent.
pub(crate) fn caller(panel: Panel) -> impl IntoView {
    let caller = panel.part(|view| {
        let contact = view.contact.as_ref()?;
        view.callers.iter().find(|caller| caller.contact == contact.id).cloned().filter(says_something)
    });
    section()
        .id(PLACE)
        .tabindex("-1")
        .attr("aria-label", panel.say("caller.title"))
        .hidden(move || caller.with(Option::is_none))
        .child(move || caller.get().map(|caller| block(panel, caller, PLACE)))
}

/// Everything about whom a contact is about. `place` keeps the keyboard near when a button goes.
pub(crate) fn about(panel: Panel, contact: String, place: &'static str) -> impl IntoView {
    let caller =
        panel.part(move |view| view.callers.iter().find(|caller| caller.contact == contact).cloned());
    move || caller.get().map(|caller| block(panel, caller, place))
}

/// What the log of another contact points to.
pub(crate) fn related_of(panel: Panel, contact: String) -> impl IntoView {
    let caller = panel.part(move |view| {
        let in_front = view.contact.as_ref().is_some_and(|front| front.id == contact);
        let found = view.callers.iter().find(|caller| caller.contact == contact).cloned();
        found.filter(|caller| !in_front && says_something(caller))
    });
    move || caller.get().map(|caller| related(panel, &caller, PLACE))
}

fn says_something(caller: &Caller) -> bool {
    caller.question != Question::Settled || !caller.records.is_empty() || !caller.related.is_empty()
}

fn block(panel: Panel, caller: Caller, place: &'static str) -> impl IntoView {
    let question = match caller.question {
        Question::Settled => None,
        Question::Several => Some("caller.several"),
        Question::Nobody => Some("caller.nobody"),
        Question::Withheld => Some("caller.withheld"),
        Question::NotSearched => Some("caller.not-searched"),
    };
    let choices = (caller.question == Question::Several).then(|| choices(panel, &caller, place));
    let offers = question.map(|_| offers(panel, &caller, place));
    let settled = (caller.question == Question::Settled).then(|| related(panel, &caller, place));
    (question.map(|key| p().class("question").role("status").child(panel.say(key))), choices, offers, settled)
}

/// The records that match: the one that is pressed opens, and the log points to it.
fn choices(panel: Panel, caller: &Caller, place: &'static str) -> impl IntoView + use<> {
    let contact = caller.contact.clone();
    let rows = caller.records.iter().map(|record| {
        let gesture = Gesture::ChooseRecord { contact: contact.clone(), record_id: record.id.clone() };
        li().child(
            button()
                .attr("type", "button")
                .class("choice")
                .attr("data-record", record.id.clone())
                .child(face(panel, record))
                .on(ev::click, move |_| press(panel, &gesture, place)),
        )
    });
    ul().class("choices").child(rows.collect::<Vec<_>>())
}

/// A record as people know it: its name, and what sets it apart from others of the name.
fn face(panel: Panel, record: &Record) -> impl IntoView + use<> {
    let source = match record.source {
        RecordSource::Match => None,
        RecordSource::Click => Some(panel.say("caller.from-click")),
        RecordSource::InView => Some(panel.say("caller.in-view")),
    };
    let object = Some(object(panel, &record.object)).filter(|object| !object.is_empty());
    let facts: Vec<String> = object.into_iter().chain(source).chain(record.details.iter().cloned()).collect();
    (bdi().class("name").child(name(record)), bdi().class("facts").child(facts.join(" · ")))
}

fn name(record: &Record) -> String {
    record.name.clone().unwrap_or_else(|| record.id.clone())
}

/// What can be done when nobody is found, or none of those who are.
fn offers(panel: Panel, caller: &Caller, place: &'static str) -> impl IntoView + use<> {
    let new = caller.new_records.iter().map(|entity| {
        let gesture = Gesture::NewRecord { contact: caller.contact.clone(), entity: entity.clone() };
        let label = panel.fill("caller.new", &[("object", &object(panel, entity))]);
        button().attr("type", "button").child(label).on(ev::click, move |_| press(panel, &gesture, place))
    });
    let search = caller.searchable.then(|| {
        let gesture = Gesture::ShowAll { contact: caller.contact.clone() };
        button()
            .attr("type", "button")
            .child(panel.say("caller.search"))
            .on(ev::click, move |_| press(panel, &gesture, place))
    });
    div().class("buttons").child((new.collect::<Vec<_>>(), search))
}

/// What the log is about, and a way to change it.
fn related(panel: Panel, caller: &Caller, place: &'static str) -> impl IntoView + use<> {
    let changing = RwSignal::new(false);
    let names: Vec<String> = caller.related.iter().map(name).collect();
    let about = match names.is_empty() {
        true => span().child(panel.say("caller.related-to-nobody")).into_any(),
        false => (span().child(panel.say("caller.related")), bdi().class("name").child(names.join(" · ")))
            .into_any(),
    };
    let rows = (!caller.records.is_empty()).then(|| {
        let ids: Vec<Option<Record>> = caller.records.iter().cloned().map(Some).chain([None]).collect();
        let rows: Vec<_> = ids.into_iter().map(|record| relation(panel, caller, record, place)).collect();
        let change = button()
            .attr("type", "button")
            .class("change")
            .attr("aria-expanded", move || changing.get().to_string())
            .child(move || panel.say(if changing.get() { "caller.done" } else { "caller.change" }))
            .on(ev::click, move |_| changing.update(|changing| *changing = !*changing));
        (change, ul().class("choices").hidden(move || !changing.get()).child(rows))
    });
    div().class("related").attr("data-contact", caller.contact.clone()).child((about, rows))
}

/// A record the log can point to, or none.
fn relation(
    panel: Panel,
    caller: &Caller,
    record: Option<Record>,
    place: &'static str,
) -> impl IntoView + use<> {
    let chosen = match &record {
        Some(record) => caller.related.iter().any(|related| related.id == record.id),
        None => caller.related.is_empty(),
    };
    let gesture = Gesture::Relate {
        contact: caller.contact.clone(),
        record_id: record.as_ref().map(|record| record.id.clone()),
    };
    let face = match &record {
        Some(record) => face(panel, record).into_any(),
        None => span().class("name").child(panel.say("caller.nothing")).into_any(),
    };
    li().child(
        button()
            .attr("type", "button")
            .class("choice")
            .attr("aria-pressed", chosen.to_string())
            .attr("data-record", record.map(|record| record.id))
            .child(face)
            .on(ev::click, move |_| press(panel, &gesture, place)),
    )
}

/// The button is about to go; the keyboard stays near.
fn press(panel: Panel, gesture: &Gesture, place: &str) {
    panel.press(gesture);
    focus::move_to(place);
}

/// The word for an object; custom ones are called by their API name.
fn object(panel: Panel, name: &str) -> String {
    match name {
        "Contact" => panel.say("caller.Contact"),
        "Lead" => panel.say("caller.Lead"),
        "Account" => panel.say("caller.Account"),
        "Case" => panel.say("caller.Case"),
        other => other.trim_end_matches("__c").replace('_', " "),
    }
}
