//! 抽取: commitments, freeze, reveals, draw. The protocol itself is `domain::draw`.

pub(crate) mod announce;
pub(crate) mod answer;
pub(crate) mod ceremony;
pub(crate) mod conclude;
pub mod deadline;
pub(crate) mod events;
pub(crate) mod exclusion;
pub(crate) mod folder;
pub(crate) mod freeze;
pub(crate) mod policy;
mod relaxation;
pub mod release;
mod roster;
pub(crate) mod rounds;
pub mod routes;
mod salt;
mod service;
mod skip;
mod sorter;
pub(crate) mod spool;
pub(crate) mod strike;
pub(crate) mod substitution;
mod value;
pub(crate) mod void;
pub mod watch;
