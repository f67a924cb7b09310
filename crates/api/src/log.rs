//! 全程留痕: the public log. Its sequencer works beside the requests; whoever reads needs no permission.

pub(crate) mod evidence;
pub mod key;
pub mod routes;
pub mod sequencer;
mod service;
mod stored;
pub mod worker;
