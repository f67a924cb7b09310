//! QR codes as SVG.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

use crate::Error;

/// The QR code of `text` as an SVG image; medium error correction, for prints that get stamped and folded.
///
/// # Errors
/// [`Error::Qr`] when the text is longer than any QR code (2,331 bytes).
pub(crate) fn svg(text: &str) -> Result<String, Error> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)?;
    Ok(code.render::<svg::Color<'_>>().quiet_zone(false).module_dimensions(4, 4).build())
}
