//! The store from outside: what it promises, and that each promise can be broken by a test.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod audit;
mod backup;
mod changes;
mod crash;
mod folder;
mod full_disk;
mod migrate;
mod opening;
mod vault;

use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use store::rusqlite::Connection;
use store::{AppendOnly, CreateOptions, Entry, Error, Format, KdfCost, Migration, Opening, Passphrase, Store};

pub(crate) const NOW: i64 = 1_787_500_000_000;

pub(crate) const FIRST: Migration = Migration {
    version: 1,
    name: "notes and receipts",
    sql: "
        CREATE TABLE note (id TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL) STRICT;
        CREATE TABLE line (note TEXT NOT NULL REFERENCES note (id), n INTEGER NOT NULL) STRICT;
        CREATE TABLE receipt (
          id TEXT NOT NULL PRIMARY KEY,
          book TEXT NOT NULL, number INTEGER NOT NULL,
          slip TEXT,
          UNIQUE (book, number)
        ) STRICT;
        CREATE TABLE posting (id TEXT NOT NULL PRIMARY KEY, fen INTEGER NOT NULL) STRICT, WITHOUT ROWID;",
    append_only: &[AppendOnly { table: "receipt", keys: &[&["slip"]] }, AppendOnly { table: "posting", keys: &[] }],
};

pub(crate) const FORMAT: Format =
    Format { application_id: 0x4e4f_5445, name: "notes", app_version: "1.0.0", migrations: &[FIRST] };

/// A folder for one test, and how to open the store in it.
pub(crate) struct Place {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) key: Option<Passphrase>,
}

impl Place {
    pub(crate) fn plain() -> Place {
        Place { folder: tempfile::tempdir().unwrap(), key: None }
    }

    pub(crate) fn keyed() -> Place {
        Place { key: Some(Passphrase::new("正确的口令")), ..Place::plain() }
    }

    /// Each test that runs on both kinds of store.
    pub(crate) fn both() -> [Place; 2] {
        [Place::plain(), Place::keyed()]
    }

    pub(crate) fn dir(&self) -> PathBuf {
        self.folder.path().join("store")
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.dir().join(name)
    }

    pub(crate) fn opening(&self) -> Opening<'_> {
        Opening { key: self.key.as_ref(), program: "test", now: NOW }
    }

    pub(crate) fn create(&self) -> Store {
        let options = CreateOptions { kdf: KdfCost::CHEAP, ..CreateOptions::default() };
        Store::create(&self.dir(), &FORMAT, &self.opening(), options).unwrap()
    }

    pub(crate) fn open(&self) -> store::Result<Store> {
        Store::open(&self.dir(), &FORMAT, &self.opening())
    }

    pub(crate) fn read_only(&self) -> store::Result<Store> {
        Store::open_read_only(&self.dir(), &FORMAT, &self.opening())
    }

    /// Another program with a plain SQLite, which sets nothing.
    pub(crate) fn raw(&self) -> Connection {
        assert!(self.key.is_none());
        Connection::open(self.file("store.db")).unwrap()
    }
}

pub(crate) fn entry(subject: &str) -> Entry {
    Entry {
        at: NOW,
        actor: "王老师".into(),
        action: "note.write".into(),
        subject: Some(subject.into()),
        request: None,
        detail: r#"{"text":"a"}"#.into(),
    }
}

pub(crate) fn write(store: &Store, id: &str) -> Result<(), Error> {
    store.change(|conn| {
        conn.execute("INSERT INTO note VALUES (?1, 'text')", [id])?;
        Ok(((), Some(entry(id))))
    })
}

pub(crate) fn notes(store: &Store) -> Vec<String> {
    store
        .read(|conn| {
            let mut rows = conn.prepare("SELECT id FROM note ORDER BY id")?;
            let ids = rows.query_map([], |row| row.get(0))?;
            Ok::<_, Error>(ids.collect::<Result<_, _>>()?)
        })
        .unwrap()
}

pub(crate) fn flip(path: &Path, at: u64) {
    let byte = fs::read(path).unwrap()[usize::try_from(at).unwrap()];
    let mut file = fs::OpenOptions::new().write(true).open(path).unwrap();
    file.seek(SeekFrom::Start(at)).unwrap();
    file.write_all(&[byte ^ 0x10]).unwrap();
}

pub(crate) fn cut(path: &Path, to: u64) {
    fs::OpenOptions::new().write(true).open(path).unwrap().set_len(to).unwrap();
}

/// The names in a folder, in order.
pub(crate) fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
