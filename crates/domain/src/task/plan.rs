//! What a clerk sets in a task before the freeze: scope, strata, quotas, team, reserves, witnesses.

mod faults;

use std::collections::BTreeSet;

pub use faults::{Known, PlanFault};
use serde::{Deserialize, Serialize};

use super::eligibility::VisitLimits;

/// The longest description of a public value, of a plan and of a policy: characters.
pub const MAX_ENTROPY: usize = 200;

codes! {
    /// How objects are drawn (抽取方式).
    pub enum Method {
        /// Every eligible object has the same chance.
        Uniform = "uniform", "随机抽取";
        /// Quotas per stratum; the same chance within a stratum.
        Stratified = "stratified", "分层抽取";
        /// One stratum; more tickets for a higher risk class.
        Weighted = "weighted", "加权抽取";
    }
}

codes! {
    /// What strata are made of.
    pub enum StratumKey {
        /// 信用风险分类 A–D.
        RiskClass = "risk_class", "信用风险分类";
        /// 行政区划.
        Division = "division", "行政区划";
    }
}

codes! {
    /// Whether the roster shows codes or blinded identifiers.
    pub enum RosterMode {
        /// Codes are public.
        Open = "open", "公开名册";
        /// Only salted hashes are public; drawn objects are opened.
        Blinded = "blinded", "盲化名册";
    }
}

/// How many to draw: a share or a number, and at least a minimum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// Share of the eligible, parts per million; 0 when `count` is meant.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(maximum = 1_000_000, example = 50_000))]
    pub ppm: u32,
    /// A fixed number; used instead of `ppm` when not 0.
    #[serde(default)]
    pub count: u32,
    /// Never fewer than this; when fewer may be drawn, the freeze is refused.
    #[serde(default)]
    pub minimum: u32,
}

/// The quota of one stratum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StratumQuota {
    /// The stratum: a risk class `A`–`D`, a division code, or `none` for objects without one.
    #[cfg_attr(feature = "openapi", schema(example = "D"))]
    pub stratum: String,
    /// How many of it.
    pub quota: Quota,
}

/// Tickets per risk class in a weighted draw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ClassWeight {
    /// Risk class `A`–`D`, or `none`.
    pub class: String,
    /// Tickets, 1–1024.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1024))]
    pub weight: u16,
}

/// Directed draw (定向): which objects are in scope. An empty list does not restrict.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Filters {
    /// Division codes.
    pub divisions: Vec<String>,
    /// Beginnings of GB/T 4754 industry codes.
    pub industries: Vec<String>,
    /// Risk classes `A`–`D`.
    pub risk_classes: Vec<String>,
    /// Kinds of object, `enterprise`, `site`, ….
    pub kinds: Vec<String>,
}

codes! {
    /// Where the inspector of a slot must come from.
    pub enum DivisionRule {
        /// Anywhere.
        Any = "any", "不限";
        /// The object's division.
        Same = "same", "本区划";
        /// Another division (交叉检查).
        Other = "other", "异地交叉";
    }
}

/// One place in a team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TeamSlot {
    /// Department code, or none for any department of the body.
    #[serde(default)]
    pub department: Option<String>,
    /// Division rule.
    #[serde(default = "any")]
    pub division: DivisionRule,
    /// Qualifications that must all be held.
    #[serde(default)]
    pub qualifications: Vec<String>,
}

fn any() -> DivisionRule {
    DivisionRule::Any
}

/// Everything a clerk decides about the draw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// How objects are drawn.
    pub method: Method,
    /// What strata are made of; required by `stratified`.
    #[serde(default)]
    pub strata_by: Option<StratumKey>,
    /// Whether codes are public. Strata, weights or filters by risk class are always blinded: the class is not public.
    #[serde(default = "open")]
    pub roster: RosterMode,
    /// The quota of every stratum that `strata` does not name.
    pub quota: Quota,
    /// Quotas of single strata.
    #[serde(default)]
    pub strata: Vec<StratumQuota>,
    /// Tickets per risk class; required by `weighted`.
    #[serde(default)]
    pub weights: Vec<ClassWeight>,
    /// Reserves per stratum.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(maximum = 1000))]
    pub reserve: u32,
    /// Which objects are in scope.
    #[serde(default)]
    pub filters: Filters,
    /// The places of a team: at least two.
    #[cfg_attr(feature = "openapi", schema(min_items = 2, max_items = 5))]
    pub team: Vec<TeamSlot>,
    /// Departments whose inspectors may be drawn; empty for the whole body.
    #[serde(default)]
    pub pool: Vec<String>,
    /// The most objects one inspector may get.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1000))]
    pub inspector_cap: u16,
    /// Months in which an inspector does not meet the same object again (熟人圈子). 12; only a decision on record shortens it
    /// ([`super::relaxation`]).
    #[serde(default = "usual_acquaintance_months")]
    #[cfg_attr(feature = "openapi", schema(maximum = 12))]
    pub acquaintance_months: u32,
    /// How many witnesses must commit before the freeze.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(maximum = 10))]
    pub witnesses: u8,
    /// Public value that enters the seed, described in words; none for no entropy.
    #[serde(default)]
    pub entropy: Option<String>,
}

fn open() -> RosterMode {
    RosterMode::Open
}

/// The months of acquaintance of a plan that no decision relaxed.
#[must_use]
pub fn usual_acquaintance_months() -> u32 {
    VisitLimits::default().acquaintance_months
}

/// Rules with numbers that a plan is held to; each is a setting of the deployment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanLimits {
    /// Ceiling of the ratio for general matters, ppm (国办发〔2015〕58号: 合理确定抽查比例和频次).
    pub general_ratio_ppm: u32,
    /// Inspectors per object, at least (行政处罚法 第四十二条: 不得少于两人).
    pub team_minimum: usize,
}

impl Default for PlanLimits {
    fn default() -> Self {
        Self { general_ratio_ppm: 50_000, team_minimum: 2 }
    }
}

impl Plan {
    /// Whether the risk class decides strata, weights or who is in scope: a roster of one class would show it too.
    #[must_use]
    pub fn uses_risk_class(&self) -> bool {
        self.method == Method::Weighted
            || self.strata_by == Some(StratumKey::RiskClass)
            || !self.filters.risk_classes.is_empty()
    }

    /// The roster mode in force: risk classes are never public.
    #[must_use]
    pub fn roster_mode(&self) -> RosterMode {
        if self.uses_risk_class() { RosterMode::Blinded } else { self.roster }
    }

    /// The key that objects are grouped by, if any.
    #[must_use]
    pub fn stratum_key(&self) -> Option<StratumKey> {
        match self.method {
            Method::Stratified => self.strata_by,
            Method::Uniform | Method::Weighted => None,
        }
    }

    /// The quota of a stratum.
    #[must_use]
    pub fn quota_of(&self, stratum: &str) -> Quota {
        self.strata.iter().find(|s| s.stratum == stratum).map_or(self.quota, |s| s.quota)
    }

    /// Those of these qualifications that no place of the team demands.
    #[must_use]
    pub fn undemanded<'a>(&self, wanted: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
        let demanded: BTreeSet<_> = self.team.iter().flat_map(|slot| &slot.qualifications).collect();
        wanted.into_iter().filter(|name| !demanded.iter().any(|one| one.as_str() == *name)).collect()
    }

    /// Tickets of an object of this risk class.
    #[must_use]
    pub fn weight_of(&self, class: Option<&str>) -> u16 {
        if self.method != Method::Weighted {
            return 1;
        }
        let class = class.unwrap_or("none");
        self.weights.iter().find(|w| w.class == class).map_or(1, |w| w.weight)
    }
}
