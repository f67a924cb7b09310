//! What the address of an import says.

use domain::import::{Kind, Verdict};
use serde::{Deserialize, Serialize};

/// What is imported, and which rows of its report are shown.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct View {
    /// What the file holds.
    pub(super) kind: Option<Kind>,
    /// Of a job: whether it only tries.
    pub(super) dry_run: Option<bool>,
    /// Of a job: name of the file.
    pub(super) name: Option<String>,
    /// Only rows with this verdict.
    pub(super) verdict: Option<Verdict>,
    /// Only rows of this rule.
    pub(super) rule: Option<String>,
    /// Only rows that contain this.
    pub(super) text: Option<String>,
}
