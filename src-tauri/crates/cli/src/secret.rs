//! PIN and passphrase: from the environment, else one line each of standard input (the passphrase first).
//! Never from an argument, which every program on the machine could read.

use std::env;
use std::io::{self, IsTerminal};
use std::process::{Command, Stdio};

use crate::failure::{Failure, Result};
use crate::terminal::{Terminal, beside};

/// The environment variable of the acting person's PIN.
pub const PIN: &str = "CRADLEBOOK_PIN";
/// The environment variable of the second person's PIN.
pub const SECOND_PIN: &str = "CRADLEBOOK_SECOND_PIN";
/// The environment variable of the store's passphrase.
pub const PASSPHRASE: &str = "CRADLEBOOK_PASSPHRASE";
/// The PIN of a new nursery where none is given; it is printed.
pub const FIRST_PIN: &str = "246810";

/// A variable that is set to something.
pub fn given(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// The PIN of the acting person.
pub fn pin(terminal: &Terminal) -> Result<String> {
    asked(PIN, "pin_needed", terminal, ("个人数字码", "PIN"))
}

/// The PIN of the second person.
pub fn second_pin(terminal: &Terminal) -> Result<String> {
    asked(SECOND_PIN, "pin_needed", terminal, ("另一人的个人数字码", "the second person's PIN"))
}

/// The passphrase of the store.
pub fn passphrase(terminal: &Terminal) -> Result<store::Passphrase> {
    asked(PASSPHRASE, "key_needed", terminal, ("主口令", "passphrase")).map(store::Passphrase::new)
}

fn asked(variable: &str, code: &'static str, terminal: &Terminal, (zh, en): (&str, &str)) -> Result<String> {
    if let Some(value) = given(variable) {
        return Ok(value);
    }
    let _unseen = io::stdin().is_terminal().then(|| {
        beside(&terminal.say(
            format!("请输入{zh}，按回车（不显示）："),
            format!("Type the {en} and press Enter (it is not shown):"),
        ));
        Unseen::new()
    });
    let mut line = String::new();
    let read = io::stdin().read_line(&mut line).map_err(|error| Failure::file("input", "standard input", &error))?;
    let value = line.trim_end_matches(['\r', '\n']);
    if read == 0 || value.is_empty() {
        return Err(Failure::own(
            code,
            format!("需要{zh}：请设环境变量 {variable}，或从标准输入给一行。"),
            format!("The {en} is needed: set {variable}, or give it as a line of standard input."),
        ));
    }
    Ok(value.to_owned())
}

/// While it lives, the terminal does not show what is typed. Where there is no `stty` it does.
struct Unseen;

impl Unseen {
    fn new() -> Self {
        stty("-echo");
        Self
    }
}

impl Drop for Unseen {
    fn drop(&mut self) {
        stty("echo");
    }
}

fn stty(mode: &str) {
    if cfg!(unix) {
        let _ = Command::new("stty").arg(mode).stderr(Stdio::null()).status();
    }
}
