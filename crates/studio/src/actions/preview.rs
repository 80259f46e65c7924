//! The agent's own panel with this action in it: the panel's module in a frame of its own (`www/studio/preview/`), fed as the phone
//! feeds it. Nothing it presses starts anything; what would be started is said below it.

use actions::ActionForm;
use panel_protocol::{FormView, Gesture, PanelView, PressState, PressView};
use serde_json::{Map, Value, json};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{HtmlIFrameElement, MessageEvent};

use super::state::ActionState;
use crate::element::{Part, classed, follow, listen, part};
use crate::reactive::*;

/// Version of the messages between this page and the frame.
const VERSION: u32 = 1;

/// The preview, and what was pressed in it.
pub(super) fn preview(state: &ActionState) -> Part {
    let address = "preview/index.html";
    let frame = part("iframe", &[("src", address), ("title", "The agent's panel with this action")]);
    let pressed = ArcRwSignal::new(String::new());
    // How often the frame has said that its panel is there: it is told everything anew then.
    let ready = ArcRwSignal::new(0_u32);
    let opened = ArcRwSignal::new(Opened::default());
    let element: HtmlIFrameElement = frame.0.clone().unchecked_into();
    let (said, heard, of, from) = (pressed.clone(), opened.clone(), state.clone(), element.clone());
    let is_there = ready.clone();
    listen(
        &window(),
        "message",
        Box::new(move |event| {
            let event: MessageEvent = event.unchecked_into();
            let source = event.source().map(JsValue::from);
            let own = from.content_window().map(JsValue::from);
            if source.is_none() || source != own || event.origin() != origin() {
                return;
            }
            let Some(text) = event.data().as_string() else { return };
            match serde_json::from_str::<Heard>(&text) {
                Ok(Heard { version: VERSION, gesture: None }) => is_there.update(|times| *times += 1),
                Ok(Heard { version: VERSION, gesture: Some(gesture) }) => {
                    hear(&gesture, &of.now(), &heard, &said);
                }
                Ok(_) | Err(_) => {}
            }
        }),
    );
    let of = state.clone();
    follow(move || {
        if ready.get() == 0 {
            return;
        }
        let view = view_of(&of.form(), opened.get());
        let message = json!({ "version": VERSION, "view": view }).to_string();
        if let Some(window) = element.content_window() {
            let _ = window.post_message(&message.into(), &origin());
        }
    });
    let told = part("p", &[("class", "pressed"), ("role", "status")]).live_text(move || pressed.get());
    part("aside", &[("class", "element-preview"), ("aria-label", "Preview")]).with(&[
        classed("h2", "", "As agents see it"),
        frame,
        told,
    ])
}

/// What the phone would have answered.
#[derive(Clone, Debug, Default)]
struct Opened {
    /// The form that is open.
    form: Option<FormView>,
    /// How often the action was pressed, and how it is called.
    presses: u64,
    action: String,
}

/// What the frame says: that its panel is there, or what was pressed in it.
#[derive(serde::Deserialize)]
struct Heard {
    version: u32,
    gesture: Option<String>,
}

fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// The panel's view with this action alone. Agents see it in the preview also while it is not active.
fn view_of(form: &ActionForm, opened: Opened) -> String {
    let mut shown = form.clone();
    shown.active = true;
    // What has no name or no flow yet is shown all the same, as it will be.
    for (text, other) in [(&mut shown.name, "New action"), (&mut shown.flow, "-")] {
        if text.trim().is_empty() {
            other.clone_into(text);
        }
    }
    let action: Value = serde_json::from_str(&shown.to_text()).unwrap_or_default();
    // A flow that is over at once, and well: the form goes as it would.
    let press =
        PressView { action: opened.action, contact: None, run: opened.presses, state: PressState::Done };
    let presses = if opened.presses == 0 { Vec::new() } else { vec![press] };
    let actions = Some(json!([action]).to_string());
    PanelView { actions, form: opened.form, presses, ..PanelView::default() }.to_message()
}

/// Answers what the panel asks for, and says what an agent's press would do.
fn hear(gesture: &str, form: &ActionForm, opened: &ArcRwSignal<Opened>, said: &ArcRwSignal<String>) {
    match Gesture::from_message(gesture) {
        Ok(Gesture::OpenForm { action, references, .. }) => {
            // Nothing is resolved here: a field shows the reference that fills it.
            let values = references.into_iter().map(|reference| (reference.clone(), json!(reference)));
            let form = FormView { action, contact: None, state: PressState::Done, values: values.collect() };
            opened.update(|opened| opened.form = Some(form));
        }
        Ok(Gesture::CloseForm) => opened.update(|opened| opened.form = None),
        Ok(Gesture::RunAction { action, payload, .. }) => {
            said.set(sentence(&form.flow, &payload));
            opened.update(|opened| {
                opened.presses += 1;
                opened.action = action;
            });
        }
        Ok(_) | Err(_) => {}
    }
}

/// What would be started.
fn sentence(flow: &str, payload: &Map<String, Value>) -> String {
    let flow = if flow.trim().is_empty() { "its flow".to_owned() } else { format!("“{flow}”") };
    if payload.is_empty() {
        return format!("An agent's press starts {flow} now, with an empty payload.");
    }
    let payload: Vec<String> = payload
        .iter()
        .map(|(key, value)| {
            format!(
                "{key} = {}",
                value.as_str().map_or_else(|| value.to_string(), |text| format!("“{text}”"))
            )
        })
        .collect();
    format!("An agent's press starts {flow} now, with {}.", payload.join(", "))
}

#[cfg(test)]
mod tests {
    use actions::ActionForm;
    use panel_protocol::PanelView;
    use serde_json::json;

    use super::{Opened, sentence, view_of};

    #[test]
    fn the_panel_is_given_this_action_also_unfinished_or_hidden() {
        let mut form = ActionForm::default();
        form.active = false;
        form.title = "Whom?".to_owned();
        let view = PanelView::from_message(&view_of(&form, Opened::default())).expect("a view");
        let actions = actions::list(view.actions.as_deref().unwrap_or_default());
        assert_eq!(actions.len(), 1);
        assert_eq!((actions[0].name.as_str(), actions[0].title.as_str()), ("New action", "Whom?"));
    }

    #[test]
    fn a_press_is_said() {
        let payload = json!({ "a": "x", "n": 1 });
        assert_eq!(
            sentence("Call", payload.as_object().expect("a map")),
            "An agent's press starts “Call” now, with a = “x”, n = 1."
        );
        assert_eq!(
            sentence("", &Default::default()),
            "An agent's press starts its flow now, with an empty payload."
        );
    }
}
