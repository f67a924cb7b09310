//! The figures by division and department; each leads to its inspections.

use std::rc::Rc;

use contract::inspection::InspectionQuery;
use contract::summary::{SummaryRow, TaskSummary};
use domain::inspection::ResultCode;
use rust_i18n::t;
use serde::{Deserialize, Serialize};
use ui::action::{SegmentedButton, SegmentedButtonItem};
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use super::ratio;
use crate::format;
use crate::shared::filter::use_filters;
use crate::shared::words;
use crate::staff::Route;

/// How the figures are broken down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum By {
    #[default]
    Division,
    Department,
    Both,
}

impl By {
    /// Each with its key in the address and that of its words.
    const ALL: [(Self, &'static str, &'static str); 3] = [
        (Self::Division, "division", "summary.by_division"),
        (Self::Department, "department", "summary.by_department"),
        (Self::Both, "both", "summary.by_both"),
    ];
}

/// What the address says of this page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct View {
    by: Option<By>,
}

/// Properties of [`Figures`].
#[derive(Properties, Clone, PartialEq)]
pub struct FiguresProps {
    /// The summary.
    pub summary: Rc<TaskSummary>,
}

/// The figures as a table.
#[component]
pub fn Figures(FiguresProps { summary }: &FiguresProps) -> Html {
    let view = use_filters::<Route, View>();
    let by = view.query.by.unwrap_or_default();
    let rows = match by {
        By::Division => &summary.divisions,
        By::Department => &summary.departments,
        By::Both => &summary.cells,
    };
    let on_change = Callback::from(move |key: String| {
        let by = By::ALL.into_iter().find(|(_, name, _)| *name == key).map(|(by, ..)| by);
        view.set(View { by });
    });
    html! {
        <section class="figures">
            <div class="page-head">
                <Title level={Level::H2} size={Level::H5}>{ t!("summary.figures") }</Title>
                <SegmentedButton accessible_name={t!("summary.by").into_owned()} {on_change}>
                    { for By::ALL.into_iter().map(|(choice, name, words)| html! {
                        <SegmentedButtonItem key={name} data_key={name} selected={choice == by}>
                            { t!(words) }
                        </SegmentedButtonItem>
                    }) }
                </SegmentedButton>
            </div>
            <p class="field-hint">{ t!("summary.hint") }</p>
            <div class="wide" tabindex="0" role="region" aria-label={t!("summary.figures").into_owned()}>
                <table class="numbers">
                    <caption>{ t!("summary.figures") }</caption>
                    { heading(by, &summary.total) }
                    <tbody>
                        { for rows.iter().enumerate().map(|(place, row)| line(place, summary.task_id, by, row)) }
                    </tbody>
                    <tfoot>{ line(rows.len(), summary.task_id, by, &summary.total) }</tfoot>
                </table>
            </div>
        </section>
    }
}

fn heading(by: By, total: &SummaryRow) -> Html {
    html! {
        <thead>
            <tr>
                if by != By::Department {
                    <th scope="col">{ t!("summary.division") }</th>
                }
                if by != By::Division {
                    <th scope="col">{ t!("summary.department") }</th>
                }
                <th scope="col">{ t!("summary.to_inspect") }</th>
                { for total.results.iter().map(|result| html! {
                    <th scope="col">{ words::code("result", result.result) }</th>
                }) }
                <th scope="col">{ t!("summary.disclosed") }</th>
                <th scope="col">{ t!("summary.completion") }</th>
                <th scope="col">{ t!("summary.closed") }</th>
                <th scope="col">{ t!("summary.closure") }</th>
            </tr>
        </thead>
    }
}

fn line(place: usize, task: i64, by: By, row: &SummaryRow) -> Html {
    let all = row.division_name.is_none() && row.department_id.is_none();
    let name = |name: Option<&String>, first: bool| match name {
        Some(name) => name.clone(),
        None if first && all => t!("summary.total").into_owned(),
        None => String::new(),
    };
    let known = row.division_name.is_none() || row.division.is_some();
    let cell = |count: i64, result: Option<ResultCode>, undisclosed: Option<bool>| {
        let query = InspectionQuery {
            task: Some(task),
            result,
            division: row.division.clone(),
            team_department: row.department_id,
            undisclosed,
            ..InspectionQuery::default()
        };
        let number = format::number(count);
        // Inspections of an unknown division cannot be asked for.
        if count == 0 || !known {
            return html! { <td>{ number }</td> };
        }
        html! {
            <td>
                <Link<Route, InspectionQuery> to={Route::Inspections} query={Some(query)}>{ number }</Link<Route, InspectionQuery>>
            </td>
        }
    };
    html! {
        <tr key={place}>
            if by != By::Department {
                <th scope="row">{ name(row.division_name.as_ref(), true) }</th>
            }
            if by != By::Division {
                <th scope="row">{ name(row.department_name.as_ref(), by == By::Department) }</th>
            }
            { cell(i64::from(row.to_inspect), None, None) }
            { for row.results.iter().map(|result| cell(result.count, Some(result.result), None)) }
            { cell(i64::from(row.disclosed), None, Some(false)) }
            <td>{ ratio(row.completion) }</td>
            <td>{ format::number(i64::from(row.closed)) }</td>
            <td>{ ratio(row.closure) }</td>
        </tr>
    }
}
