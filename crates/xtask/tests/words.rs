//! The sentences: every key that is used has one, every sentence is used, and every language has all of them. The administrator's
//! table of self-check codes says what the page says.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Families of keys that the core composes: the last part is a literal in `crates/desk/src/about.rs`.
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

/// A language file: its tag and its sentences; a plural is the sentences of its categories.
fn language(path: &Path) -> (String, BTreeMap<String, Vec<String>>) {
    let tag = path.file_stem().expect("a name").to_string_lossy().into_owned();
    let json: Value = serde_json::from_str(&read(path)).unwrap_or_else(|error| panic!("{tag}: {error}"));
    let texts = |value: &Value| match value {
        Value::String(text) => vec![text.clone()],
        Value::Object(forms) => {
            assert!(forms.contains_key("other"), "{tag}: a plural needs the category other: {value}");
            forms.values().map(|form| form.as_str().expect("a text").to_owned()).collect()
        }
        _ => panic!("{tag}: {value} is no sentence"),
    };
    let entries = json.as_object().expect("a map").iter();
    (tag.clone(), entries.map(|(key, value)| (key.clone(), texts(value))).collect())
}

fn languages() -> BTreeMap<String, BTreeMap<String, Vec<String>>> {
    files("www/adapter/lang", &[".json"]).iter().map(|path| language(path)).collect()
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
    let source = read(&root().join("crates/desk/src/about.rs"));
    literals(&source).into_iter().filter(|literal| is_kebab(literal)).collect()
}

/// Every key that stands in a source as a whole.
fn spelled_out() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for path in
        files("crates/overlay/src", &[".rs"]).into_iter().chain(files("crates/adapter", &[".rs", ".js"]))
    {
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
        assert!(known, "{word} of crates/desk/src/about.rs has no sentence");
    }
    for key in english.keys() {
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

#[test]
fn every_language_says_the_same() {
    let mut languages = languages();
    let english = languages.remove("en").expect("English");
    let listed = read(&root().join("www/adapter/panel.js"));
    for (tag, sentences) in &languages {
        assert!(listed.contains(&format!("\"{tag}\"")), "www/adapter/panel.js does not list {tag}");
        let keys = |map: &BTreeMap<String, Vec<String>>| map.keys().cloned().collect::<BTreeSet<_>>();
        let missing: Vec<_> = keys(&english).difference(&keys(sentences)).cloned().collect();
        let unknown: Vec<_> = keys(sentences).difference(&keys(&english)).cloned().collect();
        assert!(missing.is_empty() && unknown.is_empty(), "{tag}: missing {missing:?}, unknown {unknown:?}");
        for (key, forms) in sentences {
            let expected: BTreeSet<_> = english[key].iter().flat_map(|form| gaps(form)).collect();
            for form in forms {
                assert!(!form.trim().is_empty(), "{tag}: {key} is empty");
                assert!(gaps(form).is_subset(&expected), "{tag}: {key} has a gap that nothing fills: {form}");
                assert!(form.matches('{').count() == form.matches('}').count(), "{tag}: {key}: {form}");
            }
            let found: BTreeSet<_> = forms.iter().flat_map(|form| gaps(form)).collect();
            assert_eq!(found, expected, "{tag}: {key} leaves out a gap");
        }
    }
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
