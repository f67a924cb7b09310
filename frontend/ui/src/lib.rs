//! UI5 Web Components as typed Yew components: the only crate that names their tags.
//!
//! [`element!`] makes a component of a tag: attributes and properties with types, events with a payload. Fields put a
//! label, a control and the complaint about it together. Pages use nothing else.

#[macro_use]
mod element;

pub mod action;
pub mod chart;
pub mod container;
pub mod document;
pub mod field;
pub mod input;
pub mod navigation;
pub mod status;
pub mod table;
pub mod text;

pub use element::{Attribute, Element, Listener, Property};
