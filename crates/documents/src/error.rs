//! Why a document could not be made.

use std::path::PathBuf;

/// Why a document could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// None of the fonts that a role may use is installed.
    #[error("no font for the {role} role: none of {wanted} is installed")]
    Font {
        /// The field of [`FontSettings`](crate::fonts::FontSettings).
        role: &'static str,
        /// The families looked for.
        wanted: String,
    },
    /// A configured folder cannot be read.
    #[error("folder {0} cannot be read")]
    Folder(PathBuf),
    /// A template is wrong at a place.
    #[error("template {file}:{line}:{column}: {message}")]
    Template {
        /// Name of the template.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong, with hints and the calls that led there.
        message: String,
    },
    /// A template fails at no place that can be told.
    #[error("template: {0}")]
    Layout(String),
    /// The values cannot be handed to the template.
    #[error("the document's values cannot be written as JSON")]
    Values(#[from] serde_json::Error),
    /// An address is too long for a QR code.
    #[error("no QR code can hold the address")]
    Qr(#[from] qrcode::types::QrError),
    /// The parts of a large print could not be joined.
    #[error("the parts of a large print could not be joined")]
    Merge(#[from] lopdf::Error),
    /// The spreadsheet could not be written.
    #[error("the spreadsheet could not be written")]
    Spreadsheet(#[from] rust_xlsxwriter::XlsxError),
    /// The time of making is outside what a file can say.
    #[error("the time of making is out of range")]
    Time,
}
