//! Days, moments and vocabularies as Chinese offices write them, for the templates.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Utc};
use domain::Coded;
use serde::Serializer;

/// China has one time zone.
const BEIJING_SECONDS: i32 = 8 * 3600;

/// Beijing time of a moment.
pub(crate) fn beijing(at: DateTime<Utc>) -> NaiveDateTime {
    FixedOffset::east_opt(BEIJING_SECONDS)
        .map_or_else(|| at.naive_utc(), |zone| at.with_timezone(&zone).naive_local())
}

/// `2026年11月24日`.
pub(crate) fn day(date: NaiveDate) -> String {
    date.format("%Y年%-m月%-d日").to_string()
}

/// `2026年11月24日9时05分30秒`, Beijing time.
pub(crate) fn moment(at: DateTime<Utc>) -> String {
    beijing(at).format("%Y年%-m月%-d日%-H时%M分%S秒").to_string()
}

/// For `serialize_with` on days.
pub(crate) fn write_day<S: Serializer>(date: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&day(*date))
}

/// For `serialize_with` on days that may be missing.
pub(crate) fn write_day_or_none<S: Serializer>(date: &Option<NaiveDate>, to: S) -> Result<S::Ok, S::Error> {
    match date {
        Some(date) => write_day(date, to),
        None => to.serialize_none(),
    }
}

/// For `serialize_with` on moments.
pub(crate) fn write_moment<S: Serializer>(at: &DateTime<Utc>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&moment(*at))
}

/// For `serialize_with` on vocabularies: the label that people read.
pub(crate) fn write_label<T: Coded, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(value.label())
}
