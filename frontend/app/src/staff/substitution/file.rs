//! Filing that the object of an inspection does not exist.

use std::rc::Rc;

use contract::inspection::Inspection;
use contract::substitution::SubstitutionRequest;
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::container::{Bar, BarDesign, Dialog};
use ui::field::{TextAreaField, TextField};
use yew::prelude::*;

use crate::shared::confirm::{Question, use_confirm};
use crate::shared::form::{Form, use_form};
use crate::shared::loaded::Complaint;
use crate::shared::notice::use_notices;
use crate::shared::resource::use_action;
use crate::staff::use_client;

/// Properties of [`FileSubstitution`].
#[derive(Properties, Clone, PartialEq)]
pub struct FileSubstitutionProps {
    /// The inspection.
    pub inspection: Rc<Inspection>,
    /// Hears that it was filed.
    pub on_filed: Callback<()>,
}

/// A button that files the substitution of an inspection's object.
#[component]
pub fn FileSubstitution(props: &FileSubstitutionProps) -> Html {
    let open = use_state(|| false);
    // Here rather than in the dialog: closing that loses nothing.
    let form = use_form(|| SubstitutionRequest { reason: String::new(), document: String::new() });
    let set = |to: bool| {
        let open = open.clone();
        Callback::from(move |()| open.set(to))
    };
    html! {
        <>
            <Button icon="decline" on_click={set(true)}>{ t!("substitution.file") }</Button>
            if *open {
                <FileDialog inspection={props.inspection.clone()} {form} on_filed={props.on_filed.clone()}
                    on_close={set(false)} />
            }
        </>
    }
}

#[derive(Properties, Clone, PartialEq)]
struct FileDialogProps {
    inspection: Rc<Inspection>,
    form: Form<SubstitutionRequest>,
    on_filed: Callback<()>,
    on_close: Callback<()>,
}

#[component]
fn FileDialog(props: &FileDialogProps) -> Html {
    let (client, confirm, notices) = (use_client(), use_confirm(), use_notices());
    let action = use_action();
    let form = props.form.clone();
    {
        let form = form.clone();
        use_effect_with(action.failure.clone(), move |failure| {
            if let Some(failure) = failure {
                form.complain(failure);
            }
        });
    }
    let send = {
        let (form, action, props) = (form.clone(), action.clone(), props.clone());
        Callback::from(move |()| {
            let (client, request, id) = (client.clone(), form.value.clone(), props.inspection.row.id);
            let (form, notices, props) = (form.clone(), notices.clone(), props.clone());
            action.run(async move { client.file_substitution(id, &request).await }, move |_| {
                // Nothing is unsaved any more.
                form.fill(form.value.clone());
                notices.done(t!("substitution.filed"));
                props.on_close.emit(());
                props.on_filed.emit(());
            });
        })
    };
    let submit = {
        let (form, object) = (form.clone(), props.inspection.row.object_name.clone());
        Callback::from(move |()| {
            if form.check() {
                confirm.ask(Question {
                    title: t!("substitution.file_title").into_owned(),
                    text: t!("substitution.file_text", object = object).into_owned(),
                    action: t!("substitution.submit").into_owned(),
                    hurts: false,
                    then: send.clone(),
                });
            }
        })
    };
    html! {
        <Dialog class="wide-dialog" open=true header_text={t!("substitution.file").into_owned()} keeps={form.changed}
            on_close={props.on_close.clone()}>
            <div class="form">
                <p class="question">{ t!("substitution.when", object = props.inspection.row.object_name) }</p>
                <Complaint failure={action.failure.clone().filter(|failure| failure.fields().is_empty())} />
                <TextAreaField id="reason" label={t!("substitution.reason").into_owned()} required=true rows={Some(4)}
                    maxlength={Some(1000)} value={form.value.reason.clone()} error={form.error("/reason")}
                    hint={t!("substitution.reason_hint").into_owned()}
                    on_input={form.on(|value: &mut SubstitutionRequest, text| value.reason = text)} />
                <TextField id="document" label={t!("substitution.document").into_owned()} required=true
                    maxlength={Some(200)} value={form.value.document.clone()} error={form.error("/document")}
                    hint={t!("substitution.document_hint").into_owned()}
                    on_input={form.on(|value: &mut SubstitutionRequest, text| value.document = text)} />
            </div>
            <Bar slot="footer" design={BarDesign::Footer}>
                <Button slot="endContent" design={Design::Emphasized} loading={action.running} on_click={submit}>
                    { t!("substitution.submit") }
                </Button>
                <Button slot="endContent" design={Design::Transparent} on_click={props.on_close.clone()}>
                    { t!("action.cancel") }
                </Button>
            </Bar>
        </Dialog>
    }
}
