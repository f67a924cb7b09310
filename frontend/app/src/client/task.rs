//! Tasks and their stages.
