//! 工作日: weekends, official holidays and make-up working days.

#[cfg(test)]
mod tests;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::collections::BTreeMap;

codes! {
    /// What a day is, when it is not what its weekday says.
    pub enum DayKind {
        /// A holiday.
        Holiday = "holiday", "放假";
        /// A weekend day that is worked.
        Workday = "workday", "调休上班";
    }
}

/// Official holidays and make-up days of 2024–2026, as announced by 国务院办公厅 each November: day, kind, festival.
const OFFICIAL: &str = include_str!("../data/calendar.csv");

/// A due day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The day.
    pub on: NaiveDate,
    /// Whether the holidays of every year it was counted in were entered; if not, only weekends were skipped there.
    pub certain: bool,
}

/// The days that are not what their weekday says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    days: BTreeMap<NaiveDate, DayKind>,
}

/// The official days that come with the product.
pub fn official() -> impl Iterator<Item = (NaiveDate, DayKind, &'static str)> {
    OFFICIAL.lines().skip(1).filter_map(|line| {
        let mut fields = line.split(',');
        let (day, kind, name) = (fields.next()?, fields.next()?, fields.next()?);
        Some((day.parse().ok()?, kind.parse().ok()?, name))
    })
}

impl FromIterator<(NaiveDate, DayKind)> for Calendar {
    fn from_iter<T: IntoIterator<Item = (NaiveDate, DayKind)>>(days: T) -> Self {
        Self { days: days.into_iter().collect() }
    }
}

impl Calendar {
    /// Whether the holidays of a year were entered: its National Day, which no year is without, stands for all.
    #[must_use]
    pub fn knows(&self, year: i32) -> bool {
        let national_day = NaiveDate::from_ymd_opt(year, 10, 1);
        national_day.is_some_and(|day| self.days.get(&day) == Some(&DayKind::Holiday))
    }

    /// The years between two days, both included, whose holidays were not entered.
    pub fn unknown_years(&self, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = i32> {
        (from.year()..=to.year()).filter(|year| !self.knows(*year))
    }

    /// Whether a day is worked.
    #[must_use]
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        match self.days.get(&day) {
            Some(DayKind::Holiday) => false,
            Some(DayKind::Workday) => true,
            None => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
        }
    }

    /// The day `count` working days after `from`; the day itself does not count (民法典 第二百零一条).
    /// None beyond the last day that a date can hold.
    #[must_use]
    pub fn due(&self, from: NaiveDate, count: u32) -> Option<Due> {
        let mut on = from;
        let mut left = count;
        while left > 0 {
            on = on.checked_add_days(Days::new(1))?;
            left -= u32::from(self.is_working_day(on));
        }
        Some(Due { on, certain: self.unknown_years(from, on).next().is_none() })
    }
}
