//! Users.

use contract::identity::{NewUser, User, UserChange, UserQuery};
use contract::page::{Page, PageQuery};
use domain::audit::Entry;
use domain::policy::{Action, Role};
use persistence::{Audited, Conflict, Reader, Writer, department, identity, inspector};
use serde_json::json;

use crate::auth::{Caller, password};
use crate::problem::Problem;
use crate::state::State;
use crate::web;

/// Lists users.
pub fn list(
    state: &State,
    caller: &Caller,
    query: &UserQuery,
    page: PageQuery,
) -> Result<Page<User>, Problem> {
    let filter = identity::Filter {
        text: web::given(query.q.as_deref()),
        role: query.role,
        department: query.department,
        active: query.active,
    };
    state.read(caller, Action::UserRead, |reader, _| {
        Ok(web::page(page, identity::list(reader, &filter, web::window(page))?.map(answer)))
    })
}

/// Reads a user.
pub fn get(state: &State, caller: &Caller, id: i64) -> Result<User, Problem> {
    state.read(caller, Action::UserRead, |reader, _| Ok(answer(identity::get(reader, id)?)))
}

/// Creates a user.
pub fn create(state: &State, caller: &Caller, new: &NewUser) -> Result<User, Problem> {
    state.write(caller, Action::UserWrite, |writer, _| insert(writer, new))
}

/// Changes a user.
pub fn update(
    state: &State,
    caller: &Caller,
    id: i64,
    version: i64,
    change: &UserChange,
) -> Result<User, Problem> {
    let password_hash = change.password.as_ref().map(|p| password::hash(p.expose())).transpose()?;
    state.write(caller, Action::UserWrite, |writer, permit| {
        if change.active == Some(false) && permit.actor().user == id {
            return Err(Problem::field("/active", "own_account", "不能停用自己的账号"));
        }
        let stored = identity::UserChange {
            display_name: change.display_name.clone(),
            password_hash: password_hash.clone(),
            active: change.active,
        };
        let user = identity::update(writer, id, version, &stored)?;
        let what = json!({
            "display_name": change.display_name, "active": change.active, "password": password_hash.is_some(),
        });
        Ok(writer.record(Entry::new("user.update", "user", id, &what)?, answer(user))?)
    })
}

/// Creates a user within a transaction that is already allowed to.
pub(crate) fn insert(writer: &mut Writer, new: &NewUser) -> Result<Audited<User>, Problem> {
    let department = new.department.as_deref().map(|code| department_id(writer, code)).transpose()?;
    let inspector = new.inspector.as_deref().map(|code| inspector_id(writer, code)).transpose()?;
    let lacks_department =
        matches!(new.role, Role::Clerk | Role::Leader | Role::Legal) && department.is_none();
    if lacks_department {
        return Err(Problem::field("/department", "required", "此角色须指定所属部门代码"));
    }
    if new.role == Role::Inspector && inspector.is_none() {
        return Err(Problem::field("/inspector", "required", "执法人员账号须指定人员编号"));
    }
    let stored = identity::NewUser {
        username: new.username.clone(),
        display_name: new.display_name.clone(),
        password_hash: password::hash(new.password.expose())?,
        role: new.role,
        department,
        inspector,
    };
    let taken = || Problem::field("/username", "duplicate", "该用户名已被使用，请换一个");
    let user = identity::create(writer, &stored)
        .map_err(|error| Problem::on_conflict(error, Conflict::Duplicate, taken()))?;
    let what = json!({ "username": user.username, "role": new.role, "department": department });
    Ok(writer.record(Entry::new("user.create", "user", user.id, &what)?, answer(user))?)
}

fn department_id(reader: &mut Reader, code: &str) -> Result<i64, Problem> {
    let found = department::departments(reader)?.into_iter().find(|d| d.code == code);
    found
        .map(|d| d.id)
        .ok_or_else(|| Problem::field("/department", "unknown", format!("没有代码为“{code}”的部门")))
}

fn inspector_id(reader: &mut Reader, code: &str) -> Result<i64, Problem> {
    let found = inspector::by_code(reader, code)?;
    found
        .map(|i| i.id)
        .ok_or_else(|| Problem::field("/inspector", "unknown", format!("没有编号为“{code}”的执法人员")))
}

fn answer(user: identity::User) -> User {
    User {
        id: user.id,
        username: user.username,
        display_name: user.display_name,
        role: *user.role,
        department_id: user.department_id,
        inspector_id: user.inspector_id,
        active: user.active,
        created_at: user.created_at.into(),
        version: user.version,
    }
}
