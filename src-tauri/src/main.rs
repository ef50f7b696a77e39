//! The desktop window of Cradlebook: one window, the three doors to the core, native dialogs,
//! pictures of issued papers, and the program's life cycle. No rule of a nursery lives here.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod dialogs;
mod doors;
mod environment;
mod journal;
mod options;
mod outside;
mod pages;
mod shell;

use std::process::ExitCode;

fn main() -> ExitCode {
    let options = match options::Options::from_arguments(std::env::args_os().skip(1)) {
        Ok(options) => options,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::from(2);
        }
    };
    if let Err(error) = environment::prepare() {
        eprintln!("cradlebook-desktop: {error}");
        return ExitCode::FAILURE;
    }
    match shell::run(options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the window could not be opened");
            eprintln!("cradlebook-desktop: {error}");
            ExitCode::FAILURE
        }
    }
}
