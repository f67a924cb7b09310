//! Which of the compressed copies a caller gets.

use actix_web::HttpRequest;
use actix_web::http::header::{AcceptEncoding, Encoding, Header, Preference, Quality};

/// A kind of compressed copy.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Packed {
    /// What it is called in HTTP.
    pub(super) coding: &'static str,
    ending: &'static str,
}

impl Packed {
    /// The copy's name.
    pub(super) fn of(&self, name: &str) -> String {
        format!("{name}.{}", self.ending)
    }
}

/// The smallest first.
pub(super) const PACKED: [Packed; 2] =
    [Packed { coding: "br", ending: "br" }, Packed { coding: "gzip", ending: "gz" }];

/// The copy that the caller likes best (RFC 9110, 12.5.3), the smallest of equals; none when the file itself is
/// preferred or no copy accepted.
pub(super) fn choose<'a, T>(
    request: &HttpRequest,
    copies: impl Iterator<Item = (&'a Packed, T)>,
) -> Option<(&'a Packed, T)> {
    let accepted = AcceptEncoding::parse(request).ok()?;
    let itself = named(&accepted, "identity").unwrap_or(Quality::ZERO);
    let mut best = None;
    let mut quality = Quality::ZERO;
    for (copy, file) in copies {
        let wanted = named(&accepted, copy.coding).or_else(|| any(&accepted)).unwrap_or(Quality::ZERO);
        if wanted > quality && wanted >= itself {
            (best, quality) = (Some((copy, file)), wanted);
        }
    }
    best
}

fn named(accepted: &AcceptEncoding, coding: &str) -> Option<Quality> {
    let wanted: Encoding = coding.parse().ok()?;
    let is = |item: &Preference<Encoding>| matches!(item, Preference::Specific(held) if *held == wanted);
    accepted.iter().find(|accepted| is(&accepted.item)).map(|accepted| accepted.quality)
}

fn any(accepted: &AcceptEncoding) -> Option<Quality> {
    let item = accepted.iter().find(|accepted| matches!(accepted.item, Preference::Any));
    item.map(|accepted| accepted.quality)
}
