//! Documents that leave the system — PDF by Typst, spreadsheets by `rust_xlsxwriter`.
//!
//! What a document says is chosen by the caller; how it looks (GB/T 9704-2012) is a `.typ` template, which a
//! department may override. There is no clock here: the same input gives the same bytes.

pub mod certificate;
pub mod error;
pub mod fonts;
pub mod notice;
pub mod press;
pub mod result_sheet;
pub mod summary;
pub mod transfer;

mod merge;
mod qr;
mod template;
#[cfg(test)]
mod testing;
mod world;
mod zh;

pub use error::Error;
pub use press::{Press, PressOptions};
