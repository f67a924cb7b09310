//! 移送书: a case handed to another department or to the police.

pub mod routes;
pub(crate) mod service;
