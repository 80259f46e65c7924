//! The offer to complete the to-do that was dialed from.

use crate::element::{DomNode, Row, button, classed, node};
use crate::panel::Panel;
use crate::reactive::*;
use crate::{focus, saves};
use panel_protocol::{Gesture, TodoState, TodoView};

const PLACE: &str = "todos";

/// The cards.
pub(crate) fn todos(panel: Panel) -> DomNode {
    let todos = panel.part(|view| view.todos.clone());
    node("section", &[("id", PLACE), ("tabindex", "-1"), ("aria-label", &panel.say("todo.complete"))])
        .hidden(move || todos.with(Vec::is_empty))
        .rows(move || todos.get().into_iter().map(|todo| card(panel, todo)).collect())
}

fn card(panel: Panel, todo: TodoView) -> Row {
    let (state, sentence) = match &todo.state {
        TodoState::Open => ("open", None),
        TodoState::Completing => ("completing", Some(panel.say("todo.completing"))),
        TodoState::Completed => ("completed", Some(panel.say("todo.completed"))),
        TodoState::Failed(failure) => {
            ("failed", Some(panel.fill("todo.failed", &[("reason", &saves::reason(panel, failure))])))
        }
    };
    // A card whose to-do has moved on is another card.
    let key = [&todo.contact, "\n", state, "\n", sentence.as_deref().unwrap_or_default()].concat();
    let make = move || {
        let subject = todo.subject.as_deref().unwrap_or_default();
        let title = panel.fill("todo.offer", &[("subject", subject)]);
        let mut parts = vec![node("h2", &[("dir", "auto")]).text(&title)];
        parts.extend(sentence.map(|said| classed("p", "stand", &said).attr("dir", Some("auto"))));
        if matches!(todo.state, TodoState::Open | TodoState::Failed(_)) {
            let complete = button(&panel.say("todo.complete"), move || {
                panel.press(&Gesture::CompleteTodo { contact: todo.contact.clone() });
                // The button is about to go.
                focus::move_to(PLACE);
            });
            parts.push(node("div", &[("class", "buttons")]).with(&[complete]));
        }
        node("article", &[("class", "todo")]).with(&parts)
    };
    (key, Box::new(make))
}
