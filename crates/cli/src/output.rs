//! Writing to the terminal. A reader that has gone away (`cti blocks | head`) is no error, and names in files that people were
//! given steer no terminal.

use std::fmt::Display;
use std::io::Write;

/// Writes a line, or several. Control characters are written as `\u{1b}`.
pub(crate) fn say(text: impl Display) {
    let mut plain = String::new();
    for c in text.to_string().chars() {
        match c {
            '\n' | '\t' => plain.push(c),
            c if c.is_control() => plain.extend(c.escape_unicode()),
            c => plain.push(c),
        }
    }
    let _ = writeln!(std::io::stdout().lock(), "{plain}");
}
