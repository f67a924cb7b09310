//! Import of the register of objects, by `sunlot import objects`.

use super::figure::Figure;
use super::stage::{Backend, Stage};
use crate::process::Outcome;

/// # Errors
/// When an import fails or does not accept every row.
pub(crate) fn measure(stage: &Stage) -> Outcome<Vec<Figure>> {
    let mut figures = Vec::new();
    for backend in Backend::ALL {
        let import = stage.filled(backend)?;
        let name = format!("import of objects, {}", backend.name());
        figures.push(Figure::rows_per_second(name.clone(), stage.world().objects(), import.duration));
        figures.push(Figure::memory(format!("{name}: peak memory"), import.peak).at_most(300.0));
    }
    Ok(figures)
}
