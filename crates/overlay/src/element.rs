//! Elements, all of one type. A library's builder makes a type of its own for every element, and code with it; here an element is
//! its tag, its attributes and its children, and what changes follows signals. Texts become text nodes, nothing becomes markup.

use js_sys::Reflect;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, Event};

use crate::focus;
use crate::reactive::*;

/// An element. To be copied freely: it is a handle.
#[derive(Clone, Debug)]
pub(crate) struct Part(pub(crate) Element);

/// A row of a list that follows signals: its key, and what makes it when it is new. A row of the same key stays.
pub(crate) type Row = (String, Box<dyn FnOnce() -> Part>);

/// An element with its attributes. The tag is one of HTML's.
pub(crate) fn part(tag: &str, attributes: &[(&str, &str)]) -> Part {
    let part = Part(document().create_element(tag).unwrap_or_else(|_| unreachable!("a tag of HTML")));
    for (name, value) in attributes {
        part.set(name, Some(value));
    }
    part
}

/// A text that other people have written: isolated, so that its direction stays its own.
pub(crate) fn theirs(text: &str) -> Part {
    part("bdi", &[]).text(text)
}

/// An element with a class and a text.
pub(crate) fn classed(tag: &str, class: &str, text: &str) -> Part {
    part(tag, &[("class", class)]).text(text)
}

/// A button, and what it does.
pub(crate) fn button(text: &str, act: impl FnMut() + 'static) -> Part {
    part("button", &[("type", "button")]).text(text).pressed(act)
}

/// An option of a choice.
pub(crate) fn option(value: &str, label: &str, is_selected: bool) -> Part {
    part("option", &[("value", value)]).attr("selected", is_selected.then_some("")).text(label)
}

impl Part {
    /// Adds a text.
    pub(crate) fn text(self, text: &str) -> Part {
        let node = document().create_text_node(text);
        // An element of ours takes a text.
        let _ = self.0.append_child(&node);
        self
    }

    /// Adds elements.
    pub(crate) fn with(self, children: &[Part]) -> Part {
        for child in children {
            let _ = self.0.append_child(&child.0);
        }
        self
    }

    /// Sets an attribute, or takes it away.
    pub(crate) fn set(&self, name: &str, value: Option<&str>) {
        // Refused only for names that are none.
        let _ = match value {
            Some(value) => self.0.set_attribute(name, value),
            None => self.0.remove_attribute(name),
        };
    }

    /// As [`Part::set`], for one that is being made.
    pub(crate) fn attr(self, name: &str, value: Option<&str>) -> Part {
        self.set(name, value);
        self
    }

    /// A name for people who do not see, and for those who point at it.
    pub(crate) fn labelled(self, label: &str) -> Part {
        self.attr("aria-label", Some(label)).attr("title", Some(label))
    }

    /// A link that opens in a tab of its own, which learns nothing of this page.
    pub(crate) fn elsewhere(self) -> Part {
        self.attr("target", Some("_blank")).attr("rel", Some("noopener noreferrer"))
    }

    /// Says this and nothing else. What has not changed is left alone, so that it is not read aloud again.
    pub(crate) fn set_text(&self, text: &str) {
        if self.0.text_content().as_deref() != Some(text) {
            self.0.set_text_content(Some(text));
        }
    }

    /// Sets a property.
    pub(crate) fn set_property(&self, name: &str, value: &JsValue) {
        let _ = Reflect::set(&self.0, &JsValue::from_str(name), value);
    }

    /// An attribute that follows signals.
    pub(crate) fn live(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Part {
        let part = self.clone();
        follow(Box::new(move || part.set(name, value().as_deref())));
        self
    }

    /// An attribute of yes or no that follows signals.
    pub(crate) fn live_flag(self, name: &'static str, value: impl Fn() -> bool + 'static) -> Part {
        let part = self.clone();
        follow(Box::new(move || part.set(name, Some(if value() { "true" } else { "false" }))));
        self
    }

    /// Out of sight while this is so. The keyboard stays near.
    pub(crate) fn hidden(self, is_hidden: impl Fn() -> bool + 'static) -> Part {
        let part = self.clone();
        follow(Box::new(move || {
            let is_hidden = is_hidden();
            let had_focus = is_hidden && focus::is_in(&part.0);
            part.set("hidden", is_hidden.then_some(""));
            if had_focus {
                focus::rescue(part.0.parent_element());
            }
        }));
        self
    }

    /// A text that follows signals; it is all there is in the element.
    pub(crate) fn live_text(self, text: impl Fn() -> String + 'static) -> Part {
        let part = self.clone();
        follow(Box::new(move || part.set_text(&text())));
        self
    }

    /// Children that follow signals; they are replaced all together, and the keyboard stays near.
    pub(crate) fn live_parts(self, children: impl Fn() -> Vec<Part> + 'static) -> Part {
        let part = self.clone();
        follow(Box::new(move || {
            let children = children();
            let had_focus = focus::is_in(&part.0);
            part.0.set_text_content(None);
            let _ = part.clone().with(&children);
            if had_focus {
                focus::rescue(Some(part.0.clone()));
            }
        }));
        self
    }

    /// Rows that follow signals: what stays is left where it is, so that the keyboard stays, too.
    pub(crate) fn rows(self, rows: impl Fn() -> Vec<Row> + 'static) -> Part {
        let part = self.clone();
        let list = Owner::new();
        let mut shown: Vec<(String, Part, Owner)> = Vec::new();
        follow(Box::new(move || {
            let mut before = std::mem::take(&mut shown);
            for (key, make) in rows() {
                let row = match before.iter().position(|(known, ..)| *known == key) {
                    Some(at) => before.remove(at),
                    None => {
                        let owner = list.with(Owner::new);
                        let row = owner.with(|| untrack(make));
                        (key, row, owner)
                    }
                };
                shown.push(row);
            }
            for (_, gone, _) in before {
                let had_focus = focus::is_in(&gone.0);
                gone.0.remove();
                if had_focus {
                    focus::rescue(Some(part.0.clone()));
                }
            }
            let mut next = part.0.first_element_child();
            for (_, row, _) in &shown {
                if next.as_ref() == Some(&row.0) {
                    next = row.0.next_element_sibling();
                } else {
                    let _ = part.0.insert_before(&row.0, next.as_deref());
                }
            }
        }));
        self
    }

    /// Something to do when an event comes.
    pub(crate) fn on(self, event: &str, act: impl FnMut(Event) + 'static) -> Part {
        listen(&self.0, event, Box::new(act));
        self
    }

    /// What a button does.
    pub(crate) fn pressed(self, mut act: impl FnMut() + 'static) -> Part {
        self.on("click", move |_| act())
    }
}

fn listen(element: &Element, event: &str, act: Box<dyn FnMut(Event)>) {
    let listener = Closure::wrap(act);
    let _ = element.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    // It lives as long as the part of the page it belongs to.
    StoredValue::new_local(listener);
}

/// What stands in the field an event comes from.
pub(crate) fn value_of(event: &Event) -> String {
    target(event, "value").as_string().unwrap_or_default()
}

/// A property of what an event comes from.
pub(crate) fn target(event: &Event, name: &str) -> JsValue {
    property(&property(event, "target"), name)
}

/// The key that was pressed.
pub(crate) fn key_of(event: &Event) -> String {
    property(event, "key").as_string().unwrap_or_default()
}

/// Does something now, and again when a signal it has read changes; until the part of the page it belongs to goes.
pub(crate) fn follow(mut work: Box<dyn FnMut()>) {
    StoredValue::new_local(RenderEffect::new(move |_| work()));
}
