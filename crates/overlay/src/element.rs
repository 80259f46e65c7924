//! Elements of the page, all of one type: a tag, attributes and children, some of which follow signals. leptos' builder makes a
//! type, and code, for each element. Texts become text nodes, never markup.

use js_sys::Reflect;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, Event};

use crate::focus;
use crate::reactive::*;

/// An element of the page. Cloning copies the reference.
#[derive(Clone, Debug)]
pub(crate) struct DomNode(pub(crate) Element);

/// A row of a list that follows signals: its key, and what makes it when it is new. A row of the same key stays.
pub(crate) type Row = (String, Box<dyn FnOnce() -> DomNode>);

/// An element with its attributes. The tag is one of HTML's.
pub(crate) fn node(tag: &str, attributes: &[(&str, &str)]) -> DomNode {
    let node = DomNode(document().create_element(tag).unwrap_or_else(|_| unreachable!("a tag of HTML")));
    for (name, value) in attributes {
        node.set(name, Some(value));
    }
    node
}

/// A text written by people, in `<bdi>`, so that its direction does not change the text around it.
pub(crate) fn user_text(text: &str) -> DomNode {
    node("bdi", &[]).text(text)
}

/// An element with a class and a text.
pub(crate) fn classed(tag: &str, class: &str, text: &str) -> DomNode {
    node(tag, &[("class", class)]).text(text)
}

/// A button, and what it does.
pub(crate) fn button(text: &str, act: impl FnMut() + 'static) -> DomNode {
    node("button", &[("type", "button")]).text(text).pressed(act)
}

/// An option of a choice.
pub(crate) fn option(value: &str, label: &str, is_selected: bool) -> DomNode {
    node("option", &[("value", value)]).attr("selected", is_selected.then_some("")).text(label)
}

impl DomNode {
    /// Adds a text.
    pub(crate) fn text(self, text: &str) -> DomNode {
        let node = document().create_text_node(text);
        // An element of ours takes a text.
        let _ = self.0.append_child(&node);
        self
    }

    /// Adds elements.
    pub(crate) fn with(self, children: &[DomNode]) -> DomNode {
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

    /// As [`DomNode::set`], for one that is being made.
    pub(crate) fn attr(self, name: &str, value: Option<&str>) -> DomNode {
        self.set(name, value);
        self
    }

    /// Sets `aria-label` and `title`.
    pub(crate) fn with_label(self, label: &str) -> DomNode {
        self.attr("aria-label", Some(label)).attr("title", Some(label))
    }

    /// Makes a link open in a new tab, without `window.opener` and referrer.
    pub(crate) fn open_in_new_tab(self) -> DomNode {
        self.attr("target", Some("_blank")).attr("rel", Some("noopener noreferrer"))
    }

    /// Sets the text. An unchanged text is left alone, so that screen readers do not repeat it.
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
    pub(crate) fn reactive_attr(
        self,
        name: &'static str,
        value: impl Fn() -> Option<String> + 'static,
    ) -> DomNode {
        let node = self.clone();
        follow(Box::new(move || node.set(name, value().as_deref())));
        self
    }

    /// An attribute of yes or no that follows signals.
    pub(crate) fn reactive_flag(self, name: &'static str, value: impl Fn() -> bool + 'static) -> DomNode {
        let node = self.clone();
        follow(Box::new(move || node.set(name, Some(if value() { "true" } else { "false" }))));
        self
    }

    /// Out of sight while this is so. The keyboard stays near.
    pub(crate) fn hidden(self, is_hidden: impl Fn() -> bool + 'static) -> DomNode {
        let node = self.clone();
        follow(Box::new(move || {
            let is_hidden = is_hidden();
            let had_focus = is_hidden && focus::is_in(&node.0);
            node.set("hidden", is_hidden.then_some(""));
            if had_focus {
                focus::rescue(node.0.parent_element());
            }
        }));
        self
    }

    /// A text that follows signals; it is all there is in the element.
    pub(crate) fn reactive_text(self, text: impl Fn() -> String + 'static) -> DomNode {
        let node = self.clone();
        follow(Box::new(move || node.set_text(&text())));
        self
    }

    /// Children that follow signals; they are replaced all together, and the keyboard stays near.
    pub(crate) fn reactive_children(self, children: impl Fn() -> Vec<DomNode> + 'static) -> DomNode {
        let node = self.clone();
        follow(Box::new(move || {
            let children = children();
            let had_focus = focus::is_in(&node.0);
            node.0.set_text_content(None);
            let _ = node.clone().with(&children);
            if had_focus {
                focus::rescue(Some(node.0.clone()));
            }
        }));
        self
    }

    /// Rows that follow signals: what stays is left where it is, so that the keyboard stays, too.
    pub(crate) fn rows(self, rows: impl Fn() -> Vec<Row> + 'static) -> DomNode {
        let node = self.clone();
        let list = Owner::new();
        let mut shown: Vec<(String, DomNode, Owner)> = Vec::new();
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
                    focus::rescue(Some(node.0.clone()));
                }
            }
            let mut next = node.0.first_element_child();
            for (_, row, _) in &shown {
                if next.as_ref() == Some(&row.0) {
                    next = row.0.next_element_sibling();
                } else {
                    let _ = node.0.insert_before(&row.0, next.as_deref());
                }
            }
        }));
        self
    }

    /// Something to do when an event comes.
    pub(crate) fn on(self, event: &str, act: impl FnMut(Event) + 'static) -> DomNode {
        listen(&self.0, event, Box::new(act));
        self
    }

    /// What a button does.
    pub(crate) fn pressed(self, mut act: impl FnMut() + 'static) -> DomNode {
        self.on("click", move |_| act())
    }
}

fn listen(element: &Element, event: &str, act: Box<dyn FnMut(Event)>) {
    let listener = Closure::wrap(act);
    let _ = element.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    // It lives as long as the element that owns it.
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

/// Runs an effect now and whenever a signal it read changes, until the owning element is removed.
pub(crate) fn follow(mut work: Box<dyn FnMut()>) {
    StoredValue::new_local(RenderEffect::new(move |_| work()));
}
