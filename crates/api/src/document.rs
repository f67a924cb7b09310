//! Documents that leave the office: certificates, notices, result sheets, summaries, transfer documents.
//!
//! Each is loaded in one read, then typeset outside of it: whoever waits for the database does not wait for a printer.

mod certificate;
mod inspection;
mod notice;
pub mod printer;
pub mod routes;
mod summary;
mod task;
mod transfer;

/// What a document says, and the name of its file.
pub(crate) struct Sheet<T> {
    /// What it says.
    pub content: T,
    /// Name to save it under.
    pub name: String,
}
