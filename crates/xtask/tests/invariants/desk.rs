//! The desk is a loop of machines: `crates/desk/src/turn.rs` says how.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{Text, code, root, sources};

/// Fields of `Desk`.
const MOST_FIELDS: usize = 12;
const ADVICE: &str = "The desk is a loop of machines with private state: see crates/desk/src/turn.rs.";

/// The path of a file as modules, below the root of its crate.
fn module(path: &str) -> String {
    let path = path.trim_start_matches("crates/desk/src/").trim_end_matches(".rs");
    path.trim_end_matches("/mod").replace('/', "::")
}

/// The file that a path of modules and names leads into.
fn owner<'m>(path: &str, modules: &'m BTreeSet<String>) -> Option<&'m String> {
    let mut path = path.trim_end_matches("::");
    loop {
        if let Some(module) = modules.get(path) {
            return Some(module);
        }
        path = path.rsplit_once("::")?.0;
    }
}

/// The paths behind `crate::`, `super::` and the file's own modules, from the root of the crate.
fn paths(own: &str, text: &str, modules: &BTreeSet<String>) -> BTreeSet<String> {
    let code: String = text.lines().map(code).collect::<Vec<_>>().join("\n");
    let mut paths = BTreeSet::new();
    let parent = own.rsplit_once("::").map_or("", |(parent, _)| parent);
    let children = modules.iter().filter(|module| module.rsplit_once("::").is_some_and(|(up, _)| up == own));
    let mut roots = vec![("crate::".to_owned(), String::new()), ("super::".to_owned(), parent.to_owned())];
    roots.extend(children.map(|child| {
        let name = child.rsplit("::").next().unwrap_or_default();
        (format!("{name}::"), child.clone())
    }));
    for (word, root) in &roots {
        for (at, _) in code.match_indices(word) {
            let is_start = !code[..at]
                .ends_with(|before: char| before.is_alphanumeric() || before == '_' || before == ':');
            if !is_start {
                continue;
            }
            let rest = &code[at + word.len()..];
            let is_part = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
            let end = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
            let (path, after) = rest.split_at(end);
            let base = if root.is_empty() { path.to_owned() } else { format!("{root}::{path}") };
            let Some(group) = after.strip_prefix('{') else {
                paths.insert(base);
                continue;
            };
            // One level of `{a, b::c}` is what rustfmt writes here.
            let group = group.split('}').next().unwrap_or_default();
            for name in group.split([',', '{']).map(str::trim).filter(|name| !name.is_empty()) {
                paths.insert(format!("{base}{}", name.split(' ').next().unwrap_or_default()));
            }
        }
    }
    paths
}

/// Which files each file names; not the root, which names all.
fn arrows(files: &[Text]) -> BTreeMap<String, BTreeSet<String>> {
    let modules: BTreeSet<String> =
        files.iter().map(|file| module(&file.path)).filter(|name| name != "lib").collect();
    let mut arrows = BTreeMap::new();
    for file in files {
        let own = module(&file.path);
        if own == "lib" {
            continue;
        }
        let named = paths(&own, &file.text, &modules);
        let named = named.iter().filter_map(|path| owner(path, &modules)).filter(|name| **name != own);
        arrows.insert(own.clone(), named.cloned().collect());
    }
    arrows
}

/// What is left when those that name none of the others go, and those that none of the others names.
fn in_circles(mut arrows: BTreeMap<String, BTreeSet<String>>) -> BTreeSet<String> {
    loop {
        let is_named = |name: &String| arrows.values().any(|named| named.contains(name));
        let names = |named: &BTreeSet<String>| named.iter().any(|name| arrows.contains_key(name));
        let free: Vec<String> = arrows
            .iter()
            .filter(|(name, named)| !names(named) || !is_named(name))
            .map(|(name, _)| name.clone())
            .collect();
        if free.is_empty() {
            return arrows.into_keys().collect();
        }
        arrows.retain(|name, _| !free.contains(name));
    }
}

#[test]
fn circles_are_found() {
    let file =
        |path: &str, text: &str| Text { path: format!("crates/desk/src/{path}"), text: text.to_owned() };
    let files = [
        file("lib.rs", "use crate::a::A;"),
        file("a.rs", "use crate::b::{c::C, B};\n// use crate::d::D;"),
        file("b.rs", "mod c;\npub use c::C;"),
        file("b/c.rs", "use crate::d::D;"),
        file("d.rs", "fn d(_: crate::e::E) {}"),
        file("e.rs", "use crate::b::c::C;"),
        file("f.rs", "use crate::a::A;"),
    ];
    let found = in_circles(arrows(&files));
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["b::c", "d", "e"]);
    let child = [file("b.rs", "use self::c::C;\nuse c::C;"), file("b/c.rs", "use super::B;")];
    assert_eq!(in_circles(arrows(&child)).len(), 2);
}

#[test]
fn no_files_of_the_desk_name_each_other_in_a_circle() {
    let found = in_circles(arrows(&sources(&["desk"])));
    assert!(found.is_empty(), "{ADVICE} {} files are in circles: {found:#?}", found.len());
}

#[test]
fn the_desk_has_few_fields() {
    let files = sources(&["desk"]);
    let desk = files.iter().find(|file| file.path == "crates/desk/src/desk.rs").expect("desk.rs");
    let body = desk.text.split("pub struct Desk {").nth(1).expect("the struct").split("\n}").next();
    let is_field = |line: &&str| code(line).starts_with("    ") && code(line).contains(": ");
    let fields = body.unwrap_or_default().lines().filter(is_field).count();
    assert!(fields > 0 && fields <= MOST_FIELDS, "{ADVICE} Desk has {fields} fields.");
}

#[test]
fn only_the_loop_knows_the_desk() {
    let is_loop = |path: &str| path == "crates/desk/src/desk.rs" || path.starts_with("crates/desk/src/desk/");
    let files = sources(&["desk"]);
    let knows = |file: &&Text| {
        let words = ["impl Desk", "crate::desk::Desk", "super::Desk"];
        file.text.lines().any(|line| words.iter().any(|word| code(line).contains(word)))
    };
    let found: Vec<&str> = files.iter().filter(knows).map(|file| file.path.as_str()).collect();
    let others: Vec<&&str> = found.iter().filter(|path| !is_loop(path)).collect();
    assert!(
        !found.is_empty() && others.is_empty(),
        "{ADVICE} A machine has no way to the others: {others:#?}"
    );
    let desk = files.iter().find(|file| file.path == "crates/desk/src/desk.rs").expect("desk.rs");
    let body = desk.text.split("pub struct Desk {").nth(1).expect("the struct").split("\n}").next();
    let is_public = |line: &&str| code(line).trim_start().starts_with("pub");
    assert_eq!(body.unwrap_or_default().lines().find(is_public), None, "{ADVICE} Its fields are private.");
}

/// `ARCHITECTURE.md` walks along with a ringing call: its stations, each with the files it names.
#[test]
fn the_walk_of_a_ringing_call_is_short_and_leads_through_files_that_exist() {
    const MOST_STATIONS: usize = 20;
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let walk = text.split("## The walk of a ringing call").nth(1).expect("the walk");
    let walk = walk.split("\n## ").next().unwrap_or_default();
    let is_station =
        |line: &&str| line.split_once(". ").is_some_and(|(number, _)| number.parse::<u32>().is_ok());
    let stations: Vec<&str> = walk.lines().filter(is_station).collect();
    assert!(!stations.is_empty() && stations.len() <= MOST_STATIONS, "{} stations: {ADVICE}", stations.len());
    for station in stations {
        let files: Vec<&str> = station.split('`').filter(|word| word.starts_with("crates/")).collect();
        assert!(!files.is_empty(), "a station is a file: {station}");
        for file in files {
            assert!(root().join(file).is_file(), "{file} is not there any more: {station}");
        }
    }
}
