//! What a caller has already.

use actix_web::HttpRequest;
use actix_web::http::header::{EntityTag, Header, IfNoneMatch};

/// What the caller has already, by its `If-None-Match`.
pub(crate) struct Held(Option<IfNoneMatch>);

impl Held {
    /// Reads it from the request.
    pub(crate) fn of(request: &HttpRequest) -> Self {
        Self(IfNoneMatch::parse(request).ok())
    }

    /// Whether it is the content of this tag.
    pub(crate) fn is(&self, tag: &EntityTag) -> bool {
        match &self.0 {
            Some(IfNoneMatch::Any) => true,
            Some(IfNoneMatch::Items(tags)) => tags.iter().any(|held| held.weak_eq(tag)),
            None => false,
        }
    }
}
