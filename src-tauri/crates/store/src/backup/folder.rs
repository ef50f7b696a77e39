//! Many backups in one folder, which share their files.
//!
//! ```text
//! <folder>/<format>-<store id>/         one set for each store: two nurseries never mix
//!   20260824-083000/                    one backup, named by its instant in UTC
//!     store.db  store.json              as in a container
//!     backup.json                       what it is; name, size and hash of each file of it
//!     backup.sha256                     the seal: the hash of backup.json, as sha256sum writes it
//!   files/ab/<sha256>                   the pool: files of the vault as they lie there, each once
//!   store.lock                          one program at a time
//! ```
//!
//! A backup has its name only when it is whole and durable. What a kill leaves behind ends in
//! `.part`, is never read and goes with the next backup.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{BackupReport, Ladder, Listed, MANIFEST, MAX_JSON, Manifest, Rung, Sink, WHAT, entry_name, hash_of, pour};
use crate::disk::{self, STAGED, Staged};
use crate::error::{Error, Result};
use crate::lock::WriterLock;
use crate::migrate::Format;
use crate::open::{DATABASE, Store};
use crate::sidecar;
use crate::vault::{FOLDER, Swept, is_address};

const SEAL: &str = "backup.sha256";
/// How the name of a shared file goes on that was found rotten.
const ROTTEN: &str = "damaged";
/// How another program is told who holds the folder.
const PROGRAM: &str = "backup";

/// What a backup into a folder did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenBackup {
    /// The backup, for [`super::verify_backup`] and [`super::restore`].
    pub path: PathBuf,
    /// What it is.
    pub report: BackupReport,
    /// `false`: nothing was written to the audit since this backup, so it was proven again instead
    /// of taking another.
    pub fresh: bool,
    /// Files of the vault that the folder did not have yet.
    pub copied_files: u64,
    /// Their bytes.
    pub copied_bytes: u64,
    /// Addresses of files that are damaged in the vault itself and so are not in this backup.
    pub left_out: Vec<String>,
}

/// One backup of a folder, as a quick look finds it: seals and sizes, not yet every byte.
#[derive(Debug)]
pub struct KeptBackup {
    /// For [`super::verify_backup`] and [`super::restore`].
    pub path: PathBuf,
    /// Identity of the store.
    pub store_id: String,
    /// When it was taken, `20260824-083000` UTC.
    pub name: String,
    /// Why it cannot be restored; `None` if it looks whole.
    pub fault: Option<Error>,
    /// What it is; `None` if that cannot be read.
    pub report: Option<BackupReport>,
}

/// What [`thin_backups`] removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thinned {
    /// Backups.
    pub removed: Vec<PathBuf>,
    /// Shared files that no backup names any more.
    pub swept: Swept,
}

impl Store {
    /// Takes a verified backup into a folder, where it copies only files of the vault that no backup
    /// there has yet. Works beside writers, who wait while the database is copied; also from a store
    /// that is open for reading. `progress` gets bytes done and bytes in all.
    ///
    /// Takes none if nothing was written to the audit since one that is whole. Answers
    /// [`Error::InUse`] while another program is at work in the folder.
    pub fn backup_into(&self, folder: &Path, now: i64, progress: &dyn Fn(u64, u64)) -> Result<TakenBackup> {
        let set = Set::of(folder, self.format.name, &self.sidecar.id);
        disk::make_folder(&set.path)?;
        let _lock = WriterLock::take(&set.path, PROGRAM, now)?;
        set.clear_remains()?;
        let kept = set.kept()?;
        let sidecar = self.sidecar.to_json()?;
        if let Some(taken) = self.unchanged_since(&kept, &sidecar)? {
            return Ok(taken);
        }

        let path = set.free_name(now)?;
        let staged = Staged::at(disk::beside(&path));
        disk::make_folder(&staged.path)?;
        let database = staged.path.join(DATABASE);
        let head = self.copy_database(&database)?;
        write_new(&staged.path.join(sidecar::NAME), &sidecar)?;

        // Listed after the copy: whatever the copy names was durable before it.
        let (there, new): (Vec<_>, Vec<_>) = self.vault().list()?.into_iter().partition(|file| kept.has(file));
        let size = |path: &Path| fs::metadata(path).map_or(0, |meta| meta.len());
        let total: u64 = size(&database) + new.iter().map(|file| size(&self.vault().path(file))).sum::<u64>();
        let mut done = size(&database);
        progress(done, total);
        let mut entries = vec![listed(&staged.path, sidecar::NAME)?, listed(&staged.path, DATABASE)?];
        entries.extend(there.iter().filter_map(|file| kept.listed.get(file).cloned()));
        let mut copied = Copied { set: &set, kept: &kept, files: Vec::new(), settled: false };
        let mut left_out = Vec::new();
        for file in new {
            match self.vault().get(&file) {
                Ok(_) => {}
                // An orphan, swept since it was listed.
                Err(Error::NoSuchFile { .. }) => continue,
                Err(Error::FileDamaged { .. }) => {
                    left_out.push(file);
                    continue;
                }
                Err(other) => return Err(other),
            }
            let entry = set.copy(&file, &self.vault().path(&file))?;
            done += entry.size;
            copied.files.push((file, entry.size));
            progress(done, total.max(done));
            entries.push(entry);
        }

        let manifest = Manifest::of(self, now, head, entries);
        let json = serde_json::to_vec_pretty(&manifest).map_err(io::Error::from)?;
        let seal = hash_of(&mut json.as_slice())?;
        write_new(&staged.path.join(MANIFEST), &json)?;
        write_new(&staged.path.join(SEAL), format!("{seal}  {MANIFEST}\n").as_bytes())?;
        disk::sync_folder(&staged.path)?;
        staged.settle(&path)?;
        copied.settled = true;
        let snapshot = Snapshot { path: path.clone(), manifest, seal };
        Ok(TakenBackup {
            path,
            report: snapshot.report(),
            fresh: true,
            copied_files: copied.files.len() as u64,
            copied_bytes: copied.files.iter().map(|(_, size)| size).sum(),
            left_out,
        })
    }

    /// A whole backup that already holds what the store holds.
    fn unchanged_since(&self, kept: &Kept, sidecar: &[u8]) -> Result<Option<TakenBackup>> {
        let head = self.audit_head()?;
        let sidecar = hash_of(&mut &*sidecar)?;
        for snapshot in kept.snapshots.iter().rev() {
            let same_key = |listed: &Listed| listed.name == sidecar::NAME && listed.sha256 == sidecar;
            let same = snapshot.manifest.audit_head == head && snapshot.manifest.entries.iter().any(same_key);
            if same && kept.look(snapshot).is_ok() && snapshot.prove_own().is_ok() {
                return Ok(Some(TakenBackup {
                    path: snapshot.path.clone(),
                    report: snapshot.clone().report(),
                    fresh: false,
                    copied_files: 0,
                    copied_bytes: 0,
                    left_out: Vec::new(),
                }));
            }
        }
        Ok(None)
    }
}

/// Every backup in a folder, of every store of this format, the newest first.
pub fn backups_in(folder: &Path, format: &Format) -> Result<Vec<KeptBackup>> {
    let mut found = Vec::new();
    for set in Set::all(folder, format.name)? {
        let kept = set.kept()?;
        let backup = |path: &Path, fault, report| KeptBackup {
            path: path.to_owned(),
            store_id: set.store_id.clone(),
            name: name_of(path),
            fault,
            report,
        };
        for snapshot in &kept.snapshots {
            let fault = snapshot.manifest.fits(format).and_then(|()| kept.look(snapshot)).err();
            found.push(backup(&snapshot.path, fault, Some(snapshot.clone().report())));
        }
        found.extend(kept.unreadable.into_iter().map(|(path, fault)| backup(&path, Some(fault), None)));
    }
    found.sort_by(|a, b| (&b.name, &b.store_id).cmp(&(&a.name, &a.store_id)));
    Ok(found)
}

/// Removes the backups of one store that the ladder does not keep, then the shared files that no
/// backup names any more.
///
/// Nothing goes before the last whole backup is proven. Without one nothing goes at all; one whose
/// manifest cannot be read goes once a later one is proven.
pub fn thin_backups(folder: &Path, store_id: &str, format: &Format, ladder: &Ladder, now: i64) -> Result<Thinned> {
    let set = Set::of(folder, format.name, store_id);
    let mut thinned = Thinned::default();
    if !set.path.try_exists()? {
        return Ok(thinned);
    }
    let _lock = WriterLock::take(&set.path, PROGRAM, now)?;
    set.clear_remains()?;
    let kept = set.kept()?;
    let whole: Vec<bool> = kept.snapshots.iter().map(|snapshot| kept.look(snapshot).is_ok()).collect();
    let newest_first = (0..whole.len()).rev().filter(|&i| whole[i]);
    let mut rungs: Vec<Rung> = kept.snapshots.iter().zip(&whole).map(|(s, &whole)| s.rung(whole)).collect();
    let mut proven = None;
    for i in newest_first {
        if kept.snapshots[i].prove_own().is_ok() {
            proven = Some(i);
            break;
        }
        rungs[i].whole = false;
    }
    let Some(proven) = proven else { return Ok(thinned) };
    let keeps = ladder.keeps(&rungs);
    let mut named = BTreeSet::new();
    for (i, snapshot) in kept.snapshots.iter().enumerate() {
        if keeps[i] || i == proven {
            named.extend(snapshot.files());
        } else {
            set.remove(&snapshot.path)?;
            thinned.removed.push(snapshot.path.clone());
        }
    }
    let mut all_read = true;
    for (path, fault) in &kept.unreadable {
        if *path < kept.snapshots[proven].path && !matches!(fault, Error::Newer { .. }) {
            set.remove(path)?;
            thinned.removed.push(path.clone());
        } else {
            all_read = false;
        }
    }
    // One that cannot be read may name any file.
    if all_read {
        thinned.swept = set.sweep(&named)?;
    }
    Ok(thinned)
}

/// The backups of one store in a folder.
struct Set {
    path: PathBuf,
    store_id: String,
}

impl Set {
    /// A person may choose the folder, or the set in it.
    fn of(folder: &Path, format: &str, store_id: &str) -> Set {
        let name = format!("{format}-{store_id}");
        let folder = if set_name(folder, format).is_some() { disk::parent(folder) } else { folder };
        Set { path: folder.join(name), store_id: store_id.into() }
    }

    fn all(folder: &Path, format: &str) -> Result<Vec<Set>> {
        let set = |path: PathBuf| Some(Set { store_id: set_name(&path, format)?.to_owned(), path });
        if let Some(set) = set(folder.to_owned()) {
            return Ok(vec![set]);
        }
        Ok(folders(folder)?.into_iter().filter_map(set).collect())
    }

    /// Reads every manifest and the sizes of the shared files.
    fn kept(&self) -> Result<Kept> {
        let mut kept =
            Kept { snapshots: Vec::new(), unreadable: Vec::new(), listed: BTreeMap::new(), pool: BTreeMap::new() };
        for path in folders(&self.path)?.into_iter().filter(|path| is_backup(path)) {
            match Snapshot::open(&path) {
                Ok(snapshot) => kept.snapshots.push(snapshot),
                Err(fault) => kept.unreadable.push((path, fault)),
            }
        }
        kept.snapshots.sort_by(|a, b| (a.manifest.taken_at, &a.path).cmp(&(b.manifest.taken_at, &b.path)));
        for path in files(&self.path.join(FOLDER))? {
            let name = name_of(&path);
            if is_address(&name) {
                kept.pool.insert(name, fs::symlink_metadata(&path)?.len());
            }
        }
        for listed in kept.snapshots.iter().flat_map(|snapshot| &snapshot.manifest.entries) {
            let name = name_of(Path::new(&listed.name));
            if kept.pool.get(&name) == Some(&listed.size) {
                kept.listed.insert(name, listed.clone());
            }
        }
        Ok(kept)
    }

    /// A name that no other backup has, however fast they follow.
    fn free_name(&self, now: i64) -> Result<PathBuf> {
        Ok(disk::free_name(&self.path, &disk::stamp(now))?)
    }

    /// Brings a file of the vault into the pool, proven by reading it back.
    fn copy(&self, file: &str, from: &Path) -> Result<Listed> {
        let name = entry_name(file);
        let to = self.path.join(&name);
        disk::make_folder(disk::parent(&to))?;
        disk::sync_folder(&self.path.join(FOLDER))?;
        let staged = Staged::at(disk::beside(&to));
        let mut copy = disk::make_file(&staged.path)?;
        let mut read = Sha256::new();
        pour(&mut File::open(from)?, |bytes| {
            read.update(bytes);
            copy.write_all(bytes)
        })?;
        copy.sync_all()?;
        drop(copy);
        let entry =
            Listed { size: fs::metadata(&staged.path)?.len(), sha256: hash_of(&mut File::open(&staged.path)?)?, name };
        if hex::encode(read.finalize()) != entry.sha256 {
            return Err(entry.damaged());
        }
        staged.settle(&to)?;
        Ok(entry)
    }

    /// A backup loses its name first: what a kill leaves of it is never taken for one.
    fn remove(&self, backup: &Path) -> Result<()> {
        let gone = Staged::at(disk::beside(backup));
        fs::rename(backup, &gone.path)?;
        disk::sync_folder(&self.path)?;
        Ok(fs::remove_dir_all(&gone.path)?)
    }

    fn sweep(&self, named: &BTreeSet<String>) -> Result<Swept> {
        let mut swept = Swept::default();
        for path in files(&self.path.join(FOLDER))? {
            let name = name_of(&path);
            let address = name.strip_suffix(ROTTEN).and_then(|name| name.strip_suffix('.')).unwrap_or(&name);
            let spare = named.contains(address) && (address == name || !path.with_file_name(address).exists());
            let meta = fs::symlink_metadata(&path)?;
            if is_address(address) && meta.is_file() && !spare {
                fs::remove_file(&path)?;
                swept.files += 1;
                swept.bytes += meta.len();
            }
        }
        Ok(swept)
    }

    /// Removes what a kill left; whoever holds the lock is the only one at work.
    fn clear_remains(&self) -> Result<()> {
        let pool = files(&self.path.join(FOLDER))?;
        let own = folders(&self.path)?;
        for path in own.into_iter().chain(pool).filter(|path| name_of(path).ends_with(STAGED)) {
            drop(Staged::at(path));
        }
        Ok(())
    }
}

/// What a set has: the backups, the oldest first, and the pool.
struct Kept {
    snapshots: Vec<Snapshot>,
    unreadable: Vec<(PathBuf, Error)>,
    /// Files of the pool that a backup names and that have the size it names.
    listed: BTreeMap<String, Listed>,
    /// Address and size of each file of the pool.
    pool: BTreeMap<String, u64>,
}

impl Kept {
    fn has(&self, file: &str) -> bool {
        self.listed.contains_key(file)
    }

    /// Whether every file of a backup is there at its size.
    fn look(&self, snapshot: &Snapshot) -> Result<()> {
        for listed in &snapshot.manifest.entries {
            let size = match snapshot.own(listed) {
                Some(path) => fs::metadata(path).ok().map(|meta| meta.len()),
                None => self.pool.get(&name_of(Path::new(&listed.name))).copied(),
            };
            match size {
                Some(size) if size == listed.size => {}
                Some(size) if size < listed.size => return Err(Error::truncated(format!("{WHAT} at {}", listed.name))),
                _ => return Err(listed.damaged()),
            }
        }
        Ok(())
    }
}

/// Files brought into the pool for a backup; they go again unless it comes to stand.
struct Copied<'a> {
    set: &'a Set,
    kept: &'a Kept,
    files: Vec<(String, u64)>,
    settled: bool,
}

impl Drop for Copied<'_> {
    fn drop(&mut self) {
        if self.settled {
            return;
        }
        let names = |file: &str| self.kept.snapshots.iter().any(|s| s.files().any(|named| named == file));
        for (file, _) in self.files.iter().filter(|(file, _)| !names(file)) {
            let _ = fs::remove_file(self.set.path.join(entry_name(file)));
        }
    }
}

/// One backup of a set, its manifest as it was sealed.
#[derive(Clone)]
pub(super) struct Snapshot {
    path: PathBuf,
    pub(super) manifest: Manifest,
    seal: String,
}

impl Snapshot {
    pub(super) fn open(path: &Path) -> Result<Snapshot> {
        let damaged = |name: &str| Error::damaged(format!("{WHAT} at {name}"));
        let read = |name: &str| -> Result<Vec<u8>> {
            let mut bytes = Vec::new();
            match File::open(path.join(name)) {
                Err(e) if e.kind() == ErrorKind::NotFound => return Err(damaged(name)),
                file => file?.take(MAX_JSON).read_to_end(&mut bytes)?,
            };
            Ok(bytes)
        };
        let (json, said) = (read(MANIFEST)?, read(SEAL)?);
        let seal = hash_of(&mut json.as_slice())?;
        if said != format!("{seal}  {MANIFEST}\n").as_bytes() {
            return Err(damaged(MANIFEST));
        }
        // Whole, so what does not fit was written by a later version.
        let manifest: Manifest =
            serde_json::from_slice(&json).map_err(|_| Error::Newer { schema: 0, app_version: String::new() })?;
        manifest.is_complete()?;
        Ok(Snapshot { path: path.into(), manifest, seal })
    }

    /// Where an entry lies; only names that passed `is_complete` come here.
    fn place(&self, listed: &Listed) -> PathBuf {
        self.own(listed).unwrap_or_else(|| disk::parent(&self.path).join(&listed.name))
    }

    /// Where an entry lies that this backup does not share.
    fn own(&self, listed: &Listed) -> Option<PathBuf> {
        matches!(listed.name.as_str(), DATABASE | sidecar::NAME).then(|| self.path.join(&listed.name))
    }

    /// The addresses of its files.
    fn files(&self) -> impl Iterator<Item = String> {
        let shared = self.manifest.entries.iter().filter(|listed| self.own(listed).is_none());
        shared.map(|listed| name_of(Path::new(&listed.name)))
    }

    fn rung(&self, whole: bool) -> Rung {
        Rung { taken_at: self.manifest.taken_at, whole }
    }

    fn entry(&self, listed: &Listed, to: &mut dyn Write) -> Result<()> {
        let mut file = match File::open(self.place(listed)) {
            Err(e) if e.kind() == ErrorKind::NotFound => return Err(listed.damaged()),
            file => file?,
        };
        if file.metadata()?.len() < listed.size {
            return Err(Error::truncated(format!("{WHAT} at {}", listed.name)));
        }
        listed.pour(&mut file, to)
    }

    /// Reads every entry against the manifest and pours it where `sink` says.
    pub(super) fn entries(&self, sink: impl Fn(&Listed) -> Result<Box<dyn Sink>>) -> Result<()> {
        for listed in &self.manifest.entries {
            let mut to = sink(listed)?;
            self.entry(listed, &mut to)?;
            to.settle()?;
        }
        Ok(())
    }

    /// Reads every byte; a rotten shared file is set aside, so that every later look sees it.
    pub(super) fn verify(&self) -> Result<()> {
        let mut fault = Ok(());
        for listed in &self.manifest.entries {
            let entry = self.entry(listed, &mut io::sink());
            if matches!(entry, Err(Error::Damaged { .. })) && self.own(listed).is_none() {
                let place = self.place(listed);
                // The folder may be write-protected; the answer is the same.
                let _ = fs::rename(&place, place.with_extension(ROTTEN));
            }
            fault = fault.and(entry);
        }
        fault
    }

    /// Reads the database and the sidecar: what a backup has alone.
    fn prove_own(&self) -> Result<()> {
        let mut own = self.manifest.entries.iter().filter(|listed| self.own(listed).is_some());
        own.try_for_each(|listed| self.entry(listed, &mut io::sink()))
    }

    pub(super) fn report(self) -> BackupReport {
        let size = self.manifest.entries.iter().map(|listed| listed.size).sum();
        self.manifest.report(size, self.seal)
    }
}

/// The store that a folder's name promises backups of.
fn set_name<'a>(path: &'a Path, format: &str) -> Option<&'a str> {
    let id = path.file_name()?.to_str()?.strip_prefix(format)?.strip_prefix('-')?;
    (id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit())).then_some(id)
}

/// `20260824-083000`, or `20260824-083000-2` for another in the same second.
fn is_backup(path: &Path) -> bool {
    let name = name_of(path);
    name.len() >= 15 && name.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The folders in a folder, by name; none where there is no folder.
fn folders(path: &Path) -> Result<Vec<PathBuf>> {
    let mut folders = Vec::new();
    let entries = match fs::read_dir(path) {
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(folders),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            folders.push(entry.path());
        }
    }
    folders.sort();
    Ok(folders)
}

/// What lies in the folders of a pool.
fn files(pool: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for folder in folders(pool)? {
        for file in fs::read_dir(folder)? {
            files.push(file?.path());
        }
    }
    Ok(files)
}

/// The entry for a file of the backup itself, by what the disk gives back.
fn listed(folder: &Path, name: &str) -> Result<Listed> {
    let mut file = File::open(folder.join(name))?;
    Ok(Listed { name: name.into(), size: file.metadata()?.len(), sha256: hash_of(&mut file)? })
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = disk::make_file(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
