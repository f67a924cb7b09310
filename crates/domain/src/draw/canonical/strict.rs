//! Names what `serde_json` would pass over in silence: members that stand twice, numbers that are no integers.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::Fault;

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

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
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
