//! Content as it was sent, read strictly: an object is an object, never the list of its values.

use std::fmt;
use std::num::IntErrorKind;

use domain::text::is_hidden;
use serde::de::value::{MapDeserializer, SeqDeserializer, StringDeserializer};
use serde::de::{Deserialize, Deserializer, Expected, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::fault::Fault;

/// A value. Members keep their order, and stay double where they were sent twice.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Null,
    Bool(bool),
    Natural(u64),
    Negative(i64),
    Float(f64),
    Text(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
    /// A value of a query string, whose type only its reader knows.
    Word(String),
}

struct Reading;

impl<'de> Visitor<'de> for Reading {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Natural(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Negative(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Node, A::Error> {
        let mut object = Vec::new();
        while let Some(member) = members.next_entry()? {
            object.push(member);
        }
        Ok(Node::Object(object))
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reading)
    }
}

impl IntoDeserializer<'_, Fault> for Node {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl Node {
    /// A word of a query string becomes the number that its reader wants.
    fn number<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Self::Word(word) => match read(&word) {
                Some(number) => number.number(visitor),
                None => Err(Fault::Type(expected(&visitor))),
            },
            Self::Natural(number) => {
                visitor.visit_u64(number).map_err(|_: Fault| Fault::Beyond { below: false })
            }
            Self::Negative(number) => {
                visitor.visit_i64(number).map_err(|_: Fault| Fault::Beyond { below: true })
            }
            // So JSON reads whole numbers that no integer holds.
            Self::Float(number) if number.abs() >= MOST_EXACT => Err(Fault::Beyond { below: number < 0.0 }),
            Self::Null | Self::Bool(_) | Self::Float(_) | Self::Text(_) | Self::List(_) | Self::Object(_) => {
                self.deserialize_any(visitor)
            }
        }
    }
}

/// From here on floating-point numbers are whole: 2^53.
const MOST_EXACT: f64 = 9_007_199_254_740_992.0;

/// The whole number that a word is.
fn read(word: &str) -> Option<Node> {
    let sign = |below: bool| if below { -f64::MAX } else { f64::MAX };
    match (word.parse::<u64>(), word.parse::<i64>()) {
        (Ok(number), _) => Some(Node::Natural(number)),
        (Err(_), Ok(number)) => Some(Node::Negative(number)),
        (Err(above), Err(below)) => match (above.kind(), below.kind()) {
            (IntErrorKind::PosOverflow, _) => Some(Node::Float(sign(false))),
            (_, IntErrorKind::NegOverflow) => Some(Node::Float(sign(true))),
            _ => None,
        },
    }
}

fn expected(visitor: &dyn Expected) -> String {
    visitor.to_string()
}

macro_rules! numbers {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            self.number(visitor)
        })*
    };
}

impl<'de> Deserializer<'de> for Node {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Self::Null => visitor.visit_unit(),
            Self::Bool(value) => visitor.visit_bool(value),
            Self::Natural(number) => visitor.visit_u64(number),
            Self::Negative(number) => visitor.visit_i64(number),
            Self::Float(number) => visitor.visit_f64(number),
            Self::Text(text) | Self::Word(text) => {
                // PostgreSQL stores no NUL, and no name shall look like another.
                if let Some(hidden) = text.chars().find(|c| is_hidden(*c)) {
                    return Err(Fault::Hidden(hidden));
                }
                let expected = expected(&visitor);
                visitor.visit_string(text).map_err(|fault: Fault| fault.expecting(expected))
            }
            Self::List(list) => {
                let mut items = SeqDeserializer::new(list.into_iter());
                let value = visitor.visit_seq(&mut items)?;
                items.end()?;
                Ok(value)
            }
            Self::Object(object) => visitor.visit_map(MapDeserializer::new(object.into_iter())),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let Self::Word(word) = self else { return self.deserialize_any(visitor) };
        match word.parse() {
            Ok(value) => visitor.visit_bool(value),
            Err(_) => Err(Fault::Type(expected(&visitor))),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if matches!(self, Self::Null) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if matches!(self, Self::List(_)) {
            // The values in the order of the members: serde would take them.
            return Err(Fault::Type(expected(&visitor)));
        }
        self.deserialize_any(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let (Self::Text(code) | Self::Word(code)) = self else { return Err(Fault::Choice(variants)) };
        let code: StringDeserializer<Fault> = code.into_deserializer();
        visitor.visit_enum(code)
    }

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    forward_to_deserialize_any! {
        i128 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map identifier
        ignored_any
    }
}
