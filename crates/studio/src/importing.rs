//! Import and export of the list: flows, zips, record lists and archives by the code of `cti import`, with a report; everything as one
//! archive that can be imported again.

use std::cell::RefCell;
use std::rc::Rc;

use import::{Archive, ArchiveError, Choices, Document, Imported, InputFile, Kind};

use crate::app::App;
use crate::dialog::{self, Notice};
use crate::element::{Part, classed, div, part};
use crate::files;
use crate::library::{Item, ItemKind, LibraryError, Target};

/// What archives of the studio say of their adapter.
const ADAPTER: &str = "Switchboard";

/// Something to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Arrival {
    kind: ItemKind,
    /// What its key is made of.
    name: String,
    text: String,
}

/// One line of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    /// File, and what in it.
    about: String,
    sentences: Vec<String>,
}

/// What is kept of what was read: texts that say already what their record says stay as they are, to the byte.
fn arrivals(imported: &Imported) -> Vec<Arrival> {
    let arrival = |document: &Document| {
        let kind = match document.kind {
            Kind::Flow => ItemKind::Flow,
            Kind::Action => ItemKind::Action,
        };
        Arrival { kind, name: document.key.clone(), text: text_of(document) }
    };
    imported.documents.iter().map(|read| arrival(&read.document)).collect()
}

/// Whether a file is a flow that says itself when it runs: it needs no list beside it, and is called as its file is.
fn is_whole(file: &InputFile) -> bool {
    let text = String::from_utf8_lossy(&file.bytes);
    file.name.ends_with(".json") && flow::Document::parse(&text).0.source().is_some()
}

/// What is kept of files, and what is to be said of them.
fn read(files: Vec<InputFile>) -> (Vec<Arrival>, Vec<Line>) {
    let (whole, others): (Vec<InputFile>, Vec<InputFile>) = files.into_iter().partition(is_whole);
    let (mut kept, mut lines) = (Vec::new(), Vec::new());
    for file in whole {
        let name = file.name.trim_end_matches(".json").to_owned();
        let imported = import::read(&[file], &Choices::default());
        kept.extend(arrivals(&imported).into_iter().map(|arrival| Arrival { name: name.clone(), ..arrival }));
        lines.extend(report(&imported));
    }
    if !others.is_empty() {
        let imported = import::read(&others, &Choices::default());
        kept.extend(arrivals(&imported));
        lines.extend(report(&imported));
    }
    (kept, lines)
}

fn text_of(document: &Document) -> String {
    let Some(definition) = &document.definition else { return document.file_text() };
    let says = Document::of_file(document.kind, &document.key, definition).map(|own| Document {
        key: document.key.clone(),
        debug: document.debug,
        format: document.format,
        ..own
    });
    if says.is_ok_and(|own| own == *document) { definition.clone() } else { document.file_text() }
}

/// Everything that is to be said of an import.
fn report(imported: &Imported) -> Vec<Line> {
    let mappings = imported.mappings.iter().map(|mapping| Line {
        about: "Columns".to_owned(),
        sentences: mapping.to_string().lines().map(str::to_owned).collect(),
    });
    let notes = imported
        .notes
        .iter()
        .map(|note| Line { about: note.from.clone(), sentences: vec![format!("{}.", note.finding)] });
    let documents = imported.documents.iter().filter(|read| !read.findings.is_empty()).map(|read| Line {
        about: format!("{}: {}", read.from, read.document.name),
        sentences: read.findings.iter().map(|finding| format!("{finding}.")).collect(),
    });
    mappings.chain(notes).chain(documents).collect()
}

/// Asks for files and keeps what is in them.
pub(crate) fn import_files(app: &App) {
    let app = app.clone();
    files::upload_bytes(".json,.zip,.csv,.txt", move |files| {
        let files: Vec<InputFile> =
            files.into_iter().map(|(name, bytes)| InputFile { name, bytes }).collect();
        let (arrivals, report) = read(files);
        if arrivals.is_empty() {
            app.say(Notice::error("Nothing was imported."));
            return show(report);
        }
        let pending = Rc::new(RefCell::new((arrivals.len(), Vec::<Item>::new(), None::<LibraryError>)));
        for Arrival { kind, name, text } in arrivals {
            let (pending, report) = (pending.clone(), report.clone());
            app.save(Target::New { name }, kind, text, move |app, saved| {
                let mut all = pending.borrow_mut();
                all.0 -= 1;
                match saved {
                    Ok(item) => all.1.push(item),
                    Err(error) => all.2 = Some(error),
                }
                if all.0 == 0 {
                    finish(app, &all.1, all.2.as_ref(), &report);
                }
            });
        }
    });
}

fn finish(app: &App, kept: &[Item], error: Option<&LibraryError>, report: &[Line]) {
    let count = |kind| kept.iter().filter(|item| item.kind == kind).count();
    let counted = |count: usize, word: &str| match count {
        1 => format!("1 {word}"),
        count => format!("{count} {word}s"),
    };
    let mut text = counted(count(ItemKind::Flow), "flow");
    if count(ItemKind::Action) > 0 {
        text += &format!(" and {}", counted(count(ItemKind::Action), "action"));
    }
    text += " imported.";
    let (undoing, kept) = (app.clone(), kept.to_vec());
    let undo = move || kept.iter().for_each(|item| undoing.remove(item));
    let notice = match error {
        Some(error) => Notice::error(format!("{text} {error}")),
        None => Notice::info(text),
    };
    app.say(notice.with("Undo", undo));
    if !report.is_empty() {
        show(report.to_vec());
    }
}

/// What was changed on the way, could not be read, or wants to be looked at.
fn show(report: Vec<Line>) {
    dialog::open("report", "Import report", move |_| {
        let rows: Vec<Part> = (report.iter())
            .map(|line| {
                let said: Vec<Part> = line.sentences.iter().map(|text| classed("p", "", text)).collect();
                part("li", &[]).with(&[classed("h3", "", &line.about), div("").with(&said)])
            })
            .collect();
        vec![part("ul", &[("class", "report-list")]).with(&rows)]
    });
}

/// Everything as one archive.
///
/// # Errors
/// It is too large for a zip.
fn archive(items: &[Item]) -> Result<Vec<u8>, ArchiveError> {
    let document = |item: &Item| {
        let kind = match item.kind {
            ItemKind::Flow => Kind::Flow,
            ItemKind::Action => Kind::Action,
        };
        let read = Document::of_file(kind, &item.key, &item.text);
        let unread = Document {
            kind,
            key: item.key.clone(),
            name: item.key.clone(),
            description: None,
            source: None,
            event: None,
            active: false,
            debug: false,
            order: None,
            format: 1,
            definition: Some(item.text.clone()),
        };
        // The library tells them apart by this key, whatever stands in the text.
        Document { key: item.key.clone(), ..read.unwrap_or(unread) }
    };
    let documents = items.iter().map(document).collect();
    Archive { adapter: ADAPTER.to_owned(), name: ADAPTER.to_owned(), settings: None, documents }.to_bytes()
}

/// Hands over all flows and actions as one archive.
pub(crate) fn export_all(app: &App) {
    let items: Vec<Item> = app.flows().into_iter().chain(app.actions()).collect();
    match archive(&items) {
        Ok(bytes) => files::download_bytes("switchboard-flows.zip", "application/zip", &bytes),
        Err(error) => app.say(Notice::error(format!("Nothing was exported: {error}."))),
    }
}

#[cfg(test)]
mod tests {
    use import::InputFile;

    use super::{archive, read};
    use crate::library::{Item, ItemKind};
    use crate::templates::TEMPLATES;

    fn item(key: &str, kind: ItemKind, text: &str) -> Item {
        Item { key: key.to_owned(), kind, text: text.to_owned(), revision: "1".to_owned() }
    }

    // Shows: issue-12-7-archive
    #[test]
    fn an_archive_of_everything_comes_back_to_the_byte() {
        let action = include_str!("../../../actions/callback-customer.action.json");
        let mut items: Vec<Item> = (TEMPLATES.iter().enumerate())
            .map(|(at, template)| item(&format!("flow-{at}"), ItemKind::Flow, template.text))
            .collect();
        items.push(item("again", ItemKind::Flow, TEMPLATES[0].text));
        items.push(item("an-action", ItemKind::Action, action));
        let bytes = archive(&items).expect("small");
        let (imported, report) = read(vec![InputFile { name: "all.zip".into(), bytes }]);
        assert_eq!(report.len(), 1, "two are called the same");
        let mut back: Vec<(String, ItemKind, String)> =
            imported.into_iter().map(|one| (one.name, one.kind, one.text)).collect();
        back.sort_by(|one, other| one.0.cmp(&other.0));
        let mut there: Vec<(String, ItemKind, String)> =
            items.into_iter().map(|item| (item.key, item.kind, item.text)).collect();
        there.sort_by(|one, other| one.0.cmp(&other.0));
        assert_eq!(back, there);
    }

    // Shows: issue-12-7-archive
    #[test]
    fn a_flow_file_stays_as_it_is_and_a_record_list_says_when_flows_run() {
        let file = |name: &str, bytes: &[u8]| InputFile { name: name.into(), bytes: bytes.to_vec() };
        let (own, report) = read(vec![
            file("voice-screen-pop.json", TEMPLATES[0].text.as_bytes()),
            file("other.json", TEMPLATES[0].text.replace("Open the caller", "Open it").as_bytes()),
        ]);
        let names: Vec<&str> = own.iter().map(|arrival| arrival.name.as_str()).collect();
        assert_eq!(
            (names, report),
            (vec!["voice-screen-pop", "other"], vec![]),
            "one name in two files is no matter"
        );
        assert_eq!(own[0].text, TEMPLATES[0].text);
        let flow = br#"{"actions":[{"id":"uid-0","type":"SE_Start"}]}"#;
        let list = "Name;Source;Event;Active\nGreeting;Amazon Connect Voice Contact;onConnecting;true\n";
        let (listed, report) = read(vec![file("Greeting.json", flow), file("records.csv", list.as_bytes())]);
        assert_eq!(listed.len(), 1);
        let document = flow::Document::parse(&listed[0].text).0;
        let voice = flow::Source::ConnectVoiceContact.word();
        assert_eq!((document.name(), document.source()), (Some("Greeting"), Some(voice)));
        assert!(!report.is_empty());
    }

    // Shows: issue-12-7-archive
    #[test]
    fn what_is_no_flow_is_named_and_left_out() {
        let (kept, report) = read(vec![InputFile { name: "notes.txt".into(), bytes: b"no flow".to_vec() }]);
        assert_eq!(kept, []);
        assert_eq!(report[0].about, "notes.txt");
    }
}
