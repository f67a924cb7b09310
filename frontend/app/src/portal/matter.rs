//! The published matter list.

use contract::portal::{PublicMatter, PublicMatterList};
use rust_i18n::t;
use serde::{Deserialize, Serialize};
use ui::field::TextField;
use ui::status::{Tag, TagDesign};
use yew::prelude::*;

use super::{Route, parts, use_client};
use crate::format;
use crate::shared::code;
use crate::shared::filter::{given, use_filters};
use crate::shared::loaded::{Empty, loaded};
use crate::shared::resource::use_resource;

/// What is looked for.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
struct Query {
    q: Option<String>,
}

/// The published matter list.
#[component]
pub fn MattersPage() -> Html {
    let client = use_client();
    let filters = use_filters::<Route, Query>();
    let list = use_resource((), move |()| {
        let client = client.clone();
        async move { client.public_matters().await }
    });
    // It comes whole, and a letter more is no page of its own: looked for here, and kept in the address when left.
    let typed = use_state(|| filters.query.q.clone().unwrap_or_default());
    let on_input = {
        let typed = typed.clone();
        Callback::from(move |text| typed.set(text))
    };
    let on_change = {
        let filters = filters.clone();
        Callback::from(move |text: String| filters.set(Query { q: given(text) }))
    };
    html! {
        <>
            <parts::Head title={t!("portal.page.matters").into_owned()} lead={t!("portal.matters_lead").into_owned()} />
            { loaded(&list, |list| if list.matters.is_empty() {
                html! { <Empty title={t!("portal.no_matters").into_owned()} /> }
            } else {
                html! {
                    <>
                        <search class="filters">
                            <TextField id="q" label={t!("portal.matter_search").into_owned()}
                                value={(*typed).clone()} on_input={on_input.clone()} on_change={on_change.clone()} />
                        </search>
                        { matters(list, &typed) }
                    </>
                }
            }) }
        </>
    }
}

fn matters(list: &PublicMatterList, typed: &str) -> Html {
    let plain = |text: &str| code::halved(text).to_lowercase();
    let typed = plain(typed);
    let matches = |matter: &&PublicMatter| {
        [&matter.name, &matter.code, &matter.department].iter().any(|text| plain(text).contains(&typed))
    };
    let found: Vec<_> = list.matters.iter().filter(matches).collect();
    let number = |count: usize| format::number(i64::try_from(count).unwrap_or(i64::MAX));
    let total = number(list.matters.len());
    html! {
        <>
            <p class="total" role="status">
                { t!("portal.matters_total", n = number(found.len()), total = total, version = list.version) }
            </p>
            if found.is_empty() {
                <Empty title={t!("portal.matters_none").into_owned()} hint={t!("portal.matters_none_hint").into_owned()} />
            } else {
                <ul class="cards">{ for found.into_iter().map(card) }</ul>
            }
        </>
    }
}

fn card(matter: &PublicMatter) -> Html {
    let (design, category) = if matter.category == "key" {
        (TagDesign::Critical, t!("portal.category_key"))
    } else {
        (TagDesign::Neutral, t!("portal.category_general"))
    };
    html! {
        <li key={matter.code.clone()}>
            <article class="card">
                <div class="card-head">
                    <h2>{ &matter.name }</h2>
                    <Tag {design} hide_state_icon=true>{ category }</Tag>
                </div>
                <p class="card-number code">{ &matter.code }</p>
                <dl class="card-facts">
                    { parts::fact(t!("portal.department"), matter.department.clone()) }
                    { parts::fact(t!("portal.legal_basis"), matter.legal_basis.clone()) }
                </dl>
                if !matter.check_items.is_empty() {
                    <details class="fold">
                        <summary>{ t!("portal.check_items", n = matter.check_items.len()) }</summary>
                        <ol>{ for matter.check_items.iter().map(|item| html! { <li>{ item }</li> }) }</ol>
                    </details>
                }
            </article>
        </li>
    }
}
