//! `sunlot serve`.

use super::{Failure, tell};
use crate::clock::Clock;
use crate::config::Settings;
use crate::{demo, startup};

/// Serves until told to stop; with `demo`, fills an empty database first.
pub fn serve(settings: Settings, demo: bool) -> Result<(), Failure> {
    actix_web::rt::System::new().block_on(async move {
        let running = startup::build(settings, Clock::System)?;
        if demo {
            tell(&mut std::io::stdout(), "正在准备演示数据……\n");
            tell(&mut std::io::stdout(), &demo::fill(&running.state)?);
        }
        let address = running.address;
        tell(
            &mut std::io::stdout(),
            &format!("阳签已启动：http://{address}\n接口文档：http://{address}/docs/\n"),
        );
        let served = running.server.await;
        running.sequencer.finish().await;
        Ok::<_, Failure>(served?)
    })
}
