//! Any bytes as a file to import: refused in sentences or read, and what was read goes through an archive unchanged.

#![no_main]

use import::{Archive, Choices, InputFile, Target, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let file = InputFile { name: "fuzz.csv".to_owned(), bytes: bytes.to_vec() };
    let imported = read(&[file], &Choices::default());
    for note in &imported.notes {
        assert!(!note.finding.to_string().is_empty());
    }
    let documents: Vec<_> =
        imported.documents.iter().map(|document| document.document_for(Target::Records)).collect();
    let archive = Archive { adapter: "A".to_owned(), name: "A".to_owned(), settings: None, documents };
    let bytes = archive.to_bytes().expect("keys are unique");
    let again = Archive::of_bytes(&bytes).expect("our own archive");
    assert_eq!(again.to_bytes().expect("an archive"), bytes);
});
