//! The first pass over the roster, on as many cores as there are: one thread reads block by block and looks at blocks
//! itself when the others have enough. What comes of it does not depend on who looked at which.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::Read;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, Sender, TrySendError, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, Builder};

use super::Event;
use crate::draw::bundle::File;
use crate::draw::freeze::Freeze;
use crate::draw::merkle::Root;
use crate::draw::roster::{BLOCK_ROWS, Block, Blocks, RosterError, RosterFault};
use crate::draw::seed::Keys;
use crate::draw::selection::{Selection, Selector};

/// Blocks that wait for each helper, so that it need not wait while one is read or looked at here.
const QUEUE: usize = 3;

/// How many threads to work with; one where there are none, as in a browser.
pub(super) fn threads() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// A block and its place among the others.
type Job = (u64, Block);
/// The tree over the rows of the block of a place, or what is wrong with the first that is not right.
type Piece = (u64, Result<Root, RosterError>);

/// Order, form, root, and the rows with the least tickets.
pub(super) fn scan(
    reader: &mut dyn Read,
    freeze: &Freeze,
    keys: &Keys,
    threads: usize,
    watch: &mut dyn FnMut(Event),
) -> Result<(Root, Selection), RosterError> {
    let helpers = threads.saturating_sub(1);
    let (jobs, queue) = sync_channel::<Job>(helpers.saturating_mul(QUEUE));
    let queue = Mutex::new(queue);
    let (done, pieces) = channel::<Piece>();
    thread::scope(|scope| {
        let spawn = |done: Sender<Piece>| {
            let help = || help(&queue, done, Worker::new(freeze, keys));
            // Where no thread can be had, there is one less.
            Builder::new().spawn_scoped(scope, help).ok()
        };
        let helpers: Vec<_> = (0..helpers).map_while(|_| spawn(done.clone())).collect();
        drop(done);
        let jobs = (!helpers.is_empty()).then_some(jobs);
        let mut own = Worker::new(freeze, keys);
        let mut gathered = Gathered::default();
        let report = |done| watch(Event::Rows { file: File::Roster, done, total: freeze.roster.size });
        let mut report = report;
        for (place, block) in (0..).zip(Blocks::new(reader)) {
            let job = (place, block?);
            let left = match &jobs {
                Some(jobs) => jobs.try_send(job).err(),
                None => Some(TrySendError::Full(job)),
            };
            if let Some(TrySendError::Full((place, block)) | TrySendError::Disconnected((place, block))) =
                left
            {
                gathered.add((place, own.look_at(&block)));
            }
            pieces.try_iter().for_each(|piece| gathered.add(piece));
            gathered.join(&mut report)?;
        }
        drop(jobs);
        pieces.iter().for_each(|piece| gathered.add(piece));
        gathered.join(&mut report)?;
        report(gathered.root.size());
        let mut selector = own.selector;
        for helper in helpers {
            selector.merge(helper.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        Ok((gathered.root, selector.finish()))
    })
}

/// Looks at blocks until there are no more.
fn help(queue: &Mutex<Receiver<Job>>, done: Sender<Piece>, mut worker: Worker<'_>) -> Selector {
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
    while let Ok((place, block)) = next() {
        if done.send((place, worker.look_at(&block))).is_err() {
            break;
        }
    }
    worker.selector
}

struct Worker<'a> {
    freeze: &'a Freeze,
    selector: Selector,
}

impl<'a> Worker<'a> {
    fn new(freeze: &'a Freeze, keys: &Keys) -> Self {
        Self { freeze, selector: Selector::new(&freeze.strata, keys) }
    }

    fn look_at(&mut self, block: &Block) -> Result<Root, RosterError> {
        let mut root = Root::new();
        for row in block.rows() {
            let (row, encoded) = row?;
            let number = block.before().saturating_add(root.size()).saturating_add(1);
            let refuse = |kind| RosterError { row: number, kind };
            if number > self.freeze.roster.size {
                return Err(refuse(RosterFault::Surplus));
            }
            if !row.did.has_form(self.freeze.roster.blinded) {
                return Err(refuse(RosterFault::Did));
            }
            self.selector.push(&row).map_err(|_| refuse(RosterFault::Stratum))?;
            root.push(encoded);
        }
        Ok(root)
    }
}

/// Puts the pieces together in the order of the rows.
#[derive(Default)]
struct Gathered {
    root: Root,
    /// Pieces put together.
    joined: u64,
    /// Others, which came before their turn.
    early: BTreeMap<u64, Result<Root, RosterError>>,
}

impl Gathered {
    fn add(&mut self, (place, piece): Piece) {
        self.early.insert(place, piece);
    }

    /// Puts together what can be; of several faults, that of the first row counts.
    fn join(&mut self, report: &mut impl FnMut(u64)) -> Result<(), RosterError> {
        while let Some(piece) = self.early.remove(&self.joined) {
            let piece = piece?;
            self.root.extend(&piece);
            self.joined = self.joined.saturating_add(1);
            if piece.size() == BLOCK_ROWS {
                report(self.root.size());
            }
        }
        Ok(())
    }
}
