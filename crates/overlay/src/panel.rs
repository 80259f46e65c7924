//! What every part of the panel needs: the view, the language's sentences, and the function that sends gestures to the core.

use wasm_bindgen::JsValue;

use crate::actions::ActionsState;
use crate::element::DomNode;
use crate::focus;
use crate::intl::Intl;
use crate::reactive::*;
use crate::reason;
use crate::settings::Settings;
use crate::words::Words;
use panel_protocol::{Gesture, PanelView};

/// A handle, to be copied freely.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Panel {
    /// The newest view that the core has sent.
    pub(crate) view: RwSignal<PanelView>,
    /// Whether a contact rings, or rang a moment ago: nothing may move or cover the Contact Control Panel.
    pub(crate) ringing: RwSignal<bool>,
    /// What the administrator decided.
    pub(crate) settings: Memo<Settings>,
    /// The actions, and what the agent has begun to enter.
    pub(crate) actions: ActionsState,
    /// The key of a short message, shown for a few seconds ([`announcer::status_message`](crate::announcer::status_message)).
    pub(crate) status_message: RwSignal<Option<&'static str>>,
    words: StoredValue<Words>,
    intl: StoredValue<Intl, LocalStorage>,
    language: Trigger,
    send: StoredValue<js_sys::Function, LocalStorage>,
}

impl Panel {
    pub(crate) fn new(words: Words, language: &str, send: js_sys::Function) -> Panel {
        let view = RwSignal::new(PanelView::default());
        let record = Memo::new(move |_| view.with(|view| view.settings.clone()));
        Panel {
            view,
            ringing: RwSignal::new(false),
            settings: Memo::new(move |_| record.with(|record| Settings::read(record.as_deref()))),
            actions: ActionsState::read(view),
            status_message: RwSignal::new(None),
            words: StoredValue::new(words),
            intl: StoredValue::new_local(Intl::new(language)),
            language: Trigger::new(),
            send: StoredValue::new_local(send),
        }
    }

    /// Takes another language.
    pub(crate) fn speak(self, words: Words, language: &str) {
        self.words.set_value(words);
        self.intl.set_value(Intl::new(language));
        self.language.notify();
    }

    /// Paints a part of the page, and anew in every new language. What the agent has done in it must be kept outside of it.
    pub(crate) fn spoken(self, place: DomNode, paint: fn(Panel) -> Vec<DomNode>) {
        let inside = place.clone();
        place.reactive_children(move || {
            self.language.track();
            // The keyboard stays where it was.
            let at = document().active_element().filter(|at| inside.0.contains(Some(at))).map(|at| at.id());
            if let Some(at) = at {
                Effect::new(move |_| focus::move_to(&at));
            }
            untrack(|| paint(self))
        });
    }

    /// One part of the view, as a value that changes only when that part does.
    pub(crate) fn part<T>(self, read: impl Fn(&PanelView) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.view.with(&read))
    }

    /// A sentence.
    pub(crate) fn say(self, key: &str) -> String {
        self.words.with_value(|words| words.say(key, &[]))
    }

    /// The title of a block as people of this language know it; the label its author gave it stays as it is.
    pub(crate) fn title(self, title: &str) -> String {
        self.words.with_value(|words| words.title(title).to_owned())
    }

    /// Why something did not work, as people of this language say it; with the title of the block that said so.
    pub(crate) fn reason(self, title: Option<&str>, said: &str) -> String {
        let said = reason::key(said).map_or_else(|| reason::plain(said).to_owned(), |key| self.say(key));
        match title {
            Some(title) => [&self.title(title), ": ", &said].concat(),
            None => said,
        }
    }

    /// A sentence with its gaps filled.
    pub(crate) fn fill(self, key: &str, gaps: &[(&str, &str)]) -> String {
        self.words.with_value(|words| words.say(key, gaps))
    }

    /// A sentence about a number of things; the number is `{count}`.
    pub(crate) fn count(self, key: &str, count: u32) -> String {
        let (category, number) =
            self.intl.with_value(|intl| (intl.plural(count), intl.number(f64::from(count))));
        self.words.with_value(|words| words.count(key, &category, &[("count", &number)]))
    }

    /// A number, as people of this language write it.
    pub(crate) fn number(self, number: f64) -> String {
        self.intl.with_value(|intl| intl.number(number))
    }

    /// A day written as `2026-11-20`, as people of this language write it.
    pub(crate) fn day(self, day: &str) -> String {
        self.intl.with_value(|intl| intl.day(day))
    }

    /// A time of day, as people of this language write it.
    pub(crate) fn time(self, at: u64) -> String {
        self.intl.with_value(|intl| intl.time(at))
    }

    /// Sends a gesture to the core.
    pub(crate) fn press(self, gesture: &Gesture) {
        let message = JsValue::from_str(&gesture.to_message());
        self.send.with_value(|send| {
            // The page only takes the text; it hands it on later.
            let _ = send.call1(&JsValue::NULL, &message);
        });
    }
}
