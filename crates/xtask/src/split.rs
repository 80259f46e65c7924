//! The same module again, taken apart so that brotli finds more in it: instructions, local variables, constants, calls and
//! offsets each in a row of their own. `www/adapter/module.js` puts it together before the browser compiles it, and is asked
//! to do so here, each time: what ships is what comes out.
//!
//! In a module's code an instruction is followed by its operands, so brotli sees each kind of number only between others.
//! Apart from each other the kinds are far more regular: it is a seventh less to send. (The first compressed formats for
//! WebAssembly were proposed on the same observation.)
//!
//! The file stays a module, of a single custom section, so that servers and tools know what it is:
//!
//! ```text
//! section "split":  size of the module · size of its code section · number of functions · number of streams
//!                   (key, length) of each stream · the streams
//! ```
//!
//! Numbers are unsigned LEB128, as everywhere in WebAssembly.

mod alphabet;
mod instructions;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use crate::paths;
use instructions::Reader;

/// Name of the custom section.
const SECTION: &str = "split";
/// What every module begins with: the magic number and the version.
const HEAD: [u8; 8] = *b"\0asm\x01\0\0\0";
/// Id of the code section.
const CODE: u8 = 10;

/// What a stream holds. The numbers are those of `www/adapter/module.js`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stream {
    Instructions = 0,
    Locals = 1,
    Variables = 2,
    BlockTypes = 3,
    Branches = 4,
    BranchTables = 5,
    Calls = 6,
    IndirectCalls = 7,
    Globals = 8,
    Loads = 9,
    Stores = 10,
    LongConstants = 11,
    Floats = 12,
    Addresses = 13,
    AddressHighs = 14,
    Before = 15,
    After = 16,
    Alphabet = 17,
}

/// Constants are beside each other by the instruction that follows them: its code is added to this.
const CONSTANTS: u16 = 18;

/// The rows of a module.
#[derive(Debug, Default)]
pub(crate) struct Streams {
    rows: BTreeMap<u16, Vec<u8>>,
    /// The last address of static data: each is told by how far it is from the one before.
    address: u16,
}

impl Streams {
    fn put(&mut self, stream: Stream, bytes: &[u8]) {
        self.row(stream as u16).extend_from_slice(bytes);
    }

    fn row(&mut self, key: u16) -> &mut Vec<u8> {
        self.rows.entry(key).or_default()
    }
}

/// Takes a module apart.
///
/// # Errors
/// It is none, or has an instruction that `split/instructions.rs` does not know; or Node, which has to prove that it comes
/// together again, is missing.
pub(crate) fn split(wasm: &[u8]) -> Result<Vec<u8>> {
    let parts = take_apart(wasm)?;
    let together = put_together(&parts)?;
    ensure!(
        together == wasm,
        "www/adapter/module.js does not make the same module again of what crates/xtask/src/split.rs wrote"
    );
    Ok(as_module(&parts))
}

fn take_apart(wasm: &[u8]) -> Result<Vec<u8>> {
    ensure!(wasm.starts_with(&HEAD), "not a wasm module");
    let mut streams = Streams::default();
    let mut reader = Reader::new(&wasm[HEAD.len()..]);
    let (mut code, mut functions) = (0, 0);
    streams.put(Stream::Before, &HEAD);
    while !reader.is_empty() {
        let (section, id) = (reader.rest(), reader.byte()?);
        let length = reader.number()? as usize;
        let content = reader.bytes(length)?;
        if id == CODE {
            code = length;
            let mut bodies = Reader::new(content);
            functions = bodies.number()?;
            for function in 0..functions {
                let size = bodies.number()? as usize;
                let body = bodies.bytes(size)?;
                instructions::take_apart(body, &mut streams)
                    .with_context(|| format!("function {function}"))?;
            }
        } else {
            let whole = &section[..section.len() - reader.rest().len()];
            streams.put(if code == 0 { Stream::Before } else { Stream::After }, whole);
        }
    }
    let (row, alphabet) = alphabet::spell(streams.row(Stream::Instructions as u16));
    *streams.row(Stream::Instructions as u16) = row;
    streams.put(Stream::Alphabet, &alphabet);
    let mut parts = Vec::new();
    for number in [wasm.len(), code, functions as usize, streams.rows.len()] {
        write_number(&mut parts, number);
    }
    for (key, row) in &streams.rows {
        write_number(&mut parts, usize::from(*key));
        write_number(&mut parts, row.len());
    }
    parts.extend(streams.rows.values().flatten());
    Ok(parts)
}

/// The module of one custom section.
fn as_module(parts: &[u8]) -> Vec<u8> {
    let mut content = Vec::new();
    write_number(&mut content, SECTION.len());
    content.extend_from_slice(SECTION.as_bytes());
    content.extend_from_slice(parts);
    let mut module = HEAD.to_vec();
    module.push(0);
    write_number(&mut module, content.len());
    module.extend(content);
    module
}

/// What the page makes of it.
fn put_together(parts: &[u8]) -> Result<Vec<u8>> {
    let script = paths::root().join("www/adapter/module.js");
    let program = "
        const { join } = await import(require('node:url').pathToFileURL(process.argv[1]));
        process.stdout.write(join(new Uint8Array(require('node:fs').readFileSync(0))));";
    let program = format!("(async () => {{ {program} }})()");
    let mut node = Command::new("node")
        // Node warns that it guesses the kind of a script outside a package.
        .args(["--no-warnings", "--eval", &program])
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("Node is needed to prove that the module comes together again: install it (nodejs.org)")?;
    let mut input = node.stdin.take().context("no way in to Node")?;
    let output = std::thread::scope(|scope| {
        scope.spawn(move || input.write_all(parts));
        node.wait_with_output()
    })
    .context("Node")?;
    if !output.status.success() {
        bail!("www/adapter/module.js failed on the module: see above");
    }
    Ok(output.stdout)
}

fn write_number(into: &mut Vec<u8>, mut number: usize) {
    while number > 127 {
        into.push((number & 127) as u8 | 128);
        number >>= 7;
    }
    into.push(number as u8);
}

#[cfg(test)]
mod tests;
