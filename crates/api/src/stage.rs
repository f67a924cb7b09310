//! What happens to a task after its draw: issue, submit, approve or return, disclose, archive; and void.

pub mod routes;
pub(crate) mod service;
