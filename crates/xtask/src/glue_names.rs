//! The glue of a release, made smaller: short names where it meets the module, no comments.
//!
//! wasm-bindgen names each import and export after where it comes from, with sixteen digits of a hash behind, in the
//! module and in the JavaScript. Nobody reads them, and brotli cannot compress them.

use std::collections::HashMap;

use anyhow::{Context, Result};
use wasmparser::{Imports, Parser, Payload};

/// Names of imports, exports and import modules, and what they are called instead.
pub(crate) type Names = HashMap<String, String>;

/// What wasm-bindgen begins its own names with. All others are ours, and stay.
const GENERATED: [&str; 3] = ["__wb", "__externref", "wasm_bindgen_"];

/// Of one to three letters, what JavaScript does not let a function be called: the glue names some after what it exports.
const RESERVED: [&str; 9] = ["as", "do", "for", "if", "in", "let", "new", "try", "var"];

/// A short name for each that wasm-bindgen made up, and for the module that the imports come from.
///
/// # Errors
/// The module cannot be read.
pub(crate) fn short_names(wasm: &[u8]) -> Result<Names> {
    let mut names = Names::new();
    let mut count = 0;
    let mut add = |old: &str| {
        let generated = GENERATED.iter().any(|start| old.starts_with(start)) || old.ends_with("_bg.js");
        if generated && !names.contains_key(old) {
            while RESERVED.contains(&short(count).as_str()) {
                count += 1;
            }
            names.insert(old.to_owned(), short(count));
            count += 1;
        }
    };
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.context("not a wasm module")? {
            Payload::ImportSection(section) => {
                for imports in section {
                    if let Imports::Single(_, import) = imports? {
                        add(import.module);
                        add(import.name);
                    }
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    add(export?.name);
                }
            }
            _ => {}
        }
    }
    Ok(names)
}

/// `a`, `b`, … `z`, `ba`, …: what a number is called.
fn short(number: usize) -> String {
    let letter = char::from(b'a' + (number % 26) as u8);
    match number / 26 {
        0 => letter.into(),
        more => short(more) + &letter.to_string(),
    }
}

/// The script with the names that the module has now, without comments on lines of their own, blank lines and
/// indentation; what it offers the module is written as methods.
pub(crate) fn shorten(script: &str, names: &Names) -> String {
    let mut out = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if !in_comment && !line.is_empty() && !line.starts_with("//") {
            let method = line.starts_with("__wb").then(|| line.split_once(": function(")).flatten();
            if let Some((name, rest)) = method {
                rename(&[name, "(", rest].concat(), names, &mut out);
            } else {
                rename(line, names, &mut out);
            }
            out.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    out
}

/// Words are replaced whole; a path between quotes counts as one.
fn rename(line: &str, names: &Names, out: &mut String) {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '.' | '/');
    let mut rest = line;
    while let Some(start) = rest.find(is_word) {
        let end = rest[start..].find(|c| !is_word(c)).map_or(rest.len(), |length| start + length);
        out.push_str(&rest[..start]);
        let path = &rest[start..end];
        match names.get(path) {
            Some(name) => out.push_str(name),
            None => {
                for (at, word) in path.split('.').enumerate() {
                    if at > 0 {
                        out.push('.');
                    }
                    out.push_str(names.get(word).map_or(word, String::as_str));
                }
            }
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::{Names, short, shorten};

    #[track_caller]
    fn check(script: &str, expected: &str) {
        let names = [("./page_bg.js", "a"), ("__wbg_get_0011", "b"), ("__wbindgen_malloc", "c")];
        let names: Names = names.map(|(old, new)| (old.to_owned(), new.to_owned())).into();
        assert_eq!(shorten(script, &names), expected);
    }

    #[test]
    fn names_change_whole_and_wherever_they_stand() {
        check("__wbg_get_0011: function(arg0) {", "b(arg0) {\n");
        check(
            "return f(arg0, wasm.__wbindgen_malloc, wasm.memory);",
            "return f(arg0, wasm.c, wasm.memory);\n",
        );
        check(
            "return { \"./page_bg.js\": import0, './page.js': 1 };",
            "return { \"a\": import0, './page.js': 1 };\n",
        );
        check(
            "function __wbg_get_imports() { x.__wbg_get_00112; }",
            "function __wbg_get_imports() { x.__wbg_get_00112; }\n",
        );
    }

    #[test]
    fn comments_go_and_code_stays() {
        check(
            "/* one */\n/**\n * two\n */\nfunction f() {\n    // three\n\n    return '//';\n}\n",
            "function f() {\nreturn '//';\n}\n",
        );
    }

    #[test]
    fn every_number_has_a_name_of_its_own() {
        for (number, name) in
            [(0, "a"), (25, "z"), (26, "ba"), (27, "bb"), (51, "bz"), (52, "ca"), (676, "baa")]
        {
            assert_eq!(short(number), name);
        }
    }
}
