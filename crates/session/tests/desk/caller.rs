//! Whom a call is about: one match opens, several and none are the agent's to decide.

use crate::common::{POP, bench, bench_with, call, config, files, kind_world};
use desk::{
    CallerQuestion as Question, Config, ContactEventKind as Kind, ContactState as State, Direction, Event,
    Gesture, PortEffect, Several, Start,
};
use flow::{Answer, AppView, Failure, FailureKind, HostEffect, Match, Matches, Reply, ScreenPop, Value};
use panel_protocol::CallerView;
use serde_json::json;

const PRIYA: &str = "0035g00000AbCdeAAF";
const TOMAS: &str = "0035g00000FgHijAAF";
const ROSA: &str = "00Q5g00000KlMnoEAF";
const CASE: &str = "5005g00000LmNopAAJ";

fn record(id: &str, name: &str) -> Match {
    let object = match &id[..3] {
        "003" => "Contact",
        "00Q" => "Lead",
        _ => "Account",
    };
    let fields = flow::Fields::from([("Phone".into(), Value::from("(503) 555-0188"))]);
    Match { id: id.into(), object: object.into(), name: name.into(), fields }
}

/// The search finds these, and the layout opens what it opens.
fn finds(records: Vec<Match>) -> impl FnMut(&PortEffect) -> Option<Reply> + 'static {
    let pop = match records.as_slice() {
        [] => json!({ "type": "newRecord", "params": { "entityName": "Contact" } }),
        [one] => json!({ "type": "sobject", "params": { "recordId": one.id } }),
        _ => json!({ "type": "search", "params": { "searchString": "5035550188" } }),
    };
    let pop = Some(Value::from_json(&pop));
    move |effect| match effect {
        PortEffect::Host(HostEffect::Search(_)) => {
            Some(Ok(Answer::Matches(Matches { records: records.clone(), pop: pop.clone() })))
        }
        effect => kind_world(effect),
    }
}

fn several() -> Vec<Match> {
    vec![record(ROSA, "Rosa Imhoff"), record(PRIYA, "Priya Raman"), record(TOMAS, "Tomas Lindqvist")]
}

fn ring(bench: &mut crate::common::Bench) {
    let ringing = call("c1", Direction::Inbound, State::Connecting, bench.now);
    bench.contact(Kind::Connecting, &ringing);
}

fn talk(bench: &mut crate::common::Bench) {
    let talking = call("c1", Direction::Inbound, State::Connected, bench.now);
    bench.contact(Kind::Connected, &talking);
}

fn end(bench: &mut crate::common::Bench) {
    let over = call("c1", Direction::Inbound, State::Ended, bench.now);
    bench.contact(Kind::Ended, &over);
}

fn caller(bench: &crate::common::Bench) -> CallerView {
    bench.panel().callers.swap_remove(0)
}

fn choose(record_id: &str) -> Gesture {
    Gesture::ChooseRecord { contact: "c1".into(), record_id: record_id.into() }
}

fn relate(record_id: Option<&str>) -> Gesture {
    Gesture::Relate { contact: "c1".into(), record_id: record_id.map(str::to_owned) }
}

/// What was opened, as Salesforce calls it.
fn opened(bench: &crate::common::Bench) -> Vec<String> {
    let name = |pop: &ScreenPop| match pop {
        ScreenPop::Record { record_id } => format!("record {record_id}"),
        ScreenPop::Search { search_string } => format!("search {search_string}"),
        ScreenPop::NewRecord { entity_name, defaults } => {
            format!("new {entity_name} {}", serde_json::to_string(defaults).expect("data"))
        }
        ScreenPop::Deferred { data } => {
            format!("layout's {}", data.get("type").as_text().unwrap_or_default())
        }
        other => format!("{other:?}"),
    };
    bench
        .performed
        .iter()
        .filter_map(|effect| match effect {
            PortEffect::Host(HostEffect::ScreenPop(pop)) => Some(name(pop)),
            _ => None,
        })
        .collect()
}

fn with(change: impl FnOnce(&mut Config)) -> Config {
    let mut config = config();
    change(&mut config);
    config
}

// Shows: difference-h
#[test]
fn one_match_opens_and_nothing_is_asked() {
    let mut bench = bench(&[POP], finds(vec![record(PRIYA, "Priya Raman")]));
    bench.boot();
    ring(&mut bench);
    assert_eq!(opened(&bench), ["layout's sobject"]);
    let caller = caller(&bench);
    assert_eq!((caller.question, caller.related[0].id.as_str()), (Question::Settled, PRIYA));
    assert_eq!(caller.related[0].details, ["(503) 555-0188"]);
}

// Shows: difference-h
#[test]
fn several_are_offered_and_the_choice_opens_and_decides_the_log() {
    let mut bench = bench(&[POP], finds(several()));
    bench.boot();
    ring(&mut bench);
    assert!(opened(&bench).is_empty(), "the agent chooses");
    let caller = caller(&bench);
    assert_eq!((caller.question, caller.records.len()), (Question::Several, 3));
    assert!(caller.related.is_empty());
    let mut bench = bench.reload(&[POP], finds(several()));
    bench.boot();
    ring(&mut bench);
    assert_eq!(self::caller(&bench).question, Question::Several, "a reload does not forget the question");
    bench.press(choose(PRIYA));
    assert_eq!(opened(&bench), [format!("record {PRIYA}")]);
    assert_eq!(self::caller(&bench).question, Question::Settled);
    talk(&mut bench);
    end(&mut bench);
    assert_eq!(bench.task()["WhoId"], PRIYA);
}

#[test]
fn what_was_not_offered_cannot_be_chosen() {
    let mut bench = bench(&[POP], finds(several()));
    bench.boot();
    ring(&mut bench);
    bench.press(choose(CASE));
    bench.press(Gesture::ChooseRecord { contact: "c9".into(), record_id: PRIYA.into() });
    bench.press(Gesture::NewRecord { contact: "c1".into(), entity: "User".into() });
    assert!(opened(&bench).is_empty());
    assert_eq!(caller(&bench).question, Question::Several);
}

#[test]
fn an_object_that_is_named_first_wins_over_the_others() {
    let lead_first = with(|config| config.screen_pop.priority = vec!["Lead".into()]);
    let mut bench =
        bench_with(Start { config: lead_first, flows: files(&[POP]), ..Start::default() }, finds(several()));
    bench.boot();
    ring(&mut bench);
    assert_eq!(opened(&bench), [format!("record {ROSA}")], "the only lead");
    assert_eq!(caller(&bench).question, Question::Settled);

    let contacts_first = with(|config| config.screen_pop.priority = vec!["Contact".into()]);
    let mut bench = bench_with(
        Start { config: contacts_first, flows: files(&[POP]), ..Start::default() },
        finds(several()),
    );
    bench.boot();
    ring(&mut bench);
    let caller = caller(&bench);
    let names: Vec<_> = caller.records.iter().map(|record| record.name.clone().unwrap_or_default()).collect();
    assert_eq!((caller.question, names[2].as_str()), (Question::Several, "Rosa Imhoff"));
}

// Shows: difference-h
#[test]
fn an_administrator_may_want_the_search_page_of_the_layout() {
    let layout = with(|config| config.screen_pop.several = Several::Layout);
    let mut bench =
        bench_with(Start { config: layout, flows: files(&[POP]), ..Start::default() }, finds(several()));
    bench.boot();
    ring(&mut bench);
    assert_eq!(opened(&bench), ["layout's search"]);
    assert_eq!(caller(&bench).question, Question::Several, "the log still wants to know");
}

// Shows: difference-h, BH-188
#[test]
fn nobody_known_offers_new_records_with_the_number() {
    let mut bench = bench(&[POP], finds(Vec::new()));
    bench.boot();
    ring(&mut bench);
    let caller = caller(&bench);
    assert_eq!(caller.question, Question::Nobody);
    assert_eq!(caller.new_records, ["Contact", "Lead"]);
    bench.press(Gesture::NewRecord { contact: "c1".into(), entity: "Lead".into() });
    assert!(opened(&bench).is_empty(), "nothing covers a ringing call");
    talk(&mut bench);
    assert_eq!(opened(&bench), ["layout's newRecord"]);
    bench.press(Gesture::NewRecord { contact: "c1".into(), entity: "Lead".into() });
    assert_eq!(opened(&bench)[1], r#"new Lead {"Phone":"(415) 5550142"}"#);
}

#[test]
fn a_choice_takes_the_form_that_waits_with_it() {
    for press in [choose(CASE), relate(Some(CASE))] {
        let mut bench = bench(&[POP], finds(Vec::new()));
        bench.boot();
        ring(&mut bench);
        let view = AppView { record_id: Some(CASE.into()), ..AppView::default() };
        bench.handle(Event::Navigation { view });
        bench.press(press);
        talk(&mut bench);
        assert!(!opened(&bench).contains(&"layout's newRecord".to_owned()), "{:?}", opened(&bench));
    }
}

#[test]
fn a_person_account_opens_as_its_account_by_whichever_half_it_is_found() {
    const ACCOUNT: &str = "0015g00000PqRstAAG";
    let half = |id: &str, other: (&'static str, &str)| {
        let mut half = record(id, "Jonas Weber");
        half.fields.insert("IsPersonAccount".into(), Value::Bool(true));
        half.fields.insert(other.0.into(), Value::text(other.1));
        half
    };
    let account = half(ACCOUNT, ("PersonContactId", PRIYA));
    let contact = half(PRIYA, ("AccountId", ACCOUNT));
    let told = ["layout's sobject".to_owned()];
    let ours = [format!("record {ACCOUNT}")];
    for (found, expected) in [
        (vec![account.clone()], &told),
        (vec![contact.clone()], &ours),
        (vec![account.clone(), contact.clone()], &ours),
        (vec![contact, account], &ours),
    ] {
        let mut bench = bench(&[POP], finds(found));
        bench.boot();
        ring(&mut bench);
        assert_eq!(opened(&bench), *expected);
        assert_eq!(caller(&bench).question, Question::Settled);
        talk(&mut bench);
        let task = bench.task();
        assert_eq!((&task["WhoId"], task.get("WhatId")), (&json!(PRIYA), None));
    }
}

#[test]
fn a_layout_that_opens_nothing_for_one_opens_nothing_for_a_person_in_two_halves() {
    let halves = vec![record("0015g00000PqRstAAG", "Jonas Weber"), {
        let mut half = record(PRIYA, "Jonas Weber");
        half.fields.insert("IsPersonAccount".into(), "true".into());
        half.fields.insert("AccountId".into(), "0015g00000PqRstAAG".into());
        half
    }];
    let mut world = finds(halves);
    let mut bench = bench(&[POP], move |effect| match effect {
        PortEffect::Host(HostEffect::ReadLayout) => {
            let rules = [String::new(), "DoNotPop".into(), "PopToSearch".into()];
            Some(Ok(Answer::Layout(flow::Layout { rules, ..flow::Layout::default() })))
        }
        effect => world(effect),
    });
    bench.boot();
    ring(&mut bench);
    assert!(opened(&bench).is_empty(), "{:?}", opened(&bench));
    assert_eq!(caller(&bench).question, Question::Settled);
}

#[test]
fn custom_objects_are_offered_by_configuration() {
    let policies = with(|config| config.screen_pop.new_records = vec!["Policy__c.Phone__c".into()]);
    let mut bench =
        bench_with(Start { config: policies, flows: files(&[POP]), ..Start::default() }, finds(Vec::new()));
    bench.boot();
    talk(&mut bench);
    assert_eq!(caller(&bench).new_records, ["Policy__c"]);
    bench.press(Gesture::NewRecord { contact: "c1".into(), entity: "Policy__c".into() });
    assert_eq!(opened(&bench).last().unwrap(), r#"new Policy__c {"Phone__c":"(415) 5550142"}"#);
}

#[test]
fn a_search_that_failed_is_no_unknown_caller() {
    let mut bench = bench(&[POP], |effect| match effect {
        PortEffect::Host(HostEffect::Search(_)) => {
            Some(Err(Failure::new(FailureKind::Rejected, "a problem on the server")))
        }
        effect => kind_world(effect),
    });
    bench.boot();
    ring(&mut bench);
    assert_eq!(caller(&bench).question, Question::NotSearched);
    bench.press(Gesture::ShowAll { contact: "c1".into() });
    assert_eq!(opened(&bench), ["search (415) 5550142"]);
}

// Shows: BH-167, BH-183
#[test]
fn the_record_in_view_can_be_what_the_call_is_about() {
    let mut bench = bench(&[POP], finds(vec![record(PRIYA, "Priya Raman")]));
    bench.boot();
    ring(&mut bench);
    talk(&mut bench);
    let view = |id: &str, object: &str| Event::Navigation {
        view: AppView { record_id: Some(id.into()), object_type: Some(object.into()), ..AppView::default() },
    };
    bench.handle(view("00T5g00000AbCdeEAF", "Task"));
    assert_eq!(caller(&bench).records.len(), 1, "nothing is ever about a Task");
    bench.handle(view(CASE, "Case"));
    assert_eq!(caller(&bench).records.len(), 2);
    assert_eq!(caller(&bench).related.len(), 1, "looking is not relating");
    bench.press(relate(Some(CASE)));
    end(&mut bench);
    let fields = bench.task();
    assert_eq!((&fields["WhoId"], &fields["WhatId"]), (&json!(PRIYA), &json!(CASE)));
}

#[test]
fn a_written_log_follows_the_relation_by_its_id() {
    let mut bench = bench(&[POP], finds(several()));
    bench.boot();
    ring(&mut bench);
    talk(&mut bench);
    end(&mut bench);
    let check = |bench: &crate::common::Bench, who: serde_json::Value| {
        let last = bench.saves().last().expect("a log").clone();
        assert_eq!(last["target"]["update"]["id"], crate::common::TASK);
        assert_eq!(last["fields"]["WhoId"], who);
    };
    bench.press(relate(Some(TOMAS)));
    check(&bench, json!(TOMAS));
    bench.press(relate(Some(ROSA)));
    check(&bench, json!(ROSA));
    bench.press(relate(None));
    check(&bench, json!(null));
    let saves = bench.saves().len();
    bench.press(relate(None));
    assert_eq!(bench.saves().len(), saves, "nothing to say");
}
