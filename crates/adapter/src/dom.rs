//! Elements, text nodes and buttons; nothing that parses markup.

use thiserror::Error;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement, Window};

/// The page is not the one this core belongs to.
#[derive(Debug, Error)]
pub(crate) enum PageError {
    #[error("this is not a page")]
    NoDocument,
    #[error("the page has no element with the id {0}; page and core are of different versions")]
    Missing(&'static str),
    #[error("the configuration in the page cannot be read: {0}")]
    Configuration(String),
}

pub(crate) fn window() -> Option<Window> {
    web_sys::window()
}

pub(crate) fn document() -> Result<Document, PageError> {
    window().and_then(|window| window.document()).ok_or(PageError::NoDocument)
}

/// An element of `www/adapter/index.html`.
pub(crate) fn element(id: &'static str) -> Result<HtmlElement, PageError> {
    let element = document()?.get_element_by_id(id).ok_or(PageError::Missing(id))?;
    element.dyn_into().map_err(|_| PageError::Missing(id))
}

/// A new element with a class and a text. The text is a text node, whatever it says.
///
/// The browser refuses only names that are no names; ours are literals, so the body stands in for the impossible.
pub(crate) fn make(tag: &'static str, class: &str, text: &str) -> Element {
    let document = document().map_err(|error| JsValue::from_str(&error.to_string()));
    match document.and_then(|document| document.create_element(tag)) {
        Ok(element) => {
            if !class.is_empty() {
                element.set_class_name(class);
            }
            if !text.is_empty() {
                element.set_text_content(Some(text));
            }
            element
        }
        Err(error) => wasm_bindgen::throw_val(error),
    }
}

/// Puts children into a parent, in order.
pub(crate) fn fill(parent: &Element, children: &[Element]) {
    for child in children {
        // A fresh element always has a place in its parent.
        let _ = parent.append_child(child);
    }
}

/// Opens a window of its own, or brings the one of that name to the front.
pub(crate) fn open_window(url: &str, name: &str) {
    if let Some(window) = window() {
        // A browser that refuses says so itself, in its address bar.
        let _ = window.open_with_url_and_target(url, name);
    }
}

/// Sets a performance mark, which `cargo xtask bench` reads.
pub(crate) fn mark(name: &str) {
    if let Some(performance) = window().and_then(|window| window.performance()) {
        let _ = performance.mark(name);
    }
}
