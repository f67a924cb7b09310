//! Who must not meet: recusals, and who met within the plan's months (熟人圈子).

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};
use persistence::{Reader, inspection, inspector};

use crate::problem::Problem;

/// An object and an inspector who must not meet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Apart {
    /// Code of the object.
    pub object: String,
    /// Code of the inspector.
    pub inspector: String,
    /// `recusal` or `recent_visit`.
    pub reason: &'static str,
    /// Day of their last visit; none for a recusal, and when a visit is still to come.
    pub last: Option<NaiveDate>,
}

/// The first day whose visits count, so many months before `today`.
pub(crate) fn since(today: NaiveDate, months: u32) -> NaiveDate {
    today.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN)
}

/// Reason of a pair that met lately (熟人回避): unlike a recusal no matter of the law.
pub(crate) const RECENT_VISIT: &str = "recent_visit";

/// All pairs of these inspectors, by key, ascending; a pair stands twice when both reasons hold.
pub(crate) fn apart(
    reader: &mut Reader,
    pool: &BTreeMap<i64, String>,
    since: NaiveDate,
) -> Result<Vec<Apart>, Problem> {
    let recused = inspector::recused_pairs(reader)?.into_iter();
    let recused = recused.map(|(key, object)| (key, object, "recusal", None));
    let recent = inspection::recent_pairs(reader, since)?.into_iter();
    let recent = recent.map(|met| (met.inspector, met.object, RECENT_VISIT, met.last));
    let named = recused.chain(recent).filter_map(|(key, object, reason, last)| {
        pool.get(&key).map(|inspector| Apart { object, inspector: inspector.clone(), reason, last })
    });
    let mut pairs: Vec<Apart> = named.collect();
    pairs.sort_unstable();
    pairs.dedup();
    Ok(pairs)
}
