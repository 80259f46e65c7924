//! The org's own Apex classes (`salesforce/`), asked by `runApex` as the page asks them (`crates/adapter`): through the
//! simulator, which answers only where they are deployed.

use desk::Event;
use flow::{Answer, CallType, Failure, FailureKind, Match, Matches, RecordingChange, Reply, Search, Value};
use serde_json::{Value as Json, json};

use super::ParsePhone;
use super::host::Performed;
use super::platforms::Platforms;

/// The country of numbers without a country code, unless the question says.
const COUNTRY: &str = "US";

/// What a class is asked, by name.
type Params<'a> = Vec<(&'static str, &'a str)>;

impl Platforms {
    /// `SwitchboardRecording.change`.
    pub(super) fn change_recording(&mut self, contact: &str, change: RecordingChange) -> Performed {
        self.ask_connect(contact, "SwitchboardRecording", "change", ("action", change.name()))
    }

    /// `SwitchboardAttributes.write`.
    pub(super) fn write_attributes(&mut self, contact: &str, attributes: &flow::Map<String>) -> Performed {
        let attributes = serde_json::to_string(attributes).unwrap_or_default();
        self.ask_connect(contact, "SwitchboardAttributes", "write", ("attributes", &attributes))
    }

    fn ask_connect(
        &mut self,
        contact: &str,
        class: &str,
        method: &str,
        asked: (&'static str, &str),
    ) -> Performed {
        let present = self.world.connect().present().find(|present| present.id == contact);
        let initial = present.and_then(|present| present.initial.clone());
        let instance = self.world.connect().id().to_owned();
        let params = vec![
            asked,
            ("contactId", contact),
            ("initialContactId", initial.as_deref().unwrap_or(contact)),
            ("instanceId", &instance),
        ];
        self.run_apex(class, method, &params, |said| {
            let json: Json = serde_json::from_str(said).unwrap_or_default();
            match json["error"]["message"].as_str().or((json.is_null() && !said.is_empty()).then_some(said)) {
                None => Ok(Answer::Done),
                Some(why) => Err(Failure::new(FailureKind::Rejected, why)),
            }
        })
    }

    /// `SwitchboardFlows.read`. Once it has answered, the other classes are told the call center, too.
    pub(super) fn read_flows(&mut self, adapter: &str, revision: &str, after: &str) -> Performed {
        let params = vec![("adapter", adapter), ("revision", revision), ("after", after)];
        let performed = self.run_apex("SwitchboardFlows", "read", &params, |said| {
            Ok(Answer::Value { value: Value::text(said) })
        });
        if let Performed::Answered(Ok(_), _) = performed {
            self.adapter = Some(adapter.to_owned());
        }
        performed
    }

    /// `SwitchboardRecords.read`.
    pub(super) fn read_record(&mut self, entity: &str, id: &str, fields: &[String]) -> Performed {
        let fields = fields.join(",");
        let params = vec![("objectName", entity), ("recordId", id), ("fieldNames", &fields)];
        self.run_apex("SwitchboardRecords", "read", &params, |said| {
            Ok(Answer::Value { value: Value::from_json(&entry(said, "record")?) })
        })
    }

    /// `SwitchboardQuery.run`.
    pub(super) fn query(&mut self, query: &str, values: &flow::Fields) -> Performed {
        let values = Value::from(values.clone()).to_json_text();
        let params = vec![("query", query), ("bindings", values.as_str())];
        self.run_apex("SwitchboardQuery", "run", &params, |said| {
            Ok(Answer::Value { value: Value::from_json(&entry(said, "records")?) })
        })
    }

    /// `SwitchboardRecords.userProfile`.
    pub(super) fn read_user_profile(&mut self) -> Performed {
        self.run_apex("SwitchboardRecords", "userProfile", &Params::new(), |said| {
            Ok(Answer::Value { value: Value::from_json(&entry(said, "profile")?) })
        })
    }

    /// `SwitchboardRecords.findByPhone`; where it is not deployed the search of the softphone layout, a spelling after the other.
    pub(super) fn find_by_phone(&mut self, entity: &str, number: &str, country: Option<&str>) -> Performed {
        let spellings = spellings(self.parse, number, country.unwrap_or(COUNTRY));
        let lines = spellings.join("\n");
        let params = vec![("objectName", entity), ("spellings", lines.as_str())];
        let found = self.run_apex("SwitchboardRecords", "findByPhone", &params, |said| {
            let records = entry(said, "records")?;
            let records = records.as_array().into_iter().flatten().map(|record| matched(record, entity));
            Ok(Answer::Matches(Matches { records: records.collect(), pop: None }))
        });
        match found {
            Performed::Answered(Err(failure), after) if failure.kind == FailureKind::Unavailable => {
                self.search_layout(entity, &spellings, after)
            }
            performed => performed,
        }
    }

    fn search_layout(&mut self, entity: &str, spellings: &[String], mut took: flow::Millis) -> Performed {
        for (at, spelling) in spellings.iter().enumerate() {
            let search = Search {
                text: spelling.clone(),
                call_type: CallType::Inbound,
                deferred: true,
                query_params: None,
                defaults: flow::Fields::new(),
            };
            match self.search(&search) {
                Performed::Answered(Ok(Answer::Matches(mut found)), after) => {
                    took += after;
                    found.records.retain(|record| record.object == entity);
                    if !found.records.is_empty() || at + 1 == spellings.len() {
                        return Performed::Answered(Ok(Answer::Matches(found)), took);
                    }
                }
                performed => return performed,
            }
        }
        Performed::Answered(Ok(Answer::Matches(Matches::default())), took)
    }

    /// `SwitchboardLogs.save`.
    pub(super) fn write_log(&mut self, log: &flow::WriteLog) -> Performed {
        let fields = Value::Map(log.fields.clone().into()).to_json_text();
        let record_id = log.record_id.as_deref().unwrap_or_default();
        let params =
            vec![("contactId", log.contact.as_str()), ("recordId", record_id), ("fields", fields.as_str())];
        self.run_apex("SwitchboardLogs", "save", &params, saved)
    }

    /// One call of a class that answers a text. A class that is missing says what to do.
    fn run_apex(
        &mut self,
        class: &str,
        method: &str,
        params: &Params<'_>,
        read: impl FnOnce(&str) -> Reply,
    ) -> Performed {
        let mut pairs: Vec<String> =
            params.iter().map(|(name, text)| format!("{name}={}", encoded(text))).collect();
        let adapter = self.adapter.as_ref().filter(|_| class != "SwitchboardFlows");
        pairs.extend(adapter.map(|adapter| format!("adapter={}", encoded(adapter))));
        let is_told = adapter.is_some();
        let mut mentioned = None;
        let args = json!({ "apexClass": class, "methodName": method, "methodParams": pairs.join("&") });
        let mut performed = self.ask_for("runApex", args, |value| {
            let said = value["runApex"].as_str().unwrap_or_default();
            mentioned = is_told.then(|| stamp(said)).flatten();
            read(said)
        });
        if let Performed::Answered(Err(failure), _) = &mut performed
            && failure.message.starts_with("Could not load Apex class")
        {
            failure.kind = FailureKind::Unavailable;
            failure.code = Some(flow::NO_CLASS.to_owned());
            failure.message.push_str(" Deploy salesforce/ and assign its permission set.");
        }
        if let (Performed::Answered(_, after), Some(mentioned)) = (&performed, mentioned) {
            self.happens(*after, mentioned);
        }
        performed
    }
}

/// How the adapter record stands, as every class says it to a page that has named its call center.
fn stamp(said: &str) -> Option<Event> {
    let said: Json = serde_json::from_str(said).ok()?;
    let state = said["state"].as_str()?.to_owned();
    Some(Event::FlowsMentioned { state, revision: said["revision"].as_str().map(str::to_owned) })
}

/// What `SwitchboardLogs` says.
fn saved(said: &str) -> Reply {
    let said: Json = serde_json::from_str(said).unwrap_or_default();
    match (said["id"].as_str(), said["error"].as_str()) {
        (Some(id), _) => Ok(Answer::Saved { record_id: id.to_owned() }),
        (None, Some(why)) => {
            let fields = said["fields"].as_array().into_iter().flatten();
            let fields = fields.filter_map(Json::as_str).map(str::to_owned).collect();
            Err(Failure { fields, ..Failure::new(FailureKind::Rejected, why) })
        }
        (None, None) => Err(Failure::new(FailureKind::Malformed, "the class answered without a record id")),
    }
}

/// One entry of what `SwitchboardRecords` says.
fn entry(said: &str, name: &str) -> Result<Json, Failure> {
    let mut said: Json = serde_json::from_str(said).unwrap_or_default();
    match said["error"].as_str() {
        Some(why) => {
            let code = said["code"].as_str().map(str::to_owned);
            Err(Failure { code, ..Failure::new(FailureKind::Rejected, why) })
        }
        None => Ok(said[name].take()),
    }
}

fn matched(record: &Json, entity: &str) -> Match {
    let text = |name: &str| record[name].as_str().unwrap_or_default().to_owned();
    Match { id: text("Id"), object: entity.to_owned(), name: text("Name"), ..Match::default() }
}

/// What to look for to find a number however it was typed, as `crates/adapter/js/phone.js` has it: as it is here, then its
/// digits without country code, as its country writes it at home, and with country code.
fn spellings(parse: ParsePhone, number: &str, country: &str) -> Vec<String> {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let mut said = vec![number.to_owned()];
    let Some(phone) = parse(number, Some(country)) else { return said };
    let home = phone.national.split(|c: char| c.is_ascii_alphabetic()).next().unwrap_or_default();
    for (text, whole) in [(phone.national_number.as_str(), false), (home, false), (phone.e164.as_str(), true)]
    {
        let spelling = digits(text);
        let same =
            |spelling: &str| parse(spelling, Some(country)).is_some_and(|again| again.e164 == phone.e164);
        if !said.iter().any(|known| digits(known) == spelling) && (whole || same(&spelling)) {
            said.push(spelling);
        }
    }
    said
}

/// Percent-encoded, as the page's `encodeURIComponent` does it or more.
pub(super) fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
