//! The databases' own loaders, into the product's own migrated tables with all their indexes: what an import that
//! checked nothing would cost.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::figure::Figure;
use super::stage::{Backend, Stage};
use crate::process::{Outcome, output, shown};

const DATABASE: &str = "peer";

/// # Errors
/// When a loader is missing, fails, or does not load every row.
pub(crate) fn measure(stage: &Stage) -> Outcome<Vec<Figure>> {
    let rows = loadable(stage)?;
    let mut figures = Vec::new();
    for (backend, name) in [(Backend::Sqlite, "sqlite3 .import"), (Backend::Postgres, "psql \\copy")] {
        output(&mut stage.sunlot(backend, DATABASE, &["migrate"])?)?;
        let duration = match backend {
            Backend::Sqlite => sqlite(stage, &rows)?,
            Backend::Postgres => postgres(stage, &rows)?,
        };
        figures.push(Figure::rows_per_second(name, stage.world().objects(), duration));
    }
    Ok(figures)
}

/// The objects with every column of the table, in its order.
fn loadable(stage: &Stage) -> Outcome<PathBuf> {
    let path = stage.folder().join("loadable.csv");
    let mut from = csv::Reader::from_path(stage.objects()?)?;
    let mut to = csv::Writer::from_path(&path)?;
    for (key, row) in (1_u32..).zip(from.records()) {
        let row = row?;
        let key = key.to_string();
        let cells: [&str; 9] =
            row.iter().collect::<Vec<_>>().try_into().map_err(|_| "the register has other columns")?;
        let [code, name, founded, form, capital, scope, address, division, industry] = cells;
        let (kind, status, changed) = ("enterprise", "active", "2026-01-01 00:00:00");
        to.write_record([
            &key, code, name, kind, status, founded, form, capital, scope, address, division, industry, "",
            "", "", changed, "1",
        ])?;
    }
    to.flush()?;
    Ok(path)
}

fn sqlite(stage: &Stage, rows: &Path) -> Outcome<Duration> {
    let mut sqlite3 = Command::new("sqlite3");
    sqlite3.arg(stage.sqlite_file(DATABASE));
    let script = format!(".bail on\n.import --csv '{}' objects\n", rows.display());
    let duration = timed(&mut sqlite3, &script)?;
    let loaded = output(sqlite3.arg("SELECT count(*) FROM objects"))?;
    complete(stage, &loaded).map(|()| duration)
}

fn postgres(stage: &Stage, rows: &Path) -> Outcome<Duration> {
    let mut psql = stage.cluster()?.psql(DATABASE);
    // The type has no empty string: unquoted nothing is NULL, but `enterprise_type` may be empty.
    let script = format!(
        "\\copy objects FROM '{}' WITH (FORMAT csv, FORCE_NOT_NULL (enterprise_type))\n",
        rows.display()
    );
    let duration = timed(&mut psql, &script)?;
    let loaded = output(psql.args(["--command", "SELECT count(*) FROM objects"]))?;
    complete(stage, &loaded).map(|()| duration)
}

fn timed(loader: &mut Command, script: &str) -> Outcome<Duration> {
    let start = Instant::now();
    let mut child = loader
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .map_err(|error| format!("`{}`: {error}", shown(loader)))?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(script.as_bytes())?;
    }
    let status = child.wait()?;
    loader.stdin(Stdio::null()).stdout(Stdio::piped());
    if status.success() { Ok(start.elapsed()) } else { Err(format!("`{}`: {status}", shown(loader)).into()) }
}

fn complete(stage: &Stage, loaded: &str) -> Outcome {
    let wanted = stage.world().objects().to_string();
    if loaded.trim() == wanted {
        Ok(())
    } else {
        Err(format!("{} of {wanted} rows loaded", loaded.trim()).into())
    }
}
