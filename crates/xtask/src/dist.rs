//! `dist`: the page of a release, and at once the site of one deployment of it, as `cti deploy` makes it out of an archive.
//!
//! ```text
//! OUT/dist.json           what is in here; says that the folder is ours
//! OUT/site/index.html     never kept by browsers
//! OUT/site/standby.html   what Salesforce shows when the page does not start in time; as well
//! OUT/site/v-HASH/…       everything else; kept for ever, because another content has another name
//! OUT/site/_headers       headers for hosts that read such a file
//! OUT/nginx.conf          the same for nginx
//! OUT/cloudfront-*.json   the same for CloudFront, as response headers policies
//! ```

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Result;
use deployment::Deployment;
use deployment_files::Named;

use crate::build::Profile;
use crate::{own_deployment, paths, release};

/// Builds the page with a configuration, and with the flows and actions that were named beside it, and writes it, and the headers,
/// to a folder. Says what it does.
///
/// # Errors
/// The configuration is missing or wrong, the folder holds something else, or a step of the build failed.
pub fn dist(config: &Path, named: &Named, out: &Path) -> Result<()> {
    let deployment = step("reading the configuration, the flows and the actions", || {
        own_deployment::read_with(config, named)
    })?;
    deployment_files::check_folder(out)?;
    let page = step("building the page of a release: minutes the first time", || {
        release::softphone(Profile::Release)
    })?;
    for finding in deployment.findings() {
        println!("warning: {finding}");
    }
    let written = step("writing the files and their headers", || write_all(&deployment, &page, out))?;
    println!(
        "wrote {}: {} files, {} flows, {} actions",
        out.display(),
        written,
        deployment.flows().len(),
        deployment.actions().len()
    );
    Ok(())
}

/// Writes the deployment of this clone; the folder of its pages.
///
/// # Errors
/// As [`dist`].
pub fn of_this_clone() -> Result<PathBuf> {
    let out = paths::target().join("dist-of-this-clone");
    dist(&paths::root().join("adapter.json"), &Named::default(), &out)?;
    Ok(out.join("site"))
}

/// Lays out the deployment that end-to-end tests serve; the folder it is in. A development build is taken as `build` has
/// made it.
///
/// # Errors
/// As [`dist`].
pub fn for_tests(profile: Profile) -> Result<PathBuf> {
    let out = paths::target().join("dist-for-tests");
    let config = paths::root().join("tests/e2e/deployment.json");
    if profile == Profile::Release {
        dist(&config, &Named::default(), &out)?;
        return Ok(out);
    }
    let deployment = own_deployment::read(&config)?;
    deployment_files::check_folder(&out)?;
    write_all(&deployment, &release::softphone(profile)?, &out)?;
    Ok(out)
}

fn step<T>(what: &str, act: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("{what} …");
    let began = Instant::now();
    let value = act()?;
    println!("  done ({:.1} s)", began.elapsed().as_secs_f32());
    Ok(value)
}

/// Writes everything; how many files are to be served.
fn write_all(deployment: &Deployment, page: &Path, out: &Path) -> Result<usize> {
    Ok(deployment_files::write(deployment, &deployment_files::page(page)?, out)?)
}
