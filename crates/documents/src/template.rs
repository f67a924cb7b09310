//! The templates: built in, each replaced by a file of the same name in the department's folder.

use std::path::{Path, PathBuf};

use typst::diag::{FileError, FileResult};
use typst::foundations::Bytes;
use typst::syntax::{FileId, VirtualPath, VirtualRoot};
use typst_kit::files::FileLoader;

/// Name under which a template reads its values.
pub(crate) const VALUES: &str = "data.json";

const BUILT_IN: [(&str, &str); 6] = [
    ("gongwen.typ", include_str!("../templates/gongwen.typ")),
    ("certificate.typ", include_str!("../templates/certificate.typ")),
    ("notice.typ", include_str!("../templates/notice.typ")),
    ("result_sheet.typ", include_str!("../templates/result_sheet.typ")),
    ("summary.typ", include_str!("../templates/summary.typ")),
    ("transfer.typ", include_str!("../templates/transfer.typ")),
];

/// The files that one document may read: its values, the department's folder, the built-in templates. No packages: a
/// template cannot make the server fetch anything.
pub(crate) struct Files {
    /// The department's folder.
    pub(crate) folder: Option<PathBuf>,
    /// The values, as JSON.
    pub(crate) values: Bytes,
}

impl FileLoader for Files {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get();
        if *path.root() != VirtualRoot::Project {
            return Err(FileError::Other(Some("packages are not available to templates".into())));
        }
        let name = path.vpath().get_without_slash();
        if name == VALUES {
            return Ok(self.values.clone());
        }
        if let Some(own) = self.own(path.vpath())? {
            return Ok(own);
        }
        let built_in = BUILT_IN.iter().find(|(known, _)| *known == name);
        built_in
            .map(|(_, text)| Bytes::from_string(*text))
            .ok_or_else(|| FileError::NotFound(PathBuf::from(name)))
    }
}

impl Files {
    /// The department's file, if it has one of this name.
    fn own(&self, path: &VirtualPath) -> FileResult<Option<Bytes>> {
        let Some(folder) = &self.folder else { return Ok(None) };
        let file = path.realize(folder).map_err(FileError::Realize)?;
        match std::fs::read(&file) {
            Ok(bytes) => Ok(Some(Bytes::new(bytes))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(FileError::from_io(error, Path::new(path.get_without_slash()))),
        }
    }
}
