//! The one clock.

use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};

/// Tells the time; tests set it.
#[derive(Debug, Clone, Copy, Default)]
pub enum Clock {
    /// The machine's.
    #[default]
    System,
    /// Stands still.
    Fixed(DateTime<Utc>),
}

impl Clock {
    /// The moment.
    #[must_use]
    #[allow(clippy::disallowed_methods)] // this is the one clock
    pub fn now(self) -> DateTime<Utc> {
        match self {
            Self::System => Utc::now(),
            Self::Fixed(time) => time,
        }
    }

    /// The day in China (UTC+8): what offices mean by "today".
    #[must_use]
    pub fn today(self) -> NaiveDate {
        day_in_china(self.now())
    }
}

/// The day in China (UTC+8) of a moment.
#[must_use]
pub fn day_in_china(time: DateTime<Utc>) -> NaiveDate {
    const EIGHT_HOURS: i32 = 8 * 3600;
    FixedOffset::east_opt(EIGHT_HOURS)
        .map_or_else(|| time.date_naive(), |zone| time.with_timezone(&zone).date_naive())
}

/// The moment at which a day begins in China (UTC+8).
#[must_use]
pub fn midnight_in_china(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(chrono::NaiveTime::MIN).and_utc() - chrono::TimeDelta::hours(8)
}

/// Measures how long work takes, whatever the clock says.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Begins now.
    #[must_use]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// The time since the beginning.
    #[must_use]
    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}
