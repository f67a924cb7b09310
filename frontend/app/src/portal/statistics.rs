//! Figures for everybody.

use contract::portal::{PublicStatistics, StatisticsQuery};
use rust_i18n::t;
use ui::field::{Labelled, SelectField};
use yew::prelude::*;

use super::home::tiles;
use super::{Route, parts, use_client};
use crate::shared::chart::{Chart, Kind, Series};
use crate::shared::filter::use_filters;
use crate::shared::loaded::{Empty, loaded};
use crate::shared::resource::use_resource;
use crate::shared::words;

/// Years offered: this one and those before it.
const YEARS: u32 = 6;

/// Figures for everybody.
#[component]
pub fn StatisticsPage() -> Html {
    let client = use_client();
    let filters = use_filters::<Route, StatisticsQuery>();
    let statistics = use_resource(filters.query, move |query| {
        let client = client.clone();
        async move { client.public_statistics(query).await }
    });
    let year = filters.query.year.map(|year| year.to_string()).unwrap_or_default();
    let on_change =
        Callback::from(move |text: String| filters.set(StatisticsQuery { year: text.parse().ok() }));
    html! {
        <>
            <parts::Head title={t!("portal.page.statistics").into_owned()} lead={t!("portal.statistics_lead").into_owned()} />
            <search class="filters">
                <SelectField id="year" label={t!("portal.year").into_owned()} value={year.clone()} choices={years(&year)} {on_change} />
            </search>
            { loaded(&statistics, |figures| html! {
                <div class="listing" aria-busy={statistics.stale.to_string()}>
                    if figures.tasks.is_empty() && figures.disclosed == 0 {
                        <Empty title={t!("portal.no_figures").into_owned()} hint={t!("portal.no_figures_hint").into_owned()} />
                    } else {
                        { tiles(figures) }
                        { charts(figures) }
                    }
                </div>
            }) }
        </>
    }
}

fn years(chosen: &str) -> Vec<Labelled> {
    let now = js_sys::Date::new_0().get_full_year();
    let mut years: Vec<String> = (0..YEARS).map(|ago| now.saturating_sub(ago).to_string()).collect();
    if !chosen.is_empty() && !years.iter().any(|year| year == chosen) {
        years.push(chosen.to_owned());
    }
    let year = |year: String| Labelled {
        text: t!("portal.in_year", year = year).into_owned().into(),
        value: year.into(),
    };
    let all = Labelled { value: "".into(), text: t!("portal.all_years").into_owned().into() };
    std::iter::once(all).chain(years.into_iter().map(year)).collect()
}

fn charts(figures: &PublicStatistics) -> Html {
    let results = figures.results.iter().filter(|row| row.count > 0);
    let results = results.map(|row| (words::code("result", row.result), row.count));
    let divisions = figures.divisions.iter().map(|row| (row.name.clone(), row.count));
    let months = figures.months.iter().map(|row| (row.month.clone(), row.count));
    let tasks = figures.tasks.iter().map(|row| (words::code("task_state", row.state), row.count));
    html! {
        <div class="charts">
            { chart("portal.chart.results", Kind::Bar, "portal.disclosed_count", results) }
            { chart("portal.chart.months", Kind::Column, "portal.disclosed_count", months) }
            { chart("portal.chart.divisions", Kind::Bar, "portal.disclosed_count", divisions) }
            { chart("portal.chart.tasks", Kind::Ring, "portal.tasks_count", tasks) }
        </div>
    }
}

fn chart(
    title: &'static str,
    kind: Kind,
    name: &'static str,
    rows: impl Iterator<Item = (String, i64)>,
) -> Html {
    let (categories, values): (Vec<_>, Vec<_>) = rows.unzip();
    if categories.is_empty() {
        return Html::default();
    }
    let series = vec![Series { name: t!(name).into_owned(), values }];
    html! { <Chart title={t!(title).into_owned()} {kind} {categories} {series} /> }
}
