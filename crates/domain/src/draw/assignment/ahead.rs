//! Short lists worked out ahead on a second thread: most of the work is the keystream, five thousand numbers per object.

use std::sync::mpsc::sync_channel;
use std::thread;

use super::Object;
use super::eligibility::Eligibility;
use super::preference::{Preference, Shortlist};

/// Objects per message, and messages under way: memory stays small however far ahead it could be.
const BATCH: usize = 64;
const UNDER_WAY: usize = 8;
/// Below this many numbers a thread is not worth starting.
const WORTH_IT: usize = 1 << 20;

/// Calls `work` with the objects in order, each with the short lists of its places.
pub(super) fn each(
    preference: &Preference,
    eligible: &Eligibility,
    objects: &[&Object],
    inspectors: usize,
    mut work: impl FnMut(usize, Vec<Shortlist>),
) {
    let slots = eligible.places().checked_div(objects.len()).unwrap_or_default();
    let lists = |number: usize, object: &Object| {
        let first = number.saturating_mul(slots);
        preference.shortlists(eligible, &object.did, first..first.saturating_add(slots), inspectors)
    };
    let alone = |work: &mut dyn FnMut(usize, Vec<Shortlist>)| {
        for (number, object) in objects.iter().enumerate() {
            work(number, lists(number, object));
        }
    };
    if objects.len().saturating_mul(inspectors) < WORTH_IT {
        return alone(&mut work);
    }
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel::<Vec<Vec<Shortlist>>>(UNDER_WAY);
        let produce = move || {
            for (batch, objects) in (0..).step_by(BATCH).zip(objects.chunks(BATCH)) {
                let number = |(i, object): (usize, &&Object)| lists(batch + i, object);
                if sender.send(objects.iter().enumerate().map(number).collect()).is_err() {
                    return;
                }
            }
        };
        // A browser has no threads to give: then the same is done here.
        if thread::Builder::new().spawn_scoped(scope, produce).is_err() {
            return alone(&mut work);
        }
        for (number, lists) in receiver.iter().flatten().enumerate() {
            work(number, lists);
        }
    });
}
