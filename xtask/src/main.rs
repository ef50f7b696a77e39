//! `cargo xtask run | test | bench | package`: from a fresh machine to a running, tested program.

#![expect(clippy::print_stdout, reason = "a command-line program speaks on standard output")]

mod bench;
mod command;
mod lanes;
mod package;
mod processes;
mod run;
mod screen;
mod setup;
mod tally;

use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask <command>
  run [--demo]   set up what is missing, build, and open Cradlebook (--demo: the demo nursery);
                 without a display: open the demo nursery unseen and save a picture of it
  test           set up, then run every lane; the last line is `N passed, N failed`
  bench          build for release and measure start, lists, finding, papers, package, backup and memory,
                 each beside its floor and its budget; writes target/bench.json
  package [--verify]
                 build the deb and the rpm; --verify installs and starts the deb and compares the rpm's content";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["run"] => report(run::run(false)),
        ["run", "--demo"] => report(run::run(true)),
        ["test"] => lanes::test(),
        ["bench"] => report(bench::bench()),
        ["package"] => report(package::package(false)),
        ["package", "--verify"] => report(package::package(true)),
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn report(done: Result<(), String>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("cargo xtask: {why}");
            ExitCode::FAILURE
        }
    }
}
