//! Who else draws with weights and without replacement: numpy and `consistent_sampler` of Python, PostgreSQL.

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::thousands;
use crate::bench::figure::Figure;
use crate::bench::stage::Stage;
use crate::process::{Outcome, output, root, succeed};

/// Rows, and how many of them are drawn.
const ROWS: u32 = 10_000_000;
const DRAWN: u32 = 10_000;
const DATABASE: &str = "contest";

/// # Errors
/// When Python, its packages or PostgreSQL are not to be had.
pub(super) fn measure(stage: &Stage) -> Outcome<Vec<Figure>> {
    let mut figures = python(stage)?;
    let name =
        format!("PostgreSQL ORDER BY -ln(random())/w LIMIT {}, {} rows", thousands(DRAWN), thousands(ROWS));
    figures.push(Figure::seconds(name, postgres(stage)?));
    Ok(figures)
}

/// Figures that `peers.py` takes, in an environment of its own.
fn python(stage: &Stage) -> Outcome<Vec<Figure>> {
    let environment = stage.folder().join("python");
    succeed(Command::new("python3").args(["-m", "venv"]).arg(&environment))?;
    let python: PathBuf = environment.join("bin/python");
    let mut install = Command::new(&python);
    succeed(install.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "numpy",
        "consistent_sampler",
    ]))?;
    let mut script = Command::new(&python);
    script.arg(root().join("xtask/src/bench/scale/peers.py"));
    let said = output(script.args([ROWS.to_string(), DRAWN.to_string()]))?;
    said.lines().map(figure).collect()
}

fn figure(line: &str) -> Outcome<Figure> {
    let value: Value = serde_json::from_str(line)?;
    let name = value.get("name").and_then(Value::as_str).ok_or("a figure without a name")?;
    let seconds = value.get("seconds").and_then(Value::as_f64).ok_or("a figure without seconds")?;
    Ok(Figure::seconds(name, Duration::try_from_secs_f64(seconds)?))
}

fn postgres(stage: &Stage) -> Outcome<Duration> {
    stage.cluster()?.url(DATABASE)?;
    let run = |statement: &str| output(stage.cluster()?.psql(DATABASE).args(["--command", statement]));
    run(&format!(
        "CREATE TABLE contest AS SELECT i AS id, CASE WHEN i % 10 = 3 THEN 2 ELSE 1 END AS w \
         FROM generate_series(1, {ROWS}) AS i"
    ))?;
    run("ANALYZE contest")?;
    let draw = format!("SELECT id FROM contest ORDER BY -ln(1.0 - random()) / w LIMIT {DRAWN}");
    let mut best = Duration::MAX;
    for _ in 0..3 {
        let start = Instant::now();
        let drawn = run(&draw)?.lines().count();
        best = best.min(start.elapsed());
        if u32::try_from(drawn) != Ok(DRAWN) {
            return Err(format!("PostgreSQL drew {drawn}").into());
        }
    }
    run("DROP TABLE contest")?;
    Ok(best)
}
