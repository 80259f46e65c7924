//! `LICENSES.txt`: every package that is in the archive, its licence, and the licence's text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use cargo_metadata::{CargoOpt, DependencyKind, Metadata, MetadataCommand, Package, PackageId};
use serde_json::Value;
use spdx::{Expression, ParseMode};

use super::VERSION;
use crate::site::VENDOR;
use crate::wasm_toolchain::TARGET;
use crate::{paths, process};

/// Crates whose packages travel in a page.
const PAGES: [&str; 4] = ["adapter", "overlay", "studio", "deploy-page"];
/// The crate that is a program.
const PROGRAM: &str = "cti";

/// How the files with a licence's text begin, in capitals.
const NAMES: [&str; 6] = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"];

/// One package of somebody else.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    /// Name and version.
    name: String,
    /// Its licence, as SPDX writes it.
    license: String,
    /// The texts it comes with.
    texts: Vec<String>,
}

/// The text of the file.
///
/// # Errors
/// A package has no licence, or cargo or npm have not brought it.
pub(super) fn text() -> Result<String> {
    let mut parts: BTreeSet<Part> = crates(TARGET, &PAGES)?;
    parts.extend(crates(&host()?, &[PROGRAM])?);
    parts.extend(npm()?);
    parts.insert(standard_library()?);
    Ok(write(&parts))
}

fn write(parts: &BTreeSet<Part>) -> String {
    // Many packages come with the same text.
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for text in parts.iter().flat_map(|part| &part.texts) {
        let next = numbers.len() + 1;
        numbers.entry(text).or_insert(next);
    }
    let mut out = format!(
        "Switchboard {VERSION} is licensed under MIT OR Apache-2.0: LICENSE-MIT, LICENSE-APACHE.\n\
         \n\
         It contains {} packages of others, in the pages or in cti, whole or in part. Each line: package, licence, numbers of \
         the texts below.\n\n",
        parts.len()
    );
    for Part { name, license, texts } in parts {
        let numbers: Vec<String> =
            texts.iter().filter_map(|text| numbers.get(text.as_str())).map(usize::to_string).collect();
        let _ = writeln!(out, "{name}: {license} [{}]", numbers.join(", "));
    }
    let mut texts: Vec<(usize, &str)> = numbers.into_iter().map(|(text, number)| (number, text)).collect();
    texts.sort_unstable();
    for (number, text) in texts {
        let _ = write!(out, "\n{}\n[{number}]\n\n{text}\n", "-".repeat(80));
    }
    out
}

/// The packages that these crates are built of, for one platform.
fn crates(platform: &str, roots: &[&str]) -> Result<BTreeSet<Part>> {
    let metadata = metadata(platform)?;
    let resolve = metadata.resolve.as_ref().context("cargo metadata has no graph")?;
    let mut waiting: Vec<&PackageId> = metadata
        .packages
        .iter()
        .filter(|package| package.source.is_none() && roots.contains(&package.name.as_str()))
        .map(|package| &package.id)
        .collect();
    let mut seen: BTreeSet<&PackageId> = waiting.iter().copied().collect();
    while let Some(id) = waiting.pop() {
        for dependency in resolve[id].deps.iter() {
            let is_built_in = dependency.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal);
            if is_built_in && seen.insert(&dependency.pkg) {
                waiting.push(&dependency.pkg);
            }
        }
    }
    seen.into_iter()
        .map(|id| &metadata[id])
        .filter(|package| package.source.is_some())
        .map(of_crate)
        .collect()
}

fn metadata(platform: &str) -> Result<Metadata> {
    let ask = |more: &[&str]| {
        let mut command = MetadataCommand::new();
        command.manifest_path(paths::root().join("Cargo.toml")).features(CargoOpt::SomeFeatures(Vec::new()));
        let options = ["--locked", "--filter-platform", platform];
        command
            .other_options(options.iter().chain(more).map(|&option| option.to_owned()).collect::<Vec<_>>());
        command.exec()
    };
    // A build has fetched what it needs; a clean machine may have to fetch more.
    ask(&["--offline"]).or_else(|_| ask(&[])).context("cargo metadata")
}

fn of_crate(package: &Package) -> Result<Part> {
    let name = format!("{} {}", package.name, package.version);
    let license = package.license.clone().with_context(|| format!("{name} names no licence"))?;
    let folder = package.manifest_path.parent().with_context(|| format!("{name} is nowhere"))?;
    part(name, license, folder.as_std_path())
}

/// The files that are taken from npm, and what npm says they are made of.
fn npm() -> Result<BTreeSet<Part>> {
    let modules = paths::root().join("node_modules");
    let mut waiting: Vec<PathBuf> =
        VENDOR.iter().filter_map(|(file, _)| Some(modules.join(file.split_once('/')?.0))).collect();
    let (mut seen, mut parts) = (BTreeSet::new(), BTreeSet::new());
    while let Some(folder) = waiting.pop() {
        if !seen.insert(folder.clone()) {
            continue;
        }
        let file = folder.join("package.json");
        let text =
            std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let package: Value = serde_json::from_str(&text).with_context(|| file.display().to_string())?;
        let word = |key: &str| package[key].as_str().unwrap_or_default();
        let name = format!("{} {} (npm)", word("name"), word("version"));
        parts.insert(part(name, word("license").to_owned(), &folder)?);
        for (dependency, _) in package["dependencies"].as_object().into_iter().flatten() {
            waiting.push(installed(&folder, dependency)?);
        }
    }
    Ok(parts)
}

/// Where npm has put a dependency: below the package that needs it, or below one of those around it.
fn installed(needed_by: &Path, name: &str) -> Result<PathBuf> {
    let candidates = needed_by.ancestors().map(|folder| folder.join("node_modules").join(name));
    match candidates.into_iter().find(|folder| folder.join("package.json").is_file()) {
        Some(folder) => Ok(folder),
        None => bail!("npm has not installed {name}, which {} needs", needed_by.display()),
    }
}

/// The standard library of Rust is in every module and program.
fn standard_library() -> Result<Part> {
    let license = "MIT OR Apache-2.0".to_owned();
    let texts = of_expression("The standard library of Rust", &license)?;
    Ok(Part { name: "Rust standard library".to_owned(), license, texts })
}

fn part(name: String, license: String, folder: &Path) -> Result<Part> {
    let mut texts = texts(folder)?;
    if texts.is_empty() {
        texts = of_expression(&name, &license)?;
    }
    Ok(Part { name, license, texts })
}

/// The texts that a package comes with, by the names of their files.
fn texts(folder: &Path) -> Result<Vec<String>> {
    let cannot = || format!("cannot read {}", folder.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(cannot)? {
        let path = entry.with_context(cannot)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        if path.is_file() && NAMES.iter().any(|start| name.starts_with(start)) {
            files.push(path);
        }
    }
    files.sort();
    let read = |file: PathBuf| {
        let bytes = std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        Ok(String::from_utf8_lossy(&bytes).replace("\r\n", "\n").trim_end().to_owned())
    };
    files.into_iter().map(read).collect()
}

/// The texts of the licences that a package names and does not come with.
fn of_expression(name: &str, license: &str) -> Result<Vec<String>> {
    let expression = Expression::parse_mode(license, ParseMode::LAX)
        .map_err(|error| anyhow::anyhow!("{name}: {license} is no licence of SPDX: {}", error.reason))?;
    let ids: BTreeSet<_> = expression.requirements().filter_map(|found| found.req.license.id()).collect();
    if ids.is_empty() {
        bail!("{name}: {license} names no licence of SPDX");
    }
    Ok(ids.into_iter().map(|id| id.text().trim_end().to_owned()).collect())
}

/// The platform that programs are built for.
fn host() -> Result<String> {
    let said =
        process::answer(std::process::Command::new("rustc").arg("-vV")).context("rustc does not answer")?;
    let line = said.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(line.context("rustc names no host")?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    // Shows: issue-10-archive
    #[test]
    fn every_package_has_its_licence_and_a_text() {
        let text = text().expect("licences");
        for part in [
            "serde_json 1.",
            "wasm-bindgen 0.2",
            "clap 4.",
            "amazon-connect-streams 2.",
            "libphonenumber-js 1.",
            "Rust standard",
        ] {
            let line = text.lines().find(|line| line.starts_with(part)).expect(part);
            assert!(line.contains(": ") && line.ends_with(']') && !line.contains("[]"), "{line}");
        }
        assert!(text.contains("Permission is hereby granted") && text.contains("Apache License"));
        // What only builds or tests is not in there.
        for part in ["axum ", "playwright-core ", "proptest "] {
            assert!(!text.lines().any(|line| line.starts_with(part)), "{part}");
        }
    }

    #[test]
    fn the_same_text_stands_there_once() {
        let part = |name: &str, text: &str| Part {
            name: name.into(),
            license: "MIT".into(),
            texts: vec![text.to_owned()],
        };
        let text = write(&[part("a 1", "one"), part("b 1", "one"), part("c 1", "two")].into());
        assert!(text.contains("a 1: MIT [1]\nb 1: MIT [1]\nc 1: MIT [2]\n"), "{text}");
        assert_eq!(text.matches("\n[1]\n\none\n").count(), 1);
    }

    #[test]
    fn a_package_without_a_text_gets_that_of_its_licence() {
        assert_eq!(of_expression("a", "MIT OR Apache-2.0").expect("texts").len(), 2);
        assert_eq!(of_expression("a", "MIT/Zlib").expect("the old spelling").len(), 2);
        for wrong in ["", "proprietary"] {
            assert!(of_expression("a", wrong).is_err(), "{wrong}");
        }
    }
}
