//! Freeze and draw: roster, Merkle roots, selection, assignment, all stored.

use serde_json::json;

use super::figure::Figure;
use super::scene::Scene;
use super::stage::Backend;
use crate::process::Outcome;

/// # Errors
/// When the freeze or the draw is refused.
pub(crate) fn measure(scene: &Scene, backend: Backend) -> Outcome<Vec<Figure>> {
    let freeze = scene.act("freeze", &json!({}))?;
    let draw = scene.act("draw", &json!({}))?;
    let name = backend.name();
    Ok(vec![
        Figure::seconds(format!("freeze of 100,000 eligible, {name}"), freeze),
        Figure::seconds(format!("draw of 1,000 of them, {name}"), draw),
        Figure::seconds(format!("freeze and draw, {name}"), freeze + draw).at_most(2.0),
    ])
}
