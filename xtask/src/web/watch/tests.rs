use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::{Standing, look};

fn standing(folder: &Path) -> Standing {
    let mut standing = Standing::default();
    look(folder, &mut standing).unwrap();
    standing
}

#[test]
fn a_file_that_is_written_added_or_taken_away_is_a_change() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("app/src/page.rs");
    fs::create_dir_all(page.parent().unwrap()).unwrap();
    fs::write(&page, "").unwrap();
    let first = standing(folder.path());
    assert_eq!(first, standing(folder.path()));
    File::options()
        .append(true)
        .open(&page)
        .unwrap()
        .set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(9))
        .unwrap();
    let written = standing(folder.path());
    assert_ne!(written, first);
    fs::write(page.with_file_name("other.rs"), "").unwrap();
    let added = standing(folder.path());
    assert_ne!(added, written);
    fs::remove_file(&page).unwrap();
    assert_ne!(standing(folder.path()), added);
}

#[test]
fn what_is_built_is_no_change() {
    let folder = tempfile::tempdir().unwrap();
    let first = standing(folder.path());
    for made in super::WITHOUT {
        fs::create_dir_all(folder.path().join("web").join(made)).unwrap();
        fs::write(folder.path().join("web").join(made).join("file"), "").unwrap();
    }
    assert_eq!(standing(folder.path()), first);
}
