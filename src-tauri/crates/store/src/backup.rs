//! The whole store as one file, and back.
//!
//! A backup is a ZIP without compression, in this order: `store.json`, `store.db` (no log), the files
//! of the vault, `backup.json` (what it is, the size and hash of each entry, the head of the audit).
//! Its comment seals the container: the SHA-256 of every byte before the comment. Any unzip program
//! can open it; a keyed store stays sealed inside.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::audit::{self, AuditHead};
use crate::disk::{self, Image, Staged};
use crate::error::{Error, Result};
use crate::keys::DataKey;
use crate::lock::WriterLock;
use crate::migrate::Format;
use crate::open::{self, DATABASE, Found, Mode, Opening, Store, stand_in_line};
use crate::sidecar;
use crate::vault::{FOLDER, is_address};

const MANIFEST: &str = "backup.json";
const LAYOUT: u32 = 1;
/// How the comment of the container begins; the hash follows in hex.
const SEAL: &str = "store backup sha256 ";
const SEAL_LENGTH: usize = SEAL.len() + 64;
/// No honest manifest or sidecar is larger; half a million files fit.
const MAX_JSON: u64 = 64 * 1024 * 1024;

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
    /// Size of the backup in bytes.
    pub size: u64,
    /// The seal: SHA-256 of the container before its comment, hex.
    pub sha256: String,
    /// The last line of the audit: shows later whether the end of the chain was cut off.
    pub audit_head: Option<AuditHead>,
}

#[derive(Serialize, Deserialize)]
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

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Listed {
    name: String,
    size: u64,
    sha256: String,
}

impl Store {
    /// Writes the whole store into one verified file at `to`, replacing what is there only when the
    /// new one is proven. Works beside writers, who wait while the database is copied; also from a
    /// store that is open for reading. `progress` gets bytes done and bytes in all.
    pub fn backup(&self, to: &Path, now: i64, progress: &dyn Fn(u64, u64)) -> Result<BackupReport> {
        let source = self.dir.join(DATABASE);
        let work = Staged::at(disk::beside(to));
        disk::make_folder(&work.path)?;
        let database = work.path.join(DATABASE);
        match self.writer() {
            Ok(writer) => copy(&stand_in_line(writer), &self.image, &source, &database)?,
            Err(_) => {
                let conn = open::connect(&source, self.key.as_ref(), Mode::Write)?;
                copy(&conn, &self.image, &source, &database)?;
                open::close(conn)?;
            }
        }
        let head = prove_copy(&database, self.key.as_ref())?;

        // Listed after the copy: whatever the copy names was durable before it.
        let files = self.vault().list()?;
        let total = self.size_of(&database, &files)?;
        let staged = Staged::at(disk::beside(to));
        let mut writing = Writing {
            zip: ZipWriter::new(disk::make_file(&staged.path)?),
            entries: Vec::new(),
            done: 0,
            report: &|done| progress(done, total.max(done)),
        };
        writing.add(sidecar::NAME, &mut self.sidecar.to_json()?.as_slice())?;
        writing.add(DATABASE, &mut File::open(&database)?)?;
        for sha256 in files {
            match File::open(self.vault().path(&sha256)) {
                // An orphan, swept since it was listed.
                Err(e) if e.kind() == ErrorKind::NotFound => {}
                file => writing.add(&entry_name(&sha256), &mut file?)?,
            }
        }
        let file = writing.finish(Manifest {
            layout: LAYOUT,
            format: self.format.name.into(),
            application_id: self.format.application_id,
            schema: self.sidecar.schema,
            app_version: self.format.app_version.into(),
            store_id: self.sidecar.id.clone(),
            keyed: self.sidecar.keyed(),
            taken_at: now,
            audit_head: head,
            entries: Vec::new(),
        })?;
        file.sync_all()?;
        drop(file);
        let report = verify_backup(&staged.path, &self.format)?;
        staged.settle(to)?;
        Ok(report)
    }

    fn size_of(&self, database: &Path, files: &[String]) -> Result<u64> {
        let vault = files.iter().map(|f| fs::metadata(self.vault().path(f)).map_or(0, |m| m.len()));
        Ok(fs::metadata(database)?.len() + vault.sum::<u64>())
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

fn entry_name(sha256: &str) -> String {
    format!("{FOLDER}/{}/{sha256}", &sha256[..2])
}

/// A container under way.
struct Writing<'a> {
    zip: ZipWriter<File>,
    entries: Vec<Listed>,
    done: u64,
    report: &'a dyn Fn(u64),
}

impl Writing<'_> {
    fn add(&mut self, name: &str, from: &mut dyn Read) -> Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(zip::DateTime::default())
            .unix_permissions(0o600)
            .large_file(true);
        self.zip.start_file(name, options).map_err(zip_failed)?;
        let mut hash = Sha256::new();
        let mut size = 0;
        pour(from, |bytes| {
            hash.update(bytes);
            size += bytes.len() as u64;
            self.done += bytes.len() as u64;
            (self.report)(self.done);
            self.zip.write_all(bytes)
        })?;
        self.entries.push(Listed { name: name.into(), size, sha256: hex::encode(hash.finalize()) });
        Ok(())
    }

    fn finish(mut self, mut manifest: Manifest) -> Result<File> {
        manifest.entries = std::mem::take(&mut self.entries);
        let json = serde_json::to_vec_pretty(&manifest).map_err(io::Error::from)?;
        self.add(MANIFEST, &mut json.as_slice())?;
        // The hash takes the place of the zeros once all bytes before it are settled.
        let seal = format!("{SEAL}{:064}", 0);
        self.zip.set_raw_comment(seal.into_bytes().into()).map_err(zip_failed)?;
        let mut file = self.zip.finish().map_err(zip_failed)?;
        let end = file.seek(SeekFrom::End(0))? - SEAL_LENGTH as u64;
        let hash = hash_of(&mut file, end)?;
        file.seek(SeekFrom::Start(end + SEAL.len() as u64))?;
        file.write_all(hash.as_bytes())?;
        Ok(file)
    }
}

/// Proves a backup without its passphrase: nothing is cut off, changed, missing or added.
///
/// Answers [`Error::Truncated`], [`Error::Damaged`] with the entry, [`Error::Foreign`], or
/// [`Error::Newer`].
pub fn verify_backup(file: &Path, format: &Format) -> Result<BackupReport> {
    let mut container = Container::open(file, format)?;
    container.entries(|_, _| Ok(Box::new(io::sink())))?;
    Ok(container.report())
}

/// What a restore did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The backup that was restored.
    pub backup: BackupReport,
    /// Where the folder of before is kept; `None` if there was none.
    pub kept: Option<PathBuf>,
}

/// Puts a backup in the place of the store at `to`, which no program may have open for writing.
///
/// All of it is first unpacked beside `to`, proven, and opened with the passphrase; until then `to`
/// is not touched. The old folder keeps its content under a dated name beside it.
pub fn restore(
    file: &Path,
    to: &Path,
    format: &Format,
    opening: &Opening<'_>,
    progress: &dyn Fn(u64, u64),
) -> Result<Restored> {
    disk::make_folder(disk::parent(to))?;
    let staged = Staged::at(disk::beside(to));
    disk::make_folder(&staged.path)?;
    let backup = unpack(file, format, &staged.path, progress)?;
    let found = Found::look(&staged.path, format, opening, Mode::Read)?;
    let conn = open::connect(&staged.path.join(DATABASE), found.key.as_ref(), Mode::Read)?;
    prove(&conn, found.key.is_some())?;
    open::close(conn)?;
    drop(found);

    let kept = if to.try_exists()? {
        let lock = WriterLock::take(to, opening.program, opening.now)?;
        if cfg!(windows) {
            // A folder with an open file cannot be renamed there.
            drop(lock);
            Some(set_aside(to, opening.now)?)
        } else {
            Some(set_aside(to, opening.now)?)
        }
    } else {
        None
    };
    staged.settle(to)?;
    Ok(Restored { backup, kept })
}

/// Gives the old folder a dated name that no other has.
fn set_aside(dir: &Path, now: i64) -> Result<PathBuf> {
    let name = dir.file_name().unwrap_or_default().to_string_lossy();
    let base = format!("{name}.before-restore-{}", disk::stamp(now));
    let names = (1..).map(|n| match n {
        1 => base.clone(),
        n => format!("{base}-{n}"),
    });
    for name in names {
        let aside = disk::parent(dir).join(name);
        if !aside.try_exists()? {
            fs::rename(dir, &aside)?;
            return Ok(aside);
        }
    }
    Err(Error::Exists)
}

fn unpack(file: &Path, format: &Format, to: &Path, progress: &dyn Fn(u64, u64)) -> Result<BackupReport> {
    let mut container = Container::open(file, format)?;
    let total = container.manifest.entries.iter().map(|e| e.size).sum();
    let done = std::cell::Cell::new(0);
    container.entries(|name, size| {
        let path = to.join(name);
        disk::make_folder(disk::parent(&path))?;
        done.set(done.get() + size);
        progress(done.get(), total);
        Ok(Box::new(disk::make_file(&path)?))
    })?;
    Ok(container.report())
}

/// What is damaged when no smaller part can be named.
const WHAT: &str = "the backup";

/// A backup whose kind is known.
struct Container {
    zip: ZipArchive<File>,
    manifest: Manifest,
    size: u64,
    seal: String,
}

impl Container {
    /// Tells a cut, a changed and a foreign file apart; afterwards every byte is as it was sealed.
    fn open(path: &Path, format: &Format) -> Result<Container> {
        let mut file = File::open(path)?;
        let size = file.metadata()?.len();
        let end = size.saturating_sub(SEAL_LENGTH as u64);
        let seal = read_at(&mut file, end, SEAL_LENGTH)?
            .strip_prefix(SEAL.as_bytes())
            .map(|hex| String::from_utf8_lossy(hex).into_owned());
        let Some(seal) = seal else {
            return Err(without_seal(file, size));
        };
        let whole = hash_of(&mut file, end)? == seal;
        let damaged = |_| Error::damaged(WHAT);
        let mut zip = ZipArchive::new(file).map_err(damaged)?;
        let manifest = manifest(&mut zip)?;
        let mut container = Container { zip, manifest, size, seal };
        if !whole {
            // Some byte is changed: it is in an entry, or between them.
            container.entries(|_, _| Ok(Box::new(io::sink())))?;
            return Err(Error::damaged("the backup's container"));
        }
        let Manifest { layout, schema, .. } = container.manifest;
        if container.manifest.format != format.name || container.manifest.application_id != format.application_id {
            return Err(Error::foreign(WHAT));
        }
        if layout > LAYOUT || schema > format.schema() {
            return Err(Error::Newer { schema, app_version: container.manifest.app_version });
        }
        Ok(container)
    }

    /// Reads every entry against the manifest and pours it where `sink` says.
    fn entries(&mut self, sink: impl Fn(&str, u64) -> Result<Box<dyn Sink>>) -> Result<()> {
        let mut seen = BTreeSet::new();
        for listed in &self.manifest.entries {
            let damaged = || Error::damaged(format!("{WHAT} at {}", listed.name));
            if !is_entry(&listed.name) || !seen.insert(listed.name.as_str()) {
                return Err(Error::damaged(format!("{WHAT} at {MANIFEST}")));
            }
            let entry = self.zip.by_name(&listed.name).map_err(|_| damaged())?;
            if entry.compression() != CompressionMethod::Stored || entry.size() != listed.size {
                return Err(damaged());
            }
            let mut to = sink(&listed.name, listed.size)?;
            let mut hash = Sha256::new();
            let poured = pour(&mut entry.take(listed.size), |bytes| {
                hash.update(bytes);
                to.write_all(bytes)
            });
            match poured {
                // The ZIP reader's own checksum.
                Err(e) if matches!(e.kind(), ErrorKind::InvalidData | ErrorKind::Other) => {
                    return Err(damaged());
                }
                poured => poured?,
            }
            if hex::encode(hash.finalize()) != listed.sha256 {
                return Err(damaged());
            }
            to.settle()?;
        }
        let complete = seen.contains(DATABASE) && seen.contains(sidecar::NAME);
        if !complete || self.zip.len() != seen.len() + 1 {
            return Err(Error::damaged("the backup's table of contents"));
        }
        Ok(())
    }

    fn report(self) -> BackupReport {
        let manifest = self.manifest;
        BackupReport {
            taken_at: manifest.taken_at,
            store_id: manifest.store_id,
            schema: manifest.schema,
            app_version: manifest.app_version,
            keyed: manifest.keyed,
            files: manifest.entries.len() as u64 - 2,
            size: self.size,
            sha256: self.seal,
            audit_head: manifest.audit_head,
        }
    }
}

/// Why a file does not end in a seal.
fn without_seal(mut file: File, size: u64) -> Error {
    let first = match read_at(&mut file, 0, 64) {
        Ok(first) => first,
        Err(error) => return error,
    };
    if size > 0 && !is_ours(&first) {
        return Error::foreign(WHAT);
    }
    // The end is either gone or changed: where the directory still stands, it was changed.
    match ZipArchive::new(file) {
        Ok(zip) if zip.comment().len() == SEAL_LENGTH => Error::damaged(WHAT),
        _ => Error::truncated(WHAT),
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

fn manifest(zip: &mut ZipArchive<File>) -> Result<Manifest> {
    let damaged = || Error::damaged(format!("the backup at {MANIFEST}"));
    let entry = zip.by_name(MANIFEST).map_err(|_| damaged())?;
    let mut json = Vec::new();
    entry.take(MAX_JSON).read_to_end(&mut json).map_err(|_| damaged())?;
    serde_json::from_slice(&json).map_err(|_| damaged())
}

/// A local ZIP header for `store.json`, which every backup begins with; a shorter file may be its
/// beginning.
fn is_ours(first: &[u8]) -> bool {
    const NAME_AT: usize = 30;
    let begins = |at: usize, with: &[u8]| {
        let rest = first.get(at..).unwrap_or_default();
        rest.iter().zip(with).all(|(a, b)| a == b)
    };
    begins(0, b"PK\x03\x04") && begins(NAME_AT, sidecar::NAME.as_bytes())
}

/// Only such a name is ever joined to a path.
fn is_entry(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or_default();
    name == DATABASE || name == sidecar::NAME || is_address(file) && name == entry_name(file)
}

fn read_at(file: &mut File, at: u64, length: usize) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(length);
    file.seek(SeekFrom::Start(at))?;
    file.take(length as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn hash_of(file: &mut File, length: u64) -> Result<String> {
    let mut hash = Sha256::new();
    file.seek(SeekFrom::Start(0))?;
    pour(&mut file.take(length), |bytes| {
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

fn zip_failed(error: zip::result::ZipError) -> Error {
    match error {
        zip::result::ZipError::Io(error) => error.into(),
        other => Error::Io(io::Error::other(other)),
    }
}
