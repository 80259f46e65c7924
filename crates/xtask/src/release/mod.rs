//! `release`: one archive with everything that a deployment needs and no machine must build, and its digest.
//!
//! ```text
//! deploy.html            a form that makes the site of a deployment; opened by a double click
//! cti                    the command line, for the platform this was built on
//! softphone/             the page, with every block and language and without any flow
//! studio/                the page in which flows are drawn
//! flows/, actions/       those that ship
//! salesforce/            the org side, as the Salesforce CLI deploys it
//! docs/, INSTALL.md, CHANGELOG.md, adapter.json, callcenter.xml
//! LICENSE-*, LICENSES.txt, SHA256SUMS
//! ```
//!
//! The same commit and tools give the same bytes. Another folder of pages is another function in [`contents`].

mod deploy_page;
mod licenses;
mod program;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use deployment::{File, archive};
use sha2::{Digest as _, Sha256};

use crate::build::{self, ADAPTER, OVERLAY, Profile, STUDIO};
use crate::{bundle, paths, setup, site};

/// The version of Switchboard.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Files of the clone that go into the archive as they are: files, or folders with everything in them.
const DOCUMENTS: [&str; 6] =
    ["CHANGELOG.md", "INSTALL.md", "LICENSE-APACHE", "LICENSE-MIT", "callcenter.xml", "docs"];

/// The configuration to begin with.
const CONFIGURATION: &str = "adapter.json";

/// What is deployed to an org; what only tests it stays behind.
const SALESFORCE: [&str; 7] = [
    "salesforce/.forceignore",
    "salesforce/README.md",
    "salesforce/data",
    "salesforce/force-app",
    "salesforce/rest-api",
    "salesforce/scripts",
    "salesforce/sfdx-project.json",
];

/// Writes the archive and its digest into a folder, and says where.
///
/// # Errors
/// A step of the build failed, or a file cannot be written.
pub fn release(out: &Path) -> Result<()> {
    let archive = write(Profile::Release, out)?;
    println!("wrote {}", archive.display());
    Ok(())
}

/// Writes the archive that end-to-end tests unpack; where it is.
///
/// # Errors
/// As [`release`].
pub fn for_tests(profile: Profile) -> Result<PathBuf> {
    write(profile, &paths::target().join("release-for-tests"))
}

/// Builds the page and lays it out, for no deployment; the folder it is in.
///
/// # Errors
/// A step of the build failed.
pub fn softphone(profile: Profile) -> Result<PathBuf> {
    let _lock = build::lock("build")?;
    let toolchain = setup::for_build()?;
    for module in [ADAPTER, OVERLAY] {
        println!("  … {}", module.name);
        let wasm = build::compile(module, profile, toolchain)?;
        build::glue(module, profile, &wasm)?;
    }
    let out = paths::target().join(match profile {
        Profile::Release => "release-site/adapter",
        Profile::Dev => "release-site-dev/adapter",
    });
    site::lay_out_adapter(&out, profile, None)?;
    if profile == Profile::Dev {
        // Bundled as a release is, so that every end-to-end case on it tries that, too.
        bundle::scripts(&out)?;
    }
    Ok(out)
}

/// Builds the studio and lays it out; the folder it is in.
///
/// # Errors
/// A step of the build failed.
pub fn studio(profile: Profile) -> Result<PathBuf> {
    let _lock = build::lock("build")?;
    let toolchain = setup::for_build()?;
    for page in [STUDIO, OVERLAY] {
        println!("  … {}", page.name);
        let wasm = build::compile(page, profile, toolchain)?;
        build::glue(page, profile, &wasm)?;
    }
    let out = paths::target().join(match profile {
        Profile::Release => "release-site/studio",
        Profile::Dev => "release-site-dev/studio",
    });
    site::lay_out_studio(&out, profile)?;
    Ok(out)
}

/// Builds everything and writes `switchboard-<version>.zip`, and beside it its digest; the archive.
fn write(profile: Profile, out: &Path) -> Result<PathBuf> {
    let bytes = pack(contents(profile)?)?;
    std::fs::create_dir_all(out).with_context(|| format!("cannot create {}", out.display()))?;
    let name = format!("switchboard-{VERSION}.zip");
    let digest = format!("{}  {name}\n", hexadecimal(&bytes));
    let file = out.join(&name);
    for (path, bytes) in [(&file, &bytes[..]), (&out.join(format!("{name}.sha256")), digest.as_bytes())] {
        std::fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(file)
}

/// Everything that is in the archive, but its list of digests.
fn contents(profile: Profile) -> Result<Vec<File>> {
    let mut pages = below("softphone", deployment_files::page(&softphone(profile)?)?);
    pages.extend(of_clone(&["flows", "actions"])?);
    let studio = below("studio", deployment_files::page(&studio(profile)?)?);
    let deploy = deploy_page::build(profile, &archive::zip(&pages, &[])?)?;
    let mut files = pages;
    files.extend(studio);
    files.push(File::new("deploy.html", deploy));
    files.push(File::new(program::NAME, program::build(profile)?));
    files.push(File::new("LICENSES.txt", licenses::text()?));
    files.extend(of_clone(&DOCUMENTS)?);
    files.push(File::new(CONFIGURATION, configuration()?));
    files.extend(of_clone(&SALESFORCE)?);
    Ok(files)
}

/// The configuration of the clone, which any org may use, as the one to begin a deployment with: it is refused until it names the org.
fn configuration() -> Result<String> {
    const OPEN: &str = r#""origins": "any""#;
    let path = paths::root().join(CONFIGURATION);
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    ensure!(
        text.contains(OPEN),
        "{} does not say {OPEN} any more: look at what a release ships",
        path.display()
    );
    Ok(text.replace(OPEN, r#""origins": []"#))
}

/// The archive of these files and of a list of their digests, as `sha256sum --check` reads it.
fn pack(mut files: Vec<File>) -> Result<Vec<u8>> {
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let lines = files.iter().map(|file| format!("{}  {}\n", hexadecimal(&file.bytes), file.name));
    let sums: String = lines.collect();
    files.push(File::new("SHA256SUMS", sums));
    Ok(archive::zip(&files, &[program::NAME])?)
}

/// Files of the clone, by their paths from its root.
fn of_clone(names: &[&str]) -> Result<Vec<File>> {
    let mut files = Vec::new();
    for name in names {
        let path = paths::root().join(name);
        if path.is_dir() {
            files.extend(below(name, deployment_files::page(&path)?));
        } else {
            let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            files.push(File::new(*name, bytes));
        }
    }
    // The Salesforce CLI does not deploy them, and nobody else runs them.
    files.retain(|file| !file.name.contains("/__tests__/"));
    Ok(files)
}

fn below(folder: &str, files: Vec<File>) -> Vec<File> {
    files.into_iter().map(|file| File::new(format!("{folder}/{}", file.name), file.bytes)).collect()
}

fn hexadecimal(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    // Shows: issue-10-archive
    #[test]
    fn the_same_files_in_any_order_are_the_same_archive() {
        let mut files = of_clone(&["flows", "adapter.json"]).expect("files of the clone");
        files.push(File::new(program::NAME, vec![7; 100_000]));
        let one = pack(files.clone()).expect("an archive");
        files.reverse();
        assert_eq!(pack(files).expect("an archive"), one);
    }

    // Shows: issue-10-archive
    #[test]
    fn the_list_of_digests_names_every_file_but_itself() {
        let files = vec![File::new("b", "b"), File::new("a", "")];
        let unpacked = archive::unzip(&pack(files).expect("an archive")).expect("files");
        let [sums, _, _] = &unpacked[..] else { panic!("{unpacked:?}") };
        let expected = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\n\
             3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d  b\n";
        assert_eq!(String::from_utf8_lossy(&sums.bytes), expected);
    }

    #[test]
    fn what_ships_is_open_to_no_org() {
        let configuration = configuration().expect("a configuration");
        let problems = deployment::check(&configuration, &[], &[]).expect_err("no org is named");
        assert!(problems.iter().any(|problem| problem.text.contains("salesforce.origins")), "{problems:?}");
    }

    #[test]
    fn what_only_tests_the_org_side_stays_behind() {
        let files = of_clone(&SALESFORCE).expect("the org side");
        assert!(files.iter().any(|file| file.name.ends_with("SwitchboardFlows.cls")));
        for name in ["salesforce/package.json", "node_modules", "__tests__"] {
            assert!(files.iter().all(|file| !file.name.contains(name)), "{name}");
        }
    }
}
