//! Records of the org, read by its own class `SwitchboardRecords` (`salesforce/`), since Open CTI reads none. Where it is not
//! deployed the search of the softphone layout finds people, and nothing reads a record.

use flow::{Answer, Failure, FailureKind, Match, Matches, Reply, Text, Value};
use opencti::{OpenCti, RunApex};

use crate::performer::map_reply;
use crate::{phone, salesforce};

/// What the class says, or why it cannot.
pub(crate) type Said = Result<String, opencti::Error>;

fn ask(opencti: &OpenCti, method: &str, params: &mut [(&str, String)]) -> opencti::Answer<String> {
    let mut call =
        RunApex { class: "SwitchboardRecords".to_owned(), method: method.to_owned(), params: Vec::new() };
    for (name, text) in params {
        call.params.push(((*name).to_owned(), std::mem::take(text)));
    }
    opencti.run_apex_text(&call)
}

/// Reads fields of one record.
pub(crate) fn read(opencti: &OpenCti, entity: &str, id: &str, fields: &[String]) -> opencti::Answer<String> {
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
pub(crate) fn user_profile(opencti: &OpenCti) -> opencti::Answer<String> {
    ask(opencti, "userProfile", &mut [])
}

/// One entry of what the class says.
pub(crate) fn entry(said: Said, name: &str) -> Reply {
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
    let mut coming = map_reply(ask(&opencti, "findByPhone", &mut params), found);
    let mut by_class = true;
    loop {
        let mut reply = coming.await;
        let again = match &mut reply {
            Ok(Answer::Matches(matches)) => {
                for record in &mut matches.records {
                    if by_class {
                        record.object.clone_from(&entity);
                    }
                }
                matches.records.retain(|record| record.object == entity);
                !by_class && matches.records.is_empty()
            }
            Err(failure) => by_class && failure.kind == FailureKind::Unavailable,
            _ => false,
        };
        if !again || spellings.length() == 0 {
            return reply;
        }
        by_class = false;
        let spelling = spellings.shift().as_string().unwrap_or_default();
        let search = opencti::Search::deferred(spelling, opencti::CallType::Inbound);
        coming = map_reply(opencti.search_and_screen_pop(&search), salesforce::found);
    }
}

/// The records that the class has found; all are of the object that was asked for.
fn found(said: Said) -> Reply {
    let reply = entry(said, "records")?;
    let Answer::Value { value: Value::List(found) } = &reply else { return Ok(reply) };
    let mut records = Vec::new();
    for record in found {
        let text = |name| record.get(name).as_text().unwrap_or_default().to_owned();
        let (id, name) = (text("Id"), text("Name"));
        records.push(Match { id, name, ..Match::default() });
    }
    Ok(Answer::Matches(Matches { records, pop: None }))
}
