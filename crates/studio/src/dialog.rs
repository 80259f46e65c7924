//! Dialogs over the page, and what is said at its edge.

use std::rc::Rc;

use wasm_bindgen::JsCast as _;

use crate::element::{Part, button, classed, div, part};
use crate::reactive::*;

/// Closes a dialog.
pub(crate) type Close = Rc<dyn Fn()>;

/// Opens a dialog with a heading; `fill` makes what is in it. Escape closes it, and the keyboard goes back to where it was.
pub(crate) fn open(class: &str, title: &str, fill: impl FnOnce(Close) -> Vec<Part>) {
    let owner = Owner::new();
    owner.clone().with(|| {
        let dialog = part("dialog", &[("class", class), ("aria-label", title)]);
        let element: web_sys::HtmlDialogElement = dialog.0.clone().unchecked_into();
        let close: Close = {
            let element = element.clone();
            Rc::new(move || element.close())
        };
        let shut = {
            let close = close.clone();
            button("×", move || close()).attr("class", Some("plain shut")).labelled("Close")
        };
        let head = div("dialog-head").with(&[classed("h2", "", title), shut]);
        let body = div("dialog-body").with(&fill(close));
        let before = document().active_element();
        let gone = dialog.clone();
        let dialog = dialog.with(&[head, body]).on("close", move |_: web_sys::Event| {
            gone.0.remove();
            let before = before.clone().and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
            if let Some(element) = before {
                let _ = element.focus();
            }
            // Not while one of its own listeners runs.
            let owner = owner.clone();
            soon(move || owner.cleanup());
        });
        if let Some(body) = document().body() {
            let _ = body.append_child(&dialog.0);
        }
        let _ = element.show_modal();
    });
}

/// A choice: what it is called, its class, and what it does.
pub(crate) type Choice = (&'static str, &'static str, Rc<dyn Fn()>);

/// Asks before something that loses anything: a sentence, and the choices with what each does.
pub(crate) fn ask(title: &str, sentence: &str, choices: Vec<Choice>) {
    let sentence = sentence.to_owned();
    open("ask", title, move |close| {
        let mut buttons = div("buttons");
        for (label, class, act) in choices {
            let close = close.clone();
            let chosen = move || {
                close();
                act();
            };
            buttons = buttons.with(&[button(label, chosen).attr("class", Some(class))]);
        }
        vec![classed("p", "", &sentence), buttons]
    });
}

/// What is said at the edge of the page.
#[derive(Clone)]
pub(crate) struct Notice {
    text: String,
    is_error: bool,
    act: Option<(String, Rc<dyn Fn()>)>,
}

impl Notice {
    /// Something that went well.
    pub(crate) fn info(text: impl Into<String>) -> Notice {
        Notice { text: text.into(), is_error: false, act: None }
    }

    /// Something that did not.
    pub(crate) fn error(text: impl Into<String>) -> Notice {
        Notice { text: text.into(), is_error: true, act: None }
    }

    /// With something that can be done about it.
    pub(crate) fn with(mut self, label: &str, act: impl Fn() + 'static) -> Notice {
        self.act = Some((label.to_owned(), Rc::new(act)));
        self
    }
}

/// Where notices are shown.
#[derive(Clone)]
pub(crate) struct Notices(ArcRwSignal<Option<Notice>>);

impl Notices {
    pub(crate) fn new() -> Notices {
        Notices(ArcRwSignal::new(None))
    }

    /// Says something in place of what was said before.
    pub(crate) fn say(&self, notice: Notice) {
        self.0.set(Some(notice));
    }

    /// Says nothing any more.
    pub(crate) fn clear(&self) {
        if self.0.with_untracked(Option::is_some) {
            self.0.set(None);
        }
    }

    /// The part of the page they are shown in.
    pub(crate) fn shown(&self) -> Part {
        let (notices, all) = (self.clone(), self.0.clone());
        part("div", &[("class", "notices"), ("role", "status"), ("aria-live", "polite")]).live_parts(
            move || {
                let Some(notice) = all.get() else { return Vec::new() };
                let kind = if notice.is_error { "notice error" } else { "notice" };
                let mut shown = div(kind).with(&[classed("span", "", &notice.text)]);
                if let Some((label, act)) = notice.act {
                    let notices = notices.clone();
                    shown = shown.with(&[button(&label, move || {
                        notices.clear();
                        act();
                    })]);
                }
                let notices = notices.clone();
                let shut =
                    button("×", move || notices.clear()).attr("class", Some("plain")).labelled("Dismiss");
                vec![shown.with(&[shut])]
            },
        )
    }
}
