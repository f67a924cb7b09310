//! What the fields of the wizard can be filled with.

use std::collections::BTreeSet;

use contract::department::{Department, Division};
use contract::inspector::InspectorQuery;
use contract::matter::{Matter, MatterQuery};
use contract::page::PageQuery;
use ui::field::Labelled;

use crate::client::{Client, Outcome};

/// Matters, departments, divisions, qualifications.
#[derive(Debug, Clone, PartialEq)]
pub struct Register {
    /// Matters on the list in force that this body is in charge of.
    pub matters: Vec<Matter>,
    /// Departments of this body.
    pub departments: Vec<Department>,
    /// Present divisions.
    pub divisions: Vec<Division>,
    /// Qualifications that matters ask for or inspectors hold.
    pub qualifications: BTreeSet<String>,
}

impl Register {
    /// Reads it, for somebody of this department.
    ///
    /// # Errors
    /// [`crate::client::Failure`].
    pub async fn read(client: Client, department: Option<i64>) -> Outcome<Self> {
        let mut matters = client.matters(MatterQuery { listed: Some(true) }).await?;
        let mut departments = client.departments().await?;
        let divisions =
            client.divisions().await?.into_iter().filter(|one| one.current_code.is_none()).collect();
        // The most common ones: those that are missing still come with the matters and the draft.
        let page = PageQuery { page: Some(1), page_size: Some(PageQuery::MOST) };
        let inspectors = client.inspectors(&InspectorQuery::default(), page).await?;
        let body = departments.iter().find(|one| Some(one.id) == department).map(|one| one.body_id);
        if let Some(body) = body {
            departments.retain(|one| one.body_id == body);
            let own: BTreeSet<_> = departments.iter().map(|one| one.id).collect();
            matters.retain(|one| own.contains(&one.department_id));
        }
        let wanted = matters.iter().map(|one| one.qualification.clone());
        let held = inspectors.items.into_iter().flat_map(|one| one.qualifications);
        let qualifications = wanted.chain(held).filter(|name| !name.is_empty()).collect();
        Ok(Self { matters, departments, divisions, qualifications })
    }

    /// Qualifications that these matters ask for.
    #[must_use]
    pub fn wanted(&self, matters: &[i64]) -> BTreeSet<&str> {
        let chosen = self.matters.iter().filter(|one| matters.contains(&one.id));
        chosen.map(|one| one.qualification.as_str()).filter(|name| !name.is_empty()).collect()
    }

    /// Departments to choose from, by code.
    #[must_use]
    pub fn department_choices(&self) -> Vec<Labelled> {
        self.departments.iter().map(|one| labelled(&one.code, &one.name)).collect()
    }

    /// Divisions to choose from.
    #[must_use]
    pub fn division_choices(&self) -> Vec<Labelled> {
        self.divisions.iter().map(|one| labelled(&one.code, &format!("{} {}", one.name, one.code))).collect()
    }

    /// Qualifications to choose from; those already chosen can always be taken away again.
    #[must_use]
    pub fn qualification_choices(&self, chosen: &[String]) -> Vec<Labelled> {
        let all: BTreeSet<_> = self.qualifications.iter().chain(chosen).collect();
        all.into_iter().map(|name| labelled(name, name)).collect()
    }
}

/// A value with its words.
pub fn labelled(value: &str, text: &str) -> Labelled {
    Labelled { value: value.to_owned().into(), text: text.to_owned().into() }
}
