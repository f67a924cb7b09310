//! Text of an encoding that is found out from the file itself.

use std::io::Read;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding, GB18030, GBK, UTF_8};

use super::TableError;

/// Bytes read at a time, and looked at to find out the encoding.
const PIECE: usize = 64 * 1024;

/// Bytes by which an encoding can be told, if the file has as many.
const ENOUGH: usize = 1024;

/// Bytes with which tables of other programs begin.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"];

/// A file as text. While only ASCII has come the encoding stays open: the first piece with anything else decides.
pub(super) struct Text<R> {
    input: R,
    piece: Vec<u8>,
    decoder: Option<Decoder>,
    is_started: bool,
    is_finished: bool,
}

impl<R: Read> Text<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, piece: Vec::new(), decoder: None, is_started: false, is_finished: false }
    }

    /// Whether everything has been read.
    pub(super) fn is_finished(&self) -> bool {
        self.is_finished
    }

    /// Name of the encoding.
    pub(super) fn encoding(&self) -> &'static str {
        self.decoder.as_ref().map_or(UTF_8.name(), |decoder| decoder.encoding().name())
    }

    /// Reads one piece and adds it to `out`; what cannot be decoded becomes U+FFFD.
    pub(super) fn fill(&mut self, out: &mut String) -> Result<(), TableError> {
        let mut piece = std::mem::take(&mut self.piece);
        piece.clear();
        self.read_piece(&mut piece)?;
        // A few bytes at the end of a piece are too little to decide by.
        let tail = piece.len().saturating_sub(ENOUGH);
        if self.decoder.is_none()
            && piece.iter().position(|b| !b.is_ascii()).is_some_and(|first| first > tail)
        {
            self.read_piece(&mut piece)?;
        }
        let done = self.decode(&piece, out);
        self.piece = piece;
        done
    }

    fn read_piece(&mut self, piece: &mut Vec<u8>) -> Result<(), TableError> {
        let most = u64::try_from(PIECE).unwrap_or(u64::MAX);
        self.is_finished = self.input.by_ref().take(most).read_to_end(piece)? < PIECE;
        Ok(())
    }

    fn decode(&mut self, piece: &[u8], out: &mut String) -> Result<(), TableError> {
        if self.decoder.is_none() {
            self.decoder = detect(piece, !self.is_started)?.map(Encoding::new_decoder);
        }
        self.is_started = true;
        match &mut self.decoder {
            Some(decoder) => {
                out.reserve(decoder.max_utf8_buffer_length(piece.len()).unwrap_or(piece.len() * 3));
                let _ = decoder.decode_to_string(piece, out, self.is_finished);
            }
            None => out.push_str(&String::from_utf8_lossy(piece)),
        }
        Ok(())
    }
}

/// The encoding of a piece; nothing while it is pure ASCII.
fn detect(piece: &[u8], is_first: bool) -> Result<Option<&'static Encoding>, TableError> {
    if is_first {
        if WORKBOOKS.iter().any(|magic| piece.starts_with(magic)) {
            return Err(TableError::Workbook);
        }
        if let Some((encoding, _)) = Encoding::for_bom(piece) {
            return Ok(Some(encoding));
        }
    }
    if piece.contains(&0) {
        return Err(TableError::Binary);
    }
    if piece.is_ascii() {
        return Ok(None);
    }
    if is_utf8(piece) {
        return Ok(Some(UTF_8));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(piece, false);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let chinese = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    let is_chinese = |guess| guess == GBK || guess == GB18030;
    // In a short text what offices here write counts for more than what is usual elsewhere.
    if (is_chinese(guess) || (is_chinese(chinese) && is_short(piece))) && is_gb18030(piece) {
        // Four-byte characters make the difference, and GB18030 reads all of GBK.
        return Ok(Some(GB18030));
    }
    Err(TableError::Encoding(guess.name()))
}

/// Whether a piece is UTF-8, allowing for a cut at its end, and for damage in at most one place of fifty.
fn is_utf8(piece: &[u8]) -> bool {
    if let Err(error) = std::str::from_utf8(piece) {
        let (mut whole, mut broken) = (0, 0);
        for chunk in piece.utf8_chunks() {
            whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            broken += usize::from(!chunk.invalid().is_empty());
        }
        let is_cut = error.error_len().is_none() && whole > 0;
        return is_cut || broken * 50 <= whole;
    }
    true
}

/// Whether a piece reads as GB18030 with hardly anything broken or private: other encodings of East Asia decode too, but
/// into characters that are nobody's.
fn is_gb18030(piece: &[u8]) -> bool {
    let (text, _) = GB18030.decode_without_bom_handling(piece);
    let is_odd = |c: &char| matches!(*c, '\u{e000}'..='\u{f8ff}' | char::REPLACEMENT_CHARACTER);
    let odd = text.chars().filter(is_odd).count();
    let all = text.chars().filter(|c| !c.is_ascii()).count();
    // One is the character that the end of the piece cuts.
    odd <= 1 || odd * 50 <= all
}

/// Whether there is too little in it to tell encodings apart by what is usual.
fn is_short(piece: &[u8]) -> bool {
    piece.iter().filter(|b| !b.is_ascii()).count() < 400
}
