//! The language of the page, chosen by the agent. `www/adapter/panel.js` hears the choice, keeps it and fetches the words.

use crate::element::{DomNode, node, option};
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
pub(crate) fn choice(panel: Panel) -> DomNode {
    let chosen = store::read(store::Kept::Always, "language").unwrap_or_default();
    let mut options = vec![option("", &panel.say("language.automatic"), chosen.is_empty())];
    options.extend(LANGUAGES.map(|(tag, name)| option(tag, name, tag == chosen).attr("lang", Some(tag))));
    node("label", &[("class", "language")]).with(&[
        node("span", &[]).text(&panel.say("language.title")),
        node("select", &[("id", "language")]).with(&options),
    ])
}
