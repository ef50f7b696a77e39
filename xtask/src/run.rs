//! `cargo xtask run`: set up, build, open.

use std::process::{Child, Stdio};
use std::time::Instant;

use crate::command::{built, command, root, run as run_command};
use crate::screen::Unseen;
use crate::setup;

type Step<'a> = (&'a str, &'a dyn Fn() -> Result<(), String>);

/// Opens Cradlebook; where there is no display, opens the demo nursery unseen and keeps a picture.
///
/// # Errors
/// A step fails; the error says which and why.
pub fn run(demo: bool) -> Result<(), String> {
    let display =
        ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|at| !at.is_empty()));
    let packages = || {
        setup::packages(setup::BUILD)?;
        if display { Ok(()) } else { setup::packages(setup::UNSEEN) }
    };
    let steps: [Step<'_>; 4] = [
        ("system packages", &packages),
        ("parts of the screen", &setup::node_modules),
        ("screen", &setup::screen),
        ("programs", &setup::programs),
    ];
    for (number, (name, step)) in steps.iter().enumerate() {
        println!("[{}/{}] {name}", number + 1, steps.len());
        let start = Instant::now();
        step().map_err(|why| format!("{name}: {why}"))?;
        println!("      ready after {:.1} s", start.elapsed().as_secs_f32());
    }
    let program = built("cradlebook-desktop");
    if display {
        println!("opening Cradlebook{}", if demo { " with the demo nursery" } else { "" });
        return run_command(command(program, if demo { &["--demo"] } else { &[] }));
    }
    println!("no display here: opening the demo nursery unseen");
    let screen = Unseen::start(1366, 690)?;
    let mut shell = command("dbus-run-session", &["--"]);
    shell.arg(program).arg("--demo").env("DISPLAY", screen.display()).stdout(Stdio::null()).stderr(Stdio::null());
    let window = Closing(shell.spawn().map_err(|error| format!("dbus-run-session: {error}"))?);
    let picture = root().join("target/cradlebook.png");
    screen.picture_when_painted(&picture)?;
    drop(window);
    println!("the window has painted; its picture is target/cradlebook.png");
    Ok(())
}

/// A program that ends with us.
struct Closing(Child);

impl Drop for Closing {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
