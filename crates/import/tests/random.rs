//! Whatever is given, it is read or refused in a sentence, and what was read goes through an archive unchanged.

use import::{Archive, Choices, Document, InputFile, Kind, Target, read};
use proptest::prelude::*;

fn check(bytes: &[u8]) {
    let file = InputFile { name: "x".to_owned(), bytes: bytes.to_vec() };
    let imported = read(&[file], &Choices::default());
    let is_silent =
        imported.notes.is_empty() && imported.documents.is_empty() && imported.mappings.is_empty();
    assert!(!is_silent, "nothing was said");
    let documents = imported.documents.iter().map(|read| read.document_for(Target::Records)).collect();
    through_an_archive(documents);
}

fn through_an_archive(documents: Vec<Document>) {
    let archive = Archive { adapter: "A".into(), name: "N".into(), settings: None, documents };
    let bytes = archive.to_bytes().expect("keys are unique");
    let again = Archive::of_bytes(&bytes).expect("our own archive");
    assert_eq!(again.to_bytes().expect("an archive"), bytes);
    let mut sorted = archive.documents;
    sorted.sort_by(|a, b| (a.kind, &a.key).cmp(&(b.kind, &b.key)));
    assert_eq!(again.documents, sorted);
}

const CELL: &str = r#"true|Amazon Connect Chat Contact|onInit|onMessage|a0X5g000001AbCd|"\{""actions"":\[\]\}"|"\{&quot;actions&quot;:\[\]\}"|x|\PC{0,9}|"#;

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(&bytes);
    }

    #[test]
    fn any_table_is_read_or_refused(
        header in prop::collection::vec("Id|Name|Key__c|Source|Event|IsActive|IsDeleted|ns__X__c|A__r.Name", 1..7),
        rows in prop::collection::vec(prop::collection::vec(CELL, 1..7), 0..6),
        delimiter in "[,;\t]",
    ) {
        let lines = std::iter::once(&header).chain(&rows).map(|cells| cells.join(&delimiter));
        check(lines.collect::<Vec<_>>().join("\n").as_bytes());
    }

    #[test]
    fn any_json_is_read_or_refused(
        keys in prop::collection::vec("actions|flow|name|records|result|key|event|source", 0..5),
        values in prop::collection::vec(r#"\[\]|\[\{\}\]|"onInit"|"\PC{0,5}"|7|null|\{"records":\[\{"Name":"A","D":\{"actions":\[\]\}\}\]\}"#, 5),
    ) {
        let entries: Vec<String> = keys.iter().zip(&values).map(|(key, value)| format!("\"{key}\":{value}")).collect();
        check(format!("{{{}}}", entries.join(",")).as_bytes());
    }

    #[test]
    fn any_documents_go_through_an_archive(texts in prop::collection::btree_map("\\PC{1,8}", ("\\PC{0,8}", prop::option::of("(?s).{0,30}"), any::<bool>()), 0..6)) {
        let document = |(key, (name, definition, active)): (String, (String, Option<String>, bool))| Document {
            kind: if active { Kind::Flow } else { Kind::Action },
            key,
            name,
            description: definition.clone(),
            source: None,
            event: None,
            active,
            debug: !active,
            order: (!active).then_some(-7),
            format: 1,
            definition,
        };
        through_an_archive(texts.into_iter().map(document).collect());
    }
}
