//! `cargo xtask package`: the deb and the rpm, and whether they hold what they must.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::command::{answer, cargo, command, root, run, target};
use crate::processes;
use crate::screen::Unseen;
use crate::setup;

/// The bundler; it is fetched for this step alone, since the newest lacks packages for some systems.
const BUNDLER: &str = "@tauri-apps/cli@2.12.3";
/// What both packages hold, beside icons and the menu entry.
const MUST: [&str; 5] = [
    "usr/bin/cradlebook",
    WINDOW,
    "usr/share/cradlebook/fonts/400Regular/NotoSansSC_400Regular.ttf",
    "usr/share/cradlebook/fonts/700Bold/NotoSansSC_700Bold.ttf",
    "usr/share/cradlebook/fonts/LICENSE_FONT",
];
/// The program that opens the window.
const WINDOW: &str = "usr/bin/cradlebook-desktop";
/// Behind it the bundler writes `DEB` or `RPM` into the program.
const MARK: &[u8] = b"__TAURI_BUNDLE_TYPE_VAR_";
/// What `--verify` needs: a screen, and to read an rpm on a Debian.
const VERIFY: &[&str] = &["rpm", "rpm2cpio", "cpio"];

/// Builds both packages; `verify` also installs, starts and compares them.
///
/// # Errors
/// A step fails, or a package is not what it must be; the error says which and why.
pub fn package(verify: bool) -> Result<(), String> {
    setup::packages(setup::BUILD)?;
    setup::node_modules()?;
    setup::screen()?;
    // The whole workspace, so that its crates share one set of features with every other build.
    run(cargo(&["build", "--release", "--workspace", "--bins"]))?;
    let bundles = target().join("release/bundle");
    let _ = fs::remove_dir_all(&bundles);
    let mut bundler = command("npx", &["--yes", BUNDLER, "bundle", "--bundles", "deb,rpm"]);
    bundler.current_dir(root().join("src-tauri"));
    run(bundler)?;
    let (deb, rpm) = (only(&bundles.join("deb"), "deb")?, only(&bundles.join("rpm"), "rpm")?);
    for package in [&deb, &rpm] {
        let size = fs::metadata(package).map_or(0, |file| file.len());
        println!("{} ({} kB)", package.display(), size / 1_000);
    }
    if verify {
        setup::packages(&[setup::UNSEEN, VERIFY].concat())?;
        compare(&deb, &rpm)?;
        install_and_start(&deb)?;
        println!("both packages hold the same, and the installed one has painted its window: target/package.png");
    }
    Ok(())
}

/// The one package that was built.
fn only(folder: &Path, ending: &str) -> Result<PathBuf, String> {
    let files = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files =
        files.flatten().map(|file| file.path()).filter(|path| path.extension().is_some_and(|e| e == ending));
    files.next().ok_or_else(|| format!("there is no {ending} in {}", folder.display()))
}

/// Unpacks both and compares names, contents and dependencies.
fn compare(deb: &Path, rpm: &Path) -> Result<(), String> {
    let work = target().join("package");
    let _ = fs::remove_dir_all(&work);
    let (from_deb, from_rpm) = (work.join("deb"), work.join("rpm"));
    fs::create_dir_all(&from_rpm).map_err(|error| format!("{}: {error}", work.display()))?;
    let mut unpack = command("dpkg-deb", &["-x"]);
    unpack.arg(deb).arg(&from_deb);
    run(unpack)?;
    let mut unpack = command("sh", &["-c", "rpm2cpio \"$1\" | cpio --extract --make-directories --quiet", "sh"]);
    unpack.arg(rpm).current_dir(&from_rpm);
    run(unpack)?;
    for folder in [&from_deb, &from_rpm] {
        unmark(&folder.join(WINDOW))?;
    }
    let (deb_sums, rpm_sums) = (sums(&from_deb)?, sums(&from_rpm)?);
    for name in MUST {
        if !deb_sums.contains_key(name) {
            return Err(format!("the deb lacks {name}"));
        }
    }
    let names: BTreeSet<&String> = deb_sums.keys().chain(rpm_sums.keys()).collect();
    let differing: Vec<&str> =
        names.into_iter().filter(|name| deb_sums.get(*name) != rpm_sums.get(*name)).map(String::as_str).collect();
    if !differing.is_empty() {
        return Err(format!("the deb and the rpm differ in {}", differing.join(", ")));
    }
    println!("{} files, the same in both", deb_sums.len());
    let mut field = command("dpkg-deb", &["--field"]);
    field.arg(deb).arg("Depends");
    let mut requires = command("rpm", &["--query", "--requires", "--package"]);
    requires.arg(rpm).stderr(Stdio::null());
    for (kind, said, must) in
        [("deb", answer(field), "libwebkit2gtk-4.1-0"), ("rpm", answer(requires), "libwebkit2gtk-4.1.so.0")]
    {
        let said = said.unwrap_or_default();
        println!("{kind} depends on: {}", said.split_whitespace().collect::<Vec<_>>().join(" "));
        if !said.contains(must) {
            return Err(format!("the {kind} does not depend on {must}"));
        }
    }
    Ok(())
}

/// Takes from the window's program the one word in which the bundler tells it what it came in.
fn unmark(program: &Path) -> Result<(), String> {
    let said = |error| format!("{}: {error}", program.display());
    let mut bytes = fs::read(program).map_err(said)?;
    let at = bytes.windows(MARK.len()).position(|window| window == MARK).ok_or("the window's program bears no mark")?;
    bytes[at + MARK.len()..].iter_mut().take(3).for_each(|byte| *byte = b'-');
    fs::write(program, bytes).map_err(said)
}

/// The hash of every file below a folder, by its name there.
fn sums(folder: &Path) -> Result<BTreeMap<String, String>, String> {
    let mut find = command("sh", &["-c", "find . -type f -exec sha256sum {} +"]);
    find.current_dir(folder);
    let said = answer(find).ok_or_else(|| format!("{} cannot be read", folder.display()))?;
    Ok(said
        .lines()
        .filter_map(|line| line.split_once("  ./"))
        .map(|(sum, name)| (name.to_owned(), sum.to_owned()))
        .collect())
}

/// Installs the deb, builds the demo nursery by the terminal, opens it in the window, and takes the package off again.
fn install_and_start(deb: &Path) -> Result<(), String> {
    if answer(command("id", &["-u"])).as_deref().map(str::trim) != Some("0") {
        return Err(format!("installing needs root; run\n  sudo apt-get install {}", deb.display()));
    }
    let apt = |arguments: &[&str]| {
        let mut apt = command("apt-get", arguments);
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        apt
    };
    let mut install = apt(&["install", "-y", "-qq", "--no-install-recommends"]);
    install.arg(deb);
    run(install)?;
    let started = start();
    // A machine that builds packages need not keep one.
    run(apt(&["remove", "-y", "-qq", "cradlebook"]))?;
    started
}

fn start() -> Result<(), String> {
    let home = target().join("package/home");
    fs::create_dir_all(&home).map_err(|error| format!("{}: {error}", home.display()))?;
    let store = home.join("demo");
    // Without the variables of cargo, so that the fonts of the package itself are found.
    let installed = |program: &str| {
        let mut installed = command(program, &[]);
        installed.current_dir(&home).env_remove("CRADLEBOOK_FONTS").env("HOME", &home).env("LANG", "zh_CN.UTF-8");
        for name in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
            installed.env_remove(name);
        }
        installed
    };
    let mut demo = installed("/usr/bin/cradlebook");
    demo.args(["demo", "--store"]).arg(&store).stdout(Stdio::null());
    run(demo)?;
    let screen = Unseen::start(1366, 690)?;
    let mut window = installed("dbus-run-session");
    window.args(["--", "/usr/bin/cradlebook-desktop"]).env("DISPLAY", screen.display()).env("CRADLEBOOK_STORE", &store);
    let child = window.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let mut child = child.map_err(|error| format!("dbus-run-session: {error}"))?;
    let painted = screen.picture_when_painted(&target().join("package.png"));
    processes::end(processes::below(child.id()));
    let _ = child.kill();
    let _ = child.wait();
    painted
}
