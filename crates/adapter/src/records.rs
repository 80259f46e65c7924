//! Records of the org, read by its own class `SwitchboardRecords` (`salesforce/`), since Open CTI reads none. Where it is not
//! deployed the search of the softphone layout finds people, and nothing reads a record.

use flow::{Answer, Failure, FailureKind, Match, Matches, Reply, Text, Value};
use opencti::{OpenCti, RunApex};

use crate::{phone, salesforce};

/// What the class says, or why it cannot.
pub(crate) type Said = opencti::Answer<String>;

fn ask(opencti: &OpenCti, method: &str, params: &mut [(&str, String)]) -> Said {
    let mut call =
        RunApex { class: "SwitchboardRecords".to_owned(), method: method.to_owned(), params: Vec::new() };
    for (name, text) in params {
        call.params.push(((*name).to_owned(), std::mem::take(text)));
    }
    opencti.run_apex_text(&call)
}

/// Reads fields of one record.
pub(crate) fn read(opencti: &OpenCti, entity: &str, id: &str, fields: &[String]) -> Said {
    let mut names = String::new();
    for field in fields {
        if !names.is_empty() {
            names.push(',');
        }
        names.push_str(field);
    }
    let mut params = [("objectName", entity.to_owned()), ("recordId", id.to_owned()), ("fieldNames", names)];
    ask(opencti, "read", &mut params)
}

/// Reads the profile of the user.
pub(crate) fn user_profile(opencti: &OpenCti) -> Said {
    ask(opencti, "userProfile", &mut [])
}

/// One entry of what the class says.
pub(crate) fn entry(said: Result<String, opencti::Error>, name: &str) -> Reply {
    let said = said.map_err(salesforce::apex_failure)?;
    let said = Value::from_json_text(&said).unwrap_or_default();
    match said.get("error").as_text() {
        Some(why) => Err(Failure::new(FailureKind::Rejected, why)),
        None => Ok(Answer::Value { value: said.get(name).clone() }),
    }
}

/// Finds records by a number, in all their phone fields. Salesforce compares the digits as they were typed
/// (`reference/open-cti.md` §6.3), so a number is looked for in every spelling it may have. Where the class is not deployed the
/// softphone layout is searched, which pops nothing: one spelling after the other, until somebody has it, in the order in which
/// Salesforce gives them. The object must be on the layout's inbound section.
pub(crate) async fn find_by_phone(
    opencti: OpenCti,
    entity: String,
    number: String,
    country: Option<Text>,
) -> Reply {
    // The answer is always a list.
    let spellings = phone::spellings(&number, country.as_deref()).await;
    let spellings = js_sys::Array::from(&spellings.unwrap_or_default());
    let mut params = [("objectName", entity.clone()), ("spellings", spellings.join("\n").into())];
    let found = found(ask(&opencti, "findByPhone", &mut params).await, &entity);
    if !matches!(&found, Err(failure) if failure.kind == FailureKind::Unavailable) {
        return found;
    }
    loop {
        let spelling = spellings.shift().as_string().unwrap_or_default();
        let search = opencti::Search::deferred(spelling, opencti::CallType::Inbound);
        let mut reply = salesforce::found(opencti.search_and_screen_pop(&search).await);
        if let Ok(Answer::Matches(matches)) = &mut reply {
            matches.records.retain(|record| record.object == entity);
            if matches.records.is_empty() && spellings.length() > 0 {
                continue;
            }
        }
        return reply;
    }
}

/// The records that the class has found.
fn found(said: Result<String, opencti::Error>, entity: &str) -> Reply {
    let reply = entry(said, "records")?;
    let Answer::Value { value: Value::List(found) } = &reply else { return Ok(reply) };
    let mut records = Vec::new();
    for record in found {
        let text = |name| record.get(name).as_text().unwrap_or_default().to_owned();
        let (id, name) = (text("Id"), text("Name"));
        records.push(Match { id, object: entity.to_owned(), name, ..Match::default() });
    }
    Ok(Answer::Matches(Matches { records, pop: None }))
}
