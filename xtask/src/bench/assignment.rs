//! Teams for a hundred thousand objects from five thousand inspectors, beside a min-cost flow on the same instance.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use super::figure::Figure;
use super::stage::Stage;
use crate::process::{Outcome, cargo, find, output, succeed, target_dir};

const SOLVER: &str = include_str!("assignment.py");
const OBJECTS: &str = "100000";
const INSPECTORS: &str = "5000";
/// Percent of the inspectors qualified for the first place, and the target in seconds.
const INSTANCES: [(&str, f64); 2] = [("60", 4.0), ("25", 60.0)];
const REPEATS: usize = 3;
/// Arcs per place for the min-cost flow.
const CHOICES: &str = "16";

/// # Errors
/// When an instance has no assignment, or the min-cost flow fails.
pub(crate) fn measure(stage: &Stage) -> Outcome<Vec<Figure>> {
    succeed(&mut cargo(["build", "--release", "--package", "domain", "--example", "assignment"]))?;
    let program = target_dir()?.join("release/examples/assignment");
    let python = or_tools();
    if let Err(error) = &python {
        eprintln!("MISSING: OR-tools, so nothing stands beside the assignment: {error}");
    }
    let mut figures = Vec::new();
    for (qualified, target) in INSTANCES {
        let instance = stage.folder().join(format!("assignment-{qualified}.txt"));
        let name = format!("teams for 100,000 objects from 5,000 inspectors, {qualified} % qualified");
        let mut answers = Vec::new();
        for _ in 0..REPEATS {
            let mut run = Command::new(&program);
            run.args([OBJECTS, INSPECTORS, qualified]).arg(&instance);
            answers.push(serde_json::from_str::<Value>(&output(&mut run)?)?);
        }
        let best = answers.iter().map(seconds).collect::<Outcome<Vec<_>>>()?.into_iter().min();
        figures.push(Figure::seconds(&name, best.ok_or("no run was measured")?).at_most(target));
        let load = answers.first().and_then(|answer| answer.get("max_load")).and_then(Value::as_u64);
        if let Ok(python) = &python {
            let load = load.ok_or("the solver names no load")?;
            figures.push(Figure::seconds(
                format!("— OR-tools, {CHOICES} choices per place"),
                peer(stage, python, &instance, load)?,
            ));
        }
    }
    Ok(figures)
}

fn peer(stage: &Stage, python: &Path, instance: &Path, load: u64) -> Outcome<Duration> {
    let script = stage.folder().join("assignment.py");
    fs::write(&script, SOLVER)?;
    let mut run = Command::new(python);
    run.arg(&script).arg(instance).args([&load.to_string(), CHOICES]);
    let answer: Value = serde_json::from_str(&output(&mut run)?)?;
    if answer.get("solved") != Some(&Value::Bool(true)) {
        return Err(format!("OR-tools did not solve the instance: {answer}").into());
    }
    seconds(&answer)
}

fn seconds(answer: &Value) -> Outcome<Duration> {
    let seconds = answer.get("seconds").and_then(Value::as_f64).ok_or("no time was printed")?;
    Ok(Duration::try_from_secs_f64(seconds)?)
}

/// A Python that has OR-tools, in a virtual environment of the target folder.
fn or_tools() -> Outcome<PathBuf> {
    let folder = target_dir()?.join("or-tools");
    let python = folder.join("bin/python");
    let has = |python: &Path| output(Command::new(python).args(["-c", "import ortools"])).is_ok();
    if !has(&python) {
        let system = find("python3").ok_or("there is no python3")?;
        output(Command::new(system).args(["-m", "venv"]).arg(&folder))?;
        output(Command::new(&python).args(["-m", "pip", "install", "--quiet", "ortools==9.15.6755"]))?;
    }
    Ok(python)
}
