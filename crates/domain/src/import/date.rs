//! Days as spreadsheets write them.

use chrono::{Days, NaiveDate};

use super::text;

/// A day, and whether it stood there in another form than `YYYY-MM-DD`.
pub(super) type Read = (NaiveDate, bool);

/// Reads `2016-01-02`, `2016/1/2`, `2016.1.2`, `20160102`, `2016年1月2日` or a spreadsheet's serial number, each also with a
/// time of day behind it, which is dropped.
pub(super) fn read(cell: &str) -> Option<Read> {
    let halved = text::halved(cell);
    let text = halved.split([' ', 'T']).next()?;
    let date = numbers(text, ['-', '/', '.']).or_else(|| chinese(text)).or_else(|| digits(text))?;
    Some((date, date.to_string() != cell))
}

fn day(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn numbers(text: &str, marks: [char; 3]) -> Option<NaiveDate> {
    let mut parts = text.split(marks);
    let date = day(parts.next()?, parts.next()?, parts.next()?)?;
    parts.next().is_none().then_some(date)
}

fn chinese(text: &str) -> Option<NaiveDate> {
    let (year, rest) = text.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    day(year, month, rest.strip_suffix(['日', '号']).unwrap_or(rest))
}

/// Eight digits are a date without marks; five a serial number, day 1 being 1900-01-01 (with the day 1900-02-29, which
/// never was, as number 60: serial numbers of real registers lie after it).
fn digits(text: &str) -> Option<NaiveDate> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match text.len() {
        8 => day(text.get(..4)?, text.get(4..6)?, text.get(6..)?),
        5 => NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(text.parse().ok()?)),
        _ => None,
    }
}
