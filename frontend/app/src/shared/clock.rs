//! What time it is, by the visitor's clock.

use chrono::{DateTime, NaiveDate, Utc};

use crate::format;

/// Now.
#[must_use]
pub fn now() -> DateTime<Utc> {
    let text = String::from(js_sys::Date::new_0().to_iso_string());
    // JavaScript writes RFC 3339.
    DateTime::parse_from_rfc3339(&text).map(|time| time.to_utc()).unwrap_or_default()
}

/// The day it is in China.
#[must_use]
pub fn today() -> NaiveDate {
    format::day_in_china(now())
}
