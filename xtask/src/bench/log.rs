//! The public log keeps up with 2,000 audited events a second, and those who write hardly notice: pgbench writes at
//! that rate, and as fast as it goes, alone and beside a running server, by turns.

mod turns;

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::figure::{Figure, median};
use super::server::Server;
use super::stage::{Backend, Stage};
use crate::process::{Outcome, output};
use turns::{Side, Turns};

/// Audited events a second.
const RATE: u32 = 2_000;
/// How long is written each time, seconds: the sequencer comes twice a second, and what the last one left is not in the turn.
const SECONDS: u32 = 6;
/// How often each of the two is measured. Disks and the neighbours of a virtual machine change from minute to minute: many short
/// turns, each compared with the one beside it.
const TURNS: usize = 24;
/// Connections that write.
const WRITERS: u32 = 32;
/// Events that wait for a server that was away.
const BACKLOG: u32 = 100_000;
/// Longer than any backlog takes.
const PATIENCE: Duration = Duration::from_secs(300);

const USER: &str = "INSERT INTO users (id, username, display_name, password_hash, role, active, epoch, failed_logins, \
    created_at, version) VALUES (1, 'bench', 'bench', 'x', 'admin', TRUE, 1, 0, now(), 1)";

/// A change with its audit entry, as every use case makes one.
const CHANGE: &str = "\\set key random(1, 1000000000)
BEGIN;
INSERT INTO jobs (kind, state, user_id, node, created_at) VALUES ('bench', 'finished', 1, 'bench', now() AT TIME ZONE 'UTC');
INSERT INTO audit_entries (at, user_id, actor, action, resource, key, payload, digest)
  VALUES (now() AT TIME ZONE 'UTC', 1, '经办', 'inspection.record', 'inspection', :key,
  '{\"ended_on\":\"2026-09-18\",\"present\":[1,2],\"remark\":\"已当场提醒\",\"result\":\"no_problem\",\"results\":[{\"matter\":1,\"result\":\"no_problem\"}]}',
  repeat('ab', 32));
COMMIT;
";

const PENDING: &str = "SELECT count(*) FROM log_pending";

/// # Errors
/// When the server does not start, or pgbench is not there.
pub(crate) fn measure(stage: &Stage) -> Outcome<Vec<Figure>> {
    for side in [Side::Alone, Side::Beside] {
        output(&mut stage.sunlot(Backend::Postgres, database(side), &["migrate"])?)?;
        ask(stage, database(side), USER)?;
    }
    let server = Server::start(stage, Backend::Postgres, database(Side::Beside))?;
    let mut behind = Vec::new();
    let at_rate = Turns::take(TURNS, |side| {
        let median = median(at_rate(stage, side)?).ok_or("pgbench wrote nothing down")?;
        if side == Side::Beside {
            behind.push(drained(stage)?);
        }
        Ok(median)
    })?;
    let at_full_speed = Turns::take(TURNS, |side| {
        let changes = u32::try_from(write(stage, side, &[])?.len())?;
        if side == Side::Beside {
            drained(stage)?;
        }
        Duration::from_secs(SECONDS.into())
            .checked_div(changes)
            .ok_or_else(|| "pgbench wrote nothing down".into())
    })?;
    drop(server);
    Ok(vec![
        Figure::milliseconds(
            format!("write {RATE} audited events/s, no server: median"),
            at_rate.median(Side::Alone)?,
        ),
        Figure::milliseconds(
            format!("write {RATE} audited events/s, sequenced meanwhile: median"),
            at_rate.median(Side::Beside)?,
        ),
        Figure::percent("writers slowed by the sequencer: median of the turns", at_rate.slower()?)
            .at_most(10.0),
        Figure::rows_per_second("write as fast as it goes, no server", 1, at_full_speed.median(Side::Alone)?),
        Figure::rows_per_second(
            "write as fast as it goes, sequenced meanwhile",
            1,
            at_full_speed.median(Side::Beside)?,
        ),
        Figure::percent("writers slowed by the sequencer, as fast as it goes", at_full_speed.slower()?)
            .at_most(10.0),
        Figure::seconds("log complete after the last event", median(behind).unwrap_or_default()).at_most(3.0),
        Figure::rows_per_second("sequence a backlog", BACKLOG, backlog(stage)?),
    ])
}

fn database(side: Side) -> &'static str {
    match side {
        Side::Alone => "log_alone",
        Side::Beside => "log_beside",
    }
}

/// How long a server that comes back takes for what was written without it.
fn backlog(stage: &Stage) -> Outcome<Duration> {
    let fill = format!(
        "INSERT INTO audit_entries (at, user_id, actor, action, resource, key, payload, digest) SELECT now(), 1, '经办', \
         'inspection.record', 'inspection', n, '{{}}', repeat('ab', 32) FROM generate_series(1, {BACKLOG}) n"
    );
    ask(stage, database(Side::Beside), &fill)?;
    let _server = Server::start(stage, Backend::Postgres, database(Side::Beside))?;
    drained(stage)
}

/// Writes at the rate; how long each change took.
fn at_rate(stage: &Stage, side: Side) -> Outcome<Vec<Duration>> {
    let taken = write(stage, side, &["--rate", &RATE.to_string()])?;
    let expected = f64::from(RATE * SECONDS) * 0.95;
    let written = u32::try_from(taken.len())?;
    if f64::from(written) < expected {
        return Err(
            format!("only {written} events in {SECONDS} s: this machine is too slow or too busy").into()
        );
    }
    Ok(taken)
}

/// Writes, with these options of pgbench; how long each change took.
fn write(stage: &Stage, side: Side, options: &[&str]) -> Outcome<Vec<Duration>> {
    let script = stage.folder().join("change.sql");
    fs::write(&script, CHANGE)?;
    let prefix = format!("pgbench-{}", database(side));
    let mut pgbench = stage.cluster()?.pgbench(database(side));
    pgbench.args(["--no-vacuum", "--log", "--client", &WRITERS.to_string(), "--jobs", "2"]);
    pgbench.args(["--time", &SECONDS.to_string(), "--file"]).arg(script);
    pgbench.arg("--log-prefix").arg(stage.folder().join(&prefix)).args(options);
    output(&mut pgbench)?;
    latencies(stage.folder(), &prefix)
}

/// The third column of pgbench's log: microseconds from begin to commit, with the wait of a late start.
fn latencies(folder: &Path, prefix: &str) -> Outcome<Vec<Duration>> {
    let mut taken = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(prefix)) {
            let text = fs::read_to_string(&path)?;
            let latency = |line: &str| line.split(' ').nth(2).and_then(|column| column.parse().ok());
            taken.extend(text.lines().filter_map(latency).map(Duration::from_micros));
            fs::remove_file(path)?;
        }
    }
    Ok(taken)
}

/// How long it takes until no entry waits.
fn drained(stage: &Stage) -> Outcome<Duration> {
    let begun = Instant::now();
    while ask(stage, database(Side::Beside), PENDING)?.trim() != "0" {
        if begun.elapsed() > PATIENCE {
            return Err("the log does not keep up".into());
        }
        thread::sleep(Duration::from_millis(50));
    }
    Ok(begun.elapsed())
}

fn ask(stage: &Stage, database: &str, statement: &str) -> Outcome<String> {
    output(stage.cluster()?.psql(database).args(["--command", statement]))
}
