//! Files that are either there and whole, or not there.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use rand::Rng;

/// Makes the folder and its parents, for their owner only; what exists stays as it is.
pub(crate) fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Takes every right from group and others, whoever made the path.
pub(crate) fn keep_private(path: &Path, mode: u32) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if fs::metadata(path)?.permissions().mode() & 0o077 != 0 {
            fs::set_permissions(path, fs::Permissions::from_mode(mode))?;
        }
    }
    #[cfg(not(unix))]
    let _ = (path, mode);
    Ok(())
}

/// Makes a new file for its owner only; an existing one is an error.
pub(crate) fn make_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes the names in a folder durable. Windows has no such call and needs none.
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(path)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Makes the names in a folder and in all below it durable.
pub(crate) fn sync_tree(path: &Path) -> io::Result<()> {
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_tree(&entry.path())?;
        }
    }
    sync_folder(path)
}

/// The folder that holds `path`.
pub(crate) fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// A hidden, unused name in the folder of `path`, so that a rename onto `path` is atomic.
pub(crate) fn beside(path: &Path) -> PathBuf {
    let mut random = [0; 6];
    rand::rng().fill_bytes(&mut random);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    parent(path).join(format!(".{name}.{}{STAGED}", hex::encode(random)))
}

/// A name in a folder that nothing has yet: the name itself, or with `-2`, `-3` … behind it.
pub(crate) fn free_name(folder: &Path, name: &str) -> io::Result<PathBuf> {
    let mut path = folder.join(name);
    for n in 2.. {
        if !path.try_exists()? {
            break;
        }
        path = folder.join(format!("{name}-{n}"));
    }
    Ok(path)
}

/// How the name of a file ends that is still being written.
pub(crate) const STAGED: &str = ".part";

/// Writes a file so that `path` holds either the old content or all of the new.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let staged = Staged::at(beside(path));
    let mut file = make_file(&staged.path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    staged.settle(path)
}

/// A file or folder under way; removed unless it is settled.
pub(crate) struct Staged {
    pub(crate) path: PathBuf,
    settled: bool,
}

impl Staged {
    pub(crate) fn at(path: PathBuf) -> Staged {
        Staged { path, settled: false }
    }

    /// Gives it its name, durably.
    pub(crate) fn settle(mut self, name: &Path) -> io::Result<()> {
        fs::rename(&self.path, name)?;
        self.settled = true;
        sync_folder(parent(name))
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        if !self.settled {
            let _ = match fs::symlink_metadata(&self.path) {
                Ok(meta) if meta.is_dir() => fs::remove_dir_all(&self.path),
                Ok(_) => fs::remove_file(&self.path),
                Err(_) => Ok(()),
            };
        }
    }
}

/// An instant as `20260824-083000` UTC, for the names of files.
pub(crate) fn stamp(ms: i64) -> String {
    let seconds = ms.div_euclid(1000);
    let (year, month, day) = civil(seconds.div_euclid(86_400));
    let rest = seconds.rem_euclid(86_400);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{year:04}{month:02}{day:02}-{hour:02}{minute:02}{second:02}")
}

/// Year, month and day of a day counted from 1970-01-01.
pub(crate) fn civil(days: i64) -> (i64, i64, i64) {
    // Years begin in March, so that the leap day is the last.
    let z = days + 719_468;
    let (era, day_of_era) = (z.div_euclid(146_097), z.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// The bytes of the database file, for its header and for copies.
///
/// Closing *any* descriptor of a file drops *all* POSIX locks that this process holds on it,
/// those of SQLite too; another program could then take the store for closed and remove the log
/// under us (sqlite.org/howtocorrupt.html §2.2). So each database has one descriptor per process,
/// which is opened before the first connection and closed after the last.
pub(crate) struct Image {
    key: PathBuf,
    /// The list owns the file, so that it closes under the list's lock.
    file: Weak<Mutex<File>>,
}

/// The one descriptor of a database, and how many stores of this process use it.
type Shared = (usize, Arc<Mutex<File>>);

static IMAGES: Mutex<BTreeMap<PathBuf, Shared>> = Mutex::new(BTreeMap::new());

impl Image {
    pub(crate) fn open(path: &Path) -> io::Result<Image> {
        let key = fs::canonicalize(path)?;
        let mut images = IMAGES.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((users, file)) = images.get_mut(&key) {
            *users += 1;
            let file = Arc::downgrade(file);
            return Ok(Image { key, file });
        }
        let shared = Arc::new(Mutex::new(File::open(path)?));
        let file = Arc::downgrade(&shared);
        images.insert(key.clone(), (1, shared));
        Ok(Image { key, file })
    }

    fn file(&self) -> io::Result<Arc<Mutex<File>>> {
        self.file.upgrade().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// The length and the first 100 bytes, or fewer.
    pub(crate) fn header(&self) -> io::Result<(u64, Vec<u8>)> {
        let file = self.file()?;
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        let mut header = Vec::with_capacity(100);
        file.seek(SeekFrom::Start(0))?;
        (&mut *file).take(100).read_to_end(&mut header)?;
        Ok((file.metadata()?.len(), header))
    }

    /// Copies the bytes as they are; the caller keeps writers away.
    pub(crate) fn copy_to(&self, to: &mut File) -> io::Result<u64> {
        let file = self.file()?;
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(0))?;
        io::copy(&mut *file, to)
    }
}

impl Drop for Image {
    fn drop(&mut self) {
        let mut images = IMAGES.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((users, _)) = images.get_mut(&self.key) {
            *users -= 1;
            if *users == 0 {
                images.remove(&self.key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_are_civil_dates() {
        assert_eq!(stamp(0), "19700101-000000");
        assert_eq!(stamp(951_782_400_000), "20000229-000000");
        assert_eq!(stamp(1_772_323_199_999), "20260228-235959");
        assert_eq!(stamp(1_772_323_200_000), "20260301-000000");
        assert_eq!(stamp(-1), "19691231-235959");
    }

    #[test]
    fn a_failed_write_leaves_the_old_file_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a");
        write_whole(&path, b"old").unwrap();
        {
            let staged = Staged::at(beside(&path));
            make_file(&staged.path).unwrap().write_all(b"ne").unwrap();
        }
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
