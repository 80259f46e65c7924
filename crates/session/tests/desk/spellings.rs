//! A caller is known by any spelling of the number: Salesforce compares digits as they were typed.

use crate::common::{bench, call, kind_world};
use desk::{
    CallerQuestion as Question, ContactEventKind as Kind, ContactState as State, Direction, PortEffect,
};
use flow::{Answer, HostEffect, Match, Matches, PageEffect, Phone, Reply, ScreenPop, Value};
use serde_json::json;

const NIA: &str = "0035g00000NiaBeAAF";

fn phone() -> Phone {
    Phone {
        e164: "+442079460018".into(),
        national: "020 7946 0018".into(),
        national_number: "2079460018".into(),
        country: Some("GB".into()),
        ..crate::common::phone("")
    }
}

/// Nia's number is stored with these digits; a search that finds nobody would open a form.
fn stored(digits: &'static str) -> impl FnMut(&PortEffect) -> Option<Reply> + 'static {
    move |effect| match effect {
        PortEffect::Page(PageEffect::ParsePhone { .. }) => Some(Ok(Answer::Phone { phone: Some(phone()) })),
        PortEffect::Host(HostEffect::Search(search)) => {
            assert!(search.deferred, "one pop, when it is known whom it is about");
            let same = search.text.chars().filter(char::is_ascii_digit).eq(digits.chars());
            let records = if same { vec![Match { id: NIA.into(), ..Match::default() }] } else { Vec::new() };
            let pop = match records.len() {
                0 => json!({ "type": "newRecord", "params": { "entityName": "Contact" } }),
                _ => json!({ "type": "sobject", "params": { "recordId": NIA } }),
            };
            Some(Ok(Answer::Matches(Matches { records, pop: Some(Value::from_json(&pop)) })))
        }
        effect => kind_world(effect),
    }
}

fn flow(text: &str, deferred: bool) -> String {
    let controls = json!({ "searchParams": text, "callType": "inbound", "deferred": deferred });
    json!({ "source": "connectVoiceContact", "event": "onConnecting", "actions": [
        { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
        { "id": "uid-1", "type": "SE_SFSearchAndScreenpop", "controls": controls, "ports": {} } ] })
    .to_string()
}

#[track_caller]
fn check(asked: &str, digits: &'static str, searched: &[&str], known: bool) {
    for deferred in [false, true] {
        let mut bench = bench(&[("pop.json", &flow(asked, deferred))], stored(digits));
        bench.boot();
        let mut ringing = call("c1", Direction::Inbound, State::Connecting, bench.now);
        bench.contact(Kind::Init, &ringing);
        bench.contact(Kind::Connecting, &ringing);
        let text = |effect: &PortEffect| match effect {
            PortEffect::Host(HostEffect::Search(search)) => Some(search.text.clone()),
            _ => None,
        };
        let texts: Vec<String> = bench.performed.iter().filter_map(text).collect();
        assert_eq!(texts, searched, "{asked}");
        let question = bench.panel().callers[0].question;
        let nobody = if deferred { Question::Settled } else { Question::Nobody };
        assert_eq!(question, if known { Question::Settled } else { nobody });
        let run = bench.desk().finished_runs().next().expect("the flow goes on");
        let count = run.entries[1].results.get("count").as_number();
        assert_eq!(count, Some(f64::from(u8::from(known))), "the block says what was found in the end");
        ringing.state = State::Connected;
        bench.contact(Kind::Connected, &ringing);
        let pops = bench.count(|effect| {
            matches!(effect, PortEffect::Host(HostEffect::ScreenPop(ScreenPop::Deferred { .. })))
        });
        assert_eq!(pops, usize::from(!deferred), "once");
    }
}

#[test]
fn every_spelling_is_tried_until_one_finds_somebody() {
    check("020 7946 0018", "02079460018", &["020 7946 0018"], true);
    check("020 7946 0018", "2079460018", &["020 7946 0018", "2079460018"], true);
    check("020 7946 0018", "442079460018", &["020 7946 0018", "2079460018", "442079460018"], true);
    check("+442079460018", "02079460018", &["+442079460018", "2079460018", "02079460018"], true);
    check("020 7946 0018", "1", &["020 7946 0018", "2079460018", "442079460018"], false);
}

#[test]
fn what_is_not_the_callers_number_is_searched_for_as_it_is() {
    check("ACC-2079", "1", &["ACC-2079"], false);
    check("2079461234", "1", &["2079461234"], false);
}
