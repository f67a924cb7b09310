//! A password that an administrator gives to somebody.

use rust_i18n::t;
use ui::field::TextField;
use ui::input::InputType;
use yew::prelude::*;

/// Properties of [`PasswordField`].
#[derive(Properties, Clone, PartialEq)]
pub(super) struct PasswordFieldProps {
    /// Id of the control.
    pub(super) id: AttrValue,
    /// The password.
    pub(super) value: String,
    /// What is wrong with it.
    pub(super) error: Option<AttrValue>,
    /// Hears of every letter.
    pub(super) on_input: Callback<String>,
}

/// Asks for a new password.
#[component]
pub(super) fn PasswordField(props: &PasswordFieldProps) -> Html {
    html! {
        <TextField id={props.id.clone()} label={t!("user.password").into_owned()} required=true
            kind={InputType::Password} hint={t!("user.password_hint").into_owned()} value={props.value.clone()}
            error={props.error.clone()} on_input={props.on_input.clone()} />
    }
}
