//! `cti callcenter`: the file an administrator imports.

mod ask;
mod check;
mod convert;
mod new;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Subcommand, ValueEnum};

use crate::error::Problem;
use crate::{Format, Verdict};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write the file to import. Without flags, in a terminal, it asks.
    #[command(after_help = "Examples:
  cti callcenter new
  cti callcenter new --adapter-url https://cti.acme.example/softphone/ \\
    --instance-url https://acme.my.connect.aws --region eu-central-1 --out callcenter.xml")]
    New(Box<new::Answers>),
    /// Say what is wrong or odd in call center files, and what to do.
    #[command(
        after_help = "Each line is file:line:column: severity[code]: reason. Remedy. Exit status 1 when there is an error.
A folder stands for every .xml and .callCenter file in it and below.

Examples:
  cti callcenter check callcenter.xml
  cti callcenter check --format json folder"
    )]
    Check {
        /// Files and folders.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// How to print.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Write a call center in another form, and say what that form cannot carry.
    #[command(after_help = "The file goes to the terminal, what is lost to standard error.

Examples:
  cti callcenter convert descriptor.xml --to import --out callcenter.xml
  cti callcenter convert callcenter.xml --to metadata --out force-app/main/default/callCenters")]
    Convert {
        /// The file.
        file: PathBuf,
        /// The form to write.
        #[arg(long, value_enum)]
        to: To,
        /// File to write, or for the Metadata form a folder. It must not be there yet.
        #[arg(long)]
        out: Option<PathBuf>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum To {
    /// What an administrator imports in Setup.
    Import,
    /// CallCenter of the Metadata API.
    Metadata,
    /// The descriptor with InternalName, AdapterUrl and CTIVersion. Not importable.
    Seed,
}

impl From<To> for callcenter::Form {
    fn from(to: To) -> Self {
        match to {
            To::Import => callcenter::Form::Import,
            To::Metadata => callcenter::Form::Metadata,
            To::Seed => callcenter::Form::Seed,
        }
    }
}

pub(crate) fn obey(command: Command) -> Result<Verdict, Problem> {
    match command {
        Command::New(answers) => new::new(*answers),
        Command::Check { paths, format } => check::check(&paths, format),
        Command::Convert { file, to, out } => convert::convert(&file, to.into(), out.as_deref()),
    }
}

/// Reads a file and all there is to say about it.
pub(super) fn read(path: &Path) -> Result<callcenter::Report, Problem> {
    let bytes = fs::read(path).map_err(|source| Problem::Read { path: path.to_owned(), source })?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(callcenter::read(&bytes, &name))
}

/// Writes a file that is not there yet, or to the terminal.
fn deliver(text: &str, out: Option<&Path>) -> Result<(), Problem> {
    let Some(path) = out else {
        // A reader that has gone away is no error.
        let _ = std::io::stdout().lock().write_all(text.as_bytes());
        return Ok(());
    };
    let problem = |source| Problem::Write { path: path.to_owned(), source };
    let mut file = fs::File::create_new(path).map_err(problem)?;
    file.write_all(text.as_bytes()).map_err(problem)?;
    eprintln!("wrote {}", path.display());
    Ok(())
}

/// One finding as a line.
fn line(path: &Path, finding: &callcenter::Finding) -> String {
    let severity = match finding.severity {
        callcenter::Severity::Error => "error",
        callcenter::Severity::Warning => "warning",
        callcenter::Severity::Hint => "hint",
    };
    let callcenter::Place { line, column } = finding.place;
    let (code, remedy) = (finding.fault.code(), finding.remedy());
    format!("{}:{line}:{column}: {severity}[{code}]: {finding}. {remedy}", path.display())
}
