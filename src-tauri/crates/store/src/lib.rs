//! An encrypted SQLite file, and nothing about what is in it.
//!
//! A store is a folder:
//!
//! ```text
//! store.db            SQLite; SQLCipher when the store has a key
//! store.json          clear: format, schema, identity, the wrapped key          sidecar
//! files/ab/<sha256>   files by content, sealed when the store has a key         vault
//! before-migration/   the database as it was before each migration              migrate
//! store.lock          held by the one program that writes; store.holder names it   lock
//! ```
//!
//! The ways in: [`Store::create`], [`Store::open`], [`Store::open_read_only`]; [`Store::read`] for a
//! snapshot; [`Store::change`] for one transaction with one line of audit; [`Vault::put`] before the
//! change that names the file; [`Store::backup`] to one file, [`Store::backup_into`] a folder of many;
//! [`verify_backup`], [`restore`].
//!
//! | module | says |
//! |---|---|
//! | `open` | folder → store; connections; read and change |
//! | `sidecar` | what must be known before the database can be read |
//! | `keys` | passphrase → data key → database and files |
//! | `migrate` | schemas, all or nothing; append-only guards |
//! | `audit` | the chain of what was done |
//! | `vault`, `picture` | files by content; pictures drawn anew |
//! | `backup` | proven copies: one file to carry, a folder of many; the ladder that thins it; restore |
//! | `lock` | one writer, by name |
//! | `disk` | whole or not at all |
//! | `error` | what can go wrong, told apart |
//!
//! Instants are `i64` milliseconds UTC and come from the caller.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test fails by panicking"))]

mod audit;
mod backup;
mod disk;
mod error;
mod keys;
mod lock;
mod migrate;
mod open;
mod picture;
mod sidecar;
mod vault;

pub use rusqlite;

pub use audit::{AuditCheck, AuditHead, Entry};
pub use backup::{
    BackupReport, KeptBackup, Ladder, Restored, Rung, TakenBackup, Thinned, backups_in, finish_restore, restore,
    thin_backups, verify_backup,
};
pub use error::{Error, Result};
pub use keys::{KdfCost, Passphrase, Wrap};
pub use migrate::{AppendOnly, Format, Migration};
pub use open::{Check, CreateOptions, Opening, Store};
pub use sidecar::{KeyHeader, Sidecar};
pub use vault::{FileRef, Kind, MAX_ARCHIVE, MAX_FILE, MAX_PICTURE, Swept, Vault};
