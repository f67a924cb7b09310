//! What a list is narrowed by, from elsewhere: shown as what can be dropped.

use rust_i18n::t;
use ui::action::{Button, Design};
use yew::prelude::*;

use crate::shared::filter::Filters;

/// The words of a condition, if it is asked for, and what drops it.
pub type Condition<Q> = (Option<String>, fn(&mut Q));

/// A button for each condition that is asked for.
pub fn conditions<Q: Clone + 'static>(
    filters: &Filters<Q>,
    all: impl IntoIterator<Item = Condition<Q>>,
) -> Html {
    let shown = all.into_iter().filter_map(|(words, drop)| Some((words?, drop)));
    let button = |(words, drop): (String, fn(&mut Q))| {
        let filters = filters.clone();
        let on_click = Callback::from(move |()| filters.with(drop));
        let name = t!("inspection.drop", what = words.clone()).into_owned();
        html! {
            <Button key={words.clone()} design={Design::Transparent} end_icon="decline" accessible_name={name} {on_click}>
                { &words }
            </Button>
        }
    };
    html! { <div class="conditions">{ for shown.map(button) }</div> }
}
