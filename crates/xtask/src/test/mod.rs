//! `test`: every test there is, in groups, counted together.

mod cases;
pub mod deep;
mod groups;
pub mod record;
mod tally;

use std::time::Instant;

use anyhow::{Context, Result};

pub use cases::Case;
use groups::Machine;
pub use groups::{Group, Ran};
use record::Record;
use tally::Tally;

use crate::{build, setup};

/// Runs the groups named among the words, or all of them; the other words choose test cases by part of their name.
/// At the end stands which cases failed, and in the last line `N passed, M failed`. Says whether all passed; nothing
/// run is no success.
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
    let mut failed = Vec::new();
    for group in groups {
        let began = Instant::now();
        let ran = run_group(group, &machine, &filters)?;
        failed.extend(failures(group, &ran));
        summary.push(format!(
            "  {:<22}{}  ({:.0} s)",
            group.title(),
            ran.tally,
            began.elapsed().as_secs_f32()
        ));
        total += ran.tally;
    }
    if !failed.is_empty() {
        println!("\nfailed:\n{}", failed.join("\n"));
    }
    println!("\n{}\n{total}", summary.join("\n"));
    Ok(total.failed == 0 && total.passed > 0)
}

/// Runs one group and, when all of it ran, records what became of its cases. A group that cannot run has failed.
fn run_group(group: Group, machine: &Machine, filters: &[&str]) -> Result<Ran> {
    println!("{} …", group.title());
    let sources = record::sources()?;
    let ran = match group {
        Group::EndToEnd | Group::Dist => {
            build::site(build::Profile::Dev).and_then(|()| group.run(machine, filters))
        }
        _ => group.run(machine, filters),
    };
    let ran = ran.unwrap_or_else(|error| {
        eprintln!("{error:#}");
        Ran { tally: Tally { passed: 0, failed: 1 }, cases: Vec::new() }
    });
    if filters.is_empty() && !ran.cases.is_empty() {
        Record::new(sources, &ran.cases).save(group.word())?;
    }
    Ok(ran)
}

/// A line for each case that failed, with its group; one for the group where no case has a name.
fn failures(group: Group, ran: &Ran) -> Vec<String> {
    let named = ran.cases.iter().filter(|case| !case.passed);
    let mut lines: Vec<String> = named.map(|case| format!("  {} {}", group.word(), case.name)).collect();
    if ran.tally.failed > lines.len() {
        let unnamed = ran.tally.failed - lines.len();
        lines.push(format!("  {} ({unnamed} without a name: see above)", group.word()));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_is_listed_with_its_group() {
        let case = |name: &str, passed| Case { name: name.to_owned(), passed };
        let cases = vec![case("desk a", true), case("desk b", false)];
        let ran = |failed, cases| Ran { tally: Tally { passed: 1, failed }, cases };
        assert_eq!(failures(Group::Native, &ran(1, cases.clone())), ["  native desk b"]);
        let two = ["  native desk b", "  native (1 without a name: see above)"];
        assert_eq!(failures(Group::Native, &ran(2, cases)), two);
        assert_eq!(failures(Group::Format, &ran(1, vec![])), ["  fmt (1 without a name: see above)"]);
        assert!(failures(Group::Format, &ran(0, vec![])).is_empty());
    }
}
