//! 导入: what a spreadsheet of a library must look like, and what becomes of each row.
//!
//! A row is read cell by cell ([`Cells`]); what can be put right without guessing is put right and reported as a
//! correction, everything else rejects the row with the rule it breaks and what to do about it. Nothing here knows
//! files or databases: cells come in as text, parsed rows go out.

mod cells;
mod credit;
mod date;
mod department;
mod division;
mod header;
mod inspector;
mod matter;
mod object;
mod recusal;
mod repeat;
mod report;
mod rule;
mod text;

#[cfg(test)]
mod tests;

use chrono::NaiveDate;

pub use cells::{Cells, Finding};
pub use credit::CreditRow;
pub use department::{CalendarRow, DepartmentRow, DivisionRow};
pub use division::{Division, Divisions};
pub use header::{Column, Header, HeaderError};
pub use inspector::InspectorRow;
pub use matter::{MatterRow, ObjectMatterRow};
pub use object::ObjectRow;
pub use recusal::RecusalRow;
pub use repeat::Seen;
pub use report::{LISTED, Report, ReportRow};
pub use rule::Rule;

use crate::policy::Action;

codes! {
    /// What a file holds. The code is the word of the command line and of the address.
    pub enum Kind as ImportKind {
        /// Departments and their bodies.
        Departments = "departments", "部门";
        /// Divisions, retired ones too.
        Divisions = "divisions", "行政区划";
        /// Inspectors.
        Inspectors = "inspectors", "执法人员";
        /// Matters with their check items.
        Matters = "matters", "抽查事项";
        /// Objects.
        Objects = "objects", "检查对象";
        /// Which objects a matter concerns.
        ObjectMatters = "object-matters", "事项适用对象";
        /// Risk classes of objects.
        Credit = "credit", "信用风险分类";
        /// Recusals.
        Recusals = "recusals", "回避关系";
        /// Holidays and make-up working days.
        Calendar = "calendar", "节假日";
    }
}

codes! {
    /// What became of a row.
    pub enum Verdict {
        /// New, or changed what was stored.
        Accepted = "accepted", "已导入";
        /// Accepted after something was put right.
        Corrected = "corrected", "更正后导入";
        /// Nothing to change, or said before in the same file.
        Skipped = "skipped", "跳过";
        /// Not imported.
        Rejected = "rejected", "未导入";
    }
}

impl Kind {
    /// What importing it needs permission for.
    #[must_use]
    pub fn action(self) -> Action {
        match self {
            Self::Departments | Self::Divisions | Self::Calendar => Action::DepartmentImport,
            Self::Matters => Action::MatterImport,
            Self::Inspectors | Self::Objects | Self::ObjectMatters | Self::Credit | Self::Recusals => {
                Action::LibraryImport
            }
        }
    }

    /// Its columns; a file may have others, which are ignored.
    #[must_use]
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Departments => department::COLUMNS,
            Self::Divisions => department::DIVISION_COLUMNS,
            Self::Inspectors => inspector::COLUMNS,
            Self::Matters => matter::COLUMNS,
            Self::Objects => object::COLUMNS,
            Self::ObjectMatters => matter::OBJECT_COLUMNS,
            Self::Credit => credit::COLUMNS,
            Self::Recusals => recusal::COLUMNS,
            Self::Calendar => department::CALENDAR_COLUMNS,
        }
    }
}

/// What reading a row depends on beside the row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// The day of the import: nothing is founded or assessed after it.
    pub today: NaiveDate,
    /// The divisions that are known.
    pub divisions: Divisions,
}

/// A row of one kind.
pub trait Row: Sized {
    /// Which.
    const KIND: Kind;

    /// Reads the row. What is wrong is noted in `cells`; with anything noted the answer does not count.
    fn read(cells: &mut Cells<'_>, context: &Context) -> Option<Self>;

    /// What tells it from every other row of its kind.
    fn key(&self) -> String;
}

/// A row that was read, with what was put right; or everything that is wrong with it.
pub type Parsed<R> = Result<(R, Vec<Finding>), Vec<Finding>>;

/// Reads one row.
///
/// # Errors
/// Everything that is wrong with the row.
pub fn parse<R: Row>(header: &Header, cells: &[&str], context: &Context) -> Parsed<R> {
    let mut cells = Cells::new(header, cells);
    let row = R::read(&mut cells, context);
    let (faults, corrections) = cells.into_findings();
    match row {
        Some(row) if faults.is_empty() => Ok((row, corrections)),
        Some(_) | None => Err(faults),
    }
}
