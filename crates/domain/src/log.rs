//! 全程留痕: one append-only log of every audited event (protocol §10, `docs/draw-protocol.md`).
//!
//! The tree is that of RFC 6962; it is laid out in tiles (C2SP `tlog-tiles`), its heads are signed notes (C2SP
//! `signed-note`, `tlog-checkpoint`), so that clients of other transparency logs read it.

pub mod checkpoint;
pub mod evidence;
pub mod history;
pub mod leaf;
pub mod monitor;
pub mod note;
pub mod proof;
pub mod tile;
pub mod tree;

pub use checkpoint::Checkpoint;
pub use leaf::Leaf;
pub use tile::Tile;
