//! What cannot be read, mapped or kept, and what was changed.

use thiserror::Error;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Somebody has to look at it before the flow is switched on.
    Warning,
    /// Something that was given is not in what is imported.
    Error,
}

/// What is to be said of a file, a row or a document. `Display` is one English sentence without a full stop.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Finding {
    /// A file of more bytes than anything that is imported has.
    #[error("the file has more than {most} MB, which is the most that is read")]
    TooLarge {
        /// The limit.
        most: usize,
    },
    /// A file without content.
    #[error("the file is empty")]
    Empty,
    /// A file that is called zip and is none.
    #[error("this is no zip file, whatever its name says: download it again")]
    NotAZip,
    /// A zip that cannot be read.
    #[error("the zip file is damaged: {reason}")]
    DamagedZip {
        /// What the reader says.
        reason: String,
    },
    /// A zip of more than is ever exported.
    #[error("the zip file unpacks to more than {most} MB: nothing of it is read")]
    UnpacksTooLarge {
        /// The limit.
        most: usize,
    },
    /// A zip of more files than is ever exported.
    #[error("the zip file has {count} files; {most} is the most that is read")]
    TooManyFiles {
        /// How many it has.
        count: usize,
        /// The limit.
        most: usize,
    },
    /// An entry whose name leads out of the archive.
    #[error("the name of this entry leads out of the archive, so it is not read")]
    PathLeadsOut,
    /// An entry under a password.
    #[error("this entry has a password: unpack the archive yourself")]
    Encrypted,
    /// A zip in a zip.
    #[error("an archive in an archive is not read: unpack it yourself")]
    NestedZip,
    /// A workbook of a spreadsheet.
    #[error("this is a workbook: save the sheet as CSV UTF-8")]
    Workbook,
    /// Another kind of compressed or binary file.
    #[error("this is neither text nor a zip file")]
    Binary,
    /// Text of another encoding.
    #[error("byte {at} is not UTF-8: save the file as UTF-8 (in a spreadsheet: CSV UTF-8)")]
    NotUtf8 {
        /// The first byte that is not.
        at: usize,
    },
    /// Text that is nothing we know.
    #[error("this is neither a flow, an action, a dump of records (CSV or JSON) nor an archive")]
    Unknown,
    /// A call center's file.
    #[error("this is XML: call center files are checked and converted by cti callcenter")]
    Xml,
    /// What should be JSON and is not.
    #[error("this is not JSON: {reason}")]
    NotJson {
        /// What the reader says, and where.
        reason: String,
    },
    /// A script of the vendor's version 4.
    #[error("this is a script in JavaScript, of version 4: it is never run; draw the flow anew")]
    Script,
    /// A text that a spreadsheet has cut off.
    #[error(
        "the definition ends after 32,767 characters, where spreadsheets cut texts off: take the dump without opening it in one"
    )]
    CutOff,
    /// JSON without blocks.
    #[error("this has no list of blocks (\"actions\"): it is no flow")]
    NoFlow,
    /// A row without a definition in a table that has some.
    #[error("the record has no definition: nothing is drawn yet")]
    NoDefinition,
    /// A row whose cells do not fit the columns.
    #[error("the row has {found} cells, the header {expected}: it is not read")]
    RaggedRow {
        /// Cells of the row.
        found: usize,
        /// Columns.
        expected: usize,
    },
    /// A table that cannot be read as one.
    #[error("the table cannot be read: {reason}")]
    BadTable {
        /// What the reader says.
        reason: String,
    },
    /// A table in which nothing is recognized.
    #[error(
        "no column was recognized as {wanted}; there are: {columns}. Say which it is: --column {wanted}=COLUMN"
    )]
    NoColumn {
        /// The field.
        wanted: &'static str,
        /// The columns there are.
        columns: String,
    },
    /// Nothing says which records are active.
    #[error(
        "no column was recognized as active, so all of them arrive inactive; there are: {columns}. Say which it is: --column active=COLUMN"
    )]
    NoActiveColumn {
        /// The columns there are.
        columns: String,
    },
    /// A column that was named and is not there.
    #[error("there is no column \"{column}\"; there are: {columns}")]
    UnknownColumn {
        /// The name.
        column: String,
        /// The columns there are.
        columns: String,
    },
    /// A record that was deleted in the org.
    #[error("the record is in the recycle bin: it is left out")]
    Deleted,
    /// A row of a list that no file belongs to.
    #[error("no flow among the files given is called \"{name}\"")]
    NoFileForRow {
        /// Name of the record.
        name: String,
    },
    /// A flow that no row of the lists is about.
    #[error("no record of the lists given is called \"{name}\"")]
    NoRowForFile {
        /// Name of the flow.
        name: String,
    },
    /// The same document twice, alike.
    #[error("it is the same as in {other}: one of them is taken")]
    Twice {
        /// Where it stands, too.
        other: String,
    },
    /// The same key with different content.
    #[error("{other} has the same key \"{key}\" and another content: the first is taken")]
    KeyTwice {
        /// The key.
        key: String,
        /// Where the first stands.
        other: String,
    },
    /// Two flows of one name.
    #[error("{other} is called \"{name}\", too: actions name flows, so give each its own name")]
    NameTwice {
        /// The name.
        name: String,
        /// Where the first stands.
        other: String,
    },
    /// A source that is none.
    #[error("the source \"{given}\" is none that Switchboard knows: choose one (cti triggers lists them)")]
    UnknownSource {
        /// The text.
        given: String,
    },
    /// An event that is none.
    #[error("the event \"{given}\" is none that Switchboard knows: choose one (cti triggers lists them)")]
    UnknownEvent {
        /// The text.
        given: String,
    },
    /// Nothing says when the flow runs.
    #[error("nothing says which source and event start it: give a list of records, or --source and --event")]
    NoTrigger,
    /// A name or key that is too long.
    #[error("the {what} has {length} characters; {most} is the most: it is cut off")]
    TooLong {
        /// `name` or `key`.
        what: &'static str,
        /// Its length.
        length: usize,
        /// The limit.
        most: usize,
    },
    /// A definition that an org does not keep.
    #[error("the definition has {length} characters; an org keeps {most}: divide the flow")]
    DefinitionTooLong {
        /// Its length.
        length: usize,
        /// The limit.
        most: usize,
    },
    /// A format newer than this version's.
    #[error("it is of format {format}, which a later version of Switchboard writes: this one knows format 1")]
    NewerFormat {
        /// The format.
        format: i64,
    },
    /// An archive that cannot be read.
    #[error("{0}")]
    Archive(String),
    /// What `cti lint` says of the flow or the action.
    #[error("{text}")]
    Lint {
        /// The sentence.
        text: String,
        /// Whether it keeps the document from being active.
        forbids_active: bool,
    },
    /// It was to be active and is not.
    #[error("it arrives inactive, because it has errors")]
    StaysInactive,
    /// A source has its word in place of the vendor's label.
    #[error("source \"{from}\" became {to}")]
    SourceMapped {
        /// What was given.
        from: String,
        /// The word.
        to: &'static str,
    },
    /// An event has its word.
    #[error("event \"{from}\" became {to}")]
    EventMapped {
        /// What was given.
        from: String,
        /// The word.
        to: &'static str,
    },
    /// A repair of the flow's text.
    #[error("{0}")]
    Repaired(String),
    /// The flow says that its empty searches succeed.
    #[error(
        "block {block} searches for what may be empty, and the search after it follows only its success: emptySearchSucceeds is set for this flow, as its drawing relies on it"
    )]
    EmptySearchSet {
        /// The block.
        block: String,
    },
    /// The definition was escaped for a web page.
    #[error("the definition was escaped for a web page (&quot;): it is unescaped")]
    Unescaped,
    /// Text of UTF-16.
    #[error("the file was UTF-16: it is read as such")]
    WasUtf16,
}

impl Finding {
    /// How bad it is.
    pub fn severity(&self) -> Severity {
        match self {
            Finding::TooLarge { .. }
            | Finding::Empty
            | Finding::NotAZip
            | Finding::DamagedZip { .. }
            | Finding::UnpacksTooLarge { .. }
            | Finding::TooManyFiles { .. }
            | Finding::PathLeadsOut
            | Finding::Encrypted
            | Finding::NestedZip
            | Finding::Workbook
            | Finding::Binary
            | Finding::NotUtf8 { .. }
            | Finding::Unknown
            | Finding::Xml
            | Finding::NotJson { .. }
            | Finding::Script
            | Finding::CutOff
            | Finding::NoFlow
            | Finding::RaggedRow { .. }
            | Finding::BadTable { .. }
            | Finding::NoColumn { .. }
            | Finding::UnknownColumn { .. }
            | Finding::KeyTwice { .. }
            | Finding::UnknownSource { .. }
            | Finding::UnknownEvent { .. }
            | Finding::DefinitionTooLong { .. }
            | Finding::NewerFormat { .. }
            | Finding::Archive(_)
            | Finding::Lint { forbids_active: true, .. } => Severity::Error,
            Finding::NoDefinition
            | Finding::NoActiveColumn { .. }
            | Finding::NoFileForRow { .. }
            | Finding::NoRowForFile { .. }
            | Finding::NameTwice { .. }
            | Finding::NoTrigger
            | Finding::TooLong { .. }
            | Finding::StaysInactive
            | Finding::Lint { forbids_active: false, .. } => Severity::Warning,
            Finding::Deleted
            | Finding::Twice { .. }
            | Finding::SourceMapped { .. }
            | Finding::EventMapped { .. }
            | Finding::Repaired(_)
            | Finding::EmptySearchSet { .. }
            | Finding::Unescaped
            | Finding::WasUtf16 => Severity::Note,
        }
    }
}

/// A finding and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// File, entry of an archive or row: `records.csv, row 3`.
    pub from: String,
    /// What.
    pub finding: Finding,
}
