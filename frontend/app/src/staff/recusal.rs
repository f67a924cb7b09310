//! Recusals: which inspector must not visit which object, and why.

use contract::inspector::{Recusal, RecusalQuery};
use domain::import;
use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;

use super::import::link::ImportLink;
use super::{Route, use_client};
use crate::shared::filter::{given, use_filters};
use crate::shared::listing::{Column, Listing};
use crate::shared::resource::use_resource;
use crate::shared::search::SearchField;

/// Recusals.
#[component]
pub fn RecusalsPage() -> Html {
    let client = use_client();
    let filters = use_filters::<Route, RecusalQuery>();
    let recusals = use_resource((filters.query.clone(), filters.page_query()), move |(query, page)| {
        let client = client.clone();
        async move { client.recusals(&query, page).await }
    });
    let on_words = {
        let filters = filters.clone();
        Callback::from(move |text: String| filters.with(|query| query.q = given(text)))
    };
    let words = filters.query.q.clone().unwrap_or_default();
    let (empty, empty_hint) = if words.is_empty() {
        (t!("recusal.empty"), t!("recusal.empty_hint"))
    } else {
        (t!("recusal.none"), t!("recusal.none_hint"))
    };
    let on_page = Callback::from(move |page| filters.turn(page));
    html! {
        <>
            <header class="page-head">
                <Title level={Level::H1} size={Level::H3}>{ t!("recusal.title") }</Title>
                <ImportLink kind={import::Kind::Recusals} />
            </header>
            <p class="field-hint">{ t!("recusal.hint") }</p>
            <search class="filters">
                <SearchField id="q" label={t!("recusal.q").into_owned()} value={words} on_change={on_words} />
            </search>
            <Listing<Recusal> name={t!("recusal.title").into_owned()} resource={recusals} columns={columns()}
                {on_page} empty={empty.into_owned()} empty_hint={empty_hint.into_owned()} />
        </>
    }
}

fn columns() -> Vec<Column<Recusal>> {
    let code = |code: &str| html! { <span class="code">{ code }</span> };
    vec![
        Column::new(t!("recusal.inspector"), |recusal: &Recusal| html! { &recusal.inspector_name })
            .width("7rem")
            .important(),
        Column::new(t!("recusal.inspector_code"), move |recusal: &Recusal| code(&recusal.inspector_code))
            .width("8rem"),
        Column::new(t!("recusal.object"), |recusal: &Recusal| html! { &recusal.object_name }).important(),
        Column::new(t!("recusal.object_code"), move |recusal: &Recusal| code(&recusal.object_code))
            .width("13rem"),
        Column::new(t!("recusal.reason"), |recusal: &Recusal| html! { &recusal.reason }),
    ]
}
