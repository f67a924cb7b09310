//! One pass over a log: what is new is read, checked and remembered.

use bundle_zip::Zip;
use domain::draw::freeze::Mode;
use domain::draw::hash::Hash;
use domain::draw::refusal::Refusal;
use domain::draw::verify;
use domain::draw::verify::Failure;
use domain::log::Checkpoint;
use domain::log::monitor::{Due, Finding, Monitor, News};
use domain::log::note::Key;

use super::{Stop, Watch, state};

/// What a pass came to.
#[derive(Debug, Default)]
pub struct Report {
    /// The name of the log.
    pub origin: String,
    /// Its size.
    pub size: u64,
    /// Entries that were new.
    pub read: u64,
    /// The key that signs, when it was taken from the site now.
    pub adopted: Option<String>,
    /// Results recomputed, and the same.
    pub recomputed: usize,
    /// Results that are not public yet.
    pub withheld: usize,
    /// Rounds whose task was voided after their result, and why.
    pub withdrawn: Vec<(String, String)>,
    /// What was found.
    pub findings: Vec<Finding>,
    /// What could not be looked at.
    pub unreadable: Option<String>,
}

/// Reads what is new.
pub fn run(watch: &Watch) -> Result<Report, Stop> {
    let remembered = state::load(&watch.state)?;
    let is_new = remembered.is_none();
    let mut monitor = match remembered {
        Some(monitor) => monitor,
        None => Monitor::new(&first_key(watch)?),
    };
    let adopted = (is_new && watch.key.is_none()).then(|| monitor.key().to_owned());
    let before = monitor.size();
    let mut findings = Vec::new();
    loop {
        let note = watch.client.checkpoint()?;
        match monitor.look(&note, &watch.witnesses)? {
            News::Same => break,
            News::Grown(checkpoint) => {
                findings.extend(read(watch, &mut monitor, &checkpoint)?);
                break;
            }
            // Whoever signs must have been announced: read up to there, and look again.
            News::Unsigned => findings.extend(succeed(watch, &mut monitor)?),
        }
    }
    let mut report = recompute(watch, &mut monitor)?;
    findings.append(&mut report.findings);
    findings.extend(monitor.overdue(watch.clock.now(), watch.limit));
    let key: Result<Key, _> = monitor.key().parse();
    let origin = key.map(|key| key.name().to_owned()).unwrap_or_default();
    let size = monitor.size();
    let withdrawn = monitor.withdrawn().map(|(round, why)| (round.to_owned(), why.to_owned())).collect();
    Ok(Report { origin, size, read: size.saturating_sub(before), adopted, withdrawn, findings, ..report })
}

/// The key to begin with: the one given, or the first that the log says it had.
fn first_key(watch: &Watch) -> Result<Key, Stop> {
    if let Some(key) = &watch.key {
        return Ok(key.clone());
    }
    let keys = watch.client.keys()?;
    let first = keys.first().and_then(|key| key.vkey.parse().ok());
    first.ok_or_else(|| Stop::Unreadable("网站没有公布日志的公钥".to_owned()))
}

/// Reads up to a checkpoint, and remembers.
fn read(watch: &Watch, monitor: &mut Monitor, checkpoint: &Checkpoint) -> Result<Vec<Finding>, Stop> {
    let entries = watch.client.entries(monitor.size(), checkpoint.size);
    let findings = monitor.read(checkpoint, entries)??;
    state::save(&watch.state, monitor)?;
    Ok(findings)
}

/// Reads up to the last checkpoint of the key that is trusted: its last entry names the next key.
fn succeed(watch: &Watch, monitor: &mut Monitor) -> Result<Vec<Finding>, Stop> {
    let trusted = monitor.key().to_owned();
    let keys = watch.client.keys()?;
    let handover = keys.into_iter().find(|key| key.vkey == trusted).and_then(|key| key.handover);
    let handover = handover.ok_or(Finding::Stranger)?;
    let News::Grown(checkpoint) = monitor.look(handover.as_bytes(), &watch.witnesses)? else {
        return Err(Finding::Stranger.into());
    };
    let findings = read(watch, monitor, &checkpoint)?;
    if monitor.key() == trusted { Err(Finding::Stranger.into()) } else { Ok(findings) }
}

/// Recomputes results from their bundles.
fn recompute(watch: &Watch, monitor: &mut Monitor) -> Result<Report, Stop> {
    let mut report = Report::default();
    for due in monitor.due() {
        match outcome(watch, &due) {
            Ok(Outcome::Verified) => {
                monitor.checked(&due);
                report.recomputed = report.recomputed.saturating_add(1);
            }
            // Of an unannounced visit: its result is not public yet.
            Ok(Outcome::Sealed) => report.withheld = report.withheld.saturating_add(1),
            Ok(Outcome::Differs(reason)) => {
                report.findings.push(Finding::NotRecomputed { task: due.task, round: due.round, reason });
            }
            Err(stop) => report.unreadable = Some(stop.to_string()),
        }
    }
    state::save(&watch.state, monitor)?;
    Ok(report)
}

enum Outcome {
    Verified,
    Sealed,
    Differs(String),
}

fn outcome(watch: &Watch, due: &Due) -> Result<Outcome, Stop> {
    let Ok(task) = due.task.parse() else {
        return Ok(Outcome::Differs("日志没有写明任务".to_owned()));
    };
    let Some(file) = watch.client.bundle(task, due.round)? else {
        return Ok(Outcome::Differs("没有公布证据包".to_owned()));
    };
    let verification = verify(&Zip::new(|| file.reopen()), &mut |_| {});
    let freeze = verification.freeze.as_ref().and_then(|freeze| freeze.hash().ok());
    let is = |hash: Option<Hash>, logged: &str| hash.is_some_and(|hash| hash.to_string() == logged);
    let frozen = is(freeze, &due.freeze_hash);
    let sealed = verification.freeze.as_ref().is_some_and(|freeze| freeze.mode == Mode::Sealed);
    match &verification.failure {
        // Only the freeze that the log has may say that there is nothing to see yet.
        Some((_, failure)) if frozen && sealed && withheld(failure) => return Ok(Outcome::Sealed),
        Some((_, failure)) => return Ok(Outcome::Differs(failure.to_string())),
        None => {}
    }
    let result = verification.recomputed.and_then(|recomputed| recomputed.draw.result.hash().ok());
    Ok(if frozen && is(result, &due.result_hash) {
        Outcome::Verified
    } else {
        Outcome::Differs("证据包的锁定书或结果与日志记载的不同".to_owned())
    })
}

fn withheld(failure: &Failure) -> bool {
    matches!(failure, Failure::Refused(Refusal::Undrawn(_)))
}
