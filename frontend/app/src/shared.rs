//! What staff and portal pages share.

pub mod ceremony;
pub mod chart;
pub mod clock;
pub mod code;
pub mod confirm;
pub mod content;
pub mod countdown;
pub mod crumbs;
pub mod document;
pub mod download;
pub mod filter;
pub mod form;
pub mod language;
pub mod limits;
pub mod listing;
pub mod loaded;
pub mod log;
pub mod notice;
pub mod online;
pub mod party;
pub mod reason;
pub mod resource;
pub mod search;
pub mod words;
