//! `fuzz`: random inputs for whatever reads what comes from outside, led by what they reach in the code (libFuzzer).

mod sum;

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::{paths, process, setup, site};
pub(crate) use sum::Sum;

/// The targets, a file each in `fuzz/fuzz_targets`.
const TARGETS: [&str; 10] = [
    "document",
    "program",
    "reference",
    "scenario",
    "action",
    "message",
    "desk",
    "kept",
    "callcenter",
    "import",
];

/// An input that takes longer than this many seconds counts as one that hangs.
const HANGS_AFTER: u32 = 20;

/// Fuzzes the named target, or each of them, for `seconds`, and sums up what came of it. Says whether nothing was found.
///
/// # Errors
/// There is no such target, or the fuzzer cannot be set up.
pub fn fuzz(target: Option<&str>, seconds: u32) -> Result<bool> {
    let sums = sums(target, seconds)?;
    println!();
    for (name, sum) in &sums {
        println!("{name:<10} {sum}");
    }
    Ok(sums.iter().all(|(_, sum)| sum.passed))
}

/// What came of each target.
///
/// Without sanitizers: the crates under test hold no unsafe code, and Debian's compiler brings none. An input that
/// fails stays in `target/fuzz/artifacts`; the other targets are tried all the same.
///
/// # Errors
/// There is no such target, or the fuzzer cannot be set up.
pub(crate) fn sums(target: Option<&str>, seconds: u32) -> Result<Vec<(&str, Sum)>> {
    let targets: Vec<&str> = match target {
        None => TARGETS.to_vec(),
        Some(name) if TARGETS.contains(&name) => vec![name],
        Some(name) => bail!("no fuzz target {name}; there are: {}", TARGETS.join(", ")),
    };
    let cargo_fuzz = setup::cargo_fuzz()?;
    let (_, native) = setup::everything()?;
    let folder = paths::target().join("fuzz");
    let mut sums = Vec::new();
    for name in &targets {
        println!("{name}, {seconds} s …");
        let corpus = folder.join("corpus").join(name);
        let artifacts = folder.join("artifacts").join(name);
        for made in [&corpus, &artifacts] {
            std::fs::create_dir_all(made).with_context(|| format!("cannot create {}", made.display()))?;
        }
        sow(name, &corpus)?;
        let mut command = Command::new(&cargo_fuzz);
        native.apply(&mut command);
        // cargo-fuzz wants flags of the nightly compiler; any compiler has them once it is told so.
        command.current_dir(paths::root()).env("RUSTC_BOOTSTRAP", "1");
        command.args(["run", "--sanitizer", "none", "--target-dir"]).arg(folder.join("build"));
        command.arg(name).arg(&corpus).arg("--");
        command.arg(format!("-max_total_time={}", seconds.max(1)));
        command.arg(format!("-timeout={HANGS_AFTER}"));
        command.arg(format!("-artifact_prefix={}/", artifacts.display()));
        command.args(["-max_len=16384", "-print_final_stats=1", "-verbosity=0"]);
        sums.push((*name, run(&mut command)?));
    }
    Ok(sums)
}

/// Runs the fuzzer; what it says is shown as it comes, and summed up.
fn run(command: &mut Command) -> Result<Sum> {
    let text = process::line(command);
    let cannot = || format!("cannot start `{text}`");
    let mut child = command.stderr(Stdio::piped()).spawn().with_context(cannot)?;
    let mut told = String::new();
    for line in child.stderr.take().into_iter().flat_map(|said| BufReader::new(said).split(b'\n')) {
        let line = line.with_context(|| format!("cannot read what `{text}` says"))?;
        let line = String::from_utf8_lossy(&line);
        eprintln!("{line}");
        told.push_str(&line);
        told.push('\n');
    }
    Ok(Sum::read(&told, child.wait().with_context(cannot)?.success()))
}

/// Puts the project's own files into a corpus, in the form the target reads, and what stands ready for it in `fuzz/seeds`.
fn sow(target: &str, corpus: &Path) -> Result<()> {
    let from = match target {
        "action" => "actions".to_owned(),
        "callcenter" => "tests/callcenter/cases".to_owned(),
        target => format!("fuzz/seeds/{target}"),
    };
    let from = paths::root().join(from);
    for file in site::files_below(&from)? {
        let name = file.file_name().unwrap_or_default();
        std::fs::copy(&file, corpus.join(name)).with_context(|| format!("cannot copy {}", file.display()))?;
    }
    for folder in ["flows", "tests/flows"] {
        for file in json_files(&paths::root().join(folder))? {
            let text = read(&file)?;
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let scenario = name.ends_with(".scenario.json");
            let seeds = match target {
                "document" | "program" | "import" if !scenario => vec![text],
                "scenario" if scenario => {
                    let flow = file.with_file_name(name.replace(".scenario.json", ".json"));
                    let flow = if flow.exists() { read(&flow)? } else { continue };
                    vec![format!("{flow}\n---\n{text}")]
                }
                "reference" if !scenario => references(&text).map(|path| format!("{path}\n{text}")).collect(),
                _ => continue,
            };
            for (number, seed) in seeds.iter().enumerate() {
                let seed_file = corpus.join(format!("{name}-{number}"));
                std::fs::write(&seed_file, seed)
                    .with_context(|| format!("cannot write {}", seed_file.display()))?;
            }
        }
    }
    Ok(())
}

/// The paths of the references in a flow.
fn references(flow: &str) -> impl Iterator<Item = &str> {
    flow.split("\"$.").skip(1).filter_map(|rest| rest.split('"').next())
}

fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

fn json_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "json"));
    files.sort();
    Ok(files)
}
