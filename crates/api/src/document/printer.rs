//! The one press, made when the first document is asked for: looking for fonts would delay the start.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::thread::available_parallelism;

use chrono::{DateTime, Utc};
use documents::{Error, Press, PressOptions};
use tokio::sync::Semaphore;

use crate::config::Settings;
use crate::problem::Problem;

/// Prints documents, not more at once than there are processors.
pub struct Printer {
    data_dir: PathBuf,
    press: OnceLock<Press>,
    desks: Semaphore,
}

impl From<Error> for Problem {
    fn from(cause: Error) -> Self {
        Self::internal(&cause)
    }
}

impl Printer {
    /// A printer of this deployment. Its folders `templates` and `fonts`, below the data folder, are used if they are
    /// there when the first document is printed.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        let desks = available_parallelism().map_or(1, usize::from);
        Self { data_dir: settings.data_dir.clone(), press: OnceLock::new(), desks: Semaphore::new(desks) }
    }

    /// Makes a document off the web workers, within the caller's span.
    ///
    /// # Errors
    /// `internal` when a template or the fonts are not in order; the log says what is wrong.
    pub async fn print<W>(self: &Arc<Self>, at: DateTime<Utc>, work: W) -> Result<Vec<u8>, Problem>
    where
        W: FnOnce(&Press, DateTime<Utc>) -> Result<Vec<u8>, Error> + Send + 'static,
    {
        let (printer, span) = (Arc::clone(self), tracing::Span::current());
        let _desk = self.desks.acquire().await.map_err(|cause| Problem::internal(&cause))?;
        let task = actix_web::web::block(move || span.in_scope(|| work(printer.press()?, at)));
        Ok(task.await.map_err(|cause| Problem::internal(&cause))??)
    }

    fn press(&self) -> Result<&Press, Error> {
        if let Some(press) = self.press.get() {
            return Ok(press);
        }
        let folder = |name| Some(self.data_dir.join(name)).filter(|folder| folder.is_dir());
        let options = PressOptions {
            template_dir: folder("templates"),
            font_dirs: folder("fonts").into_iter().collect(),
            ..PressOptions::default()
        };
        let press = Press::new(options)?;
        Ok(self.press.get_or_init(|| press))
    }
}
