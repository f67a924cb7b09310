//! The log's head and the events of draws in it.

use contract::log::{LogEvent, LogEventQuery};
use rust_i18n::t;
use ui::action::Button;
use ui::field::TextField;
use yew::prelude::*;
use yew_router::prelude::*;

use super::head::Head;
use crate::format;
use crate::portal::{Route, parts, use_client};
use crate::shared::filter::{Filters, given, use_filters};
use crate::shared::listing;
use crate::shared::loaded::{Empty, loaded};
use crate::shared::log::{self, use_log};
use crate::shared::resource::use_resource;
use crate::shared::search::SearchField;

/// The log.
#[component]
pub fn LogPage() -> Html {
    let client = use_client();
    let view = use_log(client);
    html! {
        <>
            <parts::Head title={t!("portal.page.log").into_owned()} lead={t!("log.lead").into_owned()} />
            { loaded(&view, |found| html! { <Head view={(**found).clone()} reload={view.reload.clone()} /> }) }
            <Events size={view.ready().and_then(|view| view.as_ref().as_ref().ok().map(|view| view.head.head.size))} />
            <section class="panel">
                <h2>{ t!("log.without") }</h2>
                <p>{ t!("log.without_text") }</p>
                <p><code class="code">{ "sunlot monitor " }{ origin() }</code></p>
            </section>
        </>
    }
}

fn origin() -> String {
    let origin = web_sys::window().map(|window| window.location().origin());
    origin.and_then(Result::ok).unwrap_or_default()
}

#[derive(Properties, Clone, PartialEq)]
struct EventsProps {
    /// Number of the log's entries, where it is known.
    size: Option<u64>,
}

#[component]
fn Events(EventsProps { size }: &EventsProps) -> Html {
    let client = use_client();
    let filters = use_filters::<Route, LogEventQuery>();
    let events = use_resource((filters.query.clone(), filters.page_query()), move |(query, page)| {
        let client = client.clone();
        async move { client.log_events(&query, page).await }
    });
    let on_page = {
        let filters = filters.clone();
        Callback::from(move |page| filters.turn(page))
    };
    html! {
        <section>
            <h2>{ t!("log.events") }</h2>
            <p class="field-hint">{ t!("log.events_text") }</p>
            <search class="filters log-filters">
                <ByTask {filters} />
                <ByIndex size={*size} />
            </search>
            { loaded(&events, |page| if page.items.is_empty() && page.page == 1 {
                html! { <Empty title={t!("log.no_events").into_owned()} hint={t!("log.no_events_hint").into_owned()} /> }
            } else {
                html! {
                    <div class="listing" aria-busy={events.stale.to_string()}>
                        <ol class="events">{ for page.items.iter().map(event) }</ol>
                        { listing::foot(page, &on_page) }
                    </div>
                }
            }) }
        </section>
    }
}

#[derive(Properties, Clone, PartialEq)]
struct ByTaskProps {
    filters: Filters<LogEventQuery>,
}

#[component]
fn ByTask(ByTaskProps { filters }: &ByTaskProps) -> Html {
    let on_change = {
        let filters = filters.clone();
        // A number asked for stands in the place of a key that a link asked for.
        Callback::from(move |text| filters.set(LogEventQuery { task: given(text), task_id: None }))
    };
    html! {
        <SearchField id="task" label={t!("log.task").into_owned()} hint={t!("log.task_hint").into_owned()}
            value={filters.query.task.clone().unwrap_or_default()} {on_change} />
    }
}

/// Goes to an entry by its index.
#[component]
fn ByIndex(EventsProps { size }: &EventsProps) -> Html {
    let navigator = use_navigator();
    let text = use_state(String::new);
    let wrong = use_state(|| false);
    let go = {
        let (text, wrong, size) = (text.clone(), wrong.setter(), *size);
        Callback::from(move |()| {
            let index = text.trim().parse::<u64>().ok().filter(|index| size.is_none_or(|size| *index < size));
            match (index, &navigator) {
                (Some(index), Some(navigator)) => navigator.push(&Route::LogEntry { index }),
                _ => wrong.set(true),
            }
        })
    };
    let on_input = {
        let wrong = wrong.setter();
        Callback::from(move |typed| {
            text.set(typed);
            wrong.set(false);
        })
    };
    let last = size.map_or_else(String::new, |size| log::number(size.saturating_sub(1)));
    let error = wrong.then(|| AttrValue::from(t!("log.index_wrong", last = last).into_owned()));
    html! {
        <div class="search">
            <TextField id="index" label={t!("log.index").into_owned()} {error} {on_input} />
            <Button on_click={go}>{ t!("log.index_open") }</Button>
        </div>
    }
}

fn event(event: &LogEvent) -> Html {
    let index = event.index;
    let round = event.round.map(|round| t!("portal.round", n = round).into_owned()).unwrap_or_default();
    html! {
        <li key={index}>
            <Link<Route> to={Route::LogEntry { index }}>{ t!("log.entry", n = index) }</Link<Route>>
            <strong>{ super::entry::action(&event.action) }</strong>
            <span>{ event.task.clone().unwrap_or_default() }{ " " }{ round }</span>
            <span class="field-hint">{ format::moment(event.at) }</span>
        </li>
    }
}
