//! `restore`: a backup in the place of a store.

use std::fs;
use std::path::Path;

use nursery::error::{ContractError, Error};
use serde_json::json;
use store::Opening;

use super::backup::described;
use crate::failure::Result;
use crate::progress::Progress;
use crate::session::{self, PROGRAM};
use crate::terminal::Terminal;
use crate::{files, secret};

/// Proves the backup, unpacks it beside the folder, opens it, and only then puts it there.
pub fn run(file: &Path, to: &Path, force: bool, terminal: &Terminal) -> Result<()> {
    files::open(file)?;
    // Only an empty folder goes: nothing of it need be kept aside.
    let _ = fs::remove_dir(to);
    store::finish_restore(to).map_err(Error::from)?;
    if to.exists() && !force {
        return Err(Error::Contract(ContractError::StoreExists).into());
    }
    let format = &nursery::format::FORMAT;
    let keyed = store::verify_backup(file, format)?.keyed;
    let key = keyed.then(|| secret::passphrase(terminal)).transpose()?;
    let opening = Opening { key: key.as_ref(), program: PROGRAM, now: session::now() };
    let (progress, what) = (Progress::new(), terminal.say("恢复", "restore"));
    let restored = store::restore(file, to, format, &opening, &|done, of| progress.tell(done, of, &what));
    progress.end();
    let restored = restored?;
    let kept = restored.kept.map(|kept| kept.display().to_string());
    let mut text = terminal.say(format!("已恢复到 {}", to.display()), format!("Restored to {}", to.display()));
    if let Some(kept) = &kept {
        text.push_str(
            &terminal.say(format!("\n原来的档案保留在 {kept}"), format!("\nThe store of before is kept in {kept}")),
        );
    }
    terminal.answer(
        &text,
        &json!({ "store": to.display().to_string(), "kept": kept, "backup": described(file, &restored.backup) }),
    )
}
