//! Transfer documents.

mod detail;
mod draft;
mod form;
mod list;

pub use detail::TransferPage;
pub use draft::DraftTransfer;
pub use list::{TransfersPage, columns};
