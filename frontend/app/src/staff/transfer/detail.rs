//! One transfer document: to be read, changed, approved or sent back.

use std::rc::Rc;

use contract::transfer::{Transfer, TransferDraft};
use domain::policy::{Action, allows};
use domain::transfer::{Event, State};
use futures_util::FutureExt;
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::container::{Bar, BarDesign, Dialog};
use ui::status::{MessageStrip, StripDesign};
use ui::text::{Level, Title};
use yew::prelude::*;

use super::form::TransferFields;
use super::list;
use crate::format;
use crate::shared::document::Document;
use crate::shared::form::use_form;
use crate::shared::loaded::loaded;
use crate::shared::notice::use_notices;
use crate::shared::resource::{use_action, use_resource};
use crate::shared::words;
use crate::staff::decide::{self, Verdict, Way};
use crate::staff::tags::transfer_state;
use crate::staff::{use_client, use_me};

/// Properties of [`TransferPage`].
#[derive(Properties, Clone, PartialEq)]
pub struct TransferPageProps {
    /// Key.
    pub id: i64,
}

/// One transfer document.
#[component]
pub fn TransferPage(props: &TransferPageProps) -> Html {
    let client = use_client();
    let transfer = use_resource(props.id, move |id| {
        let client = client.clone();
        async move { client.transfer(id).await }
    });
    let reload = transfer.reload.clone();
    loaded(&transfer, |found| html! { <Shown key={found.version} transfer={found.clone()} {reload} /> })
}

#[derive(Properties, Clone, PartialEq)]
struct ShownProps {
    transfer: Rc<Transfer>,
    reload: Callback<()>,
}

#[component]
fn Shown(ShownProps { transfer, reload }: &ShownProps) -> Html {
    let role = use_me().map(|me| me.role);
    let may =
        |action, event| role.is_some_and(|role| allows(role, action)) && transfer.state.after(event).is_ok();
    let title = transfer.number.clone().unwrap_or_else(|| t!("transfer.no_number").into_owned());
    html! {
        <>
            <header class="page-head">
                <Title level={Level::H1} size={Level::H3}>{ title }</Title>
                <div class="page-actions">
                    <Document title={t!("transfer.document").into_owned()}
                        path={format!("/transfers/{}/document.pdf", transfer.id)} />
                    if may(Action::TransferWrite, Event::Edit) {
                        <Edit transfer={transfer.clone()} reload={reload.clone()} />
                    }
                    if may(Action::TransferApprove, Event::Approve) {
                        <Decide transfer={transfer.clone()} reload={reload.clone()} />
                    }
                </div>
            </header>
            if transfer.state != State::Approved && !transfer.reason.is_empty() {
                <MessageStrip design={StripDesign::Critical} hide_close_button=true>
                    { t!("transfer.returned_because", reason = transfer.reason) }
                </MessageStrip>
            }
            { facts(transfer) }
        </>
    }
}

fn facts(transfer: &Transfer) -> Html {
    let approved = transfer.approved_at.map_or_else(|| "—".to_owned(), format::time);
    let evidence = if transfer.evidence.is_empty() { "—" } else { transfer.evidence.as_str() };
    let facts = [
        (t!("inspection.object"), list::object(transfer)),
        (t!("inspection.task"), list::task(transfer)),
        (t!("transfer.state"), transfer_state(transfer.state)),
        (t!("transfer.kind"), html! { words::code("transfer_kind", transfer.kind) }),
        (t!("transfer.recipient"), html! { &transfer.recipient }),
        (t!("transfer.created_at"), html! { format::time(transfer.created_at) }),
        (t!("transfer.approved_at"), html! { approved }),
        (t!("transfer.facts"), html! { &transfer.facts }),
        (t!("transfer.legal_basis"), html! { &transfer.legal_basis }),
        (t!("transfer.evidence"), html! { evidence }),
    ];
    html! {
        <dl class="facts">
            { for facts.into_iter().map(|(name, value)| html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> }) }
        </dl>
    }
}

#[component]
fn Edit(ShownProps { transfer, reload }: &ShownProps) -> Html {
    let client = use_client();
    let notices = use_notices();
    let action = use_action();
    let open = use_state(|| false);
    let form = use_form(|| TransferDraft {
        kind: transfer.kind,
        recipient: transfer.recipient.clone(),
        facts: transfer.facts.clone(),
        legal_basis: transfer.legal_basis.clone(),
        evidence: transfer.evidence.clone(),
    });
    let set = |to: bool| {
        let open = open.clone();
        Callback::from(move |()| open.set(to))
    };
    let submit = {
        let (form, action, reload) = (form.clone(), action.clone(), reload.clone());
        let (id, version) = (transfer.id, transfer.version);
        Callback::from(move |()| {
            if !form.check() {
                return;
            }
            let (client, draft) = (client.clone(), form.value.clone());
            let (notices, reload) = (notices.clone(), reload.clone());
            action.run(async move { client.change_transfer(id, version, &draft).await }, move |_| {
                notices.done(t!("transfer.submitted"));
                reload.emit(());
            });
        })
    };
    html! {
        <>
            <Button icon="edit" on_click={set(true)}>{ t!("transfer.edit") }</Button>
            if *open {
                <Dialog class="wide-dialog" open=true header_text={t!("transfer.edit").into_owned()} keeps={form.changed}
                    on_close={set(false)}>
                    <TransferFields {form} failure={action.failure.clone()} />
                    <Bar slot="footer" design={BarDesign::Footer}>
                        if action.failure.as_ref().is_some_and(crate::client::Failure::is_outdated) {
                            <Button slot="endContent" on_click={reload.clone()}>{ t!("action.reload") }</Button>
                        }
                        <Button slot="endContent" design={Design::Emphasized} loading={action.running} on_click={submit}>
                            { t!("transfer.submit") }
                        </Button>
                        <Button slot="endContent" design={Design::Transparent} on_click={set(false)}>
                            { t!("action.cancel") }
                        </Button>
                    </Bar>
                </Dialog>
            }
        </>
    }
}

#[component]
fn Decide(ShownProps { transfer, reload }: &ShownProps) -> Html {
    let client = use_client();
    let (id, version) = (transfer.id, transfer.version);
    let work = move |verdict: Verdict| {
        let client = client.clone();
        let told = async move {
            match verdict {
                Verdict::Approve => client.approve_transfer(id, version).await.map(drop),
                Verdict::Refuse(reason) => client.return_transfer(id, version, &reason).await.map(drop),
            }
        };
        told.boxed_local()
    };
    let text = t!(
        "transfer.approve_text",
        object = transfer.object_name,
        task = transfer.task_number,
        recipient = transfer.recipient
    );
    let approve = Way {
        action: t!("transfer.approve").into_owned(),
        title: t!("transfer.approve_title").into_owned(),
        text: text.into_owned(),
        done: t!("transfer.approved").into_owned(),
    };
    let refuse = Way {
        action: t!("transfer.return").into_owned(),
        title: t!("transfer.return_title").into_owned(),
        text: t!("transfer.return_text").into_owned(),
        done: t!("transfer.returned").into_owned(),
    };
    html! { <decide::Decide {approve} {refuse} icon="undo" work={Callback::from(work)} on_decided={reload} /> }
}
