//! Helpers of the black-box scenarios.
