//! The summary of a task: figures with drill-down, documents, and the leader's decision.

mod figures;

use std::rc::Rc;

use contract::summary::{SummaryRow, TaskSummary};
use contract::task::Task;
use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use self::figures::Figures;
use super::stage::{Returned, StageActions};
use super::{Route, use_client};
use crate::format;
use crate::shared::chart::{Chart, Kind, Series};
use crate::shared::document::{Document, Download};
use crate::shared::loaded::loaded;
use crate::shared::resource::use_resource;
use crate::shared::words;

/// Properties of [`SummaryPage`].
#[derive(Properties, Clone, PartialEq)]
pub struct SummaryPageProps {
    /// Key.
    pub id: i64,
}

/// The summary of a task.
#[component]
pub fn SummaryPage(props: &SummaryPageProps) -> Html {
    let client = use_client();
    let found = use_resource(props.id, move |id| {
        let client = client.clone();
        async move {
            let task = client.task(id).await?;
            Ok((Rc::new(task), Rc::new(client.summary(id).await?)))
        }
    });
    let reload = found.reload.clone();
    loaded(&found, |found| {
        let (task, summary) = (&found.0, &found.1);
        html! {
            <>
                { head(task, summary, &reload) }
                <Returned task={task.clone()} />
                { facts(task, summary) }
                { charts(summary) }
                <Figures summary={summary.clone()} />
            </>
        }
    })
}

fn head(task: &Rc<Task>, summary: &TaskSummary, reload: &Callback<()>) -> Html {
    html! {
        <header class="page-head">
            <div>
                <Title level={Level::H1} size={Level::H3}>{ t!("summary.title", name = summary.task_name) }</Title>
                <Link<Route> to={Route::Task { id: task.id }}>{ &summary.task_number }</Link<Route>>
            </div>
            <div class="page-actions">
                <Document title={t!("summary.document").into_owned()} path={format!("/tasks/{}/summary.pdf", task.id)} />
                <Download title={t!("summary.workbook").into_owned()} path={format!("/tasks/{}/summary.xlsx", task.id)} />
                <StageActions key={task.version} task={task.clone()} reload={reload.clone()} />
            </div>
        </header>
    }
}

/// A ratio from 0 to 1 as per cent.
pub fn ratio(ratio: Option<f64>) -> String {
    ratio.map_or_else(|| "—".to_owned(), |ratio| format!("{:.1}%", ratio * 100.0))
}

fn facts(task: &Task, summary: &TaskSummary) -> Html {
    let total = &summary.total;
    let count = |count: u32| format::number(i64::from(count));
    let facts = [
        (t!("summary.state"), words::code("task_state", task.state)),
        (t!("summary.body"), summary.body.clone()),
        (
            t!("summary.period"),
            format!("{} — {}", format::day(summary.period_start), format::day(summary.period_end)),
        ),
        (t!("summary.to_inspect"), count(total.to_inspect)),
        (t!("summary.recorded"), format::number(recorded(total))),
        (t!("summary.disclosed"), count(total.disclosed)),
        (t!("summary.completion"), ratio(total.completion)),
        (t!("summary.closed"), count(total.closed)),
        (t!("summary.closure"), ratio(total.closure)),
        (t!("summary.made_on"), format::day(summary.made_on)),
    ];
    html! {
        <dl class="facts">
            { for facts.into_iter().map(|(name, value)| html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> }) }
        </dl>
    }
}

/// Inspections with a result, whether it is approved and disclosed or not.
fn recorded(row: &SummaryRow) -> i64 {
    row.results.iter().map(|result| result.count).sum()
}

fn charts(summary: &TaskSummary) -> Html {
    let found: Vec<_> = summary.total.results.iter().filter(|result| result.count > 0).collect();
    if found.is_empty() {
        return Html::default();
    }
    let results = Series {
        name: t!("summary.inspections").into_owned(),
        values: found.iter().map(|result| result.count).collect(),
    };
    let divisions: Vec<_> = summary.divisions.iter().collect();
    let of = |name: &str, value: fn(&SummaryRow) -> i64| Series {
        name: t!(name).into_owned(),
        values: divisions.iter().map(|row| value(row)).collect(),
    };
    let by_division = vec![
        of("summary.to_inspect", |row| i64::from(row.to_inspect)),
        of("summary.recorded", recorded),
        of("summary.disclosed", |row| i64::from(row.disclosed)),
    ];
    html! {
        <div class="charts">
            <Chart title={t!("summary.chart_results").into_owned()} kind={Kind::Bar}
                categories={found.iter().map(|result| words::code("result", result.result)).collect::<Vec<_>>()}
                series={vec![results]} />
            <Chart title={t!("summary.chart_divisions").into_owned()} kind={Kind::Column}
                categories={divisions.iter().map(|row| row.division_name.clone().unwrap_or_default()).collect::<Vec<_>>()}
                series={by_division} />
        </div>
    }
}
