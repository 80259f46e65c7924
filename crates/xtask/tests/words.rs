//! The sentences: every key that is used has one, every sentence is used, and every language has all of them. The administrator's
//! table of self-check codes says what the page says.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

const LANGUAGES: &str = "www/adapter/lang";

/// Titles of blocks and categories; English ones are the keys.
const CATALOGUE: &str = "www/adapter/lang/catalogue";

/// The plural categories of each language (Unicode CLDR; `Intl.PluralRules` is asked in the end-to-end case `languages`).
const PLURALS: [(&str, &[&str]); 10] = [
    ("de", &["one", "other"]),
    ("en", &["one", "other"]),
    ("es", &["many", "one", "other"]),
    ("fr", &["many", "one", "other"]),
    ("it", &["many", "one", "other"]),
    ("ja", &["other"]),
    ("ko", &["other"]),
    ("pt-BR", &["many", "one", "other"]),
    ("zh-CN", &["other"]),
    ("zh-TW", &["other"]),
];

/// Words that are the same in English and in that language. Anything else that is equal has been forgotten.
const SAME: [(&str, &[&str]); 9] = [
    ("de", &["Account", "Chat", "Contact Control Panel", "Lead", "Start"]),
    ("es", &["Chat", "Panel"]),
    ("fr", &["Actions", "Chat", "Contact", "E-mail", "Messages", "Notes", "action"]),
    ("it", &["Account", "Chat", "E-mail", "Lead"]),
    ("ja", &[]),
    ("ko", &[]),
    ("pt-BR", &["Chat", "E-mail", "Lead"]),
    ("zh-CN", &[]),
    ("zh-TW", &[]),
];

/// Families of keys that the core composes: the last part is a literal in `crates/desk/src/frame/messages.rs`.
const COMPOSED: [&str; 3] = ["problem", "notice", "status"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files of a folder with one of these endings, in folders below it, too.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![root().join(folder)];
    while let Some(dir) = waiting.pop() {
        for entry in std::fs::read_dir(&dir).expect("a folder").flatten() {
            let path = entry.path();
            let name = path.to_string_lossy().into_owned();
            if path.is_dir() {
                waiting.push(path);
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found
}

/// The sentences of a language by key; a plural is the sentences of its categories, by category.
type Sentences = BTreeMap<String, BTreeMap<String, String>>;

/// The category of a sentence that is no plural.
const PLAIN: &str = "";

/// A language file or a catalogue: its tag and its sentences.
fn language(path: &Path) -> (String, Sentences) {
    let tag = path.file_stem().expect("a name").to_string_lossy().into_owned();
    let text = read(path);
    let json: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{tag}: {error}"));
    let sentences = |value: &Value| match value {
        Value::String(text) => BTreeMap::from([(PLAIN.to_owned(), text.clone())]),
        Value::Object(forms) => forms
            .iter()
            .map(|(category, form)| (category.clone(), form.as_str().expect("a text").to_owned()))
            .collect(),
        _ => panic!("{tag}: {value} is no sentence"),
    };
    let entries = json.as_object().expect("a map").iter();
    let found: Sentences = entries.map(|(key, value)| (key.clone(), sentences(value))).collect();
    let lines = text.lines().filter(|line| line.trim_start().starts_with('"')).count();
    assert_eq!(lines, found.len(), "{tag}: one key a line, and none twice");
    (tag, found)
}

fn languages() -> BTreeMap<String, Sentences> {
    let catalogue = root().join(CATALOGUE);
    let files = files(LANGUAGES, &[".json"]).into_iter();
    files.filter(|path| !path.starts_with(&catalogue)).map(|path| language(&path)).collect()
}

/// The literals of a source, without those of its tests and comments.
fn literals(source: &str) -> BTreeSet<String> {
    let code: Vec<&str> = source
        .lines()
        .take_while(|line| *line != "#[cfg(test)]")
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    code.join("\n").split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

fn is_kebab(text: &str) -> bool {
    !text.is_empty()
        && text.split('-').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase()))
}

fn is_key(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    // Names of what the browser keeps look the same.
    parts.len() > 1
        && parts[0] != "switchboard"
        && parts
            .iter()
            .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
}

/// What the desk calls findings, notices and states.
fn about() -> BTreeSet<String> {
    let source = read(&root().join("crates/desk/src/frame/messages.rs"));
    literals(&source).into_iter().filter(|literal| is_kebab(literal)).collect()
}

/// Every key that stands in a source as a whole.
fn spelled_out() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for path in
        files("crates/overlay/src", &[".rs"]).into_iter().chain(files("crates/adapter", &[".rs", ".js"]))
    {
        // A file of tests: what stands there is no sentence of the panel.
        if path.ends_with("tests.rs") {
            continue;
        }
        found.extend(literals(&read(&path)).into_iter().filter(|literal| is_key(literal)));
    }
    for path in files("www/adapter", &[".html", ".js"]) {
        let text = read(&path);
        for attribute in ["data-words=\"", "data-label=\""] {
            found.extend(
                text.split(attribute).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())),
            );
        }
    }
    found
}

// Shows: languages-complete
#[test]
fn every_key_has_a_sentence_and_every_sentence_a_key() {
    let english = languages().remove("en").expect("English is the first language");
    let (about, spelled_out) = (about(), spelled_out());
    assert!(about.len() >= 30 && spelled_out.len() >= 30, "the keys moved? {about:?} {spelled_out:?}");
    for key in &spelled_out {
        assert!(english.contains_key(key), "{key} is used and has no sentence");
    }
    for word in &about {
        let has = |key: String| english.contains_key(&key);
        let finding = has(format!("problem.{word}.title")) && has(format!("problem.{word}.remedy"));
        let known = finding || has(format!("notice.{word}")) || has(format!("status.{word}"));
        assert!(known, "{word} of crates/desk/src/frame/messages.rs has no sentence");
    }
    let triggers: BTreeSet<&str> = flow::TRIGGERS.iter().map(flow::Trigger::word).collect();
    for key in english.keys() {
        // The panel composes these from the trigger table.
        if let Some(word) = key.strip_prefix("runs.event.") {
            assert!(triggers.contains(word), "{key}: no trigger is called so");
            continue;
        }
        let mut parts = key.split('.');
        let composed = parts.next().is_some_and(|family| COMPOSED.contains(&family))
            && parts.next().is_some_and(|word| about.contains(word))
            && parts.next().is_none_or(|part| ["title", "remedy", "also"].contains(&part));
        assert!(composed || spelled_out.contains(key), "nobody says {key}");
    }
}

/// The gaps of a sentence.
fn gaps(sentence: &str) -> BTreeSet<&str> {
    sentence.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}

fn all_gaps(forms: &BTreeMap<String, String>) -> BTreeSet<&str> {
    forms.values().flat_map(|form| gaps(form)).collect()
}

/// What stands outside of the gaps.
fn without_gaps(sentence: &str) -> String {
    sentence.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest)).collect()
}

/// What is wrong with a text in any language.
fn oddity(text: &str) -> Option<&'static str> {
    // Invisible ones, too: marks of direction, joiners, the byte order mark.
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let entity = |rest: &str| {
        rest.split_once(';').is_some_and(|(name, _)| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
        })
    };
    let odd = [
        (text.trim().is_empty(), "is empty"),
        (text.chars().any(hidden), "has a control character"),
        (text.contains('<') || text.split('&').skip(1).any(entity), "has markup"),
        (text.matches('{').count() != text.matches('}').count(), "has half a gap"),
        (text.contains("  "), "has two spaces"),
        (text.contains("..."), "has three dots for an ellipsis"),
    ];
    odd.into_iter().find_map(|(is, what)| is.then_some(what))
}

/// Whether a text of a language is its English one, and not only by chance.
fn is_left_english(tag: &str, text: &str, english: &str) -> bool {
    let same = SAME.iter().find(|(known, _)| *known == tag).map_or(&[][..], |(_, same)| same);
    text == english && without_gaps(text).chars().any(char::is_alphabetic) && !same.contains(&text)
}

/// The tags of the files in a folder, without English.
fn tags(files: &BTreeMap<String, Sentences>) -> Vec<&str> {
    files.keys().map(String::as_str).filter(|tag| *tag != "en").collect()
}

// Shows: languages-complete
#[test]
fn every_list_of_languages_has_all_of_them() {
    let languages = languages();
    let expected: Vec<&str> = languages.keys().map(String::as_str).collect();
    assert_eq!(PLURALS.map(|(tag, _)| tag)[..], expected, "PLURALS of this test");
    assert_eq!(tags(&catalogues()), tags(&languages), "{CATALOGUE}");
    for (source, before, after) in [
        ("www/adapter/panel.js", "const LANGUAGES = [", "]"),
        ("crates/overlay/src/language.rs", "const LANGUAGES: ", "];\n"),
        ("crates/cli/src/titles.rs", "const FILES: ", "];\n"),
    ] {
        let text = read(&root().join(source));
        let list = text.split_once(before).and_then(|(_, rest)| rest.split_once(after)).expect(source).0;
        let quoted: BTreeSet<&str> = list.split('"').skip(1).step_by(2).filter(|text| is_tag(text)).collect();
        let known: BTreeSet<&str> = tags(&languages).into_iter().collect();
        let listed: BTreeSet<&str> = quoted.iter().copied().filter(|tag| *tag != "en").collect();
        assert_eq!(listed, known, "{source}");
    }
}

fn is_tag(text: &str) -> bool {
    let (language, region) = text.split_once('-').unwrap_or((text, "XX"));
    let of = |part: &str, is: fn(&char) -> bool| part.len() == 2 && part.chars().all(|c| is(&c));
    of(language, char::is_ascii_lowercase) && of(region, char::is_ascii_uppercase)
}

// Shows: languages-complete
#[test]
fn every_language_says_the_same() {
    let languages = languages();
    let english = &languages["en"];
    let mut wrong = Vec::new();
    for (key, said) in english {
        let lacking: Vec<_> = tags(&languages)
            .into_iter()
            .filter(|tag| !languages[*tag].contains_key(key))
            .map(|tag| format!("{tag}.json"))
            .collect();
        if !lacking.is_empty() {
            wrong.push(format!("{key} ({:?}) has no sentence in {}", said.values(), lacking.join(", ")));
        }
    }
    for (tag, sentences) in &languages {
        let categories = PLURALS.iter().find(|(known, _)| known == tag).expect("listed").1;
        for (key, forms) in sentences {
            let Some(said) = english.get(key) else {
                wrong.push(format!("{tag}.json: {key} is not in en.json"));
                continue;
            };
            let mut says = |what: &str| wrong.push(format!("{tag}.json: {key} {what}: {:?}", forms.values()));
            if forms.contains_key(PLAIN) != said.contains_key(PLAIN) {
                says("is a plural in one of the files only");
            } else if !forms.contains_key(PLAIN) && forms.keys().ne(categories.iter().copied()) {
                says(&format!("has other plural categories than {categories:?}"));
            }
            if all_gaps(forms) != all_gaps(said) {
                says(&format!("has other gaps than {:?}", all_gaps(said)));
            }
            for form in forms.values() {
                if let Some(what) = oddity(form) {
                    says(what);
                }
                if tag != "en" && said.values().any(|said| is_left_english(tag, form, said)) {
                    says("is still English");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn catalogues() -> BTreeMap<String, Sentences> {
    files(CATALOGUE, &[".json"]).iter().map(|path| language(path)).collect()
}

/// A title that has no translation yet stays English, and `cti blocks --coverage` warns of it: a new block needs none.
// Shows: languages-catalogue
#[test]
fn every_translated_title_is_one_of_a_block_or_category_and_in_its_language() {
    let titles: BTreeSet<&str> =
        flow::blocks::all().flat_map(|block| [block.title, block.category.title()]).collect();
    let english = languages().remove("en").expect("English");
    let mut wrong = Vec::new();
    for (tag, own) in catalogues() {
        let mut says = |title: &str, what: &str| wrong.push(format!("catalogue/{tag}.json: {title} {what}"));
        assert!(!own.is_empty(), "catalogue/{tag}.json has no titles");
        for (title, forms) in &own {
            let Some(said) = forms.get(PLAIN).filter(|_| titles.contains(title.as_str())) else {
                says(title, "is the title of no block or category");
                continue;
            };
            if is_left_english(&tag, said, title) {
                says(title, "is still English");
            }
            if let Some(what) = oddity(said) {
                says(title, what);
            }
        }
    }
    // Page and panel have both in one map.
    wrong.extend(
        titles
            .iter()
            .filter(|title| english.contains_key(**title))
            .map(|title| format!("{title}: also a key")),
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_of_the_self_check_has_a_row_and_every_row_a_code() {
    let english = languages().remove("en").expect("English");
    let code = |key: &String| Some(key.strip_prefix("problem.")?.strip_suffix(".title")?.to_owned());
    let said: BTreeSet<String> = english.keys().filter_map(code).collect();
    let row = |line: &str| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned());
    let documented: BTreeSet<String> =
        read(&root().join("docs/self-check.md")).lines().filter_map(row).collect();
    assert_eq!(said, documented, "docs/self-check.md and the language files differ");
}
