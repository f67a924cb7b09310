//! The public check of a draw, in the visitor's browser: `domain::draw::verify` over a bundle that never leaves the machine.
//!
//! [`Checked`] is plain Rust; `web` gives it to JavaScript, where a worker drives it. [`outcome()`] reads what a draw came to,
//! for the draw hall.

mod outcome;
mod own;
mod report;
#[cfg(target_arch = "wasm32")]
mod web;

use contract::check::{CheckEvent, CheckReport, OwnRowAnswer};
use domain::draw::bundle::{File, Source};
use domain::draw::compute::Event;
use domain::draw::verify::Verification;
use domain::draw::{Refusal, verify};

pub use outcome::outcome;

/// A bundle that was checked.
#[derive(Debug)]
pub struct Checked(Verification);

impl Checked {
    /// Checks a bundle. `on_event` hears of the rows read, of every check passed and of the one that is not.
    pub fn check(source: &impl Source, on_event: &mut dyn FnMut(CheckEvent)) -> Self {
        let verification = verify(source, &mut |event| {
            on_event(match event {
                Event::Rows { file, done, total } => {
                    CheckEvent::Rows { pass: if file == File::Roster { 1 } else { 2 }, done, total }
                }
                Event::Passed(passed) => CheckEvent::Passed { line: report::passed(&passed) },
            });
        });
        if let Some((check, failure)) = &verification.failure {
            on_event(CheckEvent::Failed { line: report::not_passed(*check), reason: failure.to_string() });
        }
        Self(verification)
    }

    /// What came of it.
    #[must_use]
    pub fn report(&self) -> CheckReport {
        report::report(&self.0)
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
        own::row(&self.0, source, code, salt)
    }
}
