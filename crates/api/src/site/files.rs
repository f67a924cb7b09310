//! Where the files of the site come from.

use std::borrow::Cow;

use rust_embed::RustEmbed;

/// A file of the site.
#[derive(Debug, Clone)]
pub struct File {
    /// Its bytes.
    pub content: Cow<'static, [u8]>,
    /// Their SHA-256.
    pub hash: [u8; 32],
}

/// The files of a site.
pub trait Site: 'static {
    /// The file of this name, such as `staff/index.html`.
    fn file(name: &str) -> Option<File>;
}

/// What `cargo xtask web` built: part of the program in a release build, read anew from the checkout in a debug build.
pub struct Built;

#[derive(RustEmbed)]
#[folder = "../../frontend/web/dist"]
#[allow_missing = true]
struct Dist;

impl Site for Built {
    fn file(name: &str) -> Option<File> {
        let file = Dist::get(name)?;
        Some(File { hash: file.metadata.sha256_hash(), content: file.data })
    }
}
