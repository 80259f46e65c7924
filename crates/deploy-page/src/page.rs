//! The elements of `www/deploy/index.html`: what is typed goes into the form, what is to be said stands beside the fields.

use std::cell::RefCell;
use std::collections::BTreeSet;

use deployment::{File, archive};
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Document, DragEvent, Element, Event, FileList, HtmlElement, HtmlInputElement, Url,
};

use crate::fields::{FIELDS, Meaning};
use crate::form::{Form, Kind, shipped};
use crate::intake;
use crate::package::package;
use crate::report::{Beside, Remark, Report};

/// The version of Switchboard.
const RELEASE: &str = env!("CARGO_PKG_VERSION");

/// Places of sentences that are no fields of the form.
const CONFIGURATION: &str = "configuration";
const SHIPPED: &str = "shipped";
const ANY_ORG: &str = "any-org";
const TAKEN: &str = "taken";
const ADDED: &str = "added";

/// What the page remembers.
#[derive(Debug)]
struct State {
    form: Form,
    release: Vec<File>,
    /// Fields that somebody has been in: of the others it is not said that they are empty.
    touched: BTreeSet<&'static str>,
    /// Where it is said what was taken: beside the button that was pressed.
    taken: &'static str,
}

thread_local! {
    static STATE: RefCell<Option<State>> = const { RefCell::new(None) };
}

/// Begins, with the release: a zip archive with `softphone/`, `flows/` and `actions/`.
///
/// # Errors
/// The release is none: what is wrong with it.
#[wasm_bindgen]
pub fn start(release: &[u8]) -> Result<(), JsValue> {
    let release = archive::unzip(release).map_err(|error| JsValue::from(error.to_string()))?;
    element("version").set_text_content(Some(RELEASE));
    let count = |kind, one: &str, many: &str| {
        let count = shipped(kind, &release).count();
        format!("{count} {}", if count == 1 { one } else { many })
    };
    let counts = [count(Kind::Flow, "flow", "flows"), count(Kind::Action, "action", "actions")].join(", ");
    element("shipped-count").set_text_content(Some(&counts));
    STATE.set(Some(State { form: Form::new(), release, touched: BTreeSet::new(), taken: TAKEN }));
    show_fields(None);
    show_report();
    listen();
    show(&element("form"), true);
    Ok(())
}

/// Runs with the state, which is there from [`start`].
fn with<T>(act: impl FnOnce(&mut State) -> T) -> T {
    STATE.with_borrow_mut(|state| match state {
        Some(state) => act(state),
        None => unreachable!("the page has started"),
    })
}

fn listen() {
    on("input", |event| typed(&event));
    on("change", |event| changed(&event));
    on("focusout", |event| left(&event));
    on("click", |event| clicked(&event));
    on("dragover", |event| {
        event.prevent_default();
        dropping(true);
    });
    on("dragleave", |event| {
        if event.unchecked_ref::<DragEvent>().related_target().is_none() {
            dropping(false);
        }
    });
    on("drop", |event| {
        event.prevent_default();
        dropping(false);
        with(|state| state.taken = TAKEN);
        take_files(event.unchecked_ref::<DragEvent>().data_transfer().and_then(|data| data.files()));
    });
}

fn on(kind: &str, act: impl Fn(Event) + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(act).into_js_value();
    // The document takes every listener.
    let _ = document().add_event_listener_with_callback(kind, listener.unchecked_ref());
}

/// Something was typed into a field, or into the configuration as text.
fn typed(event: &Event) {
    let id = id_of(event);
    if let Some(field) = FIELDS.into_iter().find(|field| field.id == id) {
        let text = value(&element(field.id));
        with(|state| state.form.set(field, &text));
    } else if id == CONFIGURATION {
        let text = value(&element(CONFIGURATION));
        with(|state| state.form.set_configuration(&text));
    } else {
        return;
    }
    element("next").set_text_content(None);
    show_fields(Some(&id));
    show_report();
}

/// A box was ticked, or files were chosen.
fn changed(event: &Event) {
    let ticked = || element(&id_of(event)).unchecked_ref::<HtmlInputElement>().checked();
    match id_of(event).as_str() {
        ANY_ORG => with(|state| {
            state.form.set_any_org(ticked());
            state.touched.insert("origins");
        }),
        SHIPPED => with(|state| state.form.shipped = ticked()),
        "chooser" => {
            let chooser = element("chooser").unchecked_into::<HtmlInputElement>();
            take_files(chooser.files());
            return;
        }
        _ => return,
    }
    show_fields(None);
    show_report();
}

/// Somebody has been in a field.
fn left(event: &Event) {
    let id = id_of(event);
    let Some(field) = FIELDS.into_iter().find(|field| field.id == id) else { return };
    if with(|state| state.touched.insert(field.id)) {
        show_report();
    }
    // While somebody types a screen reader is silent; what is wrong it says when the field is left.
    let beside = Beside::Field(field.id);
    let report = with(|state| Report::new(&state.form, &state.release));
    let wrong = report.problems.iter().find(|remark| remark.beside == beside);
    let sentence = wrong.map(|remark| format!("{}: {}", label_of(&beside), remark.text));
    element("announcer").set_text_content(sentence.as_deref());
}

fn clicked(event: &Event) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    match target.get_attribute("data-press").as_deref() {
        Some("open") => choose(TAKEN),
        Some("add") => choose(ADDED),
        Some("download") => download(),
        Some("remove") => {
            let name = target.get_attribute("data-name").unwrap_or_default();
            with(|state| state.form.files.retain(|file| file.name != name));
            say_taken(ADDED, &format!("{name} was taken away."));
            show_report();
            focus("flows-title");
        }
        Some("go") => focus(&target.get_attribute("data-to").unwrap_or_default()),
        _ => {}
    }
}

/// Lets somebody choose files; what is taken of them is said there.
fn choose(taken: &'static str) {
    with(|state| state.taken = taken);
    element("chooser").unchecked_into::<HtmlInputElement>().click();
}

fn say_taken(place: &str, sentence: &str) {
    for id in [TAKEN, ADDED] {
        element(id).set_text_content((id == place).then_some(sentence));
    }
}

/// Reads files, one after the other, and takes what is of use.
fn take_files(list: Option<FileList>) {
    let Some(list) = list else { return };
    let files: Vec<web_sys::File> = (0..list.length()).filter_map(|at| list.get(at)).collect();
    wasm_bindgen_futures::spawn_local(async move {
        let mut sentences = Vec::new();
        for file in files {
            let name = file.name();
            let sentence = match JsFuture::from(file.array_buffer()).await {
                Ok(buffer) => {
                    let bytes = Uint8Array::new(&buffer).to_vec();
                    with(|state| intake::take(&mut state.form, &name, &bytes))
                }
                Err(_) => format!("{name} cannot be read."),
            };
            sentences.push(sentence);
        }
        // The same file may be chosen again.
        element("chooser").unchecked_into::<HtmlInputElement>().set_value("");
        with(|state| state.touched.extend(FIELDS.map(|field| field.id)));
        say_taken(with(|state| state.taken), &sentences.join("\n"));
        show_fields(None);
        show_report();
    });
}

/// Makes the zip, or leads to the first thing that keeps it from being made.
fn download() {
    with(|state| state.touched.extend(FIELDS.map(|field| field.id)));
    let report = with(|state| Report::new(&state.form, &state.release));
    show_report();
    let made = match &report.deployment {
        Some(deployment) => with(|state| package(&state.form, deployment, &state.release)),
        None => {
            if let Some(first) = report.problems.first() {
                focus(&target_of(&first.beside));
            }
            return;
        }
    };
    let sentence = match made {
        Ok(bytes) => {
            save(&bytes);
            "switchboard-site.zip is in your downloads. Put the content of its folder site on your web server, with the headers of the \
             file for your server (INSTALL.md, step 2), and import its callcenter.xml in Salesforce Setup, Call Centers."
                .to_owned()
        }
        Err(error) => format!("The zip could not be made: {error}."),
    };
    element("next").set_text_content(Some(&sentence));
}

/// Hands bytes over as a file.
fn save(bytes: &[u8]) {
    let options = BlobPropertyBag::new();
    options.set_type("application/zip");
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options);
    let Some(address) = blob.ok().and_then(|blob| Url::create_object_url_with_blob(&blob).ok()) else {
        return;
    };
    let link = make("a", "");
    set(&link, "href", Some(&address));
    set(&link, "download", Some("switchboard-site.zip"));
    // The address stays good: the browser may still be writing, and the page is closed before long.
    link.unchecked_into::<HtmlElement>().click();
}

/// Writes what the form holds into the fields, but for the one that is being typed into.
fn show_fields(typing: Option<&str>) {
    let (values, configuration, any_org, is_shipped) = with(|state| {
        let form = &state.form;
        let values = FIELDS.map(|field| form.value(field));
        (values, form.configuration_text(), form.any_org(), form.shipped)
    });
    let own = FIELDS.iter().map(|field| field.id).zip(values).chain([(CONFIGURATION, configuration)]);
    for (id, text) in own.filter(|(id, _)| typing != Some(*id)) {
        let field = element(id);
        if value(&field) != text {
            set_property(&field, "value", &text.into());
        }
    }
    set_property(&element(ANY_ORG), "checked", &any_org.into());
    set_property(&element("origins"), "disabled", &any_org.into());
    set_property(&element(SHIPPED), "checked", &is_shipped.into());
}

/// Checks everything and says what there is to say.
fn show_report() {
    let report = with(|state| Report::new(&state.form, &state.release));
    let untouched = |remark: &Remark| match remark.beside {
        Beside::Field(id) => {
            FIELDS.iter().any(|field| field.id == id)
                && with(|state| !state.touched.contains(id) && is_empty(&state.form, id))
        }
        Beside::File(_) | Beside::Configuration => false,
    };
    let all = || {
        let problems = report.problems.iter().map(|remark| (remark, "bad"));
        problems.chain(report.hints.iter().map(|remark| (remark, "odd")))
    };
    for id in FIELDS.map(|field| field.id).into_iter().chain([CONFIGURATION, SHIPPED]) {
        let beside = if id == CONFIGURATION { Beside::Configuration } else { Beside::Field(id) };
        let own = all().filter(|(remark, _)| remark.beside == beside && !untouched(remark));
        let own: Vec<(&str, &str)> = own.map(|(remark, class)| (remark.text.as_str(), class)).collect();
        say_beside(id, &own);
    }
    show_files(&report);
    show_summary(&report, report.problems.iter().filter(|remark| untouched(remark)).count());
}

fn is_empty(form: &Form, id: &str) -> bool {
    FIELDS.into_iter().find(|field| field.id == id).is_some_and(|field| match field.meaning {
        Meaning::Lines(_) => form.value(field).is_empty() && !form.any_org(),
        Meaning::Text(_) | Meaning::CallCenter(_) => form.value(field).is_empty(),
    })
}

fn say_beside(id: &str, sentences: &[(&str, &str)]) {
    fill(&element(&format!("{id}-problem")), sentences.iter().map(|(text, class)| span(class, text)));
    let is_wrong = sentences.iter().any(|(_, class)| *class == "bad");
    set(&element(id), "aria-invalid", is_wrong.then_some("true"));
}

fn show_files(report: &Report) {
    let files = with(|state| state.form.files.clone());
    let rows = files.iter().map(|file| {
        let beside = Beside::File(file.name.clone());
        let own = |remarks: &[Remark], class: &'static str| -> Vec<Element> {
            remarks
                .iter()
                .filter(|remark| remark.beside == beside)
                .map(|remark| span(class, &remark.text))
                .collect()
        };
        let kind = match file.kind {
            Kind::Flow => "flow",
            Kind::Action => "action",
        };
        let remove = make("button", "Take away");
        set(&remove, "type", Some("button"));
        set(&remove, "class", Some("plain"));
        set(&remove, "data-press", Some("remove"));
        set(&remove, "data-name", Some(&file.name));
        set(&remove, "aria-label", Some(&format!("Take away {}", file.name)));
        let row = make("div", "");
        set(&row, "class", Some("row"));
        fill(&row, [span("name", &file.name), span("kind", kind), remove].into_iter());
        let problem = make("div", "");
        set(&problem, "class", Some("problem"));
        fill(&problem, own(&report.problems, "bad").into_iter().chain(own(&report.hints, "odd")));
        let item = make("li", "");
        set(&item, "id", Some(&format!("file-{}", file.name)));
        set(&item, "tabindex", Some("-1"));
        fill(&item, [row, problem].into_iter());
        item
    });
    fill(&element("files"), rows);
}

fn show_summary(report: &Report, empty: usize) {
    let wrong = report.problems.len() - empty;
    let fields =
        |count: usize| if count == 1 { "1 field is".to_owned() } else { format!("{count} fields are") };
    let things =
        |count: usize| if count == 1 { "1 thing is".to_owned() } else { format!("{count} things are") };
    let sentence = match (wrong, empty) {
        (0, 0) if report.hints.is_empty() => "Everything is in order.".to_owned(),
        (0, 0) => "The site can be made; look at what is marked with ! before.".to_owned(),
        (0, empty) => format!("{} still to be filled in.", fields(empty)),
        (wrong, 0) => format!("{} to be mended.", things(wrong)),
        (wrong, empty) => {
            format!("{} to be mended, {} still to be filled in.", things(wrong), fields(empty))
        }
    };
    // A screen reader says it when it changes.
    let summary = element("summary");
    if summary.text_content().as_deref() != Some(sentence.as_str()) {
        summary.set_text_content(Some(&sentence));
    }
    set(&summary, "data-well", Some(if report.problems.is_empty() { "true" } else { "false" }));
    let rows = report.problems.iter().map(|remark| {
        let go = make("button", &label_of(&remark.beside));
        set(&go, "type", Some("button"));
        set(&go, "class", Some("plain"));
        set(&go, "data-press", Some("go"));
        set(&go, "data-to", Some(&target_of(&remark.beside)));
        let item = make("li", "");
        fill(&item, [go].into_iter());
        item
    });
    fill(&element("problems"), rows);
}

/// What a place is called: its label in the page, without the key.
fn label_of(beside: &Beside) -> String {
    match beside {
        Beside::Field(SHIPPED) => "Flows and actions that ship".to_owned(),
        Beside::Field(id) => {
            let label = document().query_selector(&format!("label[for=\"{id}\"]")).ok().flatten();
            let text = label.and_then(|label| label.first_child()).and_then(|text| text.text_content());
            text.unwrap_or_default().trim().to_owned()
        }
        Beside::File(name) => name.clone(),
        Beside::Configuration => "All settings".to_owned(),
    }
}

/// The element that a place is reached by.
fn target_of(beside: &Beside) -> String {
    match beside {
        Beside::Field(id) => (*id).to_owned(),
        Beside::File(name) => format!("file-{name}"),
        Beside::Configuration => CONFIGURATION.to_owned(),
    }
}

fn focus(id: &str) {
    if id == CONFIGURATION {
        set(&element("all"), "open", Some(""));
    }
    let Some(target) = document().get_element_by_id(id) else { return };
    if id == "flows-title" {
        set(&target, "tabindex", Some("-1"));
    }
    // What cannot be focused stays as it is.
    let _ = target.unchecked_into::<HtmlElement>().focus();
}

fn dropping(is_over: bool) {
    if let Some(body) = document().body() {
        body.set_class_name(if is_over { "dropping" } else { "" });
    }
}

fn id_of(event: &Event) -> String {
    event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .map(|element| element.id())
        .unwrap_or_default()
}

fn document() -> Document {
    match web_sys::window().and_then(|window| window.document()) {
        Some(document) => document,
        None => unreachable!("a page has a document"),
    }
}

fn element(id: &str) -> Element {
    document().get_element_by_id(id).unwrap_or_else(|| unreachable!("www/deploy/index.html has it: {id}"))
}

fn make(tag: &str, text: &str) -> Element {
    let element = document().create_element(tag).unwrap_or_else(|_| unreachable!("a tag of HTML"));
    element.set_text_content(Some(text));
    element
}

fn span(class: &str, text: &str) -> Element {
    let span = make("span", text);
    set(&span, "class", Some(class));
    span
}

/// Sets an attribute, or takes it away.
fn set(element: &Element, name: &str, value: Option<&str>) {
    // The names are of HTML, and an element has every attribute that is taken away or has none.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

fn show(element: &Element, is_there: bool) {
    set(element, "hidden", (!is_there).then_some(""));
}

/// Puts elements in the place of what is in there.
fn fill(element: &Element, children: impl Iterator<Item = Element>) {
    element.set_text_content(None);
    for child in children {
        let _ = element.append_child(&child);
    }
}

fn value(element: &Element) -> String {
    Reflect::get(element, &"value".into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
}

fn set_property(element: &Element, name: &str, value: &JsValue) {
    let _ = Reflect::set(element, &name.into(), value);
}
