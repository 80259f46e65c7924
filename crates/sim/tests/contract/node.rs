//! Runs the cases of the library and the wire, which need JavaScript.

use std::path::Path;
use std::process::Command;

use super::check::Tally;

/// Runs `tests/sim-contract/run.mjs`, shows what it prints, and counts its assertions.
pub(crate) fn run(words: &[&str], lax: &str) -> Tally {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut node = Command::new("node");
    node.current_dir(&root).arg("tests/sim-contract/run.mjs").args(words);
    node.env("SWITCHBOARD_SIM_LAX", lax);
    if let Ok(this) = std::env::current_exe() {
        node.env("SWITCHBOARD_SIM_BRIDGE", this);
    }
    let output = match node.output() {
        Ok(output) => output,
        Err(error) => {
            println!(
                "case the library and the wire [node] ... FAILED\n    Node.js 20 or newer is needed: {error}"
            );
            return Tally { passed: 0, failed: 1 };
        }
    };
    let told = String::from_utf8_lossy(&output.stdout);
    let mut tally = Tally::default();
    for line in told.lines() {
        match counted(line) {
            Some(counts) => tally += counts,
            None => println!("{line}"),
        }
    }
    eprint!("{}", String::from_utf8_lossy(&output.stderr));
    if !output.status.success() && tally.failed == 0 {
        tally.failed = 1;
    }
    tally
}

/// Reads a closing line, `12 passed, 0 failed`.
fn counted(line: &str) -> Option<Tally> {
    let (passed, failed) = line.strip_suffix(" failed")?.split_once(" passed, ")?;
    Some(Tally { passed: passed.parse().ok()?, failed: failed.parse().ok()? })
}
