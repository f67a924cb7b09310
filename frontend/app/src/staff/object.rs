//! Objects of inspection.

pub mod detail;
pub mod list;
mod visits;

use domain::Coded;
use domain::object::Status;
use ui::status::{Tag, TagDesign};
use yew::prelude::*;

use crate::shared::words;

/// Whether an object still exists.
fn status_tag(code: &str) -> Html {
    let design = match Status::from_code(code) {
        Some(Status::Active) => TagDesign::Positive,
        Some(Status::Closed | Status::MovedOut) => TagDesign::Critical,
        Some(Status::Cancelled | Status::Revoked) => TagDesign::Negative,
        None => TagDesign::Neutral,
    };
    html! { <Tag {design} hide_state_icon=true>{ words::known::<Status>("object_status", code) }</Tag> }
}
