//! Transfer documents.
