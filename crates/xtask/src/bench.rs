//! `bench`: how long the softphone takes to be there, and an action to begin its work, measured in the workbench.

use std::process::Command;

use anyhow::{Context, Result};

use crate::build::{self, Profile};
use crate::{paths, process, setup};

/// Builds as shipped, loads the workbench `loads` times in headless Chrome, and prints median and 95th percentile from
/// the softphone's navigation to click-to-dial registered and to ready.
///
/// # Errors
/// Set-up or build failed, or a load did not become ready.
pub fn bench(loads: u32) -> Result<()> {
    measure("tests/e2e/bench.mjs", loads)
}

/// Builds as shipped, presses an action `presses` times in headless Chrome, and prints median and 95th percentile from the
/// press to the first effect of its flow.
///
/// # Errors
/// Set-up or build failed, or a press led to nothing.
pub fn action(presses: u32) -> Result<()> {
    measure("tests/e2e/bench-action.mjs", presses)
}

fn measure(script: &str, times: u32) -> Result<()> {
    setup::everything()?;
    build::site(Profile::Release)?;
    let mut node = Command::new("node");
    node.current_dir(paths::root()).arg(script).arg(times.to_string());
    node.env("SWITCHBOARD_XTASK", std::env::current_exe().context("cannot tell which program this is")?);
    if let Some(chrome) = setup::chrome() {
        node.env("SWITCHBOARD_CHROME", chrome);
    }
    process::run(&mut node)
}
