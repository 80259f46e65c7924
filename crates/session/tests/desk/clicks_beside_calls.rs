//! Clicks while other calls come and go, and what opens with a click.

use crate::common::{Bench, CONTACT, DIAL, bench, bench_with, call, config, files, kind_world, whole_call};
use desk::{
    ClickToDial, Config, ContactEventKind as Kind, ContactState as State, Direction, DoNotCall, DuringCall,
    Event, Notice, PortEffect, Start,
};
use flow::{Answer, AppView, HostEffect, Matches, ScreenPop, TelephonyEffect};

fn click(number: &str) -> Event {
    let record_id = Some(CONTACT.to_owned());
    Event::ClickToDial { click: ClickToDial { number: number.into(), record_id, ..ClickToDial::default() } }
}

fn with(flows: &[(&str, &str)], change: impl FnOnce(&mut Config)) -> Bench {
    let mut config = config();
    change(&mut config);
    let mut bench = bench_with(Start { config, flows: files(flows), ..Start::default() }, kind_world);
    bench.boot();
    bench
}

fn report(bench: &mut Bench, id: &str, direction: Direction, state: State) {
    let kind = if state == State::Connected { Kind::Connected } else { Kind::Connecting };
    let contact = call(id, direction, state, bench.now);
    bench.contact(kind, &contact);
}

#[test]
fn a_call_made_by_other_means_does_not_take_the_click_of_a_record_that_is_asked() {
    let mut bench = bench(&[DIAL], |effect| match effect {
        PortEffect::Host(HostEffect::Search(_)) => None,
        effect => kind_world(effect),
    });
    bench.boot();
    bench.handle(click("(415) 555-0199"));
    report(&mut bench, "own", Direction::Outbound, State::Connecting);
    assert_eq!(bench.memory.contacts["own"].related, None, "nobody was dialled yet");
    bench.answer(
        |effect| matches!(effect, PortEffect::Host(HostEffect::Search(_))),
        Ok(Answer::Matches(Matches::default())),
    );
    assert_eq!(bench.notices.last(), Some(&Notice::ClickDuringCall { number: "(415) 555-0199".into() }));
    assert_eq!(
        bench.count(|effect| matches!(
            effect,
            PortEffect::Telephony(TelephonyEffect::Dial(_))
                | PortEffect::Telephony(TelephonyEffect::AddParty { .. })
        )),
        0
    );
}

#[test]
fn an_extension_of_somebody_who_joins_is_for_the_agent_to_press() {
    for flows in [&[DIAL][..], &[]] {
        let mut bench = with(flows, |config| config.phone.during_call = DuringCall::AddParty);
        report(&mut bench, "c1", Direction::Inbound, State::Connected);
        bench.handle(click("(415) 555-0199 x12"));
        assert_eq!(
            bench.count(|effect| matches!(effect, PortEffect::Telephony(TelephonyEffect::AddParty { .. }))),
            1
        );
        assert_eq!(bench.notices.last(), Some(&Notice::Extension { digits: "12".into(), sent: false }));
        bench.pass(60_000);
        let digits =
            bench.count(|effect| matches!(effect, PortEffect::Telephony(TelephonyEffect::SendDigits { .. })));
        assert_eq!(digits, 0, "tones would go to the customer");
    }
}

// Shows: BH-169
#[test]
fn the_clicked_record_opens_where_the_administrator_wants_it() {
    for (wanted, in_view, expected) in [(false, false, 0), (true, false, 1), (true, true, 0)] {
        for flows in [&[DIAL][..], &[]] {
            let mut bench = with(flows, |config| config.screen_pop.clicked = wanted);
            if in_view {
                let view = AppView { record_id: Some(CONTACT.into()), ..AppView::default() };
                bench.handle(Event::Navigation { view });
            }
            bench.handle(click("(415) 555-0199"));
            report(&mut bench, "c1", Direction::Outbound, State::Connecting);
            let record =
                PortEffect::Host(HostEffect::ScreenPop(ScreenPop::Record { record_id: CONTACT.into() }));
            assert_eq!(bench.count(|effect| *effect == record), expected);
        }
    }
}

// Shows: BH-169
#[test]
fn a_clicked_record_opens_without_being_searched_for() {
    // What is searched for is whether the number may be called, before it is dialled, and nothing else.
    for (rule, number, searches) in
        [(DoNotCall::AllowUnknown, "(415) 555-0199", 1), (DoNotCall::Ignore, "+14155550199", 0)]
    {
        for flows in [&[DIAL][..], &[]] {
            let mut bench = with(flows, |config| {
                config.screen_pop.clicked = true;
                config.phone.do_not_call = rule;
            });
            bench.handle(click(number));
            report(&mut bench, "c1", Direction::Outbound, State::Connecting);
            report(&mut bench, "c1", Direction::Outbound, State::Connected);
            let record =
                PortEffect::Host(HostEffect::ScreenPop(ScreenPop::Record { record_id: CONTACT.into() }));
            assert_eq!(bench.count(|effect| *effect == record), 1);
            assert_eq!(
                bench.count(|effect| matches!(effect, PortEffect::Host(HostEffect::Search(_)))),
                searches,
                "{rule:?}"
            );
        }
    }
}

// Shows: BH-169
#[test]
fn a_clicked_person_account_opens_as_its_account() {
    const ACCOUNT: &str = "0015g00000PqRstAAG";
    for record in [ACCOUNT, CONTACT] {
        let mut bench = with(&[], |config| config.screen_pop.clicked = true);
        let click = ClickToDial {
            number: "(415) 555-0142".into(),
            record_id: Some(record.into()),
            account_id: Some(ACCOUNT.into()),
            contact_id: Some(CONTACT.into()),
            person_account: Some(true),
            ..ClickToDial::default()
        };
        bench.handle(Event::ClickToDial { click });
        report(&mut bench, "c1", Direction::Outbound, State::Connecting);
        let opened = PortEffect::Host(HostEffect::ScreenPop(ScreenPop::Record { record_id: ACCOUNT.into() }));
        assert!(bench.performed.contains(&opened));
        let related = bench.memory.contacts["c1"].related.clone().expect("the clicked person");
        assert_eq!((related.who_id(), related.what_id()), (Some(CONTACT), None));
    }
}

/// The log of a call to a number that was clicked on this record, and where one person has it.
#[track_caller]
fn check_about(record: &str, who: Option<&str>, what: Option<&str>) {
    let mut bench = with(&[], |_| {});
    let click = ClickToDial {
        number: "(415) 555-0142".into(),
        record_id: Some(record.into()),
        record_name: Some("Send the checklist".into()),
        ..ClickToDial::default()
    };
    bench.handle(Event::ClickToDial { click });
    whole_call(&mut bench, "c1", Direction::Outbound, 60_000);
    let task = bench.task();
    let id = |field: &str| task.get(field).and_then(|id| id.as_str());
    assert_eq!((id("WhoId"), id("WhatId")), (who, what), "{record}");
}

#[test]
fn a_number_on_a_record_that_no_log_can_be_about_is_about_the_person_who_has_it() {
    // A to-do, a campaign member, a report, and what is no id.
    for record in ["00T5g00000AbCdeEAF", "00v5g00000AbCdeEAF", "00O5g00000AbCdeEAF", "javascript:alert(1)"] {
        check_about(record, Some(CONTACT), None);
    }
    check_about("5005g00000AbCdeEAF", None, Some("5005g00000AbCdeEAF"));
    check_about("0035g00000PqRstAAG", Some("0035g00000PqRstAAG"), None);
}
