//! `cti callcenter` as an administrator meets it, and the one table of this adapter's items: the file at the root, what
//! the page reads, and the page of the documentation must agree with it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use callcenter::{CUSTOM_ITEMS, SECTION, read};
use desk::{Config, Declared};
use flow::Map;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn cti(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cti"));
    command
        .current_dir(root())
        .arg("callcenter")
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .expect("cti runs")
}

#[track_caller]
fn check(arguments: &[&str], status: i32, says: &str) {
    let output = cti(arguments);
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(text.contains(says), "{arguments:?} said:\n{text}");
    assert_eq!(output.status.code(), Some(status), "{arguments:?} said:\n{text}");
}

/// A new folder of this test.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if path.exists() {
        std::fs::remove_dir_all(&path).expect("removes");
    }
    std::fs::create_dir_all(&path).expect("creates");
    path
}

const NEW: [&str; 7] = [
    "new",
    "--adapter-url",
    "https://cti.example.com/softphone/",
    "--instance-url",
    "https://acme.my.connect.aws",
    "--region",
    "eu-central-1",
];

// Shows: checklist-1
#[test]
fn the_shipped_file_can_be_imported_and_is_what_new_writes() {
    check(&["check", "callcenter.xml"], 0, "1 of 1 files can be imported; 0 errors, 0 warnings");
    let shipped = std::fs::read_to_string(root().join("callcenter.xml")).expect("callcenter.xml");
    assert_eq!(String::from_utf8_lossy(&cti(&NEW).stdout), shipped, "cti callcenter {}", NEW.join(" "));
}

#[test]
fn the_org_side_holds_the_shipped_file_in_the_metadata_form() {
    let folder = "salesforce/force-app/main/default/callCenters";
    let there = std::fs::read_to_string(root().join(folder).join("Switchboard.callCenter-meta.xml"));
    let made = cti(&["convert", "callcenter.xml", "--to", "metadata"]);
    let remedy =
        format!("remove it, then: cargo cti callcenter convert callcenter.xml --to metadata --out {folder}");
    assert_eq!(String::from_utf8_lossy(&made.stdout), there.expect("the org side's call center"), "{remedy}");
    check(&["check", folder], 0, "0 errors, 0 warnings");
}

#[test]
fn check_says_file_line_reason_and_remedy() {
    let cases = "tests/callcenter/cases";
    check(
        &["check", &format!("{cases}/order-gap.xml")],
        1,
        "order-gap.xml:14:5: error[sort-order-gap]: sortOrder 3 of region leaves a gap: 1 is missing. Number",
    );
    check(&["check", &format!("{cases}/seed-good.xml")], 0, "cti callcenter convert --to import");
    check(&["check", &format!("{cases}/xml-external-entity.xml")], 1, "external entities are refused");
    check(
        &["check", "--format", "json", &format!("{cases}/own-region.xml")],
        1,
        "\"code\": \"custom-value\"",
    );
    check(&["check", cases], 1, " files can be imported; ");
    check(&["check", "crates"], 2, "no file here is named");
    check(&["check", "no-such-file.xml"], 2, "no-such-file.xml: ");
}

#[test]
fn new_refuses_what_cannot_be_imported_and_overwrites_nothing() {
    let file = folder("new").join("callcenter.xml");
    let file = file.to_str().expect("a path");
    check(&["new"], 2, "give --adapter-url");
    check(
        &["new", "--adapter-url", "http://cti.acme.test/", "--out", file],
        1,
        "not written: change the answers",
    );
    check(
        &["new", "--adapter-url", "https://cti.acme.test/", "--standby-url", "https://s.test/"],
        2,
        "--timeout",
    );
    check(&["new", "--adapter-url", "https://cti.acme.test/", "--out", file], 0, "wrote ");
    check(&["new", "--adapter-url", "https://cti.acme.test/", "--out", file], 2, "cannot be written");
    check(&["check", file], 0, "1 of 1 files can be imported; 0 errors, 0 warnings");
}

#[test]
fn convert_names_the_metadata_file_and_says_what_is_lost() {
    let folder = folder("convert");
    let out = folder.to_str().expect("a path");
    let seed = "tests/callcenter/convert/from-seed/input.xml";
    check(&["convert", seed, "--to", "metadata", "--out", out], 0, "lost: the caption \"Panel height\"");
    let made = folder.join("Acme.callCenter-meta.xml");
    check(&["check", made.to_str().expect("a path")], 0, "0 errors, 0 warnings");
    check(
        &["convert", "tests/callcenter/cases/order-gap.xml", "--to", "seed"],
        1,
        "not converted: mend the errors",
    );
}

/// What the page makes of an item of the call center: whether it takes anything from it, and what it complains of.
fn laid_over(name: &str, value: &str) -> (bool, Vec<desk::WrongItem>) {
    let settings = Map::from([(format!("/{}/{name}", desk::SECTION).into(), value.to_owned())]);
    let mut config = Config::default();
    let wrong = config.override_with(&settings);
    let taken = config != Config::default() || Declared::from_settings(&settings) != Declared::default();
    (taken, wrong)
}

// Shows: BH-155
#[test]
fn page_and_check_refuse_the_same_values() {
    for item in CUSTOM_ITEMS {
        let (good, bad) = match item.value {
            callcenter::Value::OneOf(words) => (words, "never"),
            callcenter::Value::Country => (&["DE", "gb"][..], "Germany"),
            callcenter::Value::Region => (&["eu-central-1", "us-gov-west-1"][..], "Frankfurt"),
            callcenter::Value::HttpsUrl => (&["https://id.acme.test/saml"][..], "http://id.acme.test"),
            callcenter::Value::Language => (&["de", "pt-BR", "zh-TW"][..], "klingon"),
            // Nothing is wrong with a text, names of objects only the org knows, and the last three have findings of
            // their own.
            _ => continue,
        };
        for value in good {
            assert_eq!(laid_over(item.name, value).1, [], "{}: {value}", item.name);
        }
        let (taken, wrong) = laid_over(item.name, bad);
        assert!(!taken, "{}: {bad}", item.name);
        let [wrong] = &wrong[..] else { panic!("{}: {wrong:?}", item.name) };
        assert_eq!((wrong.name, wrong.value.as_str()), (item.name, bad));
        if let callcenter::Value::OneOf(words) = item.value {
            assert_eq!(wrong.allowed, words.join(", "), "{}", item.name);
        }
    }
}

#[test]
fn table_file_page_and_documentation_agree() {
    let table: Vec<&str> = CUSTOM_ITEMS.iter().map(|item| item.name).collect();
    assert_eq!(SECTION, desk::SECTION);

    let file = std::fs::read(root().join("callcenter.xml")).expect("callcenter.xml");
    let center = read(&file, "callcenter.xml").call_center.expect("a call center");
    let section = center.sections.iter().find(|section| section.name == SECTION).expect("the section");
    assert_eq!(
        section.items.iter().map(|item| item.name.as_str()).collect::<Vec<_>>(),
        table,
        "callcenter.xml"
    );

    // The panel reads these from the settings the page keeps: its own tests show it.
    let of_panel = ["language", "recordingPanel", "showAllAttributes", "showAttributesIfEmpty"];
    for item in &CUSTOM_ITEMS {
        // The first word of a choice may be what is done anyway.
        let values = match item.value {
            callcenter::Value::OneOf(words) => words,
            callcenter::Value::Region => &["eu-central-1"],
            callcenter::Value::HttpsUrl => &["https://id.acme.test/saml"],
            _ => &["XY"],
        };
        let taken = values.iter().any(|value| laid_over(item.name, value).0);
        assert!(
            taken || of_panel.contains(&item.name),
            "the page does not read {}: crates/desk/src/config/items.rs",
            item.name
        );
    }
    for name in desk::item_names() {
        assert!(table.contains(&name), "the page reads {name}: add it to crates/callcenter/src/custom.rs");
    }

    let admin = std::fs::read_to_string(root().join("docs/admin.md")).expect("docs/admin.md");
    for item in CUSTOM_ITEMS {
        let row = format!("| `{}` | {} |", item.name, item.meaning);
        assert!(admin.contains(&row), "docs/admin.md lacks the row:\n{row}");
    }
}
