//! Records of the org, read by its own class `SwitchboardRecords` (`salesforce/`), since Open CTI reads none. Where it is not
//! deployed the search of the softphone layout finds people, and nothing reads a record.

use flow::{Answer, Failure, FailureKind, Fields, Match, Matches, Reply, Value};
use opencti::OpenCti;

use crate::apex::{Apex, Params};
use crate::{phone, salesforce};

const CLASS: &str = "SwitchboardRecords";

/// Reads fields of one record.
pub(crate) async fn read(opencti: &OpenCti, apex: &Apex, entity: &str, id: &str, fields: &[String]) -> Reply {
    let params = Params::from([
        ("objectName", entity.to_owned()),
        ("recordId", id.to_owned()),
        ("fieldNames", fields.join(",")),
    ]);
    entry(apex.ask(opencti, CLASS, "read", params).await, "record")
}

/// Runs a query by the org's class `SwitchboardQuery`, which has a permission of its own.
pub(crate) async fn query(opencti: &OpenCti, apex: &Apex, query: &str, values: &Fields) -> Reply {
    let values = Value::from(values.clone()).to_json_text();
    let params = Params::from([("query", query.to_owned()), ("bindings", values)]);
    entry(apex.ask(opencti, "SwitchboardQuery", "run", params).await, "records")
}

/// Reads the profile of the user.
pub(crate) async fn user_profile(opencti: &OpenCti, apex: &Apex) -> Reply {
    entry(apex.ask(opencti, CLASS, "userProfile", Params::new()).await, "profile")
}

/// One entry of what the class says.
fn entry(answer: Result<String, Failure>, name: &str) -> Reply {
    let said = Value::from_json_text(&answer?).unwrap_or_default();
    match said.get("error").as_text() {
        Some(why) => {
            let code = said.get("code").as_text().map(str::to_owned);
            Err(Failure { code, ..Failure::new(FailureKind::Rejected, why) })
        }
        None => Ok(Answer::Value { value: said.get(name).clone() }),
    }
}

/// Finds records by a number, in all their phone fields. Salesforce compares the digits as they were typed
/// (`reference/open-cti.md` §6.3), so a number is looked for in every spelling it may have. Where the class is not deployed the
/// softphone layout is searched, which pops nothing: one spelling after the other, until somebody has it, in the order in which
/// Salesforce gives them. The object must be on the layout's inbound section.
pub(crate) async fn find_by_phone(
    opencti: &OpenCti,
    apex: &Apex,
    entity: &str,
    number: &str,
    country: Option<&str>,
) -> Reply {
    // The answer is always a list.
    let spellings = js_sys::Array::from(&phone::spellings(number, country).await.unwrap_or_default());
    let params =
        Params::from([("objectName", entity.to_owned()), ("spellings", spellings.join("\n").into())]);
    match found(apex.ask(opencti, CLASS, "findByPhone", params).await) {
        Ok(Answer::Matches(mut matches)) => {
            for record in &mut matches.records {
                entity.clone_into(&mut record.object);
            }
            Ok(Answer::Matches(matches))
        }
        Err(failure) if failure.kind == FailureKind::Unavailable && spellings.length() > 0 => {
            search_layout(opencti, entity, &spellings).await
        }
        reply => reply,
    }
}

/// Searches the softphone layout for one spelling after the other, until somebody has it.
async fn search_layout(opencti: &OpenCti, entity: &str, spellings: &js_sys::Array) -> Reply {
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

/// The records that the class has found; all are of the object that was asked for.
fn found(said: Result<String, Failure>) -> Reply {
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
