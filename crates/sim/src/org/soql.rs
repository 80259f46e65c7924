//! A small part of SOQL: `SELECT fields FROM object WHERE field = :name AND … ORDER BY field DESC LIMIT n`. What is beyond it is
//! refused as malformed, so that no flow is taken for right that an org refuses.

use serde_json::{Map, Value, json};

use super::record::{Org, Record};
use super::schema;

/// One condition of a query.
struct Condition {
    field: String,
    is_equal: bool,
    value: Value,
}

/// The words and signs of a query, the next one last.
struct Tokens(Vec<String>);

impl Tokens {
    fn of(query: &str) -> Result<Tokens, String> {
        let mut tokens = Vec::new();
        let mut rest = query.trim_start();
        while let Some(first) = rest.chars().next() {
            let length = match first {
                '\'' => literal_length(rest).ok_or("unexpected end of the query: a text is not closed")?,
                ',' | '=' => 1,
                '!' if rest.starts_with("!=") => 2,
                _ => rest.find([' ', ',', '=', '!', '\'', '\n', '\t']).unwrap_or(rest.len()).max(1),
            };
            let (token, after) = rest.split_at(length);
            tokens.push(token.to_owned());
            rest = after.trim_start();
        }
        tokens.reverse();
        Ok(Tokens(tokens))
    }

    fn next(&mut self) -> Result<String, String> {
        self.0.pop().ok_or_else(|| "unexpected token: <EOF>".to_owned())
    }

    fn take(&mut self, word: &str) -> bool {
        let is_next = self.0.last().is_some_and(|token| token.eq_ignore_ascii_case(word));
        if is_next {
            self.0.pop();
        }
        is_next
    }

    fn expect(&mut self, word: &str) -> Result<(), String> {
        match self.take(word) {
            true => Ok(()),
            false => Err(self.unexpected()),
        }
    }

    fn unexpected(&self) -> String {
        format!("unexpected token: {}", self.0.last().map_or("<EOF>", String::as_str))
    }
}

/// Bytes of the text in quotes at the beginning; a backslash keeps a quote within.
fn literal_length(rest: &str) -> Option<usize> {
    let mut escaped = false;
    rest.char_indices().skip(1).find_map(|(at, letter)| {
        let ends = letter == '\'' && !escaped;
        escaped = letter == '\\' && !escaped;
        ends.then_some(at + 1)
    })
}

impl Org {
    /// What a query answers: a map for each record, with `type`, and `Id` null where it is not selected.
    ///
    /// # Errors
    /// The query is malformed, or names what is not there.
    pub fn query(&self, query: &str, values: &Map<String, Value>) -> Result<Vec<Value>, String> {
        let mut tokens = Tokens::of(query)?;
        tokens.expect("SELECT")?;
        let mut fields = vec![tokens.next()?];
        while tokens.take(",") {
            fields.push(tokens.next()?);
        }
        tokens.expect("FROM")?;
        let object = tokens.next()?;
        let known = |field: &str| match schema::find(&object, field) {
            Some(known) => Ok(known.name.to_owned()),
            None => Err(format!("No such column '{field}' on entity '{object}'.")),
        };
        if schema::fields(&object).is_none() {
            return Err(format!("sObject type '{object}' is not supported."));
        }
        let fields = fields.iter().map(|field| known(field)).collect::<Result<Vec<_>, _>>()?;
        let mut conditions = Vec::new();
        if tokens.take("WHERE") {
            loop {
                let field = known(&tokens.next()?)?;
                let is_equal = tokens.take("=");
                if !is_equal {
                    tokens.expect("!=")?;
                }
                conditions.push(Condition { field, is_equal, value: read_value(&tokens.next()?, values)? });
                if !tokens.take("AND") {
                    break;
                }
            }
        }
        let order = if tokens.take("ORDER") {
            tokens.expect("BY")?;
            let field = known(&tokens.next()?)?;
            Some((
                field,
                tokens.take("DESC") || {
                    tokens.take("ASC");
                    false
                },
            ))
        } else {
            None
        };
        let limit = if tokens.take("LIMIT") { Some(tokens.next()?) } else { None };
        if !tokens.0.is_empty() {
            return Err(tokens.unexpected());
        }
        let limit = match limit.map(|limit| limit.parse::<usize>()) {
            None => usize::MAX,
            Some(Ok(limit)) => limit,
            Some(Err(_)) => return Err("unexpected token: LIMIT".to_owned()),
        };
        let holds = |record: &&Record| {
            let holds = |condition: &Condition| {
                same(&record.value(&condition.field), &condition.value) == condition.is_equal
            };
            record.object.eq_ignore_ascii_case(&object) && conditions.iter().all(holds)
        };
        let mut found: Vec<&Record> = self.records().filter(holds).collect();
        if let Some((field, descending)) = order {
            found.sort_by_key(|record| record.value(&field).to_string());
            if descending {
                found.reverse();
            }
        }
        Ok(found.into_iter().take(limit).map(|record| answer(record, &fields)).collect())
    }
}

fn answer(record: &Record, fields: &[String]) -> Value {
    let mut answer = json!({ "type": record.object, "Id": null });
    for field in fields {
        answer[field] = record.value(field);
    }
    answer
}

/// A literal, or a value that is bound.
fn read_value(token: &str, values: &Map<String, Value>) -> Result<Value, String> {
    if let Some(name) = token.strip_prefix(':') {
        return values
            .get(name)
            .cloned()
            .ok_or_else(|| format!("Key '{name}' does not exist in the bindMap"));
    }
    if let Some(text) = token.strip_prefix('\'') {
        return Ok(text[..text.len() - 1].replace("\\'", "'").replace("\\\\", "\\").into());
    }
    match token.to_ascii_lowercase().as_str() {
        "true" => Ok(true.into()),
        "false" => Ok(false.into()),
        "null" => Ok(Value::Null),
        number => serde_json::from_str(number).map_err(|_| format!("unexpected token: {token}")),
    }
}

/// Whether a field has a value: texts without regard to case, ids in both their lengths.
fn same(stored: &Value, wanted: &Value) -> bool {
    match (stored.as_str(), wanted.as_str()) {
        (Some(stored), Some(wanted)) => {
            let ids = super::is_id(stored) && super::is_id(wanted);
            stored.eq_ignore_ascii_case(wanted) || ids && stored[..15] == wanted[..15]
        }
        _ => stored == wanted,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::org::{CallCenter, Preset};
    use crate::strict::Strictness;

    #[track_caller]
    fn check(query: &str, expected: Result<&[&str], &str>) {
        let org = Preset::Acme.org(1_000_000_000_000, 1, Strictness::default(), CallCenter::default());
        let values = json!({ "name": "Dana Ortiz", "hostile": "x' OR Name != '", "none": null });
        let answer = org.query(query, values.as_object().unwrap());
        match (answer, expected) {
            (Ok(records), Ok(names)) => {
                let found: Vec<_> = records.iter().filter_map(|record| record["Name"].as_str()).collect();
                assert_eq!(found, names, "{query}");
            }
            (Err(why), Err(says)) => assert!(why.contains(says), "{query}: {why}"),
            (answer, _) => panic!("{query}: {answer:?}"),
        }
    }

    #[test]
    fn values_are_bound_and_never_read_as_a_query() {
        check("SELECT Name FROM Contact WHERE Name = :name", Ok(&["Dana Ortiz"]));
        check("select name from Contact where name='dana ortiz'", Ok(&["Dana Ortiz"]));
        check("SELECT Name FROM Contact WHERE Name = :hostile", Ok(&[]));
        check("SELECT Name FROM Contact WHERE Name = 'x\\' OR Name != \\''", Ok(&[]));
        check("SELECT Name FROM Contact WHERE Name = :nobody", Err("does not exist in the bindMap"));
        check("SELECT Name FROM Contact WHERE Name != :none ORDER BY Name LIMIT 1", Ok(&["Dana Ortiz"]));
    }

    #[test]
    fn what_is_not_understood_is_malformed() {
        check("", Err("unexpected token: <EOF>"));
        check("DELETE FROM Contact", Err("unexpected token: DELETE"));
        check("SELECT Name FROM Contact WHERE Name = 'open", Err("not closed"));
        check("SELECT Name FROM Contact WHERE Name = :name OR Name = :name", Err("unexpected token: OR"));
        check("SELECT Fax FROM Contact", Err("No such column 'Fax'"));
        check("SELECT Name FROM Spaceship__c", Err("not supported"));
        check("SELECT Name FROM Contact LIMIT many", Err("unexpected token"));
    }
}
