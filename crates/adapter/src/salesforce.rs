//! Between the desk's words and Open CTI's.

use std::time::Duration;

use desk::Absence;
use flow::{Answer, AppView, Failure, FailureKind, Layout, Match, Matches, Reply, Value};
use opencti::{FieldValue, Hosts, OpenCti, Options, Source, Unavailable};

/// How the library is found or loaded.
pub(crate) fn options(settings: &desk::Salesforce) -> Options {
    let major = settings.api_version.split('.').next().and_then(|major| major.parse().ok());
    let source = match settings.load_library {
        true => Source::Org { api_version: major.unwrap_or(66) },
        false => Source::Page,
    };
    let mut hosts = Hosts { pinned: settings.origins.clone(), ..Hosts::default() };
    for host in &settings.extra_hosts {
        let list = if host.contains('/') { &mut hosts.development } else { &mut hosts.suffixes };
        list.push(host.clone());
    }
    Options { source, hosts, ..Options::default() }
}

pub(crate) fn absence(unavailable: Unavailable) -> Absence {
    match unavailable {
        Unavailable::NotInSalesforce => Absence::NotInSalesforce,
        Unavailable::Classic => Absence::Classic,
        Unavailable::HostRefused { origin, .. } => Absence::HostRefused { origin },
        Unavailable::Blocked { url } => Absence::LibraryBlocked { url },
        Unavailable::NotInitialised { message } => Absence::LibraryBroken { message },
        Unavailable::NoAnswer => Absence::NoAnswer,
        Unavailable::LoadingDisabled => Absence::LoadingDisabled,
    }
}

/// A handle whose calls give up after `deadline_ms`.
pub(crate) fn within(opencti: &OpenCti, deadline_ms: Option<u32>) -> OpenCti {
    match deadline_ms {
        Some(ms) => opencti.with_deadline(Duration::from_millis(ms.into())),
        None => opencti.clone(),
    }
}

pub(crate) fn failure(error: opencti::Error) -> Failure {
    use opencti::Error;
    let message = error.to_string();
    let kind = match &error {
        Error::Threw { .. } => FailureKind::Refused,
        Error::Api { .. } => FailureKind::Rejected,
        Error::Timeout { .. } => FailureKind::TimedOut,
        Error::Shape { .. } => FailureKind::Malformed,
        Error::NotSupported { .. } => FailureKind::Unavailable,
    };
    let mut failure = Failure::new(kind, message);
    if let Error::Api { errors, .. } = error
        && let Some(first) = errors.first()
    {
        failure.code = first.code.as_ref().map(|code| code.as_str().to_owned());
        failure.message = first.description.clone();
        for error in &errors {
            for complaint in &error.details {
                failure.details.push(detail(complaint));
                failure
                    .fields
                    .extend(complaint.field.clone().filter(|field| !failure.fields.contains(field)));
            }
        }
    }
    failure
}

/// The same for the org's own classes: where one is missing, what to do about it.
pub(crate) fn apex_failure(error: opencti::Error) -> Failure {
    let mut failure = failure(error);
    // What Salesforce says of a class that is not there, or not for this user.
    if failure.message.starts_with("Could not load Apex class") {
        failure.kind = FailureKind::Unavailable;
        failure.code = Some(flow::NO_CLASS.to_owned());
        failure.message.push_str(" Deploy salesforce/ and assign its permission set.");
    }
    failure
}

/// One complaint of a save, with the field it is about.
fn detail(detail: &opencti::Detail) -> String {
    match &detail.field {
        Some(field) if !detail.message.contains(field) => format!("{field}: {}", detail.message),
        _ => detail.message.clone(),
    }
}

pub(crate) fn done(result: Result<(), opencti::Error>) -> Reply {
    result.map(|()| Answer::Done).map_err(failure)
}

pub(crate) fn app_view(view: opencti::AppView) -> AppView {
    AppView {
        url: view.url,
        record_id: view.record_id,
        record_name: view.record_name,
        object_type: view.object_type,
        account_id: view.account_id,
        contact_id: view.contact_id,
        person_account: view.person_account,
    }
}

pub(crate) fn layout(layout: opencti::SoftphoneLayout) -> Layout {
    use opencti::PopRule;
    let rule = |rule: Option<PopRule>| {
        let (kind, data) = match rule {
            None => return String::new(),
            Some(PopRule::Entity(data)) => ("PopToEntity", data),
            Some(PopRule::Visualforce(data)) => ("PopToVisualforce", data),
            Some(PopRule::Search) => ("PopToSearch", None),
            Some(PopRule::Flow(data)) => ("PopToFlow", data),
            Some(PopRule::DoNotPop) => ("DoNotPop", None),
            Some(PopRule::Other { kind, data }) => {
                return format!("{kind} {}", data.unwrap_or_default());
            }
            Some(_) => return String::new(),
        };
        format!("{kind} {}", data.unwrap_or_default()).trim().to_owned()
    };
    let mut do_not_call = Vec::new();
    for object in layout.outbound.objects {
        if object.fields.iter().any(|field| field.api_name.ends_with("DoNotCall")) {
            do_not_call.push(object.name);
        }
    }
    let opencti::LayoutSection { objects, pops, .. } = layout.inbound;
    let mut names = Vec::new();
    for object in objects {
        if !object.fields.is_empty() {
            names.push(object.name);
        }
    }
    Layout {
        objects: names,
        rules: [rule(pops.no_match), rule(pops.single_match), rule(pops.multiple_matches)],
        do_not_call,
    }
}

pub(crate) fn click(click: opencti::ClickToDial) -> desk::ClickToDial {
    desk::ClickToDial {
        number: click.number,
        record_id: click.record_id,
        record_name: click.record_name,
        object_type: click.object_type,
        account_id: click.account_id,
        contact_id: click.contact_id,
        person_account: click.person_account,
        params: click.params,
        country: None,
    }
}

/// A call step as the flows of the AWS adapter know it.
pub(crate) fn work(work: opencti::WorkStart) -> Value {
    let text = |text: Option<String>| text.map_or(Value::Undefined, |text| Value::text(&text));
    let attributes = Value::map([("to", text(work.to))]);
    Value::map([
        ("workId", Value::text(&work.work_id)),
        ("completeWorkWhen", text(work.complete_work_when)),
        ("attributes", attributes),
    ])
}

pub(crate) fn screen_pop(pop: &flow::ScreenPop) -> Option<opencti::ScreenPop> {
    use flow::ScreenPop as Pop;
    Some(match pop {
        Pop::Record { record_id } => opencti::ScreenPop::Record { record_id: record_id.clone() },
        Pop::Url { url } => opencti::ScreenPop::Url { url: url.clone() },
        Pop::ObjectHome { scope } => opencti::ScreenPop::ObjectHome { scope: scope.clone() },
        Pop::List { list_view_id, scope } => {
            opencti::ScreenPop::List { list_view_id: list_view_id.clone(), scope: scope.clone() }
        }
        Pop::Search { search_string } => opencti::ScreenPop::Search { search_string: search_string.clone() },
        Pop::NewRecord { entity_name, defaults } => {
            opencti::ScreenPop::NewRecord { entity_name: entity_name.clone(), defaults: fields(defaults) }
        }
        Pop::Flow { flow_dev_name, args } => {
            let mut given = Vec::new();
            for arg in args {
                if let Some(value) = field_value(&arg.value) {
                    given.push(opencti::FlowArg { name: arg.name.clone(), kind: arg.kind.clone(), value });
                }
            }
            opencti::ScreenPop::Flow { flow_dev_name: flow_dev_name.clone(), args: given }
        }
        Pop::Deferred { data } => {
            opencti::ScreenPop::Deferred(opencti::DeferredPop::from_json(data.to_json_text())?)
        }
    })
}

pub(crate) fn search(search: &flow::Search) -> opencti::Search {
    use flow::CallType;
    let defaults = fields(&search.defaults);
    // Where the layout opens a flow, what a new record would begin with are its input variables; Salesforce passes over those
    // that the flow does not have.
    let mut flow_args = Vec::new();
    for (name, value) in &defaults {
        let kind = match value {
            FieldValue::Text(_) => "String",
            FieldValue::Number(_) => "Number",
            FieldValue::Bool(_) => "Boolean",
            _ => continue,
        };
        flow_args.push(opencti::FlowArg { name: name.clone(), kind: kind.to_owned(), value: value.clone() });
    }
    opencti::Search {
        text: search.text.clone(),
        call_type: match search.call_type {
            CallType::Inbound => opencti::CallType::Inbound,
            CallType::Outbound => opencti::CallType::Outbound,
            CallType::Internal => opencti::CallType::Internal,
        },
        pop: if search.deferred { opencti::PopWhen::Deferred } else { opencti::PopWhen::Now },
        query_params: search.query_params.clone(),
        flow_args,
        defaults,
    }
}

pub(crate) fn found(answer: Result<opencti::Matches, opencti::Error>) -> Reply {
    Ok(Answer::Matches(matches(answer.map_err(failure)?)))
}

fn matches(matches: opencti::Matches) -> Matches {
    let records = matches.records.into_iter().map(|record| Match {
        id: record.id,
        object: record.object.unwrap_or_default(),
        name: record.name.unwrap_or_default(),
        fields: record.fields.into_iter().map(|(name, value)| (name.into(), value_of(value))).collect(),
    });
    Matches {
        records: records.collect(),
        pop: matches.pop.and_then(|pop| Value::from_json_text(pop.as_json())),
    }
}

pub(crate) fn save(save: &flow::SaveRecord) -> opencti::SaveLog {
    let target = match &save.target {
        flow::SaveTarget::Create { entity } => opencti::SaveTarget::Create { entity: entity.clone() },
        flow::SaveTarget::Update { id } => opencti::SaveTarget::Update { id: id.clone() },
    };
    opencti::SaveLog { target, fields: fields(&save.fields) }
}

/// Undefined fields are left out: null would empty them.
fn fields(fields: &flow::Fields) -> opencti::Fields {
    let mut sent = opencti::Fields::new();
    for (name, value) in fields {
        if let Some(value) = field_value(value) {
            sent.push((name.as_str().to_owned(), value));
        }
    }
    sent
}

fn field_value(value: &Value) -> Option<FieldValue> {
    Some(match value {
        Value::Undefined => return None,
        Value::Null => FieldValue::Null,
        Value::Bool(value) => FieldValue::Bool(*value),
        Value::Number(value) => FieldValue::Number(*value),
        Value::Text(text) => FieldValue::Text(text.as_str().to_owned()),
        value => FieldValue::Json(value.to_json_text()),
    })
}

fn value_of(value: FieldValue) -> Value {
    match value {
        FieldValue::Null => Value::Null,
        FieldValue::Bool(value) => Value::Bool(value),
        FieldValue::Number(value) => Value::Number(value),
        FieldValue::Text(text) => text.into(),
        FieldValue::Json(text) => Value::from_json_text(&text).unwrap_or(Value::Null),
    }
}

#[cfg(test)]
mod tests;
