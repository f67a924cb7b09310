//! The public log keeps up with 2,000 audited events a second, and those who write hardly notice: pgbench writes at
//! that rate, alone and beside a running server, by turns.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::figure::{Figure, median};
use super::server::Server;
use super::stage::{Backend, Stage};
use crate::process::{Outcome, output};

/// Audited events a second.
const RATE: u32 = 2_000;
/// How long they are written each time, seconds.
const SECONDS: u32 = 3;
/// How often each of the two is measured. Disks and the neighbours of a virtual machine change from minute to minute: many short
/// turns, each compared with the one beside it.
const TURNS: usize = 40;
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
    let (alone, beside) = ("log_alone", "log_beside");
    for database in [alone, beside] {
        output(&mut stage.sunlot(Backend::Postgres, database, &["migrate"])?)?;
        ask(stage, database, USER)?;
    }
    let server = Server::start(stage, Backend::Postgres, beside)?;
    let (mut without, mut with, mut slower, mut behind) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for turn in 0..TURNS {
        let sequenced_first = turn % 2 == 1;
        let mut measure = |sequenced| {
            let median = write(stage, if sequenced { beside } else { alone })?;
            if sequenced {
                behind.push(drained(stage, beside)?);
            }
            Outcome::Ok(median)
        };
        let (first, second) = (measure(sequenced_first)?, measure(!sequenced_first)?);
        let (one, other) = if sequenced_first { (second, first) } else { (first, second) };
        slower.push((other.as_secs_f64() / one.as_secs_f64() - 1.0) * 100.0);
        without.push(one);
        with.push(other);
    }
    drop(server);
    slower.sort_by(f64::total_cmp);
    let slower = slower.get(TURNS / 2).copied().unwrap_or_default();
    let (without, with) = (median(without).unwrap_or_default(), median(with).unwrap_or_default());
    let fill = format!(
        "INSERT INTO audit_entries (at, user_id, actor, action, resource, key, payload, digest) SELECT now(), 1, '经办', \
         'inspection.record', 'inspection', n, '{{}}', repeat('ab', 32) FROM generate_series(1, {BACKLOG}) n"
    );
    ask(stage, beside, &fill)?;
    let _server = Server::start(stage, Backend::Postgres, beside)?;
    let backlog = drained(stage, beside)?;
    Ok(vec![
        Figure::milliseconds(format!("write {RATE} audited events/s, no server: median"), without),
        Figure::milliseconds(format!("write {RATE} audited events/s, sequenced meanwhile: median"), with),
        Figure::percent("writers slowed by the sequencer: median of the turns", slower).at_most(10.0),
        Figure::seconds("log complete after the last event", median(behind).unwrap_or_default()).at_most(3.0),
        Figure::rows_per_second("sequence a backlog", BACKLOG, backlog),
    ])
}

/// Writes at the rate; the median of how long a change took.
fn write(stage: &Stage, database: &str) -> Outcome<Duration> {
    let script = stage.folder().join("change.sql");
    fs::write(&script, CHANGE)?;
    let prefix = stage.folder().join(format!("pgbench-{database}"));
    let mut pgbench = stage.cluster()?.pgbench(database);
    pgbench.args([
        "--no-vacuum",
        "--log",
        "--client",
        &WRITERS.to_string(),
        "--jobs",
        "2",
        "--time",
        &SECONDS.to_string(),
    ]);
    pgbench.args(["--rate", &RATE.to_string(), "--file"]).arg(script).arg("--log-prefix").arg(&prefix);
    output(&mut pgbench)?;
    let taken = latencies(stage.folder(), &format!("pgbench-{database}"))?;
    let expected = f64::from(RATE * SECONDS) * 0.95;
    let written = u32::try_from(taken.len())?;
    if f64::from(written) < expected {
        return Err(
            format!("only {written} events in {SECONDS} s: this machine is too slow or too busy").into()
        );
    }
    median(taken).ok_or_else(|| "pgbench wrote nothing down".into())
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
fn drained(stage: &Stage, database: &str) -> Outcome<Duration> {
    let begun = Instant::now();
    while ask(stage, database, PENDING)?.trim() != "0" {
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
