//! What flows say: lines that go by themselves, and dialogs that stay until they are closed. Text only.

use wasm_bindgen::JsCast as _;
use web_sys::HtmlDialogElement;

use crate::element::{DomNode, Row, button, node, user_text};
use crate::focus;
use crate::panel::Panel;
use crate::reactive::*;
use panel_protocol::{Gesture, Notification, NotificationKind};

fn of_kind(panel: Panel, kind: NotificationKind) -> Memo<Vec<Notification>> {
    panel.part(move |view| view.notifications.iter().filter(|said| said.kind == kind).cloned().collect())
}

/// The lines.
pub(crate) fn lines(panel: Panel) -> DomNode {
    let shown = of_kind(panel, NotificationKind::Toast);
    node("div", &[("id", "said"), ("role", "status"), ("aria-label", &panel.say("said.title"))])
        .rows(move || shown.get().into_iter().map(|said| row(panel, said)).collect())
}

fn row(panel: Panel, notification: Notification) -> Row {
    (notification.id.to_string(), Box::new(move || line(panel, &notification)))
}

fn line(panel: Panel, said: &Notification) -> DomNode {
    let id = said.id;
    let line = node("div", &[("class", "notice said")]).with(&[
        user_text(&said.text).attr("tabindex", focus::stop_at(&said.text)),
        node("button", &[("type", "button"), ("class", "dismiss")])
            .with_label(&panel.say("said.dismiss"))
            .pressed(move || panel.press(&Gesture::Dismiss { id })),
    ]);
    go_by_itself(panel, id, line.clone(), reading_ms(&said.text));
    line
}

/// How long a line stays, in milliseconds: long enough to be read twice.
fn reading_ms(text: &str) -> u32 {
    (8_000 + 60 * text.chars().count().min(1_000) as u32).min(40_000)
}

/// Puts the line away when its time is over, unless the agent is at it.
fn go_by_itself(panel: Panel, id: u64, line: DomNode, ms: u32) {
    let over = move || {
        if !line.0.is_connected() {
            return;
        }
        match line.0.matches(":hover, :focus-within") {
            Ok(true) => go_by_itself(panel, id, line, 2_000),
            _ => panel.press(&Gesture::Dismiss { id }),
        }
    };
    Timer::after(ms, Box::new(over));
}

/// The oldest dialog that was not closed. The keyboard goes to its text, where keys that were meant for Salesforce do
/// nothing. Nothing lies over a contact that rings: the dialog makes room and comes back.
pub(crate) fn dialog(panel: Panel) -> DomNode {
    let modals = of_kind(panel, NotificationKind::Dialog);
    let shown =
        Memo::new(move |_| modals.with(|modals| modals.first().filter(|_| !panel.ringing.get()).cloned()));
    let close = move || {
        if let Some(said) = shown.get_untracked() {
            panel.press(&Gesture::Dismiss { id: said.id });
        }
    };
    let whole = node(
        "dialog",
        &[("id", "modal"), ("aria-labelledby", "modal-title"), ("aria-describedby", "modal-text")],
    );
    let element: HtmlDialogElement = whole.0.clone().unchecked_into();
    let this = element.clone();
    Effect::new(move |_| {
        // Closed first: what follows is read aloud like the first.
        element.close();
        if shown.with(Option::is_some) {
            // Refused where it cannot be seen; then it is said when the panel is painted again.
            let _ = element.show_modal();
        }
    });
    let title = move || shown.with(|said| said.as_ref().and_then(|said| said.title.clone()));
    let text = move || shown.with(|said| said.as_ref().map(|said| said.text.clone()));
    whole
        .on("close", move |_| {
            // By Escape; one that made room for a call, or has been shown anew, is not closed by the agent.
            if !this.open() {
                close();
            }
        })
        .with(&[
            node("h2", &[("id", "modal-title"), ("dir", "auto")])
                .reactive_text(move || title().unwrap_or_default()),
            node("p", &[("id", "modal-text"), ("dir", "auto"), ("tabindex", "0")])
                .reactive_text(move || text().unwrap_or_default()),
            button(&panel.say("said.close"), close),
        ])
}
