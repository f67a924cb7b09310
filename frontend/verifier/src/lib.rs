//! The public check of a draw, in the visitor's browser: `domain::draw::verify` over a bundle that never leaves the machine.
//!
//! [`Checked`] is plain Rust; `web` gives it to JavaScript, where a worker drives it. [`outcome()`] reads what a draw came to,
//! for the draw hall; [`log_answer`] what pages ask of the public log, [`witness_refusal`] whether a witness may reveal.

mod log;
mod outcome;
mod own;
mod report;
#[cfg(target_arch = "wasm32")]
mod web;
mod witness;

use std::io::{self, Read, Seek};

use bundle_zip::Zip;
use contract::check::log::LogPart;
use contract::check::{CheckEvent, CheckReport, OwnRowAnswer};
use domain::draw::bundle::{File, Source};
use domain::draw::canonical::OBJECT_LIMIT;
use domain::draw::compute::Event;
use domain::draw::verify::Verification;
use domain::draw::{Refusal, verify};
use domain::log::evidence::Evidence;
use domain::log::note::Key;

pub use log::answer as log_answer;
pub use outcome::outcome;
pub use witness::refusal as witness_refusal;

/// A bundle that was checked.
#[derive(Debug)]
pub struct Checked {
    verification: Verification,
    log: log::Outcome,
    /// Why the check says nothing of the draw, though it failed.
    damage: Option<String>,
}

impl Checked {
    /// Checks a bundle in a ZIP, with the log's part if it has one; with trusted keys of the log it must have one. `on_event` hears
    /// of the rows read, of every check passed and of the one that is not. A bundle that does not verify because the ZIP was
    /// damaged on its way is unreadable.
    pub fn check<R: Read + Seek, F: Fn() -> io::Result<R>>(
        zip: &Zip<F>,
        log_keys: &[Key],
        on_event: &mut dyn FnMut(CheckEvent),
    ) -> Self {
        let verification = verify(zip, &mut |event| {
            on_event(match event {
                Event::Rows { file, done, total } => {
                    CheckEvent::Rows { pass: if file == File::Roster { 1 } else { 2 }, done, total }
                }
                Event::Passed(passed) => CheckEvent::Passed { line: report::passed(&passed) },
            });
        });
        let log = match &verification.failure {
            None => {
                let evidence = Evidence::read(|file| zip.beside(file.name(), OBJECT_LIMIT));
                log::part(&verification, evidence, log_keys)
            }
            Some(_) => log::Outcome::not_reached(),
        };
        let failed = verification.failure.is_some() || log.failure.is_some();
        let damaged = || zip.damaged().ok().flatten().map(|member| bundle_zip::damage(&member));
        let checked = Self { verification, log, damage: failed.then(damaged).flatten() };
        checked.tell_end(on_event);
        checked
    }

    /// Tells of the log's part, or of the check that was not passed.
    fn tell_end(&self, on_event: &mut dyn FnMut(CheckEvent)) {
        let or_damage = |reason: String| self.damage.clone().unwrap_or(reason);
        if let Some((check, failure)) = &self.verification.failure {
            let line = report::not_passed(*check);
            on_event(CheckEvent::Failed { line, reason: or_damage(failure.to_string()) });
            return;
        }
        let line = self.log.told.line.clone();
        match (self.log.told.part, &self.log.failure) {
            (_, Some((reason, _))) => {
                on_event(CheckEvent::Failed { line, reason: or_damage(reason.clone()) });
            }
            (LogPart::Passed, None) => on_event(CheckEvent::Passed { line }),
            (LogPart::Absent | LogPart::NotReached | LogPart::Failed, None) => {}
        }
    }

    /// What came of it.
    #[must_use]
    pub fn report(&self) -> CheckReport {
        let mut report = report::report(&self.verification, &self.log);
        if let (Some(failure), Some(damage)) = (&mut report.failure, &self.damage) {
            failure.reason.clone_from(damage);
            failure.unreadable = true;
            failure.undrawn = false;
            failure.difference = None;
        }
        report
    }

    /// Looks for a firm's own row in the bundle that was checked. Nothing is found in one that does not verify.
    ///
    /// # Errors
    /// [`Refusal`] when the bundle has changed since, or cannot be read any more.
    pub fn own_row(
        &self,
        source: &impl Source,
        code: &str,
        salt: Option<&str>,
    ) -> Result<OwnRowAnswer, Refusal> {
        if self.log.failure.is_some() {
            return Ok(own::not_verified());
        }
        own::row(&self.verification, source, code, salt)
    }
}
