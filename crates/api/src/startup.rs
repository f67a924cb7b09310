//! The one start-up path, for the binary and for tests.

use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::middleware::{Compress, DefaultHeaders, from_fn};
use actix_web::{App, HttpServer, web};
use contract::problem::ProblemCode;
use persistence::{Database, Options, job};
use secrecy::ExposeSecret;
use tracing_actix_web::TracingLogger;
use utoipa_actix_web::AppExt;
use utoipa_swagger_ui::SwaggerUi;

use crate::auth::tokens::Tokens;
use crate::calendar::service::enter_official;
use crate::clock::Clock;
use crate::config::Settings;
use crate::draw::{spool, watch};
use crate::log::worker::Worker;
use crate::operations::{self, Operations};
use crate::problem::{self, Problem};
use crate::site::{Built, Site};
use crate::state::State;
use crate::web::head;
use crate::{log, node, openapi, routes, stop};

/// Why the server did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A folder or port is not to be had.
    #[error("{0}: {1}")]
    Io(String, std::io::Error),
    /// The database is not to be had.
    #[error("{0}")]
    Database(#[from] persistence::Error),
    /// Something else that the log explains.
    #[error("{0}")]
    Problem(#[from] Problem),
}

/// A server that listens.
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// What its handlers share.
    pub state: State,
    /// Ends when the server was told to stop.
    pub server: Server,
    /// Sequences the log meanwhile; to be finished after the server.
    pub sequencer: Worker,
}

/// Opens the database of these settings, migrated.
///
/// # Errors
/// [`StartError`].
pub fn open(settings: &Settings) -> Result<Database, StartError> {
    let folder = &settings.data_dir;
    create_private(folder)
        .map_err(|e| StartError::Io(format!("cannot create the data folder {}", folder.display()), e))?;
    let url = settings.database_url.expose_secret().to_owned();
    let database = Database::open(&Options { url, pool_size: settings.pool_size })?;
    for name in database.migrate()? {
        tracing::info!(migration = %name, "migrated");
    }
    Ok(database)
}

/// Keys, secrets and personal data live here: nobody else on the machine may look.
fn create_private(folder: &std::path::Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Puts together what handlers share.
///
/// # Errors
/// [`StartError`].
pub fn state(settings: Settings, clock: Clock) -> Result<State, StartError> {
    let database = open(&settings)?;
    enter_official(&database, clock.now())?;
    let left = |e| StartError::Io("cannot tidy the data folder".to_owned(), e);
    spool::sweep(&settings.data_dir).map_err(left)?;
    let unnamed = |e| StartError::Io("cannot keep the id of this node".to_owned(), e);
    let node = node::id(&settings.data_dir).map_err(unnamed)?;
    let interrupted = database.keep_house(clock.now(), |writer| job::fail_interrupted(writer, &node))?;
    if interrupted > 0 {
        tracing::warn!(interrupted, "jobs were cut off by the last stop");
    }
    log::key::ensure(&database, &settings.public_url, clock.now())?;
    let tokens = Tokens::load(&database, clock.now())?;
    Ok(State::new(database, tokens, clock, settings, node))
}

/// Listens; the server runs once its future is awaited.
///
/// # Errors
/// [`StartError`].
pub fn build(settings: Settings, clock: Clock) -> Result<Running, StartError> {
    build_with::<Built>(settings, clock)
}

/// As [`build`], with the files of another site.
///
/// # Errors
/// [`StartError`].
pub fn build_with<S: Site>(settings: Settings, clock: Clock) -> Result<Running, StartError> {
    let wanted = settings.listen;
    let taken = |e| StartError::Io(format!("cannot listen on {wanted}"), e);
    // Before all else: what runs already on this port, and on the same data, is not to be tidied away.
    let listener = TcpListener::bind(wanted).map_err(taken)?;
    let state = state(settings, clock)?;
    let address = listener.local_addr().map_err(taken)?;
    let (shared, document) = (web::Data::new(state.clone()), openapi::document());
    let operations = web::Data::new(Operations::of(&document).map_err(Problem::from)?);
    let factory = move || {
        let app = App::new().app_data(shared.clone()).app_data(operations.clone()).app_data(path_config());
        // Before the scope of the API, which would answer for its document.
        app.route("/docs/problems", web::get().to(problem::catalogue))
            .service(SwaggerUi::new("/docs/{_:.*}").url("/api/v1/openapi.json", document.clone()))
            .service(web::redirect("/docs", "/docs/"))
            .into_utoipa_app()
            .configure(routes::configure)
            .into_app()
            .default_service(web::to(operations::unanswered::<S>))
            .wrap(from_fn(operations::refuse_unknown))
            .wrap(from_fn(problem::localise))
            .wrap(from_fn(head))
            .wrap(Compress::default())
            .wrap(security_headers())
            .wrap(TracingLogger::default())
    };
    let server = HttpServer::new(factory).shutdown_timeout(10).listen(listener).map_err(taken)?;
    let server = server.disable_signals().run();
    actix_web::rt::spawn(stop::on_signal(state.watch.clone(), server.handle()));
    actix_web::rt::spawn(watch::look_out(state.clone()));
    actix_web::rt::spawn(watch::keep_time(state.clone()));
    let interval = Duration::from_millis(state.settings.log_interval.get().into());
    let sequencer = log::worker::start(state.clone(), interval);
    Ok(Running { address, state, server, sequencer })
}

/// A key that is no number names nothing.
fn path_config() -> web::PathConfig {
    web::PathConfig::default().error_handler(|_, _| Problem::new(ProblemCode::NotFound).into())
}

/// OWASP ASVS 5.0, 3.4. The documentation page needs inline styles; the pages of the site have a policy of their own.
/// They take photographs; nothing else of what a browser may grant is used.
fn security_headers() -> DefaultHeaders {
    DefaultHeaders::new()
        .add(("X-Content-Type-Options", "nosniff"))
        .add(("Referrer-Policy", "no-referrer"))
        .add(("X-Frame-Options", "DENY"))
        .add((
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; \
             base-uri 'none'; form-action 'none'",
        ))
        .add((
            "Permissions-Policy",
            "camera=(self), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
        ))
        .add(("Cross-Origin-Opener-Policy", "same-origin"))
        .add(("Cross-Origin-Resource-Policy", "same-origin"))
        .add(("Cache-Control", "no-store"))
}
