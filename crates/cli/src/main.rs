//! The program `cti`; see the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    cti::main()
}
