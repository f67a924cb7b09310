//! Drafting a transfer document from what an inspection found.

use std::rc::Rc;

use contract::inspection::Inspection;
use contract::transfer::{Transfer, TransferDraft};
use domain::inspection::Outcome;
use domain::transfer::Kind;
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::container::{Bar, BarDesign, Dialog};
use yew::prelude::*;
use yew_router::prelude::*;

use super::form::TransferFields;
use crate::shared::form::{Form, use_form};
use crate::shared::notice::use_notices;
use crate::shared::resource::use_action;
use crate::staff::{Route, use_client};

/// Properties of [`DraftTransfer`].
#[derive(Properties, Clone, PartialEq)]
pub struct DraftTransferProps {
    /// The inspection.
    pub inspection: Rc<Inspection>,
}

/// A button that drafts the transfer of an inspection's case.
#[component]
pub fn DraftTransfer(props: &DraftTransferProps) -> Html {
    let open = use_state(|| false);
    // Here rather than in the dialog: closing that loses nothing.
    let form = use_form(|| start(&props.inspection));
    let set = |to: bool| {
        let open = open.clone();
        Callback::from(move |()| open.set(to))
    };
    html! {
        <>
            <Button icon="forward" on_click={set(true)}>{ t!("transfer.draft") }</Button>
            if *open {
                <DraftDialog inspection={props.inspection.row.id} {form} on_close={set(false)} />
            }
        </>
    }
}

#[derive(Properties, Clone, PartialEq)]
struct DraftDialogProps {
    inspection: i64,
    form: Form<TransferDraft>,
    on_close: Callback<()>,
}

#[component]
fn DraftDialog(props: &DraftDialogProps) -> Html {
    let client = use_client();
    let navigator = use_navigator();
    let notices = use_notices();
    let action = use_action();
    let form = props.form.clone();
    let submit = {
        let (form, action, id) = (form.clone(), action.clone(), props.inspection);
        Callback::from(move |()| {
            if !form.check() {
                return;
            }
            let (client, draft) = (client.clone(), form.value.clone());
            let (navigator, notices, form) = (navigator.clone(), notices.clone(), form.clone());
            action.run(async move { client.draft_transfer(id, &draft).await }, move |transfer: Transfer| {
                // Nothing is unsaved any more.
                form.fill(form.value.clone());
                notices.done(t!("transfer.submitted"));
                if let Some(navigator) = navigator {
                    navigator.push(&Route::Transfer { id: transfer.id });
                }
            });
        })
    };
    html! {
        <Dialog class="wide-dialog" open=true header_text={t!("transfer.draft").into_owned()} keeps={form.changed}
            on_close={props.on_close.clone()}>
            <TransferFields {form} failure={action.failure.clone()} />
            <Bar slot="footer" design={BarDesign::Footer}>
                <Button slot="endContent" design={Design::Emphasized} loading={action.running} on_click={submit}>
                    { t!("transfer.submit") }
                </Button>
                <Button slot="endContent" design={Design::Transparent} on_click={props.on_close.clone()}>
                    { t!("action.cancel") }
                </Button>
            </Bar>
        </Dialog>
    }
}

/// What the record says already: what was not in order, and the law of those matters.
fn start(inspection: &Inspection) -> TransferDraft {
    let mut facts = Vec::new();
    let mut laws = Vec::new();
    for outcome in inspection.record.iter().flat_map(|record| &record.items) {
        let holds = |matter: &&contract::inspection::FormMatter| {
            matter.check_items.iter().any(|item| item.id == outcome.item)
        };
        let matter = inspection.form.iter().find(holds);
        let item = matter.and_then(|matter| matter.check_items.iter().find(|item| item.id == outcome.item));
        if let (Outcome::Fail, Some(matter), Some(item)) = (outcome.outcome, matter, item) {
            facts.push(format!("{}：{}", item.text, outcome.text));
            laws.push(matter.legal_basis.clone());
        }
    }
    laws.dedup();
    TransferDraft {
        kind: Kind::Department,
        recipient: String::new(),
        facts: facts.join("\n"),
        legal_basis: laws.join("\n"),
        evidence: String::new(),
    }
}
