//! Who is signed in, and what they do about it: another language, another password, signing out.

use contract::identity::PasswordChange;
use contract::problem::FieldError;
use contract::secret::Secret;
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::container::{Bar, BarDesign, Dialog, Popover};
use ui::field::TextField;
use ui::input::InputType;
use validator::Validate;
use yew::prelude::*;

use super::directory::use_directory;
use super::{use_client, use_me};
use crate::client::Session;
use crate::shared::form::{Form, faults, use_form};
use crate::shared::language;
use crate::shared::loaded::Complaint;
use crate::shared::notice::use_notices;
use crate::shared::resource::use_action;
use crate::shared::words;

/// Properties of [`AccountMenu`].
#[derive(Properties, Clone, PartialEq)]
pub struct AccountMenuProps {
    /// Whether it is shown.
    pub open: bool,
    /// Hears that it is not any more.
    pub on_close: Callback<()>,
    /// Shows another language.
    pub on_language: Callback<String>,
}

/// The account, opened by the element with the id `account`.
#[component]
pub fn AccountMenu(props: &AccountMenuProps) -> Html {
    let session = use_context::<Session>();
    let leaving = use_action();
    let changing = use_state(|| false);
    let set = |to: bool| {
        let (changing, on_close) = (changing.clone(), props.on_close.clone());
        Callback::from(move |()| {
            on_close.emit(());
            changing.set(to);
        })
    };
    let sign_out = {
        let leaving = leaving.clone();
        Callback::from(move |()| {
            if let Some(session) = session.clone() {
                leaving.run(async move { session.sign_out().await }, |()| ());
            }
        })
    };
    let others = language::LANGUAGES.iter().filter(|(code, _)| *code != language::current());
    html! {
        <>
            <Popover opener="account" open={props.open} accessible_name={t!("account.title").into_owned()}
                on_close={props.on_close.clone()}>
                <div class="account">
                    // Names of departments are asked for when somebody wants to see them.
                    if props.open { <Who /> }
                    <Complaint failure={leaving.failure.clone()} />
                    <Button design={Design::Transparent} icon="key" on_click={set(true)}>{ t!("account.password") }</Button>
                    { for others.map(|(code, name)| {
                        let on_click = props.on_language.reform(move |()| (*code).to_owned());
                        html! { <Button key={*code} design={Design::Transparent} icon="globe" {on_click}>{ *name }</Button> }
                    }) }
                    <Button design={Design::Transparent} icon="log" loading={leaving.running} on_click={sign_out}>
                        { t!("session.sign_out") }
                    </Button>
                </div>
            </Popover>
            if *changing {
                <PasswordDialog on_close={set(false)} />
            }
        </>
    }
}

#[component]
fn Who() -> Html {
    let directory = use_directory();
    let Some(me) = use_me() else { return Html::default() };
    html! {
        <div class="account-who">
            <strong>{ &me.display_name }</strong>
            <span class="field-hint">{ words::pair(&t!("session.username"), &me.username) }</span>
            <span class="field-hint">{ words::pair(&t!("user.role"), words::code("role", me.role)) }</span>
            if let Some(id) = me.department_id {
                <span class="field-hint">{ words::pair(&t!("user.department"), directory.department(id)) }</span>
            }
        </div>
    }
}

/// What is entered.
#[derive(Debug, Clone, Default, PartialEq)]
struct Entry {
    current: String,
    new: String,
    repeat: String,
}

impl Entry {
    /// The change, or what is wrong with it.
    fn read(&self) -> Result<PasswordChange, Vec<FieldError>> {
        let change =
            PasswordChange { current: Secret::new(self.current.clone()), new: Secret::new(self.new.clone()) };
        let mut wrong = change.validate().map_or_else(|errors| faults(&errors, ""), |()| Vec::new());
        if self.repeat != self.new {
            wrong.push(FieldError {
                pointer: "/repeat".to_owned(),
                code: "repeat".to_owned(),
                detail: t!("account.repeat_differs").into_owned(),
            });
        }
        if wrong.is_empty() { Ok(change) } else { Err(wrong) }
    }
}

#[derive(Properties, Clone, PartialEq)]
struct PasswordDialogProps {
    on_close: Callback<()>,
}

/// Asks for the password now and the one from now on.
#[component]
fn PasswordDialog(PasswordDialogProps { on_close }: &PasswordDialogProps) -> Html {
    let form = use_form(Entry::default);
    let (client, notices, action) = (use_client(), use_notices(), use_action());
    {
        let form = form.clone();
        use_effect_with(action.failure.clone(), move |failure| {
            if let Some(failure) = failure {
                form.complain(failure);
            }
        });
    }
    let change = {
        let (form, action, on_close) = (form.clone(), action.clone(), on_close.clone());
        Callback::from(move |()| {
            let change = match form.value.read() {
                Ok(change) => change,
                Err(wrong) => return form.show(wrong),
            };
            let (client, notices, on_close, form) =
                (client.clone(), notices.clone(), on_close.clone(), form.clone());
            action.run(async move { client.change_password(&change).await }, move |()| {
                // Nothing is unsaved any more.
                form.fill(Entry::default());
                notices.done(t!("account.changed"));
                on_close.emit(());
            });
        })
    };
    let failure = action.failure.clone().filter(|failure| failure.fields().is_empty());
    html! {
        <Dialog class="user-dialog" open=true header_text={t!("account.password").into_owned()} keeps={form.changed}
            on_close={on_close.clone()}>
            <div class="form">
                <Complaint {failure} />
                { fields(&form) }
            </div>
            <Bar slot="footer" design={BarDesign::Footer}>
                <Button slot="endContent" design={Design::Emphasized} loading={action.running} on_click={change}>
                    { t!("account.change") }
                </Button>
                <Button slot="endContent" design={Design::Transparent} on_click={on_close.clone()}>
                    { t!("action.cancel") }
                </Button>
            </Bar>
        </Dialog>
    }
}

fn fields(form: &Form<Entry>) -> Html {
    let value = &form.value;
    html! {
        <>
            <TextField id="password_current" label={t!("account.current").into_owned()} required=true
                kind={InputType::Password} value={value.current.clone()} error={form.error("/current")}
                on_input={form.on(|entry, text| entry.current = text)} />
            <TextField id="password_new" label={t!("account.new").into_owned()} required=true
                kind={InputType::Password} hint={t!("account.new_hint").into_owned()} value={value.new.clone()}
                error={form.error("/new")} on_input={form.on(|entry, text| entry.new = text)} />
            <TextField id="password_repeat" label={t!("account.repeat").into_owned()} required=true
                kind={InputType::Password} value={value.repeat.clone()} error={form.error("/repeat")}
                on_input={form.on(|entry, text| entry.repeat = text)} />
        </>
    }
}
