//! Files in and out: read whole, written whole or not at all.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use nursery::Desk;

use crate::failure::{Failure, Result};

/// Far above any roster or package; larger ones are refused before they are read.
const LARGEST: u64 = 1 << 30;

/// Reads a file.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    let mut file = open(path)?;
    let too_large = || {
        Failure::own(
            "too_large",
            format!("{}：文件太大。", path.display()),
            format!("{}: the file is too large.", path.display()),
        )
    };
    let mut bytes = Vec::new();
    // A pipe does not say beforehand how much is in it.
    let read = (&mut file).take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
    if read as u64 > LARGEST { Err(too_large()) } else { Ok(bytes) }
}

/// Opens a file that must be there.
pub fn open(path: &Path) -> Result<fs::File> {
    let refused = |error: io::Error| unreadable(path, &error);
    let file = fs::File::open(path).map_err(refused)?;
    if file.metadata().map_err(refused)?.is_dir() { Err(refused(io::ErrorKind::IsADirectory.into())) } else { Ok(file) }
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::file("file_unreadable", path.display(), error)
}

/// Hands a file in at the desk; answers its token.
pub fn hand_in(desk: &Desk, path: &Path) -> Result<String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(desk.file_in(&name, read(path)?))
}

/// Refuses, before anything is done, a file that may not be written.
pub fn must_be_free(path: &Path, force: bool) -> Result<()> {
    if path.is_dir() {
        return Err(Failure::file("file_unwritable", path.display(), &io::ErrorKind::IsADirectory.into()));
    }
    if !force && path.symlink_metadata().is_ok() {
        return Err(Failure::own(
            "file_exists",
            format!("{} 已存在，没有覆盖；请换一个名字，或加 --force。", path.display()),
            format!("{} exists and is not overwritten; choose another name, or add --force.", path.display()),
        ));
    }
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => {
            Err(Failure::file("file_unwritable", folder.display(), &io::ErrorKind::NotFound.into()))
        }
        _ => Ok(()),
    }
}

/// Writes a file for its owner only: `path` holds all of it or what it held before.
pub fn write(path: &Path, bytes: &[u8], force: bool) -> Result<()> {
    must_be_free(path, force)?;
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.part", std::process::id()));
    let staged = path.with_file_name(name);
    let written =
        stage(&staged, bytes).and_then(|()| if force { fs::rename(&staged, path) } else { settle(&staged, path) });
    written.map_err(|error| {
        let _ = fs::remove_file(&staged);
        match error.kind() {
            io::ErrorKind::AlreadyExists => must_be_free(path, false)
                .err()
                .unwrap_or_else(|| Failure::file("file_unwritable", path.display(), &error)),
            _ => Failure::file("file_unwritable", path.display(), &error),
        }
    })
}

fn stage(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Gives the file its name unless that has been taken meanwhile; a stick without hard links (FAT) renames.
fn settle(staged: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(staged, path) {
        Ok(()) => fs::remove_file(staged),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        Err(_) => fs::rename(staged, path),
    }
}

/// Whether a folder can be put here: nothing is in it.
pub fn is_free(dir: &Path) -> bool {
    match fs::read_dir(dir) {
        Ok(mut inside) => inside.next().is_none(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// A folder under way; removed unless it is settled.
pub struct Folder(PathBuf);

impl Folder {
    /// A name beside the place where it will be.
    pub fn beside(dir: &Path) -> Result<Self> {
        let parent = dir.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(parent).map_err(|error| Failure::file("file_unwritable", parent.display(), &error))?;
        let name = dir.file_name().unwrap_or_default().to_string_lossy();
        Ok(Self(parent.join(format!(".{name}.{}.part", std::process::id()))))
    }

    /// Where it is until then.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Puts it in its place, which is free.
    pub fn settle(self, dir: &Path) -> Result<()> {
        // Only an empty folder goes.
        let _ = fs::remove_dir(dir);
        fs::rename(&self.0, dir).map_err(|error| Failure::file("file_unwritable", dir.display(), &error))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
