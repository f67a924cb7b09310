//! Memory of a server that has just been used a little and now rests.

use std::thread;
use std::time::Duration;

use super::figure::Figure;
use super::http::Client;
use super::server::Server;
use super::stage::{Backend, FILLED, Stage};
use crate::process::Outcome;

/// # Errors
/// When the server does not start or answer.
pub(crate) fn measure(stage: &Stage) -> Outcome<Vec<Figure>> {
    let mut figures = Vec::new();
    for backend in Backend::ALL {
        stage.filled(backend)?;
        let server = Server::start(stage, backend, FILLED)?;
        let client = Client::new(stage, backend, FILLED, &server, "integration", None)?;
        client.get("/objects", &[])?;
        thread::sleep(Duration::from_secs(3));
        figures.push(
            Figure::memory(format!("idle memory, {}", backend.name()), server.memory()?).at_most(120.0),
        );
    }
    Ok(figures)
}
