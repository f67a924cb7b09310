//! Sign-in, sign-out, and what one may know of oneself.

use chrono::Duration;
use contract::identity::{AccessToken, Me, SignIn};
use contract::problem::ProblemCode;
use domain::Coded;
use domain::audit::Entry;
use domain::policy::{self, Action};
use persistence::identity;
use persistence::{Author, Error, Writer};
use serde_json::json;

use super::{Caller, password, tokens};
use crate::problem::Problem;
use crate::state::State;

/// Failures in a row after which sign-in is locked for a while (OWASP ASVS 5.0, 6.3.1).
const MOST_FAILURES: i32 = 5;
const LOCKED_MINUTES: i64 = 15;

/// Exchanges name and password for a token. Unknown names, wrong passwords, locked and inactive users get the same
/// answer in the same time.
pub fn sign_in(state: &State, given: &SignIn) -> Result<AccessToken, Problem> {
    let now = state.clock.now();
    let user = match state.database.read(|reader| identity::by_username(reader, &given.username)) {
        Ok(user) => Some(user),
        Err(Error::NotFound) => None,
        Err(error) => return Err(error.into()),
    };
    let right = password::matches(given.password.expose(), user.as_ref().map(|u| u.password_hash.as_str()));
    let Some(user) = user else { return Err(refused()) };
    let locked = user.locked_until.is_some_and(|until| chrono::DateTime::from(until) > now);
    if !user.active || locked {
        return Err(refused());
    }
    if !right {
        let until = now + Duration::minutes(LOCKED_MINUTES);
        let count = |writer: &mut Writer| identity::count_failure(writer, user.id, MOST_FAILURES, until);
        let failures = state.database.keep_house(now, count)?;
        tracing::info!(user = user.id, failures, "a failed sign-in");
        return Err(refused());
    }
    let author = Author { user: Some(user.id), name: user.display_name.clone() };
    state.database.write(author, now, |writer| {
        identity::clear_failures(writer, user.id)?;
        writer.record(Entry::new("user.sign_in", "user", user.id, &json!({}))?, ()).map_err(Problem::from)
    })?;
    Ok(AccessToken {
        access_token: state.tokens.issue(user.id, user.epoch, now)?,
        token_type: "Bearer".to_owned(),
        expires_in: tokens::LIFETIME,
    })
}

/// The same words whatever was wrong, so that nobody learns which names exist.
fn refused() -> Problem {
    let detail = "用户名或密码不正确，或账号暂不可用；连续失败 5 次将锁定 15 分钟";
    Problem::with(ProblemCode::SignInFailed, detail)
}

/// Revokes every token of the caller.
pub fn sign_out(state: &State, caller: &Caller) -> Result<(), Problem> {
    state.write(caller, Action::AccountRead, |writer, permit| {
        identity::revoke_tokens(writer, permit.actor().user)?;
        let entry = Entry::new("user.sign_out", "user", permit.actor().user, &json!({}))?;
        Ok(writer.record(entry, ())?)
    })
}

/// Who the caller is.
pub fn me(state: &State, caller: &Caller) -> Result<Me, Problem> {
    state.read(caller, Action::AccountRead, |reader, permit| {
        let user = identity::get(reader, permit.actor().user)?;
        let granted = Action::ALL.iter().filter(|action| policy::allows(*user.role, **action));
        Ok(Me {
            id: user.id,
            username: user.username,
            display_name: user.display_name,
            role: *user.role,
            department_id: user.department_id,
            inspector_id: user.inspector_id,
            permissions: granted.map(|action| action.code().to_owned()).collect(),
        })
    })
}
