//! The documents of a task.

use domain::task::State;
use rust_i18n::t;
use yew::prelude::*;

use crate::shared::document::{Document, Download};

/// Properties of [`Documents`].
#[derive(Properties, Clone, Copy, PartialEq)]
pub struct DocumentsProps {
    /// Key of the task.
    pub id: i64,
    /// Where it stands.
    pub state: State,
}

/// Buttons for every document that there is in this state.
#[component]
pub fn Documents(props: &DocumentsProps) -> Html {
    let path = |name: &str| format!("/tasks/{}/{name}", props.id);
    let noticed = match props.state {
        State::Issued
        | State::Inspecting
        | State::Submitted
        | State::Approved
        | State::Disclosed
        | State::Archived => true,
        State::Draft | State::Frozen | State::Drawn | State::Voided => false,
    };
    html! {
        <div class="page-actions">
            <Document title={t!("task.certificate").into_owned()} path={path("certificate.pdf")} />
            if noticed {
                <Document title={t!("task.notices").into_owned()} path={path("notices.pdf")} />
                <Document title={t!("task.summary_pdf").into_owned()} path={path("summary.pdf")} />
                <Download title={t!("task.summary_xlsx").into_owned()} path={path("summary.xlsx")} />
            }
        </div>
    }
}
