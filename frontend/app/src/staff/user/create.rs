//! A new user.

use std::rc::Rc;

use contract::identity::{NewUser, User};
use contract::problem::FieldError;
use contract::secret::Secret;
use domain::Coded;
use domain::policy::Role;
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::container::{Bar, BarDesign, Dialog};
use ui::field::{Labelled, SelectField, TextField};
use yew::prelude::*;

use super::password::PasswordField;
use crate::shared::filter::given;
use crate::shared::form::{Form, use_form};
use crate::shared::loaded::Complaint;
use crate::shared::notice::use_notices;
use crate::shared::resource::use_action;
use crate::shared::words;
use crate::staff::directory::Directory;
use crate::staff::use_client;

/// Properties of [`CreateDialog`].
#[derive(Properties, Clone, PartialEq)]
pub(super) struct CreateDialogProps {
    /// The departments.
    pub(super) directory: Rc<Directory>,
    /// Hears of the key of the new user.
    pub(super) on_created: Callback<i64>,
    /// Hears that the dialog is left.
    pub(super) on_close: Callback<()>,
}

/// Asks for a new user.
#[component]
pub(super) fn CreateDialog(props: &CreateDialogProps) -> Html {
    let form = use_form(empty);
    let action = use_action();
    let (client, notices) = (use_client(), use_notices());
    {
        let form = form.clone();
        use_effect_with(action.failure.clone(), move |failure| {
            if let Some(failure) = failure {
                form.complain(failure);
            }
        });
    }
    let create = {
        let (form, action, on_created) = (form.clone(), action.clone(), props.on_created.clone());
        Callback::from(move |()| {
            let lacking = lacking(&form.value);
            if !form.check_with(lacking) {
                return;
            }
            let (client, notices, on_created, new) =
                (client.clone(), notices.clone(), on_created.clone(), form.value.clone());
            let form = form.clone();
            action.run(async move { client.create_user(&new).await }, move |user: User| {
                // Nothing is unsaved any more.
                form.fill(form.value.clone());
                notices.done(t!("user.created", name = user.display_name));
                on_created.emit(user.id);
            });
        })
    };
    let failure = action.failure.clone().filter(|failure| failure.fields().is_empty());
    html! {
        <Dialog class="user-dialog" open=true header_text={t!("user.new").into_owned()} keeps={form.changed} on_close={props.on_close.clone()}>
            <div class="form">
                <Complaint {failure} />
                { fields(&form, &props.directory) }
            </div>
            <Bar slot="footer" design={BarDesign::Footer}>
                <Button slot="endContent" design={Design::Emphasized} loading={action.running} on_click={create}>
                    { t!("user.create") }
                </Button>
                <Button slot="endContent" design={Design::Transparent} on_click={props.on_close.clone()}>
                    { t!("action.cancel") }
                </Button>
            </Bar>
        </Dialog>
    }
}

fn empty() -> NewUser {
    NewUser {
        username: String::new(),
        display_name: String::new(),
        password: Secret::new(""),
        role: Role::Clerk,
        department: None,
        inspector: None,
    }
}

/// What this role needs besides, and a sign-in name that is easily typed.
fn lacking(user: &NewUser) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let mut check = |wrong: bool, pointer: &str, words: std::borrow::Cow<'static, str>| {
        if wrong {
            let detail = words.into_owned();
            errors.push(FieldError { pointer: pointer.to_owned(), code: "entry".to_owned(), detail });
        }
    };
    let allowed = |c: char| c.is_ascii_alphanumeric() || ".-_@".contains(c);
    check(!user.username.chars().all(allowed), "/username", t!("user.username_wrong"));
    let no_department = has_department(user.role) && user.department.is_none();
    check(no_department, "/department", t!("user.department_required"));
    let no_inspector = user.role == Role::Inspector && user.inspector.is_none();
    check(no_inspector, "/inspector", t!("user.inspector_required"));
    errors
}

/// Whether a role belongs to a department.
fn has_department(role: Role) -> bool {
    matches!(role, Role::Clerk | Role::Leader | Role::Legal)
}

fn fields(form: &Form<NewUser>, directory: &Directory) -> Html {
    let roles: Vec<_> = Role::ALL
        .iter()
        .map(|role| Labelled { value: role.code().into(), text: words::code("role", *role).into() })
        .collect();
    let none = Labelled { value: "".into(), text: t!("user.choose").into_owned().into() };
    let departments: Vec<_> = std::iter::once(none).chain(directory.department_codes()).collect();
    let value = &form.value;
    let on_role = form.on(|user, code: String| {
        if let Some(role) = Role::from_code(&code) {
            user.role = role;
            // What the other role needed, this one does not have.
            user.department = None;
            user.inspector = None;
        }
    });
    html! {
        <>
            <TextField id="display_name" label={t!("user.display_name").into_owned()} required=true maxlength={Some(64)}
                value={value.display_name.clone()} error={form.error("/display_name")}
                on_input={form.on(|user, text| user.display_name = text)} />
            <TextField id="new_username" label={t!("user.username").into_owned()} required=true maxlength={Some(64)}
                value={value.username.clone()} error={form.error("/username")}
                hint={t!("user.username_hint").into_owned()}
                on_input={form.on(|user, text| user.username = text)} />
            <SelectField id="role" label={t!("user.role").into_owned()} required=true choices={roles}
                value={value.role.code()} error={form.error("/role")} on_change={on_role} />
            if has_department(value.role) {
                <SelectField id="department" label={t!("user.department").into_owned()} required=true
                    choices={departments} value={value.department.clone().unwrap_or_default()}
                    error={form.error("/department")}
                    on_change={form.on(|user, code| user.department = given(code))} />
            }
            if value.role == Role::Inspector {
                <TextField id="inspector" label={t!("user.inspector").into_owned()} required=true
                    hint={t!("user.inspector_hint").into_owned()}
                    value={value.inspector.clone().unwrap_or_default()} error={form.error("/inspector")}
                    on_input={form.on(|user, code| user.inspector = given(code))} />
            }
            <PasswordField id="new_password" value={value.password.expose().to_owned()} error={form.error("/password")}
                on_input={form.on(|user, text: String| user.password = Secret::new(text))} />
        </>
    }
}
