//! The order in which the softphone comes to life, and what happens when something does not come.

use crate::common::{bench, bench_with, config, files, kind_world, rejected, timed_out};
use desk::{
    Absence, AgentEventKind, Config, ConnectEvent, Event, Gesture, Notice, PortEffect, Problem, Start,
    Status, Storage, Trouble,
};
use flow::{Answer, HostEffect, Map, TelephonyEffect};

/// The names of the effects performed, in order.
fn names(performed: &[PortEffect]) -> Vec<String> {
    let name =
        |effect: &PortEffect| serde_json::to_value(effect).unwrap()["effect"].as_str().unwrap().to_owned();
    performed.iter().map(name).collect()
}

// Shows: checklist-3
#[test]
fn salesforce_first_amazon_connect_last() {
    let mut bench = bench(&[], kind_world);
    bench.boot();
    let expected = [
        "enableClickToDial",
        "listenForClicks",
        "listenForNavigation",
        "listenForWork",
        "notifyReady",
        "readSettings",
        "startConnect",
        "readLayout",
    ];
    assert_eq!(names(&bench.performed), expected);
    assert_eq!(bench.view().status, Status::Ready);
    assert_eq!(bench.notices, [Notice::Ready]);
    assert!(bench.view().problems.is_empty());
}

// Shows: difference-h
#[test]
fn the_layout_is_summarised_and_what_it_lacks_is_a_finding() {
    let layout = |objects: &[&str]| flow::Layout {
        objects: objects.iter().map(|object| (*object).to_owned()).collect(),
        rules: ["PopToEntity Contact".into(), "PopToEntity".into(), "PopToSearch".into()],
        do_not_call: vec!["Contact".into()],
    };
    let check = |objects: &[&str], missing: &[&str]| {
        let given = layout(objects);
        let mut bench = bench(&[], move |effect| match effect {
            PortEffect::Host(HostEffect::ReadLayout) => Some(Ok(Answer::Layout(given.clone()))),
            effect => kind_world(effect),
        });
        bench.boot();
        assert_eq!(bench.desk().layout(), Some(&layout(objects)));
        let missing: Vec<String> = missing.iter().map(|object| (*object).to_owned()).collect();
        let expected = if missing.is_empty() { vec![] } else { vec![Problem::LayoutObjects { missing }] };
        assert_eq!(bench.view().problems, expected);
        assert_eq!(bench.view().status, Status::Ready, "it is a hint");
    };
    check(&["Account", "Contact", "Lead"], &[]);
    check(&["Account", "Lead"], &["Contact"]);
    check(&[], &["Contact", "Lead"]);
}

#[test]
fn the_layout_is_read_though_amazon_connect_never_comes() {
    let layout = flow::Layout { objects: vec!["Account".into()], ..Default::default() };
    let mut bench = bench_with(Start::default(), move |effect| match effect {
        PortEffect::Host(HostEffect::ReadLayout) => Some(Ok(Answer::Layout(layout.clone()))),
        effect => kind_world(effect),
    });
    bench.handle(Event::SalesforceReady);
    let missing = vec!["Contact".to_owned(), "Lead".to_owned()];
    assert_eq!(
        bench.view().problems,
        [Problem::InstanceUrl(desk::InstanceUrlError::Missing), Problem::LayoutObjects { missing }]
    );
}

// Shows: difference-h
#[test]
fn a_layout_that_cannot_be_read_is_a_finding() {
    let mut bench = bench(&[], |effect| match effect {
        PortEffect::Host(HostEffect::ReadLayout) => rejected(),
        effect => kind_world(effect),
    });
    bench.boot();
    assert!(matches!(bench.view().problems[..], [Problem::LayoutUnread(_)]));
    assert_eq!(bench.view().status, Status::Ready, "it is a hint");
}

#[test]
fn either_sign_of_life_of_amazon_connect_may_come_first_or_alone() {
    for initialized in [Some(true), Some(false), None] {
        let mut bench = bench(&[], kind_world);
        bench.handle(Event::SalesforceReady);
        if initialized == Some(true) {
            bench.handle(Event::Connect { connect: ConnectEvent::Initialized });
            assert_eq!(bench.view().status, Status::StartingConnect);
        }
        bench.agent(AgentEventKind::Init, "Available");
        if initialized == Some(false) {
            bench.handle(Event::Connect { connect: ConnectEvent::Initialized });
        }
        assert_eq!(bench.view().status, Status::Ready);
        assert_eq!(bench.notices, [Notice::Ready], "said once");
    }
}

#[test]
fn silence_of_click_to_dial_holds_up_nothing() {
    let mut bench = bench(&[], |effect| match effect {
        PortEffect::Host(HostEffect::EnableClickToDial) => None,
        effect => kind_world(effect),
    });
    bench.handle(Event::SalesforceReady);
    assert_eq!(names(&bench.performed), ["enableClickToDial"]);
    bench.pass(1_000);
    let after = ["enableClickToDial", "notifyReady", "readSettings", "startConnect", "readLayout"];
    assert_eq!(names(&bench.performed), after);
    // The answer comes after all: only now may clicks be listened to, and nothing is asked twice.
    bench.answer(|effect| *effect == PortEffect::Host(HostEffect::EnableClickToDial), Ok(Answer::Done));
    let late = ["listenForClicks", "listenForNavigation", "listenForWork"];
    assert_eq!(names(&bench.performed)[5..], late);
}

// Shows: checklist-3, gotcha-2, difference-c
#[test]
fn click_to_dial_is_enabled_again_until_it_works_and_listened_to_once() {
    let mut failures = 3;
    let mut bench = bench(&[], move |effect| match effect {
        PortEffect::Host(HostEffect::EnableClickToDial) if failures > 0 => {
            failures -= 1;
            rejected()
        }
        effect => kind_world(effect),
    });
    bench.boot();
    assert!(matches!(bench.view().problems[0], Problem::ClickToDial(_)));
    assert_eq!(bench.view().status, Status::Ready, "calls can be taken all the same");
    bench.pass(60_000);
    assert_eq!(bench.count(|effect| *effect == PortEffect::Host(HostEffect::EnableClickToDial)), 4);
    assert_eq!(bench.count(|effect| *effect == PortEffect::Host(HostEffect::ListenForClicks)), 1);
    assert!(bench.view().problems.is_empty());
}

fn settings(items: &[(&str, &str)]) -> Map<String> {
    items
        .iter()
        .map(|(name, value)| (format!("/switchboardConnect/{name}").into(), (*value).to_owned()))
        .collect()
}

#[test]
fn settings_override_the_configuration() {
    let mut bench = bench(&[], |effect| match effect {
        PortEffect::Host(HostEffect::ReadSettings) => Some(Ok(Answer::Settings {
            settings: settings(&[("instanceUrl", "https://other.my.connect.aws"), ("CTIVersion", "4.0")]),
        })),
        effect => kind_world(effect),
    });
    bench.boot();
    let started = bench.performed.iter().any(|effect| {
        matches!(effect, PortEffect::Telephony(TelephonyEffect::StartConnect(start)) if start.ccp_url == "https://other.my.connect.aws/ccp-v2/")
    });
    assert!(started);
}

// Shows: BH-155
#[test]
fn an_item_that_cannot_be_used_is_a_finding_until_it_is_mended() {
    let mut given = vec![settings(&[("instanceUrl", "acme"), ("duringCall", "merge"), ("region", "Mars")])];
    given.insert(0, settings(&[("instanceUrl", "acme"), ("duringCall", "addParty")]));
    let mut bench = bench(&[], move |effect| match effect {
        PortEffect::Host(HostEffect::ReadSettings) => {
            Some(Ok(Answer::Settings { settings: given.pop().expect("two boots") }))
        }
        effect => kind_world(effect),
    });
    bench.boot();
    let view = bench.view();
    let mut said: Vec<_> = view
        .problems
        .iter()
        .map(Problem::finding)
        .map(|found| (found.code, found.name, found.detail.into_owned(), found.allowed, found.stops))
        .collect();
    said.sort();
    let code = "custom-item-invalid";
    let expected = [
        (code, "duringCall", "merge".to_owned(), "disable, addParty", false),
        (code, "region", "Mars".to_owned(), "eu-central-1", false),
    ];
    assert_eq!(said, expected);
    bench.press(Gesture::TryAgain);
    bench.boot();
    assert!(bench.view().problems.is_empty());
}

// Shows: BH-155
#[test]
fn unreadable_settings_fall_back_to_the_last_ones() {
    let start = Start {
        config: Config::default(),
        cached_settings: Some(settings(&[("instanceUrl", "https://cached.my.connect.aws")])),
        ..Start::default()
    };
    let mut bench = bench_with(start, |effect| match effect {
        PortEffect::Host(HostEffect::ReadSettings) => timed_out(),
        effect => kind_world(effect),
    });
    bench.boot();
    assert!(matches!(bench.view().problems[0], Problem::Settings { cached: true, .. }));
    assert_eq!(
        bench.count(|effect| matches!(effect, PortEffect::Telephony(TelephonyEffect::StartConnect(_)))),
        1
    );
    assert_eq!(bench.view().status, Status::Ready);
}

// Shows: gotcha-1, BH-08, BH-155
#[test]
fn what_is_missing_is_named() {
    let mut bench = bench_with(Start::default(), |effect| match effect {
        PortEffect::Host(HostEffect::ReadSettings) => Some(Ok(Answer::Settings {
            settings: settings(&[("CTIVersion", "3.0"), ("RequiresCallCenter", "no")]),
        })),
        effect => kind_world(effect),
    });
    bench.handle(Event::SalesforceReady);
    assert_eq!(bench.view().status, Status::Stopped);
    let problems = &bench.view().problems;
    assert_eq!(problems[0], Problem::InstanceUrl(desk::InstanceUrlError::Missing));
    assert_eq!(problems[1], Problem::CtiVersion { found: "3.0".into() });
    assert_eq!(problems[2], Problem::RequiresCallCenter { found: "no".into() });
}

#[test]
fn outside_salesforce_the_page_says_so_and_can_try_again() {
    let mut bench = bench(&[], kind_world);
    bench.handle(Event::SalesforceAbsent { absence: Absence::NotInSalesforce });
    assert_eq!(bench.view().status, Status::Stopped);
    assert_eq!(bench.view().problems, [Problem::Salesforce(Absence::NotInSalesforce)]);
    assert!(bench.performed.is_empty());
    bench.press(Gesture::TryAgain);
    assert_eq!(bench.restarts, 1);
    bench.boot();
    assert_eq!(bench.view().status, Status::Ready);
    assert!(bench.view().problems.is_empty());
}

#[test]
fn a_salesforce_that_may_come_is_looked_for_again_ever_more_slowly() {
    let mut bench = bench(&[], kind_world);
    for (absence, pause) in [
        (Absence::NoAnswer, 1_000),
        (Absence::LibraryBroken { message: "container not ready".into() }, 2_000),
        (Absence::LibraryBlocked { url: "https://acme.lightning.force.com/x.js".into() }, 4_000),
        (Absence::NoAnswer, 8_000),
        (Absence::NoAnswer, 16_000),
        (Absence::NoAnswer, 30_000),
        (Absence::NoAnswer, 30_000),
    ] {
        let looked = bench.restarts;
        bench.handle(Event::SalesforceAbsent { absence: absence.clone() });
        bench.pass(pause - 1);
        assert_eq!(bench.restarts, looked, "not before its time");
        assert_eq!(bench.view().problems, [Problem::Salesforce(absence)], "and it is said meanwhile");
        bench.pass(1);
        assert_eq!(bench.restarts, looked + 1);
    }
    bench.boot();
    assert_eq!(bench.view().status, Status::Ready);
    assert!(bench.view().problems.is_empty());
    assert_eq!(bench.count(|effect| *effect == PortEffect::Host(HostEffect::NotifyReady)), 1);
}

#[test]
fn what_only_an_administrator_can_change_is_not_looked_for_again() {
    for absence in [
        Absence::NotInSalesforce,
        Absence::Classic,
        Absence::HostRefused { origin: "https://evil.example".into() },
        Absence::LoadingDisabled,
    ] {
        let mut bench = bench(&[], kind_world);
        bench.handle(Event::SalesforceAbsent { absence });
        bench.pass(600_000);
        assert_eq!(bench.restarts, 0);
    }
}

// Shows: F10
#[test]
fn full_storage_is_said_until_there_is_room_again() {
    let mut bench = bench(&[], kind_world);
    bench.boot();
    bench.handle(Event::Storage { storage: Storage::Full });
    assert_eq!(bench.view().problems, [Problem::StorageFull]);
    assert_eq!(bench.view().status, Status::Ready, "the phone goes on");
    bench.handle(Event::Storage { storage: Storage::Works });
    assert!(bench.view().problems.is_empty());
}

// Shows: difference-c
#[test]
fn trying_again_does_not_register_listeners_twice() {
    let mut bench = bench(&[], kind_world);
    bench.boot();
    bench.press(Gesture::TryAgain);
    bench.boot();
    assert_eq!(bench.count(|effect| *effect == PortEffect::Host(HostEffect::ListenForClicks)), 1);
}

#[test]
fn a_lost_session_stops_dialling_until_the_agent_is_back() {
    let mut bench = bench(&[], kind_world);
    bench.boot();
    bench.handle(Event::Connect { connect: ConnectEvent::SignedOut });
    assert_eq!(bench.view().status, Status::SigningIn);
    assert!(bench.view().sign_in, "there is a button");
    bench.press(Gesture::SignIn);
    assert_eq!(bench.sign_ins, ["https://acme.my.connect.aws/ccp-v2/"]);
    bench.agent(AgentEventKind::Refresh, "Available");
    assert_eq!(bench.view().status, Status::Ready);
}

#[test]
fn a_broken_flow_is_a_finding_and_not_the_end() {
    let broken =
        r#"{ "source": "connectVoiceContact", "event": "onConnected", "name": "No start", "actions": [] }"#;
    let mut bench = bench_with(
        Start {
            config: config(),
            flows: files(&[("broken.json", broken), ("worse.json", "{")]),
            ..Start::default()
        },
        kind_world,
    );
    bench.boot();
    assert_eq!(bench.view().status, Status::Ready);
    let names: Vec<_> = bench
        .view()
        .problems
        .iter()
        .map(|problem| match problem {
            Problem::Flow { name, first, .. } => (name.as_str(), first.as_str()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        names,
        [("No start", "there is no Start block"), ("worse.json", "there is no list of blocks")]
    );
}

#[test]
fn a_listener_that_could_not_be_registered_is_a_finding_and_is_tried_again() {
    let mut refusals = 1;
    let mut bench = bench(&[], move |effect| match effect {
        PortEffect::Host(HostEffect::ListenForClicks) if refusals > 0 => {
            refusals -= 1;
            rejected()
        }
        effect => kind_world(effect),
    });
    bench.boot();
    assert!(
        matches!(bench.view().problems[0], Problem::ClickToDial(_)),
        "numbers that do nothing are not silence"
    );
    bench.pass(5_000);
    assert!(bench.view().problems.is_empty());
    assert_eq!(bench.count(|effect| *effect == PortEffect::Host(HostEffect::ListenForClicks)), 2);
}

// Shows: BH-155
#[test]
fn a_flow_that_never_runs_because_it_says_not_when_is_a_finding() {
    let exported = r#"{ "name": "Exported", "actions": [ { "id": "uid-0", "type": "SE_Start" } ] }"#;
    let bench_of = |flow| {
        bench_with(
            Start { config: config(), flows: files(&[("f.json", flow)]), ..Start::default() },
            kind_world,
        )
    };
    let mut bench = bench_of(exported);
    bench.boot();
    assert!(matches!(&bench.view().problems[..], [Problem::Flow { name, .. }] if name == "Exported"));
}

#[test]
fn a_connection_that_is_back_is_news_only_after_a_loss_and_takes_its_warning_away() {
    let mut bench = bench(&[], kind_world);
    bench.boot();
    let mut said = |trouble| {
        bench.notices.clear();
        bench.handle(Event::Connect { connect: ConnectEvent::Trouble { trouble, about: String::new() } });
        bench
            .notices
            .iter()
            .map(|notice| (notice.message().key, notice.message().replaces))
            .collect::<Vec<_>>()
    };
    // The panel says so whenever it starts.
    assert_eq!(said(Trouble::ConnectionBack), []);
    assert_eq!(said(Trouble::ConnectionLost), [("connection-lost", None)]);
    assert_eq!(said(Trouble::ConnectionBack), [("connection-back", Some("connection-lost"))]);
    assert_eq!(said(Trouble::ConnectionBack), []);
}

#[test]
fn trouble_of_amazon_connect_is_told_and_stops_nothing() {
    for (trouble, about, key) in [
        (Trouble::Audio, "microphone_not_shared", "audio-failed"),
        (Trouble::ConnectionLost, "", "connection-lost"),
        (Trouble::Unreadable, "contact::refresh", "event-unreadable"),
        (Trouble::PartMissing, "amazon-connect-chatjs", "part-missing"),
    ] {
        let mut bench = bench(&[], kind_world);
        bench.boot();
        let before = bench.view().clone();
        bench.notices.clear();
        bench.handle(Event::Connect { connect: ConnectEvent::Trouble { trouble, about: about.into() } });
        let [notice] = bench.notices.as_slice() else { panic!("{:?}", bench.notices) };
        let said = notice.message();
        assert_eq!((said.key, said.about, said.seen), (key, about, true));
        assert_eq!(*bench.view(), before);
    }
}
