//! What has been filled in.

use callcenter::CallCenter;
use deployment::{File, SourceFile};
use serde_json::{Map, Value, json};

use crate::fields::{ANY, Field, ITEMS, Meaning, ORIGINS, Part};

/// Everything that a deployment is made of.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Form {
    /// The configuration, keys that have no field included.
    configuration: Map<String, Value>,
    /// What was typed as the configuration, while it is none.
    typed: Option<String>,
    /// The orgs that were named before every org was let in, to be named again.
    named_orgs: Option<Value>,
    center: CallCenter,
    /// Whether flows and actions of the release are taken.
    pub(crate) shipped: bool,
    /// Flows and actions that were added.
    pub(crate) files: Vec<Added>,
}

/// A flow or an action that was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Added {
    /// Which of the two.
    pub(crate) kind: Kind,
    /// Its name, without a folder.
    pub(crate) name: String,
    /// Its text.
    pub(crate) text: String,
}

/// Flow or action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A CTI Flow.
    Flow,
    /// A CTI Action.
    Action,
}

impl Form {
    /// A form that nobody has filled in.
    pub(crate) fn new() -> Form {
        Form {
            configuration: Map::new(),
            typed: None,
            named_orgs: None,
            center: CallCenter::new("Switchboard", ""),
            shipped: true,
            files: Vec::new(),
        }
    }

    /// The text in a field.
    pub(crate) fn value(&self, field: Field) -> String {
        match field.meaning {
            Meaning::Text(key) => match self.at(key) {
                Some(Value::String(text)) => text.clone(),
                _ => String::new(),
            },
            Meaning::Lines(key) => match self.at(key) {
                Some(Value::Array(list)) => {
                    list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n")
                }
                _ => String::new(),
            },
            Meaning::CallCenter(Part::AdapterUrl) => self.center.adapter_url.clone(),
            Meaning::CallCenter(Part::InternalName) => self.center.internal_name.clone(),
            Meaning::CallCenter(Part::DisplayName) => self.center.display_name.clone(),
        }
    }

    /// Takes what was typed into a field. Nothing typed is no key.
    pub(crate) fn set(&mut self, field: Field, text: &str) {
        let trimmed = text.trim();
        let value = match field.meaning {
            Meaning::Text(_) => (!trimmed.is_empty()).then(|| json!(trimmed)),
            Meaning::Lines(_) => {
                let lines = text.split(['\n', ',']).map(str::trim).filter(|line| !line.is_empty());
                let lines: Vec<&str> = lines.collect();
                (!lines.is_empty()).then(|| json!(lines))
            }
            Meaning::CallCenter(part) => {
                let text = trimmed.to_owned();
                match part {
                    Part::AdapterUrl => self.center.adapter_url = text,
                    Part::InternalName => self.center.internal_name = text,
                    Part::DisplayName => self.center.display_name = text,
                }
                return;
            }
        };
        if let Meaning::Text(key) | Meaning::Lines(key) = field.meaning {
            self.put(key, value);
        }
    }

    /// Whether every org may use the page.
    pub(crate) fn any_org(&self) -> bool {
        self.at(ORIGINS).and_then(Value::as_str) == Some(ANY)
    }

    /// Lets every org use the page, or again only those that were named.
    pub(crate) fn set_any_org(&mut self, any: bool) {
        if any == self.any_org() {
            return;
        }
        let orgs = if any {
            self.named_orgs = self.at(ORIGINS).cloned();
            Some(json!(ANY))
        } else {
            self.named_orgs.take()
        };
        self.put(ORIGINS, orgs);
    }

    /// The configuration as text: what is checked and what is shown.
    pub(crate) fn configuration_text(&self) -> String {
        self.typed.clone().unwrap_or_else(|| format!("{:#}", Value::Object(self.configuration.clone())))
    }

    /// Takes a configuration, as typed or from a file. One that is no map stays as it is typed until it is one, or a field
    /// is changed.
    pub(crate) fn set_configuration(&mut self, text: &str) {
        match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
            Ok(Value::Object(configuration)) => {
                self.configuration = configuration;
                self.typed = None;
            }
            _ => self.typed = Some(text.to_owned()),
        }
    }

    /// The files that the configuration names and this page cannot open: flows, then actions.
    pub(crate) fn named_files(&self) -> Vec<&str> {
        let named = |key: &str| self.configuration.get(key).and_then(Value::as_array).into_iter().flatten();
        named("flows").chain(named("actions")).filter_map(Value::as_str).collect()
    }

    /// Takes a call center from a file, its other values included.
    pub(crate) fn set_call_center(&mut self, center: CallCenter) {
        self.center = center;
    }

    /// The call center of this deployment. What the configuration says it says as well.
    pub(crate) fn call_center(&self) -> CallCenter {
        let mut center = self.center.clone();
        if center.display_name.is_empty() {
            center.display_name.clone_from(&center.internal_name);
        }
        for (item, key) in ITEMS {
            center.set(item, self.at(key).and_then(Value::as_str).unwrap_or_default());
        }
        center.with_standard_captions()
    }

    /// Adds a flow or an action; one of the same name goes.
    pub(crate) fn add(&mut self, added: Added) {
        match self.files.iter_mut().find(|known| known.name == added.name) {
            Some(known) => *known = added,
            None => self.files.push(added),
        }
    }

    /// The files of one kind that are deployed, by name, as from a folder. An added one takes the place of a shipped one of its
    /// name.
    pub(crate) fn sources(&self, kind: Kind, release: &[File]) -> Vec<SourceFile> {
        let own = self.files.iter().filter(|file| file.kind == kind);
        let own: Vec<SourceFile> = own.map(|file| SourceFile::new(&file.name, &file.text)).collect();
        let mut sources: Vec<SourceFile> =
            if self.shipped { shipped(kind, release).collect() } else { Vec::new() };
        sources.retain(|shipped| own.iter().all(|own| own.name != shipped.name));
        sources.extend(own);
        sources.sort_by(|a, b| a.name.cmp(&b.name));
        sources
    }

    fn at(&self, key: &str) -> Option<&Value> {
        let (first, rest) = key.split_once('.').unwrap_or((key, ""));
        let value = self.configuration.get(first)?;
        if rest.is_empty() { Some(value) } else { value.get(rest) }
    }

    fn put(&mut self, key: &str, value: Option<Value>) {
        // What was typed and is none is given up: the fields are what counts again.
        self.typed = None;
        let Some((group, name)) = key.split_once('.') else {
            put_in(&mut self.configuration, key, value);
            return;
        };
        let group_value = self.configuration.entry(group).or_insert_with(|| json!({}));
        if !group_value.is_object() {
            *group_value = json!({});
        }
        if let Value::Object(members) = group_value {
            put_in(members, name, value);
            if members.is_empty() {
                self.configuration.shift_remove(group);
            }
        }
    }
}

fn put_in(members: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    match value {
        Some(value) => drop(members.insert(key.to_owned(), value)),
        None => drop(members.shift_remove(key)),
    }
}

/// The files of one kind in a release.
pub(crate) fn shipped(kind: Kind, release: &[File]) -> impl Iterator<Item = SourceFile> {
    let folder = match kind {
        Kind::Flow => "flows/",
        Kind::Action => "actions/",
    };
    release.iter().filter_map(move |file| {
        let name = file.name.strip_prefix(folder)?;
        let ours = match kind {
            Kind::Flow => name.ends_with(".json") && !name.ends_with(".scenario.json"),
            Kind::Action => name.ends_with(".action.json"),
        };
        let text = ours.then(|| String::from_utf8_lossy(&file.bytes).into_owned())?;
        Some(SourceFile::new(name, text))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::FIELDS;

    fn field(id: &str) -> Field {
        FIELDS.into_iter().find(|field| field.id == id).expect("a field")
    }

    #[test]
    fn what_is_typed_stands_in_the_configuration_and_nothing_typed_does_not() {
        let mut form = Form::new();
        form.set(field("origins"), "https://a.example \n\n https://b.example");
        form.set(field("instance-url"), " acme ");
        form.set(field("country"), "DE");
        form.set(field("country"), " ");
        let expected = json!({"salesforce": {"origins": ["https://a.example", "https://b.example"]}, "connect": {"instanceUrl": "acme"}});
        assert_eq!(serde_json::from_str::<Value>(&form.configuration_text()).expect("JSON"), expected);
        assert_eq!(form.value(field("origins")), "https://a.example\nhttps://b.example");
        assert_eq!(form.value(field("country")), "");
    }

    #[test]
    fn keys_without_a_field_survive() {
        let mut form = Form::new();
        form.set_configuration(
            r#"{"recording": {"endpoint": "https://r.example"}, "phone": {"openOnRing": false}}"#,
        );
        form.set(field("country"), "DE");
        let expected = json!({"recording": {"endpoint": "https://r.example"}, "phone": {"openOnRing": false, "country": "DE"}});
        assert_eq!(serde_json::from_str::<Value>(&form.configuration_text()).expect("JSON"), expected);
    }

    #[test]
    fn any_org_is_a_word_and_goes_again() {
        let mut form = Form::new();
        form.set_any_org(true);
        assert!(form.any_org() && form.configuration_text().contains("\"any\""));
        form.set_any_org(false);
        assert_eq!(form.configuration_text(), "{}");
        form.set(field("origins"), "https://a.example");
        form.set_any_org(true);
        assert_eq!(form.value(field("origins")), "");
        form.set_any_org(false);
        assert_eq!(form.value(field("origins")), "https://a.example");
    }

    #[test]
    fn what_is_no_json_is_kept_until_a_field_changes() {
        let mut form = Form::new();
        form.set_configuration(r#"{"connect": {"instanceUrl": "acme"}}"#);
        form.set_configuration("{");
        assert_eq!(form.configuration_text(), "{");
        assert_eq!(form.value(field("instance-url")), "acme");
        form.set(field("region"), "eu-central-1");
        assert!(
            form.configuration_text().contains("acme") && form.configuration_text().contains("eu-central-1")
        );
    }

    #[test]
    fn a_group_that_is_no_map_is_replaced_and_null_is_nothing() {
        let mut form = Form::new();
        form.set_configuration(r#"{"connect": 5, "phone": {"country": null}}"#);
        assert_eq!(form.value(field("country")), "");
        form.set(field("region"), "eu-central-1");
        assert_eq!(form.value(field("region")), "eu-central-1");
    }

    #[test]
    fn an_added_flow_takes_the_place_of_a_shipped_one_of_its_name() {
        let release = [
            File::new("flows/a.json", "shipped"),
            File::new("flows/b.json", "b"),
            File::new("flows/b.scenario.json", "no flow"),
            File::new("actions/c.action.json", "c"),
            File::new("softphone/lang/en.json", "no flow"),
        ];
        let mut form = Form::new();
        form.add(Added { kind: Kind::Flow, name: "a.json".into(), text: "first".into() });
        form.add(Added { kind: Kind::Flow, name: "a.json".into(), text: "own".into() });
        let sources = form.sources(Kind::Flow, &release);
        assert_eq!(sources, [SourceFile::new("a.json", "own"), SourceFile::new("b.json", "b")]);
        assert_eq!(form.sources(Kind::Action, &release), [SourceFile::new("c.action.json", "c")]);
        form.shipped = false;
        assert_eq!(form.sources(Kind::Flow, &release), [SourceFile::new("a.json", "own")]);
    }

    #[test]
    fn the_call_center_says_what_the_configuration_says() {
        let mut form = Form::new();
        form.set(field("adapter-url"), "https://cti.acme.example/softphone/");
        form.set(field("instance-url"), "acme");
        let text = callcenter::write(&form.call_center(), callcenter::Form::Import);
        assert!(text.contains(">acme<") && text.contains("https://cti.acme.example/softphone/"), "{text}");
        assert!(!text.contains(">US<"), "no country was named: {text}");
    }
}
