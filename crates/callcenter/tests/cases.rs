//! Every file in `tests/callcenter`: its verdict stands beside it, or its conversions do.
//!
//! `BLESS=1 cargo test -p callcenter` writes what is expected anew; read the difference before you commit it.

use std::fs;
use std::path::{Path, PathBuf};

use callcenter::{Form, losses, read, write};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/callcenter").join(name)
}

/// What is in a folder, in the order of the names.
fn paths(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut found: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    found.sort();
    found
}

fn name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

/// Whether the text is what the file says. Collects what differs.
fn compare(text: &str, expected: &Path, wrong: &mut Vec<String>) {
    if std::env::var_os("BLESS").is_some() {
        fs::write(expected, text).expect("writes");
    }
    let there = fs::read_to_string(expected).unwrap_or_default();
    if there != text {
        wrong.push(format!("{}\n--- expected\n{there}--- is\n{text}", expected.display()));
    }
}

/// A file's verdict: whether it can be imported, and every finding with its remedy.
fn verdict(path: &Path) -> String {
    let report = read(&fs::read(path).expect("readable"), &name(path));
    let form = report.form.map_or("no call center".to_owned(), |form| form.to_string());
    let mut text = match (report.is_importable(), report.has_error()) {
        (true, _) => format!("{form}: can be imported\n"),
        (false, false) => format!("{form}: well\n"),
        (false, true) => format!("{form}: not well\n"),
    };
    for finding in &report.findings {
        let (place, code) = (finding.place, finding.fault.code());
        let severity = format!("{:?}", finding.severity).to_lowercase();
        let remedy = finding.remedy();
        text.push_str(&format!("{}:{}: {severity}[{code}]: {finding}. {remedy}\n", place.line, place.column));
    }
    text
}

// Shows: checklist-1, gotcha-1, difference-b, BH-106
#[test]
fn every_file_has_its_verdict() {
    let mut wrong = Vec::new();
    let files: Vec<_> = paths(&folder("cases"))
        .into_iter()
        .filter(|path| path.extension().is_some_and(|end| end == "xml"))
        .collect();
    assert!(files.len() >= 30, "{} cases", files.len());
    for path in &files {
        compare(&verdict(path), &path.with_extension("expected"), &mut wrong);
    }
    assert!(wrong.is_empty(), "{} verdicts differ\n{}", wrong.len(), wrong.join("\n"));
}

// Shows: gotcha-1
#[test]
fn every_code_has_a_case() {
    let verdicts: String =
        paths(&folder("cases")).iter().filter_map(|path| fs::read_to_string(path).ok()).collect();
    let table = include_str!("../src/remedy.rs");
    let codes: Vec<&str> = table.split("=> (\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(codes.len() > 40, "{codes:?}");
    // A file that is too large is made in tests/properties.rs.
    let codes = codes.iter().filter(|code| **code != "too-large");
    let without: Vec<_> = codes.filter(|code| !verdicts.contains(&format!("[{code}]: "))).collect();
    assert!(without.is_empty(), "no case in tests/callcenter/cases shows {without:?}");
}

// Shows: difference-b
#[test]
fn every_form_is_written_as_expected() {
    let mut wrong = Vec::new();
    for case in paths(&folder("convert")) {
        let inputs: Vec<_> = paths(&case)
            .into_iter()
            .filter(|path| !name(path).starts_with("to-") && name(path) != "lost")
            .collect();
        let [input] = inputs.as_slice() else { panic!("{}: one input", case.display()) };
        let report = read(&fs::read(input).expect("readable"), &name(input));
        let center =
            report.call_center.unwrap_or_else(|| panic!("{}: {:?}", input.display(), report.findings));
        let mut lost = String::new();
        for (form, output) in [
            (Form::Import, "to-import.xml"),
            (Form::Metadata, "to-metadata.xml"),
            (Form::Seed, "to-seed.xml"),
        ] {
            let text = write(&center.clone().with_standard_captions(), form);
            compare(&text, &case.join(output), &mut wrong);
            let file = format!("{}.callCenter-meta.xml", center.internal_name);
            let again = read(text.as_bytes(), &file);
            assert!(!again.has_error(), "{output} of {}: {:?}", case.display(), again.findings);
            for loss in losses(&center, form) {
                lost.push_str(&format!("{output}: {loss}\n"));
            }
        }
        compare(&lost, &case.join("lost"), &mut wrong);
    }
    assert!(wrong.is_empty(), "{} outputs differ\n{}", wrong.len(), wrong.join("\n"));
}
