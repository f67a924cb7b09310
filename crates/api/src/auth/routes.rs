//! `/auth`: sign-in, sign-out, oneself; and the public keys.

use actix_web::{HttpResponse, get, post, web};
use contract::identity::{AccessToken, Me, SignIn};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{Caller, service};
use crate::problem::Problem;
use crate::state::State;
use crate::web::Valid;

/// Sign in.
///
/// Answers an access token that is valid for 15 minutes. Five failures in a row lock the account for 15 minutes.
#[utoipa::path(tag = "auth", request_body = SignIn, responses((status = 200, description = "The token", body = AccessToken)))]
#[post("/auth/login")]
pub async fn sign_in(
    state: web::Data<State>,
    given: Valid<SignIn>,
) -> Result<web::Json<AccessToken>, Problem> {
    state.change(move |state| service::sign_in(state, &given.0)).await.map(web::Json)
}

/// Sign out everywhere.
///
/// Revokes every access token of the caller at once.
#[utoipa::path(
    tag = "auth",
    extensions(("x-permission" = json!("account.read"))),
    responses((status = 204, description = "Done"))
)]
#[post("/auth/logout")]
pub async fn sign_out(state: web::Data<State>, caller: Caller) -> Result<HttpResponse, Problem> {
    state.change(move |state| service::sign_out(state, &caller)).await?;
    Ok(HttpResponse::NoContent().finish())
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
    config.service(sign_in).service(sign_out).service(read_me);
}
