//! The desk's words as arguments of Open CTI, and what Open CTI says in the desk's words.

use desk::{ClickToDial, Event};
use flow::{AppView, CallType, Failure, FailureKind, Fields, Layout, Match, Matches, ScreenPop, Value};
use serde_json::{Map, Value as Json, json};

/// What a message to the softphone page means; nothing for those that answer a call.
pub(super) fn event(message: &Json) -> Option<Event> {
    let payload = &message["response"];
    Some(match message["methodName"].as_str()? {
        "onClickToDial" => Event::ClickToDial { click: click(payload) },
        "onNavigationChange" => Event::Navigation { view: app_view(payload) },
        "hvs.onWorkStart" => Event::WorkStart { payload: Value::from_json(payload) },
        // Of a subscription; the desk has one.
        "subscribe" if message["subscription"].is_number() => {
            Event::ClickToDial { click: ClickToDial::from_message(payload)? }
        }
        _ => return None,
    })
}

/// Open CTI guide: onClickToDial().
fn click(payload: &Json) -> ClickToDial {
    let text = |key: &str| payload[key].as_str().map(str::to_owned);
    ClickToDial {
        number: text("number").unwrap_or_default(),
        record_id: text("recordId"),
        record_name: text("recordName"),
        object_type: text("objectType"),
        account_id: text("accountId"),
        contact_id: text("contactId"),
        person_account: payload["personAccount"].as_bool(),
        params: text("params"),
        country: None,
    }
}

pub(super) fn call_type(call_type: CallType) -> &'static str {
    match call_type {
        CallType::Inbound => "inbound",
        CallType::Outbound => "outbound",
        CallType::Internal => "internal",
    }
}

pub(super) fn fields(fields: &Fields) -> Map<String, Json> {
    let set = fields.iter().filter(|(_, value)| !value.is_undefined());
    set.map(|(name, value)| (name.to_string(), value.to_json())).collect()
}

/// Open CTI guide: searchAndScreenPop(), return value. `SCREEN_POP_DATA` is a sibling of the records and none of them.
pub(super) fn matches(value: &Json) -> Matches {
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
            .map(|(name, value)| (name.clone().into(), Value::from_json(value)))
            .collect(),
    });
    Matches { records: records.collect(), pop: value.get("SCREEN_POP_DATA").map(Value::from_json) }
}

/// The id of a saved record comes as text, under `recordId` or under `id`.
pub(super) fn saved_id(value: &Json) -> String {
    let id = [value, &value["recordId"], &value["id"]].into_iter().find_map(Json::as_str);
    id.unwrap_or_default().to_owned()
}

pub(super) fn layout(value: &Json) -> Layout {
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

pub(super) fn app_view(value: &Json) -> AppView {
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
pub(super) fn pop_args(pop: &ScreenPop) -> Json {
    let (kind, params) = match pop {
        ScreenPop::Record { record_id } => ("sobject", json!({ "recordId": record_id })),
        ScreenPop::Url { url } => ("url", json!({ "url": url })),
        ScreenPop::ObjectHome { scope } => ("objecthome", json!({ "scope": scope })),
        ScreenPop::List { list_view_id, scope } => {
            ("list", json!({ "listViewId": list_view_id, "scope": scope }))
        }
        ScreenPop::Search { search_string } => ("search", json!({ "searchString": search_string })),
        ScreenPop::NewRecord { entity_name, defaults } => {
            ("newRecord", json!({ "entityName": entity_name, "defaultFieldValues": fields(defaults) }))
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

/// Open CTI guide: error objects. The details of a save in the order in which the page reads them: what it says as a whole, of the
/// page, then of each field.
pub(super) fn failure(error: &Json) -> Failure {
    let text = |key: &str| error[key].as_str().map(str::to_owned);
    let message = text("description").unwrap_or_else(|| "no reason given".to_owned());
    let mut failure = Failure::new(FailureKind::Rejected, message);
    failure.code = text("code");
    let parts = match &error["details"] {
        Json::Array(parts) => parts.as_slice(),
        Json::Null => &[],
        one => std::slice::from_ref(one),
    };
    for part in parts {
        failure.details.extend(sentence(part).map(str::to_owned));
        for complaint in part["pageErrors"].as_array().into_iter().flatten() {
            failure.details.extend(detail(None, complaint));
        }
        for (field, complaints) in part["fieldErrors"].as_object().into_iter().flatten() {
            let complaints = complaints.as_array().into_iter().flatten();
            failure.details.extend(complaints.filter_map(|complaint| detail(Some(field), complaint)));
            failure.fields.push(field.clone());
        }
    }
    failure
}

fn sentence(complaint: &Json) -> Option<&str> {
    complaint.as_str().or_else(|| complaint["message"].as_str()).filter(|text| !text.is_empty())
}

/// One complaint, with the field it is about where it does not name it.
fn detail(field: Option<&str>, complaint: &Json) -> Option<String> {
    let message = sentence(complaint)?;
    match field.or_else(|| complaint["columnApiName"].as_str()) {
        Some(field) if !message.contains(field) => Some(format!("{field}: {message}")),
        _ => Some(message.to_owned()),
    }
}
