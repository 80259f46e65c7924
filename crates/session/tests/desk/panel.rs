//! The softphone panel in Salesforce: whether it opens, and how high it is.

use crate::common::{bench_with, call, config, kind_world};
use desk::{Config, ContactEventKind, ContactState, Direction, Event, Mode, PortEffect, Start};
use flow::{Answer, HostEffect, Map, TelephonyEffect};

fn in_mode(mode: Mode) -> Config {
    let mut config = config();
    config.page.mode = mode;
    config
}

/// A desk whose call center gives the panel 560 pixels.
fn started(config: Config, settings: &[(&'static str, &str)]) -> crate::common::Bench {
    let mut given = Map::new();
    given.insert("/reqGeneralInfo/reqSoftphoneHeight".into(), "560".to_owned());
    given.extend(settings.iter().map(|(key, value)| ((*key).into(), (*value).to_owned())));
    let mut bench = bench_with(Start { config, ..Start::default() }, move |effect| match effect {
        PortEffect::Host(HostEffect::ReadSettings) => Some(Ok(Answer::Settings { settings: given.clone() })),
        effect => kind_world(effect),
    });
    bench.boot();
    bench
}

fn heights(bench: &crate::common::Bench) -> Vec<u32> {
    let height = |effect: &PortEffect| match effect {
        PortEffect::Host(HostEffect::SetPanelHeight { px }) => Some(*px),
        _ => None,
    };
    bench.performed.iter().filter_map(height).collect()
}

#[test]
fn the_height_follows_the_content_within_limits() {
    let mut bench = started(in_mode(Mode::Full), &[]);
    for px in [300, 560, 640, 645, 2_000, 100] {
        bench.handle(Event::Content { px });
    }
    assert_eq!(heights(&bench), [640, 700, 560], "never below the call center's, never above the limit");
}

#[test]
fn without_the_call_centers_height_nothing_is_changed() {
    let mut bench = bench_with(Start { config: config(), ..Start::default() }, kind_world);
    bench.handle(Event::Content { px: 2_000 });
    bench.boot();
    bench.handle(Event::Content { px: 1_000 });
    assert!(heights(&bench).is_empty());
}

#[test]
fn what_was_measured_before_the_settings_counts() {
    let mut given = Map::new();
    given.insert("/reqGeneralInfo/reqSoftphoneHeight".into(), "560".to_owned());
    let mut bench = bench_with(Start { config: config(), ..Start::default() }, move |effect| match effect {
        PortEffect::Host(HostEffect::ReadSettings) => Some(Ok(Answer::Settings { settings: given.clone() })),
        effect => kind_world(effect),
    });
    bench.handle(Event::Content { px: 650 });
    bench.boot();
    assert_eq!(heights(&bench), [650]);
}

#[test]
fn a_small_page_takes_little_room_and_leaves_the_audio_to_the_other_window() {
    for mode in [Mode::Mini, Mode::Headless] {
        let mut bench = started(in_mode(mode), &[]);
        bench.handle(Event::Content { px: 90 });
        assert_eq!(heights(&bench), [240], "the least that Salesforce accepts");
        let framed = |effect: &PortEffect| matches!(effect, PortEffect::Telephony(TelephonyEffect::StartConnect(start)) if start.framed_audio);
        assert_eq!(bench.count(framed), 0);
    }
}

#[test]
fn a_headless_page_never_opens_the_panel() {
    let open = PortEffect::Host(HostEffect::SetPanelVisibility { visible: true });
    for (mode, expected) in [(Mode::Full, 2), (Mode::Mini, 2), (Mode::Headless, 0)] {
        let mut bench = started(in_mode(mode), &[]);
        let ringing = call("c1", Direction::Inbound, ContactState::Connecting, bench.now);
        bench.contact(ContactEventKind::Connecting, &ringing);
        let click = desk::ClickToDial { number: "(415) 555-0142".into(), ..desk::ClickToDial::default() };
        bench.handle(Event::ClickToDial { click });
        assert_eq!(bench.count(|effect| *effect == open), expected, "{mode:?}");
        assert_eq!(bench.saves().len(), 0);
        let over = call("c1", Direction::Inbound, ContactState::Error, bench.now);
        bench.contact(ContactEventKind::Ended, &over);
        assert_eq!(bench.saves().len(), 1, "logs are the same in all of them");
    }
}

#[test]
fn the_call_center_may_say_how_much_is_shown() {
    let bench = started(
        in_mode(Mode::Full),
        &[("/switchboardConnect/mode", "Mini"), ("/switchboardConnect/message", "Use the other window.")],
    );
    assert_eq!((bench.view().mode, bench.view().message.as_str()), (Mode::Mini, "Use the other window."));
    let odd = started(in_mode(Mode::Mini), &[("/switchboardConnect/mode", "tiny")]);
    assert_eq!(odd.view().mode, Mode::Mini, "an unknown word says nothing");
}
