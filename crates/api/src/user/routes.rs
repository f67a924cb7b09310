//! `/users`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, put, web};
use contract::identity::{NewUser, User, UserChange, UserQuery};
use contract::page::{Page, PageQuery};
use utoipa_actix_web::service_config::ServiceConfig;

use super::service;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;
use crate::web::{IfMatch, Paged, Valid, versioned};

/// List users.
///
/// By sign-in name; those who may not sign in, too.
#[utoipa::path(
    tag = "users",
    params(UserQuery, PageQuery),
    extensions(("x-permission" = json!("user.read"))),
    responses((status = 200, description = "One page", body = Page<User>))
)]
#[get("/users")]
pub async fn list_users(
    state: web::Data<State>,
    caller: Caller,
    query: Paged<UserQuery>,
) -> Result<web::Json<Page<User>>, Problem> {
    state.run(move |state| service::list(state, &caller, &query.filter, query.page)).await.map(web::Json)
}

/// Create a user.
///
/// Clerk, leader and legal need a department, an inspector the code of the inspector that the user is.
#[utoipa::path(
    tag = "users",
    request_body = NewUser,
    extensions(("x-permission" = json!("user.write"))),
    responses((status = 201, description = "The user", body = User))
)]
#[post("/users")]
pub async fn create_user(
    state: web::Data<State>,
    caller: Caller,
    new: Valid<NewUser>,
) -> Result<HttpResponse, Problem> {
    let user = state.change(move |state| service::create(state, &caller, &new.0)).await?;
    Ok(versioned(StatusCode::CREATED, user.version, &user))
}

/// Read a user.
///
/// The `ETag` of the answer is what an update must name.
#[utoipa::path(
    tag = "users",
    params(("id" = i64, Path, description = "Key of the user")),
    extensions(("x-permission" = json!("user.read"))),
    responses((status = 200, description = "The user", body = User))
)]
#[get("/users/{id}")]
pub async fn read_user(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
) -> Result<HttpResponse, Problem> {
    let user = state.run(move |state| service::get(state, &caller, *id)).await?;
    Ok(versioned(StatusCode::OK, user.version, &user))
}

/// Change a user.
///
/// A new password and a deactivation sign the user out everywhere.
#[utoipa::path(
    tag = "users",
    request_body = UserChange,
    params(("id" = i64, Path, description = "Key of the user"), IfMatch),
    extensions(("x-permission" = json!("user.write"))),
    responses((status = 200, description = "The user", body = User))
)]
#[put("/users/{id}")]
pub async fn update_user(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<i64>,
    version: IfMatch,
    change: Valid<UserChange>,
) -> Result<HttpResponse, Problem> {
    let work = move |state: &State| service::update(state, &caller, *id, version.0, &change.0);
    let user = state.change(work).await?;
    Ok(versioned(StatusCode::OK, user.version, &user))
}

pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(list_users).service(create_user).service(read_user).service(update_user);
}
