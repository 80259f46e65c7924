//! What keeps a command from doing its work.

use std::path::PathBuf;

use thiserror::Error;

/// What keeps a command from doing its work. Names the file, and the line where there is one.
#[derive(Debug, Error)]
pub(crate) enum Problem {
    /// A file or folder cannot be read.
    #[error("{}: {source}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file cannot be written.
    #[error("{}: cannot be written: {source}", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A scenario is not as its schema says.
    #[error("{}:{}:{}: not a scenario: {}", path.display(), source.line(), source.column(), reason(source))]
    Scenario {
        /// Which.
        path: PathBuf,
        /// Why, and where.
        source: serde_json::Error,
    },
    /// A configuration is not as its schema says.
    #[error("{}:{}:{}: not a configuration: {}", path.display(), source.line(), source.column(), reason(source))]
    Config {
        /// Which.
        path: PathBuf,
        /// Why, and where.
        source: serde_json::Error,
    },
    /// An action that a scenario presses.
    #[error("{}: {reason}", path.display())]
    Press {
        /// Scenario file.
        path: PathBuf,
        /// Why it cannot be pressed.
        reason: String,
    },
    /// There is no such case.
    #[error("{}: no case \"{name}\"; there are: {}", path.display(), known.join(", "))]
    NoCase {
        /// Scenario file.
        path: PathBuf,
        /// What was asked for.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// A folder without scenarios.
    #[error("{}: no file here is named *.scenario.json", path.display())]
    NoScenarios {
        /// The folder.
        path: PathBuf,
    },
    /// A flow file that cannot run at all.
    #[error("{}: {diagnostic}", path.display())]
    Flow {
        /// Which.
        path: PathBuf,
        /// What is wrong, and where.
        diagnostic: Box<flow::Diagnostic>,
    },
    /// A folder without call centers.
    #[error("{}: no file here is named *.xml or *.callCenter", path.display())]
    NoCallCenters {
        /// The folder.
        path: PathBuf,
    },
    /// `callcenter new` needs to know where the page is.
    #[error("give --adapter-url https://…; without it the questions are asked in a terminal only")]
    NoAdapterUrl,
    /// `deploy` needs a configuration.
    #[error("name the deployment's configuration with --config adapter.json")]
    NoConfig,
    /// What `import` found is not written without a yes.
    #[error("nothing is written: say --yes to write without being asked, or --dry-run to look only")]
    NotConfirmed,
    /// A new archive needs an adapter.
    #[error("name the adapter of the archive with --adapter, by the internal name of its call center")]
    NoAdapter,
    /// An archive cannot be read or written.
    #[error("{}: {source}", path.display())]
    Archive {
        /// Which.
        path: PathBuf,
        /// Why.
        source: import::ArchiveError,
    },
    /// A folder that is no unpacked release.
    #[error("{}: this is no release: it has no folder softphone/", path.display())]
    NoRelease {
        /// The folder.
        path: PathBuf,
    },
    /// A deployment cannot be written, or a release not read.
    #[error(transparent)]
    Deploy(#[from] deployment_files::FilesError),
    /// An answer cannot be read.
    #[error("cannot read the answer: {source}")]
    Answer {
        /// Why.
        source: std::io::Error,
    },
    /// An output cannot be written as JSON.
    #[error("cannot write JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// What serde says, without the place it also says.
fn reason(source: &serde_json::Error) -> String {
    let text = source.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(reason, _)| reason.to_owned())
}
