//! Actions: flows that the agent starts, with or without a form (`reference/cti-flows.md` §6.4). The actions themselves come from
//! the page, where the build has put them; the core knows only what is pressed.

mod check;
mod drafts;
mod field;
mod form;
mod gestures;
mod list;

use actions::Action;
use serde_json::Value;

use crate::activity;
use crate::element::{DomNode, key_of, node, target};
use crate::focus;
use crate::panel::Panel;
use crate::reactive::*;
use crate::store::{self, Kept};
use drafts::{Drafts, DraftsOwner};
use panel_protocol::{Gesture, PanelOwner, PanelView, PressState, PressView};

/// Id of the JSON data block in `www/adapter/index.html`.
const BLOCK: &str = "switchboard-actions";

const PLACE: &str = "actions";
/// The name under which begun forms are kept.
const DRAFTS: &str = "forms";
/// How long after the agent is known the core has reported all contacts that are still there, in milliseconds.
const CONTACTS_REPORTED_MS: u32 = 5_000;

/// The actions and the begun forms, which outlive the tab that shows them. `Copy`: it holds handles of signals.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ActionsState {
    /// The active actions in their order: the page's, or the org's.
    all: Memo<Vec<Action>>,
    drafts: RwSignal<Drafts>,
    /// Whose they are.
    owner: StoredValue<DraftsOwner>,
    /// The contact in view, as soon as the forms of one that has gone know it: the form in front depends on both.
    contact: RwSignal<Option<String>>,
    /// Whether they may be kept: not in place of what a later release has kept.
    keeps_drafts: bool,
    /// Where the keyboard goes when list and form change places.
    next: StoredValue<Option<String>>,
}

impl ActionsState {
    /// Reads the page's data block; the org's actions, of which the core tells, go before.
    pub(crate) fn read(view: RwSignal<PanelView>) -> ActionsState {
        let of_org = Memo::new(move |_| view.with(|view| view.actions.clone()));
        let kept = store::read(Kept::Session, DRAFTS).map(|text| Drafts::from_text(&text));
        ActionsState {
            all: Memo::new(move |_| {
                let of_page = || document().get_element_by_id(BLOCK).and_then(|block| block.text_content());
                let text = of_org.get().or_else(of_page);
                let items: Option<Value> = text.and_then(|text| serde_json::from_str(&text).ok());
                items.map(|items| actions::list_in(&items)).unwrap_or_default()
            }),
            keeps_drafts: !matches!(kept, Some(None)),
            drafts: RwSignal::new(Drafts::default()),
            owner: StoredValue::new(
                kept.flatten()
                    .map(|(agent, drafts)| DraftsOwner::put_aside(agent, drafts))
                    .unwrap_or_default(),
            ),
            contact: RwSignal::new(None),
            next: StoredValue::new(None),
        }
    }

    /// The place of an action in the list.
    fn place(self, name: &str) -> Option<usize> {
        self.all.with_untracked(|all| all.iter().position(|action| action.name == name))
    }

    /// Has the references of a form read, when it has any.
    fn ask(self, panel: Panel, action: &Action, contact: Option<String>) {
        if action.form_flow.is_some() || !action.references().is_empty() {
            panel.press(&gestures::open_form(action, contact));
        }
    }

    /// Goes back from the form of an action to the list.
    fn leave(self, panel: Panel, name: &str) {
        self.next.set_value(self.place(name).map(list::button_id));
        self.drafts.update(|drafts| drafts.close(in_view(panel).as_deref()));
    }
}

/// Whether the tab is there.
pub(crate) fn is_there(panel: Panel) -> bool {
    panel.actions.all.with(|all| !all.is_empty())
}

/// Follows presses, forms and contacts of the view, whether or not the tab is in front.
pub(crate) fn listen(panel: Panel) {
    let drafts = panel.actions.drafts;
    let presses = panel.part(|view| view.presses.clone());
    Effect::new(move |_| {
        let front = drafts.with_untracked(|drafts| {
            drafts.front(in_view(panel).as_deref()).map(|draft| (draft.id, draft.action.clone()))
        });
        drafts.maybe_update(|drafts| presses.with(|presses| drafts.hear_presses(presses)));
        // Its flow is done: the keyboard goes back to where the agent came from, if it was here.
        if let Some((id, action)) = front
            && drafts.with_untracked(|drafts| drafts.get(id).is_none())
        {
            panel.press(&Gesture::CloseForm);
            if focus::is_inside(PLACE) {
                panel.actions.next.set_value(panel.actions.place(&action).map(list::button_id));
            }
        }
    });
    let form = panel.part(|view| view.form.clone());
    Effect::new(move |_| {
        if let Some(form) = form.get() {
            drafts.update(|drafts| drafts.hear_form(&form));
        }
    });
    let contact = panel.part(|view| view.contact.as_ref().map(|contact| contact.id.clone()));
    Effect::new(move |before: Option<Option<String>>| {
        let now = contact.get();
        if let (Some(Some(_)), None) = (before, &now) {
            drafts.update(Drafts::outlive);
        }
        panel.actions.contact.set(now.clone());
        now
    });
    let owner = panel.part(|view| view.owner.clone());
    Effect::new(move |_| {
        owner.with(|owner| {
            drafts.update(|drafts| {
                let came = panel.actions.owner.try_update_value(|own| own.follow(owner, drafts));
                if came == Some(true) {
                    outlive_soon(panel);
                }
            });
            if *owner == PanelOwner::Nobody && panel.actions.keeps_drafts {
                store::forget(Kept::Session, DRAFTS);
            }
        });
    });
    // A form that is from before the load is that of the action that has its name now.
    Effect::new(move |_| {
        drafts.track();
        panel.actions.all.with(|all| drafts.maybe_update(|drafts| drafts.bind(all)));
    });
    Effect::new(move |_| {
        drafts.track();
        // Before the agent is known what was kept is still aside.
        let agent = panel.actions.owner.with_value(|owner| owner.agent().map(str::to_owned));
        if let Some(agent) = agent
            && panel.actions.keeps_drafts
        {
            let text = drafts.with_untracked(|drafts| drafts.to_text(&agent));
            store::write(Kept::Session, DRAFTS, &text);
        }
        let contact = contact.get();
        // What a form from before the load is filled with is asked for when it is in front.
        let unasked = drafts.try_update_untracked(|drafts| drafts.take_unasked(contact.as_deref())).flatten();
        if let Some(action) = unasked {
            panel.actions.ask(panel, &action, contact);
        }
    });
}

/// Looks a little later whether the contacts of forms from before the load have gone with the page.
fn outlive_soon(panel: Panel) {
    Timer::after(
        CONTACTS_REPORTED_MS,
        Box::new(move || {
            if panel.actions.contact.with_untracked(Option::is_none) {
                panel.actions.drafts.update(Drafts::outlive);
            }
        }),
    );
}

/// The tab: the list, or the form that is open for the contact in view.
pub(crate) fn actions(panel: Panel) -> Vec<DomNode> {
    let state = panel.actions;
    let front = Memo::new(move |_| {
        let drafts = state.drafts.read();
        let draft = drafts.front(state.contact.read().as_deref())?;
        Some((draft.id, draft.own.clone()?))
    });
    let content = node("div", &[]).reactive_children(move || {
        let shown = front.get();
        if let Some(next) = state.next.try_update_value(Option::take).flatten() {
            Effect::new(move |_| focus::move_to(&next));
        }
        match shown {
            Some((id, action)) => form::form(panel, id, action),
            None => list::list(panel),
        }
    });
    let announcement = node("p", &[("class", "unseen"), ("role", "status")]).reactive_text(move || {
        let newest = panel.view.with(|view| {
            let contact = view.contact.as_ref().map(|contact| &contact.id);
            view.presses.iter().find(|press| press.contact.as_ref() == contact).cloned()
        });
        newest.map(|press| [&press.action, ": ", &press_outcome(panel, &press)].concat()).unwrap_or_default()
    });
    let whole = node("div", &[("id", PLACE), ("tabindex", "-1")]).on("keydown", |event| {
        // Enter that is held down presses once: not again in the form it has opened, and not again when the flow is over.
        let held = property(&event, "repeat").is_truthy() && key_of(&event) == "Enter";
        if held && target(&event, "tagName") != "TEXTAREA" {
            event.prevent_default();
        }
    });
    vec![whole.with(&[announcement, content])]
}

/// The last press of an action for the contact in view.
fn press_of(panel: Panel, action: String) -> Memo<Option<PressView>> {
    panel.part(move |view| {
        let contact = view.contact.as_ref().map(|contact| &contact.id);
        let mine = |press: &&PressView| press.action == action && press.contact.as_ref() == contact;
        view.presses.iter().find(mine).cloned()
    })
}

/// The state of a press as a sentence.
fn press_outcome(panel: Panel, press: &PressView) -> String {
    match &press.state {
        PressState::Running => panel.say("actions.running"),
        PressState::Done => panel.say("actions.done"),
        PressState::NoFlow => panel.fill("actions.failed", &[("reason", &panel.say("actions.no-flow"))]),
        PressState::Failed(block) => {
            let said = block.as_ref().map(|block| panel.reason(Some(&block.title), &block.reason));
            let reason = said.unwrap_or_else(|| {
                // Nothing was said; how the run ended says something.
                let outcome = panel.view.with(|view| {
                    view.runs.iter().find(|run| run.id == press.run).and_then(|run| run.outcome)
                });
                panel.say(activity::outcome(outcome).1)
            });
            panel.fill("actions.failed", &[("reason", &reason)])
        }
    }
}

/// The contact in front of the agent at this moment.
fn in_view(panel: Panel) -> Option<String> {
    panel.view.with_untracked(|view| view.contact.as_ref().map(|contact| contact.id.clone()))
}
