//! What wasm-bindgen binds and nobody uses: the classes of libraries that come along (a page's own module exports functions
//! only), and what only their code imports.

use std::collections::HashSet;

use anyhow::{Context, Result};
use wasmparser::{Imports, Parser, Payload};

/// The classes of a glue that Rust never hands out: nothing wraps a pointer of its own.
pub(crate) fn classes(script: &str) -> Vec<String> {
    let names = script.lines().filter_map(|line| line.strip_prefix("export class ")?.strip_suffix(" {"));
    names.filter(|name| !script.contains(&format!("{name}.__wrap("))).map(str::to_owned).collect()
}

/// Whether an export is one of such a class.
pub(crate) fn exported_by(classes: &[String], export: &str) -> bool {
    let export = export.strip_prefix("__wbg_").unwrap_or(export);
    classes.iter().any(|class| {
        export.strip_prefix(&class.to_ascii_lowercase()).is_some_and(|rest| rest.starts_with('_'))
    })
}

/// What a module imports, by name.
///
/// # Errors
/// The module cannot be read.
pub(crate) fn imports(wasm: &[u8]) -> Result<HashSet<String>> {
    let mut found = HashSet::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::ImportSection(section) = payload.context("not a wasm module")? {
            for imports in section {
                if let Imports::Single(_, import) = imports? {
                    found.insert(import.name.to_owned());
                }
            }
        }
    }
    Ok(found)
}

/// The glue without these classes, and without the functions it offers that the module does not import.
pub(crate) fn strip(script: &str, classes: &[String], imports: &HashSet<String>) -> String {
    let mut out = String::with_capacity(script.len());
    let mut until = None;
    for line in script.lines() {
        if let Some(end) = until {
            if line.ends_with(end) {
                until = None;
            }
            continue;
        }
        until = end_of(line, classes, imports);
        if until.is_none() {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// How the last line of a part ends that begins with this line and is to go.
fn end_of(line: &str, classes: &[String], imports: &HashSet<String>) -> Option<&'static str> {
    let offered = line.strip_prefix("        __wb").and_then(|rest| rest.split_once(": function("));
    if let Some((name, _)) = offered {
        return (!imports.contains(&format!("__wb{name}"))).then_some("        },");
    }
    let class = classes.iter().find(|class| line.contains(class.as_str()))?;
    if line == format!("export class {class} {{") {
        return Some("prototype.free;");
    }
    line.starts_with(&format!("const {class}Finalization")).then_some(");")
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "export class Sink {
    free() {
        SinkFinalization.unregister(this);
        wasm.__wbg_sink_free(ptr, 0);
    }
}
if (Symbol.dispose) Sink.prototype[Symbol.dispose] = Sink.prototype.free;

export function start() {
        __wbg_used_1: function(arg0) {
            return arg0;
        },
        __wbg_gone_2: function(arg0) {
            return arg0;
        },
}
const SinkFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_sink_free(ptr, 1));
";

    #[test]
    fn what_nobody_uses_goes() {
        let classes = classes(GLUE);
        assert_eq!(classes, ["Sink"]);
        for (export, expected) in
            [("__wbg_sink_free", true), ("sink_pull", true), ("sinking", false), ("start", false)]
        {
            assert_eq!(exported_by(&classes, export), expected, "{export}");
        }
        let imports = HashSet::from(["__wbg_used_1".to_owned()]);
        let expected = "
export function start() {
        __wbg_used_1: function(arg0) {
            return arg0;
        },
}
";
        assert_eq!(strip(GLUE, &classes, &imports), expected);
    }

    #[test]
    fn a_class_that_rust_hands_out_stays() {
        assert!(classes(&format!("{GLUE}const ret = Sink.__wrap(arg0);")).is_empty());
    }
}
