//! Finding the files a deployment names, and making them small.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// The files named by a key of the configuration, from where it lies; of a folder those that are wanted, by name.
///
/// # Errors
/// One is not there, or a folder cannot be read.
pub(super) fn named(
    key: &str,
    named: &[&str],
    beside: &Path,
    wanted: &dyn Fn(&str) -> bool,
) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for name in named {
        let path = beside.join(name);
        if path.is_dir() {
            files.extend(in_folder(&path, wanted)?);
        } else if path.is_file() {
            files.push(path);
        } else {
            bail!(
                "{key}: {name} is not there: name files, or folders of them, from where the configuration lies."
            );
        }
    }
    Ok(files)
}

fn in_folder(folder: &Path, wanted: &dyn Fn(&str) -> bool) -> Result<Vec<PathBuf>> {
    let cannot = || format!("cannot read {}", folder.display());
    let entries = std::fs::read_dir(folder).with_context(cannot)?;
    let mut files = Vec::new();
    for entry in entries {
        files.push(entry.with_context(cannot)?.path());
    }
    files.retain(|file| wanted(&file.file_name().unwrap_or_default().to_string_lossy()));
    files.sort();
    Ok(files)
}

/// The text of a file, without the byte order mark that some editors begin it with.
///
/// # Errors
/// It cannot be read.
pub(super) fn read(file: &Path) -> Result<String> {
    let mut text =
        std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    if text.starts_with('\u{feff}') {
        text.remove(0);
    }
    Ok(text)
}

/// JSON without the white space between its tokens: texts and numbers keep their spelling.
pub(super) fn without_white_space(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut in_text, mut escaped) = (false, false);
    for c in text.chars() {
        if in_text || !c.is_ascii_whitespace() {
            out.push(c);
        }
        match (in_text, escaped, c) {
            (true, false, '\\') => escaped = true,
            (_, false, '"') => in_text = !in_text,
            _ => escaped = false,
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_no_text() {
        let file = std::env::temp_dir().join(format!("switchboard-mark-{}.json", std::process::id()));
        for (text, expected) in [("\u{feff}{}", "{}"), ("{}", "{}"), ("", "")] {
            std::fs::write(&file, text).expect("writes");
            assert_eq!(read(&file).expect("reads"), expected);
        }
        std::fs::remove_file(&file).expect("removes");
    }

    #[test]
    fn nothing_but_white_space_is_lost() {
        let cases = [
            ("{ \"a\" : 1e2 ,\n\t\"b\": 12345678901234567890 }", "{\"a\":1e2,\"b\":12345678901234567890}"),
            (r#"{ "a b": "c \" d \\" , "e": " f" }"#, r#"{"a b":"c \" d \\","e":" f"}"#),
        ];
        for (text, expected) in cases {
            assert_eq!(without_white_space(text), expected);
        }
    }
}
