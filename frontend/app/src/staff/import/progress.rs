//! One import as it goes on, and how it ended.

use contract::job::Job;
use rust_i18n::t;
use ui::status::{BusyIndicator, MessageStrip, ProgressIndicator, StripDesign};
use yew::prelude::*;

use super::follow::Watch;
use super::report::ReportView;
use super::view::View;
use crate::format;
use crate::shared::filter::Filters;
use crate::shared::loaded::Failed;

/// Properties of [`Progress`].
#[derive(Properties, Clone, PartialEq)]
pub(super) struct ProgressProps {
    /// The job.
    pub(super) watch: Watch,
    /// Whether it only tries.
    pub(super) dry_run: Option<bool>,
    /// Rows of the file, where they were counted before.
    #[prop_or_default]
    pub(super) rows: Option<u64>,
    /// Which rows of the report are shown.
    pub(super) filters: Filters<View>,
}

/// One import: running, interrupted, failed, or with its report.
#[component]
pub(super) fn Progress(props: &ProgressProps) -> Html {
    let Watch { job, trouble, refused } = &props.watch;
    if let Some(failure) = refused {
        return html! { <Failed failure={failure.clone()} retry={Callback::noop()} /> };
    }
    html! {
        <>
            if let Some(failure) = trouble {
                <div role="alert">
                    <MessageStrip design={StripDesign::Critical} hide_close_button=true>
                        { t!("import.trouble", why = failure.words()) }
                    </MessageStrip>
                </div>
            }
            { match job {
                None => html! { <BusyIndicator active=true text={t!("import.asking").into_owned()} /> },
                Some(job) => match job.state.as_str() {
                    "finished" => html! {
                        <ReportView job={job.clone()} dry_run={props.dry_run} filters={props.filters.clone()} />
                    },
                    "failed" => failed(job),
                    _ => running(job, props.rows),
                },
            } }
        </>
    }
}

fn failed(job: &Job) -> Html {
    let why = job.error.clone().unwrap_or_default();
    html! {
        <div role="alert">
            <MessageStrip design={StripDesign::Negative} hide_close_button=true>
                { t!("import.failed", why = why) }
            </MessageStrip>
        </div>
    }
}

fn running(job: &Job, rows: Option<u64>) -> Html {
    let processed = job.processed.unwrap_or(0);
    let words = if processed == 0 {
        t!("import.waiting").into_owned()
    } else {
        t!("import.processed", n = format::number(i64::try_from(processed).unwrap_or(i64::MAX))).into_owned()
    };
    let share = rows.filter(|rows| *rows > 0).map(|rows| processed.saturating_mul(100) / rows);
    let share = share.map(|share| u32::try_from(share.min(100)).unwrap_or(100));
    html! {
        <div class="import-running" role="status">
            if let Some(value) = share {
                <ProgressIndicator {value} display_value={format!("{value}%")}
                    accessible_name={t!("import.progress").into_owned()} />
            } else {
                <BusyIndicator active=true size={ui::status::Size::S} />
            }
            <p>{ words }</p>
            <p class="field-hint">{ t!("import.may_leave", id = job.id) }</p>
        </div>
    }
}
