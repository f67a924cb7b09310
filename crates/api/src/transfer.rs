//! 移送书: a case handed to another department or to the police.

pub mod routes;
mod service;
