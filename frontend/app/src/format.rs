//! Days, times and numbers as Chinese offices write them; in English, days as ISO 8601 has them.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike, Utc};

/// China Standard Time; the whole country keeps it (国务院, no daylight saving since 1992).
const OFFSET_SECONDS: i32 = 8 * 3600;

/// `2026年11月24日`, in English `2026-11-24`.
#[must_use]
pub fn day(day: NaiveDate) -> String {
    day_in(&rust_i18n::locale(), day)
}

fn day_in(language: &str, day: NaiveDate) -> String {
    if language == "en" {
        return day.to_string();
    }
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// `2026年11月24日`, or a dash.
#[must_use]
pub fn day_or_none(day_or_none: Option<NaiveDate>) -> String {
    day_or_none.map_or_else(|| "—".to_owned(), day)
}

/// `2026年11月24日 19:05`, in English `2026-11-24 19:05`; Beijing time.
#[must_use]
pub fn time(time: DateTime<Utc>) -> String {
    time_in(&rust_i18n::locale(), time)
}

fn time_in(language: &str, time: DateTime<Utc>) -> String {
    let Some(local) = in_china(time) else { return time.to_rfc3339() };
    format!("{} {:02}:{:02}", day_in(language, local.date_naive()), local.hour(), local.minute())
}

/// As [`time`], to the second: where the order of what happened within a minute matters.
#[must_use]
pub fn moment(time: DateTime<Utc>) -> String {
    moment_in(&rust_i18n::locale(), time)
}

fn moment_in(language: &str, time: DateTime<Utc>) -> String {
    let second = in_china(time).map_or_else(String::new, |local| format!(":{:02}", local.second()));
    format!("{}{second}", time_in(language, time))
}

/// The day that it is in China at this time.
#[must_use]
pub fn day_in_china(time: DateTime<Utc>) -> NaiveDate {
    in_china(time).map_or_else(|| time.date_naive(), |local| local.date_naive())
}

fn in_china(time: DateTime<Utc>) -> Option<DateTime<FixedOffset>> {
    FixedOffset::east_opt(OFFSET_SECONDS).map(|offset| time.with_timezone(&offset))
}

/// `1,234,567`.
#[must_use]
pub fn number(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if number < 0 { format!("-{text}") } else { text }
}

/// Parts per million as per cent: `5%`, `2.5%`, `0.0001%`.
#[must_use]
pub fn per_cent(ppm: u32) -> String {
    let (whole, rest) = (ppm / 10_000, ppm % 10_000);
    let rest = format!("{rest:04}");
    let rest = rest.trim_end_matches('0');
    if rest.is_empty() { format!("{whole}%") } else { format!("{whole}.{rest}%") }
}

/// Thousandths as a decimal number: `4`, `4.25`, `1,250.5`.
#[must_use]
pub fn thousandths(thousandths: u64) -> String {
    let whole = number(i64::try_from(thousandths / 1000).unwrap_or(i64::MAX));
    let rest = format!("{:03}", thousandths % 1000);
    let rest = rest.trim_end_matches('0');
    if rest.is_empty() { whole } else { format!("{whole}.{rest}") }
}

#[cfg(test)]
mod tests;
