//! The glue of a release, made smaller: names without random digits, no comments.
//!
//! wasm-bindgen ends the name of every import in sixteen digits of a hash, in the module and in the JavaScript. They are
//! what brotli cannot compress; counters of the same length serve as well.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use anyhow::{Context, Result};

/// Digits of a hash.
const DIGITS: usize = 16;
/// How a counter begins.
const COUNTER: &str = "00000000";

/// Rewrites a module and its glue in place.
///
/// # Errors
/// A file cannot be read or written.
pub(crate) fn shorten(module: &Path, glue: &Path) -> Result<()> {
    let mut wasm = std::fs::read(module).with_context(|| format!("cannot read {}", module.display()))?;
    let script = std::fs::read_to_string(glue).with_context(|| format!("cannot read {}", glue.display()))?;
    let names = counters(&script);
    for at in 0..wasm.len().saturating_sub(DIGITS - 1) {
        let counter = std::str::from_utf8(&wasm[at..at + DIGITS]).ok().and_then(|hash| names.get(hash));
        if let Some(counter) = counter {
            wasm[at..at + DIGITS].copy_from_slice(counter.as_bytes());
        }
    }
    let script = names.iter().fold(bare(&script), |script, (hash, counter)| script.replace(hash, counter));
    std::fs::write(module, wasm).with_context(|| format!("cannot write {}", module.display()))?;
    std::fs::write(glue, script).with_context(|| format!("cannot write {}", glue.display()))
}

/// The hashes of a glue's import names, and what stands for each. A name stays the only one of its kind.
fn counters(script: &str) -> HashMap<String, String> {
    let mut counters = HashMap::new();
    let mut taken = HashSet::new();
    for word in script.split(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
        let Some((stem, hash)) = word.rsplit_once('_') else { continue };
        let is_hash = hash.len() == DIGITS && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        // Some names end in a counter of wasm-bindgen's own; they stay.
        let is_hash = is_hash && !hash.starts_with(COUNTER);
        if !is_hash || !stem.starts_with("__wb") || counters.contains_key(hash) {
            continue;
        }
        let counter =
            (0..).map(|n| format!("{n:016}")).find(|counter| taken.insert(format!("{stem}_{counter}")));
        counters.extend(counter.map(|counter| (hash.to_owned(), counter)));
    }
    counters
}

/// The script without comments on lines of their own, blank lines and indentation.
fn bare(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if !in_comment && !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{bare, counters};

    #[test]
    fn every_name_stays_the_only_one() {
        let script = "__wbg_get_00112233aabbccdd: 1, __wbg_get_ffeeddccbbaa9988: 2, __wbg_get_00112233aabbccdd(); \
                      __wbg_set_0a0a0a0a0a0a0a0a; other_0123456789abcdef; __wbindgen_malloc; __wbindgen_cast_0000000000000001";
        let counters = counters(script);
        let get = |hash: &str| counters.get(hash).map(String::as_str);
        assert_eq!(counters.len(), 3);
        assert_eq!(get("00112233aabbccdd"), Some("0000000000000000"));
        assert_eq!(get("ffeeddccbbaa9988"), Some("0000000000000001"));
        assert_eq!(get("0a0a0a0a0a0a0a0a"), Some("0000000000000000"));
    }

    #[test]
    fn comments_go_and_code_stays() {
        let script = "/* one */\n/**\n * two\n */\nfunction f() {\n    // three\n\n    return '//';\n}\n";
        assert_eq!(bare(script), "function f() {\nreturn '//';\n}\n");
    }
}
