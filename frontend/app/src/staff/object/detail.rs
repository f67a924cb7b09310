//! One object.

use contract::object::Object;
use domain::object::{Kind, RiskClass};
use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;
use yew_router::prelude::*;

use super::status_tag;
use super::visits::Visits;
use crate::format;
use crate::shared::crumbs::Crumbs;
use crate::shared::loaded::loaded;
use crate::shared::resource::use_resource;
use crate::shared::words;
use crate::staff::directory::{Directory, use_directory};
use crate::staff::{Route, use_client};

/// Properties of [`ObjectPage`].
#[derive(Properties, Clone, PartialEq)]
pub struct ObjectPageProps {
    /// Key.
    pub id: i64,
}

/// One object.
#[component]
pub fn ObjectPage(props: &ObjectPageProps) -> Html {
    let client = use_client();
    let directory = use_directory();
    let object = use_resource(props.id, move |id| {
        let client = client.clone();
        async move { client.object(id).await }
    });
    loaded(&object, |object| {
        html! {
            <>
                <header class="page-head">
                    <div>
                        <Crumbs here={object.code.clone()}>
                            <Link<Route> to={Route::Objects}>{ t!("page.objects") }</Link<Route>>
                        </Crumbs>
                        <Title level={Level::H1} size={Level::H3}>{ &object.name }</Title>
                    </div>
                    { status_tag(&object.status) }
                </header>
                { facts(object, &directory) }
                <Visits id={object.id} />
            </>
        }
    })
}

fn facts(object: &Object, directory: &Directory) -> Html {
    let or_dash = |text: Option<&String>| {
        text.filter(|text| !text.is_empty()).map_or("—", |text| text.as_str()).to_owned()
    };
    let rows = [
        (t!("object.code"), object.code.clone()),
        (t!("object.kind"), words::known::<Kind>("object_kind", &object.kind)),
        (t!("object.founded"), format::day_or_none(object.founded)),
        (t!("object.enterprise_type"), or_dash(Some(&object.enterprise_type))),
        (t!("object.capital"), or_dash(Some(&object.capital))),
        (t!("object.address"), or_dash(Some(&object.address))),
        (t!("object.division"), directory.division(object.division.as_ref())),
        (t!("object.industry"), or_dash(object.industry.as_ref())),
        (t!("object.risk_class"), risk(object)),
        (t!("object.scope"), or_dash(Some(&object.scope))),
    ];
    html! {
        <dl class="facts">
            { for rows.into_iter().map(|(name, value)| html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> }) }
        </dl>
    }
}

/// `C 较高风险 · 62`.
fn risk(object: &Object) -> String {
    let Some(class) = &object.risk_class else { return "—".to_owned() };
    let known = words::known::<RiskClass>("risk_class", class);
    let words = if known.starts_with(class.as_str()) { known } else { format!("{class} {known}") };
    object.risk_score.map_or_else(|| words.clone(), |score| format!("{words} · {score}"))
}
