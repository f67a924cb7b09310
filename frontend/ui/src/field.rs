//! A label, a control, a hint, and the complaint about what was entered.

use yew::prelude::*;

use crate::input::{Choice, DatePicker, Input, InputType, MultiChoice, MultiComboBox, Select, TextArea};
use crate::status::ValueState;
use crate::text::Label;

/// Properties that every field has.
#[derive(Properties, Clone, PartialEq)]
pub struct FieldProps {
    /// Id of the control.
    pub id: AttrValue,
    /// Label.
    pub label: AttrValue,
    /// Whether it must be filled in.
    #[prop_or_default]
    pub required: bool,
    /// What is wrong and what to do.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// How to fill it in.
    #[prop_or_default]
    pub hint: AttrValue,
    /// The control.
    #[prop_or_default]
    pub children: Html,
}

/// Frame of a field.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    html! {
        <div class="field">
            <Label control={props.id.clone()} required={props.required}>{ &props.label }</Label>
            { props.children.clone() }
            if let Some(error) = &props.error {
                <div class="field-error" role="alert">{ error }</div>
            } else if !props.hint.is_empty() {
                <div class="field-hint">{ &props.hint }</div>
            }
        </div>
    }
}

/// The state a control shows.
#[must_use]
pub fn state_of(error: Option<&AttrValue>) -> ValueState {
    if error.is_some() { ValueState::Negative } else { ValueState::None }
}

/// What a control says in its own bubble; without it, that would be a general word over the words of the field.
fn complaint(error: Option<&AttrValue>) -> Html {
    error.map(|error| html! { <div slot="valueStateMessage">{ error }</div> }).unwrap_or_default()
}

/// Makes a field of a control: what every field has, and what this one adds.
macro_rules! field {
    (
        $(#[$meta:meta])*
        $name:ident($props:ident) {
            $($(#[$field_meta:meta])* $field:ident: $type:ty,)*
        }
        |$binding:ident, $state:ident, $complaint:ident| $control:expr
        $(, wrong $wrong:expr)?
    ) => {
        #[doc = concat!("Properties of [`", stringify!($name), "`].")]
        #[derive(Properties, Clone, PartialEq)]
        pub struct $props {
            /// Id of the control.
            pub id: AttrValue,
            /// Label.
            pub label: AttrValue,
            /// Whether it must be filled in.
            #[prop_or_default]
            pub required: bool,
            /// Whether it cannot be changed now.
            #[prop_or_default]
            pub disabled: bool,
            /// What is wrong and what to do.
            #[prop_or_default]
            pub error: Option<AttrValue>,
            /// How to fill it in.
            #[prop_or_default]
            pub hint: AttrValue,
            $($(#[$field_meta])* #[prop_or_default] pub $field: $type,)*
        }

        $(#[$meta])*
        #[component]
        pub fn $name($binding: &$props) -> Html {
            let error = $binding.error.clone();
            // What the control itself cannot take is said first.
            $(let error = $wrong.or(error);)?
            let $state = state_of(error.as_ref());
            let $complaint = complaint(error.as_ref());
            html! {
                <Field id={$binding.id.clone()} label={$binding.label.clone()} required={$binding.required}
                    {error} hint={$binding.hint.clone()}>
                    { $control }
                </Field>
            }
        }
    };
}

field! {
    /// One line of text.
    TextField(TextFieldProps) {
        /// The text.
        value: AttrValue,
        /// Hears of every letter.
        on_input: Callback<String>,
        /// Hears of the text when the field is left, or Enter pressed.
        on_change: Callback<String>,
        /// What is taken.
        kind: InputType,
        /// Shown while empty.
        placeholder: AttrValue,
        /// Most characters.
        maxlength: Option<u32>,
    }
    |props, value_state, complaint| html! {
        <Input id={props.id.clone()} name={props.id.clone()} accessible_name={props.label.clone()}
            accessible_description={props.hint.clone()} {value_state} kind={props.kind} required={props.required}
            disabled={props.disabled} placeholder={props.placeholder.clone()} maxlength={props.maxlength}
            value={props.value.clone()} on_input={props.on_input.clone()} on_change={props.on_change.clone()}>
            { complaint }
        </Input>
    }
}

field! {
    /// Lines of text.
    TextAreaField(TextAreaFieldProps) {
        /// The text.
        value: AttrValue,
        /// Hears of every letter.
        on_input: Callback<String>,
        /// Shown while empty.
        placeholder: AttrValue,
        /// Rows shown.
        rows: Option<u32>,
        /// Most characters.
        maxlength: Option<u32>,
    }
    |props, value_state, complaint| html! {
        <TextArea id={props.id.clone()} accessible_name={props.label.clone()} accessible_description={props.hint.clone()}
            {value_state} required={props.required} disabled={props.disabled} rows={props.rows}
            placeholder={props.placeholder.clone()} maxlength={props.maxlength}
            value={props.value.clone()} on_input={props.on_input.clone()}>
            { complaint }
        </TextArea>
    }
}

/// A value and the words for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// Value.
    pub value: AttrValue,
    /// Words.
    pub text: AttrValue,
}

field! {
    /// One of several.
    SelectField(SelectFieldProps) {
        /// The value chosen.
        value: AttrValue,
        /// The choices.
        choices: Vec<Labelled>,
        /// Hears of the value chosen.
        on_change: Callback<String>,
    }
    |props, value_state, complaint| html! {
        <Select id={props.id.clone()} accessible_name={props.label.clone()} accessible_description={props.hint.clone()}
            {value_state} required={props.required} disabled={props.disabled}
            value={props.value.clone()} on_change={props.on_change.clone()}>
            { for props.choices.iter().map(|choice| html! {
                <Choice key={choice.value.to_string()} value={choice.value.clone()} selected={choice.value == props.value}>
                    { &choice.text }
                </Choice>
            }) }
            // A value that is none of the choices is shown as it is, rather than another one in its place.
            if !props.value.is_empty() && props.choices.iter().all(|choice| choice.value != props.value) {
                <Choice key="unknown" value={props.value.clone()} selected=true>{ &props.value }</Choice>
            }
            { complaint }
        </Select>
    }
}

field! {
    /// Several of many.
    MultiSelectField(MultiSelectFieldProps) {
        /// The values chosen.
        values: Vec<AttrValue>,
        /// The choices.
        choices: Vec<Labelled>,
        /// Hears of the values chosen.
        on_change: Callback<Vec<String>>,
        /// Shown while nothing is chosen.
        placeholder: AttrValue,
    }
    |props, value_state, complaint| html! {
        <MultiComboBox id={props.id.clone()} accessible_name={props.label.clone()} {value_state}
            required={props.required} disabled={props.disabled} placeholder={props.placeholder.clone()}
            selected={props.values.clone()} on_change={props.on_change.clone()}>
            { for props.choices.iter().map(|choice| html! {
                <MultiChoice key={choice.value.to_string()} value={choice.value.clone()} text={choice.text.clone()} />
            }) }
            { complaint }
        </MultiComboBox>
    }
}

field! {
    /// A day, `YYYY-MM-DD`.
    DateField(DateFieldProps) {
        /// The day, or nothing.
        value: AttrValue,
        /// Hears of the day.
        on_change: Callback<String>,
        /// First day that may be chosen.
        min: AttrValue,
        /// Last day that may be chosen.
        max: AttrValue,
    }
    |props, value_state, complaint| html! {
        <DatePicker id={props.id.clone()} accessible_name={props.label.clone()} accessible_description={props.hint.clone()}
            {value_state} required={props.required} disabled={props.disabled} format_pattern="yyyy-MM-dd"
            min_date={props.min.clone()} max_date={props.max.clone()}
            value={props.value.clone()} on_change={props.on_change.clone()}>
            { complaint }
        </DatePicker>
    }
}

field! {
    /// A whole number. What is none is told as [`u32::MAX`], complained about by `wrong`, and stays as it was typed.
    NumberField(NumberFieldProps) {
        /// The number.
        value: u32,
        /// What to do about something that is no whole number, or too large a one.
        wrong: AttrValue,
        /// Hears of the number.
        on_change: Callback<u32>,
    }
    |props, value_state, complaint| html! {
        <Digits id={props.id.clone()} label={props.label.clone()} hint={props.hint.clone()} {value_state}
            required={props.required} disabled={props.disabled} value={props.value} on_change={props.on_change.clone()}>
            { complaint }
        </Digits>
    },
    wrong (props.value == u32::MAX).then(|| props.wrong.clone())
}

#[derive(Properties, Clone, PartialEq)]
struct DigitsProps {
    id: AttrValue,
    label: AttrValue,
    hint: AttrValue,
    value_state: ValueState,
    required: bool,
    disabled: bool,
    value: u32,
    on_change: Callback<u32>,
    children: Html,
}

/// A number as it is typed: while it stands for the value, the text stays as it is.
#[component]
fn Digits(props: &DigitsProps) -> Html {
    let typed = use_state(|| AttrValue::from(props.value.to_string()));
    let value = if number(&typed) == props.value { (*typed).clone() } else { props.value.to_string().into() };
    let on_input = {
        let (typed, on_change) = (typed.clone(), props.on_change.clone());
        Callback::from(move |text: String| {
            on_change.emit(number(&text));
            typed.set(text.into());
        })
    };
    // What was left empty shows what it is taken for.
    let on_change = Callback::from(move |text: String| {
        if number(&text) != u32::MAX {
            typed.set(number(&text).to_string().into());
        }
    });
    html! {
        <Input id={props.id.clone()} kind={InputType::Number} accessible_name={props.label.clone()}
            accessible_description={props.hint.clone()} value_state={props.value_state} required={props.required}
            disabled={props.disabled} {value} {on_input} {on_change}>
            { props.children.clone() }
        </Input>
    }
}

/// The number that a text is, nothing being 0; [`u32::MAX`] for what is no whole number, or too large a one.
fn number(text: &str) -> u32 {
    let text = text.trim();
    match text {
        "" => 0,
        _ if text.bytes().all(|b| b.is_ascii_digit()) => text.parse().unwrap_or(u32::MAX),
        _ => u32::MAX,
    }
}

#[cfg(test)]
mod tests;
