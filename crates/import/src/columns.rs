//! Which column of a dump is what: by what stands in it first, by its name where that leaves a choice.
//!
//! The names of the vendor's fields are published nowhere (`reference/org-package.md` §11), so none is assumed.

use std::fmt;

use crate::finding::{Finding, Note};
use crate::table::Table;
use crate::words::{event_of, flag_of, local_name, source_of};

/// What a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Salesforce's id of the record.
    Id,
    /// Our key of the document.
    Key,
    /// Name of the flow.
    Name,
    /// Source of the events.
    Source,
    /// The event.
    Event,
    /// Whether it runs.
    Active,
    /// The debugger's breakpoint.
    Debug,
    /// What it is for.
    Description,
    /// The flow itself.
    Definition,
    /// Whether the record is in the recycle bin.
    Deleted,
}

impl Field {
    /// Every field, in the order mappings are shown.
    pub const ALL: [Field; 10] = [
        Field::Definition,
        Field::Name,
        Field::Source,
        Field::Event,
        Field::Active,
        Field::Debug,
        Field::Description,
        Field::Id,
        Field::Key,
        Field::Deleted,
    ];

    /// Its word, for the command line.
    pub fn word(self) -> &'static str {
        match self {
            Field::Id => "id",
            Field::Key => "key",
            Field::Name => "name",
            Field::Source => "source",
            Field::Event => "event",
            Field::Active => "active",
            Field::Debug => "debug",
            Field::Description => "description",
            Field::Definition => "definition",
            Field::Deleted => "deleted",
        }
    }

    /// The field of a word.
    pub fn parse(word: &str) -> Option<Field> {
        Field::ALL.into_iter().find(|field| field.word() == word)
    }
}

/// Which column of a dump is what. `Display` shows it in lines for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The dump.
    pub from: String,
    /// How many records it has.
    pub rows: usize,
    /// Fields that were found, each with its column and how it was recognized.
    pub columns: Vec<(Field, String, &'static str)>,
    /// Columns that mean nothing to the import.
    pub ignored: Vec<String>,
}

impl fmt::Display for Mapping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} records", self.from, self.rows)?;
        for (field, column, why) in &self.columns {
            write!(f, "\n  {:<11} = {column} ({why})", field.word())?;
        }
        match self.ignored.as_slice() {
            [] => Ok(()),
            ignored => write!(f, "\n  not used    : {}", ignored.join(", ")),
        }
    }
}

/// The columns of a table by position.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    found: Vec<(Field, usize, &'static str)>,
}

const CHOSEN: &str = "as you said";
const BY_CONTENT: &str = "by its content";
const BY_NAME: &str = "by its name";

impl Columns {
    /// Finds them; `chosen` are fields with the names of their columns, which nobody doubts.
    pub(crate) fn of(table: &Table, chosen: &[(Field, String)], notes: &mut Vec<Note>) -> Columns {
        let mut columns = Columns::default();
        for (field, name) in chosen {
            match table.columns.iter().position(|column| column.eq_ignore_ascii_case(name)) {
                Some(at) => columns.found.push((*field, at, CHOSEN)),
                None => notes.push(Note {
                    from: table.from.clone(),
                    finding: Finding::UnknownColumn {
                        column: name.clone(),
                        columns: table.columns.join(", "),
                    },
                }),
            }
        }
        // What can be told by content comes first, so that names are asked about the rest only.
        columns.by_content(table, Field::Definition, &["definition", "script", "json"], is_definition);
        columns.by_content(table, Field::Source, &["source"], |cell| source_of(cell).is_some());
        columns.by_content(table, Field::Event, &["event"], |cell| event_of(cell).is_some());
        let is_flag = |cell: &str| flag_of(cell).is_some();
        columns.by_name(table, Field::Deleted, &["isdeleted"], is_flag);
        columns.by_name(table, Field::Debug, &["debug", "breakpoint"], is_flag);
        columns.by_name(table, Field::Active, &["active", "enabled"], is_flag);
        columns.by_name(table, Field::Key, &["key"], |_| true);
        columns.by_name(table, Field::Id, &["id", "recordid"], is_id);
        columns.by_content(table, Field::Id, &[], is_id);
        columns.name(table);
        columns.by_name(table, Field::Description, &["description"], |_| true);
        columns.found.sort();
        columns
    }

    fn is_free(&self, column: usize) -> bool {
        self.found.iter().all(|(_, taken, _)| *taken != column)
    }

    fn has(&self, field: Field) -> bool {
        self.found.iter().any(|(found, ..)| *found == field)
    }

    /// The column most of whose cells fit, a fitting name counting for a half; where nothing fits, one of such a name.
    fn by_content(&mut self, table: &Table, field: Field, names: &[&str], fits: fn(&str) -> bool) {
        if self.has(field) {
            return;
        }
        let score = |at: &usize| {
            let cells = table.said(*at).count();
            let fitting = table.said(*at).filter(|cell| fits(cell)).count();
            // Ids of other records are in every dump; the record's own are all different.
            let distinct = field != Field::Id || is_distinct(table, *at);
            let is_named = names.iter().any(|name| local_name(&table.columns[*at]).contains(name));
            // Flows are often called as their event.
            let whole = if local_name(&table.columns[*at]).ends_with("name") { 40 } else { 100 };
            let hundredths = if cells == 0 || !distinct { 0 } else { fitting * whole / cells };
            (hundredths + if is_named { 50 } else { 0 }, hundredths)
        };
        let free = (0..table.columns.len()).filter(|at| self.is_free(*at));
        // Of equal columns the first.
        let best = free.map(|at| (score(&at), std::cmp::Reverse(at))).max();
        if let Some(((score, hundredths), std::cmp::Reverse(at))) = best
            && score >= 50
            && (hundredths > 0 || table.said(at).next().is_some())
        {
            self.found.push((field, at, if hundredths >= 50 { BY_CONTENT } else { BY_NAME }));
        }
    }

    /// The first column of such a name all of whose cells fit: one that is called exactly so before one that contains it.
    fn by_name(&mut self, table: &Table, field: Field, names: &[&str], fits: fn(&str) -> bool) {
        if self.has(field) {
            return;
        }
        let fits = |at: &usize| table.said(*at).all(fits);
        let free = || (0..table.columns.len()).filter(|at| self.is_free(*at)).filter(fits);
        let local = |at: usize| local_name(&table.columns[at]);
        let exact = free().find(|at| names.contains(&local(*at).as_str()));
        let loose = || match field {
            Field::Id | Field::Key | Field::Deleted => None,
            _ => free().find(|at| names.iter().any(|name| local(*at).contains(name))),
        };
        if let Some(at) = exact.or_else(loose) {
            self.found.push((field, at, BY_NAME));
        }
    }

    /// The name: a column that is called so and belongs to the record itself.
    fn name(&mut self, table: &Table) {
        if self.has(Field::Name) {
            return;
        }
        let own = |at: &usize| self.is_free(*at) && !table.columns[*at].contains('.');
        let local = |at: usize| local_name(&table.columns[at]);
        let columns = || (0..table.columns.len()).filter(own);
        let exact = columns().find(|at| local(*at) == "name");
        let loose = || columns().find(|at| local(*at).ends_with("name") && !local(*at).contains("adapter"));
        if let Some(at) = exact.or_else(loose) {
            self.found.push((Field::Name, at, BY_NAME));
        }
    }

    /// The cell of a row, where it says anything.
    pub(crate) fn cell<'r>(&self, cells: &'r [String], field: Field) -> Option<&'r str> {
        let (_, at, _) = self.found.iter().find(|(found, ..)| *found == field)?;
        cells.get(*at).map(String::as_str).filter(|cell| !cell.trim().is_empty())
    }

    /// Whether the table has a field.
    pub(crate) fn knows(&self, field: Field) -> bool {
        self.has(field)
    }

    /// The mapping, to be shown.
    pub(crate) fn mapping(&self, table: &Table) -> Mapping {
        let name = |at: usize| table.columns[at].clone();
        let shown =
            Field::ALL.iter().filter_map(|field| self.found.iter().find(|(found, ..)| found == field));
        Mapping {
            from: table.from.clone(),
            rows: table.rows.len(),
            columns: shown.map(|(field, at, why)| (*field, name(*at), *why)).collect(),
            ignored: (0..table.columns.len()).filter(|at| self.is_free(*at)).map(name).collect(),
        }
    }
}

/// JSON with a list of blocks, as it stands or escaped for a web page.
fn is_definition(cell: &str) -> bool {
    let start = cell.trim_start();
    start.starts_with('{') && (start.contains("\"actions\"") || start.contains("&quot;actions&quot;"))
}

/// 15 or 18 letters and digits, as Salesforce's ids are: they begin with three characters of the object's kind and a number of
/// the org, never with a word.
fn is_id(cell: &str) -> bool {
    let cell = cell.trim();
    [15, 18].contains(&cell.len())
        && cell.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && cell.bytes().any(|byte| byte.is_ascii_digit())
}

fn is_distinct(table: &Table, column: usize) -> bool {
    let mut cells: Vec<&str> = table.said(column).collect();
    let all = cells.len();
    cells.sort_unstable();
    cells.dedup();
    cells.len() == all && all == table.rows.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLOW: &str = r#""{""actions"":[]}""#;

    /// Which columns of a CSV dump are what, as `field=column`.
    #[track_caller]
    fn check(csv: &str, expected: &[&str]) {
        let table = Table::of_csv("x.csv", csv, &mut Vec::new()).expect("a table");
        let mapping = Columns::of(&table, &[], &mut Vec::new()).mapping(&table);
        let found: Vec<String> =
            mapping.columns.iter().map(|(field, column, _)| format!("{}={column}", field.word())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn fields_are_recognized_by_content_whatever_their_names() {
        check(
            &format!(
                "Id,F1,F2,F3,F4,Name\na0X5g000001AbCdEAF,{FLOW},Amazon Connect Chat Contact,onConnecting,true,A\n"
            ),
            &["definition=F1", "name=Name", "source=F2", "event=F3", "id=Id"],
        );
    }

    #[test]
    fn names_decide_where_content_leaves_a_choice() {
        let header = "amazonconnect__AC_Debugger_Breakpoint__c,amazonconnect__AC_IsActive__c,amazonconnect__AC_Source__c,amazonconnect__AC_Event__c,Name,IsDeleted,OwnerId,Id";
        check(
            &format!(
                "{header}\ntrue,false,weird,stranger,onConnecting,false,0055g00000AaAaAAAV,a0X5g000001AbCdEAF\n"
            ),
            &[
                "name=Name",
                "source=amazonconnect__AC_Source__c",
                "event=amazonconnect__AC_Event__c",
                "active=amazonconnect__AC_IsActive__c",
                "debug=amazonconnect__AC_Debugger_Breakpoint__c",
                "id=Id",
                "deleted=IsDeleted",
            ],
        );
    }

    #[test]
    fn other_people_s_names_are_not_the_flow_s() {
        check(
            "CreatedBy.Name,AC_CtiAdapter__r.Name,CTI Flow Name,Adapter Name\nAda,Acme,Greeting,Acme\n",
            &["name=CTI Flow Name"],
        );
        check(
            "Key__c,Name,Definition__c,Description__c\nk-1,A,,for calls\n",
            &["name=Name", "description=Description__c", "key=Key__c"],
        );
    }

    #[test]
    fn what_is_said_is_not_doubted() {
        let table = Table::of_csv("x.csv", "A,E,B\ntrue,onEnded,x\n", &mut Vec::new()).expect("a table");
        let mut notes = Vec::new();
        let chosen =
            [(Field::Active, "a".to_owned()), (Field::Name, "B".to_owned()), (Field::Event, "C".to_owned())];
        let columns = Columns::of(&table, &chosen, &mut notes);
        assert_eq!(columns.cell(&table.rows[0].cells, Field::Active), Some("true"));
        assert_eq!(columns.cell(&table.rows[0].cells, Field::Name), Some("x"));
        assert_eq!(columns.cell(&table.rows[0].cells, Field::Event), Some("onEnded"), "by its content");
        assert_eq!(notes[0].finding.to_string(), "there is no column \"C\"; there are: A, E, B");
        let shown = columns.mapping(&table).to_string();
        assert!(shown.starts_with("x.csv: 1 records\n  name        = B (as you said)\n"), "{shown}");
    }
}
