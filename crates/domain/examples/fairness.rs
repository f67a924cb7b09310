//! Prints the table of `docs/fairness.md`: `cargo run --release --package domain --example fairness [DRAWS]`.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool for the terminal")]

use std::error::Error;

#[path = "../tests/fairness/study.rs"]
mod study;

use study::enumeration::{self, CASES, Chance};
use study::statistics::Fit;
use study::{CLASSES, register};

fn main() -> Result<(), Box<dyn Error>> {
    let draws = std::env::args().nth(1).map_or(Ok(100_000), |draws| draws.parse())?;
    println!("| study | draws | chi-square | degrees of freedom | standard deviations |");
    println!("|---|---:|---:|---:|---:|");
    let mut unfair: Vec<String> = Vec::new();
    let mut line = |name: String, fit: Fit| {
        println!("| {name} | {draws} | {:.1} | {} | {:+.2} |", fit.chi_square, fit.freedom, fit.deviations());
        if !fit.is_fair() {
            unfair.push(name);
        }
    };
    for (weights, take) in CASES {
        let whole = enumeration::sum(enumeration::enumerate(weights, take).into_values());
        if whole != (Chance { over: 1, under: 1 }) {
            return Err(format!("the chances of {weights:?} come to {whole:?}").into());
        }
        line(format!("weights {weights:?}, {take} drawn"), enumeration::fit(weights, take, draws));
    }
    let firms = register::firms();
    for study in study::classes(&firms, draws) {
        let (class, firms, take) = (study.class, study.firms, study.take);
        let (least, most) = (study.counts.iter().min().unwrap(), study.counts.iter().max().unwrap());
        let name = format!("class {class}: {take} of {firms} firms, each drawn {least} to {most} times");
        line(name, study.fit(draws));
    }
    let (fit, most) = study::pairs(&firms, CLASSES[3], &[], draws).fit();
    line(format!("pairs of class D and 96 inspectors, the oddest {most:.2} deviations off"), fit);
    let exclusions = register::exclusions(&firms, 'D');
    let forbidden = study::pairs(&firms, CLASSES[3], &exclusions, draws).forbidden;
    println!("\n{} excluded pairs met {forbidden} times in {draws} draws", exclusions.len());
    if unfair.is_empty() && forbidden == 0 { Ok(()) } else { Err(format!("not fair: {unfair:?}").into()) }
}
