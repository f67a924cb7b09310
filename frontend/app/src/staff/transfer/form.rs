//! The fields of a transfer document.

use contract::transfer::TransferDraft;
use domain::Coded;
use domain::transfer::Kind;
use rust_i18n::t;
use ui::field::{Labelled, SelectField, TextAreaField, TextField};
use yew::prelude::*;

use crate::client::Failure;
use crate::shared::form::Form;
use crate::shared::loaded::Complaint;
use crate::shared::words;

/// Properties of [`TransferFields`].
#[derive(Properties, Clone, PartialEq)]
pub struct TransferFieldsProps {
    /// What is entered.
    pub form: Form<TransferDraft>,
    /// Why it was not sent.
    pub failure: Option<Failure>,
}

/// The fields of a transfer document.
#[component]
pub fn TransferFields(TransferFieldsProps { form, failure }: &TransferFieldsProps) -> Html {
    {
        let form = form.clone();
        use_effect_with(failure.clone(), move |failure| {
            if let Some(failure) = failure {
                form.complain(failure);
            }
        });
    }
    let kinds = Kind::ALL
        .iter()
        .map(|kind| Labelled { value: kind.code().into(), text: words::code("transfer_kind", *kind).into() });
    let kinds: Vec<_> = kinds.collect();
    let draft = &form.value;
    html! {
        <div class="form">
            <Complaint failure={failure.clone().filter(|failure| failure.fields().is_empty())} />
            <SelectField id="kind" label={t!("transfer.kind").into_owned()} required=true value={draft.kind.code()}
                choices={kinds} error={form.error("/kind")}
                on_change={form.on(|draft: &mut TransferDraft, code: String| {
                    draft.kind = Kind::from_code(&code).unwrap_or(draft.kind);
                })} />
            <TextField id="recipient" label={t!("transfer.recipient").into_owned()} required=true
                value={draft.recipient.clone()} error={form.error("/recipient")}
                on_input={form.on(|draft: &mut TransferDraft, text| draft.recipient = text)} />
            <TextAreaField id="facts" label={t!("transfer.facts").into_owned()} required=true rows={Some(5)}
                value={draft.facts.clone()} error={form.error("/facts")} hint={t!("transfer.facts_hint").into_owned()}
                on_input={form.on(|draft: &mut TransferDraft, text| draft.facts = text)} />
            <TextAreaField id="legal_basis" label={t!("transfer.legal_basis").into_owned()} required=true rows={Some(3)}
                value={draft.legal_basis.clone()} error={form.error("/legal_basis")}
                on_input={form.on(|draft: &mut TransferDraft, text| draft.legal_basis = text)} />
            <TextAreaField id="evidence" label={t!("transfer.evidence").into_owned()} rows={Some(4)}
                value={draft.evidence.clone()} error={form.error("/evidence")}
                hint={t!("transfer.evidence_hint").into_owned()}
                on_input={form.on(|draft: &mut TransferDraft, text| draft.evidence = text)} />
        </div>
    }
}
