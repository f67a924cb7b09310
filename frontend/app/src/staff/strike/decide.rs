//! The leader's decision on a strike.

use contract::strike::Strike;
use contract::task::Reason;
use rust_i18n::t;
use ui::action::{Button, Design};
use yew::prelude::*;

use crate::shared::confirm::{Question, use_confirm};
use crate::shared::loaded::Complaint;
use crate::shared::notice::use_notices;
use crate::shared::reason::ReasonDialog;
use crate::shared::resource::use_action;
use crate::staff::use_client;

/// Properties of [`Decide`].
#[derive(Properties, Clone, PartialEq)]
pub(super) struct DecideProps {
    /// What was filed.
    pub filed: Strike,
    /// Reads it again.
    pub reload: Callback<()>,
}

/// Approves or refuses; both ask first.
#[component]
pub(super) fn Decide(DecideProps { filed, reload }: &DecideProps) -> Html {
    let (client, confirm, notices) = (use_client(), use_confirm(), use_notices());
    let (approving, refusing) = (use_action(), use_action());
    let asking = use_state(|| false);
    let (id, version) = (filed.id, filed.version);
    let done = |words: &'static str| {
        let (notices, reload) = (notices.clone(), reload.clone());
        move |_: Strike| {
            notices.done(t!(words));
            reload.emit(());
        }
    };
    let approve = {
        let (client, approving, done) = (client.clone(), approving.clone(), done("strike.approved"));
        let then = Callback::from(move |()| {
            let client = client.clone();
            approving.run(async move { client.approve_strike(id, version).await }, done.clone());
        });
        let question = Question {
            title: t!("strike.approve_title").into_owned(),
            text: t!(
                "strike.approve_text",
                n = filed.objects.len(),
                round = filed.round,
                task = filed.task_number
            )
            .into_owned(),
            action: t!("strike.approve").into_owned(),
            hurts: true,
            then,
        };
        Callback::from(move |()| confirm.ask(question.clone()))
    };
    let on_reason = {
        let (refusing, done) = (refusing.clone(), done("strike.refused"));
        Callback::from(move |reason: Reason| {
            let client = client.clone();
            refusing.run(async move { client.refuse_strike(id, version, &reason).await }, done.clone());
        })
    };
    let set = |to: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(to))
    };
    html! {
        <>
            <Complaint failure={approving.failure.clone()} />
            <div class="page-actions">
                <Button design={Design::Positive} icon="accept" loading={approving.running} on_click={approve}>
                    { t!("strike.approve") }
                </Button>
                <Button design={Design::Negative} icon="decline" on_click={set(true)}>
                    { t!("strike.refuse") }
                </Button>
            </div>
            if *asking {
                <ReasonDialog title={t!("strike.refuse_title").into_owned()}
                    text={t!("strike.refuse_text", n = filed.objects.len()).into_owned()}
                    action={t!("strike.refuse").into_owned()} hint={t!("strike.opinion_hint").into_owned()}
                    work={refusing.clone()} {on_reason} on_close={set(false)} />
            }
        </>
    }
}
