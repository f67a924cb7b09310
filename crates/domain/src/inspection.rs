//! 检查: one drawn object of one task with its team, what was found, and what follows.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

codes! {
    /// Where an inspection stands.
    pub enum State as InspectionState {
        /// Drawn, team known.
        Assigned = "assigned", "已派员";
        /// Notice issued.
        Notified = "notified", "已通知";
        /// The team has recorded its result.
        Recorded = "recorded", "已录入";
        /// Approved by the leader.
        Reviewed = "reviewed", "已审核";
        /// An order to rectify runs.
        Rectifying = "rectifying", "整改中";
        /// Re-checked after rectification.
        Rechecked = "rechecked", "已复查";
        /// Handed over to another authority.
        Transferred = "transferred", "已移送";
        /// Replaced by a reserve.
        Substituted = "substituted", "已递补";
        /// Its place was struck at somebody's discretion.
        Struck = "struck", "已剔除";
        /// Nothing more to do.
        Closed = "closed", "已办结";
    }
}

/// Working days after the end of an inspection within which its result is disclosed.
pub const DISCLOSURE_WORKING_DAYS: u32 = 20;

impl State {
    /// Whether the team may record: once notified, and again until the leader has approved.
    #[must_use]
    pub fn takes_record(self) -> bool {
        match self {
            Self::Notified | Self::Recorded => true,
            Self::Assigned
            | Self::Reviewed
            | Self::Rectifying
            | Self::Rechecked
            | Self::Transferred
            | Self::Substituted
            | Self::Struck
            | Self::Closed => false,
        }
    }

    /// Those whose object has lost its place in the draw: there is no visit, and nothing counts them.
    pub const OUT: [Self; 2] = [Self::Substituted, Self::Struck];

    /// Whether the object has kept its place.
    #[must_use]
    pub fn keeps_place(self) -> bool {
        !Self::OUT.contains(&self)
    }
}

codes! {
    /// Result of a matter or of a whole inspection: the national vocabulary, 1–13.
    pub enum ResultCode {
        /// 1
        NoProblem = "1", "未发现问题";
        /// 2
        NotDisclosed = "2", "未按规定公示应当公示的信息";
        /// 3
        Concealed = "3", "公示信息隐瞒真实情况、弄虚作假";
        /// 4
        Unreachable = "4", "通过登记的住所（经营场所）无法联系";
        /// 5
        OrderedToCorrect = "5", "发现问题已责令改正";
        /// 6
        Uncooperative = "6", "不配合检查情节严重";
        /// 7
        NoSuchActivity = "7", "未发现开展本次抽查涉及的经营活动";
        /// 8
        Pending = "8", "发现问题待后续处理";
        /// 9
        ClosedDown = "9", "已关闭停业或正在清算";
        /// 10
        Cancelled = "10", "注销";
        /// 11
        Revoked = "11", "吊销";
        /// 12
        Withdrawn = "12", "撤销";
        /// 13
        MovedOut = "13", "迁出";
    }
}

impl ResultCode {
    /// Whether something was found: anything but 未发现问题 and 未发现开展本次抽查涉及的经营活动.
    #[must_use]
    pub fn found_something(self) -> bool {
        !matches!(self, Self::NoProblem | Self::NoSuchActivity)
    }
}

codes! {
    /// 后续处置.
    pub enum Disposition {
        /// Closes by itself.
        None = "none", "无需后续处置";
        /// To routine supervision.
        Feedback = "feedback", "反馈日常监管";
        /// Order to rectify.
        Rectify = "rectify", "责令改正";
        /// Case to the handling authority.
        Transfer = "transfer", "案件线索移送办案机构";
        /// Copy to other departments.
        Notify = "notify", "抄告其他部门";
        /// Other, in words.
        Other = "other", "其他";
    }
}

codes! {
    /// Outcome of one check item.
    pub enum Outcome {
        /// In order.
        Pass = "pass", "合格";
        /// Not in order.
        Fail = "fail", "不合格";
        /// Does not apply to this object.
        NotApplicable = "not_applicable", "不适用";
        /// Not inspected, for the reason given.
        NotInspected = "not_inspected", "未检查";
    }
}

/// The outcome of one check item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ItemOutcome {
    /// The check item.
    pub item: i64,
    /// Its outcome.
    pub outcome: Outcome,
    /// What was seen; required unless the item passes.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub text: String,
}

/// The result of one matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MatterResult {
    /// The matter.
    pub matter: i64,
    /// Its result.
    pub result: ResultCode,
}

/// What a team records of its inspection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"ended_on": "2026-12-08", "present": [3, 43], "items": [{"item": 31, "outcome": "fail", "text": "一台叉车未张贴使用标志"}], "results": [{"matter": 11, "result": "5"}], "result": "5", "disposition": "rectify", "remark": "已责令15个工作日内改正"})))]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The day the inspection ended.
    pub ended_on: chrono::NaiveDate,
    /// The inspectors who were there: at least two of the team.
    pub present: Vec<i64>,
    /// One outcome for each check item of the unified form.
    pub items: Vec<ItemOutcome>,
    /// One result for each matter.
    pub results: Vec<MatterResult>,
    /// The result of the whole inspection, as it is disclosed.
    pub result: ResultCode,
    /// What follows.
    pub disposition: Disposition,
    /// Explanation of the disposition; required by `other`.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub disposition_text: String,
    /// Remark that is disclosed with the result.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub remark: String,
    /// Remark for the office only.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub internal_remark: String,
}

/// What the record is checked against.
#[derive(Debug, Clone, Copy)]
pub struct Form<'a> {
    /// The check items of the unified form.
    pub items: &'a [i64],
    /// The matters.
    pub matters: &'a [i64],
    /// The team.
    pub team: &'a [i64],
    /// The first and the last day of the task's period.
    pub period: (chrono::NaiveDate, chrono::NaiveDate),
    /// The day of recording.
    pub today: chrono::NaiveDate,
}

/// One thing wrong with a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordFault {
    /// JSON pointer (RFC 6901).
    pub pointer: String,
    /// Stable code.
    pub code: &'static str,
    /// What to do, in Chinese.
    pub detail: &'static str,
}

impl Record {
    /// Everything wrong with the record at once; empty when it may be stored.
    #[must_use]
    pub fn faults(&self, form: Form<'_>) -> Vec<RecordFault> {
        let mut faults = Vec::new();
        let mut fault = |pointer: String, code, detail| faults.push(RecordFault { pointer, code, detail });
        if self.ended_on < form.period.0 || self.ended_on > form.today {
            fault("/ended_on".into(), "out_of_range", "检查结束日期不能早于任务开始日期，也不能晚于今天");
        }
        let present: std::collections::BTreeSet<_> = self.present.iter().collect();
        if present.len() < 2 {
            fault("/present".into(), "too_few", "到场执法人员不得少于两人（行政处罚法第四十二条）");
        }
        if present.iter().any(|who| !form.team.contains(who)) {
            fault("/present".into(), "not_in_team", "到场人员须是抽取确定的检查组成员");
        }
        if !same_keys(self.items.iter().map(|i| i.item), form.items) {
            fault("/items".into(), "incomplete", "检查表的每个检查项须填写且只填写一次");
        }
        for (position, item) in self.items.iter().enumerate() {
            if matches!(item.outcome, Outcome::Fail | Outcome::NotInspected) && item.text.trim().is_empty() {
                fault(format!("/items/{position}/text"), "required", "不合格或未检查的检查项须写明情况");
            }
        }
        if !same_keys(self.results.iter().map(|r| r.matter), form.matters) {
            fault("/results".into(), "incomplete", "每个抽查事项须有且只有一个检查结果");
        }
        if self.disposition == Disposition::Other && self.disposition_text.trim().is_empty() {
            fault("/disposition_text".into(), "required", "处置方式为“其他”时须写明内容");
        }
        if !self.result.found_something() {
            if self.items.iter().any(|i| i.outcome == Outcome::Fail) {
                fault("/result".into(), "contradiction", "有检查项不合格，总体结果不能是“未发现问题”");
            } else if self.results.iter().any(|r| r.result.found_something()) {
                fault("/result".into(), "contradiction", "有抽查事项发现问题，总体结果不能是“未发现问题”");
            }
        }
        let to_follow = matches!(self.result, ResultCode::OrderedToCorrect | ResultCode::Pending);
        if to_follow && self.disposition == Disposition::None {
            let detail = "发现问题已责令改正或待后续处理的，后续处置不能是“无需后续处置”";
            fault("/disposition".into(), "contradiction", detail);
        }
        faults
    }
}

fn same_keys(given: impl Iterator<Item = i64>, expected: &[i64]) -> bool {
    let mut given: Vec<_> = given.collect();
    let mut expected = expected.to_vec();
    given.sort_unstable();
    expected.sort_unstable();
    given == expected
}

/// The state of an inspection once the leader has approved the task's results.
#[must_use]
pub fn after_approval(disposition: Disposition) -> State {
    match disposition {
        Disposition::None => State::Closed,
        Disposition::Rectify => State::Rectifying,
        Disposition::Feedback | Disposition::Transfer | Disposition::Notify | Disposition::Other => {
            State::Reviewed
        }
    }
}
