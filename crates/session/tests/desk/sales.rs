//! Call steps of Sales Engagement.

use crate::common::{bench, kind_world, rejected};
use desk::{Event, Notice, PortEffect, Status};
use flow::{HostEffect, PageEffect, TelephonyEffect, Value};

const STARTS: &str = include_str!("../../../../tests/flows/sales-step-starts.json");

fn work() -> Event {
    let attributes = Value::map([("to", Value::text("+14155550142"))]);
    Event::WorkStart {
        payload: Value::map([
            ("workId", Value::text("8HF5g0000004CdEGAU")),
            ("completeWorkWhen", Value::text("TaskSaved")),
            ("attributes", attributes),
        ]),
    }
}

#[test]
fn a_step_runs_its_flow_and_dials_nothing_by_itself() {
    let mut bench = bench(&[("starts.json", STARTS)], kind_world);
    bench.boot();
    bench.handle(work());
    let kept = bench.desk().properties().clone().to_text();
    assert!(kept.contains(r#""hvsWorkId":"8HF5g0000004CdEGAU""#), "{kept}");
    assert_eq!(
        bench.count(|effect| matches!(
            effect,
            PortEffect::Telephony(TelephonyEffect::Dial(_)) | PortEffect::Page(PageEffect::ParsePhone { .. })
        )),
        0
    );
}

#[test]
fn without_a_flow_for_it_a_step_is_nothing() {
    let mut bench = bench(&[], kind_world);
    bench.boot();
    let before = bench.performed.len();
    bench.handle(work());
    assert_eq!(bench.performed.len(), before);
}

#[test]
fn an_org_without_sales_engagement_is_no_finding() {
    let mut bench = bench(&[], |effect| match effect {
        PortEffect::Host(HostEffect::ListenForWork) => rejected(),
        effect => kind_world(effect),
    });
    bench.boot();
    assert_eq!(bench.view().status, Status::Ready);
    assert!(bench.view().problems.is_empty());
    assert_eq!(bench.notices, [Notice::Ready]);
    assert_eq!(bench.count(|effect| *effect == PortEffect::Host(HostEffect::ListenForWork)), 1);
}
