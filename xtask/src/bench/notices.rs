//! All notices of a task in one PDF.

use serde_json::json;

use super::figure::Figure;
use super::scene::{DRAWN, Scene};
use super::stage::Backend;
use crate::process::Outcome;

/// # Errors
/// When the task cannot be issued, or what comes is no PDF.
pub(crate) fn measure(scene: &Scene, backend: Backend) -> Outcome<Vec<Figure>> {
    scene.act("issue", &json!({}))?;
    let (file, duration) = scene.clerk.download(&format!("/tasks/{}/notices.pdf", scene.task))?;
    if !file.starts_with(b"%PDF-") {
        return Err("the notices are no PDF".into());
    }
    Ok(vec![
        Figure::seconds(format!("{DRAWN} notices in one PDF, {}", backend.name()), duration).at_most(20.0),
    ])
}
