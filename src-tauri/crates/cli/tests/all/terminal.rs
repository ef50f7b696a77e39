//! A terminal in a temporary folder, and what a command answered there.

use std::ffi::OsStr;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

/// The PIN that `setup --quick` gives where none is named.
pub const PIN: &str = "246810";

/// A terminal whose environment says nothing but what a test gives it.
pub struct Terminal {
    folder: tempfile::TempDir,
    variables: Vec<(&'static str, String)>,
}

/// What a command answered.
#[derive(Debug)]
pub struct Answer {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Terminal {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), variables: vec![("CRADLEBOOK_LANGUAGE", "en".to_owned())] }
    }

    /// With a nursery 春芽 in the folder `store`, and the director's PIN known.
    pub fn with_nursery() -> Self {
        let terminal = Self::new();
        terminal.run(["setup", "--quick", "春芽", "--store", "store"]).done();
        terminal.with("CRADLEBOOK_PIN", PIN).with("CRADLEBOOK_STORE", "store")
    }

    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.variables.retain(|(known, _)| *known != name);
        self.variables.push((name, value.to_owned()));
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.variables.retain(|(known, _)| *known != name);
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The names in a folder, in order.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.path(folder))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    pub fn command<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cradlebook"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .envs(self.variables.iter().map(|(name, value)| (*name, value)));
        // Windows programs start only with these.
        command.envs(
            ["SYSTEMROOT", "TEMP", "TMP", "CRADLEBOOK_FONTS"]
                .into_iter()
                .filter_map(|name| Some((name, std::env::var_os(name)?))),
        );
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Answer {
        self.typed("", arguments)
    }

    /// The same, with lines on standard input.
    pub fn typed<S: AsRef<OsStr>>(&self, lines: &str, arguments: impl IntoIterator<Item = S>) -> Answer {
        let mut child = self.command(arguments).spawn().unwrap();
        // A command that needs no input may be gone before it is offered.
        let _ = child.stdin.take().unwrap().write_all(lines.as_bytes());
        let output = child.wait_with_output().unwrap();
        let answer = Answer {
            code: output.status.code().expect("no signal"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        };
        assert!(!answer.err.contains("panicked"), "{}", answer.err);
        answer
    }
}

impl Answer {
    /// It succeeded; what it said.
    pub fn done(self) -> String {
        assert_eq!(self.code, 0, "{self:?}");
        self.out
    }

    /// It succeeded; what it answered in JSON.
    pub fn json(self) -> Value {
        serde_json::from_str(&self.done()).unwrap()
    }

    /// It was refused and said why in JSON; nothing is on standard output.
    pub fn refused(self) -> Value {
        assert_eq!((self.code, self.out.as_str()), (1, ""), "{self:?}");
        self.error()
    }

    /// The error in JSON.
    pub fn error(&self) -> Value {
        let error: Value = serde_json::from_str(&self.err).unwrap_or_else(|_| panic!("{self:?}"));
        assert!(error["error"]["message"].as_str().is_some_and(|message| !message.is_empty()), "{error}");
        error["error"].clone()
    }
}
