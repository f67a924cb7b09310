//! Who may be drawn: rules on visits, each a setting of the deployment.

use chrono::{Days, NaiveDate};

use crate::draw::roster::Status;

/// Limits that protect an object from too many visits, over all departments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VisitLimits {
    /// Visits a calendar year, at most (国办发〔2025〕1号《关于严格规范涉企行政检查的意见》: 年度频次上限).
    pub annual_cap: i64,
    /// Days after a visit in which there is no other.
    pub cooling_off_days: u64,
    /// Months in which an inspector does not meet the same object again (熟人圈子).
    pub acquaintance_months: u32,
}

impl Default for VisitLimits {
    fn default() -> Self {
        Self { annual_cap: 2, cooling_off_days: 90, acquaintance_months: 12 }
    }
}

/// What decides whether an object may be drawn.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// Whether it still exists.
    pub exists: bool,
    /// Visits this calendar year, over all departments.
    pub visits: i64,
    /// Drawn for visits that have not taken place yet.
    pub pending: i64,
    /// Day of the last visit.
    pub last_visit: Option<NaiveDate>,
}

impl Facts {
    /// The status on the roster of a task whose inspections begin on `start`.
    #[must_use]
    pub fn status(&self, limits: VisitLimits, start: NaiveDate) -> Status {
        let free_again =
            self.last_visit.and_then(|day| day.checked_add_days(Days::new(limits.cooling_off_days)));
        if !self.exists {
            Status::Gone
        } else if self.visits.saturating_add(self.pending) >= limits.annual_cap {
            Status::AnnualCap
        } else if free_again.is_some_and(|day| start < day) {
            Status::CoolingOff
        } else {
            Status::Eligible
        }
    }
}
