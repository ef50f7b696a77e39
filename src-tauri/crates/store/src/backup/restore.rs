//! A backup in the place of a store, whatever happens meanwhile.
//!
//! The names of the folders beside `store` say how far a restore came, so a kill at any point leaves
//! either the old store or the new one under the name, after [`finish_restore`] at the latest, and
//! loses nothing:
//!
//! | step | `.store.restoring` | `.store.restored` | `store` | a kill here leaves |
//! |---|---|---|---|---|
//! | unpack, prove | half | | old | the old; the next restore clears the half |
//! | rename | | proven | old | the old; the proven one goes |
//! | set aside | | proven | (dated name) | the new: it takes the name |
//! | put in place | | | new | the new |
//!
//! Each rename is durable before the next. The writer's lock lies inside the folder and moves with
//! it, so the steps of a restore that is alive are never taken for those of a dead one.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Backup, BackupReport, prove};
use crate::disk::{self, Staged};
use crate::error::{Error, Result};
use crate::lock::{HOLDER, LOCK, WriterLock};
use crate::migrate::Format;
use crate::open::{self, DATABASE, Found, Mode, Opening};

/// What a restore did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The backup that was restored.
    pub backup: BackupReport,
    /// Where the folder of before is kept; `None` if there was none.
    pub kept: Option<PathBuf>,
}

/// Puts a backup, a container or one of a folder, in the place of the store at `to`, which no
/// program may have open for writing.
///
/// All of it is first unpacked beside `to`, proven, and opened with the passphrase; until then `to`
/// is not touched. The old folder keeps its content under a dated name beside it. A kill at any point
/// leaves one of the two under the name: see [`finish_restore`].
pub fn restore(
    backup: &Path,
    to: &Path,
    format: &Format,
    opening: &Opening<'_>,
    progress: &dyn Fn(u64, u64),
) -> Result<Restored> {
    restore_in_steps(backup, to, format, opening, progress, &|_| {})
}

/// Where a restore can be killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Unpacked,
    Proven,
    SetAside,
    InPlace,
}

fn restore_in_steps(
    backup: &Path,
    to: &Path,
    format: &Format,
    opening: &Opening<'_>,
    progress: &dyn Fn(u64, u64),
    step: &dyn Fn(Step),
) -> Result<Restored> {
    disk::make_folder(disk::parent(to))?;
    finish_restore(to)?;
    let restoring = beside(to, "restoring");
    disk::make_folder(&restoring)?;
    let mut lock = WriterLock::take(&restoring, opening.program, opening.now)?;
    let staged = Staged::at(restoring);
    clear(&staged.path)?;
    let backup = unpack(backup, format, &staged.path, progress)?;
    let found = Found::look(&staged.path, format, opening, Mode::Read)?;
    let conn = open::connect(&staged.path.join(DATABASE), found.key.as_ref(), Mode::Read)?;
    prove(&conn, found.key.is_some())?;
    open::close(conn)?;
    drop(found);
    disk::sync_tree(&staged.path)?;
    step(Step::Unpacked);

    let mut old = if to.try_exists()? { Some(WriterLock::take(to, opening.program, opening.now)?) } else { None };
    let replaces = old.is_some();
    let proven = Staged::at(beside(to, "restored"));
    if cfg!(windows) {
        // A folder with an open file cannot be renamed there: the steps are short and unguarded.
        old = None;
    }
    let guard = if cfg!(windows) {
        drop(lock);
        None
    } else {
        lock.moved(&proven.path);
        Some(lock)
    };
    staged.settle(&proven.path)?;
    step(Step::Proven);

    let kept = if replaces { Some(set_aside(to, opening.now)?) } else { None };
    if let (Some(old), Some(kept)) = (&mut old, &kept) {
        old.moved(kept);
    }
    step(Step::SetAside);
    if let Err(error) = proven.settle(to) {
        if let Some(kept) = &kept {
            fs::rename(kept, to)?;
        }
        return Err(error.into());
    }
    if let Some(mut guard) = guard {
        guard.moved(to);
    }
    step(Step::InPlace);
    Ok(Restored { backup, kept })
}

/// Ends a restore that was killed in the middle. Every way of opening a store does it first; who asks
/// whether the folder exists does it before asking.
///
/// Answers [`Error::InUse`] while a restore is between its steps and the name is free.
pub fn finish_restore(dir: &Path) -> Result<()> {
    let proven = beside(dir, "restored");
    if !proven.try_exists()? {
        return Ok(());
    }
    let mut lock = match WriterLock::take(&proven, "restore", 0) {
        // The restore is alive. What has the name now is a whole store.
        Err(Error::InUse { .. }) if dir.try_exists()? => return Ok(()),
        lock => lock?,
    };
    if dir.try_exists()? {
        // It loses its name first: half of it must never be taken for a proven one.
        let gone = Staged::at(disk::beside(&proven));
        fs::rename(&proven, &gone.path)?;
        lock.moved(&gone.path);
        disk::sync_folder(disk::parent(dir))?;
    } else {
        if cfg!(windows) {
            drop(lock);
        } else {
            lock.moved(dir);
        }
        fs::rename(&proven, dir)?;
        disk::sync_folder(disk::parent(dir))?;
    }
    Ok(())
}

/// `.store.<what>` in the folder of the store.
fn beside(dir: &Path, what: &str) -> PathBuf {
    let name = dir.file_name().unwrap_or_default().to_string_lossy();
    disk::parent(dir).join(format!(".{name}.{what}"))
}

/// Removes what a killed restore unpacked, all but the lock.
fn clear(dir: &Path) -> Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name != LOCK && name != HOLDER) {
            drop(Staged::at(path));
        }
    }
    Ok(())
}

/// Gives the old folder a dated name that no other has, durably.
fn set_aside(dir: &Path, now: i64) -> Result<PathBuf> {
    let name = dir.file_name().unwrap_or_default().to_string_lossy();
    let name = format!("{name}.before-restore-{}", disk::stamp(now));
    let aside = disk::free_name(disk::parent(dir), &name)?;
    fs::rename(dir, &aside)?;
    disk::sync_folder(disk::parent(dir))?;
    Ok(aside)
}

fn unpack(backup: &Path, format: &Format, to: &Path, progress: &dyn Fn(u64, u64)) -> Result<BackupReport> {
    let mut backup = Backup::open(backup, format)?;
    let total = backup.size();
    let done = Cell::new(0);
    backup.entries(|listed| {
        let path = to.join(&listed.name);
        disk::make_folder(disk::parent(&path))?;
        done.set(done.get() + listed.size);
        progress(done.get(), total);
        Ok(Box::new(disk::make_file(&path)?))
    })?;
    Ok(backup.report())
}
