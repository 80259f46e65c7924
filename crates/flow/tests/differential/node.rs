//! Asking Node.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs a script of the project in Node, hands it a JSON text and gives back what it prints.
#[track_caller]
pub(crate) fn ask(script: &Path, input: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut node = Command::new("node")
        .arg(script)
        .current_dir(root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Node 20 or newer is needed");
    let mut stdin = node.stdin.take().expect("standard input is a pipe");
    stdin.write_all(input.as_bytes()).expect("Node reads (`cargo xtask setup` installs its packages)");
    drop(stdin);
    let output = node.wait_with_output().expect("Node ends");
    assert!(
        output.status.success(),
        "{} failed; `cargo xtask setup` installs its packages",
        script.display()
    );
    String::from_utf8(output.stdout).expect("Node prints UTF-8")
}
