//! The imports that were begun in this tab: the way back to a report after leaving the page.

use domain::import::Kind;
use gloo_storage::{SessionStorage, Storage};
use rust_i18n::t;
use serde::{Deserialize, Serialize};
use ui::status::{Tag, TagDesign};
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use super::view::View;
use crate::shared::resource::use_resource;
use crate::shared::words;
use crate::staff::{Route, use_client};

const KEY: &str = "sunlot.imports";

/// Imports kept, at most.
const MOST: usize = 10;

/// An import that was begun.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Begun {
    /// Key of the job.
    pub(super) job: i64,
    /// Key of the user.
    pub(super) user: i64,
    /// What the file holds.
    pub(super) kind: Kind,
    /// Name of the file.
    pub(super) file: String,
    /// Whether it only tries.
    pub(super) dry_run: bool,
}

/// The imports that a user has begun, the newest first.
pub(super) fn begun_by(user: i64) -> Vec<Begun> {
    let all: Vec<Begun> = SessionStorage::get(KEY).unwrap_or_default();
    all.into_iter().filter(|begun| begun.user == user).collect()
}

/// Keeps one more.
pub(super) fn keep(begun: Begun) {
    let mut all: Vec<Begun> = SessionStorage::get(KEY).unwrap_or_default();
    all.insert(0, begun);
    all.truncate(MOST);
    // Without storage the report is found by its address only.
    let _ = SessionStorage::set(KEY, all);
}

/// Properties of [`Recent`].
#[derive(Properties, Clone, PartialEq)]
pub(super) struct RecentProps {
    /// The imports.
    pub(super) begun: Vec<Begun>,
    /// Whether one of them is going on here; their states are asked for again when that changes.
    pub(super) busy: bool,
}

/// Links to the reports.
#[component]
pub(super) fn Recent(props: &RecentProps) -> Html {
    if props.begun.is_empty() {
        return Html::default();
    }
    html! {
        <section>
            <Title level={Level::H2} size={Level::H5}>{ t!("import.recent") }</Title>
            <ul class="import-recent">
                { for props.begun.iter().map(|begun| html! {
                    <li key={begun.job}>
                        <Link<Route, View> to={Route::Job { id: begun.job }} query={Some(address(begun))}>
                            { words_for(begun) }
                        </Link<Route, View>>
                        { " " }<JobState job={begun.job} busy={props.busy} />
                    </li>
                }) }
            </ul>
        </section>
    }
}

#[derive(Properties, Clone, PartialEq)]
struct JobStateProps {
    job: i64,
    busy: bool,
}

/// Where an import stands.
#[component]
fn JobState(JobStateProps { job, busy }: &JobStateProps) -> Html {
    let client = use_client();
    let job = use_resource((*job, *busy), move |(id, _)| {
        let client = client.clone();
        async move { client.job(id).await }
    });
    let Some(job) = job.ready() else { return Html::default() };
    let (design, words) = match job.state.as_str() {
        "finished" => (TagDesign::Positive, t!("import.state_finished")),
        "failed" => (TagDesign::Negative, t!("import.state_failed")),
        _ => (TagDesign::Information, t!("import.state_running")),
    };
    html! { <Tag {design} hide_state_icon=true>{ words }</Tag> }
}

/// What the address of a job's page says beside its key.
pub(super) fn address(begun: &Begun) -> View {
    View { dry_run: Some(begun.dry_run), name: Some(begun.file.clone()), ..View::default() }
}

fn words_for(begun: &Begun) -> String {
    let kind = words::code("import_kind", begun.kind);
    let what = if begun.dry_run { t!("import.trial") } else { t!("import.real") };
    format!("{} · {what} · {kind} · {}", t!("import.job", id = begun.job), begun.file)
}
