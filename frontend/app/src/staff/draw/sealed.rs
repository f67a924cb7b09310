//! A sealed round that is drawn: what is hidden until when, and its release.

use contract::round::Round;
use domain::policy::{Action, allows};
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::status::{MessageStrip, StripDesign};
use ui::text::{Level, Title};
use yew::prelude::*;

use super::live::then_read;
use crate::format;
use crate::shared::confirm::{Question, use_confirm};
use crate::shared::loaded::Complaint;
use crate::shared::notice::use_notices;
use crate::shared::resource::use_action;
use crate::staff::{use_client, use_me};

/// Properties of [`Sealed`].
#[derive(Properties, Clone, PartialEq)]
pub struct SealedProps {
    /// Key of the task.
    pub task: i64,
    /// The sealed round.
    pub round: Round,
    /// Reads it again.
    pub refresh: Callback<()>,
}

/// What is hidden, and the release for whoever may.
#[component]
pub fn Sealed(props: &SealedProps) -> Html {
    let (client, confirm, notices) = (use_client(), use_confirm(), use_notices());
    let releases = use_me().is_some_and(|me| allows(me.role, Action::TaskDraw));
    let action = use_action();
    let release = {
        let (action, props) = (action.clone(), props.clone());
        Callback::from(move |()| {
            let (client, id) = (client.clone(), props.task);
            let (refresh, notices) = (props.refresh.clone(), notices.clone());
            action.run(
                then_read(
                    async move {
                        // Notices and inspections change the task, and no event of the ceremony tells of them.
                        let version = client.ceremony(id).await?.version;
                        client.release(id, version).await
                    },
                    refresh,
                ),
                move |_| {
                    notices.done(t!("draw.is_released"));
                },
            );
        })
    };
    let ask = Callback::from(move |()| {
        confirm.ask(Question {
            title: t!("draw.release_ask").into_owned(),
            text: t!("draw.release_text").into_owned(),
            action: t!("draw.release").into_owned(),
            hurts: true,
            then: release.clone(),
        });
    });
    let last = props.round.announcement.as_ref().map(|announcement| format::day(announcement.period_end));
    html! {
        <section class="sheet">
            <Title level={Level::H2} size={Level::H5}>{ t!("draw.sealed_title") }</Title>
            <MessageStrip design={StripDesign::Information} hide_close_button=true>{ t!("draw.sealed_now") }</MessageStrip>
            <dl class="facts">
                <div><dt>{ t!("draw.sealed_shown") }</dt><dd>{ t!("draw.sealed_shown_text") }</dd></div>
                <div><dt>{ t!("draw.sealed_hidden") }</dt><dd>{ t!("draw.sealed_hidden_text") }</dd></div>
                if let Some(hash) = &props.round.result_hash {
                    <div><dt>{ t!("draw.result_hash") }</dt><dd class="code">{ hash }</dd></div>
                }
            </dl>
            <p>{ t!("draw.sealed_until", day = last.unwrap_or_default()) }</p>
            if releases {
                <Complaint failure={action.failure.clone()} />
                <div><Button design={Design::Emphasized} icon="unlocked" loading={action.running} on_click={ask}>{ t!("draw.release") }</Button></div>
            }
        </section>
    }
}
