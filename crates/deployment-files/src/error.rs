//! What can be wrong with the files of a deployment.

use std::io;
use std::path::{Path, PathBuf};

use deployment::{ConfigurationError, Problem, SiteError};
use thiserror::Error;

pub(crate) type Result<T> = std::result::Result<T, FilesError>;

/// Why the files of a deployment cannot be read or written, in a sentence for the person who deploys.
#[derive(Debug, Error)]
pub enum FilesError {
    /// There is no configuration at this path.
    #[error("{} is not there: name the deployment's configuration with --config.", path.display())]
    NoConfiguration {
        /// The path.
        path: PathBuf,
    },
    /// Something is wrong with a configuration, or with what it names.
    #[error("{}: {error}", path.display())]
    In {
        /// The configuration.
        path: PathBuf,
        /// What is wrong.
        error: Box<FilesError>,
    },
    /// The text of a configuration is none.
    #[error(transparent)]
    Configuration(#[from] ConfigurationError),
    /// Everything that keeps a deployment from being made, a sentence a line.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Problems(Vec<Problem>),
    /// A file or folder of flows or actions is missing.
    #[error("{key}: {} is not there: name files, or folders of them, from where the configuration lies.", path.display())]
    NotThere {
        /// The key of the configuration: `flows` or `actions`.
        key: String,
        /// The path.
        path: PathBuf,
    },
    /// A file or folder cannot be read.
    #[error("cannot read {}: {error}", path.display())]
    Read {
        /// The path.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A folder cannot be emptied.
    #[error("cannot empty {}: {error}", path.display())]
    Empty {
        /// The path.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A folder cannot be created.
    #[error("cannot create {}: {error}", path.display())]
    Create {
        /// The path.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A file cannot be written.
    #[error("cannot write {}: {error}", path.display())]
    Write {
        /// The path.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The files are no release.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// A file is where the folder for the site should be.
    #[error("{} is a file: name a folder with --out.", path.display())]
    IsAFile {
        /// The path.
        path: PathBuf,
    },
    /// The folder for the site holds something else.
    #[error(
        "{} holds something that no deployment has written. Nothing was touched: name a new folder with --out, or empty this one yourself.",
        path.display()
    )]
    Foreign {
        /// The path.
        path: PathBuf,
    },
}

impl FilesError {
    /// Makes the error of something that cannot be read.
    pub(crate) fn read(path: &Path) -> impl Fn(io::Error) -> FilesError {
        move |error| FilesError::Read { path: path.to_owned(), error }
    }
}
