//! Elements that are all of one type. The builder of the library makes a type of its own for every element, and code with it;
//! for a form of many parts that is a great deal. Here an element is its tag, its attributes and its children; what changes
//! follows signals. Texts become text nodes, nothing becomes markup.

use js_sys::Reflect;
use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, Event, HtmlElement};

/// An element. To be copied freely: it is a handle.
#[derive(Clone, Debug)]
pub(crate) struct Part(Element);

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

    /// A text that follows signals; it is all there is in the element.
    pub(crate) fn live_text(self, text: impl Fn() -> String + 'static) -> Part {
        let part = self.clone();
        follow(Box::new(move || part.set_text(&text())));
        self
    }

    /// Children that follow signals; they are replaced all together.
    pub(crate) fn live_parts(self, children: impl Fn() -> Vec<Part> + 'static) -> Part {
        let part = self.clone();
        follow(Box::new(move || {
            let children = children();
            part.set_text("");
            let _ = part.clone().with(&children);
        }));
        self
    }

    /// Something to do when an event comes.
    pub(crate) fn on(self, event: &str, act: impl FnMut(Event) + 'static) -> Part {
        let act: Box<dyn FnMut(Event)> = Box::new(act);
        let listener = Closure::wrap(act);
        let _ = self.0.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        // It lives as long as the part of the page it belongs to.
        StoredValue::new_local(listener);
        self
    }

    /// As a part of a view of the library.
    pub(crate) fn into_view(self) -> AnyView {
        let place = NodeRef::<leptos::html::Div>::new();
        place.on_load(move |place| {
            let place: &HtmlElement = &place;
            let _ = place.append_child(&self.0);
        });
        leptos::html::div().node_ref(place).into_any()
    }
}

/// Does something now, and again when a signal it has read changes; until the part of the page it belongs to goes.
pub(crate) fn follow(mut work: Box<dyn FnMut()>) {
    StoredValue::new_local(RenderEffect::new(move |_| work()));
}
