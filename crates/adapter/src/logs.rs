//! Call logs, written by the org's own class `SwitchboardLogs` (`salesforce/`): under a key, so that there is one however often it is
//! asked.

use flow::{Answer, Failure, FailureKind, Reply, Value, WriteLog};
use opencti::OpenCti;

use crate::apex::{Apex, Params};

const CLASS: &str = "SwitchboardLogs";

/// Creates the log or changes it.
pub(crate) async fn write(opencti: &OpenCti, apex: &Apex, log: &WriteLog) -> Reply {
    let params = Params::from([
        ("contactId", log.contact.clone()),
        ("recordId", log.record_id.clone().unwrap_or_default()),
        ("fields", Value::Map(log.fields.clone().into()).to_json_text()),
    ]);
    let said = apex.ask(opencti, CLASS, "save", params).await?;
    let said = Value::from_json_text(&said).unwrap_or_default();
    if let Some(id) = said.get("id").as_text() {
        return Ok(Answer::Saved { record_id: id.to_owned() });
    }
    let Some(why) = said.get("error").as_text() else {
        return Err(Failure::new(FailureKind::Malformed, "the class answered without a record id"));
    };
    let mut failure = Failure::new(FailureKind::Rejected, why);
    let refused = said.get("fields").as_list().into_iter().flatten();
    failure.fields.extend(refused.filter_map(|field| field.as_text().map(str::to_owned)));
    Err(failure)
}
