//! What waits for somebody: counted by the very filter that its list is asked for.

use chrono::{Days, NaiveDate};
use contract::dashboard::TodoCount;
use contract::inspection::InspectionQuery;
use contract::inspector::InspectorQuery;
use contract::matter::MatterQuery;
use contract::strike::StrikeQuery;
use contract::substitution::SubstitutionQuery;
use contract::task::TaskQuery;
use contract::transfer::TransferQuery;
use domain::dashboard::{CERTIFICATE_DAYS, DUE_SOON_WORKING_DAYS, Todo};
use domain::draw::{strike, substitution};
use domain::policy::Scope;
use domain::{inspection, inspector, task, transfer};
use persistence::{Reader, shown_total};
use url::form_urlencoded;

use crate::auth::Permit;
use crate::calendar::service::due_day;
use crate::problem::Problem;

/// What a list is asked for.
enum List {
    Tasks(TaskQuery),
    Inspections(InspectionQuery),
    Substitutions(SubstitutionQuery),
    Strikes(StrikeQuery),
    Transfers(TransferQuery),
    Inspectors(InspectorQuery),
    Matters(MatterQuery),
}

/// How much of something waits for the caller; none for what cannot concern the caller.
pub(super) fn count(
    reader: &mut Reader,
    permit: &Permit,
    code: Todo,
    today: NaiveDate,
) -> Result<Option<TodoCount>, Problem> {
    let Some(list) = list(reader, permit, code, today)? else { return Ok(None) };
    let (count, count_is_minimum) = match &list {
        List::Tasks(query) => {
            let filter = crate::task::service::filter(permit, query);
            shown_total(persistence::task::count(reader, &filter)?)
        }
        List::Inspections(query) => {
            let filter = crate::inspection::service::filter(permit, query);
            shown_total(persistence::inspection::count(reader, &filter)?)
        }
        List::Substitutions(query) => {
            let filter = crate::draw::substitution::filter(permit, *query);
            shown_total(persistence::substitution::count(reader, &filter)?)
        }
        List::Strikes(query) => {
            let filter = crate::draw::strike::filter(permit, *query);
            shown_total(persistence::strike::count(reader, &filter)?)
        }
        List::Transfers(query) => {
            let filter = crate::transfer::service::filter(permit, query);
            shown_total(persistence::transfer::count(reader, &filter)?)
        }
        List::Inspectors(query) => {
            let filter = crate::inspector::service::filter(query);
            shown_total(persistence::inspector::count(reader, &filter)?)
        }
        List::Matters(query) => {
            let matters = crate::matter::service::count(reader, *query)?;
            (i64::try_from(matters).unwrap_or(i64::MAX), false)
        }
    };
    Ok(Some(TodoCount { code, count, count_is_minimum, list: list.address()? }))
}

fn list(reader: &mut Reader, permit: &Permit, todo: Todo, today: NaiveDate) -> Result<Option<List>, Problem> {
    let tasks = |state| List::Tasks(TaskQuery { state: Some(state), ..TaskQuery::default() });
    let transfers = |state| List::Transfers(TransferQuery { state: Some(state), ..TransferQuery::default() });
    let undisclosed = || InspectionQuery { undisclosed: Some(true), ..InspectionQuery::default() };
    Ok(Some(match todo {
        Todo::TaskDraft => tasks(task::State::Draft),
        Todo::TaskFrozen => tasks(task::State::Frozen),
        Todo::TaskDrawn => tasks(task::State::Drawn),
        Todo::TaskToSubmit => List::Tasks(TaskQuery {
            state: Some(task::State::Inspecting),
            all_recorded: Some(true),
            ..TaskQuery::default()
        }),
        Todo::TaskToApprove => tasks(task::State::Submitted),
        Todo::TaskToDisclose => tasks(task::State::Approved),
        Todo::DrawToWitness => List::Tasks(TaskQuery { witness_pending: Some(true), ..TaskQuery::default() }),
        Todo::InspectionToRecord => {
            List::Inspections(InspectionQuery { state: Some(inspection::State::Notified), ..undisclosed() })
        }
        Todo::SubstitutionToApprove => List::Substitutions(SubstitutionQuery {
            state: Some(substitution::State::Filed),
            ..SubstitutionQuery::default()
        }),
        Todo::StrikeToApprove => {
            List::Strikes(StrikeQuery { state: Some(strike::State::Filed), ..StrikeQuery::default() })
        }
        Todo::TransferToApprove => transfers(transfer::State::Submitted),
        Todo::TransferReturned => transfers(transfer::State::Returned),
        Todo::DisclosureOverdue => {
            List::Inspections(InspectionQuery { due_before: Some(today), ..undisclosed() })
        }
        Todo::DisclosureDueSoon => {
            let last = due_day(reader, today, DUE_SOON_WORKING_DAYS)?.on;
            List::Inspections(InspectionQuery {
                due_from: Some(today),
                due_before: last.succ_opt(),
                ..undisclosed()
            })
        }
        Todo::CertificateExpiring => {
            let Scope::Department(department) = permit.scope() else { return Ok(None) };
            List::Inspectors(InspectorQuery {
                department: Some(department),
                status: Some(inspector::Status::Active),
                expiring_before: today.checked_add_days(Days::new(CERTIFICATE_DAYS)),
                ..InspectorQuery::default()
            })
        }
        Todo::MatterUnlisted => List::Matters(MatterQuery { listed: Some(false) }),
    }))
}

impl List {
    /// Path and query below `/api/v1`.
    fn address(&self) -> Result<String, Problem> {
        let (path, query) = match self {
            Self::Tasks(query) => ("tasks", serde_json::to_value(query)?),
            Self::Inspections(query) => ("inspections", serde_json::to_value(query)?),
            Self::Substitutions(query) => ("substitutions", serde_json::to_value(query)?),
            Self::Strikes(query) => ("strikes", serde_json::to_value(query)?),
            Self::Transfers(query) => ("transfers", serde_json::to_value(query)?),
            Self::Inspectors(query) => ("inspectors", serde_json::to_value(query)?),
            Self::Matters(query) => ("matters", serde_json::to_value(query)?),
        };
        let mut words = form_urlencoded::Serializer::new(String::new());
        for (name, value) in query.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null()) {
            words.append_pair(name, &value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        }
        Ok(format!("/{path}?{}", words.finish()))
    }
}
