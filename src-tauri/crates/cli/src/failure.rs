//! What can go wrong, as it is told: a sentence for people, `{"error":{…}}` for programs, an exit code for
//! both.

use std::fmt::Display;
use std::io;
use std::process::ExitCode;

use nursery::words::Language;
use serde_json::{Value, json};

use crate::terminal::{Terminal, beside};

/// The result of a command.
pub type Result<T, E = Failure> = std::result::Result<T, E>;

/// Refused, and it is said why.
const REFUSED: u8 = 1;
/// What was typed is no command.
const USAGE: u8 = 2;
/// No row of a roster could be imported.
pub const NOTHING_IMPORTED: u8 = 3;
/// Something that should not happen.
const UNEXPECTED: u8 = 4;

/// Why a command did not succeed.
#[derive(Debug)]
pub enum Failure {
    /// The core refused.
    Core(Box<nursery::error::Error>),
    /// A call answered an error: as it crossed the wire.
    Wire(Value),
    /// The command itself refuses.
    Own {
        /// Stable word for scripts.
        code: &'static str,
        /// The sentence in Chinese.
        zh: String,
        /// The sentence in English.
        en: String,
        /// More for scripts.
        details: Option<Box<Value>>,
    },
    /// What was typed does not fit together.
    Usage {
        /// The sentence in Chinese.
        zh: String,
        /// The sentence in English.
        en: String,
    },
    /// Whoever read the output has gone.
    PipeClosed,
}

impl Failure {
    /// A refusal of the command itself.
    pub fn own(code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Own { code, zh: zh.into(), en: en.into(), details: None }
    }

    /// The same with more for scripts.
    pub fn with(self, more: Value) -> Self {
        match self {
            Self::Own { code, zh, en, .. } => Self::Own { code, zh, en, details: Some(Box::new(more)) },
            other => other,
        }
    }

    /// What was typed does not fit together.
    pub fn usage(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Usage { zh: zh.into(), en: en.into() }
    }

    /// The operating system refused a file.
    pub fn file(code: &'static str, what: impl Display, error: &io::Error) -> Self {
        let (zh, en) = match error.kind() {
            io::ErrorKind::NotFound => (
                "没有这个文件或文件夹，请检查路径".to_owned(),
                "there is no such file or folder; check the path".to_owned(),
            ),
            io::ErrorKind::PermissionDenied => (
                "没有权限，请换一个位置或检查文件权限".to_owned(),
                "permission denied; choose another place or mend the rights".to_owned(),
            ),
            io::ErrorKind::IsADirectory => {
                ("这是一个文件夹，请给出文件".to_owned(), "this is a folder; name a file".to_owned())
            }
            io::ErrorKind::StorageFull => {
                ("磁盘已满，请清理后重试".to_owned(), "the disk is full; free some space".to_owned())
            }
            _ => (error.to_string(), error.to_string()),
        };
        Self::own(code, format!("{what}：{zh}。"), format!("{what}: {en}."))
    }

    /// The error as it crosses the wire.
    pub fn wire(&self, language: Language) -> Value {
        match self {
            Self::Core(error) => error.wire(language),
            Self::Wire(error) => error.clone(),
            Self::Own { code, zh, en, details } => {
                let mut out = json!({ "code": code, "message": language.say(zh.as_str(), en.as_str()) });
                if let Some(details) = details {
                    out["details"] = details.as_ref().clone();
                }
                out
            }
            Self::Usage { zh, en } => {
                json!({ "code": "usage", "message": language.say(zh.as_str(), en.as_str()) })
            }
            Self::PipeClosed => json!({ "code": "pipe_closed", "message": "" }),
        }
    }

    fn exit(&self, code: &str) -> u8 {
        match (self, code) {
            (Self::Usage { .. }, _) => USAGE,
            (_, "unexpected" | "database" | "io" | "transaction_ended" | "migration_failed") => UNEXPECTED,
            _ => REFUSED,
        }
    }

    /// Says it on standard error and gives the exit code.
    pub fn tell(&self, terminal: &Terminal) -> ExitCode {
        let error = self.wire(terminal.language);
        let code = error["code"].as_str().unwrap_or_default().to_owned();
        if terminal.json {
            beside(&json!({ "error": error }).to_string());
        } else {
            beside(error["message"].as_str().unwrap_or(&code));
        }
        ExitCode::from(self.exit(&code))
    }
}

/// What the reader of arguments refuses; help and version are no failure.
pub fn usage(error: &clap::Error, json: bool) -> ExitCode {
    if json && error.use_stderr() {
        let text = error.to_string();
        let message = text.trim_start_matches("error: ").trim_end();
        beside(&json!({ "error": { "code": "usage", "message": message } }).to_string());
    } else {
        // A closed pipe is the reader's wish.
        let _ = error.print();
    }
    if error.use_stderr() { ExitCode::from(USAGE) } else { ExitCode::SUCCESS }
}

impl From<nursery::error::Error> for Failure {
    fn from(error: nursery::error::Error) -> Self {
        Self::Core(Box::new(error))
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        Self::Core(Box::new(error.into()))
    }
}
