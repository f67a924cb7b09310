//! Inspectors and recusals.
