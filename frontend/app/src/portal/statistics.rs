//! Statistics.

use rust_i18n::t;
use ui::text::{Level, Title};
use yew::prelude::*;

/// Statistics.
#[component]
pub fn StatisticsPage() -> Html {
    html! { <Title level={Level::H1} size={Level::H3}>{ t!("portal.page.statistics") }</Title> }
}
