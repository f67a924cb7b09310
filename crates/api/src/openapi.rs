//! The OpenAPI 3.1 document: collected from the handlers, completed by what all operations have in common.

#[cfg(test)]
mod tests;

use actix_web::App;
use contract::problem::ProblemCode;
use domain::import::Kind;
use domain::{inspector, object};
use utoipa::openapi::path::{Operation, Parameter, ParameterIn};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{
    Components, ContentBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, PathItem, Ref, RefOr,
    Response, ResponseBuilder,
};
use utoipa::{PartialSchema, ToSchema};
use utoipa_actix_web::AppExt;

use crate::auth::session::COOKIE;
use crate::routes;

const DESCRIPTION: &str = "双随机、一公开 supervision whose draws anyone can check.\n\nTimes are RFC 3339 in UTC, days \
    `YYYY-MM-DD`. Errors are RFC 9457 problems: `code` is stable and documented at `/docs/problems`. Unknown query parameters \
    are refused; a method that an address does not have is answered by 405 with `Allow`; `HEAD` works as `GET`. Every operation \
    names the permission it needs as `x-permission`; operations without one are public, but for `/auth/refresh`, which asks \
    for the cookie of a session.";

/// The document.
#[must_use]
pub fn document() -> OpenApi {
    let app = App::new().into_utoipa_app().openapi(frame());
    let (_, mut document) = app.configure(routes::configure).split_for_parts();
    for item in document.paths.paths.values_mut() {
        operations(item).for_each(complete);
    }
    document
}

/// The document as it is committed: pretty, members sorted, a final line break.
///
/// # Errors
/// When it has no JSON form.
pub fn printed() -> Result<String, serde_json::Error> {
    let mut value = serde_json::to_value(document())?;
    value.sort_all_objects();
    Ok(serde_json::to_string_pretty(&value)? + "\n")
}

fn frame() -> OpenApi {
    let info = InfoBuilder::new()
        .title("Sunlot 阳签")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(DESCRIPTION))
        .license(Some(LicenseBuilder::new().name("Apache-2.0").identifier(Some("Apache-2.0")).build()));
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
    let mut components = Components::new();
    components.security_schemes.insert("bearer".to_owned(), RefOr::T(SecurityScheme::Http(bearer)));
    let cookie =
        ApiKeyValue::with_description(COOKIE, "The refresh token of a session, set by `/auth/login`");
    let session = SecurityScheme::ApiKey(ApiKey::Cookie(cookie));
    components.security_schemes.insert("session".to_owned(), RefOr::T(session));
    let problem = contract::problem::Problem::schema();
    components.schemas.insert("Problem".to_owned(), problem);
    let mut nested = Vec::new();
    contract::problem::Problem::schemas(&mut nested);
    components.schemas.extend(nested);
    // The schemas of parameters are not collected by themselves.
    components.schemas.insert(Kind::name().into_owned(), Kind::schema());
    components.schemas.insert(object::Kind::name().into_owned(), object::Kind::schema());
    components.schemas.insert(object::Status::name().into_owned(), object::Status::schema());
    components.schemas.insert(inspector::Status::name().into_owned(), inspector::Status::schema());
    for code in ProblemCode::ALL {
        components.responses.insert(code.row().1.to_owned(), RefOr::T(problem_response(*code)));
    }
    OpenApiBuilder::new().info(info.build()).components(Some(components)).build()
}

fn problem_response(code: ProblemCode) -> Response {
    let (_, name, chinese, english) = code.row();
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).example(Some(
        serde_json::json!({
            "type": format!("/docs/problems#{name}"), "status": code.row().0, "code": name, "title": chinese,
        }),
    ));
    ResponseBuilder::new()
        .description(format!("{english} ({chinese})"))
        .content("application/problem+json", content.build())
        .build()
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.put, &mut item.post, &mut item.patch, &mut item.delete].into_iter().flatten()
}

/// Adds security and every error answer that follows from the shape of an operation.
fn complete(operation: &mut Operation) {
    use ProblemCode as P;
    let permission = operation.extensions.as_ref().is_some_and(|e| e.contains_key("x-permission"));
    let parameter = |place: &ParameterIn| {
        let here = |p: &RefOr<Parameter>| matches!(p, RefOr::T(p) if p.parameter_in == *place);
        operation.parameters.as_ref().is_some_and(|all| all.iter().any(here))
    };
    let mut codes = vec![P::Unavailable, P::Internal];
    if permission {
        codes.extend([P::Unauthenticated, P::Forbidden]);
    }
    if parameter(&ParameterIn::Path) {
        codes.push(P::NotFound);
    }
    if parameter(&ParameterIn::Query) {
        codes.push(P::BadRequest);
    }
    if parameter(&ParameterIn::Header) {
        codes.extend([P::BadRequest, P::Stale, P::PreconditionRequired, P::WrongState]);
    }
    if operation.request_body.is_some() {
        codes.extend([P::BadRequest, P::TooLarge, P::UnsupportedMediaType, P::Invalid, P::WrongState]);
    }
    // The one operation that names its security itself goes on with a session.
    let session = operation.security.is_some();
    if session {
        codes.extend([P::Unauthenticated, P::Forbidden, P::TooManyRequests]);
    }
    if operation.operation_id.as_deref() == Some("sign_in") {
        codes.extend([P::SignInFailed, P::Forbidden]);
    }
    for code in codes {
        let (status, name, ..) = code.row();
        let reference = RefOr::Ref(Ref::from_response_name(name));
        operation.responses.responses.entry(status.to_string()).or_insert(reference);
    }
    let bearer = permission.then(|| SecurityRequirement::new::<_, [_; 0], String>("bearer", []));
    operation.security.get_or_insert(bearer.into_iter().collect());
}
