//! Pages of lists.

use serde::{Deserialize, Serialize};
use validator::Validate;

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Number of this page, from 1.
    pub page: u32,
    /// Rows per page, at most 200.
    pub page_size: u32,
    /// Rows that the filters leave; not counted beyond 10 000.
    pub total: i64,
    /// Whether there are more than `total` rows.
    pub total_is_minimum: bool,
}

/// Which page.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct PageQuery {
    /// Number of the page, from 1.
    #[validate(range(min = 1))]
    #[cfg_attr(feature = "openapi", param(minimum = 1, default = 1))]
    pub page: Option<u32>,
    /// Rows per page.
    #[validate(range(min = 1, max = 200))]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 200, default = 50))]
    pub page_size: Option<u32>,
}

impl PageQuery {
    /// Most rows of one page.
    pub const MOST: u32 = 200;

    /// Names of the parameters.
    pub const PARAMETERS: [&str; 2] = ["page", "page_size"];

    /// Number and size; where none was asked for, the first page and 50 rows.
    #[must_use]
    pub fn wanted(self) -> (u32, u32) {
        (self.page.unwrap_or(1), self.page_size.unwrap_or(50))
    }
}
