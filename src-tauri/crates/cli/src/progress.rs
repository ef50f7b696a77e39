//! How far long work is, on standard error: one line that is rewritten on a screen, nothing in a script.

use std::io::{self, IsTerminal, Write};
use std::thread;

use nursery::Desk;
use serde_json::Value;

/// Tells a person how far it is.
pub struct Progress {
    shown: bool,
}

impl Progress {
    /// Shows only where a person looks on.
    pub fn new() -> Self {
        Self { shown: io::stderr().is_terminal() }
    }

    /// So much of so much.
    pub fn tell(&self, done: u64, of: u64, what: &str) {
        if self.shown && of > 0 {
            let _ = write!(io::stderr().lock(), "\r\x1b[K{what} {} %", done.saturating_mul(100) / of);
        }
    }

    /// Clears the line.
    pub fn end(&self) {
        if self.shown {
            let _ = write!(io::stderr().lock(), "\r\x1b[K");
        }
    }
}

/// Shows the jobs of a desk for as long as it is there.
pub fn follow(desk: &Desk) {
    let progress = Progress::new();
    if !progress.shown {
        return;
    }
    let events = desk.events();
    thread::spawn(move || {
        for event in events {
            let event: Value = serde_json::from_str(&event).unwrap_or_default();
            let job = &event["job"];
            if let (Some(done), Some(of)) = (job["done"].as_u64(), job["of"].as_u64()) {
                progress.tell(done, of, job["what"].as_str().unwrap_or_default());
                if done >= of {
                    progress.end();
                }
            }
        }
    });
}
