//! `bench`: how long the softphone takes to be there, and an action to begin its work, measured around the real pages.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::build::{self, Profile};
use crate::{dist, paths, process, setup, site};

/// Builds as shipped, loads our page and the floor (`tests/bench/floor`) so many times each in turns, cold and warm, over three
/// networks, and prints the medians and their ratios as a Markdown table.
///
/// # Errors
/// Set-up or build failed, or a page did not become ready.
pub fn start(rounds: u32) -> Result<()> {
    setup::everything()?;
    build::site(Profile::Release)?;
    let pages = site::lay_out_dist(&dist::of_this_clone()?)?;
    measure("tests/bench/start.mjs", rounds, Some(&pages))
}

/// Builds as shipped, presses an action so many times in headless Chrome, and prints median and 95th percentile from the press to
/// the first effect of its flow.
///
/// # Errors
/// Set-up or build failed, or a press led to nothing.
pub fn action(presses: u32) -> Result<()> {
    setup::everything()?;
    build::site(Profile::Release)?;
    measure("tests/e2e/bench-action.mjs", presses, None)
}

fn measure(script: &str, times: u32, pages: Option<&Path>) -> Result<()> {
    let mut node = Command::new("node");
    node.current_dir(paths::root()).arg(script).arg(times.to_string());
    node.env("SWITCHBOARD_XTASK", std::env::current_exe().context("cannot tell which program this is")?);
    if let Some(pages) = pages {
        node.env("SWITCHBOARD_BENCH_SITE", pages);
    }
    if let Some(chrome) = setup::chrome() {
        node.env("SWITCHBOARD_CHROME", chrome);
    }
    process::run(&mut node)
}
