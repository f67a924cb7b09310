//! What the inspector who is signed in has to record first.

use contract::inspection::{InspectionQuery, InspectionRow};
use contract::page::PageQuery;
use domain::inspection::State;
use domain::policy::{Action, allows};
use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::shared::resource::use_resource;
use crate::shared::words;
use crate::staff::inspection::object_name;
use crate::staff::{Route, use_client, use_me};

/// Inspections shown, at most.
const MOST: u32 = 5;

/// The first own inspections without a record, in the order of the list.
#[component]
pub(super) fn OwnInspections() -> Html {
    let client = use_client();
    let records = use_me().is_some_and(|me| allows(me.role, Action::InspectionRecord));
    let query = InspectionQuery { state: Some(State::Notified), ..InspectionQuery::default() };
    let own = {
        let query = query.clone();
        use_resource(records, move |records| {
            let (client, query) = (client.clone(), query.clone());
            let page = PageQuery { page: Some(1), page_size: Some(MOST) };
            async move { if records { client.inspections(&query, page).await.map(Some) } else { Ok(None) } }
        })
    };
    let Some(own) = own.ready().and_then(|own| (**own).clone()) else { return Html::default() };
    if own.items.is_empty() {
        return Html::default();
    }
    let item = |row: &InspectionRow| {
        let team: Vec<_> = row.team.iter().map(|member| member.name.clone()).collect();
        html! { <li key={row.id}>{ object_name(row) }<span class="field-hint">{ words::list(&team) }</span></li> }
    };
    html! {
        <section>
            <Title level={Level::H2} size={Level::H5}>{ t!("home.own") }</Title>
            <ul class="own">{ for own.items.iter().map(item) }</ul>
            <p><Link<Route, InspectionQuery> to={Route::Inspections} query={Some(query)}>{ t!("home.own_all") }</Link<Route, InspectionQuery>></p>
        </section>
    }
}
