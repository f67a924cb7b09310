//! The leader's decision on a substitution.

use contract::substitution::Substitution;
use futures_util::FutureExt;
use rust_i18n::t;
use yew::prelude::*;

use crate::staff::decide::{self, Verdict, Way};
use crate::staff::use_client;

/// Properties of [`Decide`].
#[derive(Properties, Clone, PartialEq)]
pub(super) struct DecideProps {
    /// What was filed.
    pub filed: Substitution,
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
                Verdict::Approve => client.approve_substitution(id, version).await.map(drop),
                Verdict::Refuse(reason) => client.refuse_substitution(id, version, &reason).await.map(drop),
            }
        };
        told.boxed_local()
    };
    let approve = Way {
        action: t!("substitution.approve").into_owned(),
        title: t!("substitution.approve_title").into_owned(),
        text: t!("substitution.approve_text", object = filed.object_name, task = filed.task_number)
            .into_owned(),
        done: t!("substitution.approved").into_owned(),
    };
    let refuse = Way {
        action: t!("substitution.refuse").into_owned(),
        title: t!("substitution.refuse_title").into_owned(),
        text: t!("substitution.refuse_text", object = filed.object_name).into_owned(),
        done: t!("substitution.refused").into_owned(),
    };
    html! {
        <div class="page-actions">
            <decide::Decide {approve} {refuse} hint={t!("substitution.opinion_hint").into_owned()}
                work={Callback::from(work)} on_decided={reload} />
        </div>
    }
}
