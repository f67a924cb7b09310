//! 任务汇总表 as a workbook: one sheet of facts, one for each way the figures are laid out.

use chrono::{DateTime, Utc};
use domain::Coded;
use domain::inspection::ResultCode;
use rust_xlsxwriter::{
    ColNum, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, RowNum, Workbook, Worksheet,
};

use super::{Summary, SummaryRow, groups, total};
use crate::{Error, zh};

/// Widths of columns, in characters.
const NAME_WIDTH: f64 = 28.0;
const FIGURE_WIDTH: f64 = 11.0;
const FACT_WIDTH: f64 = 60.0;

struct Formats {
    head: Format,
    text: Format,
    /// For texts that a spreadsheet would take for a formula if somebody edited the cell.
    quoted: Format,
    number: Format,
    percent: Format,
}

impl Formats {
    fn new() -> Self {
        let cell = Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        let text = cell.clone().set_text_wrap();
        Self {
            head: text.clone().set_bold().set_align(FormatAlign::Center).set_background_color(0x00F2_F2F2),
            quoted: text.clone().set_quote_prefix(),
            text,
            number: cell.clone().set_num_format("0"),
            percent: cell.set_num_format("0.00%").set_align(FormatAlign::Right),
        }
    }

    /// Writes a text as a text, whatever it begins with.
    fn text(&self, sheet: &mut Worksheet, row: RowNum, column: ColNum, text: &str) -> Result<(), Error> {
        let inert = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let format = if inert { &self.quoted } else { &self.text };
        sheet.write_string_with_format(row, column, text, format)?;
        Ok(())
    }
}

/// The workbook's bytes.
///
/// # Errors
/// [`Error::Spreadsheet`] when a text is longer than a cell may be.
pub(crate) fn write(summary: &Summary, at: DateTime<Utc>) -> Result<Vec<u8>, Error> {
    let mut book = Workbook::new();
    let title = format!("{}任务汇总表", summary.task_name);
    let made = ExcelDateTime::from_timestamp(at.timestamp())?;
    book.set_properties(
        &DocProperties::new().set_title(&title).set_author(&summary.body).set_creation_datetime(&made),
    );
    let formats = Formats::new();
    facts(book.add_worksheet(), &formats, summary)?;
    for (name, head, rows) in groups(summary) {
        let sheet = book.add_worksheet();
        sheet.set_name(name)?;
        figures(sheet, &formats, head, rows)?;
    }
    Ok(book.save_to_buffer()?)
}

fn facts(sheet: &mut Worksheet, formats: &Formats, summary: &Summary) -> Result<(), Error> {
    sheet.set_name("概况")?.set_column_width(0, NAME_WIDTH)?.set_column_width(1, FACT_WIDTH)?;
    let sum = total(&summary.divisions);
    let period = format!("{}至{}", zh::day(summary.period_start), zh::day(summary.period_end));
    let texts = [
        ("发文机关", summary.body.as_str()),
        ("任务编号", summary.task_number.as_str()),
        ("任务名称", summary.task_name.as_str()),
        ("检查时间", period.as_str()),
        ("统计日期", &zh::day(summary.made_on)),
    ];
    sheet.write_string_with_format(0, 0, "项目", &formats.head)?;
    sheet.write_string_with_format(0, 1, "内容", &formats.head)?;
    let mut row = 1;
    for (name, text) in texts {
        formats.text(sheet, row, 0, name)?;
        formats.text(sheet, row, 1, text)?;
        row += 1;
    }
    for (name, number) in [("应检查", sum.to_inspect), ("已公示", sum.disclosed), ("已办结", sum.closed)]
    {
        formats.text(sheet, row, 0, name)?;
        count(sheet, formats, row, 1, number)?;
        row += 1;
    }
    formats.text(sheet, row, 0, "完成率（已公示/应检查）")?;
    share(sheet, formats, row, 1, sum.completion())?;
    formats.text(sheet, row + 1, 0, "办结率（已办结/已公示）")?;
    share(sheet, formats, row + 1, 1, sum.closure())?;
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn figures(sheet: &mut Worksheet, formats: &Formats, head: &str, rows: &[SummaryRow]) -> Result<(), Error> {
    let results = ResultCode::ALL.iter().map(|code| format!("{} {}", code.code(), code.label()));
    let heads = [head.to_owned(), "应检查".into()].into_iter().chain(results);
    let heads = heads.chain(["已公示", "完成率", "已办结", "办结率"].map(str::to_owned));
    for (column, text) in (0..).zip(heads) {
        sheet.write_string_with_format(0, column, text, &formats.head)?;
        sheet.set_column_width(column, if column == 0 { NAME_WIDTH } else { FIGURE_WIDTH })?;
    }
    for (line, row) in (1..).zip(rows.iter().chain([&total(rows)])) {
        formats.text(sheet, line, 0, &row.name)?;
        let counts = ResultCode::ALL.iter().map(|code| row.count(*code));
        let mut column = 1;
        for number in [row.to_inspect].into_iter().chain(counts).chain([row.disclosed]) {
            count(sheet, formats, line, column, number)?;
            column += 1;
        }
        share(sheet, formats, line, column, row.completion())?;
        count(sheet, formats, line, column + 1, row.closed)?;
        share(sheet, formats, line, column + 2, row.closure())?;
    }
    sheet.set_freeze_panes(1, 1)?.set_landscape().set_repeat_rows(0, 0)?;
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

fn count(
    sheet: &mut Worksheet,
    formats: &Formats,
    row: RowNum,
    column: ColNum,
    number: u32,
) -> Result<(), Error> {
    sheet.write_number_with_format(row, column, number, &formats.number)?;
    Ok(())
}

/// A share as a number shown in percent, or a dash.
fn share(
    sheet: &mut Worksheet,
    formats: &Formats,
    row: RowNum,
    column: ColNum,
    share: Option<f64>,
) -> Result<(), Error> {
    match share {
        Some(share) => sheet.write_number_with_format(row, column, share, &formats.percent)?,
        None => sheet.write_string_with_format(row, column, "—", &formats.percent)?,
    };
    Ok(())
}
