//! Titles of blocks and categories in the languages of the panel: the files of `www/adapter/lang/catalogue`.

use std::collections::BTreeMap;

/// The languages besides English, whose titles the catalogue itself has.
const FILES: [(&str, &str); 9] = [
    ("de", include_str!("../../../www/adapter/lang/catalogue/de.json")),
    ("es", include_str!("../../../www/adapter/lang/catalogue/es.json")),
    ("fr", include_str!("../../../www/adapter/lang/catalogue/fr.json")),
    ("it", include_str!("../../../www/adapter/lang/catalogue/it.json")),
    ("ja", include_str!("../../../www/adapter/lang/catalogue/ja.json")),
    ("ko", include_str!("../../../www/adapter/lang/catalogue/ko.json")),
    ("pt-BR", include_str!("../../../www/adapter/lang/catalogue/pt-BR.json")),
    ("zh-CN", include_str!("../../../www/adapter/lang/catalogue/zh-CN.json")),
    ("zh-TW", include_str!("../../../www/adapter/lang/catalogue/zh-TW.json")),
];

/// Titles in one language, by the English title.
#[derive(Debug, Default)]
pub(crate) struct Titles(BTreeMap<String, String>);

impl Titles {
    /// The tags there are titles for.
    pub(crate) fn tags() -> impl Iterator<Item = &'static str> {
        std::iter::once("en").chain(FILES.map(|(tag, _)| tag))
    }

    /// The titles of a language; of one there is no file of, the English ones.
    pub(crate) fn of(tag: &str) -> Result<Titles, serde_json::Error> {
        let file = FILES.iter().find(|(known, _)| *known == tag);
        file.map_or_else(|| Ok(Titles::default()), |(_, text)| serde_json::from_str(text).map(Titles))
    }

    /// Whether this language has a title of its own.
    pub(crate) fn has(&self, title: &str) -> bool {
        self.0.contains_key(title)
    }

    /// A title in this language. A label that an author chose stays as it is.
    pub(crate) fn say<'a>(&'a self, title: &'a str) -> &'a str {
        self.0.get(title).map_or(title, String::as_str)
    }
}
