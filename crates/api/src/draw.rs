//! 抽取: commitments, freeze, reveals, draw. The protocol itself is `domain::draw`.

pub(crate) mod answer;
mod ceremony;
mod conclude;
pub(crate) mod folder;
mod freeze;
mod roster;
pub mod routes;
mod service;
mod sorter;
mod spool;
