//! What an administrator decides about logs: which calls have one.

mod common;

use common::{LOG, bench_with, config, files, kind_world, whole_call};
use desk::{Direction, Gesture, Start};

#[test]
fn only_calls_of_the_chosen_types_are_logged() {
    use Direction::{Inbound, Outbound};
    let check = |chosen: &'static [&str], direction: Direction, flows: &[(&str, &str)], saves: usize| {
        let mut config = config();
        config.call_log.call_types = chosen.iter().map(|word| (*word).to_owned()).collect();
        let mut bench = bench_with(Start { config, flows: files(flows), ..Start::default() }, kind_world);
        bench.boot();
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
