//! Inspections.
