//! What is entered on the unified form: anything may still be missing.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use contract::inspection::{FormMatter, Inspection, NewRecord};
use contract::matter::CheckItem;
use contract::problem::FieldError;
use domain::inspection::{
    Disposition, Form, ItemOutcome, MatterResult, Outcome, Record, RecordFault, ResultCode,
};
use rust_i18n::t;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::shared::form::faults;

/// What is entered so far.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// The day the inspection ended, as entered.
    pub ended_on: String,
    /// Who was there.
    pub present: Vec<i64>,
    /// Outcomes by check item.
    pub outcomes: BTreeMap<i64, Outcome>,
    /// What was seen, by check item.
    pub texts: BTreeMap<i64, String>,
    /// Results by matter.
    pub results: BTreeMap<i64, ResultCode>,
    /// Result of the whole.
    pub result: Option<ResultCode>,
    /// What follows.
    pub disposition: Option<Disposition>,
    /// Explanation of the disposition.
    pub disposition_text: String,
    /// Remark that is disclosed.
    pub remark: String,
    /// Remark for the office only.
    pub internal_remark: String,
}

/// The check items of a form, in their order: the order of a record's items.
pub fn check_items(form: &[FormMatter]) -> impl Iterator<Item = &CheckItem> {
    form.iter().flat_map(|matter| &matter.check_items)
}

impl Entry {
    /// What was recorded before.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        Self {
            ended_on: record.ended_on.to_string(),
            present: record.present.clone(),
            outcomes: record.items.iter().map(|item| (item.item, item.outcome)).collect(),
            texts: record.items.iter().map(|item| (item.item, item.text.clone())).collect(),
            results: record.results.iter().map(|matter| (matter.matter, matter.result)).collect(),
            result: Some(record.result),
            disposition: Some(record.disposition),
            disposition_text: record.disposition_text.clone(),
            remark: record.remark.clone(),
            internal_remark: record.internal_remark.clone(),
        }
    }

    /// What was seen at a check item.
    #[must_use]
    pub fn text(&self, item: i64) -> &str {
        self.texts.get(&item).map_or("", String::as_str)
    }

    /// How much of what must be filled in is filled in, and how much there is.
    #[must_use]
    pub fn progress(&self, form: &[FormMatter]) -> (usize, usize) {
        let explained = |item: i64, outcome: &Outcome| match outcome {
            Outcome::Pass | Outcome::NotApplicable => true,
            Outcome::Fail | Outcome::NotInspected => !self.text(item).trim().is_empty(),
        };
        let item_done = |item: &&CheckItem| {
            self.outcomes.get(&item.id).is_some_and(|outcome| explained(item.id, outcome))
        };
        let items = check_items(form).filter(item_done).count();
        let matters = form.iter().filter(|matter| self.results.contains_key(&matter.id)).count();
        let others = [
            !self.ended_on.is_empty(),
            self.present.len() >= 2,
            self.result.is_some(),
            self.disposition.is_some(),
        ];
        let done = items + matters + others.iter().filter(|done| **done).count();
        (done, check_items(form).count() + form.len() + others.len())
    }

    /// The record, or everything that keeps it from being one: what is missing, and what the rules find.
    ///
    /// The first day of the task's period is the server's to judge: an inspector may not read tasks.
    ///
    /// # Errors
    /// What is wrong, by the JSON pointers of the record.
    pub fn judge(&self, inspection: &Inspection, today: NaiveDate) -> Result<NewRecord, Vec<FieldError>> {
        let form = &inspection.form;
        let missing = self.missing(form);
        let record = self.filled(form, today);
        let items: Vec<_> = check_items(form).map(|item| item.id).collect();
        let matters: Vec<_> = form.iter().map(|matter| matter.id).collect();
        let team: Vec<_> = inspection.row.team.iter().map(|member| member.id).collect();
        let found = record.faults(Form {
            items: &items,
            matters: &matters,
            team: &team,
            period: (NaiveDate::MIN, today),
            today,
        });
        let record = NewRecord(record);
        let mut errors: Vec<_> = missing
            .into_iter()
            .map(|(pointer, detail)| FieldError { pointer, code: "required".to_owned(), detail })
            .collect();
        for fault in found {
            // About what is missing nothing else is to be said.
            if !errors.iter().any(|error| error.pointer == fault.pointer) {
                errors.push(words(&fault));
            }
        }
        if let Err(found) = record.validate() {
            errors.extend(faults(&found, ""));
        }
        if errors.is_empty() { Ok(record) } else { Err(errors) }
    }

    fn day(&self) -> Option<NaiveDate> {
        self.ended_on.parse().ok()
    }

    /// Where something is missing, and what to do about it.
    fn missing(&self, form: &[FormMatter]) -> Vec<(String, String)> {
        let mut missing = Vec::new();
        let mut need = |there: bool, pointer: String, what: Cow<'_, str>| {
            if !there {
                missing.push((pointer, t!("inspection.missing", what = what).into_owned()));
            }
        };
        for (place, item) in check_items(form).enumerate() {
            need(
                self.outcomes.contains_key(&item.id),
                format!("/items/{place}/outcome"),
                t!("inspection.item_outcome"),
            );
        }
        for (place, matter) in form.iter().enumerate() {
            let there = self.results.contains_key(&matter.id);
            need(there, format!("/results/{place}/result"), t!("inspection.matter_result"));
        }
        need(self.day().is_some(), "/ended_on".to_owned(), t!("inspection.ended_on"));
        need(self.result.is_some(), "/result".to_owned(), t!("inspection.result"));
        need(self.disposition.is_some(), "/disposition".to_owned(), t!("inspection.disposition"));
        missing
    }

    /// A record of the form's shape; where something is missing, what no rule complains about.
    fn filled(&self, form: &[FormMatter], today: NaiveDate) -> Record {
        let item = |item: &CheckItem| ItemOutcome {
            item: item.id,
            outcome: self.outcomes.get(&item.id).copied().unwrap_or(Outcome::Pass),
            text: self.text(item.id).trim().to_owned(),
        };
        let result = |matter: &FormMatter| MatterResult {
            matter: matter.id,
            result: self.results.get(&matter.id).copied().unwrap_or(ResultCode::NoProblem),
        };
        Record {
            ended_on: self.day().unwrap_or(today),
            present: self.present.clone(),
            items: check_items(form).map(item).collect(),
            results: form.iter().map(result).collect(),
            result: self.result.unwrap_or(ResultCode::NoProblem),
            disposition: self.disposition.unwrap_or(Disposition::Feedback),
            disposition_text: self.disposition_text.trim().to_owned(),
            remark: self.remark.trim().to_owned(),
            internal_remark: self.internal_remark.trim().to_owned(),
        }
    }
}

fn words(fault: &RecordFault) -> FieldError {
    let detail = if &*rust_i18n::locale() == "zh-CN" {
        fault.detail.to_owned()
    } else {
        t!(format!("code.record_fault.{}", fault.code)).into_owned()
    };
    FieldError { pointer: fault.pointer.clone(), code: fault.code.to_owned(), detail }
}
