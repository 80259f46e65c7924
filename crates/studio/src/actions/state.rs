//! The action that is being edited: how it stands, how it was, what is kept of it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use actions::{ActionForm, Diagnostic, LinkedFlow, check_links, read};
use flow::{Document, Source};

use crate::app::App;
use crate::drafts::{self, Draft};
use crate::library::{Item, ItemKind};
use crate::reactive::*;

/// Under this name the draft of an action is kept that was never saved.
const NEW: &str = "new.action";

/// An action at work. To be copied freely: it is a handle.
#[derive(Clone)]
pub(crate) struct ActionState(Rc<Inner>);

struct Inner {
    app: App,
    form: ArcRwSignal<ActionForm>,
    steps: ArcRwSignal<(bool, bool)>,
    saved: ArcRwSignal<String>,
    item: RefCell<Option<(String, String)>>,
    past: RefCell<Vec<ActionForm>>,
    future: RefCell<Vec<ActionForm>>,
    /// What is being typed into; typing on is the same step.
    typing: RefCell<Option<String>>,
    keeping: Later,
    is_gone: Cell<bool>,
}

impl ActionState {
    /// An action as the library has it, or a new one; with the draft there is of it. Says whether there was one.
    pub(crate) fn open(app: &App, item: Option<&Item>, form: ActionForm) -> (ActionState, bool) {
        let state = ActionState(Rc::new(Inner {
            app: app.clone(),
            saved: ArcRwSignal::new(form.to_text()),
            form: ArcRwSignal::new(form),
            steps: ArcRwSignal::new((false, false)),
            item: RefCell::new(item.map(|item| (item.key.clone(), item.revision.clone()))),
            past: RefCell::default(),
            future: RefCell::default(),
            typing: RefCell::default(),
            keeping: Later::default(),
            is_gone: Cell::new(false),
        }));
        let draft =
            drafts::of(&state.draft_key()).filter(|draft| draft.text != state.0.saved.get_untracked());
        let Some(draft) = draft else { return (state, false) };
        let Ok(form) = ActionForm::read(&draft.text) else { return (state, false) };
        // Saved elsewhere since: the library says so when this is saved.
        if let Some((_, revision)) = &mut *state.0.item.borrow_mut() {
            *revision = draft.revision;
        }
        state.edit(None, |now| *now = form);
        (state, true)
    }

    /// The page it is on.
    pub(crate) fn app(&self) -> &App {
        &self.0.app
    }

    /// How it stands; follows it.
    pub(crate) fn form(&self) -> ActionForm {
        self.0.form.get()
    }

    /// A part of how it stands; follows it.
    pub(crate) fn part<T>(&self, part: impl FnOnce(&ActionForm) -> T) -> T {
        self.0.form.with(part)
    }

    /// How it stands now.
    pub(crate) fn now(&self) -> ActionForm {
        self.0.form.get_untracked()
    }

    /// Changes it, as a step that can be undone. Steps that type into the same place are one.
    pub(crate) fn edit(&self, typing: Option<&str>, change: impl FnOnce(&mut ActionForm)) {
        let before = self.now();
        let mut after = before.clone();
        change(&mut after);
        if after == before {
            return;
        }
        let typing = typing.map(str::to_owned);
        let goes_on = typing.is_some() && *self.0.typing.borrow() == typing;
        if !goes_on {
            self.0.past.borrow_mut().push(before);
        }
        *self.0.typing.borrow_mut() = typing;
        self.0.future.borrow_mut().clear();
        self.0.form.set(after);
        self.moved();
    }

    /// What is typed next is a step of its own.
    pub(crate) fn end_typing(&self) {
        *self.0.typing.borrow_mut() = None;
    }

    /// Takes the last step back.
    pub(crate) fn undo(&self) {
        self.step(&self.0.past, &self.0.future);
    }

    /// Takes the last step again that was taken back.
    pub(crate) fn redo(&self) {
        self.step(&self.0.future, &self.0.past);
    }

    fn step(&self, from: &RefCell<Vec<ActionForm>>, to: &RefCell<Vec<ActionForm>>) {
        let Some(form) = from.borrow_mut().pop() else { return };
        to.borrow_mut().push(self.now());
        self.end_typing();
        self.0.form.set(form);
        self.moved();
    }

    fn moved(&self) {
        let steps = (!self.0.past.borrow().is_empty(), !self.0.future.borrow().is_empty());
        if self.0.steps.get_untracked() != steps {
            self.0.steps.set(steps);
        }
        let state = self.clone();
        self.0.keeping.after(300, move || state.keep_draft());
    }

    /// Whether a step can be taken back, and one taken again; follows it.
    pub(crate) fn steps(&self) -> (bool, bool) {
        self.0.steps.get()
    }

    /// Whether there is something that was not saved; follows it.
    pub(crate) fn is_dirty(&self) -> bool {
        let text = self.part(ActionForm::to_text);
        self.0.saved.with(|saved| *saved != text)
    }

    /// The same, now.
    pub(crate) fn is_dirty_now(&self) -> bool {
        self.0.saved.with_untracked(|saved| *saved != self.now().to_text())
    }

    /// Its key and the revision it began as; nothing while it is new.
    pub(crate) fn item(&self) -> Option<(String, String)> {
        self.0.item.borrow().clone()
    }

    /// Its key; empty while it is new.
    pub(crate) fn key(&self) -> String {
        self.item().map(|(key, _)| key).unwrap_or_default()
    }

    /// It is kept as this now. What was typed meanwhile is still to be saved.
    pub(crate) fn was_saved(&self, item: &Item) {
        let draft = self.draft_key();
        *self.0.item.borrow_mut() = Some((item.key.clone(), item.revision.clone()));
        drafts::drop(&draft);
        self.0.saved.set(item.text.clone());
        self.keep_draft();
    }

    /// Keeps what is not saved, where a closed tab leaves it.
    pub(crate) fn keep_draft(&self) {
        if self.0.is_gone.get() {
            return;
        }
        let key = self.draft_key();
        if self.is_dirty_now() {
            let revision = self.item().map(|(_, revision)| revision).unwrap_or_default();
            drafts::keep(&key, &Draft { text: self.now().to_text(), revision });
        } else {
            drafts::drop(&key);
        }
    }

    /// It was deleted, or given up: nothing of it is kept.
    pub(crate) fn give_up(&self) {
        self.0.is_gone.set(true);
        self.0.keeping.stop();
        drafts::drop(&self.draft_key());
    }

    fn draft_key(&self) -> String {
        self.item().map_or_else(|| NEW.to_owned(), |(key, _)| key)
    }

    /// What is wrong with it, among the flows and the other actions of the library; follows it.
    pub(crate) fn findings(&self) -> Vec<Diagnostic> {
        findings(&self.part(ActionForm::to_text), &self.key(), self.app())
    }
}

/// What is wrong with the text of an action.
pub(crate) fn findings(text: &str, key: &str, app: &App) -> Vec<Diagnostic> {
    let (action, mut found) = read(key, text);
    if let Some(action) = action {
        let mut all: Vec<_> = (app.actions().into_iter())
            .filter(|item| item.key != key)
            .filter_map(|item| Some((item.key.clone(), read(&item.key, &item.text).0?)))
            .collect();
        all.push((key.to_owned(), action));
        let links = check_links(&all, Some(&linked_flows(app)));
        found.extend(links.into_iter().filter(|finding| finding.file == key));
    }
    found
}

/// What actions have to know of the flows of the library.
pub(crate) fn linked_flows(app: &App) -> Vec<LinkedFlow> {
    let linked = |item: Item| {
        let document = Document::parse(&item.text).0;
        let source = document.source().unwrap_or_default().to_owned();
        LinkedFlow {
            name: document.name().unwrap_or_default().to_owned(),
            file: item.key,
            for_actions: Source::parse(&source) == Some(Source::CtiAction),
            source,
            active: document.active(),
        }
    };
    app.flows().into_iter().filter(|item| item.kind == ItemKind::Flow).map(linked).collect()
}
