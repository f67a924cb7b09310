//! `cargo xtask run | test | web | bench | openapi | synth`: sets up what is missing, then does one thing.
//!
//! Kept light, because its own compilation is the first thing a newcomer waits for.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool for the terminal")]

mod bench;
mod openapi;
mod process;
mod registers;
mod run;
mod setup;
mod test;
mod web;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Set up, run, test, measure Sunlot 阳签")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Sets up, builds, and serves demo data on SQLite; prints the address and one account per role
    Run(run::Options),
    /// Sets up and runs every check, on SQLite and on PostgreSQL
    Test,
    /// Builds the site that the server serves, into frontend/web/dist
    Web(web::Options),
    /// Measures the release build; prints a table and writes bench.json into the target folder
    Bench(bench::Options),
    /// Writes openapi/sunlot.json from the code
    Openapi,
    /// Writes made-up registers as CSV
    Synth(registers::Options),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Run(options) => run::run(&options),
        Command::Test => test::run(),
        Command::Web(options) => web::run(options),
        Command::Bench(options) => bench::run(&options),
        Command::Openapi => openapi::run(),
        Command::Synth(options) => registers::run(&options),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
