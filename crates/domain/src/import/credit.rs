//! Rows of risk classes.

use chrono::NaiveDate;

use super::{Cells, Column, Context, Kind, Row, object};
use crate::object::RiskClass;

pub(super) const COLUMNS: &[Column] = &[
    object::CODE,
    Column::required("risk_class", "信用风险分类", &["风险分类", "风险等级", "信用风险等级"]),
    Column::optional("risk_score", "风险分", &["风险分值", "得分"]),
    Column::optional("assessed_on", "评定日期", &["评定时间"]),
];

/// The risk class of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditRow {
    /// Code of the object.
    pub object: String,
    /// Its class.
    pub class: RiskClass,
    /// Its score; inner nothing: the cell is empty.
    pub score: Option<Option<i32>>,
    /// Day of the assessment; inner nothing: the cell is empty.
    pub assessed_on: Option<Option<NaiveDate>>,
}

impl Row for CreditRow {
    const KIND: Kind = Kind::Credit;

    fn read(cells: &mut Cells<'_>, context: &Context) -> Option<Self> {
        let object = cells.object_reference();
        let classes: Vec<_> = <RiskClass as crate::Coded>::ALL
            .iter()
            .flat_map(|class| [(crate::Coded::code(*class), *class), (crate::Coded::label(*class), *class)])
            .collect();
        let class = cells.required_choice("risk_class", &classes);
        let score = cells.has("risk_score").then(|| cells.number("risk_score", 0..=1000));
        let assessed_on = cells.past_date("assessed_on", context.today);
        Some(Self { object: object?, class: class?, score, assessed_on })
    }

    fn key(&self) -> String {
        self.object.clone()
    }
}
