//! `/auth`: sign-in, going on, sign-out, oneself; and the public keys.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use contract::identity::{AccessToken, Me, PasswordChange, SignIn};
use contract::problem::ProblemCode;
use utoipa_actix_web::service_config::ServiceConfig;

use super::Caller;
use super::service::{self, Granted};
use super::session::{self, RefreshToken, SameOrigin};
use crate::problem::Problem;
use crate::state::State;
use crate::web::Valid;

/// Sign in.
///
/// Answers an access token that is valid for 15 minutes. Five failures in a row lock the account for 15 minutes.
///
/// Begins a session, too: its refresh token comes as the cookie `sunlot_refresh`, for browsers. The session that
/// this cookie stood for before ends.
#[utoipa::path(
    tag = "auth",
    request_body = SignIn,
    responses((
        status = 200,
        description = "The token",
        body = AccessToken,
        headers(("Set-Cookie" = String, description = "The first refresh token of the session")),
    ))
)]
#[post("/auth/login")]
pub async fn sign_in(
    state: web::Data<State>,
    _: SameOrigin,
    request: HttpRequest,
    given: Valid<SignIn>,
) -> Result<HttpResponse, Problem> {
    let before = RefreshToken::of(&request);
    let granted = state.change(move |state| service::sign_in(state, &given.0, before.as_ref())).await?;
    Ok(answer(&state, &granted))
}

/// Go on with a session.
///
/// Exchanges the refresh token in the cookie `sunlot_refresh` for an access token and the next cookie. A session ends
/// after 8 hours without use, 12 hours after the sign-in, with a sign-out, a new password or a deactivation: then, as
/// without a cookie, the answer is 401 and takes the cookie away.
///
/// A token serves once. One that was replaced less than 10 seconds ago serves once more, for two tabs at once; a third
/// gets 429 and finds the next cookie in its browser. Later use is taken for theft and ends the session. Requests of
/// other sites (`Sec-Fetch-Site`) are refused.
#[utoipa::path(
    tag = "auth",
    security(("session" = [])),
    responses((
        status = 200,
        description = "The token",
        body = AccessToken,
        headers(("Set-Cookie" = String, description = "The next refresh token of the session")),
    ))
)]
#[post("/auth/refresh")]
pub async fn refresh_session(
    state: web::Data<State>,
    _: SameOrigin,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let granted = match RefreshToken::of(&request) {
        Some(presented) => state.change(move |state| service::refresh(state, &presented)).await,
        None => Err(service::ended()),
    };
    match granted {
        Ok(granted) => Ok(answer(&state, &granted)),
        Err(problem) if problem.code == ProblemCode::Unauthenticated => Ok(without_session(&state, problem)),
        Err(problem) => Err(problem),
    }
}

fn answer(state: &State, granted: &Granted) -> HttpResponse {
    let cookie = granted.refresh.cookie(granted.lives, &state.settings);
    HttpResponse::Ok().cookie(cookie).json(&granted.access)
}

/// The problem, and the order to forget the cookie.
fn without_session(state: &State, problem: Problem) -> HttpResponse {
    let mut response = HttpResponse::from_error(problem);
    match response.add_cookie(&session::removal(&state.settings)) {
        Ok(()) => response,
        Err(cause) => HttpResponse::from_error(Problem::internal(&cause)),
    }
}

/// Sign out everywhere.
///
/// Revokes every access token of the caller at once, ends their sessions and takes the cookie `sunlot_refresh` away.
#[utoipa::path(
    tag = "auth",
    extensions(("x-permission" = json!("account.read"))),
    responses((status = 204, description = "Done"))
)]
#[post("/auth/logout")]
pub async fn sign_out(state: web::Data<State>, caller: Caller) -> Result<HttpResponse, Problem> {
    state.change(move |state| service::sign_out(state, &caller)).await?;
    Ok(HttpResponse::NoContent().cookie(session::removal(&state.settings)).finish())
}

/// Change one's own password.
///
/// Takes the present password and the next one. Every session of the caller ends; the answer begins a new one, as a
/// sign-in does. Five wrong present passwords in a row lock the account for 15 minutes.
#[utoipa::path(
    tag = "auth",
    request_body = PasswordChange,
    extensions(("x-permission" = json!("account.read"))),
    responses((
        status = 200,
        description = "The token",
        body = AccessToken,
        headers(("Set-Cookie" = String, description = "The first refresh token of the session")),
    ))
)]
#[post("/auth/password")]
pub async fn change_password(
    state: web::Data<State>,
    _: SameOrigin,
    caller: Caller,
    given: Valid<PasswordChange>,
) -> Result<HttpResponse, Problem> {
    let work = move |state: &State| service::change_password(state, &caller, &given.0);
    let granted = state.change(work).await?;
    Ok(answer(&state, &granted))
}

/// Read one's own account.
///
/// Role, department and the codes of all permissions that the role grants.
#[utoipa::path(
    tag = "auth",
    extensions(("x-permission" = json!("account.read"))),
    responses((status = 200, description = "The account", body = Me))
)]
#[get("/auth/me")]
pub async fn read_me(state: web::Data<State>, caller: Caller) -> Result<web::Json<Me>, Problem> {
    state.run(move |state| service::me(state, &caller)).await.map(web::Json)
}

/// Read the public keys.
///
/// The Ed25519 keys that access tokens are checked with, as a JSON Web Key Set (RFC 7517).
#[utoipa::path(tag = "auth", responses((status = 200, description = "The keys", body = serde_json::Value)))]
#[get("/.well-known/jwks.json")]
pub async fn read_public_keys(state: web::Data<State>) -> HttpResponse {
    HttpResponse::Ok().json(state.tokens.public_keys())
}

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(sign_in)
        .service(refresh_session)
        .service(sign_out)
        .service(change_password)
        .service(read_me);
}
