//! The language of the page, chosen by the agent. `www/adapter/panel.js` hears the choice, keeps it and fetches the words.

use leptos::html::{label, option, select, span};
use leptos::prelude::*;

use crate::panel::Panel;
use crate::store;

/// Tags of the files in `www/adapter/lang`, and what their speakers call their language.
const LANGUAGES: [(&str, &str); 10] = [
    ("de", "Deutsch"),
    ("en", "English"),
    ("es", "Español"),
    ("fr", "Français"),
    ("it", "Italiano"),
    ("pt-BR", "Português (Brasil)"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("zh-CN", "简体中文"),
    ("zh-TW", "繁體中文"),
];

/// The choice. Without one the language is that of the call center or of the browser.
pub(crate) fn choice(panel: Panel) -> impl IntoView {
    let chosen = store::read(store::Kept::Always, "language").unwrap_or_default();
    let entry = |tag: &'static str, lang: Option<&'static str>, name: String| {
        option().value(tag).attr("lang", lang).selected(tag == chosen).child(name)
    };
    let mut options = vec![entry("", None, panel.say("language.automatic"))];
    options.extend(LANGUAGES.map(|(tag, name)| entry(tag, Some(tag), name.to_owned())));
    label()
        .class("language")
        .child((span().child(panel.say("language.title")), select().id("language").child(options)))
}
