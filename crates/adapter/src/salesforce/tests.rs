//! What each effect asks of Open CTI, and what each of its answers comes to.

use opencti::{ApiError, Detail, Error, ErrorCode, PopRule, Refusal};

use super::*;

fn text(text: &str) -> String {
    text.to_owned()
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn flow_fields(pairs: &[(&str, Value)]) -> flow::Fields {
    let mut fields = flow::Fields::new();
    for (name, value) in pairs {
        fields.insert(flow::Text::from((*name).to_owned()), value.clone());
    }
    fields
}

#[test]
fn settings_say_where_the_library_comes_from_and_whom_to_trust() {
    for (api_version, load_library, source) in [
        ("66.0", true, Source::Org { api_version: 66 }),
        ("47", true, Source::Org { api_version: 47 }),
        ("newest", true, Source::Org { api_version: 66 }),
        ("66.0", false, Source::Page),
    ] {
        let settings =
            desk::Salesforce { api_version: text(api_version), load_library, ..desk::Salesforce::default() };
        assert_eq!(options(&settings).source, source, "{api_version} {load_library}");
    }
    let settings = desk::Salesforce {
        origins: vec![text("https://acme.lightning.force.com")],
        extra_hosts: vec![text("lightning.crmforce.mil"), text("http://lightning.localhost:4173")],
        ..desk::Salesforce::default()
    };
    let expected = Hosts {
        pinned: vec![text("https://acme.lightning.force.com")],
        suffixes: vec![text("lightning.crmforce.mil")],
        development: vec![text("http://lightning.localhost:4173")],
    };
    assert_eq!(options(&settings).hosts, expected);
}

#[test]
fn each_reason_without_open_cti_has_its_finding() {
    for (unavailable, expected) in [
        (Unavailable::NotInSalesforce, Absence::NotInSalesforce),
        (Unavailable::Classic, Absence::Classic),
        (
            Unavailable::HostRefused { origin: text("https://evil.example"), reason: Refusal::NotSalesforce },
            Absence::HostRefused { origin: text("https://evil.example") },
        ),
        (Unavailable::Blocked { url: text("u") }, Absence::LibraryBlocked { url: text("u") }),
        (Unavailable::NotInitialised { message: text("m") }, Absence::LibraryBroken { message: text("m") }),
        (Unavailable::NoAnswer, Absence::NoAnswer),
        (Unavailable::LoadingDisabled, Absence::LoadingDisabled),
    ] {
        assert_eq!(absence(unavailable), expected);
    }
}

#[test]
fn each_error_has_its_kind() {
    let method = "saveLog";
    assert_eq!(done(Ok(())), Ok(Answer::Done));
    for (error, kind, message) in [
        (Error::Threw { method, message: text("no") }, FailureKind::Refused, "saveLog threw: no"),
        (Error::Timeout { method }, FailureKind::TimedOut, "saveLog was not answered in time"),
        (
            Error::Shape { method, raw: text("[]") },
            FailureKind::Malformed,
            "saveLog gave an answer of unknown shape: []",
        ),
        (Error::NotSupported { method }, FailureKind::Unavailable, "this Open CTI has no saveLog"),
        (Error::Api { method, errors: vec![] }, FailureKind::Rejected, "saveLog failed: no reason given"),
    ] {
        assert_eq!(done(Err(error)), Err(Failure::new(kind, message)));
    }
}

#[test]
fn a_refused_save_keeps_its_code_its_sentence_and_its_fields() {
    let detail = |field, message: &str| Detail { field, code: None, message: text(message) };
    let error = ApiError {
        code: Some(ErrorCode::Generic),
        description: text("The record could not be saved."),
        details: vec![
            detail(None, "Lead with WhatId"),
            detail(some("Status"), "bad value"),
            detail(some("Status"), "Status is bad"),
        ],
        raw: text("{}"),
    };
    let other = ApiError { details: vec![detail(None, "and more")], ..ApiError::default() };
    let failure = failure(Error::Api { method: "saveLog", errors: vec![error, other] });
    assert_eq!(failure.kind, FailureKind::Rejected);
    assert_eq!(failure.code.as_deref(), Some("GENERIC_ERROR"));
    assert_eq!(failure.message, "The record could not be saved.");
    assert_eq!(failure.details, ["Lead with WhatId", "Status: bad value", "Status is bad", "and more"]);
}

#[test]
fn a_class_that_is_not_deployed_is_no_refusal() {
    let refused = |description: &str| {
        let error = ApiError { description: text(description), ..ApiError::default() };
        apex_failure(Error::Api { method: "runApex", errors: vec![error] })
    };
    let missing = refused("Could not load Apex class SwitchboardRecords.");
    assert_eq!(missing.kind, FailureKind::Unavailable);
    assert!(missing.message.ends_with("Deploy salesforce/ and assign its permission set."), "{missing:?}");
    assert_eq!(refused("Insufficient access").kind, FailureKind::Rejected);
}

#[test]
fn a_layout_says_what_is_searched_what_opens_and_who_may_be_called() {
    let field = |name: &str| opencti::LayoutField { display_name: None, api_name: text(name) };
    let object = |name: &str, fields: &[&str]| opencti::LayoutObject {
        name: text(name),
        fields: fields.iter().map(|name| field(name)).collect(),
    };
    let mut given = opencti::SoftphoneLayout::default();
    given.inbound.objects = vec![object("Contact", &["Name"]), object("Case", &[])];
    given.outbound.objects = vec![object("Contact", &["Name", "DoNotCall"]), object("Lead", &["Name"])];
    assert_eq!(
        layout(given),
        Layout {
            objects: vec![text("Contact")],
            rules: [String::new(), String::new(), String::new()],
            do_not_call: vec![text("Contact")],
        }
    );
    for (rule, expected) in [
        (PopRule::Entity(some("Contact")), "PopToEntity Contact"),
        (PopRule::Entity(None), "PopToEntity"),
        (PopRule::Visualforce(some("Page")), "PopToVisualforce Page"),
        (PopRule::Search, "PopToSearch"),
        (PopRule::Flow(some("Triage")), "PopToFlow Triage"),
        (PopRule::DoNotPop, "DoNotPop"),
        (PopRule::Other { kind: text("PopToMoon"), data: some("x") }, "PopToMoon x"),
    ] {
        let mut given = opencti::SoftphoneLayout::default();
        given.inbound.pops.single_match = Some(rule);
        assert_eq!(layout(given).rules, ["", expected, ""]);
    }
}

#[test]
fn clicks_views_and_steps_are_taken_over_member_by_member() {
    let given = opencti::ClickToDial {
        number: text("(415) 555-0142"),
        record_id: some("003"),
        record_name: some("Dana"),
        object_type: some("Contact"),
        account_id: some("001"),
        contact_id: some("003b"),
        person_account: Some(false),
        params: some("a,b"),
    };
    let expected = desk::ClickToDial {
        number: text("(415) 555-0142"),
        record_id: some("003"),
        record_name: some("Dana"),
        object_type: some("Contact"),
        account_id: some("001"),
        contact_id: some("003b"),
        person_account: Some(false),
        params: some("a,b"),
        country: None,
    };
    assert_eq!(click(given), expected);
    let given = opencti::AppView { url: some("u"), record_id: some("500"), ..opencti::AppView::default() };
    assert_eq!(app_view(given), AppView { url: some("u"), record_id: some("500"), ..AppView::default() });
    let step = opencti::WorkStart { work_id: text("8HF"), complete_work_when: None, to: some("+1415") };
    let step = work(step);
    assert_eq!(step.get("workId").as_text(), Some("8HF"));
    assert_eq!(step.get("attributes").get("to").as_text(), Some("+1415"));
    assert_eq!(step.get("completeWorkWhen"), &Value::Undefined);
}

#[test]
fn each_screen_pop_has_its_form() {
    use flow::ScreenPop as Pop;
    let defaults = flow_fields(&[("Phone", Value::text("1")), ("Fax", Value::Undefined)]);
    for (pop, expected) in [
        (Pop::Record { record_id: text("003") }, opencti::ScreenPop::Record { record_id: text("003") }),
        (Pop::Url { url: text("/x") }, opencti::ScreenPop::Url { url: text("/x") }),
        (Pop::ObjectHome { scope: text("Case") }, opencti::ScreenPop::ObjectHome { scope: text("Case") }),
        (
            Pop::List { list_view_id: text("00B"), scope: text("Lead") },
            opencti::ScreenPop::List { list_view_id: text("00B"), scope: text("Lead") },
        ),
        (
            Pop::Search { search_string: text("415") },
            opencti::ScreenPop::Search { search_string: text("415") },
        ),
        (
            Pop::NewRecord { entity_name: text("Contact"), defaults },
            opencti::ScreenPop::NewRecord {
                entity_name: text("Contact"),
                // An undefined field is left out: null would empty it.
                defaults: vec![(text("Phone"), "1".into())],
            },
        ),
    ] {
        assert_eq!(screen_pop(&pop), Some(expected));
    }
}

#[test]
fn a_search_gives_its_defaults_to_a_record_and_to_a_flow() {
    let defaults = flow_fields(&[
        ("Phone", Value::text("1")),
        ("Count", Value::Number(2.0)),
        ("Known", Value::Bool(true)),
        ("Fax", Value::Null),
        ("Gone", Value::Undefined),
    ]);
    for (call_type, expected, deferred, pop) in [
        (flow::CallType::Inbound, opencti::CallType::Inbound, true, opencti::PopWhen::Deferred),
        (flow::CallType::Outbound, opencti::CallType::Outbound, false, opencti::PopWhen::Now),
        (flow::CallType::Internal, opencti::CallType::Internal, true, opencti::PopWhen::Deferred),
    ] {
        let asked = search(&flow::Search {
            text: text("415"),
            call_type,
            deferred,
            query_params: some("q=1"),
            defaults: defaults.clone(),
        });
        assert_eq!((asked.text.as_str(), asked.call_type, asked.pop), ("415", expected, pop));
        assert_eq!(asked.query_params.as_deref(), Some("q=1"));
        let names: Vec<_> = asked.defaults.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Phone", "Count", "Known", "Fax"]);
        let args: Vec<_> = asked.flow_args.iter().map(|arg| (arg.name.as_str(), arg.kind.as_str())).collect();
        assert_eq!(args, [("Phone", "String"), ("Count", "Number"), ("Known", "Boolean")]);
    }
}

#[test]
fn matches_keep_their_fields() {
    let found = opencti::Matches {
        records: vec![opencti::Match {
            id: text("003"),
            object: some("Contact"),
            name: some("Dana"),
            fields: vec![(text("Phone"), "1".into()), (text("Fax"), FieldValue::Null)],
        }],
        pop: None,
    };
    let record = Match {
        id: text("003"),
        object: text("Contact"),
        name: text("Dana"),
        fields: flow_fields(&[("Phone", Value::text("1")), ("Fax", Value::Null)]),
    };
    assert_eq!(super::found(Ok(found)), Ok(Answer::Matches(Matches { records: vec![record], pop: None })));
    let refused = super::found(Err(Error::Timeout { method: "searchAndScreenPop" }));
    assert_eq!(refused.map_err(|failure| failure.kind), Err(FailureKind::TimedOut));
}

#[test]
fn a_save_has_its_target_and_its_fields() {
    let fields = flow_fields(&[
        ("Subject", Value::text("Call")),
        ("WhatId", Value::Null),
        ("Gone", Value::Undefined),
        ("Seconds", Value::Number(94.0)),
    ]);
    let sent = vec![
        (text("Subject"), "Call".into()),
        (text("WhatId"), FieldValue::Null),
        (text("Seconds"), FieldValue::Number(94.0)),
    ];
    for (target, expected) in [
        (
            flow::SaveTarget::Create { entity: text("Task") },
            opencti::SaveTarget::Create { entity: text("Task") },
        ),
        (flow::SaveTarget::Update { id: text("00T") }, opencti::SaveTarget::Update { id: text("00T") }),
    ] {
        let saved = save(&flow::SaveRecord { target, fields: fields.clone() });
        assert_eq!(saved, opencti::SaveLog { target: expected, fields: sent.clone() });
    }
}
