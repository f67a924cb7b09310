//! The press: fonts found once, documents printed from any thread.

#[cfg(test)]
pub(crate) mod tests;

use std::path::PathBuf;

use chrono::{DateTime, Datelike, NaiveDateTime, Timelike, Utc};
use domain::text::is_hidden;
use serde::Serialize;
use serde_json::Value;
use typst::comemo;
use typst::foundations::{Bytes, Datetime};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};
use typst_kit::fonts::FontStore;
use typst_pdf::{PdfOptions, Timestamp};

use crate::certificate::Certificate;
use crate::error::Error;
use crate::fonts::{self, FontSettings};
use crate::notice::Notice;
use crate::result_sheet::ResultSheet;
use crate::summary::{Summary, workbook};
use crate::template::Files;
use crate::transfer::TransferDocument;
use crate::world::Desk;
use crate::{merge, qr, zh};

/// Minutes from UTC to Beijing time, for the files' metadata.
const BEIJING_MINUTES: i32 = 8 * 60;

/// After how many further documents an unused layout is forgotten: the parsed templates stay, the pages go.
const KEPT_DOCUMENTS: usize = 2;

/// Notices set at once; more are set in parts, see [`merge`].
const PART: usize = 50;

/// What a press needs to know.
#[derive(Debug, Clone, Default)]
pub struct PressOptions {
    /// Folder whose files replace the built-in templates of the same name (`notice.typ`, `gongwen.typ`, …); read anew
    /// for every document.
    pub template_dir: Option<PathBuf>,
    /// Folders with fonts, looked into before the system's.
    pub font_dirs: Vec<PathBuf>,
    /// Which fonts fill which role.
    pub fonts: FontSettings,
}

/// Makes documents. Share one between all threads.
pub struct Press {
    template_dir: Option<PathBuf>,
    standard: LazyHash<Library>,
    store: FontStore,
    fonts: FontSettings,
}

/// A document with the QR code of one of its addresses, as a template sees it.
#[derive(Serialize)]
pub(crate) struct WithQr<'a, T> {
    #[serde(flatten)]
    document: &'a T,
    qr: String,
}

/// Some of the notices of a print, as the template sees them.
#[derive(Serialize)]
struct Notices<'a> {
    /// How many the whole print has.
    total: usize,
    notices: Vec<WithQr<'a, Notice>>,
}

/// All that a template reads.
#[derive(Serialize)]
struct Values<'a, T> {
    fonts: &'a FontSettings,
    document: T,
}

impl Press {
    /// Finds the fonts (some 100 ms); their files are read when first used.
    ///
    /// # Errors
    /// [`Error::Font`] when a role has no font, [`Error::Folder`] when a folder is missing.
    pub fn new(options: PressOptions) -> Result<Self, Error> {
        if let Some(dir) = options.template_dir.as_ref().filter(|dir| !dir.is_dir()) {
            return Err(Error::Folder(dir.clone()));
        }
        let store = fonts::find(&options.font_dirs)?;
        let fonts = options.fonts.installed(&store)?;
        Ok(Self {
            template_dir: options.template_dir,
            standard: LazyHash::new(Library::default()),
            store,
            fonts,
        })
    }

    /// 抽取证书 as PDF. `at`: time of making, in the file's metadata only; so for all documents.
    ///
    /// # Errors
    /// [`Error::Template`] when the template is wrong; [`Error::Qr`] when the address is too long.
    pub fn certificate(&self, certificate: &Certificate, at: DateTime<Utc>) -> Result<Vec<u8>, Error> {
        self.print("certificate.typ", with_qr(certificate, &certificate.verify_url)?, at)
    }

    /// 检查通知书: one, or many in one PDF, each beginning on an odd page so that printing on both sides never puts two
    /// firms on one sheet.
    ///
    /// # Errors
    /// As [`Self::certificate`].
    pub fn notices(&self, notices: &[Notice], at: DateTime<Utc>) -> Result<Vec<u8>, Error> {
        let part = |part: &[Notice], tagged| {
            let with_qr = part.iter().map(|notice| with_qr(notice, &notice.draw_url));
            let values = Notices { total: notices.len(), notices: with_qr.collect::<Result<_, _>>()? };
            self.print_with("notice.typ", values, at, tagged)
        };
        if notices.len() <= PART {
            return part(notices, true);
        }
        let parts: Vec<_> =
            notices.chunks(PART).map(|notices| part(notices, false)).collect::<Result<_, _>>()?;
        merge::join(&parts)
    }

    /// 检查结果单 as PDF.
    ///
    /// # Errors
    /// [`Error::Template`] when the template is wrong.
    pub fn result_sheet(&self, sheet: &ResultSheet, at: DateTime<Utc>) -> Result<Vec<u8>, Error> {
        self.print("result_sheet.typ", sheet, at)
    }

    /// 任务汇总表 as PDF.
    ///
    /// # Errors
    /// [`Error::Template`] when the template is wrong.
    pub fn summary(&self, summary: &Summary, at: DateTime<Utc>) -> Result<Vec<u8>, Error> {
        self.print("summary.typ", summary.table(), at)
    }

    /// 任务汇总表 as XLSX.
    ///
    /// # Errors
    /// [`Error::Spreadsheet`] when a text is longer than a cell may be (32,767 characters).
    pub fn summary_xlsx(&self, summary: &Summary, at: DateTime<Utc>) -> Result<Vec<u8>, Error> {
        workbook::write(summary, at)
    }

    /// 移送书 as PDF.
    ///
    /// # Errors
    /// [`Error::Template`] when the template is wrong.
    pub fn transfer(&self, transfer: &TransferDocument, at: DateTime<Utc>) -> Result<Vec<u8>, Error> {
        self.print("transfer.typ", transfer, at)
    }

    fn print(&self, template: &str, document: impl Serialize, at: DateTime<Utc>) -> Result<Vec<u8>, Error> {
        self.print_with(template, document, at, true)
    }

    fn print_with(
        &self,
        template: &str,
        document: impl Serialize,
        at: DateTime<Utc>,
        tagged: bool,
    ) -> Result<Vec<u8>, Error> {
        let timestamp = timestamp(zh::beijing(at)).ok_or(Error::Time)?;
        let options = PdfOptions { timestamp: Some(timestamp), tagged, ..PdfOptions::default() };
        let desk = self.desk(template, document)?;
        let pdf = desk.lay_out().and_then(|laid_out| typst_pdf::pdf(&laid_out, &options));
        comemo::evict(KEPT_DOCUMENTS);
        pdf.map_err(|errors| desk.error(&errors))
    }

    fn desk(&self, template: &str, document: impl Serialize) -> Result<Desk<'_>, Error> {
        let mut values = serde_json::to_value(Values { fonts: &self.fonts, document })?;
        visible(&mut values);
        let values = Bytes::new(serde_json::to_vec(&values)?);
        let files = Files { folder: self.template_dir.clone(), values };
        Desk::new(&self.standard, &self.store, files, template)
    }
}

/// Takes out of all texts what is no visible character: control characters other than line breaks, and the marks that
/// would turn the direction of writing and so make a name look like another.
fn visible(value: &mut Value) {
    match value {
        Value::String(text) => text.retain(|c| c == '\n' || !(c.is_control() || is_hidden(c))),
        Value::Array(values) => values.iter_mut().for_each(visible),
        Value::Object(members) => members.values_mut().for_each(visible),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

pub(crate) fn with_qr<'a, T>(document: &'a T, url: &str) -> Result<WithQr<'a, T>, Error> {
    Ok(WithQr { document, qr: qr::svg(url)? })
}

fn timestamp(at: NaiveDateTime) -> Option<Timestamp> {
    let part = |value: u32| u8::try_from(value).ok();
    let moment = Datetime::from_ymd_hms(
        at.year(),
        part(at.month())?,
        part(at.day())?,
        part(at.hour())?,
        part(at.minute())?,
        part(at.second())?,
    )?;
    Timestamp::new_local(moment, BEIJING_MINUTES)
}
