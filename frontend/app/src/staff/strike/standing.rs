//! What an inspection has to do with strikes.

use contract::page::{Page, PageQuery};
use contract::strike::{Strike, StrikeQuery};
use domain::draw::strike::State;
use domain::inspection;
use domain::policy::{Action, allows};
use rust_i18n::t;
use ui::status::{MessageStrip, StripDesign};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::shared::resource::{Resource, use_resource};
use crate::staff::{Route, use_client, use_me};

/// The strikes that concern an inspection, again when its version changes; none for those who may not read tasks.
#[hook]
pub fn use_strikes(inspection: i64, version: i64) -> Resource<Option<Page<Strike>>> {
    let client = use_client();
    let may = use_me().is_some_and(|me| allows(me.role, Action::TaskRead));
    use_resource((inspection, version, may), move |(inspection, _, may)| {
        let client = client.clone();
        let query = StrikeQuery { inspection: Some(inspection), ..StrikeQuery::default() };
        // One is open at a time; of those refused, the last few say enough.
        let page = PageQuery { page: Some(1), page_size: Some(5) };
        async move { if may { client.strikes(&query, page).await.map(Some) } else { Ok(None) } }
    })
}

/// Properties of [`Standing`].
#[derive(Properties, Clone, PartialEq)]
pub struct StandingProps {
    /// Where the inspection stands.
    pub state: inspection::State,
    /// Its strikes.
    pub found: Resource<Option<Page<Strike>>>,
}

/// Says what was filed and decided.
#[component]
pub fn Standing(StandingProps { state, found }: &StandingProps) -> Html {
    match found.ready().map(|found| &**found) {
        Some(Some(page)) => html! { <>{ for page.items.iter().map(strip) }</> },
        Some(None) if *state == inspection::State::Struck => html! {
            <MessageStrip design={StripDesign::Critical} hide_close_button=true>{ t!("strike.gone_without") }</MessageStrip>
        },
        Some(None) | None => Html::default(),
    }
}

fn strip(one: &Strike) -> Html {
    let (design, words) = match one.state {
        State::Filed => (
            StripDesign::Information,
            t!("strike.waits", name = one.filed_by_name, reason = one.reason, document = one.document),
        ),
        State::Refused => (StripDesign::Critical, t!("strike.was_refused", opinion = one.opinion)),
        State::Approved => {
            (StripDesign::Critical, t!("strike.gone", reason = one.reason, document = one.document))
        }
    };
    html! {
        <MessageStrip key={one.id} {design} hide_close_button=true>
            { words }{ " " }
            if let Some(round) = one.first_round {
                <Link<Route> to={Route::Draw { id: one.task_id }}>{ t!("strike.made_up", n = round) }</Link<Route>>
            }
        </MessageStrip>
    }
}
