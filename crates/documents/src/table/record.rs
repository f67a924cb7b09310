//! One row, line by line.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// Splits the lines of one row into cells (RFC 4180).
pub(super) struct Splitter {
    reader: Reader,
    text: Vec<u8>,
    written: usize,
    ends: Vec<usize>,
    cells: usize,
    lines: u64,
}

impl Splitter {
    pub(super) fn new(separator: u8) -> Self {
        let reader = ReaderBuilder::new().delimiter(separator).build();
        Self { reader, text: Vec::new(), written: 0, ends: vec![0; 64], cells: 0, lines: 0 }
    }

    /// Begins a row.
    pub(super) fn begin(&mut self) {
        self.reader.reset();
        (self.written, self.cells, self.lines) = (0, 0, 0);
    }

    /// Takes one line with its end; answers whether the row is whole. It is not while a quotation mark is open.
    pub(super) fn take(&mut self, line: &str) -> bool {
        self.lines += 1;
        // The last line of a file may have no end.
        self.feed(line.as_bytes()) || (!line.ends_with(['\n', '\r']) && self.feed(b"\n"))
    }

    fn feed(&mut self, mut input: &[u8]) -> bool {
        loop {
            // A cell is never longer than what it is written from.
            let room = self.written + input.len() + 1;
            if self.text.len() < room {
                self.text.resize(room.next_power_of_two(), 0);
            }
            let (text, ends) = (self.text.get_mut(self.written..), self.ends.get_mut(self.cells..));
            let (Some(text), Some(ends)) = (text, ends) else { return false };
            let (result, read, written, ended) = self.reader.read_record(input, text, ends);
            self.written += written;
            self.cells += ended;
            input = input.get(read..).unwrap_or_default();
            match result {
                ReadRecordResult::Record => return true,
                ReadRecordResult::InputEmpty | ReadRecordResult::End => return false,
                ReadRecordResult::OutputFull => {}
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
            }
            if input.is_empty() {
                return false;
            }
        }
    }

    /// Lines taken for the row.
    pub(super) fn lines(&self) -> u64 {
        self.lines
    }

    /// The cells of the row.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        let ends = self.ends.get(..self.cells).unwrap_or_default();
        let starts = std::iter::once(&0).chain(ends);
        // The text was valid and was cut at ASCII characters only.
        starts.zip(ends).map(|(start, end)| {
            self.text.get(*start..*end).and_then(|cell| std::str::from_utf8(cell).ok()).unwrap_or_default()
        })
    }
}
