//! What the public sees.
