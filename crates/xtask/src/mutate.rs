//! `mutate`: proves that the simulator's strictnesses are noticed.
//!
//! Each named strictness (crates/sim/src/strict.rs) is let go once; the contract case named beside it must then fail.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use sim::strict::{Listed, Place, listed};

use crate::wasm_toolchain::WasmToolchain;
use crate::{paths, process, setup};

/// Lets go of one strictness after the other. Says whether each was noticed by its case.
///
/// # Errors
/// Set-up cannot go on, the contract cases do not compile, or they fail with every strictness in place.
pub fn mutate() -> Result<bool> {
    let (_, native) = setup::everything()?;
    let (noticed, all) = noticed(native)?;
    Ok(noticed == all)
}

/// How many strictnesses are noticed, of how many.
///
/// # Errors
/// The contract cases do not compile, or they fail with every strictness in place.
pub(crate) fn noticed(native: WasmToolchain) -> Result<(usize, usize)> {
    let program = contract_program(native)?;
    if !failed_cases(&program, None)?.is_empty() {
        bail!("the contract cases fail as they are: see `cargo xtask test sim-contract`");
    }
    let rules = listed();
    let mut noticed = 0;
    for rule in &rules {
        let failed = failed_cases(&program, Some(rule))?;
        let verdict = if failed.iter().any(|case| case == rule.case) {
            noticed += 1;
            "noticed by"
        } else {
            "NOT NOTICED by"
        };
        println!("{:<28} {verdict} “{}” [{}]", rule.name, rule.case, rule.section);
    }
    println!("{noticed} of {} strictnesses are noticed", rules.len());
    Ok((noticed, rules.len()))
}

/// Builds the contract cases and finds the program that cargo made of them.
fn contract_program(native: WasmToolchain) -> Result<PathBuf> {
    let mut cargo = native.cargo();
    cargo.args([
        "test",
        "-p",
        "sim",
        "--test",
        "contract",
        "--no-run",
        "--message-format=json-render-diagnostics",
    ]);
    let text = process::line(&cargo);
    let output = cargo.stderr(Stdio::inherit()).output().with_context(|| format!("cannot start `{text}`"))?;
    if !output.status.success() {
        bail!("`{text}` failed ({})", output.status);
    }
    let messages = String::from_utf8_lossy(&output.stdout);
    executable(&messages).with_context(|| format!("`{text}` names no program"))
}

/// The test program among cargo's messages.
fn executable(messages: &str) -> Option<PathBuf> {
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut contract = messages.filter(|message| message["target"]["name"] == "contract");
    contract.find_map(|message| message["executable"].as_str().map(PathBuf::from))
}

/// The names of the cases that fail without a strictness.
fn failed_cases(program: &Path, without: Option<&Listed>) -> Result<Vec<String>> {
    let mut command = Command::new(program);
    command.current_dir(paths::root()).env("SWITCHBOARD_SIM_LAX", without.map_or("", |rule| rule.name));
    // What the world carries out needs no JavaScript to be noticed.
    if without.is_some_and(|rule| rule.place == Place::World) {
        command.arg("--native");
    }
    let output = command.output().with_context(|| format!("cannot start {}", program.display()))?;
    let failed = failures(&String::from_utf8_lossy(&output.stdout));
    if failed.is_empty() && !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        bail!("the contract cases stopped ({}) without a failing case\n{told}", output.status);
    }
    Ok(failed)
}

/// Reads lines of the form `case NAME [SECTION] ... FAILED (N assertions)`.
fn failures(output: &str) -> Vec<String> {
    let failed = output.lines().filter_map(|line| line.strip_prefix("case ")?.split_once(" ... FAILED"));
    failed.filter_map(|(case, _)| case.rsplit_once(" [")).map(|(name, _)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failing_cases_are_read() {
        let output = "case a click is lost [open-cti 3.3] ... FAILED (2 assertions)\n    nobody listens: …\n\
                      case ids [open-cti 13.1] ... ok (8 assertions)\n1 passed, 1 failed";
        assert_eq!(failures(output), ["a click is lost"]);
    }

    #[test]
    fn the_program_is_found_among_messages() {
        let messages = "{\"reason\":\"compiler-artifact\",\"target\":{\"name\":\"sim\"},\"executable\":null}\nnot json\n\
                        {\"target\":{\"name\":\"contract\"},\"executable\":\"deps/contract-1\"}";
        assert_eq!(executable(messages), Some(PathBuf::from("deps/contract-1")));
        assert_eq!(executable("{}"), None);
    }
}
