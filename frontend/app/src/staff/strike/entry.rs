//! What is entered of a strike: the objects chosen, with their names, and the grounds.

use contract::inspection::InspectionRow;
use contract::strike::StrikeRequest;
use validator::{Validate, ValidationErrors};

#[cfg(test)]
mod tests;

/// An object that is to be struck.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chosen {
    /// Key of its inspection.
    pub id: i64,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

impl From<&InspectionRow> for Chosen {
    fn from(row: &InspectionRow) -> Self {
        Self { id: row.id, code: row.object_code.clone(), name: row.object_name.clone() }
    }
}

/// What is entered.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Entry {
    /// The objects, in the order of their choice: page and search of the list change, these stay.
    pub chosen: Vec<Chosen>,
    /// Why.
    pub reason: String,
    /// The document that it rests on.
    pub document: String,
}

impl Entry {
    /// Whether an inspection is among the chosen.
    pub fn has(&self, id: i64) -> bool {
        self.chosen.iter().any(|one| one.id == id)
    }

    /// Chooses an object, or gives it up.
    pub fn set(&mut self, object: Chosen, chosen: bool) {
        self.chosen.retain(|one| one.id != object.id);
        if chosen {
            self.chosen.push(object);
        }
    }

    /// As it is sent.
    pub fn request(&self) -> StrikeRequest {
        StrikeRequest {
            inspections: self.chosen.iter().map(|one| one.id).collect(),
            reason: self.reason.clone(),
            document: self.document.clone(),
        }
    }
}

impl Validate for Entry {
    fn validate(&self) -> Result<(), ValidationErrors> {
        self.request().validate()
    }
}
