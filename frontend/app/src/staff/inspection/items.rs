//! The check items of each matter, and its result.

use contract::inspection::FormMatter;
use contract::matter::CheckItem;
use domain::Coded;
use domain::inspection::{Outcome, ResultCode};
use rust_i18n::t;
use ui::container::Panel;
use ui::field::{Labelled, SelectField, TextAreaField};
use ui::input::RadioButton;
use ui::status::ValueState;
use yew::prelude::*;

use super::entry::Entry;
use crate::shared::form::Form;
use crate::shared::words;

/// Properties of [`Matters`].
#[derive(Properties, Clone, PartialEq)]
pub struct MattersProps {
    /// The unified form.
    pub matters: Vec<FormMatter>,
    /// What is entered.
    pub form: Form<Entry>,
}

/// The matters of the unified form.
#[component]
pub fn Matters(props: &MattersProps) -> Html {
    let mut first = 0;
    html! {
        { for props.matters.iter().enumerate().map(|(place, matter)| {
            let from = first;
            first += matter.check_items.len();
            html! {
                <Panel key={matter.id} fixed=true header_text={format!("{} {}", matter.code, matter.name)}>
                    <p class="legal-basis">{ &matter.legal_basis }</p>
                    { for matter.check_items.iter().enumerate().map(|(at, item)| html! {
                        <Item key={item.id} item={item.clone()} place={from + at} form={props.form.clone()} />
                    }) }
                    { matter_result(&props.form, matter, place, props.matters.len() == 1) }
                </Panel>
            }
        }) }
    }
}

fn matter_result(form: &Form<Entry>, matter: &FormMatter, place: usize, only: bool) -> Html {
    let id = matter.id;
    let on_change = form.on(move |entry: &mut Entry, code: String| {
        let Some(result) = ResultCode::from_code(&code) else { return };
        entry.results.insert(id, result);
        // Of one matter alone the whole has the same result, unless somebody says otherwise.
        if only && entry.result.is_none() {
            entry.result = Some(result);
        }
    });
    let value = form.value.results.get(&id).map(|result| result.code()).unwrap_or_default();
    html! {
        <SelectField id={format!("results-{place}-result")} label={t!("inspection.matter_result").into_owned()}
            required=true {value} choices={choices::<ResultCode>("result")} {on_change}
            error={form.error(&format!("/results/{place}/result"))} />
    }
}

/// All values of a vocabulary, after one that says to choose.
pub fn choices<C: Coded>(vocabulary: &str) -> Vec<Labelled> {
    let none = Labelled { value: "".into(), text: t!("inspection.choose").into_owned().into() };
    let choice =
        |value: &C| Labelled { value: value.code().into(), text: words::code(vocabulary, *value).into() };
    std::iter::once(none).chain(C::ALL.iter().map(choice)).collect()
}

#[derive(Properties, Clone, PartialEq)]
struct ItemProps {
    item: CheckItem,
    place: usize,
    form: Form<Entry>,
}

#[component]
fn Item(ItemProps { item, place, form }: &ItemProps) -> Html {
    let id = item.id;
    let chosen = form.value.outcomes.get(&id).copied();
    let error = form.error(&format!("/items/{place}/outcome"));
    let text_error = form.error(&format!("/items/{place}/text"));
    let text = form.value.text(id).to_owned();
    let must = matches!(chosen, Some(Outcome::Fail | Outcome::NotInspected));
    let state = if error.is_some() { ValueState::Negative } else { ValueState::None };
    let on_text = form.on(move |entry: &mut Entry, text: String| {
        entry.texts.insert(id, text);
    });
    html! {
        <fieldset class="check-item" id={format!("items-{place}-outcome")} tabindex="-1">
            <legend>{ format!("{}. {}", place + 1, item.text) }</legend>
            <div class="outcomes" role="radiogroup" aria-label={item.text.clone()}>
                { for Outcome::ALL.iter().map(|outcome| {
                    let outcome = *outcome;
                    let on_change = form.on(move |entry: &mut Entry, checked: bool| {
                        if checked {
                            entry.outcomes.insert(id, outcome);
                        }
                    });
                    html! {
                        <RadioButton key={outcome.code()} class={classes!("outcome", outcome.code())}
                            name={format!("item-{id}")} text={words::code("outcome", outcome)} value={outcome.code()}
                            checked={chosen == Some(outcome)} value_state={state} {on_change} />
                    }
                }) }
            </div>
            if let Some(error) = error {
                <div class="field-error" role="alert">{ error }</div>
            }
            if must || !text.is_empty() || text_error.is_some() {
                <TextAreaField id={format!("items-{place}-text")} label={t!("inspection.seen").into_owned()}
                    required={must} rows={Some(3)} value={text} error={text_error} on_input={on_text}
                    hint={t!("inspection.seen_hint").into_owned()} />
            }
        </fieldset>
    }
}
