//! The page of imports: what, which file, a trial, then the import itself.

use contract::import::ImportQuery;
use contract::job::Job;
use contract::problem::ProblemCode;
use domain::Coded;
use domain::import::{Kind, Report};
use domain::policy::allows;
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::field::{Labelled, SelectField};
use ui::status::{MessageStrip, StripDesign};
use ui::text::{Level, Title};
use yew::prelude::*;

use super::drop::DropZone;
use super::follow::use_job;
use super::progress::Progress;
use super::recent::{Begun, Recent, begun_by, keep};
use super::report::report_of;
use super::view::View;
use crate::client::Failure;
use crate::format;
use crate::shared::confirm::{Question, use_confirm};
use crate::shared::filter::{Filters, use_filters};
use crate::shared::form::use_unsaved;
use crate::shared::language;
use crate::shared::resource::{Action, use_action};
use crate::shared::words;
use crate::staff::{Route, use_client, use_me};

/// Imports.
#[component]
pub fn ImportPage() -> Html {
    let me = use_me();
    let filters = use_filters::<Route, View>();
    let kinds = me.map(|me| allowed(|kind| allows(me.role, kind.action()))).unwrap_or_default();
    let kind = filters.query.kind.filter(|kind| kinds.contains(kind)).or(kinds.first().copied());
    html! {
        <>
            <header class="page-head">
                <Title level={Level::H1} size={Level::H3}>{ t!("import.title") }</Title>
            </header>
            if let Some(kind) = kind {
                <div class="import-choice">
                    { kind_field(kind, &kinds, &filters) }
                    { columns_of(kind) }
                </div>
                // Another kind begins anew, but for the address.
                <Steps key={kind.code()} {kind} filters={filters.clone()} />
            } else {
                <MessageStrip hide_close_button=true>{ t!("import.none_allowed") }</MessageStrip>
            }
        </>
    }
}

/// The kinds in the order in which they build on each other.
fn allowed(is_allowed: impl Fn(Kind) -> bool) -> Vec<Kind> {
    let order = [
        Kind::Objects,
        Kind::Inspectors,
        Kind::ObjectMatters,
        Kind::Credit,
        Kind::Recusals,
        Kind::Matters,
        Kind::Departments,
        Kind::Divisions,
        Kind::Calendar,
    ];
    order.into_iter().filter(|kind| is_allowed(*kind)).collect()
}

fn kind_field(kind: Kind, kinds: &[Kind], filters: &Filters<View>) -> Html {
    let choices: Vec<_> = kinds
        .iter()
        .map(|kind| Labelled { value: kind.code().into(), text: words::code("import_kind", *kind).into() })
        .collect();
    let on_change = {
        let filters = filters.clone();
        Callback::from(move |code: String| {
            filters.set(View { kind: Kind::from_code(&code), ..View::default() });
        })
    };
    html! {
        <SelectField id="kind" label={t!("import.kind").into_owned()} value={kind.code()} {choices} {on_change} />
    }
}

/// What the first row of the file must name.
fn columns_of(kind: Kind) -> Html {
    let chinese = language::current() == "zh-CN";
    let names = |required: bool| {
        let columns = kind.columns().iter().filter(|column| column.required == required);
        let names: Vec<_> = columns.map(|column| if chinese { column.title } else { column.name }).collect();
        names.join(if chinese { "、" } else { ", " })
    };
    let optional = names(false);
    html! {
        <div class="field-hint import-columns">
            <p>{ t!("import.needed", columns = names(true)) }</p>
            if !optional.is_empty() {
                <p>{ t!("import.optional", columns = optional) }</p>
            }
            <p>{ t!("import.encoding") }</p>
        </div>
    }
}

/// An import that this page has begun.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Run {
    job: i64,
    dry_run: bool,
    /// Rows of the file, where the trial has counted them.
    rows: Option<u64>,
}

#[derive(Properties, Clone, PartialEq)]
struct StepsProps {
    kind: Kind,
    filters: Filters<View>,
}

#[component]
fn Steps(StepsProps { kind, filters }: &StepsProps) -> Html {
    let kind = *kind;
    let file = use_state(|| None::<web_sys::File>);
    let run = use_state(|| None::<Run>);
    let starting = use_action();
    let confirm = use_confirm();
    let client = use_client();
    let user = use_me().map(|me| me.id).unwrap_or_default();
    let watch = use_job(run.map(|run| run.job));
    let busy = starting.running || (run.is_some() && watch.is_running());
    use_unsaved(starting.running);
    let on_file = {
        let (file, run, filters) = (file.clone(), run.clone(), filters.clone());
        Callback::from(move |chosen: web_sys::File| {
            file.set(Some(chosen));
            run.set(None);
            filters.set(View { kind: Some(kind), ..View::default() });
        })
    };
    let start = {
        let (file, run, starting, filters) = (file.clone(), run.clone(), starting.clone(), filters.clone());
        Callback::from(move |(dry_run, rows): (bool, Option<u64>)| {
            let Some(file) = (*file).clone() else { return };
            let (client, run, filters, name) = (client.clone(), run.clone(), filters.clone(), file.name());
            let query = ImportQuery { dry_run: Some(dry_run), name: Some(shortened(&name)) };
            let sent = async move { client.import(kind, &query, &file).await };
            starting.run(sent, move |job: Job| {
                keep(Begun { job: job.id, user, kind, file: name, dry_run });
                filters.set(View { kind: Some(kind), ..View::default() });
                run.set(Some(Run { job: job.id, dry_run, rows }));
            });
        })
    };
    let tried = run.filter(|run| run.dry_run).and_then(|_| report_of(watch.job.as_ref()?));
    let ask = {
        let (start, tried, file) = (start.clone(), tried.clone(), file.clone());
        Callback::from(move |()| {
            if let Some((report, file)) = tried.as_ref().zip(file.as_ref()) {
                confirm.ask(question(kind, &file.name(), report, &start));
            }
        })
    };
    let try_it = start.reform(|()| (true, None));
    html! {
        <>
            <DropZone file={(*file).clone()} disabled={busy} {on_file} />
            { fault(&starting) }
            <div class="page-actions">
                <Button design={if tried.is_some() { Design::Default } else { Design::Emphasized }}
                    disabled={file.is_none() || busy} loading={starting.running && run.is_none()} on_click={try_it}>
                    { t!("import.try") }
                </Button>
                <Button design={if tried.is_some() { Design::Emphasized } else { Design::Default }}
                    disabled={busy || tried.as_ref().is_none_or(|report| report.accepted == 0)} on_click={ask}>
                    { t!("import.go") }
                </Button>
            </div>
            <p class="field-hint">{ advice(file.is_some(), tried.as_ref()) }</p>
            if let Some(run) = *run {
                <Progress watch={watch.clone()} dry_run={Some(run.dry_run)} rows={run.rows} filters={filters.clone()} />
            }
            <Recent begun={begun_by(user)} {busy} />
        </>
    }
}

/// What to do next.
fn advice(has_file: bool, tried: Option<&Report>) -> String {
    let words = match tried {
        _ if !has_file => t!("import.advice_file"),
        None => t!("import.advice_try"),
        Some(report) if report.accepted == 0 => t!("import.advice_nothing"),
        Some(_) => t!("import.advice_go"),
    };
    words.into_owned()
}

/// Why the server did not take the file.
fn fault(starting: &Action) -> Html {
    let Some(failure) = &starting.failure else { return Html::default() };
    let words = match (failure, failure.code()) {
        // The browser does not tell a lost network from a file that was changed or taken away since.
        (Failure::Offline, _) => t!("import.cut_off").into_owned(),
        (_, Some(ProblemCode::TooLarge)) => t!("import.too_large_for_server").into_owned(),
        _ => failure.words(),
    };
    html! {
        <div role="alert" class="complaint">
            <MessageStrip design={StripDesign::Negative} hide_close_button=true>{ words }</MessageStrip>
        </div>
    }
}

fn question(kind: Kind, file: &str, report: &Report, start: &Callback<(bool, Option<u64>)>) -> Question {
    let number = |count: u64| format::number(i64::try_from(count).unwrap_or(i64::MAX));
    let rows = Some(report.read);
    let text = t!(
        "import.confirm_text",
        kind = words::code("import_kind", kind),
        n = number(report.accepted),
        corrected = number(report.corrected),
        skipped = number(report.skipped),
        rejected = number(report.rejected)
    );
    Question {
        title: t!("import.confirm_title", file = file).into_owned(),
        text: text.into_owned(),
        action: t!("import.confirm_action", n = number(report.accepted)).into_owned(),
        hurts: true,
        then: start.reform(move |()| (false, rows)),
    }
}

/// Longest name of a file that the audit log keeps, in characters.
const NAME: usize = 200;

fn shortened(name: &str) -> String {
    name.chars().take(NAME).collect()
}
