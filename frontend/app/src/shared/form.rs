//! Forms: what was entered, what is wrong with it, whether leaving would lose it.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use contract::problem::FieldError;
use gloo_events::{EventListener, EventListenerOptions};
use rust_i18n::t;
use validator::{Validate, ValidationErrors, ValidationErrorsKind};
use yew::prelude::*;

use super::confirm::{Question, use_confirm};
use crate::bridge;
use crate::client::Failure;

/// A form over a value.
#[derive(Clone, PartialEq)]
pub struct Form<T: PartialEq + Clone + 'static> {
    /// What is entered.
    pub value: T,
    /// Whether it differs from what it was filled with.
    pub changed: bool,
    latest: Rc<RefCell<T>>,
    state: UseStateHandle<T>,
    start: Rc<RefCell<T>>,
    errors: UseStateHandle<Vec<FieldError>>,
}

impl<T: PartialEq + Clone + 'static> Form<T> {
    /// Changes what is entered.
    pub fn with(&self, change: impl FnOnce(&mut T)) {
        // Of the newest value: two fields may tell something before the page is drawn again.
        change(&mut self.latest.borrow_mut());
        self.state.set(self.latest.borrow().clone());
    }

    /// A callback that changes what is entered by what a field tells.
    pub fn on<V: 'static>(&self, change: impl Fn(&mut T, V) + 'static) -> Callback<V> {
        let form = self.clone();
        Callback::from(move |told: V| form.with(|value| change(value, told)))
    }

    /// Fills it: with what was saved, so that nothing is unsaved.
    pub fn fill(&self, value: T) {
        self.latest.replace(value.clone());
        self.start.replace(value.clone());
        self.state.set(value);
        self.errors.set(Vec::new());
    }

    /// What is wrong at this JSON pointer.
    #[must_use]
    pub fn error(&self, pointer: &str) -> Option<AttrValue> {
        let error = self.errors.iter().find(|error| error.pointer == pointer)?;
        Some(error.detail.clone().into())
    }

    /// What is wrong elsewhere than at these pointers: to be shown above the form.
    #[must_use]
    pub fn errors_besides(&self, shown: &[&str]) -> Vec<FieldError> {
        self.errors.iter().filter(|error| !shown.contains(&error.pointer.as_str())).cloned().collect()
    }

    /// Shows what the server found wrong.
    pub fn complain(&self, failure: &Failure) {
        self.errors.set(failure.fields().to_vec());
    }

    /// Shows what is wrong.
    pub fn show(&self, errors: Vec<FieldError>) {
        self.errors.set(errors);
    }

    /// Whether the contract's own rules are kept; if not, the fields say why.
    pub fn check(&self) -> bool
    where
        T: Validate,
    {
        self.check_with(Vec::new())
    }

    /// As [`Form::check`], with what else is wrong.
    pub fn check_with(&self, others: Vec<FieldError>) -> bool
    where
        T: Validate,
    {
        let mut errors = self.value.validate().map_or_else(|errors| faults(&errors, ""), |()| Vec::new());
        errors.extend(others);
        let good = errors.is_empty();
        self.errors.set(errors);
        good
    }
}

/// A form filled with `start`; asks before its page is left with something unsaved.
#[hook]
pub fn use_form<T: PartialEq + Clone + 'static>(start: impl FnOnce() -> T) -> Form<T> {
    let form = use_kept_form(start);
    use_unsaved(form.changed);
    use_guard(&form);
    form
}

/// A form filled with `start`, whose page keeps what is entered: it can be left at any time.
#[hook]
pub fn use_kept_form<T: PartialEq + Clone + 'static>(start: impl FnOnce() -> T) -> Form<T> {
    let start = use_mut_ref(start);
    let state = use_state(|| start.borrow().clone());
    let latest = use_mut_ref(|| start.borrow().clone());
    let errors = use_state(Vec::new);
    let changed = *state != *start.borrow();
    Form { value: (*state).clone(), changed, latest, state, start, errors }
}

/// Asks before another page is shown while the form holds something unsaved.
#[hook]
fn use_guard<T: PartialEq + Clone + 'static>(form: &Form<T>) {
    let (latest, start, confirm) = (form.latest.clone(), form.start.clone(), use_confirm());
    use_effect_with(form.changed, move |changed| {
        // What was saved a moment ago is not unsaved, although the page was not drawn since.
        let unsaved = move || *latest.borrow() != *start.borrow();
        let ask = move |go: js_sys::Function| {
            confirm.ask(Question {
                title: t!("form.leave_title").into_owned(),
                text: t!("form.leave_text").into_owned(),
                action: t!("form.leave").into_owned(),
                hurts: true,
                // It cannot fail: it goes where the browser was going.
                then: Callback::from(move |()| drop(go.call0(&js_sys::global()))),
            });
        };
        let guard = changed.then(|| bridge::Guard::new(unsaved, ask));
        move || drop(guard)
    });
}

/// Lets the browser ask before the page is closed while something is unsaved.
#[hook]
pub fn use_unsaved(unsaved: bool) {
    use_effect_with(unsaved, |unsaved| {
        let listener = unsaved.then(web_sys::window).flatten().map(|window| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "beforeunload", options, |event| event.prevent_default())
        });
        move || drop(listener)
    });
}

/// What `validator` found, in words, by JSON pointer.
#[must_use]
pub fn faults(errors: &ValidationErrors, at: &str) -> Vec<FieldError> {
    let mut found = Vec::new();
    for (field, kind) in errors.errors() {
        let pointer = format!("{at}/{field}");
        match kind {
            ValidationErrorsKind::Field(errors) => found.extend(errors.iter().map(|error| FieldError {
                pointer: pointer.clone(),
                code: error.code.to_string(),
                detail: words(error).into_owned(),
            })),
            ValidationErrorsKind::Struct(inner) => found.extend(faults(inner, &pointer)),
            ValidationErrorsKind::List(items) => {
                found.extend(
                    items.iter().flat_map(|(place, inner)| faults(inner, &format!("{pointer}/{place}"))),
                );
            }
        }
    }
    found
}

fn words(error: &validator::ValidationError) -> Cow<'static, str> {
    if let Some(message) = &error.message {
        return message.clone();
    }
    let limit = |name: &str| error.params.get(name).map(ToString::to_string);
    let text = error.code == "length";
    match (limit("equal"), limit("min"), limit("max")) {
        (Some(equal), _, _) => t!("form.length_equal", n = equal),
        (_, Some(min), _) if min == "1" && text => t!("form.required"),
        (_, Some(min), Some(max)) if text => t!("form.length_between", min = min, max = max),
        (_, Some(min), None) if text => t!("form.length_at_least", min = min),
        (_, None, Some(max)) if text => t!("form.length_at_most", max = max),
        (_, Some(min), Some(max)) => t!("form.between", min = min, max = max),
        (_, Some(min), None) => t!("form.at_least", min = min),
        (_, None, Some(max)) => t!("form.at_most", max = max),
        _ => t!("form.wrong"),
    }
}
