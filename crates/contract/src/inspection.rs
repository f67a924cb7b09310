//! Inspections.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::inspection::{Disposition, Record, ResultCode, State};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidateLength, ValidationError, ValidationErrors, ValidationErrorsKind};

use crate::answer;

answer! {
    /// A member of a team.
    pub struct TeamMember {
        /// Key of the inspector.
        pub id: i64,
        /// Staff code.
        pub code: String,
        /// Name.
        pub name: String,
        /// 执法证号.
        pub certificate_number: String,
    }
}

answer! {
    /// A matter on the unified form, with its check items.
    pub struct FormMatter {
        /// Key of the matter.
        pub id: i64,
        /// Code.
        pub code: String,
        /// Name.
        pub name: String,
        /// Legal basis.
        pub legal_basis: String,
        /// Check items.
        pub check_items: Vec<crate::matter::CheckItem>,
    }
}

answer! {
    /// An inspection in a list.
    pub struct InspectionRow {
        /// Key.
        pub id: i64,
        /// Key of the task.
        pub task_id: i64,
        /// Code of the object.
        pub object_code: String,
        /// Name of the object.
        pub object_name: String,
        /// Division of the object.
        pub object_division: Option<String>,
        /// Where it stands.
        pub state: State,
        /// Result.
        pub result: Option<ResultCode>,
        /// What follows.
        pub disposition: Option<Disposition>,
        /// Day it ended.
        pub ended_on: Option<NaiveDate>,
        /// Last day for its disclosure.
        pub due_on: Option<NaiveDate>,
        /// Whether that day is certain: the holidays of its year have been entered. If not, only weekends were skipped.
        pub due_certain: Option<bool>,
        /// When disclosed.
        pub disclosed_at: Option<DateTime<Utc>>,
        /// The team.
        pub team: Vec<TeamMember>,
        /// Changes with every update; the `ETag`.
        pub version: i64,
    }
}

answer! {
    /// An inspection with its unified form.
    pub struct Inspection {
        /// As in the list.
        #[serde(flatten)]
        pub row: InspectionRow,
        /// Number of the task.
        pub task_number: String,
        /// Round of the task's draw in which it was drawn, from 1.
        pub round: u32,
        /// First day of the task's period.
        pub period_start: NaiveDate,
        /// Last day of the task's period.
        pub period_end: NaiveDate,
        /// Address of the object.
        pub object_address: String,
        /// The unified form.
        pub form: Vec<FormMatter>,
        /// What was recorded.
        pub record: Option<Record>,
    }
}

/// Which inspections.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct InspectionQuery {
    /// Only of the task with this key.
    pub task: Option<i64>,
    /// Only those drawn in this round of their task.
    pub round: Option<i32>,
    /// Only in this state.
    pub state: Option<State>,
    /// Only with this result.
    pub result: Option<ResultCode>,
    /// Only of objects in the division with this code.
    pub division: Option<String>,
    /// Only of tasks of the department with this key.
    pub department: Option<i64>,
    /// Only where the first of the team is of the department with this key, as summaries count.
    pub team_department: Option<i64>,
    /// Name of the object contains this, or its code is this.
    pub q: Option<String>,
    /// Only those whose last day of disclosure is this day or later.
    #[validate(custom(function = "crate::in_our_time"))]
    pub due_from: Option<NaiveDate>,
    /// Only those whose last day of disclosure is before this day.
    #[validate(custom(function = "crate::in_our_time"))]
    pub due_before: Option<NaiveDate>,
    /// `true`: only those still to be disclosed, neither substituted nor of a voided task; `false`: only the disclosed.
    pub undisclosed: Option<bool>,
}

/// A [`Record`] as it is sent. What it says is judged against the form by [`Record::faults`]; here only how much.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NewRecord(pub Record);

/// Most characters of each text, as the schema of [`Record`] says.
const MOST_TEXT: u64 = 2000;

impl Validate for NewRecord {
    fn validate(&self) -> Result<(), ValidationErrors> {
        let Record { items, disposition_text, remark, internal_remark, .. } = &self.0;
        let mut errors = ValidationErrors::new();
        check(&mut errors, "disposition_text", disposition_text);
        check(&mut errors, "remark", remark);
        check(&mut errors, "internal_remark", internal_remark);
        let mut wrong = BTreeMap::new();
        for (position, item) in items.iter().enumerate() {
            let mut errors = ValidationErrors::new();
            check(&mut errors, "text", &item.text);
            if !errors.is_empty() {
                wrong.insert(position, Box::new(errors));
            }
        }
        if !wrong.is_empty() {
            errors.errors_mut().insert("items".into(), ValidationErrorsKind::List(wrong));
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

fn check(errors: &mut ValidationErrors, field: &'static str, text: &str) {
    if !text.validate_length(None, Some(MOST_TEXT), None) {
        let mut error = ValidationError::new("length");
        error.add_param("max".into(), &MOST_TEXT);
        errors.add(field, error);
    }
}
