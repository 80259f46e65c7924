//! Performing effects against the simulated platforms.

mod package;

use flow::{
    Answer, AppView, CallType, Effect, Failure, FailureKind, Fields, HostEffect, Layout, Match, Matches,
    Millis, Reply, SaveTarget, ScreenPop, Search, TelephonyEffect, Value,
};
use serde_json::{Map, Value as Json, json};
use sim::connect::{CallDirection, ConnectionKind};
use sim::{CallAnswer, ConnectFailure, ConsoleId, Direction, World, WorldOptions};

use super::Performed;
use crate::scenario::{Present, WorldSetup};

/// How long a direction takes before the flow runs, in milliseconds.
const DIRECTION: Millis = 1_000;

/// A world with one browser tab, from which everything is asked.
#[derive(Debug)]
pub(crate) struct Simulator {
    world: World,
    console: ConsoleId,
    start: Millis,
}

impl Simulator {
    pub(crate) fn new(setup: &WorldSetup, start: Millis) -> Simulator {
        // A second for each direction, so that one finds what came of the one before: a call rings before it is accepted.
        let began = start - DIRECTION * setup.directions.len() as Millis;
        // The org's own classes are there, unless a direction takes them away.
        let package = Some(vec![package::CREDENTIAL.to_owned()]);
        let mut world = World::new(WorldOptions { start: began, package, ..WorldOptions::default() });
        let console = world.open_console();
        for direction in &setup.directions {
            world.direct(direction.clone());
            world.advance(world.now() + DIRECTION);
        }
        for fault in &setup.faults {
            world.direct(Direction::Inject { fault: fault.0.clone() });
        }
        Simulator { world, console, start }
    }

    /// The contact that is with the agent.
    pub(crate) fn present(&self) -> Option<Present> {
        let contact = self.world.connect().present().next()?;
        let attributes = contact.attributes.iter().map(|(name, value)| (name.clone(), value.clone()));
        Some(Present {
            id: contact.id.clone(),
            status: contact.state.name(),
            inbound: contact.direction == CallDirection::Inbound,
            number: contact.number.clone(),
            queue: contact.queue.clone(),
            attributes: attributes.collect(),
        })
    }

    /// What is true in the world. Of records and tasks only those made or changed since the flow began: what the org
    /// begins with is none of the flow's doing.
    pub(crate) fn facts(&self) -> Value {
        let mut facts = self.world.facts();
        facts.tasks.retain(|task| task.modified >= self.start);
        facts.records.retain(|record| record.modified >= self.start);
        serde_json::to_value(facts).map(|facts| Value::from_json(&facts)).unwrap_or_default()
    }

    pub(crate) fn perform(&mut self, effect: &Effect, now: Millis) -> Performed {
        self.world.advance(now);
        match effect {
            Effect::Host(HostEffect::Search(search)) => self.search(search),
            Effect::Host(HostEffect::SaveRecord(save)) => {
                let mut object = fields(&save.fields);
                match &save.target {
                    SaveTarget::Create { entity } => {
                        object.insert("entityApiName".to_owned(), entity.as_str().into())
                    }
                    SaveTarget::Update { id } => object.insert("Id".to_owned(), id.as_str().into()),
                };
                self.ask("saveLog", json!({ "object": object }), |value| Answer::Saved {
                    record_id: saved_id(value),
                })
            }
            Effect::Host(HostEffect::ScreenPop(pop)) => {
                self.ask("screenPop", pop_args(pop), |_| Answer::Done)
            }
            Effect::Host(HostEffect::EnableClickToDial) => {
                self.ask("enableClickToDial", json!({}), |_| Answer::Done)
            }
            Effect::Host(HostEffect::DisableClickToDial) => {
                self.ask("disableClickToDial", json!({}), |_| Answer::Done)
            }
            Effect::Host(HostEffect::ReadAppView) => {
                self.ask("getAppViewInfo", json!({}), |value| Answer::AppView(app_view(value)))
            }
            Effect::Host(HostEffect::ReadLayout) => {
                self.ask("getSoftphoneLayout", json!({}), |value| Answer::Layout(layout(value)))
            }
            Effect::Telephony(TelephonyEffect::Dial(dial)) => {
                let endpoint = json!({ "type": "phone_number", "phoneNumber": dial.number });
                self.request(
                    "createOutboundContact",
                    json!({ "endpoint": endpoint, "queueARN": dial.queue_arn }),
                )
            }
            Effect::Telephony(TelephonyEffect::Clear { contact }) => {
                self.request("clearContact", json!({ "contactId": contact }))
            }
            Effect::Telephony(TelephonyEffect::AddParty { contact, number }) => {
                let endpoint = json!({ "type": "phone_number", "phoneNumber": number });
                self.request(
                    "createAdditionalConnection",
                    json!({ "contactId": contact, "endpoint": endpoint }),
                )
            }
            Effect::Telephony(TelephonyEffect::HangUp { contact }) => {
                let params = json!({ "contactId": contact, "connectionId": self.agents_leg(contact) });
                self.request("destroyConnection", params)
            }
            Effect::Telephony(TelephonyEffect::SetAgentState { name }) => {
                self.request("putAgentState", json!({ "state": { "name": name }, "enqueueNextState": false }))
            }
            Effect::Telephony(TelephonyEffect::UpdateAttributes { contact, attributes }) => {
                self.write_attributes(contact, attributes)
            }
            Effect::Telephony(TelephonyEffect::Record { contact, change }) => {
                self.change_recording(contact, *change)
            }
            Effect::Host(HostEffect::CompleteWork { work_id, task_id, disposition, was_connected }) => {
                let mut attributes = json!({ "taskId": task_id, "wasConnected": was_connected });
                if let Some(disposition) = disposition {
                    attributes["disposition"] = disposition.as_str().into();
                }
                let args = json!({ "workId": work_id, "attributes": attributes });
                self.ask("hvs.completeWork", args, |_| Answer::Done)
            }
            Effect::Host(HostEffect::ReadRecord { entity, id, fields }) => {
                self.read_record(entity, id, fields)
            }
            Effect::Host(HostEffect::ReadUserProfile) => self.user_profile(),
            Effect::Host(HostEffect::FindByPhone { entity, number, country }) => {
                self.find_by_phone(entity, number, country.as_deref())
            }
            Effect::Host(HostEffect::NotifyReady) => {
                self.ask("notifyInitializationComplete", json!({}), |_| Answer::Done)
            }
            Effect::Host(HostEffect::RefreshView) => self.ask("refreshView", json!({}), |_| Answer::Done),
            Effect::Host(HostEffect::SetPanelHeight { px }) => {
                self.ask("setSoftphonePanelHeight", json!({ "heightPX": px }), |_| Answer::Done)
            }
            Effect::Host(HostEffect::SetPanelVisibility { visible }) => {
                self.ask("setSoftphonePanelVisibility", json!({ "visible": visible }), |_| Answer::Done)
            }
            Effect::Host(HostEffect::ReadSettings) => self.ask("getCallCenterSettings", json!({}), |value| {
                Answer::Settings { settings: serde_json::from_value(value.clone()).unwrap_or_default() }
            }),
            Effect::Host(
                HostEffect::ListenForClicks | HostEffect::ListenForNavigation | HostEffect::ListenForWork,
            )
            | Effect::Telephony(TelephonyEffect::StartConnect(_) | TelephonyEffect::SendDigits { .. })
            | Effect::Page(_)
            | Effect::Desk(_) => {
                let message =
                    format!("the simulator has no {}: give the scenario a reply", super::kind(effect));
                Performed::Answered(Err(Failure::new(FailureKind::Unavailable, message)), 0)
            }
        }
    }

    fn search(&mut self, search: &Search) -> Performed {
        let mut args = json!({
            "searchParams": search.text,
            "callType": call_type(search.call_type),
            "deferred": search.deferred,
            "defaultFieldValues": fields(&search.defaults),
        });
        if let Some(params) = &search.query_params {
            args["queryParams"] = params.as_str().into();
        }
        self.ask("searchAndScreenPop", args, |value| Answer::Matches(matches(value)))
    }

    /// One call of Open CTI.
    fn ask(&mut self, method: &str, args: Json, read: impl FnOnce(&Json) -> Answer) -> Performed {
        self.ask_for(method, args, |value| Ok(read(value)))
    }

    /// The same, where a success may mean a failure.
    fn ask_for(&mut self, method: &str, args: Json, read: impl FnOnce(&Json) -> Reply) -> Performed {
        match self.world.call(self.console, method, &args) {
            CallAnswer::Never => Performed::Never,
            CallAnswer::Threw { message } => {
                Performed::Answered(Err(Failure::new(FailureKind::Refused, message)), 0)
            }
            CallAnswer::Answered { response, after, .. } => {
                let reply = match response["success"] {
                    Json::Bool(true) => read(&response["returnValue"]),
                    _ => Err(failure(&response["errors"][0])),
                };
                Performed::Answered(reply, after)
            }
        }
    }

    /// One request to Amazon Connect.
    fn request(&mut self, method: &str, params: Json) -> Performed {
        answered(self.world.connect_call(method, &params).map(drop))
    }

    /// The connection that hanging up ends: the agent's own. Empty for a contact that is not there.
    fn agents_leg(&self, contact: &str) -> &str {
        let contact = self.world.connect().present().find(|present| present.id == contact);
        let legs = contact.into_iter().flat_map(|contact| &contact.connections);
        legs.into_iter().find(|leg| leg.kind == ConnectionKind::Agent).map_or("", |leg| &leg.id)
    }
}

/// What Amazon Connect said, as a reply.
fn answered(said: Result<(), ConnectFailure>) -> Performed {
    let reply: Reply = match said {
        Ok(()) => Ok(Answer::Done),
        Err(ConnectFailure::NoAnswer) => return Performed::Never,
        Err(refused) => Err(Failure::new(FailureKind::Rejected, refused.to_string())),
    };
    Performed::Answered(reply, 0)
}

fn call_type(call_type: CallType) -> &'static str {
    match call_type {
        CallType::Inbound => "inbound",
        CallType::Outbound => "outbound",
        CallType::Internal => "internal",
    }
}

fn fields(fields: &Fields) -> Map<String, Json> {
    let set = fields.iter().filter(|(_, value)| !value.is_undefined());
    set.map(|(name, value)| (name.to_string(), value.to_json())).collect()
}

/// Open CTI guide: searchAndScreenPop(), return value. `SCREEN_POP_DATA` is a sibling of the records and none of them.
fn matches(value: &Json) -> Matches {
    let text = |record: &Json, key: &str| record[key].as_str().unwrap_or_default().to_owned();
    let entries = value.as_object().into_iter().flatten();
    let records = entries.clone().filter(|(id, _)| *id != "SCREEN_POP_DATA").map(|(id, record)| Match {
        id: id.clone(),
        object: text(record, "RecordType"),
        name: text(record, "Name"),
        fields: record
            .as_object()
            .into_iter()
            .flatten()
            .map(|(k, v)| (k.clone().into(), Value::from_json(v)))
            .collect(),
    });
    Matches { records: records.collect(), pop: value.get("SCREEN_POP_DATA").map(Value::from_json) }
}

/// The id of a saved record comes as text, under `recordId` or under `id`.
fn saved_id(value: &Json) -> String {
    let id = [value, &value["recordId"], &value["id"]].into_iter().find_map(Json::as_str);
    id.unwrap_or_default().to_owned()
}

fn layout(value: &Json) -> Layout {
    let inbound = &value["Inbound"];
    let has_fields = |fields: &Json| fields.as_array().is_some_and(|fields| !fields.is_empty());
    let objects = inbound["objects"].as_object().into_iter().flatten();
    let rule = |name: &str| {
        let rule = &inbound["screenPopSettings"][name];
        let word = |key: &str| rule[key].as_str().unwrap_or_default();
        format!("{} {}", word("screenPopType"), word("screenPopData")).trim().to_owned()
    };
    Layout {
        objects: objects.filter(|(_, fields)| has_fields(fields)).map(|(name, _)| name.clone()).collect(),
        rules: ["NoMatch", "SingleMatch", "MultipleMatches"].map(rule),
        do_not_call: value["Outbound"]["objects"]
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(_, fields)| fields.to_string().contains("DoNotCall"))
            .map(|(name, _)| name.clone())
            .collect(),
    }
}

fn app_view(value: &Json) -> AppView {
    let text = |key: &str| value[key].as_str().map(str::to_owned);
    AppView {
        url: text("url"),
        record_id: text("recordId"),
        record_name: text("recordName"),
        object_type: text("objectType"),
        account_id: text("accountId"),
        contact_id: text("contactId"),
        person_account: value["personAccount"].as_bool(),
    }
}

/// Open CTI guide: screenPop(), types and parameters.
fn pop_args(pop: &ScreenPop) -> Json {
    let (kind, params) = match pop {
        ScreenPop::Record { record_id } => ("sobject", json!({ "recordId": record_id })),
        ScreenPop::Url { url } => ("url", json!({ "url": url })),
        ScreenPop::ObjectHome { scope } => ("objecthome", json!({ "scope": scope })),
        ScreenPop::List { list_view_id, scope } => {
            ("list", json!({ "listViewId": list_view_id, "scope": scope }))
        }
        ScreenPop::Search { search_string } => ("search", json!({ "searchString": search_string })),
        ScreenPop::NewRecord { entity_name, defaults } => {
            ("new_record_modal", json!({ "entityName": entity_name, "defaultFieldValues": fields(defaults) }))
        }
        ScreenPop::Flow { flow_dev_name, args } => {
            let args: Vec<Json> = args
                .iter()
                .map(|arg| json!({ "name": arg.name, "type": arg.kind, "value": arg.value.to_json() }))
                .collect();
            ("flow", json!({ "flowDevName": flow_dev_name, "flowArgs": args }))
        }
        ScreenPop::Deferred { data } => return data.to_json(),
    };
    json!({ "type": kind, "params": params })
}

/// Open CTI guide: error objects. Details come as a list or as one object; field errors are in either.
fn failure(error: &Json) -> Failure {
    let text = |key: &str| error[key].as_str().map(str::to_owned);
    let message = text("description").unwrap_or_else(|| "no reason given".to_owned());
    let mut failure = Failure::new(FailureKind::Rejected, message);
    failure.code = text("code");
    let details = match &error["details"] {
        Json::Array(details) => details.clone(),
        Json::Null => Vec::new(),
        one => vec![one.clone()],
    };
    for detail in details {
        let fields = detail["fieldErrors"].as_object().into_iter().flatten();
        let complaints = fields.flat_map(|(_, list)| list.as_array().into_iter().flatten());
        failure
            .details
            .extend(complaints.filter_map(|complaint| complaint["message"].as_str()).map(str::to_owned));
    }
    failure
}

#[cfg(test)]
mod tests;
