//! A dump of records: columns and rows, whether it came as CSV or as JSON.

use serde_json::{Map, Value};

use crate::finding::{Finding, Note};

/// A dump of records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    /// The file.
    pub(crate) from: String,
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Row>,
}

/// One record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// File and number of the record, from 1.
    pub(crate) from: String,
    /// In the order of the columns.
    pub(crate) cells: Vec<String>,
}

impl Table {
    /// Reads CSV, with commas, semicolons or tabs between the cells.
    pub(crate) fn of_csv(from: &str, text: &str, notes: &mut Vec<Note>) -> Option<Table> {
        let delimiter = delimiter_of(text)?;
        // A line by which spreadsheets are told the delimiter.
        let text = match text.split_once('\n') {
            Some((first, rest)) if first.trim().to_ascii_lowercase().starts_with("sep=") => rest,
            _ => text,
        };
        let mut reader =
            csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
        let columns: Vec<String> = match reader.headers() {
            Ok(header) => header.iter().map(|name| name.trim().to_owned()).collect(),
            Err(error) => {
                notes.push(Note {
                    from: from.to_owned(),
                    finding: Finding::BadTable { reason: error.to_string() },
                });
                return None;
            }
        };
        let mut table = Table { from: from.to_owned(), columns, rows: Vec::new() };
        for (at, record) in reader.records().enumerate() {
            let place = format!("{from}, row {}", at + 1);
            match record {
                Ok(record) if record.iter().all(|cell| cell.trim().is_empty()) => {}
                Ok(record) if record.len() == table.columns.len() => {
                    table.rows.push(Row { from: place, cells: record.iter().map(str::to_owned).collect() });
                }
                Ok(record) => notes.push(Note {
                    from: place,
                    finding: Finding::RaggedRow { found: record.len(), expected: table.columns.len() },
                }),
                Err(error) => {
                    notes.push(Note { from: place, finding: Finding::BadTable { reason: error.to_string() } })
                }
            }
        }
        Some(table)
    }

    /// Reads a list of records: as such, under `records`, or as the command lines of Salesforce answer, under `result`.
    pub(crate) fn of_json(from: &str, value: &Value) -> Option<Table> {
        let records = match value {
            Value::Array(records) => records,
            Value::Object(map) => {
                let inner = map.get("records").or_else(|| map.get("result")?.get("records"));
                inner?.as_array()?
            }
            _ => return None,
        };
        let mut table = Table { from: from.to_owned(), ..Table::default() };
        for (at, record) in records.iter().enumerate() {
            let mut row = Row { from: format!("{from}, record {}", at + 1), cells: Vec::new() };
            for (column, cell) in cells_of(record.as_object()?) {
                let position = table.columns.iter().position(|known| *known == column).unwrap_or_else(|| {
                    table.columns.push(column);
                    table.columns.len() - 1
                });
                row.cells.resize(row.cells.len().max(position + 1), String::new());
                row.cells[position] = cell;
            }
            table.rows.push(row);
        }
        let width = table.columns.len();
        table.rows.iter_mut().for_each(|row| row.cells.resize(width, String::new()));
        Some(table).filter(|table| !table.rows.is_empty())
    }

    /// The cells of a column that say anything.
    pub(crate) fn said(&self, column: usize) -> impl Iterator<Item = &str> {
        let cells = self.rows.iter().filter_map(move |row| row.cells.get(column));
        cells.map(String::as_str).filter(|cell| !cell.trim().is_empty())
    }
}

/// The fields of a record; those of a record it looks up as `LOOKUP__r.FIELD`.
fn cells_of(record: &Map<String, Value>) -> Vec<(String, String)> {
    let mut cells = Vec::new();
    for (name, value) in record.iter().filter(|(name, _)| *name != "attributes") {
        match value {
            Value::Object(inner) if !inner.contains_key("actions") => {
                let inner = inner.iter().filter(|(name, _)| *name != "attributes");
                cells.extend(inner.map(|(field, value)| (format!("{name}.{field}"), cell(value))));
            }
            value => cells.push((name.clone(), cell(value))),
        }
    }
    cells
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

/// What stands between the cells of the first line, where anything does.
fn delimiter_of(text: &str) -> Option<u8> {
    let first = text.lines().next()?;
    if let Some(told) = first.trim().to_ascii_lowercase().strip_prefix("sep=") {
        return told.bytes().next();
    }
    let count = |delimiter: u8| {
        let mut quoted = false;
        let outside = first.bytes().filter(|byte| {
            quoted ^= *byte == b'"';
            !quoted && *byte == delimiter
        });
        outside.count()
    };
    let (most, delimiter) =
        b",;\t".iter().map(|delimiter| (count(*delimiter), *delimiter)).max_by_key(|(n, _)| *n)?;
    (most > 0).then_some(delimiter)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check_csv(text: &str, columns: &[&str], rows: &[&[&str]], said: &[&str]) {
        let mut notes = Vec::new();
        let table = Table::of_csv("x.csv", text, &mut notes).expect("a table");
        assert_eq!(table.columns, columns);
        assert_eq!(table.rows.iter().map(|row| row.cells.clone()).collect::<Vec<_>>(), rows);
        let sentences: Vec<String> =
            notes.iter().map(|note| format!("{}: {}", note.from, note.finding)).collect();
        assert_eq!(sentences, said);
    }

    #[test]
    fn csv_in_the_ways_it_is_written() {
        check_csv(
            "Name,Text\r\nA,\"x, \"\"y\"\"\nz\"\r\n\r\n",
            &["Name", "Text"],
            &[&["A", "x, \"y\"\nz"]],
            &[],
        );
        check_csv("Name;\"a,b,c\"\nA;1\n", &["Name", "a,b,c"], &[&["A", "1"]], &[]);
        check_csv("sep=;\nName;N\nA,B;1\n", &["Name", "N"], &[&["A,B", "1"]], &[]);
        check_csv(
            "Name\tN\nA\t1\t2\nB\t3\n",
            &["Name", "N"],
            &[&["B", "3"]],
            &["x.csv, row 1: the row has 3 cells, the header 2: it is not read"],
        );
        assert_eq!(Table::of_csv("x", "just words", &mut Vec::new()), None);
        assert_eq!(Table::of_csv("x", "", &mut Vec::new()), None);
    }

    #[test]
    fn json_in_the_ways_it_is_answered() {
        let records = json!([
            { "attributes": { "type": "X" }, "Name": "A", "Active__c": true, "Adapter__r": { "attributes": {}, "Name": "Acme" } },
            { "Name": "B", "Note": null, "Definition": { "actions": [] } },
        ]);
        for value in [
            records.clone(),
            json!({ "totalSize": 2, "done": true, "records": records }),
            json!({ "status": 0, "result": { "records": records } }),
        ] {
            let table = Table::of_json("x.json", &value).expect("a table");
            assert_eq!(table.columns, ["Name", "Active__c", "Adapter__r.Name", "Note", "Definition"]);
            assert_eq!(table.rows[0].cells, ["A", "true", "Acme", "", ""]);
            assert_eq!(table.rows[1].cells, ["B", "", "", "", r#"{"actions":[]}"#]);
            assert_eq!(table.rows[1].from, "x.json, record 2");
        }
        for value in [json!([]), json!({}), json!([1]), json!("x"), json!({ "records": 7 })] {
            assert_eq!(Table::of_json("x", &value), None, "{value}");
        }
    }
}
