//! Relaxations and contradictions in words that a clerk understands.

use std::fmt;

use super::{Newcomers, Origin, Relaxation};
use crate::draw::assignment::{Contradiction, Problem};
use crate::draw::inspectors::Inspector;
use crate::draw::roster::Did;

/// More names than this are counted, not listed.
const LISTED: usize = 10;

/// Names one after the other; of many the first.
pub(in crate::draw) fn list(names: impl ExactSizeIterator<Item = String>) -> String {
    let all = names.len();
    let named: Vec<String> = names.take(LISTED).collect();
    if all > LISTED { format!("{}等", named.join("、")) } else { named.join("、") }
}

/// A draw id as people write it: the code, or the hexadecimal digits of a blinded one.
fn name(did: &Did) -> String {
    match std::str::from_utf8(did.as_bytes()) {
        Ok(code) if did.has_form(false) => code.to_owned(),
        Ok(_) | Err(_) => did.to_string(),
    }
}

impl fmt::Display for Newcomers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} 名", self.number)?;
        if let Some(department) = &self.department {
            write!(f, "属于部门 {department}、")?;
        }
        match &self.origin {
            Origin::Anywhere {} => {}
            Origin::Division { code } => write!(f, "属于区划 {code}、")?,
            Origin::Elsewhere {} => write!(f, "来自本次检查对象所在区划以外、")?,
        }
        if !self.qualifications.is_empty() {
            write!(f, "具备资质“{}”、", self.qualifications.join("”“"))?;
        }
        write!(f, "每人至多承担 {} 个对象", self.cap)
    }
}

impl fmt::Display for Relaxation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let least = |is_least: bool| if is_least { "至少需" } else { "可" };
        match self {
            Self::Inspectors { newcomers, is_least } => {
                let all: Vec<String> = newcomers.iter().map(ToString::to_string).collect();
                write!(f, "{}增加执法人员：{}", least(*is_least), all.join("；"))
            }
            Self::Cap { to } => {
                write!(
                    f,
                    "将承担上限不足 {to} 个对象的执法人员的上限提高到 {to} 个（再低则仍不能组成检查组）"
                )
            }
            Self::Exclusions { lifted, is_least } => {
                let pair = |exclusion: &crate::draw::inspectors::Exclusion| {
                    format!("{} 对 {}（{}）", exclusion.inspector, name(&exclusion.did), exclusion.reason)
                };
                let (number, pairs) = (lifted.len(), list(lifted.iter().map(pair)));
                write!(f, "{}解除 {number} 项不得检查的限制：{pairs}", least(*is_least))
            }
            Self::Divisions { slots } => {
                write!(
                    f,
                    "将检查组第 {} 个岗位的区划要求放宽为“不限”",
                    list(slots.iter().map(ToString::to_string))
                )
            }
        }
    }
}

impl Contradiction {
    /// What conflicts, with numbers and codes.
    #[must_use]
    pub fn to_chinese(&self, problem: &Problem<'_>) -> String {
        self.to_chinese_named(problem.inspectors, name)
    }

    /// The same for people who know the objects by other names.
    #[must_use]
    pub fn to_chinese_named(&self, inspectors: &[Inspector], name: impl Fn(&Did) -> String) -> String {
        let objects = list(self.objects.iter().map(|places| name(&places.did)));
        let places: usize = self.objects.iter().map(|places| places.slots.len()).sum();
        let head = format!("{objects} 共 {} 个对象的 {places} 个岗位", self.objects.len());
        conflict(&head, places, &self.inspectors, inspectors)
    }
}

/// That so many places, which `head` names, compete for the inspectors with these codes (ascending) alone.
pub(in crate::draw) fn conflict(
    head: &str,
    places: usize,
    codes: &[String],
    inspectors: &[Inspector],
) -> String {
    if codes.is_empty() {
        return format!("{head}没有任何执法人员符合要求");
    }
    let is_named = |code: &String| codes.binary_search(code).is_ok();
    let named = inspectors.iter().filter(|inspector| is_named(&inspector.code));
    let capacity: u64 = named.map(|inspector| u64::from(inspector.cap)).sum();
    let (number, codes) = (codes.len(), list(codes.iter().cloned()));
    let who = format!("{head}只有 {number} 名执法人员（{codes}）符合要求");
    if capacity < u64::try_from(places).unwrap_or(u64::MAX) {
        format!("{who}，按各自上限合计最多承担 {capacity} 个")
    } else {
        format!("{who}，同一人不能在一个检查组占两个岗位")
    }
}
