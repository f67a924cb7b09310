//! The working-day calendar.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::answer;

answer! {
    /// A day that is not what its weekday says.
    pub struct CalendarDay {
        /// The day.
        pub day: NaiveDate,
        /// `holiday` or `workday`.
        pub kind: String,
        /// The festival.
        pub name: String,
    }
}

answer! {
    /// A due day.
    pub struct DueDay {
        /// The day.
        pub on: NaiveDate,
        /// Whether the holidays of every year up to it have been entered; if not, only weekends were skipped.
        pub certain: bool,
        /// What that means, in words.
        pub note: Option<String>,
    }
}

/// From when, how many.
#[derive(Debug, Clone, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct DueQuery {
    /// The day before the first that counts.
    #[validate(custom(function = "crate::in_our_time"))]
    pub from: NaiveDate,
    /// Working days.
    #[validate(range(min = 1, max = 250))]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 250))]
    pub working_days: u32,
}
