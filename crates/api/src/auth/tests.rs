use chrono::{DateTime, Duration, Utc};
use persistence::{Database, Options};

use super::password;
use super::session::RefreshToken;
use super::tokens::{LIFETIME, Refused, Tokens};

fn now() -> DateTime<Utc> {
    "2026-11-24T08:00:00Z".parse().unwrap()
}

fn database(folder: &tempfile::TempDir) -> Database {
    let url = format!("sqlite://{}/sunlot.db", folder.path().display());
    let database = Database::open(&Options { url, pool_size: 2 }).unwrap();
    database.migrate().unwrap();
    database
}

#[test]
fn a_token_is_read_until_it_expires() {
    let folder = tempfile::tempdir().unwrap();
    let tokens = Tokens::load(&database(&folder), now()).unwrap();
    let token = tokens.issue(7, 3, now()).unwrap();
    let last = now() + Duration::seconds(LIFETIME - 1);
    let claims = tokens.read(&token, last).unwrap();
    assert_eq!((claims.sub.as_str(), claims.epoch), ("7", 3));
    assert_eq!(tokens.read(&token, last + Duration::seconds(1)), Err(Refused::Invalid));
}

#[test]
fn every_node_of_one_database_reads_the_tokens_of_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let database = database(&folder);
    let (one, two) = (Tokens::load(&database, now()).unwrap(), Tokens::load(&database, now()).unwrap());
    let token = one.issue(7, 1, now()).unwrap();
    assert!(two.read(&token, now()).is_ok());
    assert_eq!(
        serde_json::to_value(one.public_keys()).unwrap(),
        serde_json::to_value(two.public_keys()).unwrap()
    );
}

#[test]
fn forged_and_foreign_tokens_are_refused() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let tokens = Tokens::load(&database(&here), now()).unwrap();
    let foreign = Tokens::load(&database(&there), now()).unwrap().issue(7, 1, now()).unwrap();
    assert_eq!(tokens.read(&foreign, now()), Err(Refused::UnknownKey));
    let token = tokens.issue(7, 1, now()).unwrap();
    let parts: Vec<_> = token.split('.').collect();
    let swapped = tokens.issue(8, 1, now()).unwrap();
    let swapped: Vec<_> = swapped.split('.').collect();
    let forged = format!("{}.{}.{}", parts[0], swapped[1], parts[2]);
    assert_eq!(tokens.read(&forged, now()), Err(Refused::Invalid));
    // `alg: none` (RFC 8725, 2.1).
    let none = format!("eyJhbGciOiJub25lIn0.{}.", parts[1]);
    assert_eq!(tokens.read(&none, now()), Err(Refused::Invalid));
}

#[test]
fn passwords_are_argon2id_and_salted() {
    let (one, two) = (password::hash("correct horse").unwrap(), password::hash("correct horse").unwrap());
    assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
    assert_ne!(one, two);
    assert!(password::matches("correct horse", Some(&one)));
    assert!(!password::matches("wrong horse", Some(&one)));
}

#[test]
fn a_refresh_token_is_random_and_never_shown() {
    let (one, other) = (RefreshToken::random().unwrap(), RefreshToken::random().unwrap());
    assert_ne!(one.hash(), other.hash());
    assert_eq!(format!("{one:?}"), format!("{other:?}"));
}

#[test]
fn an_unknown_name_takes_a_hash_of_the_same_cost() {
    use argon2::password_hash::phc::PasswordHash;
    assert!(!password::matches("anything", None));
    let (nobody, real) = (password::NOBODY.to_owned(), password::hash("x").unwrap());
    let (nobody, real) = (PasswordHash::new(&nobody).unwrap(), PasswordHash::new(&real).unwrap());
    assert_eq!((nobody.algorithm, nobody.params), (real.algorithm, real.params));
    assert_eq!(nobody.hash.unwrap().len(), real.hash.unwrap().len());
}
