//! `cti`: check, run and test CTI Flows without a browser, against scripted answers or the simulator.
//!
//! The command line is the product; this library is there so that tests and fuzz targets reach what it is made of.

mod commands;
mod error;
mod expect;
mod files;
mod output;
pub mod phone;
mod show;
mod titles;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Parser, Subcommand, ValueEnum};

use error::Problem;
use titles::Titles;

/// Check, run and test CTI Flows without a browser; make and check call centers.
#[derive(Debug, Parser)]
#[command(name = "cti", version, arg_required_else_help = true, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// The deployment's configuration (adapter.json): how the phone behaves in run and test, and type ids that stand for
    /// others (blocks.aliases).
    #[arg(long, global = true)]
    config: Option<PathBuf>,
}

const EXAMPLES: &str = "Examples:
  cti lint flows/*.json
  cti run flows/call-log.json --scenario flows/call-log.scenario.json
  cti test flows
  cti draw flows/call-log.json -o call-log.svg
  cti blocks --format markdown
  cti callcenter check callcenter.xml
  cti import exported.zip records.csv --out flows
  cti deploy --release switchboard-0.1.0 --config adapter.json --out dist

Exit status: 0 when all is well, 1 when a check or test failed, 2 when something could not be read.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Run a flow and show each block with its inputs, calls, port and results.
    ///
    /// The scenario says what the flow sees (contact, payload, agent) and what the world answers. A flow without
    /// scenario runs with nothing in context, which suits flows that need nothing.
    #[command(after_help = "Examples:
  cti run flows/click-to-dial.json --scenario flows/click-to-dial.scenario.json
  cti run flow.json --scenario flow.scenario.json --case 'number is withheld' --format json")]
    Run {
        /// The flow file.
        flow: PathBuf,
        /// The scenario file.
        #[arg(long)]
        scenario: Option<PathBuf>,
        /// Run only the case of this name.
        #[arg(long, requires = "scenario")]
        case: Option<String>,
        /// How to print.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Run every scenario in a folder and compare with what it expects.
    #[command(
        after_help = "A file NAME.scenario.json tests NAME.json beside it, unless it names another flow.

Example:
  cti test flows"
    )]
    Test {
        /// A folder, looked through with all below it, or one scenario file.
        path: PathBuf,
    },
    /// Say what is wrong or odd in flow files and in files of CTI Actions.
    #[command(
        after_help = "Each line is file:line:column: severity[code]: sentence. Exit status 1 when there is an error.

Examples:
  cti lint flows/*.json
  cti lint actions/*.action.json --flows flows
  cti lint --format json my-flow.json
  cti lint --fix my-flow.json
  cti lint --config adapter.json exported/*.json

Files named *.action.json are actions: their flows are looked for among the flow files given, and in the folder --flows.
Without any flow file at hand the links are not checked.

--fix repairs what is safe and prints each repair: doubled ids (the later block gets a new one; what names the old id
is listed), the id uid-NaN, old spellings of arguments, outputs that lead to no block, titles of sources in place of their
words, events of earlier versions. The rest of the file stays as it is, to the byte; what is left to say comes after."
    )]
    Lint {
        /// The flow files and action files. Scenario files are passed over.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// A folder of flows that the actions may start; they are not checked themselves.
        #[arg(long)]
        flows: Option<PathBuf>,
        /// Repair what is safe, in the files of flows.
        #[arg(long)]
        fix: bool,
        /// How to print.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Draw a flow as an SVG picture.
    ///
    /// Blocks stand where the author put them; when positions are missing or blocks lie on one another the flow is
    /// laid out from left to right. Every block and output of the file is drawn, unknown and unconnected ones too.
    #[command(after_help = "Examples:
  cti draw flows/call-log.json > call-log.svg
  cti draw flows/call-log.json -o call-log.svg
  cti draw flows/call-log.json --lang de -o anrufprotokoll.svg")]
    Draw {
        /// The flow file.
        flow: PathBuf,
        /// Where to write the picture; without it, to the terminal.
        #[arg(short, long)]
        output: Option<PathBuf>,
        /// The language of the blocks' titles. Labels that an author chose stay as they are.
        #[arg(long, default_value = "en", value_parser = PossibleValuesParser::new(Titles::tags()))]
        lang: String,
    },
    /// List the blocks there are.
    #[command(after_help = "Examples:
  cti blocks
  cti blocks --lang ja
  cti blocks --format markdown > docs/blocks.md
  cti blocks --coverage")]
    Blocks {
        /// How to print.
        #[arg(long, value_enum, default_value_t = ListFormat::Text)]
        format: ListFormat,
        /// The language of the titles of blocks and categories.
        #[arg(long, default_value = "en", value_parser = PossibleValuesParser::new(Titles::tags()))]
        lang: String,
        /// In the project's folder: show which behaviour of the published blocks has a test. Exit status 1 when one has none.
        #[arg(long, conflicts_with_all = ["format", "lang"])]
        coverage: bool,
    },
    /// List the sources and events a flow may be bound to.
    #[command(after_help = "Examples:
  cti triggers
  cti triggers --format markdown > docs/sources-and-events.md")]
    Triggers {
        /// How to print.
        #[arg(long, value_enum, default_value_t = ListFormat::Text)]
        format: ListFormat,
    },
    /// Print the JSON Schema of scenario files or of action files, for editors.
    #[command(after_help = "Examples:
  cti schema > scenario.schema.json
  cti schema action > action.schema.json")]
    Schema {
        /// Of which files.
        #[arg(value_enum, default_value_t = Schema::Scenario)]
        of: Schema,
    },
    /// Bring in what the vendor's adapter exports, a dump of its records, or an archive of another org's flows.
    ///
    /// Shows which column of a dump is what, every flow with what was changed and what could not be mapped, and the difference
    /// to what is there; asks; then writes.
    #[command(after_help = commands::import::EXAMPLES)]
    Import(commands::import::Request),
    /// Write the softphone page of a deployment out of a release, with the response headers it needs.
    #[command(
        after_help = "Needs nothing but the release: no compiler, no Node. Exit status 1 when the configuration, a flow or an
action cannot be deployed.

Example:
  cti deploy --release switchboard-0.1.0 --config adapter.json --out dist"
    )]
    Deploy {
        /// The folder the release was unpacked to.
        #[arg(long)]
        release: PathBuf,
        /// Flow files, or folders of them, in place of those the configuration names. May be given several times.
        #[arg(long)]
        flows: Vec<PathBuf>,
        /// Action files, or folders of them, in place of those the configuration names. May be given several times.
        #[arg(long)]
        actions: Vec<PathBuf>,
        /// Folder to write to: a new one, an empty one, or one that was written before.
        #[arg(long)]
        out: PathBuf,
    },
    /// Say what this release asks of a deployment that an earlier one (0.1) was made for.
    #[command(
        after_help = "Reads adapter.json (--config), the flows and actions it names, and call center files; changes none of them.
Says for each what must be edited before `cti deploy` takes it, and what works differently from now on. Exit status 1 when
something must be edited.

Example:
  cti upgrade --config adapter.json callcenter.xml"
    )]
    Upgrade {
        /// Call center files.
        call_centers: Vec<PathBuf>,
        /// Flow files, or folders of them, in place of those the configuration names. May be given several times.
        #[arg(long)]
        flows: Vec<PathBuf>,
        /// Action files, or folders of them, in place of those the configuration names. May be given several times.
        #[arg(long)]
        actions: Vec<PathBuf>,
    },
    /// Make, check and convert the call center file an administrator imports.
    #[command(subcommand)]
    Callcenter(commands::callcenter::Command),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    /// One line an entry.
    Text,
    /// Everything, for programs.
    Json,
    /// Everything, for the documentation.
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Schema {
    /// NAME.scenario.json
    Scenario,
    /// NAME.action.json
    Action,
}

/// Whether what was checked is well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Well,
    NotWell,
}

/// Obeys the command line this process was started with.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match obey(cli.command, cli.config.as_deref()) {
        Ok(Verdict::Well) => ExitCode::SUCCESS,
        Ok(Verdict::NotWell) => ExitCode::from(1),
        Err(problem) => {
            eprintln!("cti: {problem}");
            ExitCode::from(2)
        }
    }
}

/// Plays every case of a scenario on a flow, both given as the texts of their files, and compares with what the cases
/// expect: how many cases there were and how many went as expected.
///
/// # Errors
/// The flow or the scenario is refused, with the sentence a person would read.
pub fn try_scenario(flow: &str, scenario: &str) -> Result<(usize, usize), String> {
    let config = desk::Config::default();
    let flow = files::Runnable::read(flow, &config.blocks.aliases).map_err(|error| error.to_string())?;
    let mut scenario: scenario::Scenario =
        serde_json::from_str(scenario).map_err(|error| error.to_string())?;
    for case in &mut scenario.cases {
        case.press(&|name| Err(format!("{name}: there are no files here")))?;
    }
    let played =
        scenario.cases.iter().map(|case| expect::differences(&case.expect, &flow.play(&config, case)));
    let well = played.filter(Vec::is_empty).count();
    Ok((scenario.cases.len(), well))
}

fn obey(command: Command, config: Option<&Path>) -> Result<Verdict, Problem> {
    let config_file = config;
    let config = &match &command {
        // It reads the file itself, all of it.
        Command::Deploy { .. } | Command::Upgrade { .. } => desk::Config::default(),
        _ => files::config(config_file)?,
    };
    let aliases = &config.blocks.aliases;
    match command {
        Command::Run { flow, scenario, case, format } => {
            commands::run::run(&flow, scenario.as_deref(), case.as_deref(), format, config)
        }
        Command::Test { path } => commands::test::test(&path, config),
        Command::Lint { files, flows, fix, format } => {
            commands::lint::lint(&files, flows.as_deref(), fix, format, aliases)
        }
        Command::Draw { flow, output, lang } => {
            commands::draw::draw(&flow, output.as_deref(), &lang, aliases)
        }
        Command::Schema { of } => {
            let schema = match of {
                Schema::Scenario => include_str!("../../../docs/schema/scenario.schema.json"),
                Schema::Action => include_str!("../../../docs/schema/action.schema.json"),
            };
            output::say(schema.trim_end());
            Ok(Verdict::Well)
        }
        Command::Deploy { release, flows, actions, out } => {
            commands::deploy::deploy(&release, config_file, flows, actions, &out)
        }
        Command::Import(request) => commands::import::import(&request, aliases),
        Command::Upgrade { call_centers, flows, actions } => {
            commands::upgrade::upgrade(config_file, flows, actions, &call_centers)
        }
        Command::Callcenter(command) => commands::callcenter::obey(command),
        Command::Triggers { format } => commands::triggers::triggers(format),
        Command::Blocks { coverage: true, .. } => commands::coverage::coverage(),
        Command::Blocks { format, lang, .. } => commands::blocks::blocks(format, &lang),
    }
}
