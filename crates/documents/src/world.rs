//! What Typst sees of the world while it lays out one document, and its errors with file and line.

use typst::diag::{FileResult, SourceDiagnostic, SourceResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World, WorldExt};
use typst_kit::files::FileStore;
use typst_kit::fonts::FontStore;
use typst_layout::PagedDocument;

use crate::Error;
use crate::template::Files;

/// One document's world: shared library and fonts, its own files.
pub(crate) struct Desk<'a> {
    standard: &'a LazyHash<Library>,
    fonts: &'a FontStore,
    files: FileStore<Files>,
    main: FileId,
}

impl<'a> Desk<'a> {
    /// A desk with the template `name` on it.
    ///
    /// # Errors
    /// [`Error::Layout`] when the name is no path.
    pub(crate) fn new(
        standard: &'a LazyHash<Library>,
        fonts: &'a FontStore,
        files: Files,
        name: &str,
    ) -> Result<Self, Error> {
        let path = VirtualPath::new(name).map_err(|_| Error::Layout(format!("{name} is no path")))?;
        let main = RootedPath::new(VirtualRoot::Project, path).intern();
        Ok(Self { standard, fonts, files: FileStore::new(files), main })
    }

    /// Lays the document out.
    ///
    /// # Errors
    /// What is wrong with the template or the values; see [`Self::error`].
    pub(crate) fn lay_out(&self) -> SourceResult<PagedDocument> {
        typst::compile(self).output
    }

    /// The first of the errors that stopped a document, with its place.
    pub(crate) fn error(&self, errors: &[SourceDiagnostic]) -> Error {
        let Some(first) = errors.first() else { return Error::Layout("unknown".into()) };
        let mut message = first.message.to_string();
        for hint in &first.hints {
            message.push_str("; ");
            message.push_str(&hint.v);
        }
        for call in &first.trace {
            if let Some((file, line, _)) = self.place(call.span) {
                message.push_str(&format!("; from {file}:{line}"));
            }
        }
        match self.place(first.span) {
            Some((file, line, column)) => Error::Template { file, line, column, message },
            None => Error::Layout(message),
        }
    }

    /// File, line and column (from 1) of a span.
    fn place(&self, span: impl Into<DiagSpan>) -> Option<(String, usize, usize)> {
        let span = span.into();
        let id = span.id()?;
        let range = self.range(span)?;
        let source = self.source(id).ok()?;
        let (line, column) = source.lines().byte_to_line_column(range.start)?;
        Some((id.get().vpath().get_without_slash().to_owned(), line + 1, column + 1))
    }
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        self.standard
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.files.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    /// Templates get days as values.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
