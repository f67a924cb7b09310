//! The start page of the public.

use contract::page::PageQuery;
use contract::portal::{PublicStatistics, ResultQuery, StatisticsQuery};
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::field::TextField;
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use super::{Route, parts, use_client};
use crate::format;
use crate::shared::filter::given;
use crate::shared::loaded::{Empty, loaded};
use crate::shared::resource::use_resource;

/// Tasks shown here.
const LATEST: u32 = 4;

/// The steps of the method: keys of heading and text.
const STEPS: [(&str, &str); 4] = [
    ("portal.step.list", "portal.step.list_text"),
    ("portal.step.draw", "portal.step.draw_text"),
    ("portal.step.inspect", "portal.step.inspect_text"),
    ("portal.step.open", "portal.step.open_text"),
];

/// The start page.
#[component]
pub fn HomePage() -> Html {
    html! {
        <>
            <section class="hero">
                <Title level={Level::H1} size={Level::H1}>{ t!("portal.title") }</Title>
                <p>{ t!("portal.lead") }</p>
                <Search />
            </section>
            <Figures />
            <section class="check-entry">
                <div>
                    <h2>{ t!("portal.check_entry") }</h2>
                    <p>{ t!("portal.check_entry_text") }</p>
                </div>
                <Link<Route> classes="call" to={Route::Check}>{ t!("portal.page.check") }</Link<Route>>
            </section>
            <section>
                <h2>{ t!("portal.how") }</h2>
                <ol class="steps">
                    { for STEPS.iter().map(|(title, text)| html! {
                        <li key={*title}><strong>{ t!(*title) }</strong><p>{ t!(*text) }</p></li>
                    }) }
                </ol>
            </section>
            <Latest />
        </>
    }
}

#[component]
fn Search() -> Html {
    let navigator = use_navigator();
    let text = use_state(String::new);
    let go = {
        let text = text.clone();
        Callback::from(move |typed: String| {
            let query = ResultQuery { q: given(typed.clone()), ..ResultQuery::default() };
            text.set(typed);
            if let Some(navigator) = &navigator {
                // A query of texts can always be written.
                let _ = navigator.push_with_query(&Route::Results, &query);
            }
        })
    };
    let on_click = {
        let (go, text) = (go.clone(), text.clone());
        Callback::from(move |()| go.emit((*text).clone()))
    };
    let on_input = {
        let text = text.clone();
        Callback::from(move |typed| text.set(typed))
    };
    // Left empty, the field asks for nothing.
    let on_change = Callback::from(move |typed: String| {
        if !typed.trim().is_empty() {
            go.emit(typed);
        }
    });
    html! {
        <search class="search">
            <TextField id="q" label={t!("portal.search").into_owned()} placeholder={t!("portal.search_hint").into_owned()}
                value={(*text).clone()} {on_input} {on_change} />
            <Button design={Design::Emphasized} {on_click}>{ t!("portal.find") }</Button>
        </search>
    }
}

#[component]
fn Figures() -> Html {
    let client = use_client();
    let statistics = use_resource((), move |()| {
        let client = client.clone();
        async move { client.public_statistics(StatisticsQuery::default()).await }
    });
    // Figures that cannot be had are left out: everything else on the page works without them.
    let Some(figures) = statistics.ready() else { return Html::default() };
    html! { <section aria-label={t!("portal.figures").into_owned()}>{ tiles(figures) }</section> }
}

/// Three numbers.
pub fn tiles(figures: &PublicStatistics) -> Html {
    let tasks = figures.tasks.iter().map(|tasks| tasks.count).sum();
    let tile = |words: &'static str, number: i64| html! { <div><dt>{ t!(words) }</dt><dd>{ format::number(number) }</dd></div> };
    html! {
        <dl class="tiles">
            { tile("portal.tasks_count", tasks) }
            { tile("portal.drawn_count", figures.drawn) }
            { tile("portal.disclosed_count", figures.disclosed) }
        </dl>
    }
}

#[component]
fn Latest() -> Html {
    let client = use_client();
    let tasks = use_resource((), move |()| {
        let client = client.clone();
        async move { client.public_tasks(PageQuery { page: Some(1), page_size: Some(LATEST) }).await }
    });
    html! {
        <section>
            <div class="section-head">
                <h2>{ t!("portal.latest") }</h2>
                <Link<Route> to={Route::Tasks}>{ t!("portal.all_tasks") }</Link<Route>>
            </div>
            { loaded(&tasks, |page| if page.items.is_empty() {
                html! { <Empty title={t!("portal.no_tasks").into_owned()} hint={t!("portal.no_tasks_hint").into_owned()} /> }
            } else {
                html! { <ul class="cards">{ for page.items.iter().map(parts::task_card) }</ul> }
            }) }
        </section>
    }
}
