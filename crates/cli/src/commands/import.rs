//! `cti import`

mod target;

use std::fs::{self, File};
use std::io::{IsTerminal as _, Read as _, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use flow::Aliases;
use import::{
    Arrival, Change, Choices, Deed, Document, Field, Finding, Imported, InputFile, MOST_BYTES, Severity,
    compare, compare_settings, left_alone,
};

use crate::error::Problem;
use crate::output::say;
use crate::{Verdict, files};
use target::Place;

pub(crate) const EXAMPLES: &str = "FILE is a flow that the editor exported, a zip of such files, a dump of the adapter's script records (CSV or JSON, as
Data Loader and `sf data query` write them), an archive that the studio or this command wrote, or a folder of them. What it is
is told by its content. A dump without definitions is a list: it says when the flows of the other files run.

Titles of sources and old names of events become the words of Switchboard, and what `cti lint --fix` repairs is repaired.
Everything arrives inactive, unless --active is given. A document is the same one if its key is: that of a record is ac:ID, so
that a dump can be imported again.

Examples:
  cti import exported.zip records.csv                        # look
  cti import exported.zip records.csv --out flows            # write flow files into a folder
  cti import records.json --out acme.zip --adapter AcmeConnect   # an archive, to be imported in the studio
  cti import greeting.json --source connectVoiceContact --event onConnecting --out flows
  cti import records.csv --column event=My_Trigger__c --dry-run --out flows

Exit status: 0 when all is well, 1 when something could not be read or mapped, 2 when nothing could be written.";

#[derive(Args, Debug)]
pub(crate) struct Request {
    /// What to import.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Where to write: a folder of flow files, or an archive (.zip). Without it nothing is written.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Internal name of the call center whose flows a new archive holds.
    #[arg(long, value_name = "NAME")]
    adapter: Option<String>,
    /// Source of the flows of which nothing else says it.
    #[arg(long)]
    source: Option<String>,
    /// Event of the flows of which nothing else says it.
    #[arg(long)]
    event: Option<String>,
    /// Which column of a dump is what, where the import is mistaken: FIELD=COLUMN. May be given several times. Fields: definition,
    /// name, source, event, active, debug, description, id, key, deleted.
    #[arg(long = "column", value_name = "FIELD=COLUMN", value_parser = column)]
    columns: Vec<(Field, String)>,
    /// Leave active what is active where it comes from. What has errors arrives inactive all the same.
    #[arg(long)]
    active: bool,
    /// Show what would be written, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Write without being asked.
    #[arg(long, short)]
    yes: bool,
}

fn column(text: &str) -> Result<(Field, String), String> {
    let words = || Field::ALL.map(Field::word).join(", ");
    let (field, column) = text.split_once('=').ok_or("write FIELD=COLUMN")?;
    let field = Field::parse(field)
        .ok_or_else(|| format!("there is no field \"{field}\"; there are: {}", words()))?;
    Ok((field, column.to_owned()))
}

pub(crate) fn import(request: &Request, aliases: &Aliases) -> Result<Verdict, Problem> {
    let mut inputs = Vec::new();
    for path in &request.files {
        read_inputs(path, &mut inputs)?;
    }
    let choices = Choices {
        columns: request.columns.clone(),
        source: request.source.clone(),
        event: request.event.clone(),
        aliases: aliases.clone(),
    };
    let imported = import::read(&inputs, &choices);
    show(&imported);
    if let Some(out) = &request.out {
        write(request, out, &imported)?;
    }
    Ok(if imported.has_errors() { Verdict::NotWell } else { Verdict::Well })
}

/// A file, or every file of a folder and below but scenarios and hidden ones.
fn read_inputs(path: &Path, inputs: &mut Vec<InputFile>) -> Result<(), Problem> {
    let problem = |source| Problem::Read { path: path.to_owned(), source };
    if path.is_dir() {
        let mut inner = Vec::new();
        for entry in fs::read_dir(path).map_err(problem)? {
            inner.push(entry.map_err(problem)?.path());
        }
        inner.sort();
        let is_hidden =
            |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        for inner in inner.iter().filter(|inner| !is_hidden(inner) && !files::is_scenario(inner)) {
            read_inputs(inner, inputs)?;
        }
        return Ok(());
    }
    let mut bytes = Vec::new();
    // One byte more tells that it is too large.
    let most = MOST_BYTES as u64 + 1;
    File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)).map_err(problem)?;
    inputs.push(InputFile { name: path.display().to_string(), bytes });
    Ok(())
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn line(finding: &Finding) -> String {
    format!("{}: {finding}", word(finding.severity()))
}

/// What was read: mappings, documents, and what is to be said of them.
fn show(imported: &Imported) {
    for mapping in &imported.mappings {
        say(mapping);
    }
    for note in &imported.notes {
        say(format_args!("{}: {}", note.from, line(&note.finding)));
    }
    for read in &imported.documents {
        let document = &read.document;
        say(format_args!(
            "{}: {} \"{}\" ({}), key {}",
            read.from,
            document.kind.name(),
            document.name,
            when(document),
            document.key
        ));
        for finding in &read.findings {
            say(format_args!("  {}", line(finding)));
        }
    }
    let count = |kind| imported.documents.iter().filter(|read| read.document.kind == kind).count();
    say(format_args!("read: {} flows, {} actions", count(import::Kind::Flow), count(import::Kind::Action)));
}

/// When a document runs, and whether.
fn when(document: &Document) -> String {
    let words = [document.source.as_deref(), document.event.as_deref()];
    let trigger: Vec<&str> = words.into_iter().flatten().collect();
    let active = if document.active { "active" } else { "inactive" };
    match trigger.as_slice() {
        [] => active.to_owned(),
        trigger => format!("{}, {active}", trigger.join(" ")),
    }
}

/// Shows what would change at the place, asks, and writes.
fn write(request: &Request, out: &Path, imported: &Imported) -> Result<(), Problem> {
    let place = Place::read(out)?;
    let adapter = request.adapter.clone().or_else(|| imported.adapter.as_ref().map(|(key, _)| key.clone()));
    if place.is_new_archive() && adapter.is_none() {
        return Err(Problem::NoAdapter);
    }
    let incoming: Vec<Document> =
        imported.documents.iter().map(|read| read.document_for(place.target())).collect();
    let arrival = if request.active { Arrival::AsGiven } else { Arrival::Inactive };
    let changes = compare(place.documents(), &incoming, arrival, place.target());
    for change in &changes {
        show_change(change);
    }
    for document in left_alone(place.documents(), &incoming) {
        say(format_args!(
            "left     {} \"{}\", key {}: it is not in what is imported",
            document.kind.name(),
            document.name,
            document.key
        ));
    }
    let settings = compare_settings(place.settings(), imported.settings.as_deref());
    if let Some(difference) = &settings {
        say(place.about_settings());
        show_difference(difference);
    }
    let is_written = |change: &&Change| change.deed != Deed::Keep;
    let count = changes.iter().filter(is_written).count();
    let writes_settings = settings.is_some() && place.has_settings();
    if count == 0 && !writes_settings {
        say("nothing to write");
        return Ok(());
    }
    if request.dry_run {
        say(format_args!("not written, as --dry-run asks: {} into {}", documents(count), out.display()));
        return Ok(());
    }
    if !request.yes {
        confirm(count, out)?;
    }
    let new_settings = imported.settings.as_deref().filter(|_| writes_settings);
    place.write(&changes, new_settings, adapter, imported.adapter.as_ref().map(|(_, name)| name.as_str()))?;
    say(format_args!("wrote {} into {}", documents(count), out.display()));
    Ok(())
}

fn show_change(change: &Change) {
    let document = &change.document;
    let deed = match change.deed {
        Deed::Create => "new",
        Deed::Update => "changed",
        Deed::Keep => "same",
    };
    say(format_args!(
        "{deed:<8} {} \"{}\" ({}), key {}",
        document.kind.name(),
        document.name,
        when(document),
        document.key
    ));
    if change.is_switched_off {
        say("  warning: it runs now, and will not until somebody switches it on: it arrives inactive");
    }
    if change.deed == Deed::Update {
        show_difference(&change.difference);
    }
}

fn show_difference(difference: &str) {
    for line in difference.lines() {
        say(format_args!("  {line}"));
    }
}

fn documents(count: usize) -> String {
    format!("{count} document{}", if count == 1 { "" } else { "s" })
}

/// Asks in a terminal; elsewhere there is nobody to ask.
fn confirm(count: usize, out: &Path) -> Result<(), Problem> {
    if !std::io::stdin().is_terminal() {
        return Err(Problem::NotConfirmed);
    }
    eprint!("Write {} into {}? [y/N] ", documents(count), out.display());
    // What cannot be shown is asked all the same.
    let _ = std::io::stderr().flush();
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer).map_err(|source| Problem::Answer { source })?;
    match answer.trim().to_ascii_lowercase().as_str() {
        "y" | "yes" => Ok(()),
        _ => Err(Problem::NotConfirmed),
    }
}
