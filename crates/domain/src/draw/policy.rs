//! 抽取规则: what a department demands of the ceremony of its draws, and what is announced before one.

#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::freeze::Mode;
use crate::policy::{Action, Role, allows};
use crate::task::plan::{MAX_ENTROPY, Plan, PlanFault};
use crate::text::is_line;

/// Most witnesses of a draw.
pub const MAX_WITNESSES: u8 = 10;
/// The longest time limit: a month, in minutes.
pub const MAX_MINUTES: u32 = 31 * 24 * 60;

// Written out here: beside the freeze, other types have names that schemas of the contract have, too.
#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Mode {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::Type::String)
            .enum_values(Some(["open", "sealed"]))
            .description(Some("`open` with the result · `sealed` after the inspections"))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Mode {
    fn name() -> std::borrow::Cow<'static, str> {
        std::borrow::Cow::Borrowed("DrawMode")
    }
}

/// How long each part of a ceremony may take, in minutes; none for as long as it takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct TimeLimits {
    /// From the announcement to the freeze: by then the witnesses have committed and the clerk has frozen.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 44640))]
    pub commit_minutes: Option<u32>,
    /// From the freeze to the last reveal of a witness.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 44640))]
    pub reveal_minutes: Option<u32>,
    /// From the last reveal to the confirmed public value.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 44640))]
    pub entropy_minutes: Option<u32>,
}

impl TimeLimits {
    /// The limits with the names of their members.
    fn named(self) -> [(&'static str, Option<u32>); 3] {
        [
            ("commit_minutes", self.commit_minutes),
            ("reveal_minutes", self.reveal_minutes),
            ("entropy_minutes", self.entropy_minutes),
        ]
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_none(self) -> bool {
        self.named().iter().all(|(_, minutes)| minutes.is_none())
    }
}

/// What a department demands of its draws. A task may ask for more, never for less.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DrawPolicy {
    /// How many witnesses must commit, at least.
    #[cfg_attr(feature = "openapi", schema(maximum = 10))]
    pub witnesses: u8,
    /// Who may witness: roles that are granted `draw.witness`.
    #[cfg_attr(feature = "openapi", schema(min_items = 1))]
    pub roles: Vec<Role>,
    /// The public value that must enter the seed, in words; none when a task may do without.
    #[serde(default)]
    pub entropy: Option<String>,
    /// Whether a public value is typed by one person and confirmed by another.
    #[serde(default)]
    pub entropy_confirmed: bool,
    /// When results are published, unless an announcement says otherwise.
    pub mode: Mode,
    /// Time limits; an announcement may set shorter ones.
    #[serde(default)]
    pub limits: TimeLimits,
}

impl Default for DrawPolicy {
    /// What holds for a department that has not set anything: witnesses and public value as the task says, no haste.
    fn default() -> Self {
        Self {
            witnesses: 0,
            roles: vec![Role::Supervisor],
            entropy: None,
            entropy_confirmed: false,
            mode: Mode::Open,
            limits: TimeLimits::default(),
        }
    }
}

fn fault(wrong: bool, pointer: &str, code: &'static str, detail: &'static str) -> Option<PlanFault> {
    wrong.then(|| PlanFault { pointer: pointer.to_owned(), code, detail })
}

impl DrawPolicy {
    /// Everything wrong with the policy itself, pointers beginning at `/policy`.
    #[must_use]
    pub fn faults(&self) -> Vec<PlanFault> {
        let many = self.witnesses > MAX_WITNESSES;
        let entropy = self.entropy.as_deref();
        let blank = entropy.is_some_and(|text| text.trim().is_empty());
        let long = entropy.is_some_and(|text| text.chars().count() > MAX_ENTROPY || !is_line(text));
        let mut found: Vec<_> = [
            fault(many, "/policy/witnesses", "out_of_range", "见证人不能超过 10 名"),
            fault(self.roles.is_empty(), "/policy/roles", "required", "请至少选择一种见证人角色"),
            fault(blank, "/policy/entropy", "required", "请写明将采用的公开数值，或删去此项"),
            fault(
                long,
                "/policy/entropy",
                "out_of_range",
                "公开数值的说明须是一行文字，不超过 200 字，请写短些",
            ),
        ]
        .into_iter()
        .flatten()
        .collect();
        for (number, role) in self.roles.iter().enumerate() {
            let pointer = format!("/policy/roles/{number}");
            let again = self.roles.iter().take(number).any(|other| other == role);
            found.extend(fault(again, &pointer, "duplicate", "同一角色只能选择一次"));
            let powerless = !allows(*role, Action::DrawWitness);
            found.extend(fault(powerless, &pointer, "not_applicable", "该角色没有见证抽取的权限"));
        }
        found.extend(limit_faults(self.limits, "/policy/limits"));
        found
    }

    /// Where a plan asks for less than this.
    #[must_use]
    pub fn faults_of(&self, plan: &Plan) -> Vec<PlanFault> {
        let few = plan.witnesses < self.witnesses;
        let detail = "见证人少于本部门抽取规则要求的人数，请增加";
        let fewer = fault(few, "/plan/witnesses", "below_policy", detail);
        let lacking = self.entropy.is_some() && plan.entropy.is_none();
        let detail = "本部门抽取规则要求公开数值参与抽取，请写明将采用的数值";
        fewer.into_iter().chain(fault(lacking, "/plan/entropy", "below_policy", detail)).collect()
    }

    /// The time limits in force for a round whose announcement asks for these: shorter ones where it says so.
    ///
    /// # Errors
    /// What is wrong with them, pointers beginning at `/limits`.
    pub fn limits_with(&self, asked: TimeLimits) -> Result<TimeLimits, Vec<PlanFault>> {
        let mut faults = limit_faults(asked, "/limits");
        for ((name, own), (_, asked)) in self.limits.named().into_iter().zip(asked.named()) {
            let longer = asked.zip(own).is_some_and(|(asked, own)| asked > own);
            let detail = "时限不能长于本部门抽取规则的规定，请缩短或留空";
            faults.extend(fault(longer, &format!("/limits/{name}"), "above_policy", detail));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(TimeLimits {
            commit_minutes: asked.commit_minutes.or(self.limits.commit_minutes),
            reveal_minutes: asked.reveal_minutes.or(self.limits.reveal_minutes),
            entropy_minutes: asked.entropy_minutes.or(self.limits.entropy_minutes),
        })
    }
}

fn limit_faults(limits: TimeLimits, pointer: &str) -> Vec<PlanFault> {
    let wrong = |(name, minutes): (&str, Option<u32>)| {
        let outside = minutes.is_some_and(|minutes| minutes == 0 || minutes > MAX_MINUTES);
        fault(outside, &format!("{pointer}/{name}"), "out_of_range", "时限须在 1 到 44640 分钟之间")
    };
    limits.named().into_iter().filter_map(wrong).collect()
}

/// The moment so many minutes later; none without a limit.
#[must_use]
pub fn after(from: DateTime<Utc>, minutes: Option<u32>) -> Option<DateTime<Utc>> {
    from.checked_add_signed(TimeDelta::minutes(minutes?.into()))
}

/// A stratum as it is announced. What it stands for may be a risk class, and is not public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnnouncedStratum {
    /// Its number on the roster.
    pub id: u16,
    /// Objects that could be drawn when announced.
    pub eligible: u64,
    /// Objects to draw.
    pub take: u64,
    /// Reserves to keep.
    pub reserve: u64,
}

/// 抽取公告: what will be drawn, who must witness, which public value enters, by when. Public at once and logged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Announcement {
    /// Number of the task.
    pub task: String,
    /// Round, from 1.
    pub round: u32,
    /// The round whose struck objects this supplementary one makes up for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplements: Option<u32>,
    /// Name of the task.
    pub name: String,
    /// Names of its matters.
    pub matters: Vec<String>,
    /// First day of the inspections.
    pub period_start: NaiveDate,
    /// Last day of the inspections.
    pub period_end: NaiveDate,
    /// Objects in scope when announced.
    pub in_scope: u64,
    /// Strata with their quotas, ascending by number.
    pub strata: Vec<AnnouncedStratum>,
    /// Whether the roster will be blinded.
    pub blinded: bool,
    /// When the result is published.
    pub mode: Mode,
    /// How many witnesses must commit.
    pub witnesses: u8,
    /// Who may witness.
    pub roles: Vec<Role>,
    /// The public value that will enter the seed, in words.
    pub entropy: Option<String>,
    /// Whether it is typed by one person and confirmed by another.
    pub entropy_confirmed: bool,
    /// Time limits.
    pub limits: TimeLimits,
    /// By when the round is frozen, or void.
    pub freeze_until: Option<DateTime<Utc>>,
    /// Whether the first commitment or the freeze announced it, rather than somebody.
    pub automatic: bool,
    /// The department's policy in force.
    pub policy: DrawPolicy,
}

codes! {
    /// Why a round is void.
    pub enum VoidCode {
        /// Somebody did not do in time what the round waited for.
        Missing = "missing", "逾期未完成";
        /// A reveal came after its deadline.
        Late = "late", "逾期揭示";
        /// A reveal does not match its commitment.
        Wrong = "wrong", "揭示与承诺不符";
        /// No teams can be formed of the result.
        Infeasible = "infeasible", "无法组成检查组";
        /// The clerk gave it up before an outcome could be known.
        GivenUp = "given_up", "放弃本轮";
        /// The leader voided the task although it had a result.
        Withdrawn = "withdrawn", "抽取后作废";
    }
}
