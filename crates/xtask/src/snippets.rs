//! Functions of our own scripts that a module imports as they are, because nothing of theirs has to be converted.
//!
//! wasm-bindgen lets the module import them from the script itself, and gives it the whole script once for each of them, by a path
//! with a hash. Here they are imported from the glue like all others: the path is gone, and what else is in the script can go.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};

use crate::unused::Imports;

/// Where wasm-bindgen puts scripts.
const FOLDER: &str = "./snippets/";

/// Script and function, and what the module calls it from now on.
pub(crate) type Direct = BTreeMap<(String, String), String>;

/// What a module imports from scripts, of all that it imports.
pub(crate) fn direct(imports: &Imports) -> Direct {
    let of_scripts = imports.iter().filter(|(from, _)| from.starts_with(FOLDER));
    of_scripts.enumerate().map(|(count, import)| (import.clone(), format!("__wbg_own_{count}"))).collect()
}

/// The glue that offers these functions among its own.
///
/// # Errors
/// wasm-bindgen writes the glue otherwise than this file knows it.
pub(crate) fn through_glue(script: &str, direct: &Direct) -> Result<String> {
    const OFFERS: &str = "    const import0 = {\n        __proto__: null,\n";
    if direct.is_empty() {
        return Ok(script.to_owned());
    }
    let mut out = String::with_capacity(script.len());
    for ((path, function), name) in direct {
        out.push_str(&format!("import {{ {function} as {name} }} from \"{path}\";\n"));
    }
    let whole = |line: &&str| {
        let line = line.trim();
        !(line.starts_with("import * as import") && line.contains(FOLDER)
            || line.strip_prefix('"').is_some_and(|line| line.starts_with(FOLDER)))
    };
    for line in script.lines().filter(whole) {
        out.push_str(line);
        out.push('\n');
    }
    let offers: String = direct.values().map(|name| format!("        {name},\n")).collect();
    ensure!(
        out.matches(OFFERS).count() == 1 && !out.contains("import1"),
        "wasm-bindgen's glue has changed: it does not offer imports as snippets.rs knows it"
    );
    Ok(out.replace(OFFERS, &[OFFERS, &offers].concat()))
}

#[cfg(test)]
mod tests {
    use super::{Direct, through_glue};

    const GLUE: &str = "import { find } from './snippets/a-01/js/call.js';
import * as import1 from \"./snippets/a-01/js/call.js\"
import * as import2 from \"./snippets/a-01/js/call.js\"
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg_find_0: function() {
        },
    };
    return {
        __proto__: null,
        \"./page_bg.js\": import0,
        \"./snippets/a-01/js/call.js\": import1,
        \"./snippets/a-01/js/call.js\": import2,
    };
}
";

    fn direct() -> Direct {
        let function = |name: &str| ("./snippets/a-01/js/call.js".to_owned(), name.to_owned());
        [(function("close"), "__wbg_own_0".into()), (function("open"), "__wbg_own_1".into())].into()
    }

    #[test]
    fn scripts_are_no_longer_handed_over_whole() {
        let expected = "import { close as __wbg_own_0 } from \"./snippets/a-01/js/call.js\";
import { open as __wbg_own_1 } from \"./snippets/a-01/js/call.js\";
import { find } from './snippets/a-01/js/call.js';
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg_own_0,
        __wbg_own_1,
        __wbg_find_0: function() {
        },
    };
    return {
        __proto__: null,
        \"./page_bg.js\": import0,
    };
}
";
        assert_eq!(through_glue(GLUE, &direct()).expect("a known glue"), expected);
    }

    #[test]
    fn another_glue_is_refused() {
        for (from, to) in
            [("const import0", "const imports"), ("./snippets/a-01/js/call.js\"\n", "./js/call.js\"\n")]
        {
            assert!(GLUE.contains(from), "{from}");
            assert!(through_glue(&GLUE.replace(from, to), &direct()).is_err(), "{from}");
        }
    }
}
