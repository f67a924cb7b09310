//! The page of one import: where it is followed after its own page was left.

use domain::Coded;
use domain::import::Kind;
use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use super::follow::use_job;
use super::progress::Progress;
use super::report::report_of;
use super::view::View;
use crate::format;
use crate::shared::filter::use_filters;
use crate::shared::words;
use crate::staff::Route;

/// Properties of [`JobPage`].
#[derive(Properties, Clone, PartialEq)]
pub struct JobPageProps {
    /// Key.
    pub id: i64,
}

/// One import.
#[component]
pub fn JobPage(props: &JobPageProps) -> Html {
    let filters = use_filters::<Route, View>();
    let watch = use_job(Some(props.id));
    let view = &filters.query;
    let tried = watch.job.as_deref().and_then(report_of).map(|report| report.dry_run);
    let dry_run = tried.filter(|tried| *tried).or(view.dry_run).or(tried);
    let kind = watch.job.as_ref().and_then(|job| Kind::from_code(job.kind.strip_prefix("import.")?));
    let facts = [
        (t!("import.kind"), kind.map(|kind| words::code("import_kind", kind))),
        (t!("import.file"), view.name.clone()),
        (t!("import.mode"), dry_run.map(mode)),
        (t!("import.began"), watch.job.as_ref().map(|job| format::time(job.created_at))),
        (t!("import.ended"), watch.job.as_ref().and_then(|job| job.finished_at).map(format::time)),
    ];
    html! {
        <>
            <header class="page-head">
                <Title level={Level::H1} size={Level::H3}>{ t!("import.job", id = props.id) }</Title>
                <Link<Route, View> to={Route::Imports} query={Some(View { kind, ..View::default() })}>
                    { t!("import.another") }
                </Link<Route, View>>
            </header>
            <dl class="facts">
                { for facts.into_iter().filter_map(|(name, value)| Some((name, value?))).map(|(name, value)| html! {
                    <div><dt>{ name }</dt><dd>{ value }</dd></div>
                }) }
            </dl>
            if tried == Some(true) {
                <p class="field-hint">{ t!("import.choose_again") }</p>
            }
            <Progress watch={watch.clone()} {dry_run} filters={filters.clone()} />
        </>
    }
}

/// Whether an import only tries, in words.
fn mode(dry_run: bool) -> String {
    if dry_run { t!("import.trial").into_owned() } else { t!("import.real").into_owned() }
}
