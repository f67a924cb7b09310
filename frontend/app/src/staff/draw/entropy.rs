//! The public value: typed by the clerk, typed again by a witness who has not seen the first.

use std::rc::Rc;

use contract::round::{CeremonyEvent, EntropyValue, RoundEntropy};
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::field::TextField;
use ui::status::{MessageStrip, StripDesign};
use ui::text::{Level, Title};
use yew::prelude::*;

use super::live::then_read;
use super::standing::Standing;
use crate::format;
use crate::shared::form::{Form, use_form};
use crate::shared::loaded::Complaint;
use crate::shared::notice::use_notices;
use crate::shared::party::called;
use crate::shared::resource::{Action, use_action};
use crate::staff::use_client;

/// Properties of what enters a value.
#[derive(Properties, Clone, PartialEq)]
pub struct EntropyProps {
    /// Key of the task.
    pub task: i64,
    /// How the ceremony stands.
    pub standing: Rc<Standing>,
    /// Reads it again.
    pub refresh: Callback<()>,
}

impl EntropyProps {
    fn entropy(&self) -> Option<&RoundEntropy> {
        self.standing.round()?.entropy.as_ref()
    }
}

/// A form of one value, and what sends it.
#[hook]
fn use_value() -> (Form<EntropyValue>, Action) {
    let form = use_form(|| EntropyValue { value: String::new() });
    let action = use_action();
    {
        let form = form.clone();
        use_effect_with(action.failure.clone(), move |failure| {
            if let Some(failure) = failure {
                form.complain(failure);
            }
        });
    }
    (form, action)
}

/// The clerk types the value; until it is confirmed, another one may take its place.
#[component]
pub fn TypeValue(props: &EntropyProps) -> Html {
    let (client, notices) = (use_client(), use_notices());
    let (form, action) = use_value();
    let Some(entropy) = props.entropy() else { return Html::default() };
    let on_click = {
        let (form, action, props) = (form.clone(), action.clone(), props.clone());
        Callback::from(move |()| {
            if !form.check() {
                return;
            }
            let (client, task, value) = (client.clone(), props.task, form.value.clone());
            let (form, refresh, notices) = (form.clone(), props.refresh.clone(), notices.clone());
            action.run(
                then_read(async move { client.type_entropy(task, &value).await }, refresh),
                move |_| {
                    form.fill(EntropyValue { value: String::new() });
                    notices.done(t!("draw.value_typed"));
                },
            );
        })
    };
    let explained = if entropy.typed_by.is_some() { t!("draw.type_again") } else { t!("draw.type_first") };
    html! {
        <>
            <p>{ t!("draw.entropy_asked", what = entropy.describe) }</p>
            <p>{ explained }</p>
            { field("entropy", &t!("draw.entropy"), &form, &action) }
            <div><Button design={Design::Emphasized} icon="edit" loading={action.running} {on_click}>{ t!("draw.type_value") }</Button></div>
        </>
    }
}

/// A witness types the value again, from its source.
#[component]
pub fn ConfirmValue(props: &EntropyProps) -> Html {
    let (client, notices) = (use_client(), use_notices());
    let (form, action) = use_value();
    let Some(entropy) = props.entropy() else { return Html::default() };
    let on_click = {
        let (form, action, props) = (form.clone(), action.clone(), props.clone());
        Callback::from(move |()| {
            if !form.check() {
                return;
            }
            let (client, task, value) = (client.clone(), props.task, form.value.clone());
            let (form, notices) = (form.clone(), notices.clone());
            let refresh = props.refresh.clone();
            // A value that differs takes the first away, too.
            let work = then_read(async move { client.confirm_entropy(task, &value).await }, refresh);
            action.run(work, move |_| {
                form.fill(EntropyValue { value: String::new() });
                notices.done(t!("draw.value_confirmed"));
            });
        })
    };
    html! {
        <>
            <p>{ t!("draw.entropy_asked", what = entropy.describe) }</p>
            if entropy.typed_by.is_some() {
                <p>{ t!("draw.confirm_explained") }</p>
            } else {
                <p>{ t!("draw.confirm_waits") }</p>
            }
            { field("entropy-again", &t!("draw.entropy_again"), &form, &action) }
            <div>
                <Button design={Design::Emphasized} icon="accept" disabled={entropy.typed_by.is_none()} loading={action.running} {on_click}>
                    { t!("draw.confirm_value") }
                </Button>
            </div>
        </>
    }
}

fn field(id: &'static str, label: &str, form: &Form<EntropyValue>, action: &Action) -> Html {
    let failure = action.failure.clone().filter(|failure| failure.fields().is_empty());
    html! {
        <>
            <Complaint {failure} />
            <TextField {id} label={label.to_owned()} required=true maxlength={Some(500)} value={form.value.value.clone()}
                error={form.error("/value")} on_input={form.on(|entered: &mut EntropyValue, text| entered.value = text)} />
        </>
    }
}

/// Properties of [`Value`].
#[derive(Properties, Clone, PartialEq)]
pub struct ValueProps {
    /// The value and its people.
    pub entropy: RoundEntropy,
    /// Whether the two last typed did not agree.
    pub differs: bool,
}

/// How far the public value is, for everybody.
#[component]
pub fn Value(ValueProps { entropy, differs }: &ValueProps) -> Html {
    let by = |who: &Option<String>, when: Option<chrono::DateTime<chrono::Utc>>| match (who, when) {
        (Some(who), Some(when)) => {
            t!("draw.by_at", who = called(who), time = format::moment(when)).into_owned()
        }
        _ => t!("draw.not_yet").into_owned(),
    };
    let value = entropy.value.clone().unwrap_or_else(|| t!("draw.value_hidden").into_owned());
    html! {
        <section class="sheet">
            <Title level={Level::H2} size={Level::H5}>{ t!("draw.entropy") }</Title>
            if *differs {
                <div role="alert"><MessageStrip design={StripDesign::Critical} hide_close_button=true>{ t!("draw.value_differs") }</MessageStrip></div>
            }
            <dl class="facts">
                <div><dt>{ t!("draw.value_source") }</dt><dd>{ &entropy.describe }</dd></div>
                <div><dt>{ t!("draw.value_typed_by") }</dt><dd>{ by(&entropy.typed_by, entropy.typed_at) }</dd></div>
                <div><dt>{ t!("draw.value_confirmed_by") }</dt><dd>{ by(&entropy.confirmed_by, entropy.confirmed_at) }</dd></div>
                <div><dt>{ t!("draw.value") }</dt><dd class={classes!(entropy.value.is_some().then_some("code"))}>{ value }</dd></div>
            </dl>
        </section>
    }
}

/// Whether the last that happened to the public value of a round is that two differed.
#[must_use]
pub fn differs(events: &[CeremonyEvent], round: u32) -> bool {
    let of_value = |event: &&CeremonyEvent| event.round == round && event.event.starts_with("entropy_");
    events.iter().rev().find(of_value).is_some_and(|event| event.event == "entropy_differs")
}
