//! Whom a call is about: the question when several records match or none, and the record the log points to, which can be
//! changed until the call is forgotten.

use crate::element::{DomNode, button, classed, node};
use crate::focus;
use crate::panel::Panel;
use crate::reactive::*;
use panel_protocol::{CallerQuestion, CallerView, Gesture, PanelView, RecordSource, RecordView};

const PLACE: &str = "caller";

/// What there is to ask and to change about the contact in front of the agent.
pub(crate) fn caller(panel: Panel) -> DomNode {
    let caller = panel.part(|view| {
        let contact = view.contact.as_ref()?;
        view.callers.iter().find(|caller| caller.contact == contact.id).cloned().filter(says_something)
    });
    let place =
        node("section", &[("id", PLACE), ("tabindex", "-1"), ("aria-label", &panel.say("caller.title"))])
            .hidden(move || caller.with(Option::is_none));
    follow_caller(place, caller, move |caller, changing| block(panel, caller, PLACE, changing))
}

/// Everything about whom a contact is about. `place` keeps the keyboard near when a button goes.
pub(crate) fn about(panel: Panel, contact: String, place: &'static str) -> DomNode {
    let caller =
        panel.part(move |view| view.callers.iter().find(|caller| caller.contact == contact).cloned());
    follow_caller(node("div", &[]), caller, move |caller, changing| block(panel, caller, place, changing))
}

/// What the log of another contact points to.
pub(crate) fn related_of(panel: Panel, contact: String) -> DomNode {
    let caller = panel.part(move |view| {
        let in_front = view.contact.as_ref().is_some_and(|front| front.id == contact);
        let found = view.callers.iter().find(|caller| caller.contact == contact).cloned();
        found.filter(|caller| !in_front && says_something(caller))
    });
    follow_caller(node("div", &[]), caller, move |caller, changing| {
        vec![related(panel, caller, PLACE, changing)]
    })
}

/// The contact whose relation the agent is changing.
type Changing = RwSignal<Option<String>>;

/// What the agent has opened stays open when what is known changes: it belongs to the place, not to what is painted in it.
fn follow_caller(
    place: DomNode,
    caller: Memo<Option<CallerView>>,
    paint: impl Fn(&CallerView, Changing) -> Vec<DomNode> + 'static,
) -> DomNode {
    let changing = RwSignal::new(None);
    place.reactive_children(move || {
        caller.read().as_ref().map(|caller| paint(caller, changing)).unwrap_or_default()
    })
}

fn says_something(caller: &CallerView) -> bool {
    caller.question != CallerQuestion::Settled || !caller.records.is_empty() || !caller.related.is_empty()
}

/// The key of what the agent is asked about a contact.
pub(crate) fn question(view: &PanelView, contact: &str) -> Option<&'static str> {
    view.callers.iter().find(|caller| caller.contact == contact).and_then(|caller| key(caller.question))
}

fn key(question: CallerQuestion) -> Option<&'static str> {
    Some(match question {
        CallerQuestion::Settled => return None,
        CallerQuestion::Several => "caller.several",
        CallerQuestion::Nobody => "caller.nobody",
        CallerQuestion::Withheld => "caller.withheld",
        CallerQuestion::NotSearched => "caller.not-searched",
    })
}

fn block(panel: Panel, caller: &CallerView, place: &'static str, changing: Changing) -> Vec<DomNode> {
    let Some(question) = key(caller.question) else {
        return vec![related(panel, caller, place, changing)];
    };
    // Read aloud elsewhere, with who it is about.
    let mut parts = vec![classed("p", "question", &panel.say(question))];
    if caller.question == CallerQuestion::Several {
        let rows: Vec<DomNode> =
            caller.records.iter().map(|record| choice(panel, caller, record, place)).collect();
        parts.push(node("ul", &[("class", "choices")]).with(&rows));
    }
    parts.push(offers(panel, caller, place));
    parts
}

/// A record that matches: when it is pressed it opens, and the log points to it.
fn choice(panel: Panel, caller: &CallerView, record: &RecordView, place: &'static str) -> DomNode {
    let gesture = Gesture::ChooseRecord { contact: caller.contact.clone(), record_id: record.id.clone() };
    let choice = node("button", &[("type", "button"), ("class", "choice"), ("data-record", &record.id)])
        .with(&face(panel, record))
        .pressed(move || press(panel, &gesture, place));
    node("li", &[]).with(&[choice])
}

/// A record as people know it: its name, and what sets it apart from others of the name.
fn face(panel: Panel, record: &RecordView) -> [DomNode; 2] {
    let source = match record.source {
        RecordSource::Match => None,
        RecordSource::Click => Some(panel.say("caller.from-click")),
        RecordSource::InView => Some(panel.say("caller.in-view")),
    };
    let object = Some(object(panel, &record.object)).filter(|object| !object.is_empty());
    let facts: Vec<String> = object.into_iter().chain(source).chain(record.details.iter().cloned()).collect();
    [classed("bdi", "name", &name(record)), classed("bdi", "facts", &facts.join(" · "))]
}

fn name(record: &RecordView) -> String {
    record.name.clone().unwrap_or_else(|| record.id.clone())
}

/// What can be done when nobody is found, or none of those who are.
fn offers(panel: Panel, caller: &CallerView, place: &'static str) -> DomNode {
    let offer = |label: &str, gesture: Gesture| button(label, move || press(panel, &gesture, place));
    let mut offers = Vec::new();
    for entity in &caller.new_records {
        let gesture = Gesture::NewRecord { contact: caller.contact.clone(), entity: entity.clone() };
        offers.push(offer(&panel.fill("caller.new", &[("object", &object(panel, entity))]), gesture));
    }
    if caller.searchable {
        offers.push(offer(&panel.say("caller.search"), Gesture::ShowAll { contact: caller.contact.clone() }));
    }
    node("div", &[("class", "buttons")]).with(&offers)
}

/// What the log is about, and a way to change it.
fn related(panel: Panel, caller: &CallerView, place: &'static str, changing: Changing) -> DomNode {
    let names: Vec<String> = caller.related.iter().map(name).collect();
    let related = node("div", &[("class", "related"), ("data-contact", &caller.contact)]);
    let related = match names.is_empty() {
        true => related.with(&[node("span", &[]).text(&panel.say("caller.related-to-nobody"))]),
        false => related.with(&[
            node("span", &[]).text(&panel.say("caller.related")),
            classed("bdi", "name", &names.join(" · ")),
        ]),
    };
    if caller.records.is_empty() {
        return related;
    }
    let (this, contact) = (caller.contact.clone(), caller.contact.clone());
    let is_open = Memo::new(move |_| changing.with(|changing| changing.as_ref() == Some(&this)));
    let records = caller.records.iter().map(Some).chain([None]);
    let rows: Vec<DomNode> = records.map(|record| relation(panel, caller, record, place, changing)).collect();
    let change = node("button", &[("type", "button"), ("class", "change")])
        .reactive_flag("aria-expanded", move || is_open.get())
        .reactive_text(move || panel.say(if is_open.get() { "caller.done" } else { "caller.change" }))
        .pressed(move || changing.set((!is_open.get_untracked()).then(|| contact.clone())));
    let choices = node("ul", &[("class", "choices")]).hidden(move || !is_open.get()).with(&rows);
    related.with(&[change, choices])
}

/// A record the log can point to, or none.
fn relation(
    panel: Panel,
    caller: &CallerView,
    record: Option<&RecordView>,
    place: &'static str,
    changing: Changing,
) -> DomNode {
    let chosen = match record {
        Some(record) => caller.related.iter().any(|related| related.id == record.id),
        None => caller.related.is_empty(),
    };
    let record_id = record.map(|record| record.id.clone());
    let choice = node("button", &[("type", "button"), ("class", "choice")])
        .attr("aria-pressed", Some(if chosen { "true" } else { "false" }))
        .attr("data-record", record_id.as_deref());
    let choice = match record {
        Some(record) => choice.with(&face(panel, record)),
        None => choice.with(&[classed("span", "name", &panel.say("caller.nothing"))]),
    };
    let gesture = Gesture::Relate { contact: caller.contact.clone(), record_id };
    node("li", &[]).with(&[choice.pressed(move || {
        changing.set(None);
        press(panel, &gesture, place);
    })])
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
