//! Elements, all of one type, as in the agent's panel: a tag, attributes, children; what changes follows signals. Texts become text
//! nodes, nothing becomes markup.

use std::collections::HashMap;

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement};

use crate::reactive::*;

const SVG: &str = "http://www.w3.org/2000/svg";

/// An element. To be copied freely: it is a handle.
#[derive(Clone, Debug)]
pub(crate) struct Part(pub(crate) Element);

/// A row of a list that follows signals: its key, and what makes it when it is new. A row of the same key stays.
pub(crate) type Row = (String, Box<dyn FnOnce() -> Part>);

/// An element of HTML with its attributes.
pub(crate) fn part(tag: &str, attributes: &[(&str, &str)]) -> Part {
    let part = Part(document().create_element(tag).unwrap_or_else(|_| unreachable!("a tag of HTML")));
    attributes.iter().for_each(|(name, value)| part.set(name, Some(value)));
    part
}

/// An element of SVG with its attributes.
pub(crate) fn svg(tag: &str, attributes: &[(&str, &str)]) -> Part {
    let made = document().create_element_ns(Some(SVG), tag);
    let part = Part(made.unwrap_or_else(|_| unreachable!("a tag of SVG")));
    attributes.iter().for_each(|(name, value)| part.set(name, Some(value)));
    part
}

/// A `div` of a class.
pub(crate) fn div(class: &str) -> Part {
    part("div", &[("class", class)])
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

    /// Adds an element where there is one.
    pub(crate) fn maybe(self, child: Option<Part>) -> Part {
        match child {
            Some(child) => self.with(&[child]),
            None => self,
        }
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

    /// Adds a class, or takes it away.
    pub(crate) fn set_class(&self, class: &str, is_on: bool) {
        let list = self.0.class_list();
        let _ = if is_on { list.add_1(class) } else { list.remove_1(class) };
    }

    /// Says this and nothing else. What has not changed is left alone, so that it is not read aloud again.
    pub(crate) fn set_text(&self, text: &str) {
        if self.0.text_content().as_deref() != Some(text) {
            self.0.set_text_content(Some(text));
        }
    }

    /// Sets a property of CSS, which a Content-Security-Policy lets scripts do.
    pub(crate) fn set_style(&self, name: &str, value: &str) {
        let style = js_sys::Reflect::get(&self.0, &"style".into()).unwrap_or_default();
        let _ = style.unchecked_into::<web_sys::CssStyleDeclaration>().set_property(name, value);
    }

    /// The element as one that can have the keyboard.
    pub(crate) fn html(&self) -> Option<&HtmlElement> {
        self.0.dyn_ref()
    }

    /// Gives it the keyboard.
    pub(crate) fn focus(&self) {
        if let Some(element) = self.html() {
            let _ = element.focus();
        }
    }

    /// An attribute that follows signals.
    pub(crate) fn live(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Part {
        let part = self.clone();
        follow(move || part.set(name, value().as_deref()));
        self
    }

    /// A class that follows signals.
    pub(crate) fn live_class(self, class: &'static str, is_on: impl Fn() -> bool + 'static) -> Part {
        let part = self.clone();
        follow(move || part.set_class(class, is_on()));
        self
    }

    /// Out of sight while this is so.
    pub(crate) fn hidden(self, is_hidden: impl Fn() -> bool + 'static) -> Part {
        self.live("hidden", move || is_hidden().then(String::new))
    }

    /// Not to be pressed while this is so.
    pub(crate) fn disabled(self, is_disabled: impl Fn() -> bool + 'static) -> Part {
        self.live("disabled", move || is_disabled().then(String::new))
    }

    /// A text that follows signals; it is all there is in the element.
    pub(crate) fn live_text(self, text: impl Fn() -> String + 'static) -> Part {
        let part = self.clone();
        follow(move || part.set_text(&text()));
        self
    }

    /// Children that follow signals; they are replaced all together.
    pub(crate) fn live_parts(self, children: impl Fn() -> Vec<Part> + 'static) -> Part {
        let part = self.clone();
        follow(move || {
            let children = children();
            part.0.set_text_content(None);
            let _ = part.clone().with(&children);
        });
        self
    }

    /// Rows that follow signals: what stays is left where it is, so that the keyboard stays, too.
    pub(crate) fn rows(self, rows: impl Fn() -> Vec<Row> + 'static) -> Part {
        let part = self.clone();
        let list = Owner::new();
        let mut shown: HashMap<String, (Part, Owner)> = HashMap::new();
        follow(move || {
            let mut before = std::mem::take(&mut shown);
            let mut order = Vec::new();
            for (key, make) in rows() {
                let row = before.remove(&key).unwrap_or_else(|| {
                    let owner = list.with(Owner::new);
                    let row = owner.with(|| untrack(make));
                    (row, owner)
                });
                order.push(row.0.clone());
                shown.insert(key, row);
            }
            for (gone, owner) in before.into_values() {
                gone.0.remove();
                owner.cleanup();
            }
            let mut next = part.0.first_element_child();
            for row in &order {
                if next.as_ref() == Some(&row.0) {
                    next = row.0.next_element_sibling();
                } else {
                    let _ = part.0.insert_before(&row.0, next.as_deref());
                }
            }
        });
        self
    }

    /// Something to do when an event comes.
    pub(crate) fn on<E: JsCast + 'static>(self, event: &str, mut act: impl FnMut(E) + 'static) -> Part {
        listen(&self.0, event, Box::new(move |event| act(event.unchecked_into())));
        self
    }

    /// What a button does.
    pub(crate) fn pressed(self, mut act: impl FnMut() + 'static) -> Part {
        self.on("click", move |_: Event| act())
    }
}

/// Hears an event as long as the part of the page it belongs to is there.
pub(crate) fn listen(target: &web_sys::EventTarget, event: &str, act: Box<dyn FnMut(Event)>) {
    let listener = Closure::wrap(act);
    let _ = target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    let (target, event) = (target.clone(), event.to_owned());
    let kept = StoredValue::new_local(Some(listener));
    // A window outlives the page that listened to it.
    on_cleanup_local(move || {
        if let Some(listener) = kept.try_update_value(Option::take).flatten() {
            let _ = target.remove_event_listener_with_callback(&event, listener.as_ref().unchecked_ref());
        }
    });
}

/// Calls this when the owner goes. What browsers give is not to be sent to other threads, of which there are none.
pub(crate) fn on_cleanup_local(act: impl FnOnce() + 'static) {
    let act = StoredValue::new_local(Some(Box::new(act) as Box<dyn FnOnce()>));
    on_cleanup(move || {
        if let Some(Some(act)) = act.try_update_value(Option::take) {
            act();
        }
    });
}

/// A property of what an event comes from, as text.
pub(crate) fn value_of(event: &Event) -> String {
    let target = event.target().map(JsValue::from).unwrap_or_default();
    js_sys::Reflect::get(&target, &"value".into())
        .ok()
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}

/// Whether the box an event comes from is ticked.
pub(crate) fn is_checked(event: &Event) -> bool {
    let target = event.target().map(JsValue::from).unwrap_or_default();
    js_sys::Reflect::get(&target, &"checked".into()).is_ok_and(|checked| checked.is_truthy())
}

/// Sets a property.
pub(crate) fn set_property(part: &Part, name: &str, value: impl Into<JsValue>) {
    let _ = js_sys::Reflect::set(&part.0, &name.into(), &value.into());
}

/// Has this text in a field, without moving the cursor of one who has just typed it.
pub(crate) fn set_value(part: &Part, text: &str) {
    let now = js_sys::Reflect::get(&part.0, &"value".into()).ok().and_then(|value| value.as_string());
    if now.as_deref() != Some(text) {
        set_property(part, "value", text);
    }
}

/// Does something now, and again when a signal it has read changes; until the part of the page it belongs to goes.
pub(crate) fn follow(mut work: impl FnMut() + 'static) {
    StoredValue::new_local(RenderEffect::new(move |_| work()));
}
