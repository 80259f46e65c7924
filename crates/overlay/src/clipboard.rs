//! Copying. A frame inside Salesforce may be refused the clipboard; then the old way is tried, which needs no permission.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlTextAreaElement;

use crate::element::{DomNode, node};
use crate::panel::Panel;
use crate::reactive::*;

/// The button that copies what stands beside it.
pub(crate) fn button(panel: Panel, name: &str, text: impl Fn() -> String + 'static) -> DomNode {
    node("button", &[("type", "button"), ("class", "copy")])
        .with_label(&panel.fill("attributes.copy", &[("name", name)]))
        .pressed(move || copy(panel, text()))
}

/// Copies a text, and says what came of it.
pub(crate) fn copy(panel: Panel, text: String) {
    spawn_local(async move {
        let asked = ask(&text).map(JsFuture::from);
        let copied = match asked {
            Some(answer) => answer.await.is_ok(),
            None => false,
        };
        let copied = copied || copy_the_old_way(&text);
        panel.status_message.set(Some(if copied { "attributes.copied" } else { "attributes.not-copied" }));
    });
}

/// `navigator.clipboard.writeText(text)`, where there is one.
fn ask(text: &str) -> Option<Promise> {
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into()).ok()?;
    let write = Reflect::get(&clipboard, &"writeText".into()).ok()?.dyn_into::<Function>().ok()?;
    write.call1(&clipboard, &JsValue::from_str(text)).ok()?.dyn_into().ok()
}

/// Selects a text of its own and asks the document to copy the selection; the focus returns to where it was. Whether it was copied.
fn copy_the_old_way(text: &str) -> bool {
    let document = document();
    let Ok(area) = document.create_element("textarea") else { return false };
    let area: HtmlTextAreaElement = area.unchecked_into();
    area.set_value(text);
    area.set_class_name("unseen");
    let Some(body) = document.body() else { return false };
    let mut copied = false;
    let before = document.active_element();
    if body.append_child(&area).is_ok() {
        area.select();
        if let Some(copy) =
            Reflect::get(&document, &"execCommand".into()).ok().and_then(|f| f.dyn_into().ok())
        {
            let copy: Function = copy;
            copied = copy.call1(&document, &"copy".into()).is_ok_and(|copied| copied.is_truthy());
        }
        area.remove();
    }
    if let Some(before) = before.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = before.focus();
    }
    copied
}
