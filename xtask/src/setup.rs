//! Installs what is missing, or says how.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{Outcome, find, is_root, output, root, shown, succeed};

/// What the frontend and the public check of a draw are compiled for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// What is needed for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Need {
    /// To build the site.
    Web,
    /// To build and run, beyond that.
    Run,
    /// To test, beyond that.
    Test,
    /// To measure, beyond that.
    Bench,
}

/// A Debian package.
struct Package {
    name: &'static str,
    need: Need,
    /// Finds what the package brings, however it came here.
    present: fn() -> bool,
}

const fn package(name: &'static str, need: Need, present: fn() -> bool) -> Package {
    Package { name, need, present }
}

const PACKAGES: [Package; 11] = [
    package("gcc", Need::Web, || find("cc").is_some()),
    package("libc6-dev", Need::Web, || any_file(&["/usr/include/stdio.h"])),
    package("nodejs", Need::Web, || find("node").is_some()),
    package("npm", Need::Web, || find("npm").is_some()),
    package("libpq-dev", Need::Run, || {
        any_file(&["/usr/include/postgresql/libpq-fe.h", "/usr/include/libpq-fe.h"])
    }),
    // Fills every role of type in the documents.
    package("fonts-noto-cjk", Need::Run, || {
        any_file(&["/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"])
            || output(Command::new("fc-list").arg("Noto Serif CJK SC")).is_ok_and(|fonts| !fonts.is_empty())
    }),
    // A real 楷体 where there is no better one.
    package("fonts-arphic-ukai", Need::Run, || any_file(&["/usr/share/fonts/truetype/arphic/ukai.ttc"])),
    package("postgresql", Need::Test, || postgres_programs().is_some()),
    package("chromium", Need::Test, || chromium().is_some()),
    package("python3-venv", Need::Bench, || {
        output(Command::new("python3").args(["-c", "import ensurepip"])).is_ok()
    }),
    package("sqlite3", Need::Bench, || find("sqlite3").is_some()),
];

fn any_file(paths: &[&str]) -> bool {
    paths.iter().any(|path| Path::new(path).is_file())
}

/// The browser of the stories.
pub(crate) fn chromium() -> Option<PathBuf> {
    ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| find(name))
}

/// The folder of the newest PostgreSQL server's programs.
pub(crate) fn postgres_programs() -> Option<PathBuf> {
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().filter_map(|version| {
        let number: u32 = version.file_name().to_str()?.parse().ok()?;
        let programs = version.path().join("bin");
        programs.join("initdb").is_file().then_some((number, programs))
    });
    let newest = debian.max().map(|(_, programs)| programs);
    newest.or_else(|| find("initdb").and_then(|initdb| initdb.parent().map(PathBuf::from)))
}

/// Sets up system packages for a need.
///
/// # Errors
/// With the command that a person has to run, when this process may not.
pub(crate) fn packages(need: Need) -> Outcome {
    let missing: Vec<_> =
        PACKAGES.iter().filter(|p| p.need <= need && !(p.present)()).map(|p| p.name).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    let by_hand = format!("missing: {list}; run\n  sudo apt-get update && sudo apt-get install --yes {list}");
    let may = is_root() || output(Command::new("sudo").args(["--non-interactive", "true"])).is_ok();
    if find("apt-get").is_none() || !may {
        return Err(by_hand.into());
    }
    println!("installing {list}");
    succeed(&mut apt(&["update"]))?;
    let mut install = vec!["install", "--yes", "--no-install-recommends"];
    install.extend(&missing);
    succeed(&mut apt(&install)).map_err(|error| format!("{error}\n{by_hand}").into())
}

fn apt(arguments: &[&str]) -> Command {
    let mut command = if is_root() { Command::new("env") } else { Command::new("sudo") };
    if !is_root() {
        command.args(["--non-interactive", "env"]);
    }
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"]).args(arguments);
    command
}

/// Sets up what of the Rust toolchain the checks need.
///
/// # Errors
/// With the command that failed.
pub(crate) fn toolchain() -> Outcome {
    wasm_target()?;
    rustup(["component", "add", "rustfmt", "clippy"])
}

/// Sets up the standard library for the browser, unless it is there.
///
/// # Errors
/// With the command that failed.
pub(crate) fn wasm_target() -> Outcome {
    let mut sysroot = Command::new("rustc");
    let sysroot = output(sysroot.args(["--print", "sysroot"]).current_dir(root()))?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    rustup(["target", "add", WASM])
}

fn rustup<const N: usize>(arguments: [&str; N]) -> Outcome {
    let mut command = Command::new("rustup");
    command.args(arguments).current_dir(root());
    output(&mut command).map_err(|error| format!("{error}\nrun\n  {}", shown(&command)))?;
    Ok(())
}
