//! One writer at a time, by name.
//!
//! The lock lies beside the database and never on it: on Windows a locked file cannot be read, and
//! on Unix closing the database file would drop SQLite's own locks. Who holds it stands in a
//! separate file, which everyone can read.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::disk;
use crate::error::{Error, Result};

/// The name of the locked file.
pub(crate) const LOCK: &str = "store.lock";
/// The name of the file that tells who holds it.
pub(crate) const HOLDER: &str = "store.holder";

#[derive(Serialize, Deserialize)]
struct Holder {
    program: String,
    since: i64,
}

/// The right to write to the store; given back when dropped or when the process ends.
pub(crate) struct WriterLock {
    _file: File,
    holder: PathBuf,
}

impl WriterLock {
    pub(crate) fn take(dir: &Path, program: &str, now: i64) -> Result<WriterLock> {
        let (path, holder) = (dir.join(LOCK), dir.join(HOLDER));
        let file = match disk::make_file(&path) {
            Err(e) if e.kind() == ErrorKind::AlreadyExists => OpenOptions::new().read(true).write(true).open(&path)?,
            made => made?,
        };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(in_use(&holder)),
            Err(TryLockError::Error(e)) => return Err(e.into()),
        }
        let name = Holder { program: program.into(), since: now };
        let json = serde_json::to_vec(&name).map_err(std::io::Error::from)?;
        disk::write_whole(&holder, &json)?;
        Ok(WriterLock { _file: file, holder })
    }

    /// The folder was renamed.
    pub(crate) fn moved(&mut self, dir: &Path) {
        self.holder = dir.join(HOLDER);
    }
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.holder);
    }
}

fn in_use(holder: &Path) -> Error {
    let known = fs::read(holder).ok().and_then(|json| serde_json::from_slice::<Holder>(&json).ok());
    match known {
        Some(Holder { program, since }) => Error::InUse { program, since: Some(since) },
        None => Error::InUse { program: "another program".into(), since: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_writer_is_told_who_holds_the_store_and_since_when() {
        let dir = tempfile::tempdir().unwrap();
        let first = WriterLock::take(dir.path(), "desktop", 7).unwrap();
        match WriterLock::take(dir.path(), "cli", 8) {
            Err(Error::InUse { program, since }) => {
                assert_eq!((program.as_str(), since), ("desktop", Some(7)));
            }
            other => panic!("{:?}", other.err()),
        }
        drop(first);
        drop(WriterLock::take(dir.path(), "cli", 8).unwrap());
        assert!(!dir.path().join("store.holder").exists());
    }
}
