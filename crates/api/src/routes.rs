//! Every operation of the API, feature by feature.

use utoipa_actix_web::service_config::ServiceConfig;

use crate::{
    audit, auth, calendar, dashboard, department, document, draw, health, import, inspection, inspector, job,
    log, matter, object, portal, stage, task, transfer, user,
};

/// Registers every operation; needs no state, so that the OpenAPI document is printed without a database.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(health::is_alive).service(health::is_ready).service(auth::routes::read_public_keys);
    log::routes::configure_tiles(config);
    config.service(utoipa_actix_web::scope("/api/v1").configure(version_1));
}

fn version_1(config: &mut ServiceConfig<'_>) {
    auth::routes::configure(config);
    dashboard::routes::configure(config);
    user::routes::configure(config);
    department::routes::configure(config);
    calendar::routes::configure(config);
    object::routes::configure(config);
    inspector::routes::configure(config);
    matter::routes::configure(config);
    import::routes::configure(config);
    job::routes::configure(config);
    task::routes::configure(config);
    draw::routes::configure(config);
    stage::routes::configure(config);
    inspection::routes::configure(config);
    transfer::routes::configure(config);
    audit::routes::configure(config);
    document::routes::configure(config);
    portal::routes::configure(config);
    log::routes::configure(config);
}
