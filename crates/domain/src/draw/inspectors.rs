//! The inspectors that can be drawn, and the pairs that must not meet (protocol §3).

use serde::{Deserialize, Serialize};

use super::roster::Did;

/// Most inspectors of one draw.
pub const MAX_INSPECTORS: u64 = 100_000;

/// An inspector. Its index in the draw is its position in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inspector {
    /// The most objects it may get; 0 for none.
    pub cap: u32,
    /// Code; the list is ascending by it.
    pub code: String,
    /// Department.
    pub department: String,
    /// Division, GB/T 2260.
    pub division: String,
    /// Qualifications held, ascending.
    pub qualifications: Vec<String>,
}

/// A pair that must not meet. The list is ascending by `(did, inspector)`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exclusion {
    /// The object.
    pub did: Did,
    /// Code of the inspector.
    pub inspector: String,
    /// `recusal`, `cooling_off`, …
    pub reason: String,
}

/// What is wrong with an inspector or an exclusion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ListFault {
    /// Not after the one before.
    #[error("重复或未按升序排列")]
    Order,
    /// Qualifications not ascending.
    #[error("资质重复或未按升序排列")]
    Qualifications,
    /// More than the freeze states, or than [`MAX_INSPECTORS`].
    #[error("数量超出锁定书所载或上限")]
    Surplus,
    /// An exclusion names somebody who is not on the list of inspectors.
    #[error("所列执法人员不在名单中")]
    UnknownInspector,
}

/// Puts a list into protocol order: inspectors by code, their qualifications ascending and once.
pub fn sort_inspectors(inspectors: &mut [Inspector]) {
    for inspector in inspectors.iter_mut() {
        inspector.qualifications.sort_unstable();
        inspector.qualifications.dedup();
    }
    inspectors.sort_by(|a, b| a.code.cmp(&b.code));
}

/// Puts exclusions into protocol order; of several reasons for a pair the first stays.
pub fn sort_exclusions(exclusions: &mut Vec<Exclusion>) {
    exclusions.sort_by(|a, b| (&a.did, &a.inspector).cmp(&(&b.did, &b.inspector)));
    exclusions.dedup_by(|later, first| (&later.did, &later.inspector) == (&first.did, &first.inspector));
}
