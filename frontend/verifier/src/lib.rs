//! The public check of a draw, in the visitor's browser: `domain::draw::verify` over a bundle that never leaves the machine.
//!
//! [`Checked`] is plain Rust; `web` gives it to JavaScript, where a worker drives it. [`outcome()`] reads what a draw came to,
//! for the draw hall.

mod outcome;
mod own;
mod report;
#[cfg(target_arch = "wasm32")]
mod web;

use std::io::{self, Read, Seek};

use bundle_zip::Zip;
use contract::check::{CheckEvent, CheckReport, OwnRowAnswer};
use domain::draw::bundle::{File, Source};
use domain::draw::compute::Event;
use domain::draw::verify::Verification;
use domain::draw::{Refusal, verify};

pub use outcome::outcome;

/// A bundle that was checked.
#[derive(Debug)]
pub struct Checked {
    verification: Verification,
    /// Why the check says nothing of the draw, though it failed.
    damage: Option<String>,
}

impl Checked {
    /// Checks a bundle. `on_event` hears of the rows read, of every check passed and of the one that is not.
    pub fn check(source: &impl Source, on_event: &mut dyn FnMut(CheckEvent)) -> Self {
        Self::check_or(source, &mut || None, on_event)
    }

    /// Checks a bundle in a ZIP. One that does not verify because the ZIP was damaged on its way is unreadable.
    pub fn check_zip<R: Read + Seek, F: Fn() -> io::Result<R>>(
        zip: &Zip<F>,
        on_event: &mut dyn FnMut(CheckEvent),
    ) -> Self {
        let damage = &mut || zip.damaged().ok().flatten().map(|member| bundle_zip::damage(&member));
        Self::check_or(zip, damage, on_event)
    }

    fn check_or(
        source: &impl Source,
        damage: &mut dyn FnMut() -> Option<String>,
        on_event: &mut dyn FnMut(CheckEvent),
    ) -> Self {
        let verification = verify(source, &mut |event| {
            on_event(match event {
                Event::Rows { file, done, total } => {
                    CheckEvent::Rows { pass: if file == File::Roster { 1 } else { 2 }, done, total }
                }
                Event::Passed(passed) => CheckEvent::Passed { line: report::passed(&passed) },
            });
        });
        let damage = verification.failure.as_ref().and_then(|_| damage());
        if let Some((check, failure)) = &verification.failure {
            let reason = damage.clone().unwrap_or_else(|| failure.to_string());
            on_event(CheckEvent::Failed { line: report::not_passed(*check), reason });
        }
        Self { verification, damage }
    }

    /// What came of it.
    #[must_use]
    pub fn report(&self) -> CheckReport {
        let mut report = report::report(&self.verification);
        if let (Some(failure), Some(damage)) = (&mut report.failure, &self.damage) {
            failure.reason.clone_from(damage);
            failure.unreadable = true;
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
        own::row(&self.verification, source, code, salt)
    }
}
