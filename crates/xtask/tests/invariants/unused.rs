//! No dependency is declared that is not used.

use std::collections::BTreeSet;

use super::tree::{Text, code, contains_word, root, texts};

/// What a package cannot do without, though its sources never name it: package, dependency, why.
const UNNAMED: [(&str, &str, &str); 1] =
    [("opencti", "wasm-bindgen-futures", "what `#[wasm_bindgen]` makes of an `async fn` names it")];

/// The tables of a manifest that name dependencies, and below which folders of the package each is looked for.
const TABLES: [(&str, &[&str]); 3] = [
    ("dependencies", &["src"]),
    ("dev-dependencies", &["src", "tests", "benches", "examples"]),
    ("build-dependencies", &["build.rs"]),
];

#[test]
fn every_dependency_is_used() {
    let mut unused = Vec::new();
    let mut named_by_members = BTreeSet::new();
    let manifests: Vec<Text> =
        texts(&["crates", "salesforce", "fuzz"]).into_iter().filter(is_manifest).collect();
    assert!(manifests.len() >= 15, "only {} manifests", manifests.len());
    for manifest in &manifests {
        let folder = manifest.path.trim_end_matches("/Cargo.toml");
        let table: toml::Table = toml::from_str(&manifest.text).expect("a manifest");
        let package = table["package"]["name"].as_str().expect("a name");
        for (kind, below) in TABLES {
            let below: Vec<String> = below.iter().map(|below| format!("{folder}/{below}")).collect();
            let below: Vec<&str> = below.iter().map(String::as_str).collect();
            // Fuzz targets lie in a folder of their own.
            let fuzz = format!("{folder}/fuzz_targets");
            let sources = texts(&[below, vec![&fuzz, &format!("{folder}/README.md")]].concat());
            for name in dependencies(&table, kind) {
                let excused = UNNAMED.iter().any(|(of, dependency, _)| *of == package && *dependency == name);
                if !excused && !sources.iter().any(|file| names(&file.text, &name.replace('-', "_"))) {
                    unused.push(format!("{}: {name} ({kind})", manifest.path));
                }
                named_by_members.insert(name);
            }
        }
    }
    let workspace = std::fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml");
    let workspace: toml::Table = toml::from_str(&workspace).expect("a manifest");
    for name in workspace["workspace"]["dependencies"].as_table().expect("a table").keys() {
        if !named_by_members.contains(name) {
            unused.push(format!("Cargo.toml: {name} (workspace.dependencies)"));
        }
    }
    assert!(
        unused.is_empty(),
        "Remove what is not used, or say in `UNNAMED` why it is there:\n{}",
        unused.join("\n")
    );
}

fn is_manifest(file: &Text) -> bool {
    file.path.ends_with("/Cargo.toml")
}

/// Names of the dependencies of one kind, those for some targets only included.
fn dependencies(manifest: &toml::Table, kind: &str) -> Vec<String> {
    let names = |table: Option<&toml::Value>| -> Vec<String> {
        let table = table.and_then(toml::Value::as_table);
        table.into_iter().flat_map(|table| table.keys().cloned()).collect()
    };
    let mut all = names(manifest.get(kind));
    for target in
        manifest.get("target").and_then(toml::Value::as_table).into_iter().flat_map(|all| all.values())
    {
        all.extend(names(target.get(kind)));
    }
    all
}

/// Whether a source names a crate: comments do not count, examples in documentation do.
fn names(text: &str, name: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim_start();
        let example = line.strip_prefix("///").or(line.strip_prefix("//!"));
        contains_word(code(example.unwrap_or(line)), name)
    })
}

#[test]
fn a_comment_is_no_use() {
    assert!(names("use serde_json::Value;", "serde_json"));
    assert!(names("/// let x = serde_json::json!({});", "serde_json"));
    assert!(!names("// through serde_json", "serde_json"));
    assert!(!names("use serde_json::Value;", "serde"));
}
