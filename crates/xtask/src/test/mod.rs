//! `test`: every test there is, in groups, counted together.

mod groups;
mod tally;

use std::time::Instant;

use anyhow::{Context, Result};

pub use groups::Group;
use groups::Machine;
use tally::Tally;

use crate::{build, setup};

/// Runs the groups named among the words, or all of them; the other words choose test cases by part of their name.
/// The last line printed is `N passed, M failed`. Says whether all passed; nothing run is no success.
///
/// # Errors
/// Set-up cannot go on.
pub fn run(words: &[String]) -> Result<bool> {
    let (named, filters): (Vec<&String>, Vec<&String>) =
        words.iter().partition(|word| Group::named(word).is_some());
    let filters: Vec<&str> = filters.into_iter().map(String::as_str).collect();
    let mut groups: Vec<Group> = named.iter().filter_map(|name| Group::named(name)).collect();
    if groups.is_empty() {
        groups = if filters.is_empty() { Group::ALL.to_vec() } else { Group::FILTERABLE.to_vec() };
    }

    let program = std::env::current_exe().context("cannot tell which program this is")?;
    let (wasm, native) = setup::everything()?;
    let machine = Machine { program, wasm, native };
    let mut total = Tally::default();
    let mut summary = Vec::new();
    for group in groups {
        println!("{} …", group.title());
        let began = Instant::now();
        let ran = match group {
            Group::EndToEnd => build::site(build::Profile::Dev).and_then(|()| group.run(&machine, &filters)),
            _ => group.run(&machine, &filters),
        };
        let tally = ran.unwrap_or_else(|error| {
            eprintln!("{error:#}");
            Tally { passed: 0, failed: 1 }
        });
        summary.push(format!("  {:<22}{tally}  ({:.0} s)", group.title(), began.elapsed().as_secs_f32()));
        total += tally;
    }
    println!("\n{}\n{total}", summary.join("\n"));
    Ok(total.failed == 0 && total.passed > 0)
}
