//! Asks for the reason of something that must not be done without one.

use contract::task::Reason;
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::container::{Bar, BarDesign, Dialog};
use ui::field::TextAreaField;
use ui::status::ValueState;
use yew::prelude::*;

use crate::client::Failure;
use crate::shared::form::use_form;
use crate::shared::loaded::Complaint;

/// Properties of [`ReasonDialog`].
#[derive(Properties, Clone, PartialEq)]
pub struct ReasonDialogProps {
    /// What will be done, as a question.
    pub title: AttrValue,
    /// What comes of it.
    pub text: AttrValue,
    /// The button's words: the action itself.
    pub action: AttrValue,
    /// Whether it is being done.
    pub running: bool,
    /// Why it was not done.
    pub failure: Option<Failure>,
    /// Does it.
    pub on_reason: Callback<Reason>,
    /// Lets it be.
    pub on_close: Callback<()>,
}

/// Asks for a reason.
#[component]
pub fn ReasonDialog(props: &ReasonDialogProps) -> Html {
    let form = use_form(|| Reason { reason: String::new() });
    let go = {
        let (form, on_reason) = (form.clone(), props.on_reason.clone());
        Callback::from(move |()| {
            if form.check() {
                on_reason.emit(form.value.clone());
            }
        })
    };
    html! {
        <Dialog open=true header_text={props.title.clone()} state={ValueState::Critical} on_close={props.on_close.clone()}>
            <div class="form reason">
                <p class="question">{ &props.text }</p>
                <Complaint failure={props.failure.clone()} />
                <TextAreaField id="reason" label={t!("task.reason").into_owned()} required=true rows={Some(4)}
                    maxlength={Some(1000)} value={form.value.reason.clone()} error={form.error("/reason")}
                    hint={t!("task.reason_hint").into_owned()} on_input={form.on(|value, text| value.reason = text)} />
            </div>
            <Bar slot="footer" design={BarDesign::Footer}>
                <Button slot="endContent" design={Design::Negative} loading={props.running} on_click={go}>
                    { &props.action }
                </Button>
                <Button slot="endContent" design={Design::Transparent} on_click={props.on_close.clone()}>
                    { t!("action.cancel") }
                </Button>
            </Bar>
        </Dialog>
    }
}
