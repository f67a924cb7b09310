//! `cargo xtask test`: every check, whatever became of the one before.

mod length;
mod stories;
mod wasm;

use std::time::{Duration, Instant};

use crate::process::{Outcome, cargo, succeed, target_dir};
use crate::setup::{self, Need};
use crate::web;

struct Check {
    name: &'static str,
    run: fn() -> Outcome,
}

const CHECKS: [Check; 12] = [
    Check { name: "set-up: packages", run: || setup::packages(Need::Test) },
    Check { name: "set-up: toolchain", run: setup::toolchain },
    Check { name: "format", run: || succeed(&mut cargo(["fmt", "--all", "--check"])) },
    Check { name: "length of files", run: length::check },
    Check { name: "clippy", run: clippy },
    Check { name: "site: WASM, pages, budgets", run: || web::run(web::Options::default()) },
    Check { name: "site: format and clippy", run: web::lint },
    Check { name: "site: tests in Rust and TypeScript, types", run: web::test },
    Check { name: "tests: units, both databases, documents, OpenAPI, black box", run: tests },
    Check { name: "stories in a browser, both databases", run: stories::check },
    Check { name: "domain and contract for wasm32", run: wasm::check },
    Check { name: "documentation", run: documentation },
];

fn clippy() -> Outcome {
    succeed(&mut cargo(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn tests() -> Outcome {
    let mut test = cargo(["test", "--workspace", "--no-fail-fast"]);
    // Built with the tests, because the API's own tests ask for it: the black-box tests need not build it again.
    test.env("SUNLOT_BINARY", target_dir()?.join("debug/sunlot"));
    succeed(&mut test)
}

fn documentation() -> Outcome {
    let mut doc = cargo(["doc", "--workspace", "--no-deps", "--document-private-items"]);
    succeed(doc.env("RUSTDOCFLAGS", "-D warnings"))
}

/// Runs all checks and prints a table.
///
/// # Errors
/// When one failed.
pub(crate) fn run() -> Outcome {
    let mut table = Vec::new();
    for check in &CHECKS {
        println!("\n== {} ==", check.name);
        let start = Instant::now();
        let outcome = (check.run)();
        if let Err(error) = &outcome {
            eprintln!("FAILED: {error}");
        }
        table.push((check.name, start.elapsed(), outcome.is_ok()));
    }
    report(&table)
}

fn report(table: &[(&str, Duration, bool)]) -> Outcome {
    println!("\n== result ==");
    for (name, duration, passed) in table {
        println!("{}  {:>7.1} s  {name}", if *passed { "ok    " } else { "FAILED" }, duration.as_secs_f64());
    }
    let whole: Duration = table.iter().map(|(_, duration, _)| *duration).sum();
    println!("        {:>7.1} s  in all", whole.as_secs_f64());
    match table.iter().filter(|(_, _, passed)| !passed).count() {
        0 => Ok(()),
        failed => Err(format!("{failed} of {} checks failed", table.len()).into()),
    }
}
