//! `cti deploy`

use std::path::{Path, PathBuf};

use deployment_files::Named;

use crate::Verdict;
use crate::error::Problem;
use crate::output::say;

/// Writes the site of a deployment out of a release. `release` is the folder of an unpacked archive.
pub(crate) fn deploy(
    release: &Path,
    config: Option<&Path>,
    flows: Vec<PathBuf>,
    actions: Vec<PathBuf>,
    out: &Path,
) -> Result<Verdict, Problem> {
    let config = config.ok_or(Problem::NoConfig)?;
    let pages = release.join("softphone");
    if !pages.is_dir() {
        return Err(Problem::NoRelease { path: release.to_owned() });
    }
    let deployment = match deployment_files::read(config, &Named { flows, actions }, release) {
        Ok(deployment) => deployment,
        Err(error) => {
            say(format!("error: {error}"));
            return Ok(Verdict::NotWell);
        }
    };
    for finding in deployment.findings() {
        say(format!("warning: {finding}"));
    }
    let page = deployment_files::page(&pages)?;
    let files = deployment_files::write(&deployment, &page, out)?;
    let (flows, actions) = (deployment.flows().len(), deployment.actions().len());
    say(format!("wrote {}: {files} files, {flows} flows, {actions} actions", out.display()));
    Ok(Verdict::Well)
}
