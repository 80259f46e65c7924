//! The project's tasks: `cargo xtask --help`. One file per command.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use deployment_files::Named;
use xtask::build::{self, Profile};
use xtask::{bench, bench_engine, conformance, dist, fuzz, mutate, paths, release, serve, setup, size, test};

/// The project's tasks. Each sets up what it needs.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

/// What to do.
#[derive(Debug, Subcommand)]
enum Task {
    /// Install what is missing: wasm target, test tools, Chrome, npm packages.
    Setup,
    /// Build the pages into target/site.
    Build {
        /// Optimized, as what ships; slower to build.
        #[arg(long)]
        release: bool,
    },
    /// Run the simulator host with the three local origins; rebuild what changes.
    Serve {
        /// Port on loopback.
        #[arg(long, default_value_t = serve::PORT)]
        port: u16,
    },
    /// Only run the simulator host on what is built.
    Host {
        /// Port on loopback; 0 takes a free one.
        #[arg(long, default_value_t = 0)]
        port: u16,
        /// Folder of the pages: adapter, studio, workbench and sim. Without it target/site.
        #[arg(long)]
        site: Option<PathBuf>,
        /// End when standard input ends: a program that starts the host and dies leaves none behind.
        #[arg(long)]
        until_input_ends: bool,
    },
    /// Run every test, or the groups named (fmt, clippy, native, wasm, lwc, sim-contract, differential, invariants, e2e,
    /// dist, conformance), or the cases whose names contain one of the words.
    Test {
        /// Groups and parts of case names; or `deep`: everything that takes longer, into docs/deep-test.md.
        words: Vec<String>,
        /// With `deep`: how long each fuzz target.
        #[arg(long, default_value_t = test::deep::FUZZ_SECONDS)]
        fuzz_seconds: u32,
    },
    /// Let go of each strictness of the simulator in turn; fail when its contract case does not notice.
    Mutate,
    /// Hold what is promised against the last test results; write docs/conformance.md, docs/reliability.md and the tables of the bindings.
    Conformance {
        /// Only the tables of the bindings, which need no results.
        #[arg(long)]
        tables: bool,
    },
    /// Write the adapter page of a deployment, with the response headers it needs.
    Dist {
        /// The deployment's configuration.
        #[arg(long, default_value = "adapter.json")]
        config: PathBuf,
        /// Flow files, or folders of them, in place of those the configuration names. May be given several times.
        #[arg(long)]
        flows: Vec<PathBuf>,
        /// Action files, or folders of them, in place of those the configuration names. May be given several times.
        #[arg(long)]
        actions: Vec<PathBuf>,
        /// Folder to write to.
        #[arg(long, default_value = "dist")]
        out: PathBuf,
    },
    /// Write the archive of a release, `switchboard-<version>.zip`, and its digest.
    Release {
        /// Folder to write to.
        #[arg(long, default_value = "release")]
        out: PathBuf,
    },
    /// Print the sizes of softphone core, panel and studio; fail when core or panel are far too large.
    Size,
    /// Print how long the softphone takes to start beside the least that any page could take, how long an action takes to its
    /// first effect, or how fast the flow engine is beside others.
    Bench {
        /// What to measure.
        #[arg(value_enum, default_value_t = Measured::Start)]
        what: Measured,
        /// How many rounds of loads (start), or how many presses (action).
        #[arg(long, default_value_t = 10)]
        rounds: u32,
    },
    /// Try random flows, references and scenarios; fail when one panics or hangs.
    Fuzz {
        /// document, reference or scenario; all of them when left out.
        target: Option<String>,
        /// How long each.
        #[arg(long, default_value_t = 300)]
        seconds: u32,
    },
}

/// What `bench` measures.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Measured {
    /// The start of the softphone.
    Start,
    /// From pressing an action to the first effect of its flow.
    Action,
    /// The flow engine.
    Engine,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Setup => setup::everything().map(|_| true),
        Task::Build { release } => {
            build::site(if release { Profile::Release } else { Profile::Dev }).map(|()| true)
        }
        Task::Serve { port } => serve::serve(port).map(|()| true),
        Task::Host { port, site, until_input_ends } => {
            if until_input_ends {
                serve::exit_when_input_ends();
            }
            serve::run_host(port, site.unwrap_or_else(paths::site), None).map(|()| true)
        }
        Task::Test { words, fuzz_seconds } if words == ["deep"] => test::deep::run(fuzz_seconds),
        Task::Test { words, .. } => test::run(&words),
        Task::Conformance { tables } => conformance::conformance(tables),
        Task::Mutate => mutate::mutate(),
        Task::Dist { config, flows, actions, out } => {
            dist::dist(&config, &Named { flows, actions }, &out).map(|()| true)
        }
        Task::Release { out } => release::release(&out).map(|()| true),
        Task::Size => size::size().map(|()| true),
        Task::Bench { what: Measured::Start, rounds } => bench::start(rounds).map(|()| true),
        Task::Bench { what: Measured::Action, rounds } => bench::action(rounds).map(|()| true),
        Task::Bench { what: Measured::Engine, .. } => bench_engine::bench().map(|()| true),
        Task::Fuzz { target, seconds } => fuzz::fuzz(target.as_deref(), seconds),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
