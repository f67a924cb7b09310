//! From the start of the process to `/readyz`, on a filled database.

use super::figure::{Figure, median};
use super::server::Server;
use super::stage::{Backend, FILLED, Stage};
use crate::process::Outcome;

const REPEATS: usize = 7;

/// # Errors
/// When the server does not become ready.
pub(crate) fn measure(stage: &Stage) -> Outcome<Vec<Figure>> {
    let mut figures = Vec::new();
    for backend in Backend::ALL {
        stage.filled(backend)?;
        let mut starts = Vec::new();
        for _ in 0..REPEATS {
            starts.push(Server::start(stage, backend, FILLED)?.start);
        }
        let median = median(starts).ok_or("no start was measured")?;
        figures.push(
            Figure::milliseconds(format!("start to ready, {}", backend.name()), median).at_most(1000.0),
        );
    }
    Ok(figures)
}
