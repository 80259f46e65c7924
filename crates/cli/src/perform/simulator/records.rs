//! Reading records of the simulated org: what an Apex class of the org would answer.

use flow::{Answer, Failure, FailureKind, Match, Matches, Reply, Value};
use sim::org::{Org, ReadError, Record};

use crate::phone;

/// The country of numbers without a country code, unless the question says.
const COUNTRY: &str = "US";

/// Fields of one record.
pub(super) fn read(org: &Org, entity: &str, id: &str, fields: &[String]) -> Reply {
    match org.read(entity, id, fields) {
        Ok(read) => {
            let read = read.into_iter().map(|(name, value)| (name, Value::from_json(&value)));
            Ok(Answer::Value { value: Value::map(read) })
        }
        Err(error) => {
            let code = match error {
                ReadError::NoObject { .. } => "INVALID_TYPE",
                ReadError::NoField { .. } => "INVALID_FIELD",
                ReadError::NoRecord { .. } => "NOT_FOUND",
            };
            let mut failure = Failure::new(FailureKind::Rejected, error.to_string());
            failure.code = Some(code.to_owned());
            Err(failure)
        }
    }
}

/// Records with this number in any phone field, however it is spelled there.
pub(super) fn find_by_phone(org: &Org, entity: &str, number: &str, country: Option<&str>) -> Reply {
    let country = country.unwrap_or(COUNTRY);
    let wanted = dialled(number, country);
    let found = org.with_phone(entity, |stored| dialled(stored, country) == wanted);
    let records = found.into_iter().map(matched).collect();
    Ok(Answer::Matches(Matches { records, pop: None }))
}

/// What would be dialled for a number; its digits when it cannot be read.
fn dialled(number: &str, country: &str) -> String {
    let digits = || number.chars().filter(char::is_ascii_digit).collect();
    phone::parse(number, Some(country)).map_or_else(digits, |phone| phone.e164.into())
}

fn matched(record: &Record) -> Match {
    let fields = record.fields.iter().map(|(name, value)| (name.clone(), Value::from_json(value)));
    Match {
        id: record.id.clone(),
        object: record.object.clone(),
        name: record.name().to_owned(),
        fields: fields.collect(),
    }
}
