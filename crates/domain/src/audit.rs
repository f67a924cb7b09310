//! Audit entries: who did what to which thing, as canonical JSON with its digest.

use serde::Serialize;
use sha2::{Digest, Sha256};

/// What happened, ready to be stored beside the change it describes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Stable name of the action, `task.freeze`.
    pub action: &'static str,
    /// The kind of thing acted on, `task`.
    pub resource: &'static str,
    /// Its key, as text.
    pub key: String,
    /// The change itself, as canonical JSON (RFC 8785).
    pub payload: String,
    /// SHA-256 of `payload`, lower-case hex.
    pub digest: String,
}

impl Entry {
    /// Describes a change.
    ///
    /// # Errors
    /// When `payload` cannot be written as JSON.
    pub fn new(
        action: &'static str,
        resource: &'static str,
        key: impl ToString,
        payload: &impl Serialize,
    ) -> Result<Self, serde_json::Error> {
        let payload = serde_json_canonicalizer::to_string(payload)?;
        let digest = hex::encode(Sha256::digest(payload.as_bytes()));
        Ok(Self { action, resource, key: key.to_string(), payload, digest })
    }
}
