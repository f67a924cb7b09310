use super::id;

#[test]
fn the_id_is_made_once_for_a_folder() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let made = id(one.path()).unwrap();
    assert_eq!(made.len(), 64);
    assert_eq!(id(one.path()).unwrap(), made);
    assert_ne!(id(other.path()).unwrap(), made);
    assert_eq!(std::fs::read_dir(one.path()).unwrap().count(), 1, "nothing else is left");
}

#[cfg(unix)]
#[test]
fn the_id_is_private() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    id(folder.path()).unwrap();
    let mode = std::fs::metadata(folder.path().join("node-id")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}
