//! A chart, and the same numbers as a table for those who cannot see it.

use rust_i18n::t;
use serde::Serialize;
use ui::chart::ChartDrawing;
use ui::text::{Level, Title};
use yew::prelude::*;

use crate::format;

/// How numbers are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Upright bars.
    Column,
    /// Lying bars, for long names.
    Bar,
    /// A line over time.
    Line,
    /// Parts of a whole; one series only.
    Ring,
}

/// What the numbers count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Things.
    #[default]
    Number,
    /// Parts per million, shown as per cent.
    PerCent,
    /// Thousandths of things, shown as decimal numbers.
    Thousandths,
}

impl Unit {
    /// A number of this unit in words.
    fn words(self, value: i64) -> String {
        match self {
            Self::Number => format::number(value),
            Self::PerCent => format::per_cent(u32::try_from(value).unwrap_or_default()),
            Self::Thousandths => format::thousandths(u64::try_from(value).unwrap_or_default()),
        }
    }
}

/// One row of numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Series {
    /// Name.
    pub name: String,
    /// A number for each category.
    pub values: Vec<i64>,
}

/// Properties of [`Chart`].
#[derive(Properties, Clone, PartialEq)]
pub struct ChartProps {
    /// What it shows.
    pub title: AttrValue,
    /// How.
    pub kind: Kind,
    /// What the numbers count.
    #[prop_or_default]
    pub unit: Unit,
    /// What the numbers are of.
    pub categories: Vec<String>,
    /// The numbers.
    pub series: Vec<Series>,
}

#[derive(Serialize)]
struct Data<'a> {
    kind: Kind,
    unit: Unit,
    categories: &'a [String],
    series: &'a [Series],
}

/// A chart with its table.
#[component]
pub fn Chart(props: &ChartProps) -> Html {
    let ChartProps { kind, unit, categories, series, .. } = props;
    let data = Data { kind: *kind, unit: *unit, categories, series };
    // Names and numbers can always be written.
    let data = serde_json::to_string(&data).unwrap_or_default();
    html! {
        <figure class="chart">
            <figcaption><Title level={Level::H2} size={Level::H5}>{ &props.title }</Title></figcaption>
            <ChartDrawing {data} label={props.title.clone()} />
            <details>
                <summary>{ t!("chart.as_table") }</summary>
                { table(props) }
            </details>
        </figure>
    }
}

fn table(props: &ChartProps) -> Html {
    html! {
        <table class="numbers">
            <caption>{ &props.title }</caption>
            <thead>
                <tr>
                    <th scope="col">{ t!("chart.category") }</th>
                    { for props.series.iter().map(|series| html! { <th scope="col">{ &series.name }</th> }) }
                </tr>
            </thead>
            <tbody>
                { for props.categories.iter().enumerate().map(|(place, category)| html! {
                    <tr key={place}>
                        <th scope="row">{ category }</th>
                        { for props.series.iter().map(|series| html! {
                            <td>{ series.values.get(place).map(|value| props.unit.words(*value)) }</td>
                        }) }
                    </tr>
                }) }
            </tbody>
        </table>
    }
}
