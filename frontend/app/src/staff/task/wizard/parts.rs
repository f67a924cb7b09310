//! What the steps of the wizard have in common.

use std::rc::Rc;

use ui::text::{Level, Title};
use yew::prelude::*;

use super::draft::Entry;
use super::register::Register;
use crate::shared::form::Form;

/// Properties of every step.
#[derive(Properties, Clone, PartialEq)]
pub struct StepProps {
    /// What is entered.
    pub form: Form<Entry>,
    /// What the fields can be filled with.
    pub register: Rc<Register>,
}

/// What is wrong at this JSON pointer or below it.
pub fn error(form: &Form<Entry>, pointer: &str) -> Option<AttrValue> {
    let below = |error: &contract::problem::FieldError| {
        error.pointer.strip_prefix(pointer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    form.errors_besides(&[]).into_iter().find(below).map(|error| error.detail.into())
}

/// Texts as the fields want them.
pub fn values(texts: &[String]) -> Vec<AttrValue> {
    texts.iter().map(|text| text.clone().into()).collect()
}

/// Properties of [`Part`].
#[derive(Properties, Clone, PartialEq)]
pub struct PartProps {
    /// What it is about.
    pub title: AttrValue,
    /// What to know about it.
    #[prop_or_default]
    pub hint: AttrValue,
    /// Fields.
    pub children: Html,
}

/// A group of fields with a heading.
#[component]
pub fn Part(props: &PartProps) -> Html {
    html! {
        <section class="part">
            <Title level={Level::H2} size={Level::H5}>{ &props.title }</Title>
            if !props.hint.is_empty() { <p class="field-hint">{ &props.hint }</p> }
            { props.children.clone() }
        </section>
    }
}
