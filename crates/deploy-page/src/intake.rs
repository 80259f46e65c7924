//! Files that an administrator adds: what each of them is, by what is in it.

use deployment::archive;
use serde_json::Value;

use crate::form::{Added, Form, Kind};

/// Takes a file into the form; what is to be said of it, a sentence.
pub(crate) fn take(form: &mut Form, name: &str, bytes: &[u8]) -> String {
    if bytes.starts_with(b"PK") {
        return take_archive(form, name, bytes);
    }
    match take_one(form, name, bytes) {
        Some(what) => format!("{name}: {what}."),
        None => format!(
            "{name} is neither a flow, an action, an adapter.json, a callcenter.xml nor a zip of them."
        ),
    }
}

/// Takes everything of an archive that is of use: a site that this page has made, or flows and actions.
fn take_archive(form: &mut Form, name: &str, bytes: &[u8]) -> String {
    let files = match archive::unzip(bytes) {
        Ok(files) => files,
        Err(error) => return format!("{name}: {error}."),
    };
    // What a site is made of lies beside it.
    let wanted = |path: &str| {
        !path.split('/').any(|part| ["site", "softphone", "salesforce", "__MACOSX"].contains(&part))
    };
    let mut taken = 0;
    for file in files.iter().filter(|file| wanted(&file.name)) {
        taken += usize::from(take_one(form, &file.name, &file.bytes).is_some());
    }
    match taken {
        0 => format!("{name}: there is neither a flow, an action nor an adapter.json in it."),
        1 => format!("{name}: one file was taken from it."),
        taken => format!("{name}: {taken} files were taken from it."),
    }
}

/// Takes one file; what it is, or nothing when it is of no use.
fn take_one(form: &mut Form, path: &str, bytes: &[u8]) -> Option<&'static str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let text = String::from_utf8_lossy(bytes);
    if name.ends_with(".xml") {
        form.set_call_center(callcenter::read(bytes, name).call_center?);
        return Some("the call center was taken");
    }
    if !name.ends_with(".json") || name.ends_with(".scenario.json") {
        return None;
    }
    let add = |form: &mut Form, kind| {
        form.add(Added { kind, name: name.to_owned(), text: text.clone().into_owned() });
    };
    match kind_of(name, &text)? {
        Content::Configuration => {
            form.set_configuration(&text);
            Some("the configuration was opened")
        }
        Content::Action => {
            add(form, Kind::Action);
            Some("the action was added")
        }
        Content::Flow => {
            add(form, Kind::Flow);
            Some("the flow was added")
        }
    }
}

/// What a JSON file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    Configuration,
    Flow,
    Action,
}

/// Keys of which one is in every configuration that says anything.
const CONFIGURATION: [&str; 12] = [
    "salesforce",
    "connect",
    "phone",
    "screenPop",
    "callLog",
    "panel",
    "recording",
    "blocks",
    "runs",
    "http",
    "language",
    "$schema",
];

/// By its content; by its name where the content is broken, so that what is wrong with it can be said.
fn kind_of(name: &str, text: &str) -> Option<Content> {
    let value = serde_json::from_str::<Value>(text.trim_start_matches('\u{feff}'));
    let is_action = name.ends_with(".action.json");
    match value {
        Ok(Value::Object(members)) => {
            let is_flow = members
                .get("actions")
                .and_then(Value::as_array)
                .is_some_and(|list| list.is_empty() || list.iter().any(Value::is_object));
            if is_action || members.get("flow").is_some_and(Value::is_string) {
                Some(Content::Action)
            } else if is_flow {
                Some(Content::Flow)
            } else if members.is_empty() || CONFIGURATION.iter().any(|key| members.contains_key(*key)) {
                Some(Content::Configuration)
            } else {
                None
            }
        }
        Ok(_) => None,
        Err(_) if is_action => Some(Content::Action),
        Err(_) if name == "adapter.json" => Some(Content::Configuration),
        Err(_) => Some(Content::Flow),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::FLOW;
    use deployment::File;

    #[track_caller]
    fn check(name: &str, text: &str, expected: &str) -> Form {
        let mut form = Form::new();
        let said = take(&mut form, name, text.as_bytes());
        assert!(said.starts_with(name) && said.contains(expected), "{said}");
        form
    }

    #[test]
    fn each_file_is_known_by_what_is_in_it() {
        assert_eq!(check("a.json", FLOW, "flow was added").files[0].kind, Kind::Flow);
        let action = include_str!("../../../actions/callback-customer.action.json");
        assert_eq!(check("b.json", action, "action was added").files[0].kind, Kind::Action);
        let opened = check("old.json", r#"{"connect": {"region": "eu-west-2"}}"#, "configuration was opened");
        assert!(opened.configuration_text().contains("eu-west-2"));
        let opened = check("shipped.json", include_str!("../../../adapter.json"), "configuration was opened");
        assert!(opened.any_org());
        let center =
            check("callcenter.xml", include_str!("../../../callcenter.xml"), "call center was taken");
        assert_eq!(center.call_center().adapter_url, "https://cti.example.com/softphone/");
    }

    #[test]
    fn what_is_broken_is_taken_by_its_name_so_that_it_can_be_said() {
        assert_eq!(check("a.json", "{", "flow was added").files.len(), 1);
        assert_eq!(check("a.action.json", "{", "action was added").files[0].kind, Kind::Action);
        assert_eq!(check("adapter.json", "{", "configuration was opened").configuration_text(), "{");
    }

    #[test]
    fn what_is_of_no_use_is_named() {
        for (name, text) in [
            ("a.scenario.json", "{}"),
            ("a.txt", FLOW),
            ("a.json", "5"),
            ("x.xml", "<a>"),
            ("y.json", r#"{"z": 1}"#),
        ] {
            assert!(check(name, text, "is neither a flow").files.is_empty());
        }
        assert!(check("a.zip", "PK but no archive", "no zip archive").files.is_empty());
    }

    #[test]
    fn a_site_that_was_made_before_is_opened_again() {
        let files = [
            File::new("adapter.json", r#"{"connect": {"region": "eu-west-2"}}"#),
            File::new("flows/a.json", FLOW),
            File::new("site/v-1/lang/de.json", r#"{"connect": 1}"#),
            File::new("nginx.conf", ""),
        ];
        let mut form = Form::new();
        let said = take(&mut form, "old.zip", &archive::zip(&files, &[]).expect("an archive"));
        assert_eq!(said, "old.zip: 2 files were taken from it.");
        assert!(form.configuration_text().contains("eu-west-2"));
        assert_eq!(form.files.len(), 1);
    }
}
