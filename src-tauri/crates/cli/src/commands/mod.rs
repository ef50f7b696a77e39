//! One file a command.

mod backup;
mod call;
mod check;
mod demo;
mod filing;
mod operations;
mod receipt;
mod restore;
mod roster;
mod setup;

use std::process::ExitCode;

use crate::arguments::{Cli, Command};
use crate::failure::Result;
use crate::terminal::Terminal;

/// Carries a command out.
pub fn run(cli: Cli, terminal: &Terminal) -> Result<ExitCode> {
    let general = &cli.general;
    match cli.command {
        Command::Setup { quick } => setup::run(general, &quick, terminal),
        Command::Demo { years } => demo::run(general, years, terminal),
        Command::Operations => operations::run(terminal),
        Command::Call(call) => call::run(general, &call, terminal),
        Command::ImportRoster { file, confirm: false, .. } => roster::preview(general, &file, terminal),
        Command::ImportRoster { file, rejected, force, .. } => {
            return roster::import(general, &file, rejected, force, terminal);
        }
        Command::Receipt(what) => receipt::run(general, what, terminal),
        Command::Filing(what) => filing::run(general, what, terminal),
        Command::Backup(to) => backup::run(general, &to, terminal),
        Command::VerifyBackup { file } => backup::verify(&file, terminal),
        Command::Restore { file, to, force } => restore::run(&file, &to, force, terminal),
        Command::Check => check::run(general, terminal),
    }
    .map(|()| ExitCode::SUCCESS)
}
