//! 抽取: commitments, freeze, reveals, draw. The protocol itself is `domain::draw`.

pub(crate) mod answer;
pub(crate) mod ceremony;
pub(crate) mod conclude;
pub(crate) mod folder;
pub(crate) mod freeze;
mod roster;
pub mod routes;
mod service;
mod sorter;
pub(crate) mod spool;
