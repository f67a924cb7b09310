//! `cargo xtask bench`: the figures of `docs/performance.md`, taken from the real release binary by its command line
//! and over HTTP, beside the named peers in the same run.

mod assignment;
mod commands;
mod draw;
mod figure;
mod freeze;
mod http;
mod idle;
mod import;
mod list;
mod log;
mod notices;
mod peers;
mod postgres;
mod scale;
mod scene;
mod server;
mod stage;
mod start;

use std::fs;
use std::time::Instant;

use clap::Args;
use serde_json::json;

use crate::process::{Outcome, target_dir};
use crate::setup::{self, Need};
use figure::Figure;
use stage::Stage;

#[derive(Args)]
pub(crate) struct Options {
    /// A tenth of the objects; a million otherwise
    #[arg(long)]
    quick: bool,
    /// Only this group of figures; may be repeated
    #[arg(long, value_name = "GROUP")]
    only: Vec<String>,
}

struct Group {
    name: &'static str,
    measure: fn(&Stage) -> Outcome<Vec<Figure>>,
    /// Takes so long that it must be asked for by name.
    on_request: bool,
}

const fn group(name: &'static str, measure: fn(&Stage) -> Outcome<Vec<Figure>>) -> Group {
    Group { name, measure, on_request: false }
}

const GROUPS: [Group; 11] = [
    group("import", import::measure),
    group("peers", peers::measure),
    group("start", start::measure),
    group("idle", idle::measure),
    group("list", list::measure),
    group("draw", scene::measure),
    group("freeze", freeze::measure),
    group("scale", scale::measure),
    group("assignment", assignment::measure),
    group("log", log::measure),
    Group { name: "commands", measure: commands::measure, on_request: true },
];

impl Group {
    fn is_wanted(&self, only: &[String]) -> bool {
        if only.is_empty() { !self.on_request } else { only.iter().any(|name| name == self.name) }
    }
}

/// Measures, prints a table and writes `bench.json` into the target folder.
///
/// # Errors
/// When something is missing or a figure cannot be taken; a missed target is shown and is no error.
pub(crate) fn run(options: &Options) -> Outcome {
    if let Some(unknown) = options.only.iter().find(|name| GROUPS.iter().all(|group| group.name != **name)) {
        let names: Vec<_> = GROUPS.iter().map(|group| group.name).collect();
        return Err(format!("there is no group {unknown}; there are {}", names.join(", ")).into());
    }
    setup::packages(Need::Bench)?;
    let stage = Stage::new(if options.quick { 100_000 } else { 1_000_000 })?;
    let (mut figures, mut failures) = (Vec::new(), Vec::new());
    for group in GROUPS.iter().filter(|group| group.is_wanted(&options.only)) {
        let start = Instant::now();
        println!("measuring {} …", group.name);
        match (group.measure)(&stage) {
            Ok(taken) => figures.extend(taken),
            Err(error) => {
                eprintln!("FAILED: {}: {error}", group.name);
                failures.push(json!({"group": group.name, "error": error.to_string()}));
            }
        }
        println!("  {:.1} s", start.elapsed().as_secs_f64());
    }
    println!("\n{}", figure::table(&figures));
    let file = target_dir()?.join("bench.json");
    let content = json!({"objects": stage.world().objects(), "figures": figures.iter().map(Figure::json).collect::<Vec<_>>(), "failures": failures});
    fs::write(&file, format!("{content:#}\n"))?;
    println!("wrote {}", file.display());
    if failures.is_empty() { Ok(()) } else { Err(format!("{} groups failed", failures.len()).into()) }
}
