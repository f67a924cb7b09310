//! The draw: commitments, freeze, reveals, result.
