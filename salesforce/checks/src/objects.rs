//! The objects of the org package, as the files in `objects/` declare them, and who may do what with them.

use std::collections::{BTreeMap, BTreeSet};

use super::project::{File, metadata};

/// A custom object or a custom metadata type.
#[derive(Default)]
pub(super) struct Object {
    /// Its own elements.
    pub(super) elements: BTreeMap<String, String>,
    /// Fields by API name, each with its elements.
    pub(super) fields: BTreeMap<String, BTreeMap<String, String>>,
}

impl Object {
    /// Whether a name means a field of it, a standard one included.
    pub(super) fn has(&self, field: &str) -> bool {
        const STANDARD: [&str; 16] = [
            "Id",
            "Name",
            "NAME",
            "CreatedById",
            "CreatedDate",
            "LastModifiedById",
            "LastModifiedDate",
            "CreatedBy.Name",
            "LastModifiedBy.Name",
            "SystemModstamp",
            "DeveloperName",
            "MasterLabel",
            "CREATEDBY_USER",
            "CREATED_DATE",
            "LAST_UPDATE",
            "Adapter__r.Key__c",
        ];
        STANDARD.contains(&field) || self.fields.contains_key(field)
    }
}

/// The leaf elements below the root, by name; the last of several.
fn elements(file: &File) -> BTreeMap<String, String> {
    let document = roxmltree::Document::parse(&file.text).expect("XML");
    let leaves = document.root_element().children().filter(|node| node.is_element());
    leaves
        .map(|node| (node.tag_name().name().to_owned(), node.text().unwrap_or_default().to_owned()))
        .collect()
}

/// The texts of the elements on this path below the root, for instance `filters/field`.
pub(super) fn texts(file: &File, path: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(&file.text).expect("XML");
    let mut nodes = vec![document.root_element()];
    for name in path.split('/') {
        nodes = nodes
            .into_iter()
            .flat_map(|node| {
                node.children().filter(|child| child.tag_name().name() == name).collect::<Vec<_>>()
            })
            .collect();
    }
    nodes.into_iter().map(|node| node.text().unwrap_or_default().to_owned()).collect()
}

/// Every object by API name.
pub(super) fn objects() -> BTreeMap<String, Object> {
    let mut found: BTreeMap<String, Object> = BTreeMap::new();
    for file in metadata().iter().filter(|file| file.folder_and_name().0 == "objects") {
        let object = found.entry(object_of(file)).or_default();
        let (_, name) = file.folder_and_name();
        if name.ends_with(".object-meta.xml") {
            object.elements = elements(file);
        } else if let Some(field) = name.strip_suffix(".field-meta.xml") {
            object.fields.insert(field.to_owned(), elements(file));
        }
    }
    found
}

/// The object that a file below `objects/` belongs to.
fn object_of(file: &File) -> String {
    file.path.split('/').nth(4).expect("objects/OBJECT/…").to_owned()
}

pub(super) fn of(folder: &str) -> Vec<File> {
    metadata().into_iter().filter(|file| file.folder_and_name().0 == folder).collect()
}

fn permission_set(name: &str) -> File {
    let sets = of("permissionsets");
    let named = sets.into_iter().find(|file| file.path.ends_with(&format!("/{name}.permissionset-meta.xml")));
    named.unwrap_or_else(|| panic!("no permission set {name}"))
}

/// The groups of one name in a permission set, each as its elements.
fn rows(set: &File, group: &str) -> Vec<BTreeMap<String, String>> {
    let document = roxmltree::Document::parse(&set.text).expect("XML");
    let groups = document.root_element().children().filter(|node| node.tag_name().name() == group);
    groups
        .map(|node| {
            let leaves = node.children().filter(|child| child.is_element());
            leaves
                .map(|leaf| (leaf.tag_name().name().to_owned(), leaf.text().unwrap_or_default().to_owned()))
                .collect()
        })
        .collect()
}

fn is(elements: &BTreeMap<String, String>, name: &str) -> bool {
    elements.get(name).is_some_and(|text| text == "true")
}

/// Setup, custom objects, fields, list views, permissions: the longest names and texts that are accepted.
#[test]
fn names_and_texts_are_as_short_as_the_platform_wants_them() {
    let mut wrong = Vec::new();
    let mut check = |path: &str, what: &str, text: &str, most: usize| {
        if text.is_empty() || text.chars().count() > most {
            wrong.push(format!("{path}: {what} “{text}” has not 1 to {most} characters"));
        }
    };
    for file in metadata() {
        let (folder, name) = file.folder_and_name();
        let name = name.split('.').next().unwrap_or(name);
        let own = name.trim_end_matches("__c").trim_end_matches("__mdt");
        let is_name = own.starts_with(|c: char| c.is_ascii_alphabetic())
            && !own.ends_with('_')
            && !own.contains("__")
            && own.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        assert!(is_name || folder == "layouts", "{}: {own} is no API name", file.path);
        match folder {
            "objects" => {
                check(&file.path, "name", own, 40);
                for element in ["label", "pluralLabel", "relationshipName", "relationshipLabel"] {
                    for text in texts(&file, element) {
                        check(&file.path, element, &text, 40);
                    }
                }
                for (element, most) in [("description", 1000), ("inlineHelpText", 510), ("errorMessage", 255)]
                {
                    for text in texts(&file, element) {
                        check(&file.path, element, &text, most);
                    }
                }
                for text in texts(&file, "fullName") {
                    assert_eq!(text, name, "{}", file.path);
                }
            }
            "permissionsets" | "customPermissions" => {
                check(&file.path, "name", own, 80);
                check(&file.path, "label", &texts(&file, "label")[0], 80);
                for text in texts(&file, "description") {
                    check(
                        &file.path,
                        "description",
                        &text,
                        255 + 745 * usize::from(folder == "permissionsets"),
                    );
                }
            }
            "customMetadata" => check(&file.path, "label", &texts(&file, "label")[0], 40),
            "classes" | "triggers" => check(&file.path, "name", own, 40),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn fields_are_declared_as_their_type_wants_it() {
    for (name, object) in objects() {
        let elements = &object.elements;
        let settings = ["enableSharing", "enableBulkApi", "enableStreamingApi"];
        assert!(settings.iter().all(|setting| elements.get(*setting) == elements.get(settings[0])), "{name}");
        let parents = object.fields.values().filter(|field| field["type"] == "MasterDetail").count();
        assert_eq!(
            elements.get("sharingModel").is_some_and(|model| model == "ControlledByParent"),
            parents > 0,
            "{name}: a child's sharing is its parent's"
        );
        for (field, elements) in &object.fields {
            let place = format!("{name}.{field}");
            let number = |element: &str| elements.get(element).and_then(|text| text.parse::<u32>().ok());
            match elements["type"].as_str() {
                "LongTextArea" => {
                    assert!(
                        number("length").is_some_and(|length| (256..=131_072).contains(&length)),
                        "{place}"
                    );
                    assert!(number("visibleLines").is_some_and(|lines| (2..=50).contains(&lines)), "{place}");
                }
                "Text" => {
                    assert!(number("length").is_some_and(|length| (1..=255).contains(&length)), "{place}")
                }
                "Number" => {
                    assert!(number("precision").is_some_and(|digits| (1..=18).contains(&digits)), "{place}");
                }
                "MasterDetail" => {
                    assert!(objects().contains_key(&elements["referenceTo"]), "{place}");
                    assert!(!elements.contains_key("required"), "{place}: always required");
                }
                "Checkbox" => assert!(elements.contains_key("defaultValue"), "{place}"),
                _ => {}
            }
            assert_eq!(elements.contains_key("caseSensitive"), is(elements, "unique"), "{place}");
            assert_eq!(elements.contains_key("fieldManageability"), name.ends_with("__mdt"), "{place}");
            if elements.contains_key("trackHistory") {
                assert!(is(&object.elements, "enableHistory"), "{place}: {name} has no history");
            }
        }
    }
}

#[test]
fn what_stands_on_layouts_lists_and_rules_is_there() {
    let objects = objects();
    for file in of("layouts") {
        let object = file.folder_and_name().1.split('-').next().expect("OBJECT-LABEL").to_owned();
        let here = objects.get(&object).unwrap_or_else(|| panic!("{}: no object {object}", file.path));
        for field in texts(&file, "layoutSections/layoutColumns/layoutItems/field") {
            assert!(here.has(&field), "{}: {object}.{field}", file.path);
        }
        for item in texts(&file, "platformActionList/platformActionListItems/actionName") {
            let quick =
                of("quickActions").into_iter().any(|action| action.path.contains(&format!("/{item}.")));
            assert!(quick || ["Edit", "Delete"].contains(&item.as_str()), "{}: {item}", file.path);
        }
        for related in rows(&file, "relatedLists") {
            let (child, parent) = related["relatedList"].split_once('.').expect("OBJECT.FIELD");
            let child = &objects[child];
            assert_eq!(child.fields[parent]["referenceTo"], object, "{}", file.path);
            assert!(child.has(&related["sortField"]) && child.has(&related["fields"]), "{}", file.path);
        }
        for field in texts(&file, "relatedLists/fields") {
            assert!(objects.values().any(|object| object.has(&field)), "{}: {field}", file.path);
        }
    }
    for file in of("objects") {
        let object = &objects[&object_of(&file)];
        let paths = ["columns", "filters/field", "fields", "errorDisplayField"];
        for field in paths.iter().flat_map(|path| texts(&file, path)) {
            assert!(object.has(&field), "{}: {field}", file.path);
        }
        for formula in texts(&file, "errorConditionFormula") {
            for word in formula.split(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
                assert!(!word.ends_with("__c") || object.has(word), "{}: {word}", file.path);
            }
        }
        for layout in texts(&file, "compactLayoutAssignment") {
            let wanted = format!("{}/compactLayouts/{layout}.compactLayout-meta.xml", object_of(&file));
            assert!(of("objects").iter().any(|file| file.path.ends_with(&wanted)), "{}", file.path);
        }
    }
    for file in of("tabs") {
        let name = file.folder_and_name().1.split('.').next().expect("a name").to_owned();
        match texts(&file, "lwcComponent").first() {
            None => {
                assert!(objects.contains_key(&name), "{}: an object's tab is named as the object", file.path)
            }
            Some(component) => {
                let bundle = format!("/lwc/{component}/{component}.js-meta.xml");
                let bundle =
                    of("lwc").into_iter().find(|file| file.path.ends_with(&bundle)).expect("its component");
                assert!(bundle.text.contains("<target>lightning__Tab</target>"), "{}", file.path);
                assert_eq!(texts(&file, "label").len(), 1, "{}: a component's tab has a label", file.path);
            }
        }
    }
    for file in of("applications") {
        for tab in texts(&file, "tabs").into_iter().filter(|tab| !tab.starts_with("standard-")) {
            assert!(of("tabs").iter().any(|file| file.path.contains(&format!("/{tab}."))), "{tab}");
        }
    }
}

#[test]
fn an_adapter_shows_its_flows_actions_and_versions() {
    let layouts = of("layouts");
    let layout =
        layouts.iter().find(|file| file.path.contains("Switchboard_Adapter__c-")).expect("its layout");
    let lists = texts(layout, "relatedLists/relatedList");
    let objects = objects();
    let labels: Vec<&str> = lists
        .iter()
        .map(|list| {
            let (child, parent) = list.split_once('.').expect("OBJECT.FIELD");
            objects[child].fields[parent]["relationshipLabel"].as_str()
        })
        .collect();
    assert_eq!(labels, ["CTI Flows", "CTI Actions", "CTI Versions"]);
    assert_eq!(objects["Switchboard_Adapter__c"].elements["pluralLabel"], "CTI Adapters");
}

/// The field that the logs of calls are unique by.
const LOG_KEY: &str = "Task.Switchboard_Key__c";

/// The objects that hold data; custom metadata has no permissions here.
fn data_objects() -> BTreeMap<String, Object> {
    objects().into_iter().filter(|(name, _)| name.ends_with("__c")).collect()
}

#[test]
fn readers_and_writers_see_every_field() {
    // A required field and a parent may not be named, and a field that is not named is invisible.
    let mut expected = BTreeSet::new();
    for (name, object) in data_objects() {
        for (field, elements) in &object.fields {
            if !is(elements, "required") && elements["type"] != "MasterDetail" {
                expected.insert(format!("{name}.{field}"));
            }
        }
    }
    for set in ["Switchboard_Agent", "Switchboard_Author", "Switchboard_Administrator"] {
        let rows = rows(&permission_set(set), "fieldPermissions");
        let mut named: BTreeSet<String> = rows.iter().map(|row| row["field"].clone()).collect();
        // The key of a call's log is a field of Activity, which permissions name as one of Task. Agents write logs.
        assert_eq!(named.remove(LOG_KEY), set == "Switchboard_Agent", "{set}");
        assert_eq!(named, expected, "{set}");
        let editable: Vec<&String> =
            rows.iter().filter(|row| is(row, "editable")).map(|row| &row["field"]).collect();
        if set == "Switchboard_Agent" {
            assert_eq!(editable, [LOG_KEY]);
        }
        for field in editable {
            let is_ours = field.ends_with(".Revision__c") || field.ends_with(".Digest__c");
            assert!(
                !is_ours && !field.starts_with("Switchboard_Version__c."),
                "{set}: {field} is the trigger's"
            );
        }
    }
}

/// What a permission set allows on an object: create, read, edit, delete.
fn rights(set: &str, object: &str) -> String {
    let rows = rows(&permission_set(set), "objectPermissions");
    let Some(row) = rows.iter().find(|row| row["object"] == object) else { return String::new() };
    let letters = [('c', "allowCreate"), ('r', "allowRead"), ('e', "allowEdit"), ('d', "allowDelete")];
    letters.iter().filter(|(_, right)| is(row, right)).map(|(letter, _)| *letter).collect()
}

#[test]
fn agents_read_authors_write_and_administrators_make_adapters() {
    let [adapter, flow, action, version] =
        ["Adapter", "Flow", "Action", "Version"].map(|name| format!("Switchboard_{name}__c"));
    assert_eq!(data_objects().into_keys().collect::<BTreeSet<_>>().len(), 4);
    for (set, expected) in [
        ("Switchboard_Agent", ["r", "r", "r", "r"]),
        ("Switchboard_Author", ["re", "cred", "cred", "r"]),
        ("Switchboard_Administrator", ["cred", "cred", "cred", "r"]),
        ("Switchboard_Recording", ["", "", "", ""]),
        ("Switchboard_Attributes", ["", "", "", ""]),
        ("Switchboard_Query", ["", "", "", ""]),
    ] {
        let found = [&adapter, &flow, &action, &version].map(|object| rights(set, object));
        assert_eq!(found, expected, "{set}");
    }
}

#[test]
fn recordings_and_attributes_have_permission_sets_of_their_own() {
    let classes = |set: &str| texts(&permission_set(set), "classAccesses/apexClass");
    assert_eq!(classes("Switchboard_Agent"), ["SwitchboardFlows", "SwitchboardLogs", "SwitchboardRecords"]);
    assert_eq!(classes("Switchboard_Recording"), ["SwitchboardRecording"]);
    assert_eq!(classes("Switchboard_Attributes"), ["SwitchboardAttributes"]);
    assert_eq!(classes("Switchboard_Query"), ["SwitchboardQuery"]);
    let permissions = |set: &str| texts(&permission_set(set), "customPermissions/name");
    assert!(permissions("Switchboard_Agent").is_empty());
    for name in ["Switchboard_Recording", "Switchboard_Attributes", "Switchboard_Author", "Switchboard_Query"]
    {
        assert_eq!(permissions(name), [name]);
        assert!(
            of("customPermissions").iter().any(|file| file.path.contains(&format!("/{name}."))),
            "{name}"
        );
    }
    for set in of("permissionsets") {
        for tab in texts(&set, "tabSettings/tab") {
            assert!(of("tabs").iter().any(|file| file.path.contains(&format!("/{tab}."))), "{}", set.path);
        }
    }
}
