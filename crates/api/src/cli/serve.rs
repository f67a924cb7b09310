//! `sunlot serve`.

use super::{Failure, tell};
use crate::clock::Clock;
use crate::config::Settings;
use crate::startup;

/// Serves until told to stop.
pub fn serve(settings: Settings, _demo: bool) -> Result<(), Failure> {
    actix_web::rt::System::new().block_on(async move {
        let running = startup::build(settings, Clock::System)?;
        tell(&mut std::io::stdout(), &format!("阳签已启动：http://{}\n", running.address));
        Ok::<_, Failure>(running.server.await?)
    })
}
