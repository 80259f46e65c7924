//! What wasm-bindgen binds and nobody uses: the classes of libraries that come along (a page's own module exports functions
//! only), and what only their code imports.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use wasmparser::{Parser, Payload};

/// The classes of a glue that Rust never hands out: nothing wraps a pointer of its own.
pub(crate) fn classes(script: &str) -> Vec<String> {
    let names = script.lines().filter_map(|line| line.strip_prefix("export class ")?.strip_suffix(" {"));
    names.filter(|name| !script.contains(&format!("{name}.__wrap("))).map(str::to_owned).collect()
}

/// The module that a class has to itself: `into_sink` for `IntoSink`.
pub(crate) fn module(class: &str) -> String {
    let mut module = String::new();
    for letter in class.chars() {
        if letter.is_ascii_uppercase() && !module.is_empty() {
            module.push('_');
        }
        module.push(letter.to_ascii_lowercase());
    }
    module
}

/// Whether an export is one of such a class.
pub(crate) fn exported_by(classes: &[String], export: &str) -> bool {
    let export = export.strip_prefix("__wbg_").unwrap_or(export);
    classes.iter().any(|class| {
        export.strip_prefix(&class.to_ascii_lowercase()).is_some_and(|rest| rest.starts_with('_'))
    })
}

/// What a module imports: from where, and by which name.
pub(crate) type Imports = BTreeSet<(String, String)>;

/// What a module imports.
///
/// # Errors
/// The module cannot be read.
pub(crate) fn imports(wasm: &[u8]) -> Result<Imports> {
    let mut found = Imports::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::ImportSection(section) = payload.context("not a wasm module")? {
            for imports in section {
                if let wasmparser::Imports::Single(_, import) = imports? {
                    found.insert((import.module.to_owned(), import.name.to_owned()));
                }
            }
        }
    }
    Ok(found)
}

/// The glue without these classes, and without the functions it offers that the module does not import.
pub(crate) fn strip(script: &str, classes: &[String], imports: &Imports) -> String {
    let mut out = String::with_capacity(script.len());
    let mut until: Option<End> = None;
    for line in script.lines() {
        if let Some(is_end) = until {
            if is_end(line) {
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

/// Whether a line is the last of a part.
type End = fn(&str) -> bool;

/// The last line of a part that begins with this line and is to go.
fn end_of(line: &str, classes: &[String], imports: &Imports) -> Option<End> {
    let offered = line.strip_prefix("        __wb").and_then(|rest| rest.split_once(": function("));
    if let Some((name, _)) = offered {
        let is_imported = imports.iter().any(|(_, import)| import.strip_prefix("__wb") == Some(name));
        return (!is_imported).then_some(|line| line.starts_with("        }"));
    }
    let class = classes.iter().find(|class| line.contains(class.as_str()))?;
    if line == format!("export class {class} {{") {
        return Some(|line| line.ends_with("prototype.free;"));
    }
    // On the line itself, or of several lines where an instance can be replaced.
    line.starts_with(&format!("const {class}Finalization"))
        .then_some(|line| line.ends_with("));") || line == "});")
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
        __wbg_failed_3: function() { return handleError(function (arg0) {
            return arg0;
        }, arguments); },
        __wbg_used_4: function(arg0) {
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
        let imports = ["__wbg_used_1", "__wbg_used_4"].map(|name| (String::new(), name.to_owned())).into();
        let expected = "
export function start() {
        __wbg_used_1: function(arg0) {
            return arg0;
        },
        __wbg_used_4: function(arg0) {
            return arg0;
        },
}
";
        let replaceable = GLUE.replace(
            "(ptr => wasm.__wbg_sink_free(ptr, 1));",
            "(({ ptr }) => {\n    wasm.free(ptr, 1);\n});",
        );
        assert_eq!(strip(&replaceable, &classes, &imports), expected);
        assert_eq!(strip(GLUE, &classes, &imports), expected);
    }

    #[test]
    fn a_class_has_a_module() {
        assert_eq!((module("Sink"), module("IntoByteSink")), ("sink".into(), "into_byte_sink".into()));
    }

    #[test]
    fn a_class_that_rust_hands_out_stays() {
        assert!(classes(&format!("{GLUE}const ret = Sink.__wrap(arg0);")).is_empty());
    }
}
