//! Inspectors: filters in the address, certificates that expire marked.

use std::rc::Rc;

use chrono::{Days, NaiveDate};
use contract::inspector::{Inspector, InspectorQuery};
use domain::Coded;
use domain::import;
use domain::inspector::Status;
use rust_i18n::t;
use ui::field::{Labelled, SelectField};
use ui::status::{Tag, TagDesign};
use ui::text::{Level, Title};
use yew::prelude::*;

use super::directory::{Directory, use_directory};
use super::import::link::ImportLink;
use super::{Route, use_client};
use crate::format;
use crate::shared::clock;
use crate::shared::filter::{Filters, given, use_filters};
use crate::shared::listing::{Column, Listing};
use crate::shared::resource::use_resource;
use crate::shared::search::SearchField;
use crate::shared::words;

/// Days before its end from which a certificate is marked.
const SOON: Days = Days::new(30);

/// Inspectors.
#[component]
pub fn InspectorsPage() -> Html {
    let client = use_client();
    let directory = use_directory();
    let filters = use_filters::<Route, InspectorQuery>();
    let inspectors = use_resource((filters.query.clone(), filters.page_query()), move |(query, page)| {
        let client = client.clone();
        async move { client.inspectors(&query, page).await }
    });
    let on_page = {
        let filters = filters.clone();
        Callback::from(move |page| filters.turn(page))
    };
    html! {
        <>
            <header class="page-head">
                <Title level={Level::H1} size={Level::H3}>{ t!("inspector.title") }</Title>
                <ImportLink kind={import::Kind::Inspectors} />
            </header>
            <FilterBar {filters} directory={directory.clone()} />
            <Listing<Inspector> name={t!("inspector.title").into_owned()} resource={inspectors}
                columns={columns(directory)} {on_page} empty={t!("inspector.empty").into_owned()}
                empty_hint={t!("inspector.empty_hint").into_owned()} />
        </>
    }
}

fn columns(directory: Rc<Directory>) -> Vec<Column<Inspector>> {
    let today = clock::today();
    let department = move |inspector: &Inspector| html! { directory.department(inspector.department_id) };
    let qualifications = |inspector: &Inspector| {
        let mut words = inspector.qualifications.clone();
        if inspector.expert {
            words.push(t!("inspector.expert").into_owned());
        }
        if words.is_empty() {
            html! { "—" }
        } else {
            html! { words::list(&words) }
        }
    };
    vec![
        Column::new(t!("inspector.name"), |inspector: &Inspector| html! { &inspector.name })
            .width("6rem")
            .important(),
        Column::new(
            t!("inspector.code"),
            |inspector: &Inspector| html! { <span class="code">{ &inspector.code }</span> },
        )
        .width("5.5rem"),
        Column::new(t!("inspector.department"), department),
        Column::new(t!("inspector.post"), |inspector: &Inspector| html! { or_dash(&inspector.title) })
            .width("8rem"),
        Column::new(
            t!("inspector.certificate"),
            |inspector: &Inspector| html! { <span class="code">{ or_dash(&inspector.certificate_number) }</span> },
        )
        .width("9rem"),
        Column::new(t!("inspector.expires"), move |inspector: &Inspector| {
            expiry(inspector.certificate_expires, today)
        })
        .width("9.5rem"),
        Column::new(t!("inspector.qualifications"), qualifications),
        Column::new(t!("inspector.status"), |inspector: &Inspector| status_tag(&inspector.status)).width("6rem"),
    ]
}

fn or_dash(text: &str) -> String {
    if text.is_empty() { "—".to_owned() } else { text.to_owned() }
}

/// The last day of a certificate, marked when it is over or soon will be.
fn expiry(expires: NaiveDate, today: NaiveDate) -> Html {
    let mark = if expires < today {
        Some((TagDesign::Negative, t!("inspector.expired")))
    } else if today.checked_add_days(SOON).is_some_and(|soon| expires <= soon) {
        Some((TagDesign::Critical, t!("inspector.soon")))
    } else {
        None
    };
    html! {
        <span class="marked">
            { format::day(expires) }
            if let Some((design, words)) = mark {
                <Tag {design}>{ words }</Tag>
            }
        </span>
    }
}

fn status_tag(code: &str) -> Html {
    let design = match Status::from_code(code) {
        Some(Status::Active) => TagDesign::Positive,
        Some(Status::Suspended) | None => TagDesign::Neutral,
    };
    html! { <Tag {design} hide_state_icon=true>{ words::known::<Status>("inspector_status", code) }</Tag> }
}

#[derive(Properties, Clone, PartialEq)]
struct FilterBarProps {
    filters: Filters<InspectorQuery>,
    directory: Rc<Directory>,
}

#[component]
fn FilterBar(FilterBarProps { filters, directory }: &FilterBarProps) -> Html {
    let change = |set: fn(&mut InspectorQuery, Option<String>)| {
        let filters = filters.clone();
        Callback::from(move |text: String| filters.with(|query| set(query, given(text))))
    };
    let query = &filters.query;
    html! {
        <search class="filters">
            <SearchField id="q" label={t!("inspector.q").into_owned()} value={query.q.clone().unwrap_or_default()}
                on_change={change(|query, text| query.q = text)} />
            <SelectField id="department" label={t!("inspector.department").into_owned()}
                value={query.department.map(|id| id.to_string()).unwrap_or_default()}
                choices={directory.department_choices()}
                on_change={change(|query, id| query.department = id.and_then(|id| id.parse().ok()))} />
            <SelectField id="status" label={t!("inspector.status").into_owned()}
                value={query.status.map(Coded::code).unwrap_or_default()}
                choices={words::choices::<Status>("inspector_status")}
                on_change={change(|query, code| query.status = code.and_then(|code| Status::from_code(&code)))} />
            <SelectField id="expiring" label={t!("inspector.expiring").into_owned()}
                value={query.expiring_before.map(|day| day.to_string()).unwrap_or_default()}
                choices={expiries(clock::today(), query.expiring_before)}
                on_change={change(|query, day| query.expiring_before = day.and_then(|day| day.parse().ok()))} />
        </search>
    }
}

/// By when a certificate is over: already, within 30 or 90 days, or by the day that the address names.
fn expiries(today: NaiveDate, asked: Option<NaiveDate>) -> Vec<Labelled> {
    let mut days = vec![(Some(today), t!("inspector.expired"))];
    days.push((today.checked_add_days(SOON), t!("inspector.within", n = 30)));
    days.push((today.checked_add_days(Days::new(90)), t!("inspector.within", n = 90)));
    if asked.is_some() && days.iter().all(|(day, _)| *day != asked) {
        let day = format::day_or_none(asked);
        days.push((asked, t!("inspector.before", day = day)));
    }
    let any = Labelled { value: "".into(), text: t!("any").into_owned().into() };
    let labelled = days.into_iter().filter_map(|(day, words)| {
        Some(Labelled { value: day?.to_string().into(), text: words.into_owned().into() })
    });
    std::iter::once(any).chain(labelled).collect()
}
