//! A bundle in a folder.

use std::fs;
use std::io::{self, BufReader, Read};
use std::path::PathBuf;

use domain::draw::bundle::{File, Source};

/// The folder that holds the files of a bundle under their names.
#[derive(Debug, Clone)]
pub struct Folder(pub PathBuf);

impl Source for Folder {
    fn with<T>(&self, file: File, read: impl FnOnce(&mut dyn Read) -> T) -> io::Result<T> {
        let opened = fs::File::open(self.0.join(file.name()))?;
        Ok(read(&mut BufReader::new(opened)))
    }
}
