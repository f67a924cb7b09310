//! Matters and the matter list.
