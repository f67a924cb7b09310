//! One department: what it is, and what it demands of its draws.

use domain::policy::{Action, allows};
use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use super::policy::Policy;
use crate::client::Failure;
use crate::shared::loaded::{NotThere, loaded};
use crate::shared::resource::use_resource;
use crate::staff::{Route, use_client, use_me};

/// Properties of [`DepartmentPage`].
#[derive(Properties, Clone, PartialEq)]
pub struct DepartmentPageProps {
    /// Key.
    pub id: i64,
}

/// One department.
#[component]
pub fn DepartmentPage(props: &DepartmentPageProps) -> Html {
    let client = use_client();
    let of_policy = client.clone();
    let department = use_resource(props.id, move |id| {
        let client = client.clone();
        async move {
            let (departments, bodies) = (client.departments().await?, client.bodies().await?);
            let found = departments.into_iter().find(|one| one.id == id);
            let body = |id: i64| bodies.iter().find(|body| body.id == id).map(|body| body.name.clone());
            Ok::<_, Failure>(found.map(|one| (body(one.body_id).unwrap_or_default(), one)))
        }
    });
    let policy = use_resource(props.id, move |id| {
        let client = of_policy.clone();
        async move { client.draw_policy(id).await }
    });
    let role = use_me().map(|me| me.role);
    let writes = role.is_some_and(|role| allows(role, Action::DepartmentWrite));
    loaded(&department, |found| match &**found {
        None => {
            html! {
                <NotThere title={t!("state.not_found").into_owned()} hint={t!("state.not_found_hint").into_owned()}>
                    <Link<Route> to={Route::Home}>{ t!("action.home") }</Link<Route>>
                </NotThere>
            }
        }
        Some((body, one)) => html! {
            <>
                <header class="page-head">
                    <div>
                        if writes {
                            <p class="over-title"><Link<Route> to={Route::Departments}>{ t!("department.title") }</Link<Route>></p>
                        }
                        <Title level={Level::H1} size={Level::H3}>{ &one.name }</Title>
                    </div>
                </header>
                <dl class="facts">
                    <div><dt>{ t!("department.code") }</dt><dd class="code">{ &one.code }</dd></div>
                    <div><dt>{ t!("department.body") }</dt><dd>{ body }</dd></div>
                </dl>
                { loaded(&policy, |stored| html! { <Policy stored={stored.clone()} {writes} reload={policy.reload.clone()} /> }) }
            </>
        },
    })
}
