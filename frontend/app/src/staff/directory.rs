//! Departments and divisions by name.

use std::rc::Rc;

use contract::department::{Department, Division};
use rust_i18n::t;
use ui::field::Labelled;
use yew::prelude::*;

use super::use_client;
use crate::shared::resource::use_resource;

/// Departments and divisions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Directory {
    departments: Vec<Department>,
    divisions: Vec<Division>,
}

impl Directory {
    /// Name of a department; a dash while it is not known.
    #[must_use]
    pub fn department(&self, id: i64) -> String {
        let found = self.departments.iter().find(|department| department.id == id);
        found.map_or_else(|| "—".to_owned(), |department| department.name.clone())
    }

    /// Name of a division; its code while the name is not known, a dash where there is none.
    #[must_use]
    pub fn division(&self, code: Option<&String>) -> String {
        let Some(code) = code else { return "—".to_owned() };
        let found = self.divisions.iter().find(|division| division.code == *code);
        found.map_or_else(|| code.clone(), |division| division.name.clone())
    }

    /// Departments to choose from, by key, after "any".
    #[must_use]
    pub fn department_choices(&self) -> Vec<Labelled> {
        let one = |department: &Department| Labelled {
            value: department.id.to_string().into(),
            text: department.name.clone().into(),
        };
        std::iter::once(any()).chain(self.departments.iter().map(one)).collect()
    }

    /// Departments to choose from, by code.
    #[must_use]
    pub fn department_codes(&self) -> Vec<Labelled> {
        let one = |department: &Department| Labelled {
            value: department.code.clone().into(),
            text: department.name.clone().into(),
        };
        self.departments.iter().map(one).collect()
    }

    /// Present divisions to choose from, by code, after "any".
    #[must_use]
    pub fn division_choices(&self) -> Vec<Labelled> {
        let present = self.divisions.iter().filter(|division| division.current_code.is_none());
        let one = |division: &Division| Labelled {
            value: division.code.clone().into(),
            text: division.name.clone().into(),
        };
        std::iter::once(any()).chain(present.map(one)).collect()
    }
}

fn any() -> Labelled {
    Labelled { value: "".into(), text: t!("any").into_owned().into() }
}

/// Departments and divisions; empty until they are there, for pages that also make sense without names.
#[hook]
pub fn use_directory() -> Rc<Directory> {
    let client = use_client();
    let found = use_resource((), move |()| {
        let client = client.clone();
        async move {
            Ok(Directory { departments: client.departments().await?, divisions: client.divisions().await? })
        }
    });
    found.ready().cloned().unwrap_or_default()
}
