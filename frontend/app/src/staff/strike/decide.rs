//! The leader's decision on a strike.

use contract::strike::Strike;
use futures_util::FutureExt;
use rust_i18n::t;
use yew::prelude::*;

use crate::staff::decide::{self, Verdict, Way};
use crate::staff::use_client;

/// Properties of [`Decide`].
#[derive(Properties, Clone, PartialEq)]
pub(super) struct DecideProps {
    /// What was filed.
    pub filed: Strike,
    /// Reads it again.
    pub reload: Callback<()>,
}

/// Approves or refuses.
#[component]
pub(super) fn Decide(DecideProps { filed, reload }: &DecideProps) -> Html {
    let client = use_client();
    let (id, version) = (filed.id, filed.version);
    let work = move |verdict: Verdict| {
        let client = client.clone();
        let told = async move {
            match verdict {
                Verdict::Approve => client.approve_strike(id, version).await.map(drop),
                Verdict::Refuse(reason) => client.refuse_strike(id, version, &reason).await.map(drop),
            }
        };
        told.boxed_local()
    };
    let approve = Way {
        action: t!("strike.approve").into_owned(),
        title: t!("strike.approve_title").into_owned(),
        text: t!(
            "strike.approve_text",
            n = filed.objects.len(),
            round = filed.round,
            task = filed.task_number
        )
        .into_owned(),
        done: t!("strike.approved").into_owned(),
    };
    let refuse = Way {
        action: t!("strike.refuse").into_owned(),
        title: t!("strike.refuse_title").into_owned(),
        text: t!("strike.refuse_text", n = filed.objects.len()).into_owned(),
        done: t!("strike.refused").into_owned(),
    };
    html! {
        <div class="page-actions">
            <decide::Decide {approve} hurts=true {refuse} hint={t!("strike.opinion_hint").into_owned()}
                work={Callback::from(work)} on_decided={reload} />
        </div>
    }
}
