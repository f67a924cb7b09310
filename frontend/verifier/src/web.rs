//! What JavaScript calls. Everything crosses as JSON text: one form for the worker, the page and Rust on the other side.

use std::io::{self, Cursor, ErrorKind, Read, Seek, SeekFrom};

use bundle_zip::Zip;
use domain::log::note::Key;
use js_sys::{Function, JsString, Uint8Array};
use wasm_bindgen::prelude::{JsCast, JsError, JsValue, wasm_bindgen};

use crate::Checked;

/// The check of one bundle.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Verifier {
    place: Place,
    checked: Option<Checked>,
}

#[wasm_bindgen]
impl Verifier {
    /// A check of a ZIP of `size` bytes. `read(offset: bigint, length: number): Uint8Array` gives its bytes, at once and
    /// at most `length` of them: memory does not grow with the ZIP.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(size: u64, read: Function) -> Self {
        Self { place: Place { size, read }, checked: None }
    }

    /// Checks; `on_event` is called with each `CheckEvent` as JSON. Returns the `CheckReport` as JSON. With trusted keys of the
    /// log (C2SP vkeys) the bundle must have a log's part signed by one of them.
    ///
    /// # Errors
    /// When a key is none, or the report cannot be written.
    pub fn check(&mut self, on_event: &Function, log_keys: Option<Vec<String>>) -> Result<String, JsError> {
        let keys = log_keys.unwrap_or_default();
        let keys = keys.iter().map(|key| key.parse()).collect::<Result<Vec<Key>, _>>()?;
        let source = Zip::new(|| Ok(self.place.open()));
        let checked = Checked::check(&source, &keys, &mut |event| {
            if let Ok(text) = serde_json::to_string(&event) {
                // What a listener throws is its own affair: it must not change the outcome.
                drop(on_event.call1(&JsValue::NULL, &JsString::from(text)));
            }
        });
        let report = serde_json::to_string(&checked.report())?;
        self.checked = Some(checked);
        Ok(report)
    }

    /// Looks for a firm's own row; returns the `OwnRowAnswer` as JSON.
    ///
    /// # Errors
    /// Before a check, and when the file cannot be read any more.
    #[wasm_bindgen(js_name = ownRow)]
    pub fn own_row(&self, code: &str, salt: Option<String>) -> Result<String, JsError> {
        let checked = self.checked.as_ref().ok_or_else(|| JsError::new("尚未验证"))?;
        let source = Zip::new(|| Ok(self.place.open()));
        Ok(serde_json::to_string(&checked.own_row(&source, code, salt.as_deref())?)?)
    }
}

/// What came of a draw, of the ZIP of its bundle: a `DrawOutcome` as JSON, or null when its result is not public yet.
///
/// # Errors
/// When the bundle is not what it should be.
#[wasm_bindgen(js_name = drawOutcome)]
pub fn draw_outcome(zip: &[u8]) -> Result<String, JsError> {
    Ok(serde_json::to_string(&crate::outcome(&Zip::new(|| Ok(Cursor::new(zip))))?)?)
}

/// Answers a `LogQuestion`, JSON, with a `LogAnswer`.
///
/// # Errors
/// When the question is none.
#[wasm_bindgen(js_name = checkLog)]
pub fn check_log(question: &str) -> Result<String, JsError> {
    Ok(serde_json::to_string(&crate::log_answer(&serde_json::from_str(question)?))?)
}

/// Why a witness who asks a `WitnessQuestion`, JSON, of this `freeze.json` must not reveal; undefined when it may.
///
/// # Errors
/// When the question is none.
#[wasm_bindgen(js_name = refuseReveal)]
pub fn refuse_reveal(freeze: &[u8], question: &str) -> Result<Option<String>, JsError> {
    Ok(crate::witness_refusal(freeze, &serde_json::from_str(question)?))
}

/// Where the ZIP is: a file of the visitor's, or memory.
#[derive(Debug)]
struct Place {
    size: u64,
    read: Function,
}

impl Place {
    fn open(&self) -> Handle<'_> {
        Handle { place: self, position: 0 }
    }
}

struct Handle<'a> {
    place: &'a Place,
    position: u64,
}

impl Read for Handle<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.place.size.saturating_sub(self.position)).unwrap_or(usize::MAX);
        let wanted = left.min(buffer.len());
        if wanted == 0 {
            return Ok(0);
        }
        let unreadable = || io::Error::other("文件读取失败，可能已被移动或修改");
        let piece = self.place.read.call2(&JsValue::NULL, &self.position.into(), &wanted.into());
        let piece: Uint8Array = piece.ok().and_then(|piece| piece.dyn_into().ok()).ok_or_else(unreadable)?;
        let length = usize::try_from(piece.length()).map_err(io::Error::other)?;
        let target = buffer.get_mut(..length).filter(|_| length <= wanted).ok_or_else(unreadable)?;
        piece.copy_to(target);
        self.position = self.position.saturating_add(u64::from(piece.length()));
        Ok(length)
    }
}

impl Seek for Handle<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::End(distance) => self.place.size.checked_add_signed(distance),
            SeekFrom::Current(distance) => self.position.checked_add_signed(distance),
        };
        self.position = position.ok_or_else(|| io::Error::from(ErrorKind::InvalidInput))?;
        Ok(self.position)
    }
}
