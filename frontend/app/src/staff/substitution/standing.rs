//! What an inspection has to do with substitutions.

use contract::page::{Page, PageQuery};
use contract::substitution::{Substitution, SubstitutionQuery};
use domain::draw::substitution::State;
use rust_i18n::t;
use ui::status::{MessageStrip, StripDesign};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::shared::resource::{Resource, use_resource};
use crate::staff::{Route, use_client};

/// The substitutions by which an inspection was, or is to be, replaced, or came; again when its version changes.
#[hook]
pub fn use_substitutions(inspection: i64, version: i64) -> Resource<Page<Substitution>> {
    let client = use_client();
    use_resource((inspection, version), move |(inspection, _)| {
        let client = client.clone();
        let query = SubstitutionQuery { inspection: Some(inspection), ..SubstitutionQuery::default() };
        // One is open at a time; of those refused, the last few say enough.
        let page = PageQuery { page: Some(1), page_size: Some(5) };
        async move { client.substitutions(&query, page).await }
    })
}

/// Properties of [`Standing`].
#[derive(Properties, Clone, PartialEq)]
pub struct StandingProps {
    /// The inspection.
    pub inspection: i64,
    /// Its substitutions.
    pub found: Resource<Page<Substitution>>,
}

/// Says what was filed and decided, with a link to the other side.
#[component]
pub fn Standing(StandingProps { inspection, found }: &StandingProps) -> Html {
    let Some(page) = found.ready() else { return Html::default() };
    html! { <>{ for page.items.iter().map(|one| strip(*inspection, one)) }</> }
}

fn strip(inspection: i64, one: &Substitution) -> Html {
    let came = one.replacement_id == Some(inspection);
    let (design, words) = match one.state {
        State::Filed => (
            StripDesign::Information,
            t!("substitution.waits", name = one.filed_by_name, reason = one.reason, document = one.document),
        ),
        State::Refused => (StripDesign::Critical, t!("substitution.was_refused", opinion = one.opinion)),
        State::Approved if came => (StripDesign::Information, t!("substitution.came")),
        State::Approved => {
            (StripDesign::Critical, t!("substitution.gone", reason = one.reason, document = one.document))
        }
    };
    let other = if came {
        Some((one.inspection_id, &one.object_name))
    } else {
        one.replacement_id.zip(one.replacement_name.as_ref())
    };
    html! {
        <MessageStrip key={one.id} {design} hide_close_button=true>
            { words }{ " " }
            if let Some((id, name)) = other {
                <Link<Route> to={Route::Inspection { id }}>{ name }</Link<Route>>
            }
        </MessageStrip>
    }
}
