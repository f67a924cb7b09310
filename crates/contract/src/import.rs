//! Imports.

use serde::{Deserialize, Serialize};

/// How to import.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct ImportQuery {
    /// Report what would happen, and change nothing.
    pub dry_run: Option<bool>,
    /// Name of the file, for the audit log.
    pub name: Option<String>,
}
