//! What all figures share: the binary, the registers, one filled database of each kind.

use std::cell::OnceCell;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use synth::World;
use tempfile::TempDir;

use super::postgres::Cluster;
use crate::process::{Outcome, build_sunlot, output, shown, today};
use crate::registers;

/// The database that holds the imported objects.
pub(crate) const FILLED: &str = "bench";

/// A kind of database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Backend {
    Sqlite,
    Postgres,
}

impl Backend {
    pub(crate) const ALL: [Self; 2] = [Self::Sqlite, Self::Postgres];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// How an import went.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Import {
    pub(crate) duration: Duration,
    /// Most resident memory of the process, kibibytes.
    pub(crate) peak: u32,
}

/// The stage; its folder goes with it.
pub(crate) struct Stage {
    sunlot: OnceCell<PathBuf>,
    world: World,
    folder: TempDir,
    cluster: OnceCell<Cluster>,
    objects: OnceCell<PathBuf>,
    filled: [OnceCell<Import>; 2],
}

impl Stage {
    /// # Errors
    /// When there is no room for its folder.
    pub(crate) fn new(objects: u32) -> Outcome<Self> {
        Ok(Self {
            sunlot: OnceCell::new(),
            world: World::new(1, objects, today()),
            folder: tempfile::Builder::new().prefix("sunlot-bench-").tempdir()?,
            cluster: OnceCell::new(),
            objects: OnceCell::new(),
            filled: [OnceCell::new(), OnceCell::new()],
        })
    }

    pub(crate) fn world(&self) -> &World {
        &self.world
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The PostgreSQL server, started when first needed.
    pub(crate) fn cluster(&self) -> Outcome<&Cluster> {
        once(&self.cluster, Cluster::start)
    }

    /// The file of objects.
    pub(crate) fn objects(&self) -> Outcome<&Path> {
        once(&self.objects, || registers::write(&self.world, "objects", self.folder())).map(PathBuf::as_path)
    }

    /// The address of a database; for PostgreSQL it is made when it is not there.
    pub(crate) fn url(&self, backend: Backend, database: &str) -> Outcome<String> {
        match backend {
            Backend::Sqlite => Ok(format!("sqlite://{}", self.sqlite_file(database).display())),
            Backend::Postgres => self.cluster()?.url(database),
        }
    }

    pub(crate) fn sqlite_file(&self, database: &str) -> PathBuf {
        self.folder().join(format!("{database}.db"))
    }

    /// The product's command line on a database; the release is built when first needed.
    pub(crate) fn sunlot(&self, backend: Backend, database: &str, arguments: &[&str]) -> Outcome<Command> {
        let data = self.folder().join(format!("{database}-{}", backend.name()));
        fs::create_dir_all(&data)?;
        let mut command = Command::new(once(&self.sunlot, || build_sunlot(true))?);
        command.args(arguments).env("SUNLOT_DATABASE_URL", self.url(backend, database)?);
        command.env("SUNLOT_DATA_DIR", data).env("RUST_LOG", "warn");
        Ok(command)
    }

    /// Imports the objects into the database [`FILLED`] of this kind, the first time; says how it went.
    pub(crate) fn filled(&self, backend: Backend) -> Outcome<Import> {
        let [sqlite, postgres] = &self.filled;
        let cell = match backend {
            Backend::Sqlite => sqlite,
            Backend::Postgres => postgres,
        };
        once(cell, || self.fill(backend)).copied()
    }

    fn fill(&self, backend: Backend) -> Outcome<Import> {
        let objects = self.objects()?.display().to_string();
        let divisions = registers::write(&self.world, "divisions", self.folder())?.display().to_string();
        output(&mut self.sunlot(backend, FILLED, &["migrate"])?)?;
        output(&mut self.sunlot(backend, FILLED, &["import", "divisions", &divisions])?)?;
        let mut import = self.sunlot(backend, FILLED, &["import", "objects", &objects])?;
        let report = self.folder().join("report.json");
        import.stdout(File::create(&report)?).stdin(Stdio::null());
        let (duration, peak) = watch(&mut import)?;
        let report: serde_json::Value = serde_json::from_str(&fs::read_to_string(&report)?)?;
        let accepted = report.get("accepted").and_then(serde_json::Value::as_u64);
        if accepted != Some(u64::from(self.world.objects())) {
            return Err(format!("the import accepted {accepted:?} of {} rows", self.world.objects()).into());
        }
        Ok(Import { duration, peak })
    }
}

fn once<T>(cell: &OnceCell<T>, make: impl FnOnce() -> Outcome<T>) -> Outcome<&T> {
    if let Some(made) = cell.get() {
        return Ok(made);
    }
    let made = make()?;
    Ok(cell.get_or_init(|| made))
}

/// Runs a command to its end; its duration and its peak of resident memory in kibibytes.
///
/// # Errors
/// When it does not start or does not succeed.
pub(crate) fn watch(command: &mut Command) -> Outcome<(Duration, u32)> {
    let start = Instant::now();
    let mut child = command.spawn().map_err(|error| format!("`{}`: {error}", shown(command)))?;
    let mut peak = 0;
    loop {
        // The kernel keeps the peak itself; only growth in the last few milliseconds can be missed.
        peak = memory(child.id(), "VmHWM").unwrap_or(peak);
        if let Some(status) = child.try_wait()? {
            let duration = start.elapsed();
            return if status.success() {
                Ok((duration, peak))
            } else {
                Err(format!("`{}`: {status}", shown(command)).into())
            };
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// A line of `/proc/PID/status` in kibibytes; nothing once the process has ended.
pub(crate) fn memory(process: u32, line: &str) -> Option<u32> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let value = status.lines().find_map(|text| text.strip_prefix(line)?.strip_prefix(':'))?;
    value.trim().strip_suffix(" kB")?.parse().ok()
}
