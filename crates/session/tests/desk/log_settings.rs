//! What an administrator decides about logs: which calls have one, when it opens, and the attribute that says what it is about.

use crate::common::{
    Bench, CONTACT, LOG, POP, TASK, bench_with, call, config, files, kind_world, rejected, whole_call,
};
use desk::{
    CallLogSettings, Channel, ContactEventKind as Kind, ContactState as State, Direction, Gesture, LogPop,
    PortEffect, Start,
};
use flow::{Answer, HostEffect, Match, Matches, Reply, ScreenPop};
use serde_json::Value;

const ACCOUNT: &str = "0015g00000PqRstAAG";
const LEAD: &str = "00Q5g00000KlMnoEAF";
const CASE: &str = "5005g00000LmNopAAJ";

fn with(
    flows: &[(&str, &str)],
    rule: impl FnMut(&PortEffect) -> Option<Reply> + 'static,
    change: impl FnOnce(&mut CallLogSettings),
) -> Bench {
    let mut config = config();
    change(&mut config.call_log);
    let mut bench = bench_with(Start { config, flows: files(flows), ..Start::default() }, rule);
    bench.boot();
    bench
}

// Shows: BH-178
#[test]
fn only_calls_of_the_chosen_types_are_logged() {
    use Direction::{Inbound, Outbound};
    let check = |chosen: &'static [&str], direction: Direction, flows: &[(&str, &str)], saves: usize| {
        let mut bench = with(flows, kind_world, |log| {
            log.call_types = chosen.iter().map(|word| (*word).to_owned()).collect();
        });
        whole_call(&mut bench, "c1", direction, 60_000);
        assert_eq!(bench.saves().len(), saves, "{chosen:?} {direction:?}");
        bench
    };
    check(&["inbound", "outbound"], Outbound, &[], 2);
    check(&["inbound"], Inbound, &[], 2);
    check(&["inbound"], Outbound, &[], 0);
    check(&[], Inbound, &[], 0);
    // What a flow or the agent says is written all the same.
    check(&[], Inbound, &[LOG], 1);
    let mut bench = check(&[], Inbound, &[], 0);
    bench.press(Gesture::Note { contact: "c1".into(), text: "call back".into() });
    bench.press(Gesture::WriteLog { contact: "c1".into() });
    assert_eq!(bench.task()["Description"], "call back");
}

fn log_pops(bench: &Bench) -> usize {
    let pop = PortEffect::Host(HostEffect::ScreenPop(ScreenPop::Record { record_id: TASK.into() }));
    bench.count(|effect| *effect == pop)
}

// Shows: BH-166, BH-170, BH-187
#[test]
fn the_log_opens_once_at_the_start_at_the_end_or_never() {
    for (pop, at_connect, talking, over) in [
        (LogPop::Never, true, 0, 0),
        (LogPop::Start, true, 1, 1),
        (LogPop::End, true, 0, 1),
        (LogPop::Start, false, 0, 1),
        (LogPop::End, false, 0, 1),
    ] {
        for flows in [&[][..], &[LOG]] {
            for (direction, channel) in [
                (Direction::Inbound, Channel::Voice),
                (Direction::Outbound, Channel::Voice),
                (Direction::Outbound, Channel::QueueCallback),
            ] {
                let mut bench = with(flows, kind_world, |log| (log.pop, log.at_connect) = (pop, at_connect));
                let mut contact = call("c1", direction, State::Connecting, bench.now);
                contact.channel = channel.clone();
                bench.contact(Kind::Connecting, &contact);
                assert_eq!(log_pops(&bench), 0, "it rings");
                contact.state = State::Connected;
                bench.contact(Kind::Connected, &contact);
                assert_eq!(log_pops(&bench), talking, "{pop:?} {at_connect} {channel:?}");
                contact.state = State::Ended;
                bench.contact(Kind::Ended, &contact);
                bench.press(Gesture::Note { contact: "c1".into(), text: "more".into() });
                bench.press(Gesture::WriteLog { contact: "c1".into() });
                assert_eq!(log_pops(&bench), over, "{pop:?} {at_connect} {channel:?}");
            }
        }
    }
}

// Shows: BH-166
#[test]
fn a_log_that_was_refused_opens_when_it_is_saved() {
    let mut refusals = 2;
    let rule = move |effect: &PortEffect| match effect {
        PortEffect::Host(HostEffect::SaveRecord(_)) if refusals > 0 => {
            refusals -= 1;
            rejected()
        }
        effect => kind_world(effect),
    };
    let mut bench = with(&[], rule, |log| log.pop = LogPop::End);
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    assert_eq!(log_pops(&bench), 0);
    bench.press(Gesture::SaveLogAgain { contact: "c1".into() });
    assert_eq!(log_pops(&bench), 1);
}

// Shows: BH-176
#[test]
fn an_attribute_says_what_the_log_is_about() {
    let check = |attribute: &str, found: Option<&'static str>, expected: (Option<&str>, Option<&str>)| {
        let rule = move |effect: &PortEffect| match effect {
            PortEffect::Host(HostEffect::Search(_)) => {
                let record = |id: &str| Match { id: id.into(), ..Match::default() };
                let records = found.into_iter().map(record).collect();
                Some(Ok(Answer::Matches(Matches { records, pop: None })))
            }
            effect => kind_world(effect),
        };
        let mut bench = with(&[POP], rule, |log| log.record_attribute = "SalesforceId".into());
        let mut contact = call("c1", Direction::Inbound, State::Connecting, bench.now);
        let attributes = flow::Map::from([("SalesforceId".into(), attribute.to_owned())]);
        contact.attributes = Some(attributes.into());
        for (kind, state) in [(Kind::Connecting, State::Connecting), (Kind::Ended, State::Ended)] {
            contact.state = state;
            bench.contact(kind, &contact);
        }
        let task = bench.task();
        let id = |field: &str| task.get(field).and_then(Value::as_str);
        assert_eq!((id("WhoId"), id("WhatId")), expected, "{attribute} {found:?}");
    };
    check(CONTACT, None, (Some(CONTACT), None));
    check(CASE, None, (None, Some(CASE)));
    check(" 5005g00000LmNop ", None, (None, Some("5005g00000LmNop")));
    // The caller stands beside it, unless Salesforce does not want that.
    check(CASE, Some(CONTACT), (Some(CONTACT), Some(CASE)));
    check(CASE, Some(ACCOUNT), (None, Some(CASE)));
    check(CASE, Some(LEAD), (None, Some(CASE)));
    check(CONTACT, Some(LEAD), (Some(CONTACT), None));
    for no_record in ["", "gold", "5005g00000LmNopA", "5005g00000LmNo!", "0055g00000LmNopAAJ"] {
        check(no_record, Some(CONTACT), (Some(CONTACT), None));
    }
}

// Shows: BH-176
#[test]
fn without_the_setting_an_attribute_says_nothing() {
    let mut bench = with(&[], kind_world, |_| {});
    let mut contact = call("c1", Direction::Inbound, State::Ended, bench.now);
    let attributes = flow::Map::from([("SalesforceId".into(), CASE.to_owned())]);
    contact.attributes = Some(attributes.into());
    bench.contact(Kind::Ended, &contact);
    assert_eq!(bench.task().get("WhatId"), None);
}
