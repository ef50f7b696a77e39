//! The whole store as one file, to carry away.
//!
//! A container is a ZIP without compression, in this order: `store.json`, `store.db` (no log), the
//! files of the vault, `backup.json` (what it is, the size and hash of each entry, the head of the
//! audit). Its comment seals it: the SHA-256 of every byte before the comment. Any unzip program can
//! open it.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;

use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{BackupReport, Listed, MANIFEST, MAX_JSON, Manifest, Sink, WHAT, entry_name, hash_of, pour, verify_backup};
use crate::disk::{self, Staged};
use crate::error::{Error, Result};
use crate::migrate::Format;
use crate::open::{DATABASE, Store};
use crate::sidecar;

/// How the comment of the container begins; the hash follows in hex.
const SEAL: &str = "store backup sha256 ";
const SEAL_LENGTH: usize = SEAL.len() + 64;

impl Store {
    /// Writes the whole store into one verified file at `to`, replacing what is there only when the
    /// new one is proven. Works beside writers, who wait while the database is copied; also from a
    /// store that is open for reading. `progress` gets bytes done and bytes in all.
    pub fn backup(&self, to: &Path, now: i64, progress: &dyn Fn(u64, u64)) -> Result<BackupReport> {
        let work = Staged::at(disk::beside(to));
        disk::make_folder(&work.path)?;
        let database = work.path.join(DATABASE);
        let head = self.copy_database(&database)?;

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
        let file = writing.finish(Manifest::of(self, now, head, Vec::new()))?;
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
        file.rewind()?;
        let hash = hash_of(&mut (&mut file).take(end))?;
        file.seek(SeekFrom::Start(end + SEAL.len() as u64))?;
        file.write_all(hash.as_bytes())?;
        Ok(file)
    }
}

/// A container whose kind is known.
pub(super) struct Container {
    zip: ZipArchive<File>,
    pub(super) manifest: Manifest,
    size: u64,
    seal: String,
}

impl Container {
    /// Tells a cut, a changed and a foreign file apart; afterwards every byte is as it was sealed.
    pub(super) fn open(path: &Path, format: &Format) -> Result<Container> {
        let mut file = File::open(path)?;
        let size = file.metadata()?.len();
        let end = size.saturating_sub(SEAL_LENGTH as u64);
        let seal = read_at(&mut file, end, SEAL_LENGTH)?
            .strip_prefix(SEAL.as_bytes())
            .map(|hex| String::from_utf8_lossy(hex).into_owned());
        let Some(seal) = seal else {
            return Err(without_seal(file, size));
        };
        file.rewind()?;
        let whole = hash_of(&mut (&mut file).take(end))? == seal;
        let damaged = |_| Error::damaged(WHAT);
        let mut zip = ZipArchive::new(file).map_err(damaged)?;
        let manifest = manifest(&mut zip)?;
        let mut container = Container { zip, manifest, size, seal };
        if !whole {
            // Some byte is changed: it is in an entry, or between them.
            container.entries(|_| Ok(Box::new(io::sink())))?;
            return Err(Error::damaged("the backup's container"));
        }
        container.manifest.fits(format)?;
        Ok(container)
    }

    /// Reads every entry against the manifest and pours it where `sink` says.
    pub(super) fn entries(&mut self, sink: impl Fn(&Listed) -> Result<Box<dyn Sink>>) -> Result<()> {
        self.manifest.is_complete()?;
        for listed in &self.manifest.entries {
            let mut entry = self.zip.by_name(&listed.name).map_err(|_| listed.damaged())?;
            if entry.compression() != CompressionMethod::Stored || entry.size() != listed.size {
                return Err(listed.damaged());
            }
            let mut to = sink(listed)?;
            listed.pour(&mut entry, &mut to)?;
            to.settle()?;
        }
        if self.zip.len() != self.manifest.entries.len() + 1 {
            return Err(Error::damaged("the backup's table of contents"));
        }
        Ok(())
    }

    pub(super) fn report(self) -> BackupReport {
        self.manifest.report(self.size, self.seal)
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

fn manifest(zip: &mut ZipArchive<File>) -> Result<Manifest> {
    let damaged = || Error::damaged(format!("{WHAT} at {MANIFEST}"));
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

fn read_at(file: &mut File, at: u64, length: usize) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(length);
    file.seek(SeekFrom::Start(at))?;
    file.take(length as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn zip_failed(error: zip::result::ZipError) -> Error {
    match error {
        zip::result::ZipError::Io(error) => error.into(),
        other => Error::Io(io::Error::other(other)),
    }
}
