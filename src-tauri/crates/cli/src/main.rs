//! `cradlebook`: the nursery's operations from a terminal, for scripts, backups and machines without a
//! display. It knows no rule of the nursery: it stands at a [`nursery::Desk`] and offers its three doors,
//! `call` (JSON), files (paths in, papers out) and events (progress on standard error).
//!
//! | module | says |
//! |---|---|
//! | `arguments` | what can be typed |
//! | `help` | the same in Chinese |
//! | `place` | where the store lies, which language is spoken |
//! | `secret` | PIN and passphrase: environment or standard input, never an argument |
//! | `session` | opening the store and signing in |
//! | `progress` | events on standard error |
//! | `files` | reading and writing files whole |
//! | `failure` | errors and exit codes |
//! | `terminal` | standard output |
//! | `commands` | one file a command |

mod arguments;
mod commands;
mod failure;
mod files;
mod help;
mod place;
mod progress;
mod secret;
mod session;
mod terminal;

use std::process::ExitCode;

use arguments::Cli;
use clap::FromArgMatches;
use failure::Failure;
use terminal::Terminal;

fn main() -> ExitCode {
    let language = place::language();
    let matches = match help::command(language).try_get_matches() {
        Ok(matches) => matches,
        Err(error) => {
            return failure::usage(&error, std::env::args_os().any(|argument| argument == "--json"));
        }
    };
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => return failure::usage(&error, false),
    };
    let terminal = Terminal { json: cli.general.json, language };
    match commands::run(cli, &terminal) {
        Ok(code) => code,
        // The reader has gone: nothing is left to be said to anybody.
        Err(Failure::PipeClosed) => ExitCode::SUCCESS,
        Err(failure) => failure.tell(&terminal),
    }
}
