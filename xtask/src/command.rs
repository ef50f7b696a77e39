//! Running other programs from the project's folder.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

/// The project's folder.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// A program that cargo has built.
pub fn built(name: &str) -> PathBuf {
    target().join("debug").join(name)
}

/// A program that cargo has built for release.
pub fn released(name: &str) -> PathBuf {
    target().join("release").join(name)
}

/// Where cargo builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A command to be run in the project's folder.
pub fn command(program: impl AsRef<OsStr>, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    command
}

/// The cargo that runs us.
pub fn cargo(arguments: &[&str]) -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), arguments)
}

/// Runs a command before the person's eyes.
///
/// # Errors
/// It cannot be started or it fails; the error names it.
pub fn run(mut command: Command) -> Result<(), String> {
    let name = name_of(&command);
    let status = command.status().map_err(|error| format!("{name}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{name} failed ({status})")) }
}

/// Runs a command before the person's eyes and keeps what it said.
///
/// # Errors
/// It cannot be started.
pub fn run_and_read(mut command: Command) -> Result<(bool, String), String> {
    let name = name_of(&command);
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(|error| format!("{name}: {error}"))?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let error_reader = thread::spawn(move || stderr.map(|stream| pass_on(stream, std::io::stderr())));
    let mut said = stdout.map(|stream| pass_on(stream, std::io::stdout())).unwrap_or_default();
    said += &error_reader.join().ok().flatten().unwrap_or_default();
    let status = child.wait().map_err(|error| format!("{name}: {error}"))?;
    Ok((status.success(), said))
}

/// What a command says, if it can be run and succeeds.
pub fn answer(mut command: Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn pass_on(stream: impl Read, mut to: impl Write) -> String {
    let mut kept = String::new();
    for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        // A closed terminal must not stop the tests.
        let _ = writeln!(to, "{line}");
        kept.push_str(&line);
        kept.push('\n');
    }
    kept
}

fn name_of(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy();
    let first = command.get_args().next().unwrap_or_default().to_string_lossy();
    format!("{program} {first}").trim_end().to_owned()
}
