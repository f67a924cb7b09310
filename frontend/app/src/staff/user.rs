//! Users.

mod create;
pub mod detail;
pub mod list;
mod password;

use rust_i18n::t;
use ui::status::{Tag, TagDesign};
use yew::prelude::*;

/// Whether a user may sign in.
fn active_tag(active: bool) -> Html {
    if active {
        html! { <Tag design={TagDesign::Positive} hide_state_icon=true>{ t!("user.active") }</Tag> }
    } else {
        html! { <Tag design={TagDesign::Neutral} hide_state_icon=true>{ t!("user.inactive") }</Tag> }
    }
}
