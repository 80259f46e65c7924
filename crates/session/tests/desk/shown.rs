//! What flows show to the agent: data, attributes, dialogs and passing lines.

use crate::common::{Bench, START, bench, call, kind_world};
use desk::{ConnectEvent, ContactEventKind, ContactState, Direction, Event, Gesture, PortEffect};
use flow::{AppView, HostEffect};
use panel_protocol::{NotificationKind, RunOutcome};

/// A flow of one block, on navigation or on a contact's event.
fn one_block(source: &str, event: &str, block: &str, controls: &str) -> String {
    format!(
        r#"{{ "name": "{event}", "source": "{source}", "event": "{event}", "actions": [
            {{ "id": "uid-0", "type": "SE_Start", "ports": {{ "done": "uid-1" }} }},
            {{ "id": "uid-1", "type": "{block}", "controls": {controls} }} ] }}"#
    )
}

fn on_navigation(block: &str, controls: &str) -> String {
    one_block("salesforceUi", "onNavigationChange", block, controls)
}

fn navigate(bench: &mut Bench, url: &str) {
    bench.handle(Event::Navigation { view: AppView { url: Some(url.into()), ..AppView::default() } });
}

fn ring(bench: &mut Bench, id: &str) {
    bench.contact(
        ContactEventKind::Connecting,
        &call(id, Direction::Inbound, ContactState::Connecting, START),
    );
}

fn talk(bench: &mut Bench, id: &str) {
    bench.contact(ContactEventKind::Connected, &call(id, Direction::Inbound, ContactState::Connected, START));
}

fn end(bench: &mut Bench, id: &str) {
    let over = call(id, Direction::Inbound, ContactState::Ended, START);
    bench.contact(ContactEventKind::Ended, &over);
    bench.contact(ContactEventKind::Destroyed, &over);
}

/// The Data panel as `contact: rows`.
#[track_caller]
fn check_data(bench: &Bench, expected: Option<&str>) {
    let data = bench.panel().data;
    let shown = data.map(|data| {
        let rows: Vec<_> = data.rows.into_iter().map(|row| (row.name, row.text, row.nested)).collect();
        let rows = serde_json::to_string(&rows).expect("data");
        format!("{}: {rows}", data.contact.as_deref().unwrap_or("-"))
    });
    assert_eq!(shown.as_deref(), expected);
}

#[test]
fn rows_are_names_and_texts_each_call_in_place_of_the_one_before() {
    let flow = on_navigation(
        "SE_SendDataToOverlay",
        r#"{"value":{"url":"$.payload.url","no":"$.payload.no","nested":{"a":[1,null]},"n":0,"f":false,"z":null}}"#,
    );
    let mut bench = bench(&[("f.json", &flow)], kind_world);
    bench.boot();
    check_data(&bench, None);
    for url in ["/one", "/two"] {
        navigate(&mut bench, url);
        check_data(
            &bench,
            Some(&format!(
                r#"-: [["url","{url}",false],["no","",false],["nested","{{\"a\":[1,null]}}",true],["n","0",false],["f","false",false],["z","null",false]]"#
            )),
        );
    }
}

#[test]
fn data_of_a_contact_goes_and_comes_with_it_and_other_data_stays() {
    let always = on_navigation("SE_SendDataToOverlay", r#"{"value":{"url":"$.payload.url"}}"#);
    let of_call = one_block(
        "connectVoiceContact",
        "onConnecting",
        "SE_SendDataToOverlay",
        r#"{"value":{"contact":"$.contact.contactId"}}"#,
    );
    let flows = [("always.json", always.as_str()), ("call.json", of_call.as_str())];
    let mut bench = bench(&flows, kind_world);
    bench.boot();
    navigate(&mut bench, "/home");
    check_data(&bench, Some(r#"-: [["url","/home",false]]"#));
    ring(&mut bench, "c1");
    check_data(&bench, Some(r#"c1: [["contact","c1",false]]"#));
    talk(&mut bench, "c1");

    // A reload in the middle of the call: its flow does not run again, and what it has sent is still there.
    let mut bench = bench.reload(&flows, kind_world);
    bench.boot();
    check_data(&bench, Some(r#"-: [["url","/home",false]]"#));
    talk(&mut bench, "c1");
    check_data(&bench, Some(r#"c1: [["contact","c1",false]]"#));

    end(&mut bench, "c1");
    check_data(&bench, Some(r#"-: [["url","/home",false]]"#));
    assert!(bench.memory.contacts.get("c1").is_none_or(|memory| memory.data.is_none()), "nobody looks again");

    // A sign-out: what was shown was hers.
    bench.handle(Event::Connect { connect: ConnectEvent::SignedOut });
    check_data(&bench, None);
}

// Shows: BH-119
#[test]
fn all_attributes_are_shown_until_the_contact_ends_or_is_missed() {
    let flow = one_block("connectVoiceContact", "onConnecting", "SE_ShowAllAttributes", "{}");
    let flows = [("f.json", flow.as_str())];
    for over in [ContactState::Ended, ContactState::Missed, ContactState::Error] {
        let mut bench = bench(&flows, kind_world);
        bench.boot();
        assert!(!bench.panel().show_attributes);
        ring(&mut bench, "c1");
        assert!(bench.panel().show_attributes);
        bench.contact(ContactEventKind::Refresh, &call("c1", Direction::Inbound, over, START));
        assert!(!bench.panel().show_attributes);
    }
    let without = on_navigation("SE_ShowAllAttributes", "{}");
    let mut bench = bench(&[("f.json", &without)], kind_world);
    bench.boot();
    navigate(&mut bench, "/home");
    assert!(!bench.panel().show_attributes);
    assert_eq!(bench.panel().runs[0].outcome, Some(RunOutcome::Completed));
}

/// How often the softphone was opened.
fn opened(bench: &Bench) -> usize {
    bench.count(|effect| matches!(effect, PortEffect::Host(HostEffect::SetPanelVisibility { visible: true })))
}

/// Number, kind and text of each notification that nobody has put away.
fn notifications(bench: &Bench) -> Vec<(u64, NotificationKind, String)> {
    let notifications = bench.panel().notifications.into_iter();
    notifications.map(|one| (one.id, one.kind, one.text)).collect()
}

fn dialog(id: u64, text: &str) -> (u64, NotificationKind, String) {
    (id, NotificationKind::Dialog, text.to_owned())
}

// Shows: BH-14
#[test]
fn a_dialog_opens_the_softphone_unless_a_call_is_up() {
    let flow = on_navigation("SE_ShowModal", r#"{"title":"T","message":"$.payload.url"}"#);
    let mut bench = bench(&[("f.json", &flow)], kind_world);
    bench.boot();
    let before = opened(&bench);
    navigate(&mut bench, "/one");
    assert_eq!(opened(&bench), before + 1);
    assert_eq!(notifications(&bench), [dialog(1, "/one")]);
    assert_eq!(bench.panel().runs[0].outcome, Some(RunOutcome::Completed));

    talk(&mut bench, "c1");
    let during = opened(&bench);
    navigate(&mut bench, "/two");
    assert_eq!(opened(&bench), during, "the agent decides what is in front of a call");
    assert_eq!(notifications(&bench), [dialog(1, "/one"), dialog(2, "/two")]);

    bench.press(Gesture::Dismiss { id: 1 });
    bench.press(Gesture::Dismiss { id: 1 });
    bench.press(Gesture::Dismiss { id: 99 });
    assert_eq!(notifications(&bench), [dialog(2, "/two")]);
}

#[test]
fn an_alert_is_a_passing_line_and_too_many_push_out_the_oldest() {
    let flow = on_navigation("SE_Alert", r#"{"message":"$.payload.url"}"#);
    let mut bench = bench(&[("f.json", &flow)], kind_world);
    bench.boot();
    let before = opened(&bench);
    for at in 1..=25 {
        navigate(&mut bench, &at.to_string());
    }
    assert_eq!(opened(&bench), before);
    let notifications = notifications(&bench);
    assert_eq!((notifications.len(), &notifications[0]), (20, &(6, NotificationKind::Toast, "6".to_owned())));
}

#[test]
fn a_record_that_the_panel_shows_is_opened() {
    let mut bench = bench(&[], kind_world);
    bench.boot();
    bench.press(Gesture::OpenRecord { record_id: "0035g00000XyZabAAF".into() });
    let opened = serde_json::to_value(bench.performed.last()).expect("plain data");
    let expected =
        serde_json::json!({ "effect": "screenPop", "kind": "record", "recordId": "0035g00000XyZabAAF" });
    assert_eq!(opened, expected);
}

#[test]
fn what_is_said_to_an_unknown_contact_is_kept_by_nobody() {
    // A flow that is late: its contact is gone.
    let flow =
        one_block("connectVoiceContact", "onDestroy", "SE_SendDataToOverlay", r#"{"value":{"late":"yes"}}"#);
    let mut bench = bench(&[("f.json", &flow)], kind_world);
    bench.boot();
    ring(&mut bench, "c1");
    end(&mut bench, "c1");
    check_data(&bench, None);
    assert_eq!(bench.shared, r#"{"ac:version":1,"ac:agent":"Ana Ng"}"#);
}

#[test]
fn what_nobody_can_read_is_cut_so_that_all_can_be_kept() {
    let flow = on_navigation(
        "SE_SendDataToOverlay",
        r#"{"value":{"a":"$.payload.url","b":"$.payload.url","c":"c"}}"#,
    );
    let mut bench = bench(&[("f.json", &flow)], kind_world);
    bench.boot();
    navigate(&mut bench, &"x".repeat(300_000));
    let rows = bench.panel().data.expect("rows").rows;
    assert_eq!(rows.iter().map(|row| row.text.len()).sum::<usize>(), 400_000);
    assert_eq!((rows[2].name.as_str(), rows[2].text.as_str()), ("c", ""), "the row is there, and empty");
}
