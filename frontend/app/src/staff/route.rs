//! The addresses of the staff's pages, who may see them, and what shows them.

use domain::policy::{Action, Role, allows};
use rust_i18n::t;
use yew::prelude::*;
use yew_router::prelude::*;

use super::use_me;
use super::{
    approval, audit, department, disclosure, draw, home, import, inspection, inspector, matter, object,
    recusal, strike, substitution, summary, task, team, transfer, user,
};
use crate::shared::loaded::NotThere;

/// A page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Routable)]
pub enum Route {
    /// To-dos.
    #[at("/staff")]
    Home,
    /// Matters and the matter list.
    #[at("/staff/matters")]
    Matters,
    /// Objects of inspection.
    #[at("/staff/objects")]
    Objects,
    /// One object.
    #[at("/staff/objects/:id")]
    Object {
        /// Key.
        id: i64,
    },
    /// Inspectors.
    #[at("/staff/inspectors")]
    Inspectors,
    /// Recusals.
    #[at("/staff/recusals")]
    Recusals,
    /// Importing a file.
    #[at("/staff/imports")]
    Imports,
    /// Long work and its report.
    #[at("/staff/jobs/:id")]
    Job {
        /// Key.
        id: i64,
    },
    /// Tasks.
    #[at("/staff/tasks")]
    Tasks,
    /// A task to be drafted.
    #[at("/staff/tasks/new")]
    NewTask,
    /// One task.
    #[at("/staff/tasks/:id")]
    Task {
        /// Key.
        id: i64,
    },
    /// A draft being changed.
    #[at("/staff/tasks/:id/edit")]
    EditTask {
        /// Key.
        id: i64,
    },
    /// The draw hall of a task.
    #[at("/staff/tasks/:id/draw")]
    Draw {
        /// Key.
        id: i64,
    },
    /// A strike to be filed for a task.
    #[at("/staff/tasks/:id/strike")]
    FileStrike {
        /// Key of the task.
        id: i64,
    },
    /// The summary of a task.
    #[at("/staff/tasks/:id/summary")]
    Summary {
        /// Key.
        id: i64,
    },
    /// Inspections.
    #[at("/staff/inspections")]
    Inspections,
    /// One inspection with its form.
    #[at("/staff/inspections/:id")]
    Inspection {
        /// Key.
        id: i64,
    },
    /// Why the team of an inspection is who it is.
    #[at("/staff/inspections/:id/team")]
    Team {
        /// Key of the inspection.
        id: i64,
    },
    /// Substitutions.
    #[at("/staff/substitutions")]
    Substitutions,
    /// Strikes.
    #[at("/staff/strikes")]
    Strikes,
    /// What waits for the approval of a leader.
    #[at("/staff/approvals")]
    Approvals,
    /// What is to be disclosed, by due day.
    #[at("/staff/disclosure")]
    Disclosure,
    /// Transfer documents.
    #[at("/staff/transfers")]
    Transfers,
    /// One transfer document.
    #[at("/staff/transfers/:id")]
    Transfer {
        /// Key.
        id: i64,
    },
    /// The audit log.
    #[at("/staff/audit")]
    Audit,
    /// Users.
    #[at("/staff/users")]
    Users,
    /// One user.
    #[at("/staff/users/:id")]
    User {
        /// Key.
        id: i64,
    },
    /// Issuing bodies, departments, divisions.
    #[at("/staff/departments")]
    Departments,
    /// One department and what it demands of its draws.
    #[at("/staff/departments/:id")]
    Department {
        /// Key.
        id: i64,
    },
    /// Any other address.
    #[not_found]
    #[at("/staff/404")]
    NotFound,
}

impl Route {
    /// The actions without which the page shows nothing; none for pages that everybody has.
    #[must_use]
    pub fn needs(self) -> &'static [Action] {
        match self {
            Self::Home | Self::NotFound => &[],
            Self::Matters => &[Action::MatterRead],
            Self::Objects | Self::Object { .. } => &[Action::ObjectRead],
            Self::Inspectors | Self::Recusals => &[Action::InspectorRead],
            Self::Imports | Self::Job { .. } => &[Action::JobRead],
            Self::Tasks | Self::Task { .. } | Self::Draw { .. } | Self::Summary { .. } | Self::Strikes => {
                &[Action::TaskRead]
            }
            Self::FileStrike { .. } => &[Action::TaskRead, Action::StrikeWrite],
            Self::NewTask | Self::EditTask { .. } => &[Action::TaskWrite],
            Self::Inspections | Self::Inspection { .. } | Self::Substitutions => &[Action::InspectionRead],
            Self::Team { .. } => &[Action::InspectionRead, Action::TaskRead],
            Self::Approvals => &[
                Action::TaskApprove,
                Action::SubstitutionApprove,
                Action::StrikeApprove,
                Action::TransferApprove,
            ],
            Self::Disclosure => &[Action::TaskRead, Action::InspectionRead],
            Self::Transfers | Self::Transfer { .. } => &[Action::TransferRead],
            Self::Audit => &[Action::AuditRead],
            Self::Users | Self::User { .. } => &[Action::UserRead],
            Self::Departments => &[Action::DepartmentWrite],
            Self::Department { .. } => &[Action::DepartmentRead],
        }
    }

    /// The page of the navigation that it belongs to.
    #[must_use]
    pub fn section(self) -> Self {
        match self {
            Self::Object { .. } => Self::Objects,
            Self::Job { .. } => Self::Imports,
            Self::NewTask
            | Self::Task { .. }
            | Self::EditTask { .. }
            | Self::Draw { .. }
            | Self::FileStrike { .. }
            | Self::Summary { .. }
            | Self::Strikes => Self::Tasks,
            Self::Inspection { .. } | Self::Team { .. } | Self::Substitutions => Self::Inspections,
            Self::Transfer { .. } => Self::Transfers,
            Self::User { .. } => Self::Users,
            Self::Department { .. } => Self::Departments,
            Self::Home
            | Self::Matters
            | Self::Objects
            | Self::Inspectors
            | Self::Recusals
            | Self::Imports
            | Self::Tasks
            | Self::Inspections
            | Self::Approvals
            | Self::Disclosure
            | Self::Transfers
            | Self::Audit
            | Self::Users
            | Self::Departments
            | Self::NotFound => self,
        }
    }

    /// Whether a role may see the page.
    #[must_use]
    pub fn is_open_to(self, role: Role) -> bool {
        self.needs().iter().all(|action| allows(role, *action))
    }
}

/// Shows a page.
pub fn page(route: Route) -> Html {
    html! { <Guarded {route} /> }
}

#[derive(Properties, Clone, PartialEq)]
struct GuardedProps {
    route: Route,
}

#[component]
fn Guarded(props: &GuardedProps) -> Html {
    let open = use_me().is_some_and(|me| props.route.is_open_to(me.role));
    if !open {
        return nothing(&t!("state.forbidden"), &t!("state.forbidden_hint"));
    }
    match props.route {
        Route::Home => html! { <home::HomePage /> },
        Route::Matters => html! { <matter::list::MattersPage /> },
        Route::Objects => html! { <object::list::ObjectsPage /> },
        Route::Object { id } => html! { <object::detail::ObjectPage {id} /> },
        Route::Inspectors => html! { <inspector::InspectorsPage /> },
        Route::Recusals => html! { <recusal::RecusalsPage /> },
        Route::Imports => html! { <import::page::ImportPage /> },
        Route::Job { id } => html! { <import::job::JobPage {id} /> },
        Route::Tasks => html! { <task::TasksPage /> },
        Route::NewTask => html! { <task::NewTaskPage /> },
        Route::Task { id } => html! { <task::TaskPage {id} /> },
        Route::EditTask { id } => html! { <task::EditTaskPage {id} /> },
        Route::Draw { id } => html! { <draw::DrawPage {id} /> },
        Route::Summary { id } => html! { <summary::SummaryPage {id} /> },
        Route::Inspections => html! { <inspection::InspectionsPage /> },
        Route::Inspection { id } => html! { <inspection::InspectionPage {id} /> },
        Route::Team { id } => html! { <team::TeamPage {id} /> },
        Route::Substitutions => html! { <substitution::SubstitutionsPage /> },
        Route::FileStrike { id } => html! { <strike::FileStrikePage {id} /> },
        Route::Strikes => html! { <strike::StrikesPage /> },
        Route::Approvals => html! { <approval::ApprovalsPage /> },
        Route::Disclosure => html! { <disclosure::DisclosurePage /> },
        Route::Transfers => html! { <transfer::TransfersPage /> },
        Route::Transfer { id } => html! { <transfer::TransferPage {id} /> },
        Route::Audit => html! { <audit::AuditPage /> },
        Route::Users => html! { <user::list::UsersPage /> },
        Route::User { id } => html! { <user::detail::UserPage {id} /> },
        Route::Departments => html! { <department::DepartmentsPage /> },
        Route::Department { id } => html! { <department::DepartmentPage {id} /> },
        Route::NotFound => nothing(&t!("state.not_found"), &t!("state.not_found_hint")),
    }
}

fn nothing(title: &str, hint: &str) -> Html {
    html! {
        <NotThere title={title.to_owned()} hint={hint.to_owned()}>
            <Link<Route> to={Route::Home}>{ t!("action.home") }</Link<Route>>
        </NotThere>
    }
}
