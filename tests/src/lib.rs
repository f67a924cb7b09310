//! Helpers of the black-box scenarios: the real binary as a process of its own, those who call it over HTTP, the real
//! registers, the text of its documents. Nothing here knows the product's code.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test helper fails its test by panicking"
)]

mod binary;
mod client;
mod data;
mod read;
mod sunlot;

pub use client::{Answer, Client, Nobody};
pub use data::{Registers, today};
pub use read::{pdf_text, squeeze, strings_and_keys};
pub use sunlot::{PASSWORD, Sunlot, json};
