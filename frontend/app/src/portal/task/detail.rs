//! One task: the page that the QR codes on notices lead to.

use contract::page::PageQuery;
use contract::portal::{PublicTask, ResultQuery};
use domain::task::State;
use rust_i18n::t;
use ui::status::{MessageStrip, StripDesign};
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use super::rounds::Rounds;
use crate::portal::{Route, parts, use_client};
use crate::shared::loaded::{Empty, loaded};
use crate::shared::resource::{use_kept, use_resource};

/// Results shown here; the search has all.
const RESULTS: u32 = 20;

/// Properties of [`TaskPage`].
#[derive(Properties, Clone, PartialEq)]
pub struct TaskPageProps {
    /// Key.
    pub id: i64,
}

/// One task.
#[component]
pub fn TaskPage(props: &TaskPageProps) -> Html {
    let client = use_client();
    let task = use_resource(props.id, move |id| {
        let client = client.clone();
        async move { client.public_task(id).await }
    });
    // What happens in a ceremony changes the task, too.
    let on_news = task.reload.clone();
    let (task, _) = use_kept(task);
    loaded(&task, |task| {
        html! {
            <>
                <header class="head">
                    <p class="card-number">{ &task.number }</p>
                    <Title level={Level::H1} size={Level::H2}>{ &task.name }</Title>
                </header>
                if let Some(reason) = &task.void_reason {
                    <MessageStrip design={StripDesign::Negative} hide_close_button=true>
                        { t!("portal.void_reason", reason = reason) }
                    </MessageStrip>
                }
                { facts(task) }
                <Rounds id={task.id} number={task.number.clone()} voided={task.state == State::Voided}
                    closed={matches!(task.state, State::Submitted | State::Approved | State::Disclosed | State::Archived)} {on_news} />
                { results(task) }
            </>
        }
    })
}

fn facts(task: &PublicTask) -> Html {
    html! {
        <section class="panel" aria-label={t!("portal.about").into_owned()}>
            <dl class="facts">
                { parts::fact(t!("portal.state"), html! { <>{ parts::state(task.state) }<p class="field-hint">{ explained(task.state) }</p></> }) }
                { parts::fact(t!("portal.body"), task.body.clone()) }
                { parts::fact(t!("portal.inspected"), parts::period(task)) }
                { parts::fact(t!("portal.drawn"), parts::drawn(task)) }
                { parts::fact(t!("portal.matters"), html! {
                    <ul class="plain-list">{ for task.matters.iter().map(|matter| html! { <li>{ matter }</li> }) }</ul>
                }) }
            </dl>
        </section>
    }
}

/// What a state means for the public.
fn explained(state: State) -> String {
    let words = match state {
        State::Draft => t!("portal.state.draft"),
        State::Frozen => t!("portal.state.frozen"),
        State::Drawn => t!("portal.state.drawn"),
        State::Issued => t!("portal.state.issued"),
        State::Inspecting => t!("portal.state.inspecting"),
        State::Submitted => t!("portal.state.submitted"),
        State::Approved => t!("portal.state.approved"),
        State::Disclosed | State::Archived => t!("portal.state.disclosed"),
        State::Voided => t!("portal.state.voided"),
    };
    words.into_owned()
}

/// The results, or when they come; nothing of a task of which none can come now.
fn results(task: &PublicTask) -> Html {
    match task.state {
        State::Draft | State::Frozen | State::Voided => Html::default(),
        State::Drawn | State::Issued | State::Inspecting | State::Submitted | State::Approved => html! {
            <section>
                <h2>{ t!("portal.page.results") }</h2>
                <p>{ t!("portal.no_results_yet_hint") }</p>
            </section>
        },
        State::Disclosed | State::Archived => html! { <Results id={task.id} /> },
    }
}

#[derive(Properties, Clone, PartialEq)]
struct ResultsProps {
    id: i64,
}

#[component]
fn Results(ResultsProps { id }: &ResultsProps) -> Html {
    let client = use_client();
    let query = ResultQuery { task: Some(*id), ..ResultQuery::default() };
    let results = use_resource(query.clone(), move |query| {
        let client = client.clone();
        let page = PageQuery { page: Some(1), page_size: Some(RESULTS) };
        async move { client.public_results(&query, page).await }
    });
    html! {
        <section>
            <h2>{ t!("portal.page.results") }</h2>
            { loaded(&results, |page| if page.items.is_empty() {
                html! { <Empty title={t!("portal.no_results_yet").into_owned()} /> }
            } else {
                html! {
                    <>
                        <ul class="cards">
                            { for page.items.iter().enumerate().map(|(place, row)| html! { <li key={place}>{ parts::result_card(row, false) }</li> }) }
                        </ul>
                        <p>
                            <Link<Route, ResultQuery> to={Route::Results} query={Some(query.clone())}>
                                { t!("portal.all_results", n = page.total) }
                            </Link<Route, ResultQuery>>
                        </p>
                    </>
                }
            }) }
        </section>
    }
}
