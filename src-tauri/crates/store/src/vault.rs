//! Files inside the store, by content.
//!
//! A file lies at `files/ab/<sha256>`, named by the hash of its clear content, so the same content
//! is kept once and a read proves itself. It is durable *before* the change that names it commits;
//! a file that no record names is an orphan and is swept later. In a keyed store each file is
//! sealed; its name still tells whoever knows a file that the store holds it.

use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::disk::{self, STAGED, Staged};
use crate::error::{Error, Result};
use crate::keys::{DataKey, FileKey};
use crate::picture;

/// The largest content that is taken in, in bytes; archives may be larger.
pub const MAX_FILE: u64 = 20 * 1024 * 1024;
/// The largest archive, in bytes: it gathers many files of the vault.
pub const MAX_ARCHIVE: u64 = 1200 * 1024 * 1024;
/// The largest picture that is kept, in bytes; larger ones are drawn smaller.
pub const MAX_PICTURE: usize = 300 * 1000;
/// The folder of the vault inside the store's.
pub(crate) const FOLDER: &str = "files";

/// What the vault takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// PDF.
    Pdf,
    /// JPEG picture; kept as a JPEG without metadata.
    Jpeg,
    /// PNG picture; kept as a JPEG without metadata.
    Png,
    /// Excel workbook.
    Xlsx,
    /// ZIP archive.
    Zip,
}

impl Kind {
    /// What the content is, whatever its name says.
    pub fn sniff(bytes: &[u8]) -> Option<Kind> {
        const PDF_HEADER_WITHIN: usize = 1024;
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Some(Kind::Png);
        }
        if bytes.starts_with(b"\xff\xd8\xff") {
            return Some(Kind::Jpeg);
        }
        if bytes.starts_with(b"PK\x03\x04") {
            let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).ok()?;
            let has = |name| archive.index_for_name(name).is_some();
            let workbook = has("[Content_Types].xml") && has("xl/workbook.xml");
            return Some(if workbook { Kind::Xlsx } else { Kind::Zip });
        }
        let start = &bytes[..bytes.len().min(PDF_HEADER_WITHIN)];
        start.windows(5).any(|window| window == b"%PDF-").then_some(Kind::Pdf)
    }

    /// Its media type as it is kept.
    pub fn mime(self) -> &'static str {
        match self {
            Kind::Pdf => "application/pdf",
            Kind::Jpeg | Kind::Png => "image/jpeg",
            Kind::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Kind::Zip => "application/zip",
        }
    }
}

/// How a record names a file of the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileRef {
    /// Its address: SHA-256 of the clear content as kept, hex.
    pub sha256: String,
    /// Size of the clear content as kept, in bytes.
    pub size: u64,
    /// Its media type as kept.
    pub mime: &'static str,
}

/// What a sweep removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Swept {
    /// Files.
    pub files: u64,
    /// Their bytes on disk.
    pub bytes: u64,
}

/// The files of one store.
pub struct Vault {
    root: PathBuf,
    key: Option<FileKey>,
    read_only: bool,
}

impl Vault {
    pub(crate) fn new(dir: &Path, key: Option<&DataKey>, read_only: bool) -> Vault {
        Vault { root: dir.join(FOLDER), key: key.map(|key| key.derive("store vault file")), read_only }
    }

    /// Keeps a content of the kind that the caller believes it to be.
    ///
    /// Call it before the change that writes the reference. Pictures are drawn anew as JPEG of at
    /// most [`MAX_PICTURE`] bytes, upright, without any metadata. Anything larger than [`MAX_FILE`] (archives: [`MAX_ARCHIVE`]),
    /// unreadable or of another kind is refused, and nothing is kept of it.
    pub fn put(&self, bytes: &[u8], kind: Kind) -> Result<FileRef> {
        if self.read_only {
            return Err(Error::ReadOnly);
        }
        let size = bytes.len() as u64;
        let limit = if kind == Kind::Zip { MAX_ARCHIVE } else { MAX_FILE };
        if size > limit {
            return Err(Error::TooLarge { size, limit });
        }
        let found = Kind::sniff(bytes);
        if found != Some(kind) {
            return Err(Error::WrongKind { expected: kind, found });
        }
        match kind {
            Kind::Jpeg | Kind::Png => self.keep(&picture::redraw(bytes, MAX_PICTURE)?, kind),
            Kind::Pdf | Kind::Xlsx | Kind::Zip => self.keep(bytes, kind),
        }
    }

    /// Writes even what is there already: that heals a damaged file and makes an orphan young again,
    /// so that no sweep takes it from under the change that is about to name it.
    fn keep(&self, clear: &[u8], kind: Kind) -> Result<FileRef> {
        let sha256 = hex::encode(Sha256::digest(clear));
        let path = self.path(&sha256);
        disk::make_folder(&self.root)?;
        disk::make_folder(disk::parent(&path))?;
        disk::sync_folder(&self.root)?;
        let staged = Staged::at(disk::beside(&path));
        let mut file = disk::make_file(&staged.path)?;
        match &self.key {
            Some(key) => file.write_all(&key.seal(&sha256, clear)?)?,
            None => file.write_all(clear)?,
        }
        file.sync_all()?;
        drop(file);
        staged.settle(&path)?;
        Ok(FileRef { sha256, size: clear.len() as u64, mime: kind.mime() })
    }

    /// The clear content of a file, proven by its hash.
    pub fn get(&self, sha256: &str) -> Result<Vec<u8>> {
        let missing = || Error::NoSuchFile { sha256: sha256.into() };
        let damaged = || Error::FileDamaged { sha256: sha256.into() };
        if !is_address(sha256) {
            return Err(missing());
        }
        let file = match File::open(self.path(sha256)) {
            Err(e) if e.kind() == ErrorKind::NotFound => return Err(missing()),
            file => file?,
        };
        let mut bytes = Vec::new();
        file.take(2 * MAX_ARCHIVE).read_to_end(&mut bytes)?;
        let clear = match &self.key {
            Some(key) => key.open(sha256, &bytes).ok_or_else(damaged)?,
            None => bytes,
        };
        if hex::encode(Sha256::digest(&clear)) != sha256 {
            return Err(damaged());
        }
        Ok(clear)
    }

    /// Whether the vault has a file at this address; says nothing of its content.
    pub fn contains(&self, sha256: &str) -> bool {
        is_address(sha256) && self.path(sha256).is_file()
    }

    /// Every address, in order.
    pub fn list(&self) -> Result<Vec<String>> {
        let mut names: Vec<String> = self
            .walk()?
            .into_iter()
            .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
            .filter(|name| is_address(name))
            .collect();
        names.sort();
        Ok(names)
    }

    /// The addresses whose files are there but not whole.
    pub fn damaged(&self) -> Result<Vec<String>> {
        let mut damaged = Vec::new();
        for sha256 in self.list()? {
            match self.get(&sha256) {
                Ok(_) | Err(Error::NoSuchFile { .. }) => {}
                Err(Error::FileDamaged { .. }) => damaged.push(sha256),
                Err(other) => return Err(other),
            }
        }
        Ok(damaged)
    }

    /// Removes what no record names and what a broken write left behind.
    ///
    /// `older_than`, ms UTC by the file system's clock, spares files whose change is still under
    /// way: give it an hour or more.
    pub fn sweep(&self, keep: impl Fn(&str) -> bool, older_than: i64) -> Result<Swept> {
        if self.read_only {
            return Err(Error::ReadOnly);
        }
        let limit = UNIX_EPOCH + Duration::from_millis(u64::try_from(older_than).unwrap_or(0));
        let mut swept = Swept::default();
        for path in self.walk()? {
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
                continue;
            };
            let orphan = name.ends_with(STAGED) || is_address(name) && !keep(name);
            let meta = fs::symlink_metadata(&path)?;
            if orphan && meta.is_file() && meta.modified()? < limit {
                fs::remove_file(&path)?;
                swept.files += 1;
                swept.bytes += meta.len();
            }
        }
        Ok(swept)
    }

    /// Where a file lies, as kept on disk.
    pub(crate) fn path(&self, sha256: &str) -> PathBuf {
        self.root.join(&sha256[..2]).join(sha256)
    }

    fn walk(&self) -> Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        let folders = match fs::read_dir(&self.root) {
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(files),
            folders => folders?,
        };
        for folder in folders {
            let folder = folder?;
            if folder.file_type()?.is_dir() {
                for file in fs::read_dir(folder.path())? {
                    files.push(file?.path());
                }
            }
        }
        Ok(files)
    }
}

/// Only such a name is ever joined to a path.
pub(crate) fn is_address(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}
