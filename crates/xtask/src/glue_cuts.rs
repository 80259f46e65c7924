//! What wasm-bindgen's glue has for pages other than ours, taken out: ways to start that nobody takes, browsers that cannot run
//! the page's own syntax. What esbuild drops by itself, because nothing refers to it, is not here.

use anyhow::{Context, Result, ensure};

/// A part of the glue, and what stands there instead.
struct Cut {
    /// A glue with this word in it has the part.
    word: &'static str,
    begin: &'static str,
    /// The first such text after `begin`; it goes, too.
    end: &'static str,
    instead: &'static str,
}

/// Parts that are there once, or not at all.
const CUTS: [Cut; 4] = [
    // The page hands over what `www/adapter/module.js` has compiled, once.
    Cut {
        word: "initSync",
        begin: "function initSync(module) {\n",
        end: "\n}\n",
        instead: "function initSync({ module }) {
    wasmModule = module;
    wasm = new WebAssembly.Instance(module, __wbg_get_imports()).exports;
    wasm.__wbindgen_start();
}
",
    },
    // Every browser that reads a top-level `await` has it.
    Cut {
        word: "CLOSURE_DTORS",
        begin: "const CLOSURE_DTORS = (typeof FinalizationRegistry === 'undefined')",
        end: ": new ",
        instead: "const CLOSURE_DTORS = new ",
    },
    // A memory that has grown has another buffer.
    Cut {
        word: "cachedDataViewMemory0 === null",
        begin: "cachedDataViewMemory0 === null ||",
        end: "cachedDataViewMemory0.buffer !== wasm.memory.buffer)",
        instead: "cachedDataViewMemory0?.buffer !== wasm.memory.buffer",
    },
    // All our modules export `realloc`.
    Cut {
        word: "passStringToWasm0",
        begin: "    if (realloc === undefined) {\n",
        end: "\n    }\n",
        instead: "",
    },
];

/// What a panel's glue says when something calls an instance that fell: here it hears nothing, and says nothing of the next.
const STALE: &str = "throw new Error('Cannot invoke closure from previous WASM instance');";
/// Asks before each call whether Rust wants another instance. Ours never does.
const GUARD: &str = "    __wbg_call_guard();\n";

/// What js-sys looks for until it has found one. In a page all are the same, as far as they are there.
const GLOBAL: [&str; 4] = ["globalThis", "global", "self", "window"];

/// The glue without the parts.
///
/// # Errors
/// wasm-bindgen writes a part otherwise than this file knows it.
pub(crate) fn cut(script: &str) -> Result<String> {
    ensure!(
        !script.contains("initSync") || script.contains("wasm.__wbindgen_start();"),
        "the glue starts modules otherwise"
    );
    let mut script = script.to_owned();
    for Cut { word, begin, end, instead } in CUTS {
        if !script.contains(word) {
            continue;
        }
        let changed = || format!("wasm-bindgen's glue has changed: “{begin}” is not there; see glue_cuts.rs");
        let (before, part) = script.split_once(begin).with_context(changed)?;
        let (_, after) = part.split_once(end).with_context(changed)?;
        script = [before, instead, after].concat();
    }
    ensure!(
        !script.contains("wasm.__wbindgen_malloc)"),
        "the glue hands over texts without realloc; see glue_cuts.rs"
    );
    if script.contains("__wbg_instance_id") {
        for part in [STALE, GUARD] {
            ensure!(script.contains(part), "wasm-bindgen's glue has changed: “{part}” is not there");
        }
    }
    for name in GLOBAL {
        script = script.replace(&format!("typeof {name} === 'undefined' ? undefined : {name}"), "globalThis");
    }
    Ok(script.replace(STALE, "return;").replace(GUARD, ""))
}

#[cfg(test)]
mod tests {
    use super::cut;

    const GLUE: &str = "function makeClosure(arg0) {
    if (state.instance !== __wbg_instance_id) {
        throw new Error('Cannot invoke closure from previous WASM instance');
    }
}
export function hear(message) {
    __wbg_call_guard();
    wasm.hear(passStringToWasm0(message, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc));
}
const CLOSURE_DTORS = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(state => {});
function passStringToWasm0(arg, malloc, realloc) {
    if (realloc === undefined) {
        return ptr;
    }
    let len = arg.length;
}
function getDataViewMemory0() {
    if (cachedDataViewMemory0 === null || cachedDataViewMemory0.buffer.detached === true || \
(cachedDataViewMemory0.buffer.detached === undefined && cachedDataViewMemory0.buffer !== wasm.memory.buffer)) {
    }
}
const ret = typeof self === 'undefined' ? undefined : self;
function __wbg_finalize_init(instance, module) {
    wasm.__wbindgen_start();
}
function initSync(module) {
    if (wasm !== undefined) return wasm;
    return __wbg_finalize_init(instance, module);
}
let after;
";

    #[test]
    fn what_our_page_never_reaches_goes() {
        let expected = "function makeClosure(arg0) {
    if (state.instance !== __wbg_instance_id) {
        return;
    }
}
export function hear(message) {
    wasm.hear(passStringToWasm0(message, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc));
}
const CLOSURE_DTORS = new FinalizationRegistry(state => {});
function passStringToWasm0(arg, malloc, realloc) {
    let len = arg.length;
}
function getDataViewMemory0() {
    if (cachedDataViewMemory0?.buffer !== wasm.memory.buffer) {
    }
}
const ret = globalThis;
function __wbg_finalize_init(instance, module) {
    wasm.__wbindgen_start();
}
function initSync({ module }) {
    wasmModule = module;
    wasm = new WebAssembly.Instance(module, __wbg_get_imports()).exports;
    wasm.__wbindgen_start();
}
let after;
";
        assert_eq!(cut(GLUE).expect("a known glue"), expected);
    }

    #[track_caller]
    fn check_refused(from: &str, to: &str) {
        assert!(GLUE.contains(from), "{from}");
        assert!(cut(&GLUE.replace(from, to)).is_err(), "{from}");
    }

    #[test]
    fn another_glue_is_refused() {
        check_refused("function initSync(module)", "function initSync(module, memory)");
        check_refused("=== 'undefined')", "== 'undefined')");
        check_refused("buffer !== wasm.memory.buffer", "buffer === wasm.memory.buffer");
        check_refused("__wbindgen_start", "__wbindgen_begin");
        check_refused("realloc === undefined", "!realloc");
        check_refused(", wasm.__wbindgen_realloc", "");
        check_refused("previous WASM", "former WASM");
        check_refused("    __wbg_call_guard();\n", "");
    }

    #[test]
    fn a_glue_without_the_parts_stays() {
        assert_eq!(
            cut("export function start() {}\n").expect("nothing to do"),
            "export function start() {}\n"
        );
    }
}
