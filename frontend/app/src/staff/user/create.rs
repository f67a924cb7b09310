//! A new user.

use std::rc::Rc;

use contract::identity::{NewUser, User};
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
            if !form.check() {
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
        <Dialog class="user-dialog" open=true header_text={t!("user.new").into_owned()} on_close={props.on_close.clone()}>
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

fn fields(form: &Form<NewUser>, directory: &Directory) -> Html {
    let roles: Vec<_> = Role::ALL
        .iter()
        .map(|role| Labelled { value: role.code().into(), text: words::code("role", *role).into() })
        .collect();
    let none = Labelled { value: "".into(), text: t!("user.choose").into_owned().into() };
    let departments: Vec<_> = std::iter::once(none).chain(directory.department_codes()).collect();
    let value = &form.value;
    let has_department = matches!(value.role, Role::Clerk | Role::Leader | Role::Legal);
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
            if has_department {
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
