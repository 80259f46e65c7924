//! Reads what is given: puts records and files together, and says what it changed and what it could not map.

use flow::{Aliases, Finding as FlowFinding, Header, Severity as FlowSeverity, set_header};

use crate::archive::Archive;
use crate::columns::{Columns, Field, Mapping};
use crate::compare::Target;
use crate::document::{Document, Kind, key_of_name, name_of_file};
use crate::finding::{Finding, Note, Severity};
use crate::flow_text::{is_script, one_line, unescaped};
use crate::recognize::{Recognized, recognize};
use crate::words::{event_of, flag_of, letters, source_of};
use crate::{LONGEST_DEFINITION, LONGEST_NAME};

/// A file to import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputFile {
    /// Its name, to be shown; the name of a flow that has none.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// What the one who imports said besides.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Fields with the names of their columns in dumps of records.
    pub columns: Vec<(Field, String)>,
    /// Source of the flows of which nothing else says it.
    pub source: Option<String>,
    /// Event of the flows of which nothing else says it.
    pub event: Option<String>,
    /// Other spellings of type ids.
    pub aliases: Aliases,
}

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// Internal name of the call center and name of the adapter, where an archive said them.
    pub adapter: Option<(String, String)>,
    /// Settings of the adapter, JSON text, where an archive had some.
    pub settings: Option<String>,
    /// Flows and actions.
    pub documents: Vec<ImportedDocument>,
    /// Which column of each dump is what.
    pub mappings: Vec<Mapping>,
    /// What is to be said of files and rows.
    pub notes: Vec<Note>,
}

/// A document, and what is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedDocument {
    /// Where it stands.
    pub from: String,
    /// The document. `active` is what was given, and never set where it has errors.
    pub document: Document,
    /// What was changed, what could not be mapped, what is wrong.
    pub findings: Vec<Finding>,
    /// Errors that keep it from being active, as the studio counts them.
    pub errors: usize,
    /// Whether its definition comes from records of ours, to stay as it is to the byte.
    is_ours: bool,
}

impl ImportedDocument {
    /// The document as a target keeps it. Orgs keep definitions on one line and in ASCII.
    pub fn document_for(&self, target: Target) -> Document {
        let mut document = self.document.clone();
        if target == Target::Records && !self.is_ours {
            document.definition = document.definition.as_deref().map(one_line);
        }
        document
    }
}

impl Imported {
    /// Whether something that was given is not in what is imported.
    pub fn has_errors(&self) -> bool {
        let of_documents = self.documents.iter().flat_map(|document| &document.findings);
        let all = self.notes.iter().map(|note| &note.finding).chain(of_documents);
        all.into_iter().any(|finding| finding.severity() == Severity::Error)
    }
}

/// What is known of a flow before it is read.
#[derive(Clone, Debug, Default)]
struct Given {
    from: String,
    key: Option<String>,
    name: Option<String>,
    source: Option<String>,
    event: Option<String>,
    active: Option<bool>,
    debug: bool,
    description: Option<String>,
    text: String,
}

/// A record that says when a flow runs and does not hold it.
struct Listed {
    given: Given,
    is_used: bool,
}

/// Reads files: the vendor's exports, dumps of its records, zips of them, and archives of ours.
pub fn read(files: &[InputFile], choices: &Choices) -> Imported {
    let mut imported = Imported::default();
    let mut flows: Vec<Given> = Vec::new();
    let mut listed: Vec<Listed> = Vec::new();
    let mut from_files = Vec::new();
    for recognized in recognize(files, &mut imported.notes) {
        match recognized {
            Recognized::Flow(from, text) => from_files.push(given_of_file(from, text)),
            Recognized::Action(from, text) => imported.action(&from, &text),
            Recognized::Archive(from, archive) => imported.archive(&from, archive, choices),
            Recognized::Table(table) => {
                let columns = Columns::of(&table, &choices.columns, &mut imported.notes);
                imported.mappings.push(columns.mapping(&table));
                imported.table(&table, &columns, &mut flows, &mut listed);
            }
        }
    }
    for mut given in from_files {
        complete(&mut given, &mut listed, &mut imported.notes);
        flows.push(given);
    }
    for row in listed.iter().filter(|row| !row.is_used) {
        let name = row.given.name.clone().unwrap_or_default();
        imported.notes.push(Note { from: row.given.from.clone(), finding: Finding::NoFileForRow { name } });
    }
    for given in flows {
        imported.flow(given, choices);
    }
    imported
}

fn given_of_file(from: String, text: String) -> Given {
    let map: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    let word = |key: &str| map[key].as_str().map(str::to_owned).filter(|word| !word.is_empty());
    Given {
        key: word("key"),
        name: word("name"),
        source: word("source"),
        event: word("event"),
        active: map["active"].as_bool(),
        description: word("description"),
        debug: false,
        from,
        text,
    }
}

/// Takes over what the list says of a flow from a file. The list is the record, and counts before the file.
fn complete(given: &mut Given, listed: &mut [Listed], notes: &mut Vec<Note>) {
    if listed.is_empty() {
        return;
    }
    let names = [given.name.clone().unwrap_or_default(), name_of_file(&given.from), stem_of(&given.from)];
    let is_it = |row: &&mut Listed| {
        let name = letters(row.given.name.as_deref().unwrap_or_default());
        !name.is_empty() && names.iter().any(|own| letters(own) == name)
    };
    match listed.iter_mut().find(is_it) {
        Some(row) => {
            row.is_used = true;
            let record = row.given.clone();
            *given = Given {
                key: record.key.or(given.key.take()),
                name: record.name.or(given.name.take()),
                source: record.source.or(given.source.take()),
                event: record.event.or(given.event.take()),
                active: record.active.or(given.active),
                description: record.description.or(given.description.take()),
                debug: record.debug,
                from: std::mem::take(&mut given.from),
                text: std::mem::take(&mut given.text),
            };
        }
        None => {
            let name = given.name.clone().unwrap_or_else(|| name_of_file(&given.from));
            notes.push(Note { from: given.from.clone(), finding: Finding::NoRowForFile { name } });
        }
    }
}

fn stem_of(from: &str) -> String {
    crate::document::stem(from).to_owned()
}

impl Imported {
    fn note(&mut self, from: &str, finding: Finding) {
        self.notes.push(Note { from: from.to_owned(), finding });
    }

    fn table(
        &mut self,
        table: &crate::table::Table,
        columns: &Columns,
        flows: &mut Vec<Given>,
        listed: &mut Vec<Listed>,
    ) {
        let has_definitions = columns.knows(Field::Definition);
        let is_list = columns.knows(Field::Source) && columns.knows(Field::Name);
        if !(has_definitions || is_list) {
            let finding = Finding::NoColumn { wanted: "definition", columns: table.columns.join(", ") };
            self.note(&table.from, finding);
            return;
        }
        let says_active = columns.knows(Field::Active);
        if has_definitions && !says_active {
            self.note(&table.from, Finding::NoActiveColumn { columns: table.columns.join(", ") });
        }
        for row in &table.rows {
            let cell = |field| columns.cell(&row.cells, field);
            if cell(Field::Deleted).and_then(flag_of) == Some(true) {
                self.note(&row.from, Finding::Deleted);
                continue;
            }
            let own = |field| cell(field).map(|cell| cell.trim().to_owned());
            let record = own(Field::Id).map(|id| format!("ac:{}", long_id(&id)));
            let given = Given {
                from: row.from.clone(),
                key: own(Field::Key).or(record),
                name: own(Field::Name),
                source: own(Field::Source),
                event: own(Field::Event),
                active: match cell(Field::Active).and_then(flag_of) {
                    // An empty cell of such a column is a box that is not ticked.
                    None if has_definitions || says_active => Some(false),
                    active => active,
                },
                debug: cell(Field::Debug).and_then(flag_of) == Some(true),
                description: own(Field::Description),
                text: cell(Field::Definition).unwrap_or_default().to_owned(),
            };
            match (has_definitions, given.text.is_empty()) {
                (false, _) => listed.push(Listed { given, is_used: false }),
                (true, true) => self.note(&row.from, Finding::NoDefinition),
                (true, false) => flows.push(given),
            }
        }
    }

    /// A flow of the vendor's, or of a file beside a page.
    fn flow(&mut self, given: Given, choices: &Choices) {
        let mut findings = Vec::new();
        let mut text = given.text;
        if !is_json(&text)
            && let Some(plain) = unescaped(&text).filter(|plain| is_json(plain))
        {
            findings.push(Finding::Unescaped);
            text = plain;
        }
        if let Some(finding) = unreadable(&text) {
            self.note(&given.from, finding);
            return;
        }
        let name = given.name.unwrap_or_else(|| name_of_file(&given.from));
        let key = given.key.unwrap_or_else(|| key_of_name(&name, &given.from));
        let mut document = Document::new(Kind::Flow, &key, &name, "");
        document.description = given.description;
        document.debug = given.debug;
        document.source = given.source.or_else(|| choices.source.clone());
        document.event = given.event.or_else(|| choices.event.clone());
        shorten(&mut document, &mut findings);
        map_trigger(&mut document, &mut findings);
        // The repairs see the words, as they are about them, too.
        document.active = given.active.unwrap_or(true);
        let header = Header {
            name: Some(&document.name),
            source: document.source.as_deref(),
            event: document.event.as_deref(),
            ..Header::default()
        };
        let (fixed, fixes) = flow::fix(&set_header(&text, &header));
        for fix in fixes {
            let block = if fix.block.is_empty() { String::new() } else { format!("block {}: ", fix.block) };
            findings.push(Finding::Repaired(format!("{block}{}", fix.repair)));
        }
        let (repaired, _) = flow::Document::parse(&fixed);
        document.source = repaired.source().map(str::to_owned);
        document.event = repaired.event().map(str::to_owned);
        let rely: Vec<String> = diagnostics(&fixed, choices)
            .into_iter()
            .filter(|found| found.finding == FlowFinding::EmptySearchEnds)
            .filter_map(|found| found.block.map(String::from))
            .collect();
        document.definition = Some(match rely.is_empty() {
            true => fixed,
            false => set_header(&fixed, &Header { empty_search_succeeds: Some(true), ..Header::default() }),
        });
        findings.extend(rely.into_iter().map(|block| Finding::EmptySearchSet { block }));
        self.add(given.from, document, findings, false, choices);
    }

    fn action(&mut self, from: &str, text: &str) {
        match Document::of_file(Kind::Action, from, text) {
            Ok(mut document) => {
                let mut findings = Vec::new();
                document.name = if document.name.is_empty() { name_of_file(from) } else { document.name };
                shorten(&mut document, &mut findings);
                self.add(from.to_owned(), document, findings, false, &Choices::default());
            }
            Err(reason) => self.note(from, Finding::NotJson { reason }),
        }
    }

    fn archive(&mut self, from: &str, archive: Archive, choices: &Choices) {
        self.adapter.get_or_insert((archive.adapter, archive.name));
        self.settings = self.settings.take().or(archive.settings);
        for document in archive.documents {
            let place = format!("{from}, {} {}", document.kind.name(), document.key);
            if document.is_newer() {
                self.note(&place, Finding::NewerFormat { format: document.format });
                continue;
            }
            self.add(place, document, Vec::new(), true, choices);
        }
    }

    /// Takes a document in, once, with what the checks say of it.
    fn add(
        &mut self,
        from: String,
        mut document: Document,
        mut findings: Vec<Finding>,
        is_ours: bool,
        choices: &Choices,
    ) {
        let same_key = |other: &&ImportedDocument| {
            (other.document.kind, &other.document.key) == (document.kind, &document.key)
        };
        if let Some(first) = self.documents.iter().find(same_key) {
            let other = first.from.clone();
            let finding = match first.document.definition == document.definition {
                true => Finding::Twice { other },
                false => Finding::KeyTwice { key: document.key, other },
            };
            self.note(&from, finding);
            return;
        }
        let same_name = |other: &&ImportedDocument| {
            (other.document.kind, &other.document.name) == (document.kind, &document.name)
        };
        if let Some(first) = self.documents.iter().find(same_name) {
            findings.push(Finding::NameTwice { name: document.name.clone(), other: first.from.clone() });
        }
        if let Some(definition) = &document.definition {
            let length =
                if is_ours { definition.clone() } else { one_line(definition) }.encode_utf16().count();
            if length > LONGEST_DEFINITION {
                findings.push(Finding::DefinitionTooLong { length, most: LONGEST_DEFINITION });
            }
        }
        let lint = lint(&document, choices);
        let errors = lint.iter().filter(|finding| finding.severity() == Severity::Error).count();
        findings.extend(lint);
        if document.active && errors > 0 {
            document.active = false;
            findings.push(Finding::StaysInactive);
        }
        self.documents.push(ImportedDocument { from, document, findings, errors, is_ours });
    }
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text.trim_start_matches('\u{feff}')).is_ok()
}

/// Why a text is no flow.
fn unreadable(text: &str) -> Option<Finding> {
    // Spreadsheets cut the texts of cells off there.
    const CELL: usize = 32_767;
    if is_script(text) {
        return Some(Finding::Script);
    }
    match serde_json::from_str::<serde_json::Value>(text.trim_start_matches('\u{feff}')) {
        Ok(value) if value.get("actions").is_some_and(serde_json::Value::is_array) => None,
        Ok(_) => Some(Finding::NoFlow),
        Err(_) if text.encode_utf16().count() == CELL => Some(Finding::CutOff),
        Err(error) => Some(Finding::NotJson { reason: error.to_string() }),
    }
}

/// An id of 15 characters as one of 18: the letters that follow tell which of them are capitals. Object Reference: "ID Field Type".
fn long_id(id: &str) -> String {
    match id.len() {
        15 if id.is_ascii() => {
            const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
            let checksum = id.as_bytes().chunks(5).map(|part| {
                let bits =
                    part.iter().enumerate().map(|(at, byte)| usize::from(byte.is_ascii_uppercase()) << at);
                char::from(LETTERS[bits.sum::<usize>()])
            });
            id.chars().chain(checksum).collect()
        }
        _ => id.to_owned(),
    }
}

fn shorten(document: &mut Document, findings: &mut Vec<Finding>) {
    for (what, text) in [("name", &mut document.name), ("key", &mut document.key)] {
        let length = text.encode_utf16().count();
        if length > LONGEST_NAME {
            findings.push(Finding::TooLong { what, length, most: LONGEST_NAME });
            while text.encode_utf16().count() > LONGEST_NAME {
                text.pop();
            }
        }
    }
}

/// Labels and other spellings become our words; old names of events the repairs replace.
fn map_trigger(document: &mut Document, findings: &mut Vec<Finding>) {
    match &document.source {
        None => findings.push(Finding::NoTrigger),
        Some(given) => match source_of(given) {
            Some(source) => {
                let (from, to) = (given.clone(), source.word());
                if from != to {
                    findings.push(Finding::SourceMapped { from, to });
                }
                document.source = Some(to.to_owned());
                if source == flow::Source::CtiAction {
                    document.event = None;
                }
            }
            None => findings.push(Finding::UnknownSource { given: given.clone() }),
        },
    }
    if let Some(given) = &document.event {
        match event_of(given) {
            Some(to) => {
                if given != to {
                    findings.push(Finding::EventMapped { from: given.clone(), to });
                }
                document.event = Some(to.to_owned());
            }
            None => findings.push(Finding::UnknownEvent { given: given.clone() }),
        }
    }
}

fn diagnostics(text: &str, choices: &Choices) -> Vec<flow::Diagnostic> {
    let (document, mut found) = flow::Document::parse_with(text, &choices.aliases);
    found.extend(flow::compile(&document).1);
    found.extend(flow::check_trigger(&document));
    found
}

/// What `cti lint` says of a document that is switched on, without its hints.
fn lint(document: &Document, choices: &Choices) -> Vec<Finding> {
    let on = Document { active: true, ..document.clone() };
    let text = on.file_text();
    if document.kind == Kind::Action {
        let (_, found) = actions::read(&document.key, &text);
        let finding = |found: &actions::Diagnostic| Finding::Lint {
            text: found.to_string(),
            forbids_active: found.severity() == actions::Severity::Error,
        };
        return found.iter().map(finding).collect();
    }
    let (parsed, _) = flow::Document::parse_with(&text, &choices.aliases);
    let mut found = Vec::new();
    for diagnostic in diagnostics(&text, choices) {
        let is_missing = matches!(
            diagnostic.finding,
            FlowFinding::Trigger(flow::TriggerFinding::NoSource | flow::TriggerFinding::NoEvent { .. })
        );
        let severity = diagnostic.severity_in(&parsed);
        if is_missing || severity != FlowSeverity::Info {
            let about = flow::Diagnostic { place: None, ..diagnostic };
            let forbids_active = severity == FlowSeverity::Error;
            found.push(Finding::Lint { text: about.to_string(), forbids_active });
        }
    }
    found
}
