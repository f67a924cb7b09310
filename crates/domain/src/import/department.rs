//! Rows of departments, divisions and calendar days.

use crate::calendar::DayKind;
use chrono::NaiveDate;

use super::{Cells, Column, Context, Kind, Row, Rule};

pub(super) const COLUMNS: &[Column] = &[
    Column::required("code", "代码", &["部门代码", "编号"]),
    Column::required("name", "名称", &["部门名称"]),
    Column::required("body", "所属单位", &["发文机关", "单位"]),
    Column::optional("number_prefix", "发文代字", &[]),
];

pub(super) const DIVISION_COLUMNS: &[Column] = &[
    Column::required("code", "代码", &["区划代码", "行政区划代码"]),
    Column::required("name", "名称", &["区划名称"]),
    Column::optional("parent_code", "上级代码", &["上级区划代码"]),
    Column::optional("current_code", "现行代码", &["现行区划代码"]),
];

pub(super) const CALENDAR_COLUMNS: &[Column] = &[
    Column::required("day", "日期", &["date"]),
    Column::required("kind", "类型", &["类别"]),
    Column::optional("name", "节日", &["名称", "节日名称"]),
];

/// A department as a file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepartmentRow {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Name of the body.
    pub body: String,
    /// 发文代字 of the body; its name without the last 局 when nobody says.
    pub number_prefix: Option<String>,
}

/// A division as a file has it. Outer nothing: the file does not say; inner nothing: the cell is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DivisionRow {
    /// Six digits.
    pub code: String,
    /// Name.
    pub name: String,
    /// The division above.
    pub parent_code: Option<Option<String>>,
    /// For a retired code: the present one.
    pub current_code: Option<Option<String>>,
}

/// A day that is not what its weekday says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarRow {
    /// The day.
    pub day: NaiveDate,
    /// `holiday` or `workday`.
    pub kind: DayKind,
    /// The festival.
    pub name: Option<String>,
}

impl DepartmentRow {
    /// What the numbers of a new body begin with: as the file says, else its name without the last 局. The customary
    /// short form (淮市监) cannot be derived from the name; the administrator sets it.
    #[must_use]
    pub fn prefix(&self) -> &str {
        match self.number_prefix.as_deref() {
            Some(prefix) if !prefix.is_empty() => prefix,
            Some(_) | None => self.body.strip_suffix('局').unwrap_or(&self.body),
        }
    }
}

impl Row for DepartmentRow {
    const KIND: Kind = Kind::Departments;

    fn read(cells: &mut Cells<'_>, _: &Context) -> Option<Self> {
        let code = cells.short_code("code");
        let name = cells.required_text("name", 100);
        let body = cells.required_text("body", 100);
        let number_prefix = cells.text("number_prefix", 20);
        Some(Self { code: code?, name: name?, body: body?, number_prefix })
    }

    fn key(&self) -> String {
        self.code.clone()
    }
}

impl Row for DivisionRow {
    const KIND: Kind = Kind::Divisions;

    fn read(cells: &mut Cells<'_>, _: &Context) -> Option<Self> {
        let code = cells.six_digits("code").map(Option::unwrap_or_default);
        let name = cells.required_text("name", 50);
        let parent_code = cells.six_digits("parent_code");
        let current_code = cells.six_digits("current_code");
        let code = code?;
        if code.is_empty() {
            cells.fault("code", Rule::Missing, "未填写区划代码，请补充");
        }
        Some(Self { code, name: name?, parent_code, current_code })
    }

    fn key(&self) -> String {
        self.code.clone()
    }
}

impl Row for CalendarRow {
    const KIND: Kind = Kind::Calendar;

    fn read(cells: &mut Cells<'_>, _: &Context) -> Option<Self> {
        let day = cells.required_date("day");
        let kinds = [
            ("holiday", DayKind::Holiday),
            ("workday", DayKind::Workday),
            ("放假", DayKind::Holiday),
            ("节假日", DayKind::Holiday),
            ("调休上班", DayKind::Workday),
            ("工作日", DayKind::Workday),
        ];
        let kind = cells.required_choice("kind", &kinds);
        let name = cells.text("name", 50);
        Some(Self { day: day?, kind: kind?, name })
    }

    fn key(&self) -> String {
        self.day.to_string()
    }
}

impl Cells<'_> {
    /// A division code; inner nothing when the cell is empty.
    fn six_digits(&mut self, name: &'static str) -> Option<Option<String>> {
        let code = self.code(name)?;
        if code.is_empty() {
            return Some(None);
        }
        if code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()) {
            return Some(Some(code));
        }
        self.fault(name, Rule::DivisionCode, "区划代码应为6位数字（GB/T 2260）");
        None
    }
}
