//! Making and opening a store, and what goes through an open one.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Transaction, TransactionBehavior};
use serde::Serialize;

use crate::audit::{self, AuditCheck, AuditHead, Entry};
use crate::disk::{self, Image};
use crate::error::{Error, Result, is_damage};
use crate::keys::{self, DataKey, KdfCost, Passphrase};
use crate::lock::WriterLock;
use crate::migrate::{self, Format};
use crate::sidecar::{KeyHeader, Sidecar};
use crate::vault::{FOLDER, Vault};
use crate::{backup, sidecar};

/// The name of the database file.
pub(crate) const DATABASE: &str = "store.db";
/// A database under creation; beside it a `store.json` opens nothing yet.
const NEW: &str = "store.db.new";
/// How long a connection waits for another program.
pub(crate) const BUSY: Duration = Duration::from_secs(5);
/// Prepared statements kept per connection.
const STATEMENTS: usize = 64;
/// Connections for reading.
const READERS: usize = 2;
/// How every plain SQLite file begins.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// Who opens a store, with what, and when.
#[derive(Clone, Copy, Debug)]
pub struct Opening<'a> {
    /// The passphrase of a keyed store; `None` for a plain one.
    pub key: Option<&'a Passphrase>,
    /// The program, as [`Error::InUse`] names it to the next.
    pub program: &'a str,
    /// Now, ms UTC.
    pub now: i64,
}

/// What is decided once, when a store is made.
#[derive(Clone, Copy, Debug)]
pub struct CreateOptions {
    /// What one guess at the passphrase costs; unused in a plain store.
    pub kdf: KdfCost,
    /// Mark the store as a demonstration, for ever.
    pub demo: bool,
    /// `false` does not wait for the disk, until the store is opened again: only to fill a
    /// demonstration or a benchmark, where a power cut costs nothing.
    pub durable: bool,
}

impl Default for CreateOptions {
    fn default() -> CreateOptions {
        CreateOptions { kdf: KdfCost::STANDARD, demo: false, durable: true }
    }
}

/// What a check of everything found; empty lists are good news.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// Faults in the structure of the database.
    pub structure: Vec<String>,
    /// Pages whose seal is broken (keyed stores).
    pub seals: Vec<String>,
    /// Tables that point at rows which do not exist.
    pub foreign_keys: Vec<String>,
    /// Append-only tables that lost a guard.
    pub guards: Vec<String>,
    /// The audit chain.
    pub audit: AuditCheck,
    /// Addresses of damaged files in the vault. Which files *should* be there only the application
    /// knows: see [`Vault::contains`].
    pub files: Vec<String>,
}

impl Check {
    /// Whether nothing is wrong.
    pub fn is_whole(&self) -> bool {
        self.structure.is_empty()
            && self.seals.is_empty()
            && self.foreign_keys.is_empty()
            && self.guards.is_empty()
            && self.audit.is_whole()
            && self.files.is_empty()
    }
}

/// An open store.
///
/// Any number of threads may use it. Changes stand in line; reads do not wait for them.
pub struct Store {
    // Dropped in this order: the writer closes last and clears the log, then the file, then the lock.
    readers: Readers,
    writer: Option<Mutex<Connection>>,
    pub(crate) image: Image,
    _lock: Option<WriterLock>,
    pub(crate) dir: PathBuf,
    pub(crate) format: Format,
    pub(crate) sidecar: Sidecar,
    pub(crate) key: Option<DataKey>,
    vault: Vault,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("dir", &self.dir).finish_non_exhaustive()
    }
}

impl Store {
    /// Makes a store in a folder that has none, and opens it for writing.
    pub fn create(dir: &Path, format: &Format, opening: &Opening<'_>, options: CreateOptions) -> Result<Store> {
        backup::finish_restore(dir)?;
        disk::make_folder(dir)?;
        disk::keep_private(dir, 0o700)?;
        let lock = WriterLock::take(dir, opening.program, opening.now)?;
        if is_there(dir)? || dir.join(FOLDER).try_exists()? {
            return Err(Error::Exists);
        }
        let path = dir.join(DATABASE);
        let id = hex::encode(*keys::random::<16>());
        let mut sidecar = Sidecar::new(format, id, opening.now, options.demo);
        let key = match opening.key {
            None => None,
            Some(passphrase) => {
                let key = DataKey::random();
                let wraps = vec![key.wrap(passphrase, options.kdf, &sidecar.id)?];
                sidecar.key = Some(KeyHeader { wraps });
                Some(key)
            }
        };
        // A power cut until the last step leaves no store, only remains of one.
        drop(disk::Staged::at(dir.join(NEW)));
        let staged = disk::Staged::at(dir.join(NEW));
        drop(disk::make_file(&staged.path)?);
        let conn = connect(&staged.path, key.as_ref(), Mode::Write)?;
        migrate::found(&conn, format, &sidecar.id, opening.now, options.demo)?;
        close(conn)?;
        sidecar.write(dir)?;
        staged.settle(&path)?;
        let store = Store::assemble(dir, format, lock, Image::open(&path)?, sidecar, key)?;
        if !options.durable {
            stand_in_line(store.writer()?).pragma_update(None, "synchronous", "OFF")?;
        }
        Ok(store)
    }

    /// Opens a store for writing, alone, and brings it to the newest schema; the database as it was
    /// before is then kept in `before-migration`.
    pub fn open(dir: &Path, format: &Format, opening: &Opening<'_>) -> Result<Store> {
        backup::finish_restore(dir)?;
        if !is_there(dir)? {
            return Err(Error::Missing);
        }
        let lock = WriterLock::take(dir, opening.program, opening.now)?;
        disk::keep_private(dir, 0o700)?;
        let Found { image, mut sidecar, key, schema, fresh } = Found::look(dir, format, opening, Mode::Write)?;
        if schema < format.schema() {
            let conn = connect(&dir.join(DATABASE), key.as_ref(), Mode::Write)?;
            keep_before_migration(dir, &conn, &image, &sidecar, key.as_ref(), schema)?;
            migrate::migrate(&conn, format, schema)?;
            sidecar.app_version = format.app_version.into();
        }
        if fresh || sidecar.schema != format.schema() {
            sidecar.schema = format.schema();
            sidecar.write(dir)?;
        }
        Store::assemble(dir, format, lock, image, sidecar, key)
    }

    /// Opens a store for reading, also beside a program that writes to it. Changes nothing in it.
    pub fn open_read_only(dir: &Path, format: &Format, opening: &Opening<'_>) -> Result<Store> {
        backup::finish_restore(dir)?;
        if !is_there(dir)? {
            return Err(Error::Missing);
        }
        let found = Found::look(dir, format, opening, Mode::Read)?;
        if found.schema < format.schema() {
            return Err(Error::Older { schema: found.schema });
        }
        Ok(Store {
            readers: Readers::open(&dir.join(DATABASE), found.key.as_ref())?,
            writer: None,
            image: found.image,
            _lock: None,
            dir: dir.into(),
            format: *format,
            sidecar: found.sidecar,
            vault: Vault::new(dir, found.key.as_ref(), true),
            key: found.key,
        })
    }

    fn assemble(
        dir: &Path,
        format: &Format,
        lock: WriterLock,
        image: Image,
        sidecar: Sidecar,
        key: Option<DataKey>,
    ) -> Result<Store> {
        let path = dir.join(DATABASE);
        disk::keep_private(&path, 0o600)?;
        let writer = connect(&path, key.as_ref(), Mode::Write)?;
        let journal: String = writer.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
        if journal != "wal" {
            // A network drive: everything holds, but readers wait for writers.
            tracing::warn!(journal, "no write-ahead log");
        }
        Ok(Store {
            readers: Readers::open(&path, key.as_ref())?,
            writer: Some(Mutex::new(writer)),
            image,
            _lock: Some(lock),
            dir: dir.into(),
            format: *format,
            sidecar,
            vault: Vault::new(dir, key.as_ref(), false),
            key,
        })
    }

    /// What `store.json` says.
    pub fn info(&self) -> &Sidecar {
        &self.sidecar
    }

    /// The files of this store.
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// Runs `f` on one consistent snapshot; it can write nothing.
    ///
    /// Do not nest more than two deep: there are two connections.
    pub fn read<T, E: From<Error>>(&self, f: impl FnOnce(&Connection) -> Result<T, E>) -> Result<T, E> {
        let conn = self.readers.take();
        let snapshot = Transaction::new_unchecked(&conn, TransactionBehavior::Deferred).map_err(Error::from)?;
        f(&snapshot)
    }

    /// Runs `f` alone in one transaction and appends its entry to the audit in the same.
    ///
    /// Any error rolls everything back. `None` leaves no trace: for drafts only. Not to be nested.
    pub fn change<T, E: From<Error>>(
        &self,
        f: impl FnOnce(&Connection) -> Result<(T, Option<Entry>), E>,
    ) -> Result<T, E> {
        let conn = stand_in_line(self.writer()?);
        let tx = Transaction::new_unchecked(&conn, TransactionBehavior::Immediate).map_err(Error::from)?;
        let (reply, entry) = f(&tx)?;
        if tx.is_autocommit() {
            return Err(Error::TransactionEnded.into());
        }
        if let Some(entry) = entry {
            audit::append(&tx, &entry)?;
        }
        tx.commit().map_err(Error::from)?;
        Ok(reply)
    }

    /// The last line of the audit.
    pub fn audit_head(&self) -> Result<Option<AuditHead>> {
        self.read(audit::head)
    }

    /// Recomputes the audit chain and names the first line that does not fit.
    pub fn verify_audit(&self) -> Result<AuditCheck> {
        self.read(audit::verify)
    }

    /// Looks at everything: structure, seals, pointers, guards, audit, files. Takes seconds.
    pub fn check(&self) -> Result<Check> {
        let files = self.vault.damaged()?;
        let keyed = self.sidecar.keyed();
        self.read(|conn| {
            Ok(Check {
                structure: faults(conn, "PRAGMA quick_check")?,
                seals: if keyed { faults(conn, "PRAGMA cipher_integrity_check")? } else { Vec::new() },
                foreign_keys: faults(conn, migrate::DANGLING)?,
                guards: migrate::unguarded(conn, &self.format)?,
                audit: audit::verify(conn)?,
                files,
            })
        })
    }

    pub(crate) fn writer(&self) -> Result<&Mutex<Connection>> {
        self.writer.as_ref().ok_or(Error::ReadOnly)
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        if let Ok(writer) = self.writer() {
            // Keeps the query planner's figures fresh; nothing is lost without it.
            let _ = stand_in_line(writer).execute_batch("PRAGMA optimize");
        }
    }
}

/// The writing connection. A change that panicked was rolled back: the next one may go on.
pub(crate) fn stand_in_line(writer: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    writer.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether the folder has a store, whole or not.
fn is_there(dir: &Path) -> Result<bool> {
    let has = |name| dir.join(name).try_exists();
    Ok(has(DATABASE)? || has(sidecar::NAME)? && !has(NEW)?)
}

/// What a look at the folder found, before anything is changed.
pub(crate) struct Found {
    pub(crate) image: Image,
    pub(crate) sidecar: Sidecar,
    pub(crate) key: Option<DataKey>,
    pub(crate) schema: u32,
    /// `store.json` was lost or disagreed and must be written.
    pub(crate) fresh: bool,
}

impl Found {
    pub(crate) fn look(dir: &Path, format: &Format, opening: &Opening<'_>, mode: Mode) -> Result<Found> {
        let path = dir.join(DATABASE);
        let said = Sidecar::read(dir, format)?;
        let image = match Image::open(&path) {
            Err(e) if e.kind() == ErrorKind::NotFound => {
                return Err(Error::damaged("store.db, which is missing,"));
            }
            image => image?,
        };
        let plain = image.header()?.1.starts_with(MAGIC);
        let key = match (&said, opening.key) {
            (None, _) if !plain => return Err(Error::SidecarLost),
            (Some(said), passphrase) if said.keyed() => {
                let wraps = said.key.as_ref().map_or(&[][..], |key| &key.wraps);
                let passphrase = passphrase.ok_or(Error::KeyNeeded)?;
                Some(DataKey::unwrap(wraps, passphrase, &said.id)?)
            }
            (_, Some(_)) => return Err(Error::NotKeyed),
            (_, None) => None,
        };
        is_as_long_as_written(&image, &path, key.is_some())?;
        if plain != key.is_none() {
            return Err(Error::damaged(DATABASE));
        }
        let conn = connect(&path, key.as_ref(), mode)?;
        let (schema, mut sidecar) = identity(&conn, format, said.as_ref())?;
        let fresh = said.as_ref().is_none_or(|said| {
            (&said.id, said.created_at, said.demo) != (&sidecar.id, sidecar.created_at, sidecar.demo)
        });
        if let Some(said) = said {
            sidecar.key = said.key;
            sidecar.app_version = said.app_version;
            sidecar.schema = said.schema;
        }
        Ok(Found { image, sidecar, key, schema, fresh })
    }
}

/// The schema and identity that the database itself states.
fn identity(conn: &Connection, format: &Format, said: Option<&Sidecar>) -> Result<(u32, Sidecar)> {
    let schema: u32 = conn.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(unreadable)?;
    let application: i32 = conn.query_row("PRAGMA application_id", [], |row| row.get(0)).map_err(unreadable)?;
    if application != format.application_id {
        return Err(Error::foreign(DATABASE));
    }
    if schema > format.schema() {
        return Err(Error::Newer {
            schema,
            app_version: said.map_or_else(String::new, |said| said.app_version.clone()),
        });
    }
    let sidecar = conn
        .query_row("SELECT id, created_at, demo FROM store_identity", [], |row| {
            Ok(Sidecar::new(format, row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()
        .map_err(unreadable)?
        .ok_or_else(|| Error::damaged(DATABASE))?;
    Ok((schema, sidecar))
}

/// The key is right when this is asked, so whatever SQLite cannot read is damage.
fn unreadable(error: rusqlite::Error) -> Error {
    if is_damage(&error) { Error::damaged(DATABASE) } else { error.into() }
}

/// Tells a cut file from a damaged one where its length shows it. While a log exists the file may
/// lawfully be shorter than its header says.
fn is_as_long_as_written(image: &Image, path: &Path, keyed: bool) -> Result<()> {
    const KEYED_PAGE: u64 = 4096;
    const MAGIC: &[u8] = b"SQLite format 3\0";
    let (length, header) = image.header()?;
    let log = fs::metadata(path.with_extension("db-wal")).is_ok_and(|log| log.len() > 0);
    let cut = if keyed {
        length == 0 || length % KEYED_PAGE != 0
    } else if !header.is_empty() && !header.starts_with(&MAGIC[..MAGIC.len().min(header.len())]) {
        return Err(Error::damaged(DATABASE));
    } else if let (Some(size), Some(count)) = (header.get(16..18), header.get(28..32)) {
        let page = match u64::from(u16::from_be_bytes([size[0], size[1]])) {
            1 => 65_536,
            page => page,
        };
        let pages = u64::from(u32::from_be_bytes([count[0], count[1], count[2], count[3]]));
        length < page || !log && length < page * pages
    } else {
        true
    };
    if cut { Err(Error::truncated(DATABASE)) } else { Ok(()) }
}

/// Keeps the database and `store.json` as they were; vault files are never migrated.
fn keep_before_migration(
    dir: &Path,
    conn: &Connection,
    image: &Image,
    sidecar: &Sidecar,
    key: Option<&DataKey>,
    schema: u32,
) -> Result<()> {
    let kept = dir.join("before-migration").join(format!("schema-{schema}"));
    disk::make_folder(disk::parent(&kept))?;
    let staged = disk::Staged::at(disk::beside(&kept));
    disk::make_folder(&staged.path)?;
    let copy = staged.path.join(DATABASE);
    backup::copy(conn, image, &dir.join(DATABASE), &copy)?;
    backup::prove_copy(&copy, key)?;
    sidecar.write(&staged.path)?;
    if kept.try_exists()? {
        fs::remove_dir_all(&kept)?;
    }
    Ok(staged.settle(&kept)?)
}

/// Every value of the first column.
fn lines(conn: &Connection, sql: &str) -> Result<Vec<String>> {
    let mut statement = conn.prepare(sql)?;
    let lines = statement.query_map([], |row| row.get(0))?;
    Ok(lines.collect::<rusqlite::Result<_>>()?)
}

/// What a checking statement complains of; that it could not read on is a complaint too.
pub(crate) fn faults(conn: &Connection, sql: &str) -> Result<Vec<String>> {
    match lines(conn, sql) {
        Ok(lines) => Ok(lines.into_iter().filter(|line| line != "ok").collect()),
        Err(Error::Sqlite(error)) if is_damage(&error) => Ok(vec![error.to_string()]),
        Err(error) => Err(error),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Read,
    Write,
}

/// Opens the database with every setting that a connection of a store has.
pub(crate) fn connect(path: &Path, key: Option<&DataKey>, mode: Mode) -> Result<Connection> {
    let access = match mode {
        Mode::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Mode::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
    };
    let conn = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_timeout(BUSY)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    if let Some(key) = key {
        // Otherwise each refusal is also printed on stderr.
        conn.execute_batch("PRAGMA cipher_log_level = NONE")?;
        conn.execute_batch(&key.pragma())?;
    }
    conn.execute_batch("PRAGMA user_version").map_err(|error| match error.sqlite_error_code() {
        // Only the first page is read for this, and it is sound: the file is shorter than it says.
        Some(ErrorCode::DatabaseCorrupt) => Error::truncated(DATABASE),
        _ => unreadable(error),
    })?;
    conn.execute_batch(
        "PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -32000;
         PRAGMA synchronous = FULL;",
    )
    .map_err(unreadable)?;
    if mode == Mode::Read {
        conn.pragma_update(None, "query_only", true)?;
    }
    Ok(conn)
}

pub(crate) fn close(conn: Connection) -> Result<()> {
    conn.close().map_err(|(_, error)| error.into())
}

/// The connections for reading that nobody uses.
struct Readers {
    idle: Mutex<Vec<Connection>>,
    returned: Condvar,
}

impl Readers {
    fn open(path: &Path, key: Option<&DataKey>) -> Result<Readers> {
        let idle = (0..READERS).map(|_| connect(path, key, Mode::Read));
        Ok(Readers { idle: Mutex::new(idle.collect::<Result<_>>()?), returned: Condvar::new() })
    }

    fn take(&self) -> Reader<'_> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(conn) = idle.pop() {
                return Reader { readers: self, conn: Some(conn) };
            }
            idle = self.returned.wait(idle).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// A borrowed connection, given back when dropped.
struct Reader<'a> {
    readers: &'a Readers,
    conn: Option<Connection>,
}

impl std::ops::Deref for Reader<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.conn.as_ref().expect("a reader holds its connection until it is dropped")
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        let mut idle = self.readers.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.extend(self.conn.take());
        self.readers.returned.notify_one();
    }
}
