//! The end of the server: streams that would never end are closed before connections are waited for.

use actix_web::dev::ServerHandle;
use actix_web::rt::signal;

use crate::draw::watch::Watch;

/// Stops the server at a signal: gracefully when asked to terminate, at once when interrupted.
pub(crate) async fn on_signal(watch: Watch, server: ServerHandle) {
    let graceful = signalled().await;
    watch.close();
    server.stop(graceful).await;
}

#[cfg(unix)]
async fn signalled() -> bool {
    use signal::unix::{SignalKind, signal};
    let (terminate, quit) = (signal(SignalKind::terminate()), signal(SignalKind::quit()));
    let (Ok(mut terminate), Ok(mut quit)) = (terminate, quit) else {
        tracing::warn!("the server cannot be told to terminate gracefully");
        let _interrupted = signal::ctrl_c().await;
        return false;
    };
    tokio::select! {
        _ = terminate.recv() => true,
        _ = quit.recv() => false,
        _ = signal::ctrl_c() => false,
    }
}

#[cfg(not(unix))]
async fn signalled() -> bool {
    let _interrupted = signal::ctrl_c().await;
    false
}
