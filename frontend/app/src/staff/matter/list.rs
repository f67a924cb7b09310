//! The list of matters with their check items, and the way to a new version of the matter list.

use std::rc::Rc;

use contract::matter::{Matter, MatterQuery};
use domain::import;
use domain::policy::{Action, allows};
use rust_i18n::t;
use serde::{Deserialize, Serialize};
use ui::action::{Button, Design};
use ui::field::{Labelled, SelectField};
use ui::status::{Tag, TagDesign};
use ui::text::{Level, Title};
use yew::prelude::*;

use super::category_tag;
use super::publish::Publish;
use crate::format;
use crate::shared::filter::{Filters, given, use_filters};
use crate::shared::listing::{Column, Listing, page_of};
use crate::shared::loaded::loaded;
use crate::shared::resource::use_resource;
use crate::shared::search::SearchField;
use crate::shared::words;
use crate::staff::import::link::ImportLink;
use crate::staff::{Route, use_client, use_me};

/// What the address says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct View {
    /// Name, code or legal basis contain this.
    q: Option<String>,
    /// `key` or `general`.
    category: Option<String>,
    /// Whether on the list in force.
    listed: Option<bool>,
    /// Whether a new version of the list is being made.
    publish: Option<bool>,
}

/// Matters.
#[component]
pub fn MattersPage() -> Html {
    let client = use_client();
    let filters = use_filters::<Route, View>();
    let matters = use_resource((), move |()| {
        let client = client.clone();
        async move { client.matters(MatterQuery::default()).await }
    });
    let publishes = use_me().is_some_and(|me| allows(me.role, Action::MatterPublish));
    let publishing = publishes && filters.query.publish == Some(true);
    let begin = {
        let filters = filters.clone();
        Callback::from(move |()| filters.set(View { publish: Some(true), ..View::default() }))
    };
    let end = {
        let (filters, reload) = (filters.clone(), matters.reload.clone());
        Callback::from(move |published: bool| {
            if published {
                reload.emit(());
            }
            filters.set(View::default());
        })
    };
    html! {
        <>
            <header class="page-head">
                <Title level={Level::H1} size={Level::H3}>
                    { if publishing { t!("matter.publish_title") } else { t!("matter.title") } }
                </Title>
                if !publishing {
                    <div class="page-actions">
                        <ImportLink kind={import::Kind::Matters} />
                        <ImportLink kind={import::Kind::ObjectMatters} />
                        if publishes {
                            <Button design={Design::Emphasized} on_click={begin}>{ t!("matter.new_list") }</Button>
                        }
                    </div>
                }
            </header>
            { loaded(&matters, |all| if publishing {
                html! { <Publish matters={all.clone()} on_end={end} /> }
            } else {
                table(all, &filters)
            }) }
        </>
    }
}

fn table(all: &Rc<Vec<Matter>>, filters: &Filters<View>) -> Html {
    let on_page = {
        let filters = filters.clone();
        Callback::from(move |page| filters.turn(page))
    };
    let shown = all.iter().filter(|matter| is_wanted(matter, &filters.query));
    let listed = all.iter().filter(|matter| matter.listed).count();
    html! {
        <>
            <p class="field-hint">{ t!("matter.hint", listed = listed, all = all.len()) }</p>
            { filter_bar(filters) }
            <Listing<Matter> name={t!("matter.title").into_owned()} resource={page_of(shown, filters.page)}
                columns={columns()} {on_page} empty={t!("matter.empty").into_owned()}
                empty_hint={t!("matter.empty_hint").into_owned()} />
        </>
    }
}

fn is_wanted(matter: &Matter, view: &View) -> bool {
    let contains = |text: &String| {
        [&matter.name, &matter.code, &matter.legal_basis].iter().any(|field| field.contains(text.as_str()))
    };
    view.q.as_ref().is_none_or(contains)
        && view.category.as_ref().is_none_or(|category| matter.category == *category)
        && view.listed.is_none_or(|listed| matter.listed == listed)
}

fn columns() -> Vec<Column<Matter>> {
    vec![
        Column::new(t!("matter.name"), name).important(),
        Column::new(
            t!("matter.code"),
            |matter: &Matter| html! { <span class="code">{ &matter.code }</span> },
        )
        .width("7rem"),
        Column::new(t!("matter.category"), |matter: &Matter| category_tag(&matter.category)).width("6rem"),
        Column::new(t!("matter.department"), |matter: &Matter| html! { &matter.department_name })
            .width("10rem"),
        Column::new(t!("matter.ratio"), |matter: &Matter| {
            html! { u32::try_from(matter.ratio_ppm).map(format::per_cent).unwrap_or_default() }
        })
        .width("6rem"),
        Column::new(
            t!("matter.frequency"),
            |matter: &Matter| html! { t!("matter.times", n = matter.frequency) },
        )
        .width("7rem"),
        Column::new(t!("matter.listed"), |matter: &Matter| {
            let (design, words) = if matter.listed {
                (TagDesign::Positive, t!("matter.on_list"))
            } else {
                (TagDesign::Neutral, t!("matter.off_list"))
            };
            html! { <Tag {design} hide_state_icon=true>{ words }</Tag> }
        })
        .width("7rem"),
    ]
}

/// The name, with legal basis and check items below when unfolded.
fn name(matter: &Matter) -> Html {
    html! {
        <details key={matter.id} class="matter">
            <summary>{ &matter.name }</summary>
            <dl>
                <dt>{ t!("matter.legal_basis") }</dt>
                <dd>{ or_dash(&matter.legal_basis) }</dd>
                <dt>{ t!("matter.qualification") }</dt>
                <dd>{ or_dash(&matter.qualification) }</dd>
                <dt>{ t!("matter.check_items", n = matter.check_items.len()) }</dt>
                <dd>
                    <ol>{ for matter.check_items.iter().map(|item| html! { <li key={item.id}>{ &item.text }</li> }) }</ol>
                </dd>
            </dl>
        </details>
    }
}

fn or_dash(text: &str) -> &str {
    if text.is_empty() { "—" } else { text }
}

fn filter_bar(filters: &Filters<View>) -> Html {
    let change = |set: fn(&mut View, Option<String>)| {
        let filters = filters.clone();
        Callback::from(move |text: String| filters.with(|view| set(view, given(text))))
    };
    let choice = |value: &'static str, text: String| Labelled { value: value.into(), text: text.into() };
    let any = || choice("", t!("any").into_owned());
    let category = |code: &'static str| choice(code, words::plain("category", code));
    let view = &filters.query;
    html! {
        <search class="filters">
            <SearchField id="q" label={t!("matter.q").into_owned()} value={view.q.clone().unwrap_or_default()}
                on_change={change(|view, text| view.q = text)} />
            <SelectField id="category" label={t!("matter.category").into_owned()}
                value={view.category.clone().unwrap_or_default()}
                choices={vec![any(), category("key"), category("general")]}
                on_change={change(|view, code| view.category = code)} />
            <SelectField id="listed" label={t!("matter.listed").into_owned()}
                value={view.listed.map(|listed| listed.to_string()).unwrap_or_default()}
                choices={vec![
                    any(),
                    choice("true", t!("matter.on_list").into_owned()),
                    choice("false", t!("matter.off_list").into_owned()),
                ]}
                on_change={change(|view, listed| view.listed = listed.and_then(|listed| listed.parse().ok()))} />
        </search>
    }
}
