//! The simulator host that a program has started ends with that program.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

/// Left behind, the host would hold the output open that `cargo xtask test e2e` reads to its end, and that would wait for ever.
#[test]
fn a_host_started_by_a_program_ends_with_its_input() {
    let mut host = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["host", "--port", "0", "--until-input-ends"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the host starts");
    let output = host.stdout.take().expect("its output is piped");
    let first = BufReader::new(output).lines().next().expect("a line").expect("text");
    assert!(first.contains("localhost:"), "{first}");

    drop(host.stdin.take());

    assert!(host.wait().expect("it can be waited for").success());
}
