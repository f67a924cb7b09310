//! Inspections and the unified form.

mod closing;
mod detail;
mod draft;
mod entry;
mod form;
mod items;
mod list;
mod recorded;

pub use detail::InspectionPage;
pub use list::InspectionsPage;
