//! Sign-in, going on with a session, sign-out, and what one may know of oneself.

use chrono::{DateTime, Duration, TimeDelta, Utc};
use contract::identity::{AccessToken, Me, PasswordChange, SignIn};
use contract::problem::ProblemCode;
use domain::Coded;
use domain::audit::Entry;
use domain::policy::{self, Action};
use persistence::identity::{self, User, UserChange};
use persistence::session::{self, Rotation};
use persistence::{Author, Error, Writer};
use serde_json::json;

use super::session::{RefreshToken, TERMS};
use super::{Caller, password, tokens};
use crate::problem::Problem;
use crate::state::State;

/// Failures in a row after which sign-in is locked for a while (OWASP ASVS 5.0, 6.3.1).
const MOST_FAILURES: i32 = 5;
const LOCKED_MINUTES: i64 = 15;

/// What a sign-in, or a session that goes on, gives.
pub struct Granted {
    /// For the `Authorization` header.
    pub access: AccessToken,
    /// For the cookie.
    pub refresh: RefreshToken,
    /// How long the cookie lives.
    pub lives: TimeDelta,
}

/// Exchanges name and password for tokens. The session that the browser had before ends, whoever's it was (OWASP ASVS
/// 5.0, 7.2.4).
pub fn sign_in(state: &State, given: &SignIn, before: Option<&RefreshToken>) -> Result<Granted, Problem> {
    let now = state.clock.now();
    let user = recognise(state, given, now)?;
    let refresh = RefreshToken::random()?;
    let author = Author { user: Some(user.id), name: user.display_name.clone() };
    let expires_at = state.database.write(author, now, |writer| {
        identity::clear_failures(writer, user.id)?;
        if let Some(before) = before {
            session::leave(writer, &before.hash())?;
        }
        let expires_at = session::begin(writer, &user, &refresh.hash(), TERMS)?;
        let entry = Entry::new("user.sign_in", "user", user.id, &json!({}))?;
        writer.record(entry, expires_at).map_err(Problem::from)
    })?;
    tidy(state, now);
    grant(state, &user, refresh, expires_at - now)
}

/// Who has this name and password. Unknown names, wrong passwords, locked and inactive users get the same answer in
/// the same time.
fn recognise(state: &State, given: &SignIn, now: DateTime<Utc>) -> Result<User, Problem> {
    let user = match state.database.read(|reader| identity::by_username(reader, &given.username)) {
        Ok(user) => Some(user),
        Err(Error::NotFound) => None,
        Err(error) => return Err(error.into()),
    };
    let right = password::matches(given.password.expose(), user.as_ref().map(|u| u.password_hash.as_str()));
    let Some(user) = user else { return Err(refused()) };
    let locked = user.locked_until.is_some_and(|until| DateTime::from(until) > now);
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
    Ok(user)
}

fn grant(state: &State, user: &User, refresh: RefreshToken, lives: TimeDelta) -> Result<Granted, Problem> {
    let access = AccessToken {
        access_token: state.tokens.issue(user.id, user.epoch, state.clock.now())?,
        token_type: "Bearer".to_owned(),
        expires_in: tokens::LIFETIME,
    };
    Ok(Granted { access, refresh, lives })
}

/// Forgets the sessions that are over: only sign-ins make more of them. What is left lying waits for the next one.
fn tidy(state: &State, now: DateTime<Utc>) {
    if let Err(error) = state.database.keep_house(now, session::forget_expired) {
        tracing::warn!(%error, "sessions that are over could not be forgotten");
    }
}

/// Exchanges a refresh token for the next one and an access token. When one comes that was replaced long ago, two have
/// it, and one of them is a thief: the session of both ends.
pub fn refresh(state: &State, presented: &RefreshToken) -> Result<Granted, Problem> {
    let now = state.clock.now();
    let next = RefreshToken::random()?;
    let (hash, next_hash) = (presented.hash(), next.hash());
    let rotate = |writer: &mut Writer| session::rotate(writer, &hash, &next_hash, TERMS);
    match state.database.keep_house(now, rotate)? {
        Rotation::Rotated { user, expires_at } => grant(state, &user, next, expires_at - now),
        Rotation::Raced => {
            Err(Problem { retry_after: Some(1), ..Problem::new(ProblemCode::TooManyRequests) })
        }
        Rotation::Reused { session, user } => {
            revoke(state, session, user, now)?;
            Err(ended())
        }
        Rotation::Refused => Err(ended()),
    }
}

/// Ends a session whose token was stolen.
fn revoke(state: &State, id: i64, user: i64, now: DateTime<Utc>) -> Result<(), Problem> {
    tracing::warn!(session = id, user, "a refresh token was used after its replacement: the session ends");
    let author = Author { user: None, name: "system".to_owned() };
    state.database.write(author, now, |writer| {
        session::revoke(writer, id)?;
        let what = json!({ "session": id, "reason": "refresh_token_reused" });
        writer.record(Entry::new("user.session_revoke", "user", user, &what)?, ()).map_err(Problem::from)
    })
}

/// Whatever ended it: the browser has no session.
pub fn ended() -> Problem {
    Problem::with(ProblemCode::Unauthenticated, "登录已失效，请重新登录")
}

/// The same words whatever was wrong, so that nobody learns which names exist.
fn refused() -> Problem {
    let detail = "用户名或密码不正确，或账号暂不可用；连续失败 5 次将锁定 15 分钟";
    Problem::with(ProblemCode::SignInFailed, detail)
}

/// Revokes every token of the caller. Sessions end with it: they carry the epoch that access tokens carry.
pub fn sign_out(state: &State, caller: &Caller) -> Result<(), Problem> {
    state.write(caller, Action::AccountRead, |writer, permit| {
        identity::revoke_tokens(writer, permit.actor().user)?;
        let entry = Entry::new("user.sign_out", "user", permit.actor().user, &json!({}))?;
        Ok(writer.record(entry, ())?)
    })
}

/// Gives the caller another password. All sessions end; this browser gets a new one (OWASP ASVS 5.0, 7.4.3).
pub fn change_password(state: &State, caller: &Caller, given: &PasswordChange) -> Result<Granted, Problem> {
    let me = me(state, caller)?;
    let now = state.clock.now();
    let shown = SignIn { username: me.username, password: given.current.clone() };
    let wrong = || Problem::field("/current", "wrong", "当前密码不正确；连续输错 5 次将锁定 15 分钟");
    recognise(state, &shown, now)
        .map_err(|problem| if problem.code == ProblemCode::SignInFailed { wrong() } else { problem })?;
    if given.current.expose() == given.new.expose() {
        return Err(Problem::field("/new", "unchanged", "新密码须与当前密码不同"));
    }
    let change = UserChange {
        display_name: None,
        password_hash: Some(password::hash(given.new.expose())?),
        active: None,
    };
    let refresh = RefreshToken::random()?;
    let (user, expires_at) = state.write(caller, Action::AccountRead, |writer, permit| {
        let stored = identity::get(writer, permit.actor().user)?;
        let user = identity::update(writer, stored.id, stored.version, &change)?;
        let expires_at = session::begin(writer, &user, &refresh.hash(), TERMS)?;
        let entry = Entry::new("user.update", "user", user.id, &json!({ "password": true }))?;
        Ok(writer.record(entry, (user, expires_at))?)
    })?;
    grant(state, &user, refresh, expires_at - now)
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
