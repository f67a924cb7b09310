//! A freeze of a whole province: from the rows in the database to roots, files and commitment, all stored.

use serde_json::json;

use super::figure::Figure;
use super::scene::Scene;
use super::stage::{Backend, Stage};
use crate::process::Outcome;

/// Objects in scope, all of them eligible.
const ELIGIBLE: u32 = 1_000_000;
const DATABASE: &str = "province";
/// Seconds that it may take on PostgreSQL.
const SECONDS: f64 = 10.0;

/// # Errors
/// When a step of the scenario is refused.
pub(crate) fn measure(stage: &Stage) -> Outcome<Vec<Figure>> {
    let mut figures = Vec::new();
    for backend in Backend::ALL {
        let scene = Scene::set(stage, backend, DATABASE, ELIGIBLE)?;
        let before = scene.server.peak()?;
        let duration = scene.act("freeze", &json!({}))?;
        let name = backend.name();
        let figure = Figure::seconds(format!("freeze of 1,000,000 eligible, {name}"), duration);
        figures.push(if backend == Backend::Postgres { figure.at_most(SECONDS) } else { figure });
        let more = scene.server.peak()?.saturating_sub(before);
        figures.push(Figure::memory(format!("the same, memory that it added at its peak, {name}"), more));
    }
    Ok(figures)
}
