//! Clicks on phone numbers: none is lost, none is dialled twice.

use crate::common::{
    CONTACT, DIAL, LOG, bench, bench_with, call, config, files, kind_world, rejected, timed_out, whole_call,
};
use desk::{
    ClickToDial, Config, ConnectEvent, ContactEventKind, ContactSnapshot, ContactState, Direction, DoNotCall,
    DuringCall, Event, Notice, PhoneSettings, PortEffect, Start,
};
use flow::{Answer, CallType, HostEffect, Match, Matches, PageEffect, TelephonyEffect, Value};

fn click(number: &str) -> Event {
    Event::ClickToDial {
        click: ClickToDial {
            number: number.into(),
            record_id: Some(CONTACT.into()),
            record_name: Some("Dana Ortiz".into()),
            object_type: Some("Contact".into()),
            ..ClickToDial::default()
        },
    }
}

fn dials(bench: &crate::common::Bench) -> Vec<String> {
    let number = |effect: &PortEffect| match effect {
        PortEffect::Telephony(TelephonyEffect::Dial(dial)) => Some(dial.number.clone()),
        PortEffect::Telephony(TelephonyEffect::AddParty { number, .. }) => Some(format!("add {number}")),
        _ => None,
    };
    bench.performed.iter().filter_map(number).collect()
}

#[test]
fn a_click_is_dialled_with_a_flow_or_without() {
    for flows in [&[DIAL][..], &[]] {
        let mut bench = bench(flows, kind_world);
        bench.boot();
        bench.handle(click("(415) 555-0142"));
        assert_eq!(dials(&bench), ["+14155550142"]);
        assert_eq!(bench.notices.last(), Some(&Notice::Dialling { number: "(415) 555-0142".into() }));
        assert_eq!(bench.count(|effect| *effect == PortEffect::Host(HostEffect::SetPanelVisibility { visible: true })), 1);
    }
}

#[test]
fn clicks_before_the_phone_is_ready_wait_and_are_dialled_once() {
    let mut bench = bench(&[DIAL], kind_world);
    bench.handle(Event::SalesforceReady);
    for _ in 0..3 {
        bench.handle(click("(415) 555-0142"));
    }
    assert!(dials(&bench).is_empty());
    let queued = Notice::ClickQueued { number: "(415) 555-0142".into() };
    assert_eq!(bench.notices, [queued.clone(), queued.clone(), queued], "each click is answered at once");
    bench.boot();
    assert_eq!(dials(&bench), ["+14155550142"]);
}

#[test]
fn ten_clicks_in_a_row_dial_once() {
    let mut bench = bench(&[DIAL], kind_world);
    bench.boot();
    for _ in 0..10 {
        bench.handle(click("(415) 555-0142"));
    }
    assert_eq!(dials(&bench).len(), 1);
    let refused = bench.notices.iter().filter(|notice| matches!(notice, Notice::ClickWhileDialling { .. }));
    assert_eq!(refused.count(), 9, "the others are told why");
}

// Shows: BH-77
#[test]
fn it_works_again_after_each_call() {
    let mut bench = bench(&[DIAL, LOG], kind_world);
    bench.boot();
    for n in 0..3 {
        bench.handle(click("(415) 555-0142"));
        let id = format!("c{n}");
        whole_call(&mut bench, &id, Direction::Outbound, 10_000);
        let over = call(&id, Direction::Outbound, ContactState::Ended, bench.now);
        bench.contact(ContactEventKind::Destroyed, &over);
    }
    assert_eq!(dials(&bench).len(), 3);
    let creates: Vec<_> =
        bench.saves().into_iter().filter(|save| save["target"]["create"].is_object()).collect();
    for save in &creates {
        assert_eq!(save["fields"]["WhoId"], CONTACT, "the clicked record is on the log");
    }
    assert_eq!(creates.len(), 3);
}

// Shows: F3
#[test]
fn a_call_that_does_not_come_up_is_said_once() {
    let unseen = |bench: &crate::common::Bench| {
        let said =
            |notice: &&Notice| matches!(notice, Notice::NoCallCameUp { .. } | Notice::DialFailed { .. });
        bench.notices.iter().filter(said).count()
    };
    // Amazon Connect accepts, and nothing comes; or it does not answer, which is said at once.
    for (answers, at_once) in [(true, 0), (false, 1)] {
        let mut bench = bench(&[DIAL], move |effect| match effect {
            PortEffect::Telephony(TelephonyEffect::Dial(_)) if !answers => timed_out(),
            effect => kind_world(effect),
        });
        bench.boot();
        bench.handle(click("(415) 555-0142"));
        bench.pass(29_000);
        assert_eq!(unseen(&bench), at_once);
        bench.pass(120_000);
        assert_eq!(unseen(&bench), 1);
    }
    // A call that comes is news enough.
    let mut bench = bench(&[DIAL], kind_world);
    bench.boot();
    bench.handle(click("(415) 555-0142"));
    whole_call(&mut bench, "c1", Direction::Outbound, 60_000);
    assert_eq!(unseen(&bench), 0);
}

#[test]
fn a_refused_call_is_said_and_the_next_click_is_free() {
    let mut refusals = 1;
    let mut bench = bench(&[DIAL], move |effect| match effect {
        PortEffect::Telephony(TelephonyEffect::Dial(_)) if refusals > 0 => {
            refusals -= 1;
            rejected()
        }
        effect => kind_world(effect),
    });
    bench.boot();
    bench.handle(click("(415) 555-0142"));
    assert!(matches!(bench.notices.last(), Some(Notice::DialFailed { .. })));
    bench.handle(click("(415) 555-0142"));
    assert_eq!(dials(&bench).len(), 2);
}

// Shows: F3
#[test]
fn an_accepted_call_that_never_appears_does_not_block_for_ever() {
    let mut bench = bench(&[DIAL], kind_world);
    bench.boot();
    bench.handle(click("(415) 555-0142"));
    bench.pass(31_000);
    bench.handle(click("(415) 555-0199"));
    assert_eq!(dials(&bench).len(), 2);
}

// Shows: BH-171
#[test]
fn during_a_call_the_setting_decides() {
    for (during_call, expected) in
        [(DuringCall::Disable, vec![]), (DuringCall::AddParty, vec!["add +14155550199"])]
    {
        for flows in [vec![DIAL], vec![]] {
            let config =
                Config { phone: PhoneSettings { during_call, ..PhoneSettings::default() }, ..config() };
            let mut bench =
                bench_with(Start { config, flows: files(&flows), ..Start::default() }, kind_world);
            bench.boot();
            let now = bench.now;
            bench.contact(
                ContactEventKind::Connected,
                &call("c1", Direction::Inbound, ContactState::Connected, now),
            );
            bench.handle(click("(415) 555-0199"));
            assert_eq!(dials(&bench), expected);
            let refused =
                bench.notices.contains(&Notice::ClickDuringCall { number: "(415) 555-0199".into() });
            assert_eq!(refused, expected.is_empty(), "a refusal is said, a success is not called one");
        }
    }
}

#[test]
fn an_inbound_call_does_not_inherit_the_click() {
    let mut bench = bench(&[DIAL], kind_world);
    bench.boot();
    bench.handle(click("(415) 555-0142"));
    let now = bench.now;
    bench.contact(
        ContactEventKind::Connecting,
        &call("in", Direction::Inbound, ContactState::Connecting, now),
    );
    bench.contact(
        ContactEventKind::Connecting,
        &call("out", Direction::Outbound, ContactState::Connecting, now),
    );
    assert_eq!(bench.memory.contacts["in"].related, None);
    assert!(bench.memory.contacts["out"].related.is_some());
}

#[test]
fn a_flow_that_dials_nothing_says_so_and_frees_the_next_click() {
    let mut bench = bench(&[DIAL], |effect| match effect {
        PortEffect::Page(PageEffect::ParsePhone { number, .. }) if number == "ask Dana" => {
            Some(Ok(Answer::Phone { phone: None }))
        }
        effect => kind_world(effect),
    });
    bench.boot();
    bench.handle(click("ask Dana"));
    assert!(dials(&bench).is_empty());
    match bench.notices.last() {
        Some(Notice::NotDialled { number, reason: Some(_) }) => assert_eq!(number, "ask Dana"),
        other => panic!("{other:?}"),
    }
    bench.handle(click("(415) 555-0142"));
    assert_eq!(dials(&bench).len(), 1);
}

#[test]
fn a_click_does_not_wait_for_ever_or_for_somebody_else() {
    let dropped = Notice::ClickDropped { number: "(415) 555-0142".into() };
    let mut late = bench(&[DIAL], kind_world);
    late.handle(Event::SalesforceReady);
    late.handle(click("(415) 555-0142"));
    late.pass(61_000);
    assert_eq!(late.notices.last(), Some(&dropped));
    late.boot();
    assert!(dials(&late).is_empty());

    let mut other = bench(&[DIAL], kind_world);
    other.handle(Event::SalesforceReady);
    other.handle(click("(415) 555-0142"));
    other.handle(Event::Connect { connect: ConnectEvent::SignedOut });
    assert_eq!(other.notices.last(), Some(&dropped));
    other.boot();
    assert!(dials(&other).is_empty());
}

#[test]
fn numbers_belong_to_the_country_of_the_call_center() {
    let flow = (
        "dial.json",
        r#"{ "source": "salesforceUi", "event": "onClickToDial", "actions": [
            { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
            { "id": "uid-1", "type": "SE_CoreFormatPhoneNumberE164", "controls":
              { "phoneNumber": "$.payload.number", "countryCode": "$.agent.defaultCountry" } } ] }"#,
    );
    for flows in [vec![flow], vec![]] {
        let config =
            Config { phone: PhoneSettings { country: "GB".into(), ..PhoneSettings::default() }, ..config() };
        let mut bench = bench_with(Start { config, flows: files(&flows), ..Start::default() }, kind_world);
        bench.boot();
        bench.handle(click("020 7946 0958"));
        let asked = PortEffect::Page(PageEffect::ParsePhone {
            number: "020 7946 0958".into(),
            country: Some("GB".into()),
        });
        assert!(bench.performed.contains(&asked), "{:?}", bench.performed);
    }
}

// Shows: BH-185
#[test]
fn a_party_added_by_a_click_leaves_nothing_behind() {
    let phone = PhoneSettings { during_call: DuringCall::AddParty, ..PhoneSettings::default() };
    let config = Config { phone, ..config() };
    let mut bench = bench_with(Start { config, flows: files(&[DIAL]), ..Start::default() }, kind_world);
    bench.boot();
    let now = bench.now;
    bench.contact(ContactEventKind::Connected, &call("c1", Direction::Inbound, ContactState::Connected, now));
    bench.handle(click("(415) 555-0199"));
    bench.handle(click("(415) 555-0142"));
    assert_eq!(dials(&bench).len(), 2, "the second click is not refused");
    bench.contact(ContactEventKind::Init, &call("out", Direction::Outbound, ContactState::Connecting, now));
    assert_eq!(bench.memory.contacts["out"].related, None, "a later call does not inherit the record");
}

/// A world in which the outbound search answers this.
fn records(records: Vec<Match>) -> impl FnMut(&PortEffect) -> Option<flow::Reply> + 'static {
    move |effect| match effect {
        PortEffect::Host(HostEffect::Search(search)) => {
            assert!(search.deferred && search.call_type == CallType::Outbound, "nothing opens");
            Some(Ok(Answer::Matches(Matches { records: records.clone(), pop: None })))
        }
        effect => kind_world(effect),
    }
}

fn record(id: &str, fields: &[(&'static str, Value)]) -> Match {
    Match {
        id: id.into(),
        object: "Contact".into(),
        name: "Dana Ortiz".into(),
        fields: fields.iter().map(|(name, value)| ((*name).into(), value.clone())).collect(),
    }
}

#[test]
fn who_does_not_want_to_be_called_is_not() {
    const OTHER: &str = "0035g00000AbCdeAAF";
    let no = |id: &str| record(id, &[("DoNotCall", Value::Bool(true))]);
    let yes = |id: &str| record(id, &[("DoNotCall", Value::from("false"))]);
    let check = |found: Vec<Match>, how: DoNotCall, dialled: bool, said: Option<&str>| {
        for flows in [vec![DIAL], vec![]] {
            let phone = PhoneSettings { do_not_call: how, ..PhoneSettings::default() };
            let config = Config { phone, ..config() };
            let mut bench = bench_with(
                Start { config, flows: files(&flows), ..Start::default() },
                records(found.clone()),
            );
            bench.boot();
            bench.handle(click("(415) 555-0142 x9"));
            assert_eq!(dials(&bench).len(), usize::from(dialled));
            let last = bench.notices.last().expect("something is said");
            let word = match last {
                Notice::DoNotCall { name, .. } => name.as_deref(),
                Notice::DoNotCallUnknown { dialled: true, .. } => Some("unknown, dialled"),
                Notice::DoNotCallUnknown { dialled: false, .. } => Some("unknown, not dialled"),
                _ => None,
            };
            assert_eq!(word, said);
            bench.handle(click("(415) 555-0142"));
            let dialling =
                bench.notices.iter().any(|notice| matches!(notice, Notice::ClickWhileDialling { .. }));
            assert_eq!(dialling, dialled, "the next click is free when nothing was dialled");
        }
    };
    use DoNotCall::{AllowUnknown, Ignore, RefuseUnknown};
    check(vec![no(CONTACT)], AllowUnknown, false, Some("Dana Ortiz"));
    check(vec![no(CONTACT)], Ignore, true, None);
    check(vec![yes(CONTACT)], RefuseUnknown, true, None);
    check(vec![no(OTHER), yes(CONTACT)], AllowUnknown, true, None);
    check(vec![yes(OTHER)], AllowUnknown, true, Some("unknown, dialled"));
    check(vec![yes(OTHER)], RefuseUnknown, false, Some("unknown, not dialled"));
    check(vec![record(CONTACT, &[])], AllowUnknown, true, Some("unknown, dialled"));
    check(vec![], RefuseUnknown, false, Some("unknown, not dialled"));
}

#[test]
fn a_search_that_fails_leaves_it_unknown() {
    let mut bench = bench(&[DIAL], |effect| match effect {
        PortEffect::Host(HostEffect::Search(_)) => rejected(),
        effect => kind_world(effect),
    });
    bench.boot();
    bench.handle(click("(415) 555-0142"));
    assert_eq!(dials(&bench).len(), 1);
    let note = Notice::DoNotCallUnknown { number: "(415) 555-0142".into(), dialled: true };
    assert!(bench.notices.contains(&note), "the agent is told");
}

#[test]
fn a_number_belongs_to_the_country_of_its_record() {
    let german = record(CONTACT, &[("DoNotCall", Value::Bool(true)), ("MailingCountryCode", "de".into())]);
    let check = |how: DoNotCall, number: &'static str, country: &'static str, searches: usize| {
        let phone = PhoneSettings { do_not_call: how, ..PhoneSettings::default() };
        let start = Start { config: Config { phone, ..config() }, ..Start::default() };
        let mut german = german.clone();
        german.fields.insert("DoNotCall".into(), Value::Bool(how == DoNotCall::Ignore));
        let mut bench = bench_with(start, records(vec![german]));
        bench.boot();
        bench.handle(click(number));
        let asked =
            PortEffect::Page(PageEffect::ParsePhone { number: number.into(), country: Some(country.into()) });
        assert!(bench.performed.contains(&asked), "{how:?}: {:?}", bench.performed);
        assert_eq!(bench.count(|effect| matches!(effect, PortEffect::Host(HostEffect::Search(_)))), searches);
    };
    check(DoNotCall::AllowUnknown, "030 901820", "DE", 1);
    check(DoNotCall::RefuseUnknown, "030 901820", "DE", 1);
    check(DoNotCall::Ignore, "030 901820", "DE", 1);
    // A number that says its country need not wait for it.
    check(DoNotCall::Ignore, "+49 30 901820", "US", 0);
}

#[test]
fn an_extension_is_sent_once_somebody_answers() {
    for (works, from_reload) in [(true, false), (false, false), (true, true)] {
        let world = move |effect: &PortEffect| match effect {
            PortEffect::Telephony(TelephonyEffect::SendDigits { .. }) if !works => rejected(),
            effect => kind_world(effect),
        };
        let mut bench = bench(&[DIAL], world);
        bench.boot();
        bench.handle(click("(415) 555-0142 ext. 12"));
        let now = bench.now;
        bench
            .contact(ContactEventKind::Init, &call("c1", Direction::Outbound, ContactState::Connecting, now));
        let is_digits =
            |effect: &PortEffect| matches!(effect, PortEffect::Telephony(TelephonyEffect::SendDigits { .. }));
        assert_eq!(bench.count(is_digits), 0, "it rings");
        if from_reload {
            bench = bench.reload(&[DIAL], world);
            bench.boot();
        }
        let talking = call("c1", Direction::Outbound, ContactState::Connected, now + 4_000);
        bench.contact(ContactEventKind::Connected, &talking);
        bench.contact(ContactEventKind::Refresh, &talking);
        assert_eq!(bench.count(is_digits), 0, "whoever answers is not ready for it yet");
        bench.pass(2_000);
        let sent =
            PortEffect::Telephony(TelephonyEffect::SendDigits { contact: "c1".into(), digits: "12".into() });
        assert_eq!(bench.performed.iter().filter(|effect| is_digits(effect)).collect::<Vec<_>>(), [&sent]);
        assert_eq!(bench.notices.last(), Some(&Notice::Extension { digits: "12".into(), sent: works }));
    }
}

#[test]
fn nobody_joins_a_call_that_still_rings() {
    let phone = PhoneSettings { during_call: DuringCall::AddParty, ..PhoneSettings::default() };
    let config = Config { phone, ..config() };
    let mut bench = bench_with(Start { config, flows: files(&[DIAL]), ..Start::default() }, kind_world);
    bench.boot();
    let now = bench.now;
    bench.contact(
        ContactEventKind::Connecting,
        &call("c1", Direction::Inbound, ContactState::Connecting, now),
    );
    bench.handle(click("(415) 555-0199"));
    assert!(dials(&bench).is_empty());
    assert_eq!(bench.notices.last(), Some(&Notice::ClickDuringCall { number: "(415) 555-0199".into() }));
}

// Shows: F3
#[test]
fn a_call_whose_answer_was_lost_is_about_the_clicked_record_when_it_comes() {
    for flows in [&[DIAL][..], &[]] {
        let mut bench = bench(flows, |effect| match effect {
            PortEffect::Telephony(TelephonyEffect::Dial(_)) => timed_out(),
            effect => kind_world(effect),
        });
        bench.boot();
        bench.handle(click("(415) 555-0142"));
        assert!(matches!(bench.notices.last(), Some(Notice::DialFailed { .. })), "it is said");
        // It rings all the same.
        whole_call(&mut bench, "c1", Direction::Outbound, 30_000);
        assert_eq!(bench.task()["WhoId"], CONTACT);
        bench.handle(click("(415) 555-0142"));
        assert_eq!(dials(&bench).len(), 2, "and the next click is free");
    }
}

#[test]
fn a_call_that_comes_while_the_number_is_read_is_not_joined() {
    for during_call in [DuringCall::Disable, DuringCall::AddParty] {
        let phone = PhoneSettings { during_call, ..PhoneSettings::default() };
        let start = Start { config: Config { phone, ..config() }, ..Start::default() };
        let mut bench = bench_with(start, |effect| match effect {
            PortEffect::Page(PageEffect::ParsePhone { .. }) => None,
            effect => kind_world(effect),
        });
        bench.boot();
        bench.handle(click("(415) 555-0142"));
        let (effect_id, _) = bench.unanswered.remove(0);
        bench.contact(
            ContactEventKind::Connecting,
            &call("c1", Direction::Inbound, ContactState::Connecting, bench.now),
        );
        let phone = Some(crate::common::phone("(415) 555-0142"));
        bench.handle(Event::Reply { id: effect_id, reply: Ok(Answer::Phone { phone }) });
        assert!(dials(&bench).is_empty(), "{during_call:?}");
        let told = Notice::ClickDuringCall { number: "(415) 555-0142".into() };
        assert_eq!(bench.notices.last(), Some(&told), "{during_call:?}");
    }
}

/// An outbound call to a number, talking.
fn outbound(bench: &mut crate::common::Bench, id: &str, number: &str) {
    for (kind, state) in [
        (ContactEventKind::Connecting, ContactState::Connecting),
        (ContactEventKind::Connected, ContactState::Connected),
    ] {
        let number = Some(number.to_owned());
        let contact = ContactSnapshot { number, ..call(id, Direction::Outbound, state, bench.now) };
        bench.contact(kind, &contact);
    }
}

#[test]
fn a_click_is_for_the_call_to_its_number_alone() {
    let is_digits =
        |effect: &PortEffect| matches!(effect, PortEffect::Telephony(TelephonyEffect::SendDigits { .. }));
    for flows in [&[DIAL][..], &[]] {
        let mut bench = bench(flows, kind_world);
        bench.boot();
        bench.handle(click("(415) 555-0142 ext. 77"));
        // Before the contact of the click comes, somebody else is called from the phone itself.
        outbound(&mut bench, "other", "+14155550199");
        bench.pass(3_000);
        assert_eq!(bench.saves()[0]["fields"]["WhoId"], serde_json::Value::Null, "{:?}", bench.saves());
        assert_eq!(bench.count(is_digits), 0, "no tones for whoever was not clicked");
        // The click waits for its own.
        let unnamed = call("c1", Direction::Outbound, ContactState::Connecting, bench.now);
        bench.contact(ContactEventKind::Init, &ContactSnapshot { number: None, ..unnamed });
        outbound(&mut bench, "c1", "+14155550142");
        bench.pass(3_000);
        assert_eq!(bench.count(is_digits), 1);
        whole_call(&mut bench, "c1", Direction::Outbound, 1_000);
        let mine = bench.saves().into_iter().rfind(|save| save["fields"]["WhoId"] == CONTACT);
        assert!(mine.is_some(), "{:?}", bench.saves());
    }
}
