//! Writing to the terminal. A reader that has gone away (`cti blocks | head`) is no error.

use std::fmt::Display;
use std::io::Write;

/// Writes a line.
pub(crate) fn say(text: impl Display) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}
