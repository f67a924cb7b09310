use std::net::TcpListener;

use super::Target;

fn refused(url: &str) -> String {
    match Target::parse(url).unwrap().establish() {
        Ok(_) => panic!("{url} opens"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn a_server_that_is_not_there_is_named_without_the_password() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let told = refused(&format!("postgres://sunlot:secret@127.0.0.1:{port}/sunlot"));
    assert!(told.contains("Connection refused") && told.contains(&port.to_string()), "{told}");
    assert!(!told.contains("secret"), "{told}");
}

#[test]
fn a_url_that_cannot_be_read_is_not_repeated() {
    for url in ["postgres://u:secret%zz@localhost/x", "postgres://u:secret/x@localhost/x"] {
        let told = refused(url);
        assert!(!told.contains("secret") && told.contains("percent-encoded"), "{told}");
    }
    let told = refused("postgres://u:a@secret@nowhere.invalid/x");
    assert!(!told.contains("secret"), "{told}");
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("none").join("x.db");
    let told = refused(&format!("sqlite://{}", path.display()));
    assert!(told.contains(path.to_str().unwrap()) && told.contains("No such file"), "{told}");
}

#[cfg(unix)]
#[test]
fn the_file_and_its_journal_are_private() {
    use std::os::unix::fs::PermissionsExt;

    use diesel::connection::SimpleConnection;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.db");
    let mut connection = Target::parse(&format!("sqlite://{}", path.display())).unwrap().establish().unwrap();
    connection.batch_execute("PRAGMA journal_mode = WAL; CREATE TABLE t (a INTEGER)").unwrap();
    let modes: Vec<u32> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().metadata().unwrap().permissions().mode() & 0o777)
        .collect();
    assert_eq!(modes, [0o600; 3]);
}
