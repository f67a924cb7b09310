//! 导入: a spreadsheet file into a library, row by row, in one audited transaction.

#[cfg(test)]
mod tests;

use std::io::Read;

use chrono::{DateTime, NaiveDate, Utc};
use documents::table::{Table, TableError};
use domain::Coded;
use domain::audit::Entry;
use domain::import::{
    CalendarRow, Context, CreditRow, DepartmentRow, DivisionRow, Finding, Header, HeaderError, InspectorRow,
    Kind, MatterRow, ObjectMatterRow, ObjectRow, RecusalRow, Report, Rule, Verdict, parse,
};
use domain::policy::{Actor, Denied};
use persistence::import::{BATCH, Importer, Library, Missing, Outcome};
use persistence::{Audited, Author, Database, Writer};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Why nothing was imported. A bad row is never a reason: it stands in the report.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The file is no table.
    #[error(transparent)]
    Table(#[from] TableError),
    /// Its first row is no header.
    #[error(transparent)]
    Header(#[from] HeaderError),
    /// Below it there is nothing.
    #[error("文件只有表头，没有数据行：请核对是否选对了文件，填写数据后重新导入")]
    NoRows,
    /// The database refused.
    #[error(transparent)]
    Store(#[from] persistence::Error),
    /// The audit entry cannot be written as JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

/// What to import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// What the file holds.
    pub kind: Kind,
    /// Name of the file, for the audit log.
    pub file: String,
    /// Whether to take everything back afterwards and only report.
    pub dry_run: bool,
    /// The moment of the import.
    pub now: DateTime<Utc>,
    /// The day it is in China: nothing is founded or assessed after it.
    pub today: NaiveDate,
}

/// What the audit log keeps of an import.
#[derive(Serialize)]
struct Record<'a> {
    file: &'a str,
    sha256: String,
    encoding: &'static str,
    read: u64,
    accepted: u64,
    corrected: u64,
    skipped: u64,
    rejected: u64,
}

/// Imports a file for somebody who is signed in. `progress` hears the number of rows read after every batch.
///
/// # Errors
/// [`ImportError::Denied`] before anything of the file is read; otherwise as [`import_as`].
pub fn import(
    database: &Database,
    actor: &Actor,
    import: &Import,
    input: impl Read,
    progress: impl FnMut(u64),
) -> Result<Report, ImportError> {
    actor.may(import.kind.action())?;
    let author = Author { user: Some(actor.user), name: actor.name.clone() };
    import_as(database, author, import, input, progress)
}

/// Imports a file for whoever has the database itself in hand (the command line, the demonstration).
///
/// # Errors
/// When the file is no table of this kind, or the database refuses; nothing has changed then.
pub fn import_as(
    database: &Database,
    author: Author,
    import: &Import,
    input: impl Read,
    progress: impl FnMut(u64),
) -> Result<Report, ImportError> {
    let work = |writer: &mut Writer| match import.kind {
        Kind::Departments => run::<DepartmentRow>(writer, import, input, progress),
        Kind::Divisions => run::<DivisionRow>(writer, import, input, progress),
        Kind::Inspectors => run::<InspectorRow>(writer, import, input, progress),
        Kind::Matters => run::<MatterRow>(writer, import, input, progress),
        Kind::Objects => run::<ObjectRow>(writer, import, input, progress),
        Kind::ObjectMatters => run::<ObjectMatterRow>(writer, import, input, progress),
        Kind::Credit => run::<CreditRow>(writer, import, input, progress),
        Kind::Recusals => run::<RecusalRow>(writer, import, input, progress),
        Kind::Calendar => run::<CalendarRow>(writer, import, input, progress),
    };
    if import.dry_run {
        database.rehearse(author, import.now, work)
    } else {
        database.write(author, import.now, work)
    }
}

/// A row that was read and waits for its batch to be stored, or one that could not be read.
enum Line<R> {
    Read(R, Vec<Finding>),
    Bad(Vec<Finding>),
}

fn run<R: Library>(
    writer: &mut Writer,
    import: &Import,
    input: impl Read,
    mut progress: impl FnMut(u64),
) -> Result<Audited<Report>, ImportError> {
    let mut input = Digesting { input, digest: Sha256::new() };
    let context = Context { today: import.today, divisions: persistence::import::divisions(writer)? };
    let mut table = Table::open(&mut input)?;
    let header = match table.next_row()? {
        Some(row) => Header::read(import.kind, &row.cells.unwrap_or_default())?,
        None => return Err(TableError::Empty.into()),
    };
    let mut importer = Importer::begin::<R>(writer)?;
    let mut report = Report { dry_run: import.dry_run, ..Report::default() };
    let mut lines = Vec::with_capacity(BATCH);
    while let Some(row) = table.next_row()? {
        lines.push((row.line, read::<R>(&header, row.cells.as_deref(), &context)));
        if lines.len() == BATCH {
            store(writer, &mut importer, &header, &mut lines, &mut report)?;
            progress(report.read);
        }
    }
    store(writer, &mut importer, &header, &mut lines, &mut report)?;
    if report.read == 0 {
        return Err(ImportError::NoRows);
    }
    progress(report.read);
    let encoding = table.encoding();
    let record = Record {
        file: &import.file,
        sha256: hex::encode(input.digest.finalize()),
        encoding,
        read: report.read,
        accepted: report.accepted,
        corrected: report.corrected,
        skipped: report.skipped,
        rejected: report.rejected,
    };
    let entry = Entry::new(import.kind.action().code(), import.kind.code(), &record.sha256, &record)?;
    Ok(writer.record(entry, report)?)
}

fn read<R: Library>(header: &Header, cells: Option<&[&str]>, context: &Context) -> Line<R> {
    let Some(cells) = cells else {
        let detail = "本行的引号没有闭合，请补上或删去多余的引号";
        return Line::Bad(vec![Finding::of_row(Rule::UnclosedQuote, detail)]);
    };
    match parse(header, cells, context) {
        Ok((row, corrections)) => Line::Read(row, corrections),
        Err(faults) => Line::Bad(faults),
    }
}

/// Stores what was read and enters every line into the report, in the order of the file.
fn store<R: Library>(
    writer: &mut Writer,
    importer: &mut Importer,
    header: &Header,
    lines: &mut Vec<(u64, Line<R>)>,
    report: &mut Report,
) -> Result<(), ImportError> {
    let (mut rows, mut places) = (Vec::with_capacity(lines.len()), Vec::with_capacity(lines.len()));
    for (line, read) in lines.drain(..) {
        match read {
            Line::Read(row, corrections) => {
                rows.push(row);
                places.push((line, Ok(corrections)));
            }
            Line::Bad(faults) => places.push((line, Err(faults))),
        }
    }
    let mut outcomes = importer.store(writer, &rows)?.into_iter();
    for (line, read) in places {
        let (verdict, findings) = match read {
            Err(faults) => (Verdict::Rejected, faults),
            Ok(corrections) => match outcomes.next() {
                Some(outcome) => judge(outcome, corrections, header),
                None => continue,
            },
        };
        report.enter(line, verdict, findings);
    }
    Ok(())
}

/// The verdict on a row that was read.
fn judge(outcome: Outcome, corrections: Vec<Finding>, header: &Header) -> (Verdict, Vec<Finding>) {
    let note = |rule, detail| vec![Finding::of_row(rule, detail)];
    match outcome {
        Outcome::Inserted | Outcome::Changed if corrections.is_empty() => (Verdict::Accepted, corrections),
        Outcome::Inserted | Outcome::Changed => (Verdict::Corrected, corrections),
        Outcome::Unchanged => (Verdict::Skipped, note(Rule::Unchanged, "与库中内容相同，无需更改")),
        Outcome::Repeated => (Verdict::Skipped, note(Rule::Repeated, "与文件中前面的一行相同")),
        Outcome::Contradicts => {
            let detail = "文件中前面已有同一编号的另一行且内容不同，请只保留正确的一行";
            (Verdict::Rejected, note(Rule::Contradicts, detail))
        }
        Outcome::Missing(Missing { column, what, value }) => {
            let detail = format!("库中没有此{what}，请核对，或先导入{what}");
            let finding = Finding::of_cell(header.heading(column), Rule::UnknownReference, &value, detail);
            (Verdict::Rejected, vec![finding])
        }
    }
}

/// A file whose digest is taken while it is read.
struct Digesting<R> {
    input: R,
    digest: Sha256,
}

impl<R: Read> Read for Digesting<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = self.input.read(into)?;
        self.digest.update(into.get(..read).unwrap_or_default());
        Ok(read)
    }
}
