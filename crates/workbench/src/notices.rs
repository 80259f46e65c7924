//! What lies over the page: toasts and the form for a new record.

use std::time::Duration;

use leptos::html;
use leptos::prelude::*;
use serde_json::{Map, Value};

use crate::icons::Icon;
use crate::session::Session;
use crate::view::{Act, NewRecord, Toast};

/// How long a message of success stays.
const GOOD_NEWS: Duration = Duration::from_secs(5);

/// Toasts, announced to screen readers as they appear.
pub(crate) fn toasts(session: Session) -> impl IntoView {
    let messages = session.part(|view| view.toasts.clone());
    // Good news goes by itself, as in Lightning; bad news waits for the agent.
    Effect::new(move |_| {
        let good = |messages: &Vec<Toast>| {
            !messages.is_empty() && messages.iter().all(|message| message.kind == "success")
        };
        if messages.with(|messages| messages.as_ref().is_some_and(good)) {
            set_timeout(move || session.act(Act::DismissToasts), GOOD_NEWS);
        }
    });
    let shown = move || {
        let messages = messages.get().unwrap_or_default();
        let show = |toast: Toast| {
            view! {
                <div class="toast" data-tone=toast.kind>
                    <p>{toast.text}</p>
                    <button
                        type="button"
                        aria-label="Dismiss the messages"
                        on:click=move |_| session.act(Act::DismissToasts)
                    >
                        {Icon::Close.draw()}
                    </button>
                </div>
            }
        };
        messages.into_iter().map(show).collect::<Vec<_>>()
    };
    view! { <div class="toasts" role="status">{shown}</div> }
}

/// The form Salesforce opens for a new record (Open CTI guide: screenPop(), NEW_RECORD_MODAL).
pub(crate) fn modal(session: Session) -> impl IntoView {
    let open = session.part(|view| view.modal.clone());
    move || open.get().flatten().map(|modal| form(session, &modal))
}

/// Fields a form offers beside those that come with a value.
fn offered(object: &str) -> &'static [&'static str] {
    match object {
        "Contact" => &["FirstName", "LastName", "Phone", "Email"],
        "Lead" => &["FirstName", "LastName", "Company", "Phone"],
        "Account" => &["Name", "Phone"],
        "Case" => &["Subject", "Status", "Priority", "Description"],
        _ => &[],
    }
}

/// The fields of a form, each with the text it starts with.
fn fields_of(modal: &NewRecord) -> Vec<(String, String)> {
    let defaults = modal.defaults.as_object().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut fields: Vec<(String, String)> = offered(&modal.object)
        .iter()
        .map(|name| ((*name).to_owned(), defaults.get(*name).map(text).unwrap_or_default()))
        .collect();
    let more = defaults.iter().filter(|(name, _)| !offered(&modal.object).contains(&name.as_str()));
    fields.extend(more.map(|(name, value)| (name.clone(), text(value))));
    fields
}

/// A field's name as a caption: `LastName` is "Last Name".
fn caption(name: &str) -> String {
    let mut caption = String::new();
    for letter in name.trim_end_matches("__c").replace('_', " ").chars() {
        if letter.is_uppercase() && caption.ends_with(char::is_lowercase) {
            caption.push(' ');
        }
        caption.push(letter);
    }
    caption
}

/// What is posted: the fields that were changed. The rest the world fills from its own defaults.
fn changed(before: &[(String, String)], after: &[String]) -> Map<String, Value> {
    let pairs = before.iter().zip(after).filter(|((_, old), new)| old != *new);
    pairs.map(|((name, _), new)| (name.clone(), Value::String(new.clone()))).collect()
}

fn form(session: Session, modal: &NewRecord) -> impl IntoView + use<> {
    let title = format!("New {}", modal.object);
    let label = title.clone();
    let fields = fields_of(modal);
    let typed = RwSignal::new(fields.iter().map(|(_, text)| text.clone()).collect::<Vec<String>>());
    let node = NodeRef::<html::Dialog>::new();
    // Opening it takes the focus. Not `show_modal`: that would take the simulator's strip away as well.
    node.on_load(|dialog| dialog.show());
    let inputs: Vec<_> = fields
        .iter()
        .cloned()
        .enumerate()
        .map(|(at, (name, text))| {
            let take = move |text: String| {
                typed.update(|typed| {
                    if let Some(field) = typed.get_mut(at) {
                        *field = text;
                    }
                });
            };
            view! {
                <label>{caption(&name)}<input value=text on:input:target=move |event| take(event.target().value()) /></label>
            }
        })
        .collect();
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        session.act(Act::SaveModal { fields: changed(&fields, &typed.get_untracked()) });
    };
    let close = move || session.act(Act::CloseModal);
    view! {
        <dialog
            node_ref=node
            class="modal"
            aria-label=label
            on:keydown=move |event| if event.key() == "Escape" { close() }
        >
            <form on:submit=save>
                <h2>{title}</h2>
                <div class="fields">{inputs}</div>
                <p class="actions">
                    <button type="button" class="button" on:click=move |_| close()>"Cancel"</button>
                    <button type="submit" class="button brand">"Save"</button>
                </p>
            </form>
        </dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn captions() {
        for (name, expected) in
            [("LastName", "Last Name"), ("Phone", "Phone"), ("Support_Level__c", "Support Level")]
        {
            assert_eq!(caption(name), expected);
        }
    }

    #[test]
    fn a_form_offers_its_fields_and_posts_what_changed() {
        let modal = NewRecord {
            object: "Contact".to_owned(),
            defaults: json!({ "Phone": "+13125550167", "Level__c": 2 }),
        };
        let fields = fields_of(&modal);
        let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["FirstName", "LastName", "Phone", "Email", "Level__c"]);
        assert_eq!((fields[2].1.as_str(), fields[4].1.as_str()), ("+13125550167", "2"));
        let typed = ["", "Novak", "+13125550167", "", "2"].map(str::to_owned);
        assert_eq!(Value::Object(changed(&fields, &typed)), json!({ "LastName": "Novak" }));
    }
}
