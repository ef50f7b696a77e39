//! What can go wrong, told apart so that a program can say what to do next.
//!
//! No variant carries the content of a record: an error may be written to a log.

use std::io;

use crate::vault::Kind;

/// The result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A refusal or a failure of the store.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// SQLite refused for a reason that has no variant of its own.
    #[error("database: {0}")]
    Sqlite(#[source] rusqlite::Error),
    /// Another connection held the file longer than the busy timeout.
    #[error("the database stayed busy")]
    Busy,
    /// The operating system refused.
    #[error("file system: {0}")]
    Io(#[source] io::Error),
    /// No room is left; nothing was written.
    #[error("the disk is full")]
    DiskFull,
    /// Another program writes to this store.
    #[error("the store is in use by {program}")]
    InUse {
        /// The name which the other program gave itself.
        program: String,
        /// When it opened the store, ms UTC; unknown if it died while starting.
        since: Option<i64>,
    },
    /// There is no store in this folder.
    #[error("there is no store here")]
    Missing,
    /// There is already a store in this folder.
    #[error("there is already a store here")]
    Exists,
    /// The file belongs to another application.
    #[error("{what} does not belong to this application")]
    Foreign {
        /// Which file.
        what: String,
    },
    /// The file is shorter than it was written.
    #[error("{what} is cut short")]
    Truncated {
        /// Which file.
        what: String,
    },
    /// The file is not as it was written.
    #[error("{what} is damaged")]
    Damaged {
        /// Which file or part.
        what: String,
    },
    /// `store.json` is gone and `store.db` cannot be read without it.
    #[error("store.json is lost and store.db is sealed: take store.json from a backup")]
    SidecarLost,
    /// The store was written by a later version of the program.
    #[error("the store has schema {schema}, written by version {app_version}")]
    Newer {
        /// The schema of the file.
        schema: u32,
        /// The version that wrote it; empty if unknown.
        app_version: String,
    },
    /// The store has an earlier schema and was opened for reading, which never migrates.
    #[error("the store has the earlier schema {schema} and must be opened for writing once")]
    Older {
        /// The schema of the file.
        schema: u32,
    },
    /// The passphrase does not open this store.
    #[error("the passphrase does not open this store")]
    WrongKey,
    /// The store is sealed and no passphrase was given.
    #[error("the store is sealed and needs a passphrase")]
    KeyNeeded,
    /// A passphrase was given for a store without a key.
    #[error("the store has no key")]
    NotKeyed,
    /// A change was asked of a store that was opened for reading.
    #[error("the store is open for reading only")]
    ReadOnly,
    /// A row of an append-only table would be changed, deleted or replaced.
    #[error("{table} is append-only")]
    AppendOnly {
        /// The table.
        table: String,
    },
    /// The audit already holds a change with this request.
    #[error("this request was already carried out")]
    Repeated,
    /// A change ended its own transaction, so nothing can be promised about it.
    #[error("a change ended its own transaction")]
    TransactionEnded,
    /// A migration failed; the store is as it was.
    #[error("migration {version} {name}: {source}")]
    Migration {
        /// The schema it would have led to.
        version: u32,
        /// Its name.
        name: &'static str,
        /// The reason.
        #[source]
        source: rusqlite::Error,
    },
    /// Rows point at rows that do not exist.
    #[error("{table} points at rows that do not exist")]
    ForeignKeys {
        /// The table that holds the pointers.
        table: String,
    },
    /// The content is larger than the vault takes.
    #[error("{size} bytes are more than the {limit} allowed")]
    TooLarge {
        /// Size of the content in bytes.
        size: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// The content is not a picture that can be decoded.
    #[error("this is not a readable JPEG or PNG picture")]
    NotAnImage,
    /// The content is of another kind than it was called, whatever its name says.
    #[error("expected {expected:?}, found {found:?}")]
    WrongKind {
        /// What the caller called it.
        expected: Kind,
        /// What it is; `None` if it is no kind that the vault takes.
        found: Option<Kind>,
    },
    /// The vault has no such file.
    #[error("the vault has no file {sha256}")]
    NoSuchFile {
        /// The address that was asked for.
        sha256: String,
    },
    /// A file of the vault is not what its address says.
    #[error("the vault file {sha256} is damaged")]
    FileDamaged {
        /// Its address.
        sha256: String,
    },
}

impl Error {
    /// A short stable word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Error::Sqlite(_) => "database",
            Error::Busy => "busy",
            Error::Io(_) => "io",
            Error::DiskFull => "disk_full",
            Error::InUse { .. } => "store_in_use",
            Error::Missing => "store_missing",
            Error::Exists => "store_exists",
            Error::Foreign { .. } => "foreign_file",
            Error::Truncated { .. } => "truncated",
            Error::Damaged { .. } => "damaged",
            Error::SidecarLost => "sidecar_lost",
            Error::Newer { .. } => "newer_store",
            Error::Older { .. } => "older_store",
            Error::WrongKey => "wrong_key",
            Error::KeyNeeded => "key_needed",
            Error::NotKeyed => "not_keyed",
            Error::ReadOnly => "read_only",
            Error::AppendOnly { .. } => "append_only",
            Error::Repeated => "repeated_request",
            Error::TransactionEnded => "transaction_ended",
            Error::Migration { .. } => "migration_failed",
            Error::ForeignKeys { .. } => "foreign_keys",
            Error::TooLarge { .. } => "too_large",
            Error::NotAnImage => "not_an_image",
            Error::WrongKind { .. } => "wrong_kind",
            Error::NoSuchFile { .. } => "no_such_file",
            Error::FileDamaged { .. } => "file_damaged",
        }
    }

    pub(crate) fn damaged(what: impl Into<String>) -> Error {
        Error::Damaged { what: what.into() }
    }

    pub(crate) fn truncated(what: impl Into<String>) -> Error {
        Error::Truncated { what: what.into() }
    }

    pub(crate) fn foreign(what: impl Into<String>) -> Error {
        Error::Foreign { what: what.into() }
    }
}

/// What a guard of [`crate::AppendOnly`] says when it refuses; the table follows.
pub(crate) const APPEND_ONLY: &str = "append-only: ";

/// Whether SQLite could not make sense of what it read.
pub(crate) fn is_damage(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
    matches!(error.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase))
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Error {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked, DiskFull};
        let rusqlite::Error::SqliteFailure(failure, message) = &error else {
            return Error::Sqlite(error);
        };
        match (failure.code, message.as_deref()) {
            (DiskFull, _) => Error::DiskFull,
            (DatabaseBusy | DatabaseLocked, _) => Error::Busy,
            (_, Some(message)) if message.starts_with(APPEND_ONLY) => {
                Error::AppendOnly { table: message[APPEND_ONLY.len()..].to_owned() }
            }
            _ => Error::Sqlite(error),
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Error::DiskFull,
            _ => Error::Io(error),
        }
    }
}
