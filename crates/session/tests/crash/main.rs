//! Days on which everything goes wrong at once, by seeds: tabs crash, freeze, are closed, opened and changed at any moment of a call, while
//! answers of Salesforce and Amazon Connect are lost, late, doubled or refused. Whatever happens, what the model says of a call is true.

#[path = "../tabs/day.rs"]
#[allow(dead_code, reason = "the other tests of tabs use the rest")]
mod day;
mod model;
mod schedule;

use schedule::Schedule;

/// How many schedules are tried, unless `SWITCHBOARD_SCHEDULES` says.
const SCHEDULES: u64 = 500;

/// The first seed, unless `SWITCHBOARD_SEED` says.
const SEED: u64 = 1;

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(otherwise)
}

/// Half of the schedules each, side by side.
fn check(package: bool) {
    let (first, count) = (number("SWITCHBOARD_SEED", SEED), number("SWITCHBOARD_SCHEDULES", SCHEDULES));
    let mut broken = Vec::new();
    for seed in (first..first + count).filter(|seed| (seed % 2 == 0) == package) {
        let schedule = Schedule::of(seed, package);
        let faults = model::faults(&schedule);
        if !faults.is_empty() {
            let one = format!("SWITCHBOARD_SEED={seed} SWITCHBOARD_SCHEDULES=1");
            broken.push(format!("{one}: {}\n    {schedule:?}", faults.join("; ")));
        }
    }
    assert!(broken.is_empty(), "{} of {count} schedules:\n{}", broken.len(), broken.join("\n"));
}

// Shows: F7, F8
#[test]
fn with_the_org_package_a_call_has_exactly_one_log() {
    check(true);
}

// Shows: F7, F8
#[test]
fn without_it_a_call_never_has_a_second_log_unasked() {
    check(false);
}
