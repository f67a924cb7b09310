//! The steps of the wizard, in the order of the work, and what belongs to each.

use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// 选择抽查事项.
    #[default]
    Matters,
    /// 确定检查时间.
    Time,
    /// 抽取检查人员.
    Team,
    /// 抽取企业、设定抽取方式.
    Objects,
    /// 预览.
    Preview,
}

impl Step {
    /// All steps, in order.
    pub const ALL: [Self; 5] = [Self::Matters, Self::Time, Self::Team, Self::Objects, Self::Preview];

    /// What it is called in addresses.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Matters => "matters",
            Self::Time => "time",
            Self::Team => "team",
            Self::Objects => "objects",
            Self::Preview => "preview",
        }
    }

    /// The step with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }

    /// The step before.
    #[must_use]
    pub fn before(self) -> Option<Self> {
        Self::ALL.into_iter().take_while(|step| *step != self).last()
    }

    /// The step after.
    #[must_use]
    pub fn after(self) -> Option<Self> {
        Self::ALL.into_iter().skip_while(|step| *step != self).nth(1)
    }

    /// The step in which the field of a JSON pointer into the request is entered.
    #[must_use]
    pub fn of_pointer(pointer: &str) -> Self {
        let within = |place: &str| {
            pointer.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if ["/name", "/matters"].into_iter().any(within) {
            Self::Matters
        } else if ["/period_start", "/period_end"].into_iter().any(within) {
            Self::Time
        } else if ["/plan/team", "/plan/pool", "/plan/inspector_cap"].into_iter().any(within) {
            Self::Team
        } else {
            Self::Objects
        }
    }
}

/// Where something that stands in the way of a freeze is mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mend {
    /// In a step of the wizard.
    Step(Step),
    /// In the draw hall.
    Hall,
}

impl Mend {
    /// Where the obstacle with these words of the server is mended.
    #[must_use]
    pub fn of(obstacle: &str) -> Self {
        let says = |word: &str| obstacle.contains(word);
        if says("见证人") {
            Self::Hall
        } else if says("清单") {
            Self::Step(Step::Matters)
        } else if says("执法人员") || says("检查组") {
            Self::Step(Step::Team)
        } else {
            Self::Step(Step::Objects)
        }
    }
}
