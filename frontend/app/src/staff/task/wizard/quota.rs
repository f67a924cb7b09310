//! How many to draw, as it is entered: a share in per cent or a number.

use contract::problem::FieldError;
use domain::task::plan::Quota;
use rust_i18n::t;
use serde::{Deserialize, Serialize};

use super::draft::wrong;
use crate::format;

/// Digits after the point that parts per million can hold.
const DECIMALS: usize = 4;

/// What a quota is told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum By {
    /// A share of those who may be drawn.
    Share,
    /// A number.
    Count,
}

/// A quota as it is entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotaEntry {
    /// What it is told by.
    pub by: By,
    /// Per cent, `2.5`.
    pub share: String,
    /// Number.
    pub count: u32,
    /// Never fewer than this.
    pub minimum: u32,
}

impl QuotaEntry {
    /// A share in per cent, and at least a number.
    #[must_use]
    pub fn share(share: &str, minimum: u32) -> Self {
        Self { by: By::Share, share: share.to_owned(), count: 0, minimum }
    }

    /// The quota; what cannot be read is complained about at `pointer`.
    pub fn to_quota(&self, pointer: &str, errors: &mut Vec<FieldError>) -> Quota {
        let mut whole = |number: u32, name: &str| {
            if number == u32::MAX {
                errors.push(wrong(&format!("{pointer}/{name}"), t!("form.whole_number")));
            }
        };
        whole(self.minimum, "minimum");
        if self.by == By::Count {
            whole(self.count, "count");
        }
        match self.by {
            By::Count => Quota { ppm: 0, count: self.count, minimum: self.minimum },
            By::Share => {
                let ppm = ppm(&self.share).unwrap_or_else(|| {
                    errors.push(wrong(&format!("{pointer}/ppm"), t!("wizard.share_wrong")));
                    0
                });
                Quota { ppm, count: 0, minimum: self.minimum }
            }
        }
    }
}

impl From<Quota> for QuotaEntry {
    fn from(quota: Quota) -> Self {
        let by = if quota.count > 0 { By::Count } else { By::Share };
        let share = format::per_cent(quota.ppm).trim_end_matches('%').to_owned();
        Self { by, share, count: quota.count, minimum: quota.minimum }
    }
}

/// Per cent with at most four decimals as parts per million: `5`, `2.5`, `0.0001`. At most a hundred.
#[must_use]
pub fn ppm(text: &str) -> Option<u32> {
    let text = text.trim().trim_end_matches(['%', '％']).trim_end();
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || rest.len() > DECIMALS || !digits(whole) || !digits(rest) {
        return None;
    }
    let whole: u32 = whole.parse().ok()?;
    let rest: u32 = format!("{rest:0<DECIMALS$}").parse().ok()?;
    whole.checked_mul(10_000)?.checked_add(rest).filter(|ppm| *ppm <= 1_000_000)
}
