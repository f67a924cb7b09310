//! Settings: defaults, overridden by `sunlot.toml`, by `SUNLOT_…` variables, by flags; each knows where it came from.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use secrecy::SecretString;
use url::Url;

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Built in.
    Default,
    /// `sunlot.toml`.
    File(PathBuf),
    /// An environment variable.
    Variable(String),
    /// The command line.
    Flag,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Variable(name) => f.write_str(name),
            Self::Flag => f.write_str("flag"),
        }
    }
}

/// All settings.
#[derive(Clone)]
pub struct Settings {
    /// `sqlite:///path/file.db` or `postgres://…`.
    pub database_url: SecretString,
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Where uploads, templates and the embedded database live.
    pub data_dir: PathBuf,
    /// Where the public reaches this server; printed as QR codes on documents.
    pub public_url: String,
    /// Database connections at most.
    pub pool_size: u32,
    /// Milliseconds between two steps of the log's sequencer.
    pub log_interval: NonZeroU32,
    sources: BTreeMap<&'static str, (String, Source)>,
}

/// What is wrong with a setting.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read {0}: {1}")]
    File(PathBuf, String),
    /// The file names a setting that does not exist.
    #[error("{0} names {1:?}, which is no setting; settings are: {2}")]
    Unknown(PathBuf, String, String),
    /// A value does not fit.
    #[error("{name} = {value:?} (from {source_of}) is wrong: {expected}")]
    Value {
        /// The setting.
        name: &'static str,
        /// Its value.
        value: String,
        /// Where the value came from.
        source_of: Source,
        /// What fits.
        expected: &'static str,
    },
}

const NAMES: [&str; 6] = ["database_url", "listen", "data_dir", "public_url", "pool_size", "log_interval"];

/// Values from flags, by the name of the setting.
pub type Flags = BTreeMap<&'static str, String>;

impl Settings {
    /// Puts the settings together from `sunlot.toml` in the working folder, the environment and flags.
    ///
    /// # Errors
    /// [`ConfigError`], which names the setting, its value and where that came from.
    #[allow(clippy::disallowed_methods)] // this is where variables are read
    pub fn load(flags: &Flags) -> Result<Self, ConfigError> {
        let variables = NAMES
            .iter()
            .filter_map(|name| std::env::var(variable(name)).ok().map(|value| (*name, value)))
            .collect();
        Self::assemble(Path::new("sunlot.toml"), &variables, flags)
    }

    /// As [`Settings::load`], from given sources.
    ///
    /// # Errors
    /// As [`Settings::load`].
    pub fn assemble(file: &Path, variables: &Flags, flags: &Flags) -> Result<Self, ConfigError> {
        let mut values: BTreeMap<&'static str, (String, Source)> = BTreeMap::from([
            ("listen", ("127.0.0.1:8080".to_owned(), Source::Default)),
            ("data_dir", ("data".to_owned(), Source::Default)),
            ("pool_size", ("8".to_owned(), Source::Default)),
            ("log_interval", ("500".to_owned(), Source::Default)),
        ]);
        for (name, value) in read_file(file)? {
            values.insert(name, (value, Source::File(file.to_owned())));
        }
        for (name, value) in variables {
            values.insert(name, (value.clone(), Source::Variable(variable(name))));
        }
        for (name, value) in flags {
            values.insert(name, (value.clone(), Source::Flag));
        }
        let data_dir = text(&values, "data_dir");
        values
            .entry("database_url")
            .or_insert_with(|| (format!("sqlite://{data_dir}/sunlot.db"), Source::Default));
        let listen = text(&values, "listen");
        values.entry("public_url").or_insert_with(|| (format!("http://{listen}"), Source::Default));
        Ok(Self {
            database_url: text(&values, "database_url").into(),
            listen: parsed(&values, "listen", "an address and port such as 127.0.0.1:8080")?,
            data_dir: PathBuf::from(data_dir),
            public_url: text(&values, "public_url"),
            pool_size: parsed::<NonZeroU32>(&values, "pool_size", "a number of connections, 1 or more")?
                .get(),
            log_interval: parsed(&values, "log_interval", "a number of milliseconds, 1 or more")?,
            sources: values,
        })
    }

    /// One line per setting: value and source, passwords masked.
    #[must_use]
    pub fn printed(&self) -> String {
        let line = |(name, (value, source)): (&&str, &(String, Source))| {
            format!("{name} = {:?}  # {source}\n", masked(value))
        };
        self.sources.iter().map(line).collect()
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.printed())
    }
}

fn variable(name: &str) -> String {
    format!("SUNLOT_{}", name.to_uppercase())
}

fn text(values: &BTreeMap<&'static str, (String, Source)>, name: &str) -> String {
    values.get(name).map(|(value, _)| value.clone()).unwrap_or_default()
}

fn parsed<T: std::str::FromStr>(
    values: &BTreeMap<&'static str, (String, Source)>,
    name: &'static str,
    expected: &'static str,
) -> Result<T, ConfigError> {
    let (value, source) = values.get(name).cloned().unwrap_or((String::new(), Source::Default));
    value.parse().map_err(|_| ConfigError::Value { name, value, source_of: source, expected })
}

fn read_file(path: &Path) -> Result<Vec<(&'static str, String)>, ConfigError> {
    let failed = |error: &dyn fmt::Display| ConfigError::File(path.to_owned(), error.to_string());
    if !path.exists() {
        return Ok(Vec::new());
    }
    let content = std::fs::read_to_string(path).map_err(|e| failed(&e))?;
    let table: toml::Table = content.parse().map_err(|e: toml::de::Error| failed(&e))?;
    let mut values = Vec::new();
    for (key, value) in table {
        let name = NAMES.iter().find(|name| **name == key);
        let name = name.ok_or_else(|| ConfigError::Unknown(path.to_owned(), key, NAMES.join(", ")))?;
        values.push((*name, value.as_str().map_or_else(|| value.to_string(), str::to_owned)));
    }
    Ok(values)
}

/// An address without its password, wherever it stands: `user:password@`, or `?password=`.
fn masked(value: &str) -> String {
    let Ok(mut url) = Url::parse(value) else { return value.to_owned() };
    let hidden = |name: &str| name.eq_ignore_ascii_case("password");
    let in_query = url.query_pairs().any(|(name, _)| hidden(&name));
    if in_query {
        let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let shown =
            pairs.iter().map(|(name, value)| (name, if hidden(name) { "***" } else { value.as_str() }));
        url.query_pairs_mut().clear().extend_pairs(shown);
    }
    let in_front = url.password().is_some() && url.set_password(Some("***")).is_ok();
    if in_query || in_front { url.to_string() } else { value.to_owned() }
}
