//! What can be said of Apex without compiling it: every query and every write names its mode, every field and object it names
//! is there, and no local variable hides a constant, for Apex does not tell letters by case.

use std::collections::BTreeSet;

use super::objects::{Object, objects, of};
use super::project::{read, root};

/// A class, a trigger or the script of a component.
struct Source {
    path: String,
    text: String,
}

impl Source {
    fn is_test(&self) -> bool {
        self.text.contains("@IsTest") || self.path.contains("__tests__")
    }

    /// The code without comments; texts stay.
    fn code(&self) -> String {
        let mut code = String::new();
        let mut rest = self.text.as_str();
        while let Some(start) = rest.find("/*") {
            code.push_str(&rest[..start]);
            rest = rest[start..].find("*/").map_or("", |end| &rest[start + end + 2..]);
        }
        code.push_str(rest);
        let lines = code.lines().map(|line| match line.trim_start().starts_with("//") {
            true => "",
            false => line,
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

fn sources(folder: &str, ends: &str) -> Vec<Source> {
    let base = root().join("force-app/main/default").join(folder);
    let mut found = Vec::new();
    let mut waiting = vec![base];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.to_string_lossy().ends_with(ends) {
                let text = std::fs::read_to_string(&path).expect("readable");
                found.push(Source { path: path.to_string_lossy().into_owned(), text });
            }
        }
    }
    assert!(!found.is_empty(), "no {ends} in {folder}");
    found
}

fn apex() -> Vec<Source> {
    sources("classes", ".cls").into_iter().chain(sources("triggers", ".trigger")).collect()
}

/// The queries in brackets: from `[SELECT` to the bracket that closes it.
fn queries(code: &str) -> Vec<String> {
    let squeezed = code.split_whitespace().collect::<Vec<_>>().join(" ").replace("[ SELECT", "[SELECT");
    squeezed
        .split("[SELECT ")
        .skip(1)
        .map(|rest| rest.split(']').next().unwrap_or(rest).trim().to_owned())
        .collect()
}

#[test]
fn every_query_and_every_write_names_its_mode() {
    let (mut seen_queries, mut seen_writes) = (0, 0);
    for source in apex().iter().filter(|source| !source.is_test()) {
        let code = source.code();
        for query in queries(&code) {
            let mode = query.contains(" WITH USER_MODE") || query.contains(" WITH SYSTEM_MODE");
            assert!(mode, "{}: {query}", source.path);
            seen_queries += 1;
        }
        for line in code.lines().map(str::trim) {
            let write = ["insert ", "update ", "upsert ", "delete ", "undelete "];
            if write.iter().any(|word| line.starts_with(word)) && !line.starts_with("update,") {
                assert!(
                    line.contains(" as user ") || line.contains(" as system "),
                    "{}: {line}",
                    source.path
                );
                seen_writes += 1;
            }
        }
        for call in
            ["Database.query", "Search.query", "Database.insert", "Database.update", "Database.upsert"]
        {
            for rest in code.split(call).skip(1) {
                let call = rest.split(';').next().unwrap_or(rest);
                assert!(call.contains("AccessLevel."), "{}: {call}", source.path);
            }
        }
    }
    assert!(seen_queries > 10 && seen_writes > 5, "{seen_queries} queries, {seen_writes} writes");
}

#[test]
fn system_mode_and_without_sharing_have_a_reason() {
    for source in apex().iter().filter(|source| !source.is_test()) {
        if source.text.contains("without sharing") {
            assert!(source.text.contains("Without sharing"), "{}: say why", source.path);
        }
        let uses_system = ["SYSTEM_MODE", "as system"].iter().any(|word| source.text.contains(word));
        let says_why = ["in system mode", "In system mode", "Without sharing"];
        assert!(
            !uses_system || says_why.iter().any(|why| source.text.contains(why)),
            "{}: say why",
            source.path
        );
    }
}

/// Names that end as names of our own do, in code and in texts.
fn own_names(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    words
        .filter(|word| ["__c", "__mdt", "__r"].iter().any(|end| word.ends_with(end)))
        .map(str::to_owned)
        .collect()
}

/// Whether `salesforce/` has a Lightning message channel of this name.
fn is_message_channel(name: &str) -> bool {
    let path = format!("/messageChannels/{name}.messageChannel-meta.xml");
    of("messageChannels").iter().any(|channel| channel.path.ends_with(&path))
}

#[test]
fn every_object_and_field_that_code_names_is_there() {
    let objects = objects();
    let fields: BTreeSet<&String> = objects.values().flat_map(|object| object.fields.keys()).collect();
    let mut sources = apex();
    sources.extend(sources_of_components());
    for source in &sources {
        for name in own_names(&source.code()) {
            let parent = name.strip_suffix("__r").map(|name| format!("{name}__c"));
            let is_known = objects.contains_key(&name)
                || fields.contains(parent.as_ref().unwrap_or(&name))
                || name.strip_suffix("__c").is_some_and(is_message_channel)
                || (source.is_test() && name == "Nope__c");
            assert!(is_known, "{}: {name}", source.path);
        }
        for query in queries(&source.code()) {
            check_query(&source.path, &query, &objects);
        }
    }
}

fn sources_of_components() -> Vec<Source> {
    sources("lwc", ".js").into_iter().filter(|source| !source.is_test()).collect()
}

/// A query of one of our objects selects fields of that object.
fn check_query(path: &str, query: &str, objects: &std::collections::BTreeMap<String, Object>) {
    let Some((selected, rest)) = query.split_once(" FROM ") else { return };
    let object = rest.split_whitespace().next().unwrap_or_default();
    let Some(object) = objects.get(object) else { return };
    let selected = selected.split(',').map(str::trim).filter(|field| *field != "COUNT()");
    for field in selected {
        assert!(object.has(field), "{path}: {field} in SELECT {query}");
    }
    let sorted = rest.split(" ORDER BY ").nth(1).unwrap_or_default();
    for field in
        sorted.split(" LIMIT ").next().unwrap_or_default().split(',').filter(|field| !field.is_empty())
    {
        let field = field.split_whitespace().next().unwrap_or_default();
        assert!(object.has(field), "{path}: {field} in ORDER BY of {query}");
    }
}

/// Texts in quotes are left out.
fn without_texts(code: &str) -> String {
    let mut inside = false;
    let mut escaped = false;
    code.chars()
        .filter(|c| {
            let was_inside = inside;
            match c {
                _ if escaped => escaped = false,
                '\\' if inside => escaped = true,
                '\'' => inside = !inside,
                _ => {}
            }
            !was_inside && !inside
        })
        .collect()
}

#[test]
fn no_variable_hides_a_constant_by_its_letters() {
    for source in apex() {
        let code = without_texts(&source.code());
        let words: Vec<&str> = code
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '.')
            .filter(|word| !word.is_empty() && !word.contains('.'))
            .collect();
        let constants = code.lines().filter(|line| line.contains("static final")).filter_map(|line| {
            let name = line.split('=').next()?.split_whitespace().last()?;
            (name == name.to_uppercase()).then(|| name.to_owned())
        });
        for constant in constants {
            let hides = words.iter().find(|word| word.eq_ignore_ascii_case(&constant) && **word != constant);
            assert_eq!(hides, None, "{}: the constant {constant}", source.path);
        }
    }
}

#[test]
fn each_trigger_calls_its_handler_for_lists() {
    for source in sources("triggers", ".trigger") {
        let name =
            source.path.split(['/', '\\']).next_back().unwrap_or_default().trim_end_matches(".trigger");
        let object = format!("Switchboard_{}__c", name.trim_start_matches("Switchboard"));
        assert!(source.text.contains(&format!("trigger {name} on {object} (")), "{}", source.path);
        assert!(source.text.contains("SwitchboardHistory."), "{}", source.path);
        let code = source.code();
        assert!(!code.contains("for (") && !code.contains("[SELECT"), "{}: lists, no loops", source.path);
    }
}

#[test]
fn custom_metadata_has_the_fields_of_its_type() {
    let objects = objects();
    for file in of("customMetadata") {
        let name = file.folder_and_name().1;
        let kind = format!("{}__mdt", name.split('.').next().expect("TYPE.RECORD"));
        let object = &objects[&kind];
        let document = roxmltree::Document::parse(&file.text).expect("XML");
        for values in document.root_element().children().filter(|node| node.tag_name().name() == "values") {
            let child = |name: &str| {
                let found = values.children().find(|child| child.tag_name().name() == name);
                found.and_then(|child| child.text()).unwrap_or_default().to_owned()
            };
            let field = object.fields.get(&child("field"));
            let field = field.unwrap_or_else(|| panic!("{}: {}", file.path, child("field")));
            let most = field.get("length").and_then(|text| text.parse::<usize>().ok()).unwrap_or(255);
            assert!(child("value").encode_utf16().count() <= most, "{}: {}", file.path, child("field"));
        }
    }
}

#[test]
fn the_page_of_the_contract_names_every_method() {
    let page = read("../docs/org-flows.md");
    for class in ["SwitchboardFlows", "SwitchboardLibrary"] {
        let code = read(&format!("force-app/main/default/classes/{class}.cls"));
        for marker in ["webService static String ", "@AuraEnabled\n    public static String "] {
            for rest in code.split(marker).skip(1) {
                let method = rest.split('(').next().expect("a name");
                assert!(
                    page.contains(&format!("`{method}`")),
                    "docs/org-flows.md does not name {class}.{method}"
                );
            }
        }
    }
}
