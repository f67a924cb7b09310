//! Imports.

use serde::{Deserialize, Serialize};
use validator::Validate;

/// How to import.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ImportQuery {
    /// Report what would happen, and change nothing.
    pub dry_run: Option<bool>,
    /// Name of the file, for the audit log.
    #[validate(length(max = 200))]
    #[cfg_attr(feature = "openapi", param(max_length = 200))]
    pub name: Option<String>,
}
