//! Gives audit entries their places in the log, in batches. Any node may try; the head's row lets one do it, and a step is
//! one transaction: what is killed has not happened, and what happened is not repeated.

use domain::draw::hash::frame;
use domain::log::Checkpoint;
use domain::log::leaf::{Audited, Leaf, ROTATE};
use domain::log::tree::Edge;
use persistence::audit::AuditEntry;
use persistence::log::{self, Head, NewEvent, Place};
use persistence::{Database, Writer};

use super::key;
use super::stored::{Stored, damaged, level};
use crate::clock::Clock;
use crate::entropy;
use crate::problem::Problem;

/// Entries of one step at most.
const BATCH: i64 = 1000;

/// What a step came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Entries have got their places.
    Sequenced {
        /// How many.
        count: usize,
        /// Whether others waited already.
        more: bool,
    },
    /// There is nothing to do.
    Idle,
    /// Another node is at it.
    Busy,
}

/// Sequences what waits, unless another node is at it; answers how many entries. What is written meanwhile waits for the next
/// time: whoever follows busy writers entry by entry pays for tiles and a signature each time, and slows them down.
///
/// # Errors
/// When the database does not answer; what was done is done.
pub fn run(database: &Database, clock: Clock) -> Result<usize, Problem> {
    let mut sequenced = 0;
    while let Step::Sequenced { count, more } = step(database, clock)? {
        sequenced += count;
        if !more {
            break;
        }
    }
    Ok(sequenced)
}

/// Sequences one batch.
///
/// # Errors
/// When the database does not answer; then nothing has changed.
pub fn step(database: &Database, clock: Clock) -> Result<Step, Problem> {
    // Most of the time there is nothing to do, and then nobody is held up.
    if !database.read(|reader| log::is_pending(reader).map_err(Problem::from))? {
        return Ok(Step::Idle);
    }
    database.keep_house(clock.now(), |writer| {
        let Some(head) = log::try_hold(writer)? else { return Ok(Step::Busy) };
        let mut entries = log::pending(writer, BATCH)?;
        let mut more = i64::try_from(entries.len()).is_ok_and(|count| count >= BATCH);
        // A new key is announced by the last entry that the old one signs.
        if let Some(place) = entries.iter().position(|entry| entry.action == ROTATE) {
            more |= place + 1 < entries.len();
            entries.truncate(place + 1);
        }
        if entries.is_empty() {
            return Ok(Step::Idle);
        }
        append(writer, &head, &entries)?;
        Ok(Step::Sequenced { count: entries.len(), more })
    })
}

fn append(writer: &mut Writer, head: &Head, entries: &[AuditEntry]) -> Result<(), Problem> {
    let mut edge = edge(writer, head.size)?;
    let seed = entropy::bytes32()?;
    let (mut places, mut events) = (Vec::new(), Vec::new());
    for (index, entry) in (head.size..).zip(entries) {
        let salt = frame("log-salt", &[&seed, &index.to_be_bytes()]);
        let leaf = Leaf::new(&audited(entry), &salt.0).map_err(|fault| Problem::internal(&fault))?;
        let text = leaf.to_json().map_err(|fault| Problem::internal(&fault))?;
        let hash = edge.push(&text).ok_or_else(|| Problem::internal(&"a leaf is too long"))?;
        places.push(Place { leaf_index: index, entry_id: entry.id, salt: salt.0.to_vec() });
        events.extend(leaf.shown.map(|shown| NewEvent {
            leaf_index: index,
            leaf_hash: hash.to_string(),
            action: shown.action.clone(),
            task_id: (entry.resource == "task").then(|| shown.key.parse().ok()).flatten(),
            round: shown.round().and_then(|round| i32::try_from(round).ok()),
            at: entry.at,
        }));
    }
    log::mark(writer, &places)?;
    log::insert_events(writer, &events)?;
    for ((kind, number), content) in edge.take_changed() {
        let number = i64::try_from(number).map_err(|cause| Problem::internal(&cause))?;
        log::put_tile(writer, level(kind), number, &content)?;
    }
    advance(writer, head, &edge, entries.iter().any(|entry| entry.action == ROTATE))
}

/// Signs what the log is now, and hands over to the next key when it was announced.
fn advance(writer: &mut Writer, head: &Head, edge: &Edge, rotated: bool) -> Result<(), Problem> {
    let signers = key::signers(writer, &head.origin)?;
    let checkpoint = Checkpoint { origin: head.origin.clone(), size: edge.size(), root: edge.root() };
    let next = Head {
        origin: head.origin.clone(),
        size: i64::try_from(edge.size()).map_err(|cause| Problem::internal(&cause))?,
        checkpoint: checkpoint.sign(&signers),
    };
    if let (true, [old, _]) = (rotated, signers.as_slice()) {
        log::hand_over(writer, &old.public().to_string(), &next.checkpoint)?;
    }
    // Nobody moves a head that is held; asked all the same, so that a log can never be forked.
    Ok(log::advance(writer, head, &next)?)
}

fn edge(writer: &mut Writer, size: i64) -> Result<Edge, Problem> {
    let size = u64::try_from(size).map_err(|cause| Problem::internal(&cause))?;
    let mut stored = Vec::new();
    for tile in Edge::tiles(size) {
        stored.push((tile, Stored(writer).content(tile.kind, tile.number)?));
    }
    Edge::resume(size, &stored).ok_or_else(damaged)
}

/// An entry, as the log takes it.
pub(super) fn audited(entry: &AuditEntry) -> Audited<'_> {
    Audited {
        at: entry.at.into(),
        user: entry.user_id,
        actor: &entry.actor,
        action: &entry.action,
        resource: &entry.resource,
        key: &entry.key,
        payload: &entry.payload,
    }
}
