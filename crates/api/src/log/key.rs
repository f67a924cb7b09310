//! The log's name and keys: made at the first start-up, changed by `sunlot log rotate`.

use chrono::{DateTime, Utc};
use contract::problem::ProblemCode;
use domain::audit::Entry;
use domain::draw::merkle;
use domain::log::Checkpoint;
use domain::log::leaf::ROTATE;
use domain::log::note::{Algorithm, Signer};
use persistence::log::{self, SecretKey};
use persistence::{Author, Database, Reader, Writer};
use serde_json::json;

use crate::entropy;
use crate::problem::Problem;

/// Gives the log its name, its first key and its first, empty checkpoint, unless it has them.
///
/// # Errors
/// When the database does not answer or there is no randomness.
pub fn ensure(database: &Database, public_url: &str, now: DateTime<Utc>) -> Result<(), Problem> {
    if !database.read(|reader| log::head(reader).map_err(Problem::from))?.origin.is_empty() {
        return Ok(());
    }
    database.keep_house(now, |writer| {
        let head = log::hold(writer)?;
        if !head.origin.is_empty() {
            return Ok(());
        }
        let origin = origin(public_url);
        let signer = add(writer, &origin)?;
        let checkpoint = Checkpoint { origin: origin.clone(), size: 0, root: merkle::Root::new().value() };
        let named = log::Head { origin, size: 0, checkpoint: checkpoint.sign(&[signer]) };
        Ok(log::advance(writer, &head, &named)?)
    })
}

/// The name of the log: where it is served, without the scheme. It stays, also when the server moves.
fn origin(public_url: &str) -> String {
    let place = public_url.split_once("://").map_or(public_url, |(_, place)| place);
    let allowed = |c: &char| !c.is_whitespace() && !c.is_control() && *c != '+';
    let place: String = place.trim_end_matches('/').chars().filter(allowed).collect();
    format!("{place}/log")
}

fn add(writer: &mut Writer, origin: &str) -> Result<Signer, Problem> {
    let private = entropy::bytes32()?;
    let signer =
        Signer::new(origin, Algorithm::Ed25519, &private).map_err(|fault| Problem::internal(&fault))?;
    let key = SecretKey { vkey: signer.public().to_string(), private_key: Some(private.to_vec()) };
    log::add_key(writer, &key)?;
    Ok(signer)
}

/// Those who sign the next checkpoint, oldest first: one, or two until the first has handed over.
///
/// # Errors
/// When the database does not answer or holds something that is no key.
pub fn signers(reader: &mut Reader, origin: &str) -> Result<Vec<Signer>, Problem> {
    let signer = |key: SecretKey| {
        let private = key.private_key.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        let private = private.ok_or_else(|| Problem::internal(&"a key of the log of wrong length"))?;
        Signer::new(origin, Algorithm::Ed25519, &private).map_err(|fault| Problem::internal(&fault))
    };
    log::secret_keys(reader)?.into_iter().map(signer).collect()
}

/// Adds a new key, which the log announces in an entry. The first checkpoint over that entry is signed by both, and every later
/// one by the new key alone. Answers the new key.
///
/// # Errors
/// `wrong_state`, while a change is under way already.
pub fn rotate(database: &Database, author: Author, now: DateTime<Utc>) -> Result<String, Problem> {
    database.write(author, now, |writer| {
        let head = log::hold(writer)?;
        let signers = signers(writer, &head.origin)?;
        let [old] = signers.as_slice() else {
            let detail = "日志还没有建立，或上一次密钥更换尚未完成，请稍后再试";
            return Err(Problem::with(ProblemCode::WrongState, detail));
        };
        let new = add(writer, &head.origin)?.public().to_string();
        let what = json!({ "retired": old.public().to_string(), "key": new });
        let entry = Entry::new(ROTATE, "log", &head.origin, &what)?;
        Ok(writer.record(entry, new)?)
    })
}
