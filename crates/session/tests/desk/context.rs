//! What a flow knows beside its event, and how far it may go: what the administrator and the org say reaches every run.

use crate::common::{bench_with, config, files, kind_world};
use desk::{Config, Event, PortEffect, Start};
use flow::{Answer, Failure, FailureKind, HostEffect, Outcome, PageEffect, Reply};

const PROFILE: &str = "00e5g000002RtQZAA0";

/// Says the profile, by its root and by the key of the property store.
const WHO: &str = r#"{ "source": "salesforceUi", "event": "onNavigationChange", "actions": [
    { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
    { "id": "uid-1", "type": "SE_GetProperty", "controls": { "key": "userProfile", "defaultValue": "nobody" },
      "ports": { "done": "uid-2" } },
    { "id": "uid-2", "type": "SE_TextStringTemplate", "ports": { "done": "uid-3" }, "controls": {
      "template": "${root} ${key}",
      "variables": { "root": "$.userProfile", "key": "$.actions.uid-1.results.value" } } },
    { "id": "uid-3", "type": "SE_Log", "controls": { "level": "info", "message": "$.actions.uid-2.results.value" } } ] }"#;

/// Searches for nothing, and says so where that is a success.
const SEARCH: &str = r#"{ "source": "salesforceUi", "event": "onNavigationChange", "actions": [
    { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
    { "id": "uid-1", "type": "SE_SFSearchAndScreenpop", "controls": { "searchParams": "" }, "ports": { "success": "uid-2" } },
    { "id": "uid-2", "type": "SE_Log", "controls": { "level": "info", "message": "fine" } } ] }"#;

/// Goes round and round.
const ROUND: &str = r#"{ "source": "salesforceUi", "event": "onNavigationChange", "actions": [
    { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
    { "id": "uid-1", "type": "SE_SetProperty", "controls": { "key": "a", "value": 1 }, "ports": { "done": "uid-2" } },
    { "id": "uid-2", "type": "SE_SetProperty", "controls": { "key": "a", "value": 2 }, "ports": { "done": "uid-1" } } ] }"#;

/// Waits for an answer that does not come.
const WAIT: &str = r#"{ "source": "salesforceUi", "event": "onNavigationChange", "actions": [
    { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
    { "id": "uid-1", "type": "SE_SFRetrieve", "controls": { "fields": "Id", "type": "Contact", "id": "003" } } ] }"#;

/// Asks again whenever nobody has answered.
const WAIT_AGAIN: &str = r#"{ "source": "salesforceUi", "event": "onNavigationChange", "actions": [
    { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
    { "id": "uid-1", "type": "SE_SFRetrieve", "controls": { "fields": "Id", "type": "Contact", "id": "003" },
      "ports": { "failure": "uid-1" } } ] }"#;

fn bench(set: fn(&mut Config), flow: &str, rule: fn(&PortEffect) -> Option<Reply>) -> crate::common::Bench {
    let mut config = config();
    set(&mut config);
    let mut bench =
        bench_with(Start { config, flows: files(&[("flow.json", flow)]), ..Start::default() }, rule);
    bench.boot();
    bench.handle(Event::Navigation { view: flow::AppView::default() });
    bench
}

fn world(profile: Reply) -> impl Fn(&PortEffect) -> Option<Reply> {
    move |effect| match effect {
        PortEffect::Host(HostEffect::ReadUserProfile) => Some(profile.clone()),
        other => kind_world(other),
    }
}

fn with_profile(effect: &PortEffect) -> Option<Reply> {
    world(Ok(Answer::Value { value: PROFILE.into() }))(effect)
}

fn not_deployed(effect: &PortEffect) -> Option<Reply> {
    world(Err(Failure::new(FailureKind::Unavailable, "Could not load Apex class: SwitchboardRecords.")))(
        effect,
    )
}

fn no_record(effect: &PortEffect) -> Option<Reply> {
    match effect {
        PortEffect::Host(HostEffect::ReadRecord { .. }) => None,
        other => kind_world(other),
    }
}

fn logged(bench: &crate::common::Bench) -> Option<String> {
    bench.performed.iter().rev().find_map(|effect| match effect {
        PortEffect::Page(PageEffect::Log { message, .. }) => Some(message.to_string()),
        _ => None,
    })
}

#[track_caller]
fn check_logged(
    set: fn(&mut Config),
    flow: &str,
    rule: fn(&PortEffect) -> Option<Reply>,
    expected: Option<&str>,
) {
    assert_eq!(logged(&bench(set, flow, rule)).as_deref(), expected);
}

// Shows: BH-83
#[test]
fn the_user_profile_is_asked_for_where_the_org_can_tell() {
    let package: fn(&mut Config) = |config| config.salesforce.org_package = true;
    let both = format!("{PROFILE} {PROFILE}");
    check_logged(package, WHO, with_profile, Some(&both));
    // Where it cannot be had flows go on without it.
    check_logged(package, WHO, not_deployed, Some(" nobody"));
    check_logged(|_| {}, WHO, with_profile, Some(" nobody"));
    let silent = bench(|_| {}, WHO, with_profile);
    assert_eq!(
        silent.count(|effect| *effect == PortEffect::Host(HostEffect::ReadUserProfile)),
        0,
        "nobody said that it can tell"
    );
    let asked = bench(package, WHO, with_profile);
    assert_eq!(asked.count(|effect| *effect == PortEffect::Host(HostEffect::ReadUserProfile)), 1);
}

#[test]
fn the_boot_waits_for_no_profile() {
    let mut config = config();
    config.salesforce.org_package = true;
    let start = Start { config, flows: files(&[("flow.json", WHO)]), ..Start::default() };
    let mut bench = bench_with(start, |effect| match effect {
        PortEffect::Host(HostEffect::ReadUserProfile) => None,
        other => kind_world(other),
    });
    bench.boot();
    assert_eq!(bench.view().status, desk::Status::Ready);
    let asked = |effect: &PortEffect| *effect == PortEffect::Host(HostEffect::ReadUserProfile);
    bench.answer(asked, Ok(Answer::Value { value: PROFILE.into() }));
    bench.handle(Event::Navigation { view: flow::AppView::default() });
    assert_eq!(logged(&bench), Some(format!("{PROFILE} {PROFILE}")));
}

// Shows: issue-3-settings-of-flows
#[test]
fn an_empty_search_succeeds_where_the_administrator_says_so() {
    check_logged(|_| {}, SEARCH, kind_world, None);
    check_logged(|config| config.runs.empty_search_succeeds = true, SEARCH, kind_world, Some("fine"));
}

/// How a run ends, and after how many milliseconds at the latest.
#[track_caller]
fn check_limit(set: fn(&mut Config), flow: &str, ms: u64, ended: bool) -> Option<Outcome> {
    let mut bench = bench(set, flow, no_record);
    bench.pass(ms);
    let outcome = bench.desk().finished_runs().last().map(|run| run.outcome.clone());
    assert_eq!(outcome.is_some(), ended, "{outcome:?}");
    outcome
}

// Shows: BH-84
#[test]
fn a_run_takes_as_long_and_as_many_blocks_as_the_administrator_allows() {
    let short: fn(&mut Config) = |config| {
        config.runs.max_seconds = 5;
        config.runs.max_steps = 7;
    };
    check_limit(|_| {}, WAIT_AGAIN, 59_000, false);
    assert!(matches!(
        check_limit(|_| {}, WAIT_AGAIN, 60_000, true),
        Some(Outcome::TimedOut { limit: 60_000, .. })
    ));
    check_limit(short, WAIT, 4_900, false);
    assert!(matches!(check_limit(short, WAIT, 5_000, true), Some(Outcome::TimedOut { limit: 5_000, .. })));
    assert!(matches!(check_limit(|_| {}, ROUND, 1_000, true), Some(Outcome::LoopGuard { limit: 500, .. })));
    assert!(matches!(check_limit(short, ROUND, 1_000, true), Some(Outcome::LoopGuard { limit: 7, .. })));
}
