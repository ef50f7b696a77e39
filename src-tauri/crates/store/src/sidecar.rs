//! `store.json`: what must be known before the database can be read.
//!
//! SQLCipher gives one answer, "file is not a database", to a wrong key, a foreign file, a cut file
//! and a flipped bit. This clear file beside it tells them apart. What it says of identity is a
//! copy: the truth stands in the table `store_identity`, so that editing this file changes nothing.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::backup::finish_restore;
use crate::disk;
use crate::error::{Error, Result};
use crate::keys::Wrap;
use crate::migrate::Format;

/// The name of the file.
pub(crate) const NAME: &str = "store.json";
/// The layout of the file that this version writes.
const LAYOUT: u32 = 1;
/// Far above any real size; the file may come from outside.
const LIMIT: u64 = 64 * 1024;

/// What `store.json` says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sidecar {
    /// Layout of this file.
    pub layout: u32,
    /// Name of the application's format.
    pub format: String,
    /// The `application_id` of the database.
    pub application_id: i32,
    /// The `user_version` of the database.
    pub schema: u32,
    /// The version of the program that wrote the schema.
    pub app_version: String,
    /// Random identity of this store, hex.
    pub id: String,
    /// When the store was made, ms UTC.
    pub created_at: i64,
    /// Made for demonstration: may carry a clock of its own.
    pub demo: bool,
    /// The wrapped data key; `None` for a plain store.
    pub key: Option<KeyHeader>,
}

/// How a keyed store is opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyHeader {
    /// Each opens the same data key.
    pub wraps: Vec<Wrap>,
}

/// What stays the same in every layout.
#[derive(Deserialize)]
struct Stamp {
    layout: u32,
    format: String,
    schema: u32,
    app_version: String,
}

impl Sidecar {
    /// Whether the database and the vault are sealed.
    pub fn keyed(&self) -> bool {
        self.key.is_some()
    }

    pub(crate) fn new(format: &Format, id: String, created_at: i64, demo: bool) -> Sidecar {
        Sidecar {
            layout: LAYOUT,
            format: format.name.into(),
            application_id: format.application_id,
            schema: format.schema(),
            app_version: format.app_version.into(),
            id,
            created_at,
            demo,
            key: None,
        }
    }

    /// What the folder says of itself before its database is opened; nothing where there is none.
    ///
    /// # Errors
    /// It belongs to another program, or is damaged.
    pub fn read(dir: &Path, format: &Format) -> Result<Option<Sidecar>> {
        finish_restore(dir)?;
        let file = match File::open(dir.join(NAME)) {
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(None),
            file => file?,
        };
        let mut bytes = Vec::new();
        file.take(LIMIT).read_to_end(&mut bytes)?;
        Sidecar::parse(&bytes, format).map(Some)
    }

    pub(crate) fn parse(bytes: &[u8], format: &Format) -> Result<Sidecar> {
        let broken = |e: serde_json::Error| {
            if e.is_eof() { Error::truncated(NAME) } else { Error::damaged(NAME) }
        };
        let stamp: Stamp = serde_json::from_slice(bytes).map_err(broken)?;
        if stamp.format != format.name {
            return Err(Error::foreign(NAME));
        }
        if stamp.layout > LAYOUT || stamp.schema > format.schema() {
            return Err(Error::Newer { schema: stamp.schema, app_version: stamp.app_version });
        }
        let sidecar: Sidecar = serde_json::from_slice(bytes).map_err(broken)?;
        if sidecar.application_id != format.application_id {
            return Err(Error::foreign(NAME));
        }
        Ok(sidecar)
    }

    pub(crate) fn to_json(&self) -> Result<Vec<u8>> {
        Ok(serde_json::to_vec_pretty(self).map_err(std::io::Error::from)?)
    }

    pub(crate) fn write(&self, dir: &Path) -> Result<()> {
        Ok(disk::write_whole(&dir.join(NAME), &self.to_json()?)?)
    }
}
