//! Issuing bodies, departments, divisions.
