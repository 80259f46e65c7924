//! The files that are in the project: tracked by git, or new and not ignored.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A text file of the project.
pub(crate) struct Text {
    /// Path from the root, with forward slashes.
    pub(crate) path: String,
    /// Content.
    pub(crate) text: String,
}

/// The root of the clone.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the root of the clone")
}

/// All text files below one of the folders (or the files themselves); everything for `""`.
pub(crate) fn texts(below: &[&str]) -> Vec<Text> {
    let list = ["ls-files", "--cached", "--others", "--exclude-standard"];
    let output = Command::new("git").current_dir(root()).args(list).output().expect("git lists the files");
    assert!(output.status.success(), "git ls-files failed: the invariants are checked in a clone");
    let inside = |path: &str| {
        below.iter().any(|folder| {
            folder.is_empty()
                || path == *folder
                || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
        })
    };
    let names = String::from_utf8(output.stdout).expect("file names are UTF-8");
    let read = |path: &str| {
        let text = std::fs::read_to_string(root().join(path)).ok()?;
        Some(Text { path: path.to_owned(), text })
    };
    names.lines().filter(|path| inside(path)).filter_map(read).collect()
}

/// The Rust sources of some crates, without their tests: what ships.
pub(crate) fn sources(crates: &[&str]) -> Vec<Text> {
    let folders: Vec<String> = crates.iter().map(|name| format!("crates/{name}/src")).collect();
    let found: Vec<Text> = texts(&folders.iter().map(String::as_str).collect::<Vec<_>>())
        .into_iter()
        .filter(|file| file.path.ends_with(".rs"))
        .filter(|file| {
            let path = &file.path;
            !path.ends_with("/tests.rs") && !path.ends_with("_tests.rs") && !path.contains("/tests/")
        })
        .map(|file| Text { text: without_tests(&file.text), ..file })
        .collect();
    assert!(!found.is_empty(), "no sources below {folders:?}");
    found
}

/// A source with its test modules emptied; the lines keep their numbers.
fn without_tests(text: &str) -> String {
    let mut out = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let test_module =
            line.starts_with("#[cfg(test)]") && lines.peek().is_some_and(|next| next.starts_with("mod "));
        if test_module && lines.peek().is_some_and(|next| next.ends_with('{')) {
            // rustfmt closes a module that starts a line by a brace that starts a line.
            for inside in lines.by_ref() {
                out.push('\n');
                if inside.starts_with('}') {
                    break;
                }
            }
        } else {
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}

/// A line without its comment: what the compiler sees, roughly. A `//` inside a text (a URL) is no comment.
pub(crate) fn code(line: &str) -> &str {
    let comment = line.match_indices("//").find(|(at, _)| !line[..*at].ends_with(':'));
    comment.map_or(line, |(at, _)| &line[..at])
}

/// Fails with every place where the code of a file contains one of the words.
pub(crate) fn forbid(files: &[Text], words: &[&str], advice: &str) {
    let mut places = Vec::new();
    for file in files {
        for (number, line) in file.text.lines().enumerate() {
            places.extend(
                words
                    .iter()
                    .filter(|word| contains_word(code(line), word))
                    .map(|word| format!("{}:{}: {word}", file.path, number + 1)),
            );
        }
    }
    assert!(places.is_empty(), "{advice}\n{}", places.join("\n"));
}

/// Whether the text contains the word, not as a part of a longer name.
pub(crate) fn contains_word(text: &str, word: &str) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        let open_start = word.starts_with(part) && before.is_some_and(part);
        let open_end = word.ends_with(part) && after.is_some_and(part);
        !open_start && !open_end
    })
}

#[test]
fn test_modules_do_not_ship() {
    let text = "a\n#[cfg(test)]\nmod tests {\n    b\n}\nc\n#[cfg(test)]\nmod more;\nd";
    assert_eq!(without_tests(text), "a\n\n\n\n\nc\n#[cfg(test)]\nmod more;\nd\n");
}

#[test]
fn words_are_found_as_words() {
    assert!(contains_word("use std::fs::read;", "std::fs"));
    assert!(contains_word("let x = eval(y)", "eval("));
    assert!(!contains_word("let x = medieval(y)", "eval("));
    assert!(!contains_word("std::fsx", "std::fs"));
    assert_eq!(code("let url = \"https://a\"; // why"), "let url = \"https://a\"; ");
}
