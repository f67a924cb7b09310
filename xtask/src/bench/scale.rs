//! The draw at scale: rosters on disk to their results and back, beside those who draw without proof; the check in WASM.

mod peers;
mod wasm;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::figure::Figure;
use super::stage::{Import, Stage, watch};
use crate::process::{Outcome, cargo, output, succeed, target_dir};

/// Rows of the rosters.
const SIZES: [u32; 3] = [100_000, 1_000_000, 10_000_000];
/// How often each is measured. The best counts: other work on the machine only ever adds.
const TIMES: usize = 5;
/// For ten million rows on two cores: seconds, megabytes, and how much longer a check may take than a draw.
const SECONDS: f64 = 4.0;
const MEGABYTES: f64 = 1_500.0;
const CHECK: f64 = 1.2;
/// What a row of a roster may take, percent of what a row of a tenth of it takes: linear, but for what caches hold.
const LINEAR: f64 = 120.0;

/// # Errors
/// When a program does not build, a bundle does not verify, or a peer does not draw.
pub(crate) fn measure(stage: &Stage) -> Outcome<Vec<Figure>> {
    let program = program()?;
    let mut figures = Vec::new();
    let mut per_row = Vec::new();
    for size in SIZES {
        let folder = stage.folder().join(format!("roster-{size}"));
        output(Command::new(&program).args(["write", &size.to_string()]).arg(&folder))?;
        let compute = best(&program, "compute", &folder)?;
        let verify = best(&program, "verify", &folder)?;
        fs::remove_dir_all(&folder)?;
        figures.extend(sizes(size, compute, verify));
        per_row.push(compute.duration.as_secs_f64() / f64::from(size));
    }
    for ((small, large), rows) in per_row.iter().zip(per_row.iter().skip(1)).zip(SIZES.into_iter().skip(1)) {
        let name = format!("draw from {} rows, time of a row beside one of a tenth", thousands(rows));
        figures.push(Figure::percent(name, large / small * 100.0).at_most(LINEAR));
    }
    figures.extend(peers::measure(stage)?);
    figures.push(wasm::measure(stage)?);
    Ok(figures)
}

/// The domain's own example: the same functions as `sunlot draw`, without the rest of the server to build.
fn program() -> Outcome<PathBuf> {
    succeed(&mut cargo(["build", "--release", "--package", "domain", "--example", "scale"]))?;
    Ok(target_dir()?.join("release/examples/scale"))
}

fn best(program: &Path, what: &str, folder: &Path) -> Outcome<Import> {
    let mut best = Import { duration: Duration::MAX, peak: 0 };
    for _ in 0..TIMES {
        let mut command = Command::new(program);
        let (duration, peak) = watch(command.arg(what).arg(folder).stdout(Stdio::null()))?;
        best = Import { duration: best.duration.min(duration), peak: best.peak.max(peak) };
    }
    Ok(best)
}

fn sizes(size: u32, compute: Import, verify: Import) -> Vec<Figure> {
    let rows = thousands(size);
    let drawn = Figure::seconds(format!("draw from {rows} rows"), compute.duration);
    let checked = Figure::seconds(format!("check of {rows} rows"), verify.duration);
    let memory = Figure::memory(format!("draw from {rows} rows, peak memory"), compute.peak.max(verify.peak));
    if SIZES.last() == Some(&size) {
        let longest = compute.duration.as_secs_f64() * CHECK;
        return vec![drawn.at_most(SECONDS), checked.at_most(longest), memory.at_most(MEGABYTES)];
    }
    vec![drawn, checked, memory]
}

fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    groups.join(",")
}
