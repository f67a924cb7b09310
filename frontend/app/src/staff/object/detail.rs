//! One object.

use contract::object::Object;
use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;

use crate::format;
use crate::shared::loaded::loaded;
use crate::shared::resource::use_resource;
use crate::shared::words;
use crate::staff::use_client;

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
    let object = use_resource(props.id, move |id| {
        let client = client.clone();
        async move { client.object(id).await }
    });
    loaded(&object, |object| {
        html! {
            <>
                <header class="page-head">
                    <Title level={Level::H1} size={Level::H3}>{ &object.name }</Title>
                </header>
                { facts(object) }
            </>
        }
    })
}

fn facts(object: &Object) -> Html {
    let or_dash = |text: Option<&String>| {
        text.filter(|text| !text.is_empty()).map_or("—", |text| text.as_str()).to_owned()
    };
    let rows = [
        (t!("object.code"), object.code.clone()),
        (t!("object.kind"), words::plain("object_kind", &object.kind)),
        (t!("object.status"), words::plain("object_status", &object.status)),
        (t!("object.founded"), format::day_or_none(object.founded)),
        (t!("object.enterprise_type"), or_dash(Some(&object.enterprise_type))),
        (t!("object.capital"), or_dash(Some(&object.capital))),
        (t!("object.address"), or_dash(Some(&object.address))),
        (t!("object.division"), or_dash(object.division.as_ref())),
        (t!("object.industry"), or_dash(object.industry.as_ref())),
        (t!("object.risk_class"), or_dash(object.risk_class.as_ref())),
        (t!("object.scope"), or_dash(Some(&object.scope))),
    ];
    html! {
        <dl class="facts">
            { for rows.into_iter().map(|(name, value)| html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> }) }
        </dl>
    }
}
