//! `callcenter.xml` is what an administrator imports: it is checked against the rules of the Open CTI guide,
//! "Call Center Definition File Format" (`reference/open-cti.md` §5.1).

use std::collections::HashSet;
use std::path::Path;

use roxmltree::{Document, Node};

fn text() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../callcenter.xml");
    std::fs::read_to_string(path).expect("callcenter.xml stands at the root of the project")
}

fn children<'a>(node: Node<'a, 'a>, name: &str) -> Vec<Node<'a, 'a>> {
    node.children().filter(|child| child.is_element()).inspect(|c| assert!(c.has_tag_name(name))).collect()
}

fn check_names_and_order(nodes: &[Node<'_, '_>]) {
    let mut names = HashSet::new();
    for (order, node) in nodes.iter().enumerate() {
        let name = node.attribute("name").expect("name");
        assert!(!name.is_empty() && name.len() <= 40, "{name}: at most 40 characters");
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric()), "{name}: letters and digits only");
        assert!(names.insert(name), "{name} stands twice in its parent");
        assert!(
            !["label", "sortOrder", "internalNameLabel", "displayNameLabel"].contains(&name),
            "{name} is reserved"
        );
        assert!(
            node.attribute("label").is_none_or(|label| label.chars().count() <= 1000),
            "{name}: label too long"
        );
        assert_eq!(
            node.attribute("sortOrder"),
            Some(order.to_string().as_str()),
            "{name}: sortOrder has no gaps"
        );
    }
}

fn item(section: Node<'_, '_>, name: &str) -> String {
    let item = section.children().find(|item| item.attribute("name") == Some(name));
    item.unwrap_or_else(|| panic!("item {name} is missing")).text().unwrap_or_default().trim().to_owned()
}

#[test]
fn follows_the_importable_format() {
    let text = text();
    let document = Document::parse(&text).expect("well-formed XML");
    let root = document.root_element();
    assert!(root.has_tag_name("callCenter"), "the root of an importable file is callCenter, lower-case c");
    let sections = children(root, "section");
    check_names_and_order(&sections);
    for section in &sections {
        check_names_and_order(&children(*section, "item"));
    }
    let general = sections[0];
    assert_eq!(general.attribute("name"), Some("reqGeneralInfo"));
    let first: Vec<_> = children(general, "item").iter().take(2).map(|item| item.attribute("name")).collect();
    assert_eq!(first, [Some("reqInternalName"), Some("reqDisplayName")]);
    let internal = item(general, "reqInternalName");
    assert!(internal.len() <= 40 && internal.starts_with(|c: char| c.is_ascii_alphabetic()));
    assert!(item(general, "reqAdapterUrl").starts_with("https://"));
    assert!(!item(general, "reqAdapterUrl").contains("mode="), "Salesforce appends mode itself");
    assert_eq!(item(general, "reqUseApi"), "true");
    let height: u32 = item(general, "reqSoftphoneHeight").parse().expect("pixels");
    let width: u32 = item(general, "reqSoftphoneWidth").parse().expect("pixels");
    assert!((240..=2560).contains(&height) && (200..=1920).contains(&width));
    assert_eq!(item(general, "reqSalesforceCompatibilityMode"), "Lightning", "absent means Classic");
}

#[test]
fn carries_the_custom_items_the_page_reads() {
    let text = text();
    let document = Document::parse(&text).expect("well-formed XML");
    let section = document
        .root_element()
        .children()
        .find(|section| section.attribute("name") == Some("switchboardConnect"))
        .expect("the custom section");
    assert!(item(section, "instanceUrl").starts_with("https://"));
    assert!(!item(section, "region").is_empty());
    assert_eq!(item(section, "ssoUrl"), "");
    assert_eq!(item(section, "CTIVersion"), "4.0");
    assert_eq!(item(section, "RequiresCallCenter"), "true");
}
