//! The groups of tests and how each is run.

use std::env::consts::EXE_SUFFIX;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::cases::{self, Case, Programs};
use super::tally::Tally;
use crate::build::Profile;
use crate::wasm_toolchain::{TARGET, WasmToolchain};
use crate::{conformance, dist, paths, process, release, setup};

/// A group of tests that can be run by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Formatting.
    Format,
    /// Clippy, all warnings counted as errors.
    Lint,
    /// What runs without a browser, the simulator's contract and the invariants included.
    Native,
    /// What runs in headless Chrome through wasm-bindgen's runner.
    Wasm,
    /// Only the simulator against the platforms' contracts.
    SimContract,
    /// Only the comparisons with Node, lodash and libphonenumber-js.
    Differential,
    /// Only the invariants of the architecture.
    Invariants,
    /// The org side: Lightning web components in Jest, Apex by its grammar.
    Lwc,
    /// Whole calls in headless Chrome.
    EndToEnd,
    /// Only the cases on the page that `dist` writes, built for release: minutes, so not among [`Group::ALL`]. The
    /// end-to-end tests run them on a development build.
    Dist,
    /// What is promised, against the results of the others.
    Conformance,
}

/// What this machine runs tests with.
#[derive(Debug, Clone)]
pub struct Machine {
    /// This program. Looked up before any test: a test group may rebuild it, and then it has no name any more.
    pub program: PathBuf,
    /// The one that can build for wasm.
    pub wasm: WasmToolchain,
    /// The one of this clone.
    pub native: WasmToolchain,
}

impl Group {
    /// What a run without words runs: everything, each test once.
    pub const ALL: [Self; 7] =
        [Self::Format, Self::Lint, Self::Native, Self::Wasm, Self::Lwc, Self::EndToEnd, Self::Conformance];

    /// Groups whose cases have names to choose by.
    pub const FILTERABLE: [Self; 4] = [Self::Native, Self::Wasm, Self::Lwc, Self::EndToEnd];

    /// The group of that name, as typed after `cargo xtask test`.
    pub fn named(name: &str) -> Option<Self> {
        let some = [Self::SimContract, Self::Differential, Self::Invariants, Self::Dist];
        Self::ALL.into_iter().chain(some).find(|group| group.word() == name)
    }

    /// What the group is called in the summary.
    pub fn title(self) -> &'static str {
        match self {
            Self::Format => "formatting",
            Self::Lint => "clippy",
            Self::Native => "native tests",
            Self::Wasm => "wasm tests in Chrome",
            Self::SimContract => "simulator contract",
            Self::Differential => "differential tests",
            Self::Invariants => "invariants",
            Self::Lwc => "org side in Jest",
            Self::EndToEnd => "end-to-end tests",
            Self::Dist => "the page as it ships",
            Self::Conformance => "conformance",
        }
    }

    /// The word the group is called by, on the command line and in records.
    pub fn word(self) -> &'static str {
        match self {
            Self::Format => "fmt",
            Self::Lint => "clippy",
            Self::Native => "native",
            Self::Wasm => "wasm",
            Self::SimContract => "sim-contract",
            Self::Differential => "differential",
            Self::Invariants => "invariants",
            Self::Lwc => "lwc",
            Self::EndToEnd => "e2e",
            Self::Dist => "dist",
            Self::Conformance => "conformance",
        }
    }

    /// Runs the group.
    ///
    /// # Errors
    /// Its program could not be started.
    pub fn run(self, machine: &Machine, filters: &[&str]) -> Result<Ran> {
        let native = |arguments: &str| native(machine, arguments, &[], filters);
        let mut cargo = machine.native.cargo();
        match self {
            Self::Format => check(cargo.args(["fmt", "--all", "--check"])),
            Self::Lint => {
                let words = "clippy --workspace --all-targets --quiet -- -D warnings";
                check(cargo.args(words.split(' ')))
            }
            Self::Native => native("--workspace"),
            Self::SimContract => native("-p sim --test contract"),
            Self::Differential => native("-p flow --test differential -p cti --test phones"),
            Self::Invariants => native("-p xtask --test invariants"),
            Self::Wasm => wasm(machine.wasm, filters),
            Self::Lwc => lwc(filters),
            Self::EndToEnd => end_to_end(machine, Profile::Dev, filters),
            Self::Dist => end_to_end(machine, Profile::Release, &["dist-"]),
            Self::Conformance => promised(),
        }
    }
}

/// What came of running a group.
#[derive(Debug, Clone, Default)]
pub struct Ran {
    /// How many cases.
    pub tally: Tally,
    /// Which cases, where they have names.
    pub cases: Vec<Case>,
}

/// Runs native tests: `arguments` are cargo's, `environment` is what the tests see besides.
pub(super) fn native(
    machine: &Machine,
    arguments: &str,
    environment: &[(&str, String)],
    filters: &[&str],
) -> Result<Ran> {
    let cargo = || {
        let mut cargo = machine.native.cargo();
        cargo.arg("test").args(arguments.split(' ')).arg("--no-fail-fast");
        cargo.envs(environment.iter().map(|(name, value)| (name, value)));
        cargo
    };
    cargo_test(cargo, filters)
}

fn wasm(toolchain: WasmToolchain, filters: &[&str]) -> Result<Ran> {
    let packages = in_browser()?;
    let cargo = || {
        let mut cargo = toolchain.cargo();
        cargo.args(["test", "--no-fail-fast", "--lib", "--tests", "--target", TARGET, "--target-dir"]);
        cargo.arg(paths::wasm_target());
        for package in &packages {
            cargo.args(["-p", package]);
        }
        cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", setup::tool("wasm-bindgen-test-runner"));
        // Each crate says in its code that its tests want a browser; this makes one that forgets fail.
        cargo.env("WASM_BINDGEN_TEST_ONLY_WEB", "1");
        if let Some(driver) = setup::chromedriver() {
            cargo.env("CHROMEDRIVER", driver);
        }
        cargo
    };
    // The browser's runner takes one word at a time.
    let mut all = Ran::default();
    for word in filters.chunks(1).chain(filters.is_empty().then_some(&[][..])) {
        let ran = cargo_test(cargo, word)?;
        all.tally += ran.tally;
        all.cases.extend(ran.cases);
    }
    Ok(all)
}

/// Crates with tests that need a browser: those that declare the test framework for it.
fn in_browser() -> Result<Vec<String>> {
    let folder = paths::root().join("crates");
    let entries = std::fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut packages = Vec::new();
    for entry in entries.flatten() {
        let manifest = std::fs::read_to_string(entry.path().join("Cargo.toml")).unwrap_or_default();
        if manifest.contains("\nwasm-bindgen-test") {
            packages.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    packages.sort();
    Ok(packages)
}

fn lwc(filters: &[&str]) -> Result<Ran> {
    let mut node = Command::new("node");
    node.current_dir(paths::salesforce()).arg("node_modules/@salesforce/sfdx-lwc-jest/bin/sfdx-lwc-jest");
    if !filters.is_empty() {
        node.args(["--", "--testNamePattern", &filters.join("|")]);
    }
    count(&mut node, &Programs::new())
}

fn end_to_end(machine: &Machine, dist: Profile, filters: &[&str]) -> Result<Ran> {
    // Some cases compare the page with the command line.
    process::run(machine.native.cargo().args(["build", "--quiet", "--package", "cti"]))?;
    let mut node = Command::new("node");
    node.current_dir(paths::root()).arg("tests/e2e/run.mjs").args(filters);
    node.env("SWITCHBOARD_XTASK", &machine.program);
    node.env("SWITCHBOARD_CTI", paths::target().join("debug").join(format!("cti{EXE_SUFFIX}")));
    node.env("SWITCHBOARD_DIST", dist::for_tests(dist)?);
    // Cases with this in their names unpack an archive, which takes longer to make than the others to run.
    if filters.is_empty()
        || filters.iter().any(|filter| "dist-deploy-".contains(filter) || filter.contains("dist-deploy"))
    {
        node.env("SWITCHBOARD_RELEASE", release::for_tests(dist)?);
    }
    if let Some(chrome) = setup::chrome() {
        node.env("SWITCHBOARD_CHROME", chrome);
    }
    count(&mut node, &Programs::new())
}

/// Every row of `tests/conformance` against the last results.
fn promised() -> Result<Ran> {
    let (cases, complaints) = conformance::cases()?;
    for complaint in complaints {
        println!("{complaint}");
    }
    let failed = cases.iter().filter(|case| !case.passed).count();
    Ok(Ran { tally: Tally { passed: cases.len() - failed, failed }, cases })
}

/// One check that passes or fails as a whole.
fn check(command: &mut Command) -> Result<Ran> {
    let text = process::line(command);
    let status = command.status().with_context(|| format!("cannot start `{text}`"))?;
    Ok(Ran { tally: Tally::of_run("", status.success()).or_one(), cases: Vec::new() })
}

/// Compiles tests with cargo, then runs them: so it is known which program a case belongs to.
fn cargo_test(cargo: impl Fn() -> Command, filters: &[&str]) -> Result<Ran> {
    let mut compile = cargo();
    compile.args(["--no-run", "--message-format=json-render-diagnostics"]);
    let text = process::line(&compile);
    let output = compile.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let output = output.with_context(|| format!("cannot start `{text}`"))?;
    if !output.status.success() {
        return Ok(Ran { tally: Tally::of_run("", false), cases: Vec::new() });
    }
    let programs = cases::programs(&String::from_utf8_lossy(&output.stdout));
    count(cargo().arg("--").args(filters), &programs)
}

/// Runs a test runner. What it prints is read for cases, and shown, without the cases that passed, if any failed.
fn count(command: &mut Command, programs: &Programs) -> Result<Ran> {
    let text = process::line(command);
    let cannot = || format!("cannot start `{text}`");
    // One pipe for both: cargo says on the one which program it runs, and the program names its cases on the other.
    let (reader, writer) = std::io::pipe().with_context(cannot)?;
    command.stdin(Stdio::null()).stdout(writer.try_clone().with_context(cannot)?).stderr(writer);
    command.env("CARGO_TERM_COLOR", "never");
    let mut child = command.spawn().with_context(cannot)?;
    // The command still holds its ends of the pipe, and reading would never end.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut told = String::new();
    for line in BufReader::new(reader).split(b'\n') {
        let line = line.with_context(|| format!("cannot read what `{text}` says"))?;
        let line = String::from_utf8_lossy(&line);
        if line.trim_start().starts_with("Running ") && line.ends_with(')') {
            eprintln!("{line}");
        }
        told.push_str(&line);
        told.push('\n');
    }
    let status = child.wait().with_context(cannot)?;
    let tally = Tally::of_run(&told, status.success());
    if tally.failed > 0 {
        println!("{}", cases::without_passed(&told));
    }
    Ok(Ran { tally, cases: cases::read(&told, programs) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bindings_are_tried_in_a_browser() {
        let packages = in_browser().expect("crates");
        for package in ["opencti", "streams", "toolkits"] {
            assert!(packages.iter().any(|known| known == package), "{packages:?}");
        }
        assert!(!packages.iter().any(|package| package == "desk"));
    }
}
