//! Signed notes (C2SP `signed-note`) and the cosignatures of witnesses (C2SP `tlog-cosignature`), with Ed25519.
//!
//! The two crates that exist bring a second Ed25519 and SHA-256 and know no cosignatures; tests hold this one to them.

#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

/// The longest note that is read: bytes. As much as Go's `sumdb/note` reads, so that whoever cosigns may do so with longer
/// signatures than ours.
pub const LIMIT: usize = 1_000_000;

/// What a key signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// The text of a note: the log's own signature.
    Ed25519,
    /// The text and a time, with the head `cosignature/v1`: a witness saw the log grow without a change.
    Cosignature,
}

impl Algorithm {
    fn byte(self) -> u8 {
        match self {
            Self::Ed25519 => 0x01,
            Self::Cosignature => 0x04,
        }
    }
}

/// A public key with its name, written as `name+id+key` (a *vkey*).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    name: String,
    algorithm: Algorithm,
    key: VerifyingKey,
}

/// Signs notes. No `Debug`: it holds a private key.
#[derive(Clone)]
pub struct Signer {
    public: Key,
    private: SigningKey,
}

/// Why a text is no note or no key, or a note not believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteFault {
    /// Not of the form that a signed note has.
    #[error("不是规范的签名文本（C2SP signed-note）")]
    Malformed,
    /// Not of the form that a key has.
    #[error("不是规范的公钥（C2SP vkey）")]
    Key,
    /// The name of a key is empty, or has a blank or a plus sign.
    #[error("密钥名称不能为空，也不能含有空格或加号")]
    Name,
    /// A signature with this name and key id is not that key's.
    #[error("{0} 的签名不正确")]
    Forged(String),
    /// None of the keys that were given has signed.
    #[error("没有可信密钥的签名")]
    Unsigned,
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(|c| c.is_whitespace() || c.is_control() || c == '+')
}

impl Key {
    /// A key of this name.
    ///
    /// # Errors
    /// [`NoteFault::Name`], or [`NoteFault::Key`] for 32 bytes that are no Ed25519 key.
    pub fn new(name: &str, algorithm: Algorithm, key: &[u8; 32]) -> Result<Self, NoteFault> {
        if !is_name(name) {
            return Err(NoteFault::Name);
        }
        let key = VerifyingKey::from_bytes(key).map_err(|_| NoteFault::Key)?;
        Ok(Self { name: name.to_owned(), algorithm, key })
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it signs.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// `SHA-256(name ‖ 0A ‖ algorithm ‖ key)`, its first four bytes.
    #[must_use]
    pub fn id(&self) -> [u8; 4] {
        let mut hasher = Sha256::new();
        hasher.update(&self.name);
        hasher.update([b'\n', self.algorithm.byte()]);
        hasher.update(self.key.as_bytes());
        let hash: [u8; 32] = hasher.finalize().into();
        hash.first_chunk().copied().unwrap_or_default()
    }

    /// The time of a cosignature, 0 of a signature; none when it is not this key's.
    fn verify(&self, text: &str, signature: &[u8]) -> Option<u64> {
        let (message, time, signature) = match self.algorithm {
            Algorithm::Ed25519 => (text.to_owned(), 0, signature),
            Algorithm::Cosignature => {
                let (time, signature) = signature.split_first_chunk::<8>()?;
                let time = u64::from_be_bytes(*time);
                (cosigned(text, time), time, signature)
            }
        };
        let signature = Signature::from_slice(signature).ok()?;
        self.key.verify_strict(message.as_bytes(), &signature).ok()?;
        Some(time)
    }
}

fn cosigned(text: &str, time: u64) -> String {
    format!("cosignature/v1\ntime {time}\n{text}")
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut key = vec![self.algorithm.byte()];
        key.extend(self.key.as_bytes());
        write!(f, "{}+{}+{}", self.name, hex::encode(self.id()), STANDARD.encode(key))
    }
}

impl FromStr for Key {
    type Err = NoteFault;

    fn from_str(text: &str) -> Result<Self, NoteFault> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(NoteFault::Key);
        };
        let key = STANDARD.decode(key).map_err(|_| NoteFault::Key)?;
        let (algorithm, key) = match key.split_first() {
            Some((0x01, key)) => (Algorithm::Ed25519, key),
            Some((0x04, key)) => (Algorithm::Cosignature, key),
            Some(_) | None => return Err(NoteFault::Key),
        };
        let key = Self::new(name, algorithm, key.try_into().map_err(|_| NoteFault::Key)?)?;
        if hex::encode(key.id()) == id { Ok(key) } else { Err(NoteFault::Key) }
    }
}

impl Signer {
    /// The key of this name with these secret bytes.
    ///
    /// # Errors
    /// [`NoteFault::Name`].
    pub fn new(name: &str, algorithm: Algorithm, secret: &[u8; 32]) -> Result<Self, NoteFault> {
        let private = SigningKey::from_bytes(secret);
        Ok(Self { public: Key::new(name, algorithm, private.verifying_key().as_bytes())?, private })
    }

    /// The public key.
    #[must_use]
    pub fn public(&self) -> &Key {
        &self.public
    }

    /// The signature line for a text. A cosignature says that it was made at `time`, seconds since 1970; a signature says no
    /// time.
    #[must_use]
    pub fn line(&self, text: &str, time: u64) -> String {
        let mut bytes = self.public.id().to_vec();
        match self.public.algorithm {
            Algorithm::Ed25519 => bytes.extend(self.private.sign(text.as_bytes()).to_bytes()),
            Algorithm::Cosignature => {
                bytes.extend(time.to_be_bytes());
                bytes.extend(self.private.sign(cosigned(text, time).as_bytes()).to_bytes());
            }
        }
        format!("— {} {}\n", self.public.name, STANDARD.encode(bytes))
    }
}

/// A signature line.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    name: String,
    id: [u8; 4],
    signature: Vec<u8>,
}

/// A text with signatures, none of them believed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    text: String,
    lines: Vec<Line>,
}

/// A signature of a known key that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Whose.
    pub key: Key,
    /// When it was made, by a witness's own word: seconds since 1970. 0 of a signature of the log.
    pub time: u64,
}

impl Note {
    /// Puts a text, which ends with a line break, and signatures by these keys together.
    #[must_use]
    pub fn sign(text: &str, signers: &[Signer]) -> String {
        let lines: String = signers.iter().map(|signer| signer.line(text, 0)).collect();
        format!("{text}\n{lines}")
    }

    /// Reads a note.
    ///
    /// # Errors
    /// [`NoteFault::Malformed`].
    pub fn parse(note: &[u8]) -> Result<Self, NoteFault> {
        let note = std::str::from_utf8(note).map_err(|_| NoteFault::Malformed)?;
        let control = |c: char| c < '\u{20}' && c != '\n';
        if note.len() > LIMIT || note.contains(control) {
            return Err(NoteFault::Malformed);
        }
        let (text, signatures) = note.rsplit_once("\n\n").ok_or(NoteFault::Malformed)?;
        let signatures = signatures.strip_suffix('\n').ok_or(NoteFault::Malformed)?;
        let lines = signatures.split('\n').map(line).collect::<Option<Vec<_>>>();
        Ok(Self { text: format!("{text}\n"), lines: lines.ok_or(NoteFault::Malformed)? })
    }

    /// What was signed. Not to be believed before [`Note::verify`].
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signatures by these keys; those by others say nothing.
    ///
    /// # Errors
    /// [`NoteFault::Forged`] when one that names a known key is not that key's, [`NoteFault::Unsigned`] when there is none.
    pub fn verify(&self, keys: &[Key]) -> Result<Vec<Signed>, NoteFault> {
        let mut signed: Vec<Signed> = Vec::new();
        for line in &self.lines {
            let Some(key) = keys.iter().find(|key| key.name == line.name && key.id() == line.id) else {
                continue;
            };
            let time = key.verify(&self.text, &line.signature);
            let time = time.ok_or_else(|| NoteFault::Forged(line.name.clone()))?;
            if signed.iter().all(|one| one.key != *key) {
                signed.push(Signed { key: key.clone(), time });
            }
        }
        if signed.is_empty() { Err(NoteFault::Unsigned) } else { Ok(signed) }
    }
}

fn line(text: &str) -> Option<Line> {
    let (name, signature) = text.strip_prefix("— ")?.split_once(' ')?;
    let signature = STANDARD.decode(signature).ok()?;
    let (id, signature) = signature.split_first_chunk::<4>()?;
    let sound = is_name(name) && !signature.is_empty();
    sound.then(|| Line { name: name.to_owned(), id: *id, signature: signature.to_vec() })
}
