//! Inspections and the unified form.

use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;

/// Inspections and the unified form.
#[component]
pub fn InspectionsPage() -> Html {
    html! { <Title level={Level::H1} size={Level::H3}>{ t!("page.inspections") }</Title> }
}

/// Properties of [`InspectionPage`].
#[derive(Properties, Clone, PartialEq)]
pub struct InspectionPageProps {
    /// Key.
    pub id: i64,
}

/// Inspections and the unified form.
#[component]
pub fn InspectionPage(_props: &InspectionPageProps) -> Html {
    html! { <Title level={Level::H1} size={Level::H3}>{ t!("page.inspections") }</Title> }
}
