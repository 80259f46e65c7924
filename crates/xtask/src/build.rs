//! `build`: wasm of the pages, JavaScript glue, and the site they are served from.

use std::fs::File;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime};

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::{Bindgen, EncodeInto};

use crate::wasm_toolchain::{TARGET, WasmToolchain};
use crate::{paths, process, setup, shrink, site};

/// How much work the compiler puts into the wasm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quick to build.
    Dev,
    /// Optimized: what ships.
    Release,
}

impl Profile {
    /// Cargo's name of the folder.
    fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "release",
        }
    }
}

/// A crate that becomes a page's wasm module.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// Name of the crate, of its module and of its folder in the site.
    pub name: &'static str,
}

impl Page {
    /// Whether it is in a release, or stands for what is: then its release goes through `wasm-opt`.
    fn ships(self) -> bool {
        self.name != WORKBENCH.name
    }

    /// What its files are called.
    fn module(self) -> String {
        self.name.replace('-', "_")
    }
}

/// The softphone core.
pub const ADAPTER: Page = Page { name: "adapter" };
/// The agent's panel, which the softphone page loads once the phone is ready.
pub const OVERLAY: Page = Page { name: "overlay" };
/// The page with which an administrator makes a deployment: in one file with its module, so its glue is no module of JavaScript's.
pub const DEPLOY_PAGE: Page = Page { name: "deploy-page" };
/// The flow engine alone, to be measured: made by the same steps as what travels.
pub const BENCH_ENGINE: Page = Page { name: "bench-engine" };
/// The studio, in which admins draw flows.
pub const STUDIO: Page = Page { name: "studio" };
/// The simulated Lightning console.
pub const WORKBENCH: Page = Page { name: "workbench" };

/// Builds everything `target/site` holds and lays it out.
///
/// # Errors
/// Something is missing that `setup` installs, or a step failed.
pub fn site(profile: Profile) -> Result<()> {
    let began = Instant::now();
    let _lock = lock("build")?;
    let toolchain = setup::for_build()?;
    // A page that does not compile must not keep the other from being looked at: lay out what there is, then fail.
    let mut failures = Vec::new();
    for page in [ADAPTER, OVERLAY, STUDIO, WORKBENCH] {
        let built = compile(page, profile, toolchain).and_then(|wasm| glue(page, profile, &wasm));
        failures.extend(built.err().map(|error| format!("{}: {error:#}", page.name)));
    }
    site::lay_out(profile)?;
    if !failures.is_empty() {
        bail!("{}", failures.join("\n"));
    }
    println!("built {} in {:.1} s", paths::site().display(), began.elapsed().as_secs_f32());
    Ok(())
}

/// Only one of us does this at a time: `serve` may be rebuilding while a person runs a test. Held until dropped.
///
/// # Errors
/// The lock file cannot be made.
pub fn lock(what: &str) -> Result<File> {
    let path = paths::target().join(format!("{what}.lock"));
    std::fs::create_dir_all(paths::target()).context("cannot create the target folder")?;
    let file = File::create(&path).with_context(|| format!("cannot create {}", path.display()))?;
    if file.try_lock().is_err() {
        println!("waiting for another {what}");
        file.lock().with_context(|| format!("cannot lock {}", path.display()))?;
    }
    Ok(file)
}

/// Compiles one page's crate to wasm. Each crate apart, so that no page pays for features that another asks for.
///
/// # Errors
/// The compiler found errors (it has printed them).
pub fn compile(page: Page, profile: Profile, toolchain: WasmToolchain) -> Result<PathBuf> {
    let target = paths::wasm_target();
    let mut cargo = toolchain.cargo();
    cargo.args(["build", "--quiet", "--lib", "--package", page.name, "--target", TARGET, "--target-dir"]);
    cargo.arg(&target);
    if profile == Profile::Release {
        cargo.arg("--release").args(without_machine_paths());
    }
    process::run(&mut cargo)?;
    let file = format!("{}.wasm", page.module());
    Ok(target.join(TARGET).join(profile.folder()).join(file))
}

/// Options of cargo that keep the folders of this machine out of what is built: another clone of the same commit gives the same bytes.
pub fn without_machine_paths() -> Vec<String> {
    let cargo_home = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| {
        let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"))?;
        Some(PathBuf::from(home).join(".cargo"))
    });
    let root = Some((paths::root().to_owned(), "switchboard"));
    let folders = root.into_iter().chain(cargo_home.map(|folder| (folder, "cargo")));
    let flags: Vec<String> =
        folders.map(|(folder, name)| format!("--remap-path-prefix={}={name}", folder.display())).collect();
    // As TOML, in which JSON's texts are texts.
    vec!["--config".to_owned(), format!("build.rustflags={}", serde_json::json!(flags))]
}

/// Where a page's glue and its bound wasm go before they are laid out.
pub fn glue_dir(page: Page, profile: Profile) -> PathBuf {
    paths::target().join("pkg").join(profile.folder()).join(page.name)
}

/// The steps from a compiled module to what is laid out: where one has changed, its work is done again.
const STEPS: [&str; 2] = [include_str!("build.rs"), include_str!("shrink.rs")];

/// Writes `<module>.js`, `<module>_bg.wasm` and `snippets/` for a compiled module, unless they are newer than it and made by the
/// same steps.
///
/// # Errors
/// wasm-bindgen or wasm-opt refused the module.
pub fn glue(page: Page, profile: Profile, wasm: &Path) -> Result<()> {
    let (out, name) = (glue_dir(page, profile), page.module());
    let bound = out.join(format!("{name}_bg.wasm"));
    let mark = out.with_extension("steps");
    let mut hasher = DefaultHasher::new();
    STEPS.hash(&mut hasher);
    let steps = format!("{:016x}", hasher.finish());
    let is_marked = std::fs::read_to_string(&mark).is_ok_and(|done| done == steps);
    if is_marked && modified(&bound).is_some_and(|done| modified(wasm).is_some_and(|source| source <= done)) {
        return Ok(());
    }
    if out.exists() {
        std::fs::remove_dir_all(&out).with_context(|| format!("cannot empty {}", out.display()))?;
    }
    // Made aside and put in place when complete: a half-done folder would look finished the next time.
    let aside = out.with_extension("new");
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name(&name).typescript(false).encode_into(EncodeInto::Always);
    // The page says where its modules are: bundled scripts have another address than the glue. A panel that fell gets a new instance.
    bindgen.omit_default_module_path(page.ships()).reset_state_function(page.name == OVERLAY.name);
    if page.name == DEPLOY_PAGE.name {
        bindgen.no_modules(true).context("wasm-bindgen: target no-modules")?;
    } else {
        bindgen.web(true).context("wasm-bindgen: target web")?;
    }
    bindgen.generate(&aside).with_context(|| format!("wasm-bindgen refused {}", wasm.display()))?;
    if profile == Profile::Release && page.ships() {
        shrink::optimize(&aside.join(format!("{name}_bg.wasm")))?;
    }
    std::fs::rename(&aside, &out).with_context(|| format!("cannot move {} into place", out.display()))?;
    std::fs::write(&mark, steps).with_context(|| format!("cannot write {}", mark.display()))
}

fn modified(file: &Path) -> Option<SystemTime> {
    file.metadata().and_then(|meta| meta.modified()).ok()
}
