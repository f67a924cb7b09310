//! What the inspectors of the demonstration found.

use chrono::NaiveDate;
use contract::inspection::Inspection;
use domain::inspection::{Disposition, ItemOutcome, MatterResult, Outcome, Record, ResultCode};

/// Finding number `n`: most firms are in order, some are not.
pub(super) fn record(inspection: &Inspection, n: usize, ended_on: NaiveDate) -> Record {
    let (result, disposition, outcome, text, remark) = match n % 6 {
        3 => (
            ResultCode::OrderedToCorrect,
            Disposition::Rectify,
            Outcome::Fail,
            "现场一台叉车未张贴使用标志，作业人员证件已过期",
            "已责令15个工作日内改正",
        ),
        4 => (
            ResultCode::Unreachable,
            Disposition::Feedback,
            Outcome::NotInspected,
            "登记住所无人办公，未能检查",
            "",
        ),
        5 => (
            ResultCode::Pending,
            Disposition::Transfer,
            Outcome::Fail,
            "在用压力容器未经定期检验，涉嫌违法",
            "线索已移送办案机构",
        ),
        _ => (ResultCode::NoProblem, Disposition::None, Outcome::Pass, "", ""),
    };
    let items: Vec<_> = inspection.form.iter().flat_map(|matter| &matter.check_items).collect();
    let outcome_of = |position: usize| match outcome {
        // Of what is not in order, the first item; of what could not be inspected, every item.
        Outcome::Fail if position > 0 => (Outcome::Pass, ""),
        Outcome::Pass | Outcome::Fail | Outcome::NotApplicable | Outcome::NotInspected => (outcome, text),
    };
    let items = items.iter().enumerate().map(|(position, item)| {
        let (outcome, text) = outcome_of(position);
        ItemOutcome { item: item.id, outcome, text: text.to_owned() }
    });
    Record {
        ended_on,
        present: inspection.row.team.iter().map(|member| member.id).collect(),
        items: items.collect(),
        results: inspection.form.iter().map(|matter| MatterResult { matter: matter.id, result }).collect(),
        result,
        disposition,
        disposition_text: String::new(),
        remark: remark.to_owned(),
        internal_remark: String::new(),
    }
}
