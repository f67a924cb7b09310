//! Matters and the matter list.

pub mod list;
mod publish;

use ui::status::{Tag, TagDesign};
use yew::prelude::*;

use crate::shared::words;

/// Key matters stand out: they have no ceiling on their ratio.
fn category_tag(code: &str) -> Html {
    let design = if code == "key" { TagDesign::Critical } else { TagDesign::Neutral };
    html! { <Tag {design} hide_state_icon=true>{ words::plain("category", code) }</Tag> }
}
