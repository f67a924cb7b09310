//! Reading one row, cell by cell, and noting what is wrong and what was put right.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::{Header, Rule, date, text};
use crate::Coded;

/// Characters of a cell that a report shows.
const SHOWN: usize = 100;

/// Something to say about a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Heading of the column, when it is about one.
    pub column: Option<String>,
    /// The rule.
    pub rule: Rule,
    /// What stood in the cell, shortened.
    pub value: Option<String>,
    /// What is wrong and what to do, or what was put right.
    pub detail: String,
}

impl Finding {
    /// About the row as a whole.
    #[must_use]
    pub fn of_row(rule: Rule, detail: impl Into<String>) -> Self {
        Self { column: None, rule, value: None, detail: detail.into() }
    }

    /// About one cell.
    #[must_use]
    pub fn of_cell(heading: String, rule: Rule, value: &str, detail: impl Into<String>) -> Self {
        let mut shown: String = value.chars().take(SHOWN).collect();
        if shown.len() < value.len() {
            shown.push('…');
        }
        Self { column: Some(heading), rule, value: Some(shown), detail: detail.into() }
    }
}

/// One row while it is read. A method that answers nothing where a value was needed has noted why.
#[derive(Debug)]
pub struct Cells<'a> {
    header: &'a Header,
    cells: &'a [&'a str],
    faults: Vec<Finding>,
    corrections: Vec<Finding>,
}

impl<'a> Cells<'a> {
    pub(super) fn new(header: &'a Header, cells: &'a [&'a str]) -> Self {
        let mut row = Self { header, cells, faults: Vec::new(), corrections: Vec::new() };
        let beyond = cells.iter().skip(header.width()).any(|cell| !text::trimmed(cell).is_empty());
        if beyond {
            let detail = format!(
                "本行有{}列，多于首行的{}列，请检查是否有未加引号的逗号",
                cells.len(),
                header.width()
            );
            row.faults.push(Finding::of_row(Rule::Columns, detail));
        }
        if cells.iter().any(|cell| cell.contains(char::REPLACEMENT_CHARACTER)) {
            let detail = "本行有无法识别的文字，请将文件另存为 UTF-8 编码的 CSV 后重试";
            row.faults.push(Finding::of_row(Rule::Encoding, detail));
        }
        row
    }

    pub(super) fn into_findings(self) -> (Vec<Finding>, Vec<Finding>) {
        (self.faults, self.corrections)
    }

    fn finding(&self, name: &'static str, rule: Rule, detail: impl Into<String>) -> Finding {
        Finding::of_cell(self.header.heading(name), rule, self.raw(name).unwrap_or_default(), detail)
    }

    /// Notes what is wrong with a cell.
    pub(super) fn fault(&mut self, name: &'static str, rule: Rule, detail: impl Into<String>) {
        let finding = self.finding(name, rule, detail);
        self.faults.push(finding);
    }

    /// Notes what was put right in a cell.
    pub(super) fn correction(&mut self, name: &'static str, rule: Rule, detail: impl Into<String>) {
        let finding = self.finding(name, rule, detail);
        self.corrections.push(finding);
    }

    fn missing(&mut self, name: &'static str) {
        let heading = self.header.heading(name);
        self.fault(name, Rule::Missing, format!("未填写“{heading}”，请补充"));
    }

    fn raw(&self, name: &str) -> Option<&'a str> {
        let place = self.header.place(name)?;
        Some(self.cells.get(place.position).copied().unwrap_or_default())
    }

    /// Whether the file has the column.
    pub(super) fn has(&self, name: &str) -> bool {
        self.header.place(name).is_some()
    }

    /// Whether something stands in the cell.
    pub(super) fn is_filled(&self, name: &str) -> bool {
        self.raw(name).is_some_and(|cell| !text::trimmed(cell).is_empty())
    }

    /// A free text of at most `longest` characters; nothing when the file has no such column. Blanks around it are no
    /// part of it, which is not worth a report.
    pub(super) fn text(&mut self, name: &'static str, longest: usize) -> Option<String> {
        let text = text::free(self.raw(name)?);
        if text.chars().count() > longest {
            self.fault(name, Rule::TooLong, format!("超过{longest}个字，请缩短"));
            return None;
        }
        Some(text)
    }

    /// A free text that must be there.
    pub(super) fn required_text(&mut self, name: &'static str, longest: usize) -> Option<String> {
        let text = self.text(name, longest)?;
        if text.is_empty() {
            self.missing(name);
            return None;
        }
        Some(text)
    }

    /// A code: half-width and upper case, without blanks at its ends; empty when the cell is.
    pub(super) fn code(&mut self, name: &'static str) -> Option<String> {
        let raw = self.raw(name)?;
        let halved = text::halved(raw);
        let trimmed = text::trimmed(&halved);
        let code = trimmed.to_ascii_uppercase();
        if halved != raw {
            self.correction(name, Rule::FullWidth, format!("全角字符已改为半角：{code}"));
        }
        if trimmed.len() != halved.len() {
            self.correction(name, Rule::Blanks, format!("首尾空格已去除：{code}"));
        }
        if code != trimmed {
            self.correction(name, Rule::LowerCase, format!("小写字母已改为大写：{code}"));
        }
        Some(code)
    }

    /// A code of our own making: `[0-9A-Z_-]`, at most 40 characters, not empty.
    pub(super) fn short_code(&mut self, name: &'static str) -> Option<String> {
        let code = self.code(name)?;
        let allowed = |b: u8| b.is_ascii_digit() || b.is_ascii_uppercase() || b == b'-' || b == b'_';
        if code.is_empty() {
            self.missing(name);
        } else if code.len() > 40 || !code.bytes().all(allowed) {
            self.fault(name, Rule::Code, "编号只能由字母、数字、“-”和“_”组成，且不超过40个字符");
        } else {
            return Some(code);
        }
        None
    }

    /// A day; nothing inside when the cell is empty.
    pub(super) fn date(&mut self, name: &'static str) -> Option<Option<NaiveDate>> {
        let cell = text::trimmed(self.raw(name)?);
        if cell.is_empty() {
            return Some(None);
        }
        let Some((date, rewritten)) = date::read(cell) else {
            self.fault(name, Rule::Date, "不是有效日期，请按“2016-01-02”的格式填写");
            return None;
        };
        if rewritten {
            self.correction(name, Rule::DateFormat, format!("日期已识别为{date}"));
        }
        Some(Some(date))
    }

    /// A day that lies not after `today`.
    pub(super) fn past_date(&mut self, name: &'static str, today: NaiveDate) -> Option<Option<NaiveDate>> {
        let date = self.date(name)?;
        if date.is_some_and(|date| date > today) {
            let heading = self.header.heading(name);
            self.fault(name, Rule::FutureDate, format!("“{heading}”晚于今天（{today}），请核对"));
            return None;
        }
        Some(date)
    }

    /// A day that must be there.
    pub(super) fn required_date(&mut self, name: &'static str) -> Option<NaiveDate> {
        let date = self.date(name)?;
        if date.is_none() {
            self.missing(name);
        }
        date
    }

    /// A whole number in a range; nothing when the cell is empty.
    pub(super) fn number(&mut self, name: &'static str, range: RangeInclusive<i32>) -> Option<i32> {
        let halved = text::halved(self.raw(name)?);
        let cell = text::trimmed(&halved);
        if cell.is_empty() {
            return None;
        }
        let number = cell.parse().ok().filter(|number| range.contains(number));
        if number.is_none() {
            self.fault(name, Rule::Number, format!("应为{}至{}之间的整数", range.start(), range.end()));
        }
        number
    }

    /// A number that must be there.
    pub(super) fn required_number(&mut self, name: &'static str, range: RangeInclusive<i32>) -> Option<i32> {
        if !self.is_filled(name) {
            self.missing(name);
            return None;
        }
        self.number(name, range)
    }

    /// One of these words; nothing when the cell is empty.
    pub(super) fn choice<T: Copy>(&mut self, name: &'static str, choices: &[(&str, T)]) -> Option<T> {
        let word = text::heading(self.raw(name)?);
        if word.is_empty() {
            return None;
        }
        let found = choices.iter().find(|(known, _)| text::heading(known) == word);
        if found.is_none() {
            let words: Vec<_> = choices.iter().map(|(known, _)| *known).collect();
            self.fault(name, Rule::Choice, format!("不是可用的取值，可填：{}", words.join("、")));
        }
        found.map(|(_, value)| *value)
    }

    /// One of these words, which must be there.
    pub(super) fn required_choice<T: Copy>(
        &mut self,
        name: &'static str,
        choices: &[(&str, T)],
    ) -> Option<T> {
        if !self.is_filled(name) {
            self.missing(name);
            return None;
        }
        self.choice(name, choices)
    }

    /// A value of a vocabulary, by its label or its code; nothing when the cell is empty.
    pub(super) fn coded<T: Coded>(&mut self, name: &'static str) -> Option<T> {
        let words: Vec<_> =
            T::ALL.iter().flat_map(|value| [(value.label(), *value), (value.code(), *value)]).collect();
        self.choice(name, &words)
    }

    /// Parts separated by semicolons, each of at most `longest` characters; nothing when the file has no such column.
    pub(super) fn parts(&mut self, name: &'static str, longest: usize) -> Option<Vec<String>> {
        let parts = text::parts(self.raw(name)?);
        if parts.iter().any(|part| part.chars().count() > longest) {
            self.fault(name, Rule::TooLong, format!("其中一项超过{longest}个字，请缩短"));
            return None;
        }
        Some(parts)
    }
}
