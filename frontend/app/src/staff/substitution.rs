//! Substitutions: filed from an inspection, decided by the leader, shown wherever they matter.

mod decide;
mod file;
mod list;
mod standing;

pub use file::FileSubstitution;
pub use list::{OfTask, SubstitutionsPage, columns};
pub use standing::{Standing, use_substitutions};
