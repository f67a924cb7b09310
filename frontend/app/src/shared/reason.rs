//! Asking for the reason of what must not be done without one.

use contract::task::Reason;
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::container::{Bar, BarDesign, Dialog};
use ui::field::TextAreaField;
use ui::status::ValueState;
use yew::prelude::*;

use super::form::use_form;
use super::loaded::Complaint;
use super::resource::Action;

/// Properties of [`ReasonDialog`].
#[derive(Properties, Clone, PartialEq)]
pub struct ReasonDialogProps {
    /// What will be done.
    pub title: AttrValue,
    /// What comes of it.
    pub text: AttrValue,
    /// The button's words: the action itself.
    pub action: AttrValue,
    /// Who will read the reason.
    #[prop_or_default]
    pub hint: AttrValue,
    /// The work, for its state.
    pub work: Action,
    /// Does it.
    pub on_reason: Callback<Reason>,
    /// Hears that nothing is to be done.
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
    {
        let form = form.clone();
        use_effect_with(props.work.failure.clone(), move |failure| {
            if let Some(failure) = failure {
                form.complain(failure);
            }
        });
    }
    let failure = props.work.failure.clone().filter(|failure| failure.fields().is_empty());
    html! {
        <Dialog open=true header_text={props.title.clone()} state={ValueState::Critical} keeps={form.changed}
            on_close={props.on_close.clone()}>
            <div class="form reason">
                <p class="question">{ &props.text }</p>
                <Complaint {failure} />
                <TextAreaField id="reason" label={t!("reason.label").into_owned()} required=true rows={Some(4)}
                    maxlength={Some(1000)} value={form.value.reason.clone()} error={form.error("/reason")}
                    hint={props.hint.clone()} on_input={form.on(|value, text| value.reason = text)} />
            </div>
            <Bar slot="footer" design={BarDesign::Footer}>
                <Button slot="endContent" design={Design::Negative} loading={props.work.running} on_click={go}>
                    { &props.action }
                </Button>
                <Button slot="endContent" design={Design::Transparent} on_click={props.on_close.clone()}>
                    { t!("action.cancel") }
                </Button>
            </Bar>
        </Dialog>
    }
}
