//! How far an import is, and what became of every row.

use std::collections::BTreeSet;
use std::rc::Rc;

use contract::job::Job;
use domain::Coded;
use domain::import::{Report, ReportRow, Rule, Verdict};
use rust_i18n::t;
use ui::action::Button;
use ui::field::{Labelled, SelectField, TextField};
use ui::status::{MessageStrip, StripDesign, Tag, TagDesign};
use ui::text::{Level, Title};
use yew::prelude::*;

use super::view::View;
use crate::format;
use crate::shared::download::{csv, save_csv};
use crate::shared::filter::{Filters, given};
use crate::shared::listing::{Column, Listing, page_of};
use crate::shared::words;

/// Properties of [`ReportView`].
#[derive(Properties, Clone, PartialEq)]
pub(super) struct ReportViewProps {
    /// The job, ended.
    pub(super) job: Rc<Job>,
    /// Whether it only tried; none where that is not known any more.
    pub(super) dry_run: Option<bool>,
    /// Which rows are shown.
    pub(super) filters: Filters<View>,
}

/// The report that a job carries, if it is one.
pub(super) fn report_of(job: &Job) -> Option<Report> {
    job.report.as_ref().and_then(|report| serde_json::from_value(report.clone()).ok())
}

/// The report of an import.
#[component]
pub(super) fn ReportView(props: &ReportViewProps) -> Html {
    let report = use_memo(props.job.clone(), |job| report_of(job));
    let Some(report) = report.as_ref() else { return Html::default() };
    // Reports of earlier versions do not say it.
    let dry_run = report.dry_run || props.dry_run == Some(true);
    html! {
        <section class="import-report" aria-live="polite">
            <Title level={Level::H2} size={Level::H5}>{ t!("import.report") }</Title>
            { outcome(report, dry_run) }
            { counts(report, dry_run) }
            if report.rows.is_empty() {
                <p>{ t!("import.all_good") }</p>
            } else {
                { rows(report, &props.filters, props.job.id) }
            }
        </section>
    }
}

fn outcome(report: &Report, dry_run: bool) -> Html {
    let design = match (report.rejected, report.accepted) {
        (0, _) => StripDesign::Positive,
        (_, 0) => StripDesign::Negative,
        _ => StripDesign::Critical,
    };
    let (accepted, rejected) = (number(report.accepted), number(report.rejected));
    let words = match (dry_run, report.rejected) {
        (true, 0) => t!("import.tried_well", n = accepted),
        (true, _) if report.accepted == 0 => t!("import.tried_in_vain", rejected = rejected),
        (true, _) => t!("import.tried_with_faults", n = accepted, rejected = rejected),
        (false, 0) => t!("import.done_well", n = accepted),
        (false, _) => t!("import.done_with_faults", n = accepted, rejected = rejected),
    };
    html! { <MessageStrip {design} hide_close_button=true>{ words }</MessageStrip> }
}

fn counts(report: &Report, dry_run: bool) -> Html {
    let accepted = if dry_run { t!("import.acceptable") } else { t!("import.accepted") };
    let counts = [
        (t!("import.read"), report.read),
        (accepted, report.accepted),
        (t!("import.corrected"), report.corrected),
        (t!("import.skipped"), report.skipped),
        (t!("import.rejected"), report.rejected),
    ];
    html! {
        <dl class="counts">
            { for counts.into_iter().map(|(name, count)| html! {
                <div><dt>{ name }</dt><dd>{ number(count) }</dd></div>
            }) }
        </dl>
    }
}

fn number(count: u64) -> String {
    format::number(i64::try_from(count).unwrap_or(i64::MAX))
}

fn rows(report: &Report, filters: &Filters<View>, job: i64) -> Html {
    let shown: Vec<_> = report.rows.iter().filter(|row| is_wanted(row, &filters.query)).collect();
    let on_page = {
        let filters = filters.clone();
        Callback::from(move |page| filters.turn(page))
    };
    let save = {
        let text = shown.iter().map(|row| cells(row).to_vec());
        let text = csv(std::iter::once(headings().map(|heading| heading.into_owned()).to_vec()).chain(text));
        Callback::from(move |()| save_csv(&t!("import.file_name", id = job), &text))
    };
    html! {
        <>
            { filter_bar(report, filters) }
            <div class="page-actions">
                <Button icon="download" on_click={save}>{ t!("import.download", n = number(count(shown.len()))) }</Button>
            </div>
            if report.rows_left_off > 0 {
                <MessageStrip hide_close_button=true>
                    { t!("import.left_off", listed = number(count(report.rows.len())), n = number(report.rows_left_off)) }
                </MessageStrip>
            }
            <Listing<ReportRow> name={t!("import.rows").into_owned()} resource={page_of(shown.iter().copied(), filters.page)}
                columns={columns()} {on_page} empty={t!("import.no_row").into_owned()}
                empty_hint={t!("import.no_row_hint").into_owned()} />
        </>
    }
}

fn count(rows: usize) -> u64 {
    u64::try_from(rows).unwrap_or(u64::MAX)
}

fn is_wanted(row: &ReportRow, view: &View) -> bool {
    let contains = |text: &String| cells(row).iter().any(|cell| cell.contains(text.as_str()));
    view.verdict.is_none_or(|verdict| row.verdict == verdict)
        && view.rule.as_ref().is_none_or(|rule| row.rule == *rule)
        && view.text.as_ref().is_none_or(contains)
}

fn headings() -> [std::borrow::Cow<'static, str>; 6] {
    [
        t!("import.row"),
        t!("import.verdict"),
        t!("import.column"),
        t!("import.rule"),
        t!("import.value"),
        t!("import.detail"),
    ]
}

fn cells(row: &ReportRow) -> [String; 6] {
    [
        row.row.to_string(),
        words::code("import_verdict", row.verdict),
        row.column.clone().unwrap_or_default(),
        words::known::<Rule>("import_rule", &row.rule),
        row.value.clone().unwrap_or_default(),
        row.detail.clone(),
    ]
}

fn columns() -> Vec<Column<ReportRow>> {
    let [row, verdict, column, rule, value, detail] = headings();
    vec![
        Column::new(row, |row: &ReportRow| html! { row.row }).width("5rem").important(),
        Column::new(verdict, |row: &ReportRow| {
            let design = match row.verdict {
                Verdict::Accepted => TagDesign::Positive,
                Verdict::Corrected => TagDesign::Information,
                Verdict::Skipped => TagDesign::Neutral,
                Verdict::Rejected => TagDesign::Negative,
            };
            html! { <Tag {design} hide_state_icon=true>{ words::code("import_verdict", row.verdict) }</Tag> }
        })
        .width("7rem")
        .important(),
        Column::new(column, |row: &ReportRow| html! { row.column.clone().unwrap_or_else(|| "—".to_owned()) })
            .width("9rem"),
        Column::new(rule, |row: &ReportRow| html! { words::known::<Rule>("import_rule", &row.rule) })
            .width("9rem"),
        Column::new(value, |row: &ReportRow| html! { row.value.clone().unwrap_or_else(|| "—".to_owned()) }),
        Column::new(detail, |row: &ReportRow| html! { &row.detail }).important(),
    ]
}

fn filter_bar(report: &Report, filters: &Filters<View>) -> Html {
    let change = |set: fn(&mut View, Option<String>)| {
        let filters = filters.clone();
        Callback::from(move |text: String| filters.with(|view| set(view, given(text))))
    };
    let any = || Labelled { value: "".into(), text: t!("any").into_owned().into() };
    let verdicts = Verdict::ALL.iter().filter(|verdict| **verdict != Verdict::Accepted).map(|verdict| {
        Labelled { value: verdict.code().into(), text: words::code("import_verdict", *verdict).into() }
    });
    let rules: BTreeSet<_> = report.rows.iter().map(|row| row.rule.as_str()).collect();
    let rules = rules.into_iter().map(|rule| Labelled {
        value: rule.to_owned().into(),
        text: words::known::<Rule>("import_rule", rule).into(),
    });
    let view = &filters.query;
    html! {
        <search class="filters">
            <SelectField id="verdict" label={t!("import.verdict").into_owned()}
                value={view.verdict.map(Coded::code).unwrap_or_default()}
                choices={std::iter::once(any()).chain(verdicts).collect::<Vec<_>>()}
                on_change={change(|view, code| view.verdict = code.and_then(|code| Verdict::from_code(&code)))} />
            <SelectField id="rule" label={t!("import.rule").into_owned()} value={view.rule.clone().unwrap_or_default()}
                choices={std::iter::once(any()).chain(rules).collect::<Vec<_>>()}
                on_change={change(|view, rule| view.rule = rule)} />
            <TextField id="text" label={t!("import.contains").into_owned()} value={view.text.clone().unwrap_or_default()}
                on_change={change(|view, text| view.text = text)} />
        </search>
    }
}
