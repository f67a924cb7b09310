//! The files of a bundle, in pieces.

use std::io;

use diesel::prelude::*;

use crate::database::{Reader, Writer};
use crate::error::{Error, Result};
use crate::schema::draw_files;

/// Appends a piece to a file of the bundle. Pieces are numbered from 0 without gaps; about a megabyte each is right.
///
/// # Errors
/// [`Conflict::Duplicate`](crate::Conflict::Duplicate) when the piece is there already.
pub fn append_piece(writer: &mut Writer, draw: i64, name: &str, piece: i32, content: &[u8]) -> Result<()> {
    diesel::insert_into(draw_files::table)
        .values((
            draw_files::draw_id.eq(draw),
            draw_files::name.eq(name),
            draw_files::piece.eq(piece),
            draw_files::content.eq(content),
        ))
        .execute(writer.connection())?;
    Ok(())
}

/// A file of the bundle, read piece by piece: one piece at a time is in memory.
pub struct File<'r> {
    reader: &'r mut Reader,
    draw: i64,
    name: String,
    next: i32,
    rest: io::Cursor<Vec<u8>>,
}

/// Opens a file of the bundle.
///
/// # Errors
/// [`Error::NotFound`].
pub fn open_file<'r>(reader: &'r mut Reader, draw: i64, name: &str) -> Result<File<'r>> {
    let mut file = File { reader, draw, name: name.to_owned(), next: 0, rest: io::Cursor::default() };
    if file.advance()? { Ok(file) } else { Err(Error::NotFound) }
}

impl File<'_> {
    /// Loads the next piece; false at the end.
    fn advance(&mut self) -> Result<bool> {
        let piece: Option<Vec<u8>> = draw_files::table
            .find((self.draw, self.name.as_str(), self.next))
            .select(draw_files::content)
            .first(self.reader.connection())
            .optional()?;
        let found = piece.is_some();
        self.rest = io::Cursor::new(piece.unwrap_or_default());
        self.next += i32::from(found);
        Ok(found)
    }
}

impl io::Read for File<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.rest.read(buffer)?;
            if read > 0 || buffer.is_empty() || !self.advance().map_err(io::Error::other)? {
                return Ok(read);
            }
        }
    }
}
