//! The log of each call the agent can still say something of: whom it is about, notes, how it is filed, and whether all of it is
//! in Salesforce.

mod disposition;
mod draft;

use crate::element::{DomNode, Row, button, node, value_of};
use crate::panel::Panel;
use crate::reactive::*;
use crate::tabs::BODY;
use crate::{caller, saves};
use draft::Draft;
use panel_protocol::{ContactState, Gesture, LogView, PanelView, SaveState, SaveView};

/// From how many characters on it is said how many are left.
const FEW: usize = 1_000;

/// The cards, newest first.
pub(crate) fn log(panel: Panel) -> Vec<DomNode> {
    let contacts = panel.part(|view| view.logs.iter().map(|log| log.contact.clone()).collect::<Vec<_>>());
    vec![
        node("p", &[("class", "empty")])
            .text(&panel.say("log.none"))
            .hidden(move || contacts.with(|all| !all.is_empty())),
        node("div", &[("id", "logs")])
            .rows(move || contacts.get().into_iter().map(|contact| card(panel, contact)).collect()),
    ]
}

fn card(panel: Panel, contact: String) -> Row {
    (contact.clone(), Box::new(move || article(panel, &contact)))
}

fn article(panel: Panel, contact: &str) -> DomNode {
    let title = of(panel, contact, title);
    // What is being written is the field's own; else it shows what is kept, which another tab may have changed.
    let log = panel.view.with_untracked(|view| find(view, contact).cloned().unwrap_or_default());
    let notes = Draft::new(panel, contact);
    let filed = Draft::new(panel, contact);
    let kept = of(panel, contact, |view, contact| {
        find(view, contact).and_then(|log| log.disposition.clone()).unwrap_or_default()
    });
    let title = node("h2", &[("dir", "auto")])
        .reactive_text(move || title.get().unwrap_or_else(|| panel.say("log.call")));
    let mut parts =
        vec![title, caller::about(panel, contact.to_owned(), BODY), notes_field(panel, contact, &log, notes)];
    parts.extend(disposition::field(panel, contact, log.disposition.as_deref(), filed, kept));
    parts.extend(state(panel, contact, notes, filed));
    node("article", &[("class", "log"), ("data-contact", contact)]).with(&parts)
}

fn notes_field(panel: Panel, contact: &str, log: &LogView, draft: Draft) -> DomNode {
    let room = of(panel, contact, |view, contact| find(view, contact).map_or(0, |log| log.room));
    let length = RwSignal::new(units(&log.notes));
    let left = Memo::new(move |_| room.get().saturating_sub(length.get()));
    let id = ["left-", contact].concat();
    let kept = of(panel, contact, |view, contact| {
        find(view, contact).map_or_else(String::new, |log| log.notes.clone())
    });
    let contact = contact.to_owned();
    let text = node("textarea", &[("rows", "4"), ("aria-describedby", &id), ("dir", "auto")])
        .reactive_attr("maxlength", move || Some(room.get().to_string()))
        .on("input", move |event| {
            let text = value_of(&event);
            length.set(units(&text));
            draft.change(Gesture::Note { contact: contact.clone(), text });
        })
        .on("blur", move |_| draft.leave());
    draft.follow(&text, kept, move |kept| length.set(units(kept)));
    node("label", &[("class", "field")]).with(&[
        node("span", &[]).text(&panel.say("log.notes")),
        text,
        node("span", &[("id", &id), ("class", "left")])
            .hidden(move || left.get() > FEW)
            .reactive_text(move || panel.count("log.left", left.get() as u32)),
    ])
}

/// Where what is written is, and what can be done when it is not where it should be.
fn state(panel: Panel, contact: &str, notes: Draft, filed: Draft) -> [DomNode; 2] {
    let stand = of(panel, contact, stand);
    let contact = contact.to_owned();
    let shown = Memo::new(move |_| {
        let unsent = notes.is_unsent() || filed.is_unsent();
        let stand = stand.get();
        if unsent && stand == Stand::Written { Stand::Unwritten } else { stand }
    });
    let sentence = move || shown.with(|stand| stand.key().map(|key| panel.say(key)).unwrap_or_default());
    [
        node("p", &[("class", "stand"), ("role", "status")]).reactive_text(sentence),
        node("div", &[]).reactive_children(move || {
            shown.with(|stand| match stand {
                Stand::Wanting(save) => saves::state(panel, save, BODY),
                // It goes by itself when the field is left, unless the panel that would do so has fallen.
                Stand::Unwritten => vec![write_now(panel, &contact, notes, filed)],
                _ => Vec::new(),
            })
        }),
    ]
}

/// The button that writes them.
fn write_now(panel: Panel, contact: &str, notes: Draft, filed: Draft) -> DomNode {
    let contact = contact.to_owned();
    let button = button(&panel.say("log.write"), move || {
        notes.hand_over();
        filed.hand_over();
        panel.press(&Gesture::WriteLog { contact: contact.clone() });
    });
    node("div", &[("class", "buttons")]).with(&[button])
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
    Wanting(Box<SaveView>),
}

impl Stand {
    fn key(&self) -> Option<&'static str> {
        Some(match self {
            Stand::Nothing | Stand::Wanting(_) => return None,
            Stand::Saving => "saves.saving",
            Stand::Written => "log.written",
            Stand::Unwritten => "log.unwritten",
            Stand::ByHand => "log.by-hand",
            Stand::Kept => "log.kept",
        })
    }
}

fn stand(view: &PanelView, contact: &str) -> Stand {
    let Some(log) = find(view, contact) else { return Stand::Nothing };
    let save = view.saves.iter().find(|save| save.contact == contact);
    let in_front = view.contact.as_ref().filter(|front| front.id == contact);
    match (save.map(|save| &save.state), log.saved) {
        (Some(SaveState::Failed(_) | SaveState::Uncertain(_)), _) => {
            save.cloned().map_or(Stand::Nothing, |save| Stand::Wanting(Box::new(save)))
        }
        (Some(SaveState::Saving), _) => Stand::Saving,
        (Some(SaveState::Saved { .. }), true) => Stand::Written,
        (Some(SaveState::Saved { .. }), false) => Stand::Unwritten,
        (None, true) => Stand::Nothing,
        (None, false) if in_front.is_some_and(|front| front.state == ContactState::Ended) => Stand::ByHand,
        (None, false) => Stand::Kept,
    }
}

/// Who it is: the record or the number, and once the call is over what its log says.
fn title(view: &PanelView, contact: &str) -> Option<String> {
    let front = view.contact.as_ref().filter(|front| front.id == contact);
    let save = view.saves.iter().find(|save| save.contact == contact);
    front
        .and_then(|front| front.name.clone().or_else(|| front.number.clone()))
        .or_else(|| save.map(|save| save.subject.clone()))
}

fn find<'v>(view: &'v PanelView, contact: &str) -> Option<&'v LogView> {
    view.logs.iter().find(|log| log.contact == contact)
}

/// A part of the view that is about one contact.
fn of<T>(panel: Panel, contact: &str, read: fn(&PanelView, &str) -> T) -> Memo<T>
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
