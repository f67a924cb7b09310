//! 表格文件: rows of a CSV file of any of the encodings that offices write, one after another; the file is never loaded.

mod decode;
mod record;
#[cfg(test)]
mod tests;

use std::io::Read;

use decode::Text;
use record::Splitter;

/// Bytes that one row may have. A row beyond that is a quotation mark that nobody closed.
const ROW_BYTES: usize = 256 * 1024;

/// Lines that one row may stretch over, for the same reason.
const ROW_LINES: u64 = 64;

/// Why a file cannot be read as a table.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// Nothing in it.
    #[error("文件是空的，请检查是否选错了文件")]
    Empty,
    /// An Excel workbook.
    #[error("这是 Excel 工作簿，不是 CSV 文件：请在表格软件中“另存为”CSV（UTF-8）后再导入")]
    Workbook,
    /// No text at all.
    #[error("这不是文本文件：请提供 CSV 文件（UTF-8 或 GB18030 编码）")]
    Binary,
    /// A text in an encoding that is not read.
    #[error("文件编码可能是 {0}，无法导入：请另存为 UTF-8 或 GB18030 编码的 CSV 文件")]
    Encoding(&'static str),
    /// The file cannot be read to its end.
    #[error("读取文件时出错：{0}")]
    Read(#[from] std::io::Error),
}

/// A table that is read row by row.
pub struct Table<R> {
    text: Text<R>,
    /// Decoded and not yet taken, from `start` on.
    buffer: String,
    start: usize,
    /// Line that begins at `start`, from 1.
    line: u64,
    splitter: Splitter,
}

/// A row.
#[derive(Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// Line of the file on which it begins, from 1.
    pub line: u64,
    /// Its cells; none when it cannot be split into cells because a quotation mark is not closed: reading goes on with
    /// the next line.
    pub cells: Option<Vec<&'a str>>,
}

/// One step through the lines of a row.
enum Step {
    /// The row ends at this byte, after this many lines.
    Row(usize, u64),
    /// A line without anything, ending at this byte.
    Blank(usize),
    /// A quotation mark is not closed; the first line ends at this byte.
    Unclosed(usize),
    /// The file is at its end.
    End,
}

impl<R: Read> Table<R> {
    /// Begins to read: finds out the encoding and what separates the cells (comma, semicolon or tab).
    ///
    /// # Errors
    /// When the file is empty or no text that can be read.
    pub fn open(input: R) -> Result<Self, TableError> {
        let mut table = Self {
            text: Text::new(input),
            buffer: String::new(),
            start: 0,
            line: 1,
            splitter: Splitter::new(b','),
        };
        loop {
            let first = table.buffer.lines().find(|line| !line.trim().is_empty());
            let is_whole = table.buffer.trim_start().contains(['\n', '\r']);
            if let Some(first) = first.filter(|_| is_whole || table.text.is_finished()) {
                table.splitter = Splitter::new(separator(first));
                return Ok(table);
            }
            if table.text.is_finished() {
                return Err(TableError::Empty);
            }
            if table.buffer.len() > ROW_BYTES {
                return Err(TableError::Binary);
            }
            table.text.fill(&mut table.buffer)?;
        }
    }

    /// What the text is encoded in, as far as has been read: text in pure ASCII is UTF-8.
    #[must_use]
    pub fn encoding(&self) -> &'static str {
        self.text.encoding()
    }

    /// The next row that has anything in it.
    ///
    /// # Errors
    /// When the file cannot be read further.
    pub fn next_row(&mut self) -> Result<Option<Row<'_>>, TableError> {
        loop {
            let line = self.line;
            match self.step()? {
                Step::End => return Ok(None),
                Step::Blank(end) => self.advance(end, 1),
                Step::Unclosed(end) => {
                    self.advance(end, 1);
                    return Ok(Some(Row { line, cells: None }));
                }
                Step::Row(end, lines) => {
                    self.advance(end, lines);
                    if self.splitter.cells().any(|cell| !cell.trim().is_empty()) {
                        break;
                    }
                }
            }
        }
        let line = self.line - self.splitter.lines();
        Ok(Some(Row { line, cells: Some(self.splitter.cells().collect()) }))
    }

    fn advance(&mut self, end: usize, lines: u64) {
        self.start = end;
        self.line += lines;
    }

    /// Takes line after line into the splitter until the row is whole.
    fn step(&mut self) -> Result<Step, TableError> {
        // What was taken goes, but not for every row.
        if self.start > ROW_BYTES {
            self.buffer.drain(..self.start);
            self.start = 0;
        }
        self.splitter.begin();
        let (mut end, mut first_end) = (self.start, None);
        loop {
            let Some(line) = self.line_from(&mut end)? else {
                return Ok(first_end.map_or(Step::End, Step::Unclosed));
            };
            let line = self.buffer.get(line).unwrap_or_default();
            if first_end.is_none() && line.trim_end_matches(['\r', '\n']).is_empty() {
                return Ok(Step::Blank(end));
            }
            let first = *first_end.get_or_insert(end);
            if self.splitter.take(line) {
                return Ok(Step::Row(end, self.splitter.lines()));
            }
            if end - self.start > ROW_BYTES || self.splitter.lines() >= ROW_LINES {
                return Ok(Step::Unclosed(first));
            }
        }
    }

    /// The line that begins at `from`, its end included, reading on as needed; `from` becomes where the next one begins.
    fn line_from(&mut self, from: &mut usize) -> Result<Option<std::ops::Range<usize>>, TableError> {
        let mut searched = *from;
        loop {
            let rest = self.buffer.as_bytes().get(searched..).unwrap_or_default();
            if let Some(at) = rest.iter().position(|b| matches!(b, b'\n' | b'\r')) {
                let end = searched + at + 1;
                let is_return = rest.get(at) == Some(&b'\r');
                let next = rest.get(at + 1);
                // A return at the end of what is read may be half of a line's end.
                if !is_return || next.is_some() || self.text.is_finished() {
                    let end = if is_return && next == Some(&b'\n') { end + 1 } else { end };
                    let line = *from..end;
                    *from = end;
                    return Ok(Some(line));
                }
            }
            let is_long = self.buffer.len() - *from > ROW_BYTES;
            if self.text.is_finished() || is_long {
                let line = *from..self.buffer.len();
                *from = line.end;
                return Ok((!line.is_empty()).then_some(line));
            }
            // A return at the end is looked at again.
            searched = self.buffer.trim_end_matches('\r').len().max(*from);
            self.text.fill(&mut self.buffer)?;
        }
    }
}

/// What separates the cells of this line.
fn separator(line: &str) -> u8 {
    let count = |separator: char| line.matches(separator).count();
    if count(',') > 0 {
        b','
    } else if count('\t') > 0 {
        b'\t'
    } else if count(';') > 0 {
        b';'
    } else {
        b','
    }
}
