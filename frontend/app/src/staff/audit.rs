//! The audit log.

mod entry;

use chrono::NaiveDate;
use contract::audit::{AuditEntry, AuditQuery};
use rust_i18n::t;
use ui::field::{DateField, Labelled, SelectField};
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use super::{Route, use_client, use_me};
use crate::format;
use crate::shared::content::content;
use crate::shared::filter::{Filters, given, use_filters};
use crate::shared::listing::{Column, Listing};
use crate::shared::resource::use_resource;
use crate::shared::search::SearchField;
use crate::shared::words;

/// What is done, in the order of the work: the names that the server gives its entries.
pub const ACTIONS: [&str; 46] = [
    "task.create",
    "task.update",
    "task.relax",
    "draw_policy.update",
    "draw.announce",
    "draw.commit",
    "draw.freeze",
    "draw.reveal",
    "draw.entropy_typed",
    "draw.entropy_differs",
    "draw.entropy",
    "draw.result",
    "draw.release",
    "draw.void",
    "salt.give",
    "substitution.file",
    "substitution.refuse",
    "draw.substitute",
    "strike.file",
    "strike.refuse",
    "draw.strike",
    "task.issue",
    "inspection.record",
    "task.submit",
    "task.approve",
    "task.return",
    "task.disclose",
    "task.archive",
    "task.void",
    "task.withdraw",
    "transfer.create",
    "transfer.update",
    "transfer.approve",
    "transfer.return",
    "matter_list.publish",
    "matter.import",
    "library.import",
    "department.import",
    "body.update",
    "calendar.enter",
    "user.create",
    "user.update",
    "user.sign_in",
    "user.sign_out",
    "user.session_revoke",
    "log.rotate",
];

/// To what it is done; what is imported comes last.
pub const RESOURCES: [&str; 17] = [
    "task",
    "inspection",
    "transfer",
    "matter_list",
    "user",
    "body",
    "department",
    "calendar",
    "log",
    "departments",
    "divisions",
    "inspectors",
    "matters",
    "objects",
    "object-matters",
    "credit",
    "recusals",
];

/// The audit log, the newest entry first.
#[component]
pub fn AuditPage() -> Html {
    let client = use_client();
    let filters = use_filters::<Route, AuditQuery>();
    let entries = use_resource((filters.query.clone(), filters.page_query()), move |(query, page)| {
        let client = client.clone();
        async move { client.audit_entries(&query, page).await }
    });
    let on_page = {
        let filters = filters.clone();
        Callback::from(move |page| filters.turn(page))
    };
    html! {
        <>
            <header class="page-head">
                <Title level={Level::H1} size={Level::H3}>{ t!("audit.title") }</Title>
            </header>
            <p class="field-hint">{ t!("audit.hint") }</p>
            <FilterBar {filters} />
            <Listing<AuditEntry> name={t!("audit.title").into_owned()} resource={entries} columns={columns()} {on_page}
                empty={t!("audit.empty").into_owned()} empty_hint={t!("audit.empty_hint").into_owned()} />
        </>
    }
}

fn columns() -> Vec<Column<AuditEntry>> {
    let named = |vocabulary: &'static str, known: &'static [&str]| {
        move |value: &str| match in_words(vocabulary, known, value) {
            Some(words) => {
                html! { <div>{ words }<div class="code field-hint">{ value.to_owned() }</div></div> }
            }
            None => html! { <span class="code">{ value.to_owned() }</span> },
        }
    };
    let (action, resource) = (named("audit_action", &ACTIONS), named("audit_resource", &RESOURCES));
    let payload = |entry: &AuditEntry| {
        html! {
            // Another entry in the same place is another one, and folded.
            <details key={entry.id}>
                <summary>{ t!("audit.show") }</summary>
                { content(&entry.payload, entry.action.starts_with("draw.")) }
                <div class="field-hint">{ t!("audit.digest") }</div>
                <div class="code">{ &entry.digest }</div>
                <entry::Logged index={entry.leaf_index} />
            </details>
        }
    };
    vec![
        Column::new(t!("audit.id"), |entry: &AuditEntry| html! { entry.id }).width("5rem"),
        Column::new(t!("audit.at"), |entry: &AuditEntry| html! { format::moment(entry.at) })
            .width("11rem")
            .important(),
        Column::new(t!("audit.actor"), |entry: &AuditEntry| html! { &entry.actor }).width("8rem").important(),
        Column::new(t!("audit.action"), move |entry: &AuditEntry| action(&entry.action))
            .width("11rem")
            .important(),
        Column::new(t!("audit.resource"), move |entry: &AuditEntry| resource(&entry.resource)).width("9rem"),
        Column::new(t!("audit.key"), |entry: &AuditEntry| html! { <Thing entry={entry.clone()} /> })
            .width("9rem"),
        Column::new(t!("audit.payload"), payload),
    ]
}

#[derive(Properties, Clone, PartialEq)]
struct ThingProps {
    entry: AuditEntry,
}

/// The key of what it was done to, as a link where it has a page that may be seen.
#[component]
fn Thing(ThingProps { entry }: &ThingProps) -> Html {
    let role = use_me().map(|me| me.role);
    let words = html! { <span class="code">{ &entry.key }</span> };
    match page_of(&entry.resource, &entry.key).filter(|page| role.is_some_and(|role| page.is_open_to(role))) {
        Some(to) => html! { <Link<Route> {to}>{ words }</Link<Route>> },
        None => words,
    }
}

fn page_of(resource: &str, key: &str) -> Option<Route> {
    let id = key.parse().ok()?;
    match resource {
        "task" => Some(Route::Task { id }),
        "inspection" => Some(Route::Inspection { id }),
        "object" => Some(Route::Object { id }),
        "transfer" => Some(Route::Transfer { id }),
        "user" => Some(Route::User { id }),
        _ => None,
    }
}

#[derive(Properties, Clone, PartialEq)]
struct FilterBarProps {
    filters: Filters<AuditQuery>,
}

#[component]
fn FilterBar(FilterBarProps { filters }: &FilterBarProps) -> Html {
    let change = |set: fn(&mut AuditQuery, Option<String>)| {
        let filters = filters.clone();
        Callback::from(move |text: String| filters.with(|query| set(query, given(text))))
    };
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    html! {
        <search class="filters">
            <SearchField id="actor" label={t!("audit.actor").into_owned()} value={text(&filters.query.actor)}
                on_change={change(|query, text| query.actor = text)} />
            <DateField id="from" label={t!("audit.from").into_owned()} value={day(filters.query.from)}
                max={day(filters.query.to)}
                on_change={change(|query, text| query.from = text.and_then(|text| text.parse().ok()))} />
            <DateField id="to" label={t!("audit.to").into_owned()} value={day(filters.query.to)}
                min={day(filters.query.from)}
                on_change={change(|query, text| query.to = text.and_then(|text| text.parse().ok()))} />
            <SelectField id="action" label={t!("audit.action").into_owned()}
                choices={choices("audit_action", &ACTIONS, filters.query.action.as_deref())}
                value={text(&filters.query.action)} on_change={change(|query, text| query.action = text)} />
            <SelectField id="resource" label={t!("audit.resource").into_owned()}
                choices={choices("audit_resource", &RESOURCES, filters.query.resource.as_deref())}
                value={text(&filters.query.resource)} on_change={change(|query, text| query.resource = text)} />
            <SearchField id="key" label={t!("audit.key").into_owned()} hint={t!("audit.key_hint").into_owned()}
                value={text(&filters.query.key)} on_change={change(|query, text| query.key = text)} />
        </search>
    }
}

/// The words for a code; none for one that is not known here.
fn in_words(vocabulary: &str, known: &[&str], code: &str) -> Option<String> {
    known.contains(&code).then(|| words::plain(vocabulary, code))
}

/// Every known code in words, after "any"; what the address asks for can always be seen.
fn choices(vocabulary: &str, known: &[&str], asked: Option<&str>) -> Vec<Labelled> {
    let any = Labelled { value: "".into(), text: t!("any").into_owned().into() };
    let unknown = asked.filter(|asked| !known.contains(asked));
    let labelled = |code: &str| {
        let text = in_words(vocabulary, known, code).unwrap_or_else(|| code.to_owned());
        Labelled { value: code.to_owned().into(), text: text.into() }
    };
    std::iter::once(any).chain(known.iter().copied().chain(unknown).map(labelled)).collect()
}
