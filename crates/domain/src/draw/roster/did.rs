//! Draw ids: what an object is called on the roster.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::draw::Fixed;
use crate::draw::fixed::{deserialize_text, serialize_hex};
use crate::draw::hash::frame;

/// A draw id: the object's code on an open roster, a salted hash on a blinded one. Compared as bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Did {
    /// The id, then zeros: no code contains a zero byte, so this order is the order of the ids themselves.
    bytes: [u8; Self::MAX],
    length: u8,
}

/// A text that names no draw id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("应为 1 至 40 字节编号的小写十六进制")]
pub struct NoDid;

impl Did {
    /// The longest id: an internal code of 40 characters.
    pub const MAX: usize = 40;
    /// The length of a blinded id.
    pub const BLINDED: u8 = 32;

    /// The id of these bytes; none when there are none, or more than [`Self::MAX`].
    #[must_use]
    pub fn from_bytes(id: &[u8]) -> Option<Self> {
        let length = u8::try_from(id.len()).ok().filter(|length| *length > 0)?;
        let mut bytes = [0; Self::MAX];
        bytes.get_mut(..id.len())?.copy_from_slice(id);
        Some(Self { bytes, length })
    }

    /// The id on an open roster: the code itself, `[0-9A-Z-]{1,40}`; none for another text.
    #[must_use]
    pub fn open(code: &str) -> Option<Self> {
        Self::from_bytes(code.as_bytes()).filter(|did| did.has_form(false))
    }

    /// The id on a blinded roster: `frame("pid"; salt16, code)`.
    #[must_use]
    pub fn blinded(salt: &Fixed<16>, code: &str) -> Self {
        let hash = frame("pid", &[&salt.0, code.as_bytes()]);
        let mut bytes = [0; Self::MAX];
        bytes.iter_mut().zip(hash.0).for_each(|(place, byte)| *place = byte);
        Self { bytes, length: Self::BLINDED }
    }

    /// Whether the id has the form that ids of an open or a blinded roster have.
    #[must_use]
    pub fn has_form(&self, blinded: bool) -> bool {
        let code = |byte: &u8| byte.is_ascii_digit() || byte.is_ascii_uppercase() || *byte == b'-';
        if blinded { self.length == Self::BLINDED } else { self.as_bytes().iter().all(code) }
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.length)).unwrap_or_default()
    }

    /// How many.
    #[must_use]
    pub fn length(&self) -> u8 {
        self.length
    }
}

impl fmt::Display for Did {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_bytes().iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Did {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Did {
    type Err = NoDid;

    fn from_str(text: &str) -> Result<Self, NoDid> {
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Err(NoDid);
        }
        let mut bytes = [0; Self::MAX];
        let place = bytes.get_mut(..text.len() / 2).ok_or(NoDid)?;
        hex::decode_to_slice(text, place).map_err(|_| NoDid)?;
        Self::from_bytes(place).ok_or(NoDid)
    }
}

impl Serialize for Did {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_hex(self.as_bytes(), serializer)
    }
}

impl<'de> Deserialize<'de> for Did {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_text(deserializer)
    }
}
