//! The whole store beside itself, and back.
//!
//! Two forms hold the same: a **container** is one file, to carry away ([`Store::backup`]); a **folder**
//! keeps many backups that share their files ([`Store::backup_into`]). [`verify_backup`] and
//! [`restore`] take either. A keyed store stays sealed in both.

mod container;
mod folder;
mod ladder;
mod restore;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::audit::{self, AuditHead};
use crate::disk::{self, Image};
use crate::error::{Error, Result};
use crate::keys::DataKey;
use crate::migrate::Format;
use crate::open::{self, DATABASE, Mode, Store, stand_in_line};
use crate::sidecar;
use crate::vault::{FOLDER, is_address};

use container::Container;
use folder::Snapshot;

pub use folder::{KeptBackup, TakenBackup, Thinned, backups_in, thin_backups};
pub use ladder::{Ladder, Rung};
pub use restore::{Restored, finish_restore, restore};

/// What a backup is, in both forms.
const MANIFEST: &str = "backup.json";
/// The layout of both forms that this version writes.
const LAYOUT: u32 = 1;
/// No honest manifest or sidecar is larger; half a million files fit.
const MAX_JSON: u64 = 64 * 1024 * 1024;
/// What is damaged when no smaller part can be named.
const WHAT: &str = "the backup";

/// What a backup is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupReport {
    /// When it was taken, ms UTC.
    pub taken_at: i64,
    /// Identity of the store.
    pub store_id: String,
    /// Schema of the database.
    pub schema: u32,
    /// The version of the program that took it.
    pub app_version: String,
    /// Whether a passphrase is needed to restore it.
    pub keyed: bool,
    /// Files of the vault.
    pub files: u64,
    /// Size of the backup in bytes; in a folder with the files that it shares.
    pub size: u64,
    /// The seal, hex: SHA-256 of the container before its comment, or of the manifest in a folder.
    pub sha256: String,
    /// The last line of the audit: shows later whether the end of the chain was cut off.
    pub audit_head: Option<AuditHead>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Manifest {
    layout: u32,
    format: String,
    application_id: i32,
    schema: u32,
    app_version: String,
    store_id: String,
    keyed: bool,
    taken_at: i64,
    audit_head: Option<AuditHead>,
    entries: Vec<Listed>,
}

/// One file of a backup, as it lies there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Listed {
    name: String,
    size: u64,
    sha256: String,
}

impl Manifest {
    fn of(store: &Store, taken_at: i64, audit_head: Option<AuditHead>, entries: Vec<Listed>) -> Manifest {
        Manifest {
            layout: LAYOUT,
            format: store.format.name.into(),
            application_id: store.format.application_id,
            schema: store.sidecar.schema,
            app_version: store.format.app_version.into(),
            store_id: store.sidecar.id.clone(),
            keyed: store.sidecar.keyed(),
            taken_at,
            audit_head,
            entries,
        }
    }

    /// Whether this program can read what the backup holds.
    fn fits(&self, format: &Format) -> Result<()> {
        if self.format != format.name || self.application_id != format.application_id {
            return Err(Error::foreign(WHAT));
        }
        if self.layout > LAYOUT || self.schema > format.schema() {
            return Err(Error::Newer { schema: self.schema, app_version: self.app_version.clone() });
        }
        Ok(())
    }

    /// Whether the list is one that a backup can have: each name once, database and sidecar among them.
    fn is_complete(&self) -> Result<()> {
        let mut seen = BTreeSet::new();
        if !self.entries.iter().all(|listed| is_entry(&listed.name) && seen.insert(listed.name.as_str())) {
            return Err(Error::damaged(format!("{WHAT} at {MANIFEST}")));
        }
        if !seen.contains(DATABASE) || !seen.contains(sidecar::NAME) {
            return Err(Error::damaged("the backup's table of contents"));
        }
        Ok(())
    }

    fn report(self, size: u64, sha256: String) -> BackupReport {
        BackupReport {
            taken_at: self.taken_at,
            store_id: self.store_id,
            schema: self.schema,
            app_version: self.app_version,
            keyed: self.keyed,
            files: self.entries.iter().filter(|listed| listed.name.starts_with(FOLDER)).count() as u64,
            size,
            sha256,
            audit_head: self.audit_head,
        }
    }
}

impl Listed {
    fn damaged(&self) -> Error {
        Error::damaged(format!("{WHAT} at {}", self.name))
    }

    /// Pours the content on while it is proven.
    fn pour(&self, from: &mut dyn Read, to: &mut dyn Write) -> Result<()> {
        let mut hash = Sha256::new();
        let mut size = 0;
        let poured = pour(&mut from.take(self.size.saturating_add(1)), |bytes| {
            hash.update(bytes);
            size += bytes.len() as u64;
            to.write_all(bytes)
        });
        match poured {
            // The ZIP reader's own checksum.
            Err(e) if matches!(e.kind(), ErrorKind::InvalidData | ErrorKind::Other) => return Err(self.damaged()),
            poured => poured?,
        }
        if size != self.size || hex::encode(hash.finalize()) != self.sha256 {
            return Err(self.damaged());
        }
        Ok(())
    }
}

/// A backup of either form, every byte of its manifest as it was sealed.
enum Backup {
    Container(Container),
    Snapshot(Snapshot),
}

impl Backup {
    /// Answers [`Error::Truncated`], [`Error::Damaged`] with the entry, [`Error::Foreign`], or
    /// [`Error::Newer`].
    fn open(path: &Path, format: &Format) -> Result<Backup> {
        if path.is_dir() {
            let snapshot = Snapshot::open(path)?;
            snapshot.manifest.fits(format)?;
            Ok(Backup::Snapshot(snapshot))
        } else {
            Ok(Backup::Container(Container::open(path, format)?))
        }
    }

    fn size(&self) -> u64 {
        let entries = match self {
            Backup::Container(container) => &container.manifest.entries,
            Backup::Snapshot(snapshot) => &snapshot.manifest.entries,
        };
        entries.iter().map(|listed| listed.size).sum()
    }

    /// Reads every entry against the manifest and pours it where `sink` says.
    fn entries(&mut self, sink: impl Fn(&Listed) -> Result<Box<dyn Sink>>) -> Result<()> {
        match self {
            Backup::Container(container) => container.entries(sink),
            Backup::Snapshot(snapshot) => snapshot.entries(sink),
        }
    }

    fn report(self) -> BackupReport {
        match self {
            Backup::Container(container) => container.report(),
            Backup::Snapshot(snapshot) => snapshot.report(),
        }
    }
}

/// Proves a backup without its passphrase, a container or one of a folder: nothing is cut off,
/// changed, missing or added.
///
/// Answers [`Error::Truncated`], [`Error::Damaged`] with the entry, [`Error::Foreign`], or
/// [`Error::Newer`]. A shared file that is found rotten is set aside as `<name>.damaged`: every backup
/// that names it is then seen to lack it, and the next [`Store::backup_into`] brings it anew.
pub fn verify_backup(path: &Path, format: &Format) -> Result<BackupReport> {
    let mut backup = Backup::open(path, format)?;
    match &mut backup {
        Backup::Container(container) => container.entries(|_| Ok(Box::new(io::sink())))?,
        Backup::Snapshot(snapshot) => snapshot.verify()?,
    }
    Ok(backup.report())
}

impl Store {
    /// Copies the database beside writers, proves the copy, and answers the head of its audit.
    /// Also from a store that is open for reading.
    fn copy_database(&self, to: &Path) -> Result<Option<AuditHead>> {
        let source = self.dir.join(DATABASE);
        match self.writer() {
            Ok(writer) => copy(&stand_in_line(writer), &self.image, &source, to)?,
            Err(_) => {
                let conn = open::connect(&source, self.key.as_ref(), Mode::Write)?;
                copy(&conn, &self.image, &source, to)?;
                open::close(conn)?;
            }
        }
        prove_copy(to, self.key.as_ref())
    }
}

/// Copies the database while no one can write; writers wait for nothing else.
pub(crate) fn copy(conn: &Connection, image: &Image, source: &Path, to: &Path) -> Result<()> {
    // Empties the log if no reader needs it. Waiting for one would keep the writers waiting too:
    // what is left in the log is copied beside the database instead.
    conn.busy_timeout(Duration::ZERO)?;
    let emptied = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    conn.busy_timeout(open::BUSY)?;
    emptied?;
    let _quiet = Transaction::new_unchecked(conn, TransactionBehavior::Immediate)?;
    image.copy_to(&mut disk::make_file(to)?)?;
    let log = source.with_extension("db-wal");
    if fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
        let mut copy = disk::make_file(&to.with_extension("db-wal"))?;
        io::copy(&mut File::open(&log)?, &mut copy)?;
    }
    Ok(())
}

/// Proves a copy, makes it durable and gives it a plain journal, so that it is one file.
pub(crate) fn prove_copy(path: &Path, key: Option<&DataKey>) -> Result<Option<AuditHead>> {
    let copy = open::connect(path, key, Mode::Write)?;
    let journal: String = copy.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
    if journal != "delete" {
        return Err(Error::Busy);
    }
    prove(&copy, key.is_some())?;
    let head = audit::head(&copy)?;
    open::close(copy)?;
    File::open(path)?.sync_all()?;
    Ok(head)
}

/// Every page is as it was written: by its seal, or by its structure where there is none.
fn prove(conn: &Connection, keyed: bool) -> Result<()> {
    let proof = if keyed { "PRAGMA cipher_integrity_check" } else { "PRAGMA quick_check" };
    match open::faults(conn, proof)?.as_slice() {
        [] => Ok(()),
        _ => Err(Error::damaged(DATABASE)),
    }
}

/// Where an entry goes.
trait Sink: Write {
    fn settle(&mut self) -> io::Result<()>;
}

impl Sink for io::Sink {
    fn settle(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Sink for File {
    fn settle(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}

/// How a backup names a file of the vault.
fn entry_name(sha256: &str) -> String {
    format!("{FOLDER}/{}/{sha256}", &sha256[..2])
}

/// Only such a name is ever joined to a path.
fn is_entry(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or_default();
    name == DATABASE || name == sidecar::NAME || is_address(file) && name == entry_name(file)
}

/// SHA-256, hex, of what is left to read.
fn hash_of(from: &mut dyn Read) -> io::Result<String> {
    let mut hash = Sha256::new();
    pour(from, |bytes| {
        hash.update(bytes);
        Ok(())
    })?;
    Ok(hex::encode(hash.finalize()))
}

fn pour(from: &mut dyn Read, mut to: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let mut buffer = vec![0; 256 * 1024];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(n) => to(&buffer[..n])?,
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
}
