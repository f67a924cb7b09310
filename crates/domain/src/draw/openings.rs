//! Openings: what stands behind a row of the roster, for those rows that may be shown (protocol §§2, 9).

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::hash::frame;
use super::roster::{Did, Row};
use super::{Fixed, canonical};

/// A salt: 16 random bytes, fresh for each object and draw.
pub type Salt = Fixed<16>;

/// What a row's `attr24` binds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attributes<T = String> {
    /// 行政区划, GB/T 2260; empty when unknown.
    pub division: T,
    /// GB/T 4754 industry; empty when unknown.
    pub industry: T,
    /// Name.
    pub name: T,
    /// What the deployment adds.
    #[serde(flatten)]
    pub more: BTreeMap<String, Plain>,
}

/// A JSON value without fractions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Value")]
pub struct Plain(Value);

/// A number that is no integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("含有非整数的数字")]
pub struct Fraction;

impl TryFrom<Value> for Plain {
    type Error = Fraction;

    fn try_from(value: Value) -> Result<Self, Fraction> {
        fn whole(value: &Value) -> bool {
            match value {
                Value::Null | Value::Bool(_) | Value::String(_) => true,
                Value::Number(number) => !number.is_f64(),
                Value::Array(values) => values.iter().all(whole),
                Value::Object(members) => members.values().all(whole),
            }
        }
        if whole(&value) { Ok(Self(value)) } else { Err(Fraction) }
    }
}

impl Attributes {
    /// The three that every row has.
    #[must_use]
    pub fn new(division: &str, industry: &str, name: &str) -> Self {
        Self {
            division: division.to_owned(),
            industry: industry.to_owned(),
            name: name.to_owned(),
            more: BTreeMap::new(),
        }
    }
}

impl<T> Attributes<T> {
    /// A text that the deployment adds.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.more.get(name).and_then(|Plain(value)| value.as_str())
    }
}

impl<T: Serialize> Attributes<T> {
    /// `attr24`: the first 24 bytes of `frame("attr"; salt16, JCS(attributes))`.
    ///
    /// # Errors
    /// When the attributes cannot be written as JSON.
    pub fn bind(&self, salt: &Salt) -> Result<Fixed<24>, canonical::Fault> {
        self.bind_by(salt, &mut Vec::new())
    }

    /// The same, written where other attributes were written before.
    fn bind_by(&self, salt: &Salt, place: &mut Vec<u8>) -> Result<Fixed<24>, canonical::Fault> {
        canonical::rewrite(place, self)?;
        let hash = frame("attr", &[&salt.0, place.as_slice()]);
        let mut attr = [0; 24];
        attr.iter_mut().zip(hash.0).for_each(|(place, byte)| *place = byte);
        Ok(Fixed(attr))
    }
}

/// An opened row. The list is ascending by `did`. Members stand in canonical order, which makes writing quick.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening<T = String> {
    /// The attributes.
    pub attributes: Attributes<T>,
    /// The object's code.
    pub code: T,
    /// The row.
    pub did: Did,
    /// The salt of `did` (on a blinded roster) and of `attr24`.
    pub salt: Salt,
}

/// Why an opening is refused.
#[derive(Debug, thiserror::Error)]
pub enum OpeningFault {
    /// Not after the one before.
    #[error("重复或未按编号升序排列")]
    Order,
    /// No such row on the roster.
    #[error("编号不在名册中")]
    NotOnRoster,
    /// The code (with the salt) is not what the draw id says.
    #[error("代码与编号不符")]
    Code,
    /// The attributes are not what the roster binds.
    #[error("属性与名册所载摘要不符")]
    Attributes,
    /// The attributes cannot be written as JSON.
    #[error(transparent)]
    Json(#[from] canonical::Fault),
}

impl<T: AsRef<str> + Serialize> Opening<T> {
    /// Checks the opening against its row; `place` is memory that is used again and again.
    ///
    /// # Errors
    /// [`OpeningFault`] says what does not match.
    pub(super) fn check(&self, row: &Row, blinded: bool, place: &mut Vec<u8>) -> Result<(), OpeningFault> {
        let code = self.code.as_ref();
        let did = if blinded { Some(Did::blinded(&self.salt, code)) } else { Did::open(code) };
        if did != Some(row.did) {
            return Err(OpeningFault::Code);
        }
        let attributes = self.attributes.bind_by(&self.salt, place)?;
        if attributes == row.attr { Ok(()) } else { Err(OpeningFault::Attributes) }
    }
}

/// A text that stays where it was read, unless it is spelt with escapes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

impl AsRef<str> for Text<'_> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Opening<Text<'_>> {
    /// The opening with texts of its own.
    pub(super) fn into_owned(self) -> Opening {
        let Attributes { division, industry, name, more } = self.attributes;
        let own = |text: Text<'_>| text.0.into_owned();
        let attributes =
            Attributes { division: own(division), industry: own(industry), name: own(name), more };
        Opening { attributes, code: own(self.code), did: self.did, salt: self.salt }
    }
}
