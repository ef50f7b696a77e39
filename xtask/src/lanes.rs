//! `cargo xtask test`: every lane in turn, each with its count. The last line is the sum, also when
//! a lane breaks off. One after the other: two cores are soon full.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::{Command, ExitCode};
use std::time::Instant;

use crate::command::{answer, cargo, command, root, run, run_and_read};
use crate::setup;
use crate::tally::Tally;

/// The TypeScript side of the contract; the core's own tests write it anew.
const GENERATED: [&str; 2] = ["ui/src/contract.ts", "ui/src/words/labels.ts"];

type Work<'a> = &'a dyn Fn() -> Result<Tally, String>;

/// Runs all lanes and prints the sum as the last line.
pub fn test() -> ExitCode {
    let mut sum = Tally::default();
    if catch_unwind(AssertUnwindSafe(|| lanes(&mut sum))).is_err() {
        sum = sum + Tally::one(false);
    }
    println!("{sum}");
    if sum.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn lanes(sum: &mut Tally) {
    let mut lane = |name: &str, work: Work<'_>| -> bool {
        println!("\n== {name}");
        let start = Instant::now();
        let tally = work().unwrap_or_else(|why| {
            eprintln!("{why}");
            Tally::one(false)
        });
        println!("== {name}: {tally} ({:.0} s)", start.elapsed().as_secs_f32());
        *sum = *sum + tally;
        tally.failed == 0
    };

    let packages: Vec<&str> = [setup::BUILD, setup::UNSEEN, setup::TEST].concat();
    if !lane("set-up: system packages", &|| one(setup::packages(&packages)))
        || !lane("set-up: parts of the screen", &|| one(setup::node_modules()))
    {
        return;
    }
    let screen = lane("set-up: screen", &|| one(setup::screen()));

    lane("format", &|| one(run(cargo(&["fmt", "--all", "--check"]))));
    lane("clippy", &|| one(run(cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))));
    lane("types of the screen", &|| one(run(command("npm", &["run", "--silent", "types"]))));
    lane("style of the screen", &|| one(run(command("npm", &["run", "--silent", "lint"]))));
    lane("screen", &|| vitest(command("npx", &["vitest", "run", "--root", "ui"]), "ui"));

    let generated = || GENERATED.map(|file| fs::read(root().join(file)).ok());
    let before = generated();
    lane("core", &core);
    lane("generated files", &|| {
        if generated() == before {
            return Ok(Tally::one(true));
        }
        Err(format!("{} were out of date; they have been written anew, commit them", GENERATED.join(", ")))
    });
    deny(&mut lane);

    if !screen || !lane("programs", &|| one(setup::programs())) {
        eprintln!("without the programs neither the browser nor the window can be tested");
        lane("browser", &|| Ok(Tally::one(false)));
        lane("window", &|| Ok(Tally::one(false)));
        return;
    }
    lane("browser", &|| {
        vitest(command("npx", &["vitest", "run", "--root", "tests", "--project", "browser"]), "browser")
    });
    lane("window", &|| {
        let screen = ["--", "xvfb-run", "-a", "-s", "-screen 0 1366x768x24"];
        let mut session = command("dbus-run-session", &screen);
        session.args(["npx", "vitest", "run", "--root", "tests", "--project", "window"]);
        vitest(session, "window")
    });
}

fn one(done: Result<(), String>) -> Result<Tally, String> {
    done.map(|()| Tally::one(true))
}

fn core() -> Result<Tally, String> {
    if answer(cargo(&["nextest", "--version"])).is_some() {
        let (success, said) = run_and_read(cargo(&["nextest", "run", "--workspace", "--no-fail-fast"]))?;
        return Ok(Tally::of_nextest(&said).judged(success));
    }
    let (success, said) = run_and_read(cargo(&["test", "--workspace", "--all-targets", "--no-fail-fast"]))?;
    Ok(Tally::of_cargo_test(&said).judged(success))
}

/// Licences, sources and doubled crates. Installing the tool takes minutes, so only CI does it.
fn deny(lane: &mut dyn FnMut(&str, Work<'_>) -> bool) {
    let present = || answer(cargo(&["deny", "--version"])).is_some();
    let in_ci = std::env::var_os("CI").is_some();
    if !present() && !in_ci {
        println!("\n== licences and sources: left to CI, cargo-deny is not installed here");
        return;
    }
    lane("licences and sources", &|| {
        if !present() {
            run(cargo(&["install", "cargo-deny@^0.20", "--locked", "--quiet"]))?;
        }
        one(run(cargo(&["deny", "--log-level", "error", "check", "bans", "licenses", "sources"])))
    });
}

fn vitest(mut command: Command, name: &str) -> Result<Tally, String> {
    let report = root().join(format!("target/vitest-{name}.json"));
    // An old report must not speak for a run that never came to its end.
    let _ = fs::remove_file(&report);
    command.args(["--reporter=default", "--reporter=json"]).arg(format!("--outputFile.json={}", report.display()));
    let (success, _) = run_and_read(command)?;
    Ok(Tally::of_vitest(&fs::read_to_string(&report).unwrap_or_default()).judged(success))
}
