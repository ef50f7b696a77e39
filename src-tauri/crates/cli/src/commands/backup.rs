//! `backup` and `verify-backup`: the whole store in one file that proves itself.

use std::path::Path;

use nursery::Desk;
use serde_json::{Value, json};

use crate::arguments::{General, To};
use crate::failure::{Failure, Result};
use crate::files;
use crate::progress::Progress;
use crate::session::{self, Mode};
use crate::terminal::Terminal;

/// Writes a verified backup, also beside a running window.
pub fn run(general: &General, to: &To, terminal: &Terminal) -> Result<()> {
    files::must_be_free(&to.to, to.force)?;
    let desk = desk(general, terminal)?;
    let (progress, what) = (Progress::new(), terminal.say("备份", "backup"));
    let report = desk.backup(&to.to, &|done, of| progress.tell(done, of, &what));
    progress.end();
    let report = report?;
    let text = terminal.say(
        format!("已备份并核验：{}（{}，附件 {} 个）", to.to.display(), size(report.size), report.files),
        format!("Backed up and verified: {} ({}, {} attached files)", to.to.display(), size(report.size), report.files),
    );
    terminal.answer(&text, &described(&to.to, &report))
}

/// The desk that remembers the backup; where the window holds the store, one that only reads.
fn desk(general: &General, terminal: &Terminal) -> Result<Desk> {
    match session::open(general, Mode::Writing, terminal) {
        Err(Failure::Core(error)) if error.code() == "store_in_use" => session::open(general, Mode::Reading, terminal),
        opened => opened,
    }
}

/// Proves a backup whole.
pub fn verify(file: &Path, terminal: &Terminal) -> Result<()> {
    files::open(file)?;
    let report = store::verify_backup(file, &nursery::format::FORMAT)?;
    let text = terminal.say(
        format!("备份完好：{}（{}，附件 {} 个）", file.display(), size(report.size), report.files),
        format!("The backup is whole: {} ({}, {} attached files)", file.display(), size(report.size), report.files),
    );
    terminal.answer(&text, &described(file, &report))
}

/// A report for programs.
pub fn described(file: &Path, report: &store::BackupReport) -> Value {
    let mut value = json!({ "file": file.display().to_string(), "whole": true });
    if let (Some(value), Ok(Value::Object(report))) = (value.as_object_mut(), serde_json::to_value(report)) {
        value.extend(report);
    }
    value
}

fn size(bytes: u64) -> String {
    if bytes < 1 << 20 { format!("{} kB", bytes.div_ceil(1 << 10)) } else { format!("{} MB", bytes.div_ceil(1 << 20)) }
}
