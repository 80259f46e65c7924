//! The simulator against the contracts of both platforms.
//!
//! Cases are data: a name, the section of the contract reference, and what is asserted. Those of the library and the
//! wire are in `tests/sim-contract/` and run in Node against the same world, through `--bridge`.
//!
//! - words: only the cases whose names contain one of them
//! - `--native`: only the cases of this program
//! - `--strictnesses`: print the named strictnesses, each with the case that notices, as JSON
//! - `--bridge`: be a world that speaks JSON lines (see bridge.rs)
//! - `SWITCHBOARD_SIM_LAX=<name>`: let go of one strictness

mod agent;
mod bridge;
mod calls;
mod check;
mod click;
mod node;
mod panel;
mod pops;
mod saving;
mod searching;
mod settings;
mod wire;

use std::process::ExitCode;

use check::{Case, Tally};
use sim::Strictness;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let flag = |name: &str| arguments.iter().any(|argument| argument == name);
    if flag("--strictnesses") {
        println!("{}", serde_json::to_string_pretty(&sim::strict::listed()).expect("plain data"));
        return ExitCode::SUCCESS;
    }
    if flag("--bridge") {
        return bridge::serve();
    }
    let words: Vec<&str> =
        arguments.iter().map(String::as_str).filter(|word| !word.starts_with('-')).collect();
    let lax = std::env::var("SWITCHBOARD_SIM_LAX").unwrap_or_default();
    let strict = Strictness::without_named(&lax);
    let mut tally = Tally::default();
    let areas: [&[Case]; 9] = [
        saving::CASES,
        searching::CASES,
        pops::CASES,
        panel::CASES,
        click::CASES,
        settings::CASES,
        agent::CASES,
        calls::CASES,
        wire::CASES,
    ];
    for case in areas.into_iter().flatten() {
        if words.is_empty() || words.iter().any(|word| case.name.contains(word)) {
            tally += check::run(case, &strict);
        }
    }
    if !flag("--native") {
        tally += node::run(&words, &lax);
    }
    println!(
        "test result: {}. {} passed; {} failed",
        if tally.failed == 0 { "ok" } else { "FAILED" },
        tally.passed,
        tally.failed
    );
    println!("{} passed, {} failed", tally.passed, tally.failed);
    if tally.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
