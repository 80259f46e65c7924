//! The log of each call the agent can still say something of: whom it is about, notes, how it is filed, and whether all of it is
//! in Salesforce.

mod disposition;
mod draft;

use leptos::ev;
use leptos::html::{article, div, h2, label, p, span, textarea};
use leptos::prelude::*;

use crate::message::{ContactState, Gesture, Log, Save, SaveState, View};
use crate::panel::Panel;
use crate::tabs::BODY;
use crate::{caller, saves};
use draft::Draft;

/// From how many characters on it is said how many are left.
const FEW: usize = 1_000;

/// The cards, newest first.
pub(crate) fn log(panel: Panel) -> impl IntoView {
    let contacts = panel.part(|view| view.logs.iter().map(|log| log.contact.clone()).collect::<Vec<_>>());
    let cards = ForProps::builder()
        .each(move || contacts.get())
        .key(Clone::clone)
        .children(move |contact| card(panel, &contact))
        .build();
    (
        p().class("empty").hidden(move || contacts.with(|all| !all.is_empty())).child(panel.say("log.none")),
        div().id("logs").child(For(cards)),
    )
}

fn card(panel: Panel, contact: &str) -> impl IntoView + use<> {
    let title = of(panel, contact, title);
    // What is being written is the field's own: the core only says how it was when the card came.
    let log = panel.view.with_untracked(|view| find(view, contact).cloned().unwrap_or_default());
    let notes = Draft::new(panel, contact);
    let filed = Draft::new(panel, contact);
    article().class("log").attr("data-contact", contact.to_owned()).child((
        h2().dir("auto").child(move || title.get().unwrap_or_else(|| panel.say("log.call"))),
        caller::about(panel, contact.to_owned(), BODY),
        notes_field(panel, contact, &log, notes),
        disposition::field(panel, contact, log.disposition, filed),
        state(panel, contact, notes, filed),
    ))
}

fn notes_field(panel: Panel, contact: &str, log: &Log, draft: Draft) -> impl IntoView + use<> {
    let room = of(panel, contact, |view, contact| find(view, contact).map_or(0, |log| log.room));
    let length = RwSignal::new(units(&log.notes));
    let left = move || room.get().saturating_sub(length.get());
    let id = ["left-", contact].concat();
    let contact = contact.to_owned();
    let text = textarea()
        .attr("rows", "4")
        .attr("maxlength", move || room.get().to_string())
        .attr("aria-describedby", id.clone())
        .dir("auto")
        .prop("value", log.notes.clone())
        .on(ev::input, move |event| {
            let text = event_target_value(&event);
            length.set(units(&text));
            draft.change(Gesture::Note { contact: contact.clone(), text });
        })
        .on(ev::blur, move |_| draft.leave());
    label().class("field").child((
        span().child(panel.say("log.notes")),
        text,
        span()
            .id(id)
            .class("left")
            .hidden(move || left() > FEW)
            .child(move || panel.count("log.left", left() as u32)),
    ))
}

/// Where what is written is, and what can be done when it is not where it should be.
fn state(panel: Panel, contact: &str, notes: Draft, filed: Draft) -> impl IntoView + use<> {
    let stand = of(panel, contact, stand);
    let shown = Memo::new(move |_| {
        let unsent = notes.is_unsent() || filed.is_unsent();
        let stand = stand.get();
        if unsent && stand == Stand::Written { Stand::Unwritten } else { stand }
    });
    move || match shown.get() {
        Stand::Nothing => None,
        Stand::Wanting(save) => Some(saves::state(panel, &save, BODY).into_any()),
        stand => Some(p().class("stand").role("status").child(panel.say(stand.key())).into_any()),
    }
}

/// Where the words of the agent are.
#[derive(Clone, Debug, PartialEq)]
enum Stand {
    /// There are none.
    Nothing,
    /// The call goes on.
    Kept,
    /// On their way to Salesforce.
    Saving,
    /// In the log.
    Written,
    /// Not in the log.
    Unwritten,
    /// The agent keeps the log of this call herself.
    ByHand,
    /// The log wants the agent.
    Wanting(Save),
}

impl Stand {
    fn key(&self) -> &'static str {
        match self {
            Stand::Saving => "saves.saving",
            Stand::Written => "log.written",
            Stand::Unwritten => "log.unwritten",
            Stand::ByHand => "log.by-hand",
            Stand::Kept | Stand::Nothing | Stand::Wanting(_) => "log.kept",
        }
    }
}

fn stand(view: &View, contact: &str) -> Stand {
    let Some(log) = find(view, contact) else { return Stand::Nothing };
    let save = view.saves.iter().find(|save| save.contact == contact);
    let in_front = view.contact.as_ref().filter(|front| front.id == contact);
    match (save.map(|save| save.state), log.saved) {
        (Some(SaveState::Failed | SaveState::Uncertain), _) => {
            save.cloned().map_or(Stand::Nothing, Stand::Wanting)
        }
        (Some(SaveState::Saving), _) => Stand::Saving,
        (Some(SaveState::Saved), true) => Stand::Written,
        (Some(SaveState::Saved), false) => Stand::Unwritten,
        (None, true) => Stand::Nothing,
        (None, false) if in_front.is_some_and(|front| front.state == ContactState::Ended) => Stand::ByHand,
        (None, false) => Stand::Kept,
    }
}

/// Who it is: the record or the number, and once the call is over what its log says.
fn title(view: &View, contact: &str) -> Option<String> {
    let front = view.contact.as_ref().filter(|front| front.id == contact);
    let save = view.saves.iter().find(|save| save.contact == contact);
    front
        .and_then(|front| front.name.clone().or_else(|| front.number.clone()))
        .or_else(|| save.map(|save| save.subject.clone()))
}

fn find<'v>(view: &'v View, contact: &str) -> Option<&'v Log> {
    view.logs.iter().find(|log| log.contact == contact)
}

/// A part of the view that is about one contact.
fn of<T>(panel: Panel, contact: &str, read: fn(&View, &str) -> T) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    let contact = contact.to_owned();
    panel.part(move |view| read(view, &contact))
}

/// Length as browsers and Salesforce count it.
fn units(text: &str) -> usize {
    text.encode_utf16().count()
}
