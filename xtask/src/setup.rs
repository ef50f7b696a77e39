//! From a fresh Debian 12 with Rust, Node and a C compiler to something that builds.
//! Each step looks first whether it is needed, so a second run is immediate.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use crate::command::{answer, cargo, command, root, run};

/// What the shell needs to be built.
pub const BUILD: &[&str] = &["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev", "librsvg2-dev"];
/// What a window needs on a machine without a display.
pub const UNSEEN: &[&str] = &["xvfb", "xauth", "dbus", "libgl1-mesa-dri", "fonts-noto-cjk"];
/// What the tests need beside that.
pub const TEST: &[&str] = &["webkit2gtk-driver", "chromium", "poppler-utils"];

/// Installs the Debian packages that are missing, if it may; else says how.
///
/// # Errors
/// Packages are missing and could not be installed; the error names them.
pub fn packages(wanted: &[&str]) -> Result<(), String> {
    if answer(command("dpkg-query", &["--version"])).is_none() {
        println!("not a Debian: make sure of {}", wanted.join(" "));
        return Ok(());
    }
    let missing: Vec<&str> = wanted.iter().copied().filter(|package| !installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    if answer(command("id", &["-u"])).as_deref().map(str::trim) != Some("0") {
        return Err(format!("packages are missing; run\n  sudo apt-get install --no-install-recommends {list}"));
    }
    println!("installing {list}");
    let apt = |arguments: &[&str]| {
        let mut apt = command("apt-get", arguments);
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        run(apt)
    };
    apt(&["update", "-qq"])?;
    let mut install = vec!["install", "-y", "-qq", "--no-install-recommends"];
    install.extend(missing);
    apt(&install)
}

fn installed(package: &str) -> bool {
    answer(command("dpkg-query", &["-W", "-f=${db:Status-Status}", package])).as_deref() == Some("installed")
}

/// Fetches the parts of the screen and the fonts, if the lock file has changed since.
///
/// # Errors
/// `npm` is missing or fails.
pub fn node_modules() -> Result<(), String> {
    let stamp = root().join("node_modules/.cradlebook-lock");
    let lock = fs::read(root().join("package-lock.json")).map_err(|error| format!("package-lock.json: {error}"))?;
    if fs::read(&stamp).is_ok_and(|kept| kept == lock) {
        return Ok(());
    }
    println!("npm ci");
    run(command("npm", &["ci", "--no-audit", "--no-fund", "--loglevel=error"]))?;
    fs::write(stamp, lock).map_err(|error| format!("node_modules: {error}"))
}

/// Builds the screen, if anything of it is newer than what was built.
///
/// # Errors
/// The build fails.
pub fn screen() -> Result<(), String> {
    let built = modified(&root().join("ui/dist/index.html"));
    let sources = ["ui/src", "ui/public", "ui/index.html", "ui/vite.config.ts", "ui/package.json", "package-lock.json"];
    let newest = sources.iter().filter_map(|path| newest(&root().join(path))).max();
    if built.is_some() && built >= newest {
        return Ok(());
    }
    println!("npm run build");
    run(command("npm", &["run", "--silent", "build"]))
}

/// Builds every program of the workspace, so that running and testing share what is compiled.
///
/// # Errors
/// The build fails.
pub fn programs() -> Result<(), String> {
    run(cargo(&["build", "--workspace", "--all-targets"]))
}

fn newest(path: &Path) -> Option<SystemTime> {
    let inside = fs::read_dir(path).ok().into_iter().flatten().flatten().filter_map(|entry| newest(&entry.path()));
    inside.chain(modified(path)).max()
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|file| file.modified()).ok()
}
