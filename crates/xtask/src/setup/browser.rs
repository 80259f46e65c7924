//! A Chrome and the driver that tests steer it with.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::{Done, announce, apt};
use crate::paths;

/// Names that Chrome goes by.
const CHROME: [&str; 4] = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser"];

/// Where macOS keeps it.
const CHROME_ON_MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// The installed Chrome or Chromium.
pub fn chrome() -> Option<PathBuf> {
    let mac = Path::new(CHROME_ON_MAC);
    paths::find_any(&CHROME).or_else(|| mac.is_file().then(|| mac.to_owned()))
}

/// The installed chromedriver.
pub fn chromedriver() -> Option<PathBuf> {
    paths::find_any(&["chromedriver"])
}

/// Finds both, or installs Debian's.
pub(super) fn ensure() -> Result<Done<()>> {
    if let (Some(chrome), Some(_)) = (chrome(), chromedriver()) {
        return Ok(Done::new((), format!("there ({})", chrome.display())));
    }
    if apt::available() {
        announce("installing Debian's chromium and chromium-driver");
        apt::install(&["chromium", "chromium-driver"])?;
    }
    match (chrome(), chromedriver()) {
        (Some(chrome), Some(_)) => Ok(Done::new((), format!("installed ({})", chrome.display()))),
        (None, _) => bail!(
            "Chrome is missing: install Google Chrome or Chromium, and chromedriver of the same version."
        ),
        (Some(_), None) => {
            bail!("chromedriver is missing: install the one of your Chrome's version, in PATH.")
        }
    }
}
