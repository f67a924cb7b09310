//! Documents and other files that the server makes.

use contract::problem::ProblemCode;
use gloo_net::http::Method;

use super::send::Body;
use super::{Client, Failure, Outcome};

/// A file of the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The name under which to save it.
    pub name: String,
    /// Its media type.
    pub kind: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

impl Client {
    /// A file below `/api/v1`.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn file(&self, path: &str) -> Outcome<File> {
        let response = self.send(Method::GET, path, None, Body::Empty).await?;
        let header = |name: &str| response.headers().get(name).unwrap_or_default();
        let disposition = header("content-disposition");
        let last = path.rsplit('/').next().unwrap_or(path);
        let name = file_name(&disposition).unwrap_or_else(|| last.to_owned());
        let kind = header("content-type");
        let content = response.binary().await.map_err(|_| Failure::Offline)?;
        Ok(File { name, kind, content })
    }
}

impl Failure {
    /// Whether somebody else was faster, so that what is shown is old.
    #[must_use]
    pub fn is_outdated(&self) -> bool {
        matches!(self.code(), Some(ProblemCode::Stale | ProblemCode::WrongState))
    }
}

/// The name in a `Content-Disposition` (RFC 5987): `attachment; filename*=UTF-8''%E9%80%9A…`.
fn file_name(disposition: &str) -> Option<String> {
    let encoded = disposition.split(';').find_map(|part| part.trim().strip_prefix("filename*=UTF-8''"))?;
    let name = js_sys::decode_uri_component(encoded).ok()?;
    Some(name.into())
}
