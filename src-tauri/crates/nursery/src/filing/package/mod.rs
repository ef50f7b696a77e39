//! The **package** 备案材料包: the filing materials in the order of Art. 8 as one ZIP file that proves itself.
//!
//! [`Builder`] writes it: the same entries and the same head give the same bytes. [`verify`] needs nothing but
//! the bytes: it tells entry by entry whether they are what was written, and whether the container is.

mod container;
mod manifest;
mod verify;

pub use container::TooLarge;
pub(crate) use manifest::sha256;
pub use manifest::{FORMAT, MANIFEST, Manifest, ManifestEntry, ManifestGap, PackageInstitution, SUMS, VERSION};
pub use verify::{EntryState, Verdict, Verification, VerifiedEntry, verify};

use container::Writer;

use crate::error::{Error, Result, Told};
use crate::words::Language;

/// The largest package that is written or looked at, in bytes.
pub const LARGEST: usize = 1024 * 1024 * 1024;

impl Told for TooLarge {
    fn code(&self) -> &'static str {
        "package_too_large"
    }
    fn say(&self, l: Language) -> String {
        l.say(
            "备案材料包超过 1 GB；请缩小或减少扫描件后重试。",
            "The package would exceed 1 GB; use smaller or fewer scans.",
        )
    }
}

/// Writes a package.
pub struct Builder {
    writer: Writer,
    size: usize,
    entries: Vec<ManifestEntry>,
}

impl Builder {
    /// An empty package; `bytes` is about what it will hold.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        Self { writer: Writer::with_capacity(bytes), size: 0, entries: Vec::new() }
    }

    /// Adds a file.
    ///
    /// # Errors
    /// [`TooLarge`].
    pub fn add(&mut self, name: &str, kind: &str, data: &[u8]) -> Result<()> {
        self.size = self.size.saturating_add(data.len());
        if self.size > LARGEST {
            return Err(TooLarge.into());
        }
        self.writer.entry(name, data)?;
        let size = data.len() as u64;
        self.entries.push(ManifestEntry { name: name.to_owned(), kind: kind.to_owned(), size, sha256: sha256(data) });
        Ok(())
    }

    /// Adds manifest and checksums and answers the bytes with the manifest; `head` is the manifest without entries.
    ///
    /// # Errors
    /// [`TooLarge`].
    pub fn finish(mut self, head: Manifest) -> Result<(Vec<u8>, Manifest)> {
        let manifest = Manifest { entries: self.entries, ..head };
        let bytes = manifest.bytes()?;
        let sums = manifest::sums(&manifest.entries, &bytes);
        self.writer.entry(MANIFEST, &bytes)?;
        self.writer.entry(SUMS, sums.as_bytes())?;
        let package = self.writer.finish().map_err(Error::from)?;
        Ok((package, manifest))
    }
}
