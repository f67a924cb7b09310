//! Names what `serde_json` would pass over in silence: members that stand twice, numbers that are no integers or too
//! large to be the same to every reader.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::Fault;

/// The least integer that a double does not tell from its neighbours: 2^53.
const INEXACT: u64 = 1 << 53;

/// The first such fault of a text, if it has one.
pub(super) fn fault(text: &[u8]) -> Option<Fault> {
    let mut found = None;
    // The error itself says nothing that the caller does not know; `found` does.
    drop(Walk(&mut found).deserialize(&mut serde_json::Deserializer::from_slice(text)));
    found
}

struct Walk<'a>(&'a mut Option<Fault>);

impl Walk<'_> {
    fn stop<E: Error>(self, fault: Fault) -> E {
        *self.0 = Some(fault);
        E::custom("stopped")
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        if number.unsigned_abs() < INEXACT { Ok(()) } else { Err(self.stop(Fault::Range(number.into()))) }
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        if number < INEXACT { Ok(()) } else { Err(self.stop(Fault::Range(number.into()))) }
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Err(self.stop(Fault::Float))
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        while elements.next_element_seed(Walk(self.0))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let mut names = BTreeSet::new();
        while let Some(name) = members.next_key::<String>()? {
            if names.contains(&name) {
                return Err(self.stop(Fault::Duplicate(name)));
            }
            names.insert(name);
            members.next_value_seed(Walk(self.0))?;
        }
        Ok(())
    }
}
