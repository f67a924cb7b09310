//! What is wrong with a plan, all at once.

use std::collections::BTreeSet;

use super::{MAX_ENTROPY, Method, Plan, PlanLimits, Quota, StratumKey};
use crate::Coded;
use crate::object::{Kind, RiskClass};
use crate::task::stratum::WITHOUT;
use crate::text::is_line;

/// Codes in one list at most: more than any body has departments or divisions.
const MOST_CODES: usize = 1000;
/// Industries in a plan at most: GB/T 4754 has 97 divisions, and each becomes a condition of the query.
const MOST_INDUSTRIES: usize = 100;

/// One thing wrong with a plan: where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFault {
    /// JSON pointer into the draft (RFC 6901).
    pub pointer: String,
    /// Stable code.
    pub code: &'static str,
    /// What to do, in Chinese.
    pub detail: &'static str,
}

/// The names that the registers know at the moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Codes of the present divisions.
    pub divisions: BTreeSet<String>,
    /// Codes of the departments of the task's body.
    pub departments: BTreeSet<String>,
}

/// Collects faults.
#[derive(Default)]
struct Faults(Vec<PlanFault>);

impl Faults {
    fn check(&mut self, wrong: bool, pointer: &str, code: &'static str, detail: &'static str) {
        if wrong {
            self.0.push(PlanFault { pointer: format!("/plan{pointer}"), code, detail });
        }
    }
}

fn is_class(name: &str) -> bool {
    name == WITHOUT || RiskClass::from_code(name).is_some()
}

impl Plan {
    /// Everything wrong with the plan at once, as far as it says itself.
    #[must_use]
    pub fn faults(&self, limits: PlanLimits) -> Vec<PlanFault> {
        let mut faults = Faults::default();
        self.check_method(&mut faults);
        self.check_weights(&mut faults);
        self.check_quotas(&mut faults);
        self.check_team(&mut faults, limits);
        self.check_filters(&mut faults);
        let detail = "请写明将采用的公开数值，如“双色球第2026134期开奖号码”，或删去此项";
        let blank = self.entropy.as_ref().is_some_and(|text| text.trim().is_empty());
        faults.check(blank, "/entropy", "required", detail);
        check_texts(&mut faults, self.entropy.as_slice(), |_| "/entropy".to_owned(), MAX_ENTROPY);
        faults.0
    }

    /// Every name in the plan that the registers do not know: it would silently select nothing.
    #[must_use]
    pub fn unknown(&self, known: &Known) -> Vec<PlanFault> {
        let mut faults = Faults::default();
        let mut check = |known: &BTreeSet<String>, name: &str, pointer: &str, detail| {
            faults.check(!known.contains(name), pointer, "unknown", detail);
        };
        if self.stratum_key() == Some(StratumKey::Division) {
            for (number, stratum) in self.strata.iter().enumerate().filter(|(_, s)| s.stratum != WITHOUT) {
                let pointer = format!("/strata/{number}/stratum");
                check(&known.divisions, &stratum.stratum, &pointer, "没有此代码的现行行政区划");
            }
        }
        for (number, code) in self.filters.divisions.iter().enumerate() {
            let pointer = format!("/filters/divisions/{number}");
            check(&known.divisions, code, &pointer, "没有此代码的现行行政区划");
        }
        for (number, code) in self.pool.iter().enumerate() {
            check(&known.departments, code, &format!("/pool/{number}"), "本单位没有此代码的部门");
        }
        for (number, slot) in self.team.iter().enumerate() {
            if let Some(code) = &slot.department {
                let pointer = format!("/team/{number}/department");
                check(&known.departments, code, &pointer, "本单位没有此代码的部门");
            }
        }
        faults.0
    }

    fn check_method(&self, faults: &mut Faults) {
        let stratified = self.method == Method::Stratified;
        let detail = "分层抽取须选择分层依据（信用风险分类或行政区划）";
        faults.check(stratified && self.strata_by.is_none(), "/strata_by", "required", detail);
        let detail = "只有分层抽取才有分层依据，请改用分层抽取或删去此项";
        faults.check(!stratified && self.strata_by.is_some(), "/strata_by", "not_applicable", detail);
        let detail = "只有分层抽取才能按层设定比例，请改用分层抽取或清空各层比例";
        faults.check(!stratified && !self.strata.is_empty(), "/strata", "not_applicable", detail);
        let mut seen = BTreeSet::new();
        for (number, stratum) in self.strata.iter().enumerate() {
            let pointer = format!("/strata/{number}/stratum");
            let again = !seen.insert(&stratum.stratum);
            faults.check(again, &pointer, "duplicate", "同一层只能设定一次");
            let unknown = self.stratum_key() == Some(StratumKey::RiskClass) && !is_class(&stratum.stratum);
            faults.check(unknown, &pointer, "unknown", "层应为 A、B、C、D 或 none（未分类）");
        }
    }

    fn check_weights(&self, faults: &mut Faults) {
        let weighted = self.method == Method::Weighted;
        let detail = "加权抽取须设定各风险类别的权重";
        faults.check(weighted && self.weights.is_empty(), "/weights", "required", detail);
        let detail = "只有加权抽取才有权重，请改用加权抽取或清空权重";
        faults.check(!weighted && !self.weights.is_empty(), "/weights", "not_applicable", detail);
        let mut seen = BTreeSet::new();
        for (number, weight) in self.weights.iter().enumerate() {
            let pointer = format!("/weights/{number}/class");
            faults.check(!seen.insert(&weight.class), &pointer, "duplicate", "同一类别只能设定一次");
            let detail = "类别应为 A、B、C、D 或 none（未分类）";
            faults.check(!is_class(&weight.class), &pointer, "unknown", detail);
            let outside = weight.weight == 0 || weight.weight > 1024;
            let pointer = format!("/weights/{number}/weight");
            faults.check(outside, &pointer, "out_of_range", "权重须在 1 到 1024 之间");
        }
    }

    fn check_quotas(&self, faults: &mut Faults) {
        check_quota(faults, self.quota, "/quota");
        for (number, stratum) in self.strata.iter().enumerate() {
            check_quota(faults, stratum.quota, &format!("/strata/{number}/quota"));
        }
        let mut quotas = std::iter::once(self.quota).chain(self.strata.iter().map(|s| s.quota));
        let nothing = quotas.all(|q| q.ppm == 0 && q.count == 0 && q.minimum == 0);
        faults.check(nothing, "/quota", "required", "请设定抽查比例或数量");
        faults.check(self.reserve > 1000, "/reserve", "out_of_range", "每层候补不能超过 1000 个");
    }

    fn check_team(&self, faults: &mut Faults, limits: PlanLimits) {
        let wrong = self.team.len() < limits.team_minimum || self.team.len() > 5;
        faults.check(wrong, "/team", "out_of_range", "每组执法人员不得少于两人，至多五人");
        for (number, slot) in self.team.iter().enumerate() {
            let pointer = format!("/team/{number}/qualifications");
            check_list(faults, &slot.qualifications, &pointer, 20);
            check_texts(faults, &slot.qualifications, |one| format!("{pointer}/{one}"), 50);
        }
        check_list(faults, &self.pool, "/pool", MOST_CODES);
        let wrong = self.inspector_cap == 0 || self.inspector_cap > 1000;
        let detail = "每名执法人员最多承担的检查数须在 1 到 1000 之间";
        faults.check(wrong, "/inspector_cap", "out_of_range", detail);
        let longer = self.acquaintance_months > super::usual_acquaintance_months();
        faults.check(longer, "/acquaintance_months", "out_of_range", "熟人回避期不能超过 12 个月");
        faults.check(self.witnesses > 10, "/witnesses", "out_of_range", "见证人不能超过 10 名");
    }

    fn check_filters(&self, faults: &mut Faults) {
        let filters = &self.filters;
        check_list(faults, &filters.divisions, "/filters/divisions", MOST_CODES);
        check_list(faults, &filters.risk_classes, "/filters/risk_classes", MOST_CODES);
        check_list(faults, &filters.kinds, "/filters/kinds", MOST_CODES);
        check_list(faults, &filters.industries, "/filters/industries", MOST_INDUSTRIES);
        for (number, code) in filters.industries.iter().enumerate().take(MOST_INDUSTRIES) {
            let pointer = format!("/filters/industries/{number}");
            let detail = "应为 GB/T 4754 行业代码或其开头，如“C”“C35”“3595”";
            faults.check(!is_industry(code), &pointer, "format", detail);
        }
        for (number, class) in self.filters.risk_classes.iter().enumerate() {
            let pointer = format!("/filters/risk_classes/{number}");
            let unknown = RiskClass::from_code(class).is_none();
            faults.check(unknown, &pointer, "unknown", "类别应为 A、B、C 或 D");
        }
        for (number, kind) in self.filters.kinds.iter().enumerate() {
            let unknown = Kind::from_code(kind).is_none();
            faults.check(unknown, &format!("/filters/kinds/{number}"), "unknown", "没有此种检查对象");
        }
    }
}

/// Whether it is an industry code of GB/T 4754, or the beginning of one: a letter, 1 to 4 digits, or both.
fn is_industry(code: &str) -> bool {
    let digits = code.strip_prefix(|c: char| ('A'..='T').contains(&c)).unwrap_or(code);
    !code.is_empty() && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit())
}

/// No more than so many, and each once.
fn check_list(faults: &mut Faults, list: &[String], pointer: &str, most: usize) {
    faults.check(list.len() > most, pointer, "out_of_range", "项数过多，请删减");
    let mut seen = BTreeSet::new();
    for (number, one) in list.iter().enumerate().take(most) {
        faults.check(!seen.insert(one), &format!("{pointer}/{number}"), "duplicate", "重复，请只保留一项");
    }
}

/// One line each, of so many characters at most.
fn check_texts(faults: &mut Faults, texts: &[String], pointer: impl Fn(usize) -> String, most: usize) {
    for (number, text) in texts.iter().enumerate() {
        let wrong = text.chars().count() > most || !is_line(text);
        faults.check(wrong, &pointer(number), "out_of_range", "文字过长或有换行，请写成简短的一行");
    }
}

fn check_quota(faults: &mut Faults, quota: Quota, pointer: &str) {
    let more_than_all = quota.ppm > 1_000_000;
    faults.check(more_than_all, &format!("{pointer}/ppm"), "out_of_range", "抽查比例不能超过 100%");
    let both = quota.ppm > 0 && quota.count > 0;
    faults.check(both, pointer, "ambiguous", "比例和数量只能填一项，请删去其中之一");
}
